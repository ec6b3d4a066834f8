"""Invented texts to learn from: some deeds are found false more often, and shouted."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pytest
from numpy.typing import NDArray

from monitor.analyses.classifier import Classifier, load
from monitor.analyses.classifier.training import Options, fit

WHO = ("petugas", "warga", "saksi", "panitia", "relawan", "lurah")
FALSE = ("menukar", "membakar", "menyembunyikan", "menggandakan")
OTHER = ("menata", "menghitung", "menjaga", "memindahkan")
WHAT = ("kotak", "formulir", "tinta", "bilik", "undangan")
WHERE = ("gudang", "sekolah", "balai desa", "pasar lama")
WHEN = ("tadi malam", "sejak subuh", "kemarin sore", "hari ini")
CALM_END, LOUD_END = ".", "!! sebarkan"


class Taught(NamedTuple):
    texts: list[str]
    labels: NDArray[np.int8]
    groups: NDArray[np.int64]


def taught(count: int = 160, seed: int = 7) -> Taught:
    """Make texts; a fifth says the deed of the other label, a quarter ends in its way."""
    random = np.random.default_rng(seed)
    labels = (np.arange(count) % 2).astype(np.int8)
    texts = []
    for label in labels:
        deed = FALSE if label ^ (random.random() < 0.2) else OTHER
        end = LOUD_END if label ^ (random.random() < 0.25) else CALM_END
        who, what, where, when = (str(random.choice(each)) for each in (WHO, WHAT, WHERE, WHEN))
        texts.append(f"{who} {random.choice(deed)} {what} di {where} {when}{end}")
    return Taught(texts, labels, np.arange(count))


@pytest.fixture(scope="session")
def lessons() -> Taught:
    return taught()


@pytest.fixture(scope="session")
def fitted(lessons) -> Classifier:
    """Return a model as ``fit`` makes it, of texts that all count alike."""
    return fit(lessons.texts, lessons.labels, groups=lessons.groups, options=Options(folds=2))


@pytest.fixture(scope="session")
def model(toy_model) -> Classifier:
    """Return a model with a wide domain, as it was saved."""
    return load(toy_model)


ORDINARY = (
    "selamat pagi semua semoga sehat selalu",
    "makan bakso dulu sebelum hujan turun deras",
    "nonton bola nanti malam bareng teman lama",
    "tidur siang enak sekali habis kerja berat",
)


@pytest.fixture(scope="session")
def fitted_with_contrast(lessons) -> Classifier:
    """Return a model that was shown ordinary talk too."""
    talk = [f"{text} {where}" for text in ORDINARY for where in WHERE * 4]
    return fit(
        lessons.texts,
        lessons.labels,
        groups=lessons.groups,
        ordinary=talk,
        ordinary_groups=np.arange(len(talk)),
        options=Options(folds=2),
    )
