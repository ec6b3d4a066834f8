"""What many stories start from."""

from __future__ import annotations

import os
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from monitor import words

settings.register_profile(
    "project", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.load_profile("project")
os.environ.pop("MONITOR_ELECTIONS", None)
os.environ.pop("MONITOR_LANG", None)


@pytest.fixture(autouse=True)
def _indonesian():
    """Every test starts in Indonesian, whatever the one before it spoke."""
    words.use("id")


FALSE = (
    "{open}surat suara di {place} sudah tercoblos {when}{end}",
    "{open}kotak suara di {place} dibuka diam-diam {when}{end}",
    "{open}petugas menukar formulir hasil di {place} {when}{end}",
)
ORDINARY = (
    "{open}warga di {place} antre dengan tertib {when}{end}",
    "{open}petugas menyiapkan bilik dan tinta di {place} {when}{end}",
    "{open}panitia membagikan undangan memilih di {place} {when}{end}",
)
OPENINGS = ("", "Sebarkan! ", "Info dari grup sebelah: ", "Kabar baik, ")
PLACES = ("gudang", "balai desa", "sekolah", "pasar lama")
WHEN = ("tadi malam", "sejak subuh", "kemarin sore")
ENDS = ("", ", kata orang dalam", ". Lihat sendiri videonya sebelum dihapus!", ", begitu ceritanya")
TEXTS = 240


@pytest.fixture(scope="session")
def toy_model(tmp_path_factory) -> Path:
    """Return the JSON of a classifier fitted to invented texts, half of them as found false."""
    import numpy as np  # few tests need it, and what fits takes a second to import

    from monitor.analyses.classifier import save
    from monitor.analyses.classifier.domain import Domain
    from monitor.analyses.classifier.keeping import versioned
    from monitor.analyses.classifier.training import Options, fit

    random = np.random.default_rng(7)
    made = [
        (template.format(open=begin, place=place, when=when, end=end), int(template in FALSE))
        for template, begin, place, when, end in product(
            FALSE + ORDINARY, OPENINGS, PLACES, WHEN, ENDS
        )
    ]
    chosen = [made[place] for place in random.permutation(len(made))[:TEXTS]]
    texts, labels = zip(*chosen, strict=True)
    fitted = fit(texts, labels, groups=range(TEXTS), options=Options(folds=2, groups=2))
    wider = replace(fitted, domain=Domain(fewest=4, most=40, known=0.5, strange=3.0))
    path = tmp_path_factory.mktemp("model") / "model.json"
    save(replace(wider, version=versioned(wider)), path)
    return path
