"""A classifier as two files: arrays (``.npz``, never pickle), and JSON with their digest."""

from __future__ import annotations

import json
import struct
import zipfile
import zlib
from collections.abc import Mapping
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from monitor.analyses.classifier.domain import Domain
from monitor.analyses.classifier.linear import Array, Linear, Styled
from monitor.analyses.classifier.model import Classifier
from monitor.analyses.classifier.style import STYLE
from monitor.corpora.load import folder
from monitor.errors import BadModel

__all__ = ["BROKEN", "NONE", "load", "loaded", "save", "shipped", "version_in", "versioned"]

NONE, BROKEN = "none", "broken"
"""Versions of a model that is not there, and of one that cannot be read."""

DOMAIN = ("fewest", "most", "known", "strange", "headlines", "unlike")
UNREADABLE = (
    ArithmeticError, EOFError, KeyError, MemoryError, OSError, RuntimeError, SyntaxError, TypeError,
    ValueError, struct.error, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
"""What broken JSON, a broken zip and broken arrays raise: a flipped byte may hit anything."""
FORMAT = 1
SHIPPED = "flag.json"


def save(classifier: Classifier, path: Path) -> None:
    """Write ``path`` (JSON) and the arrays beside it; the JSON last, so that a cut is seen."""
    arrays, said = _taken_apart(classifier)
    np.savez_compressed(path.with_suffix(".npz"), allow_pickle=False, **arrays)
    whole = {
        "format": FORMAT,
        "version": classifier.version,
        **said,
        "about": dict(classifier.about),
    }
    whole["digest"] = _digest(whole, arrays)
    path.write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def load(path: Path) -> Classifier:
    """Read a classifier.

    Raises
    ------
    BadModel
        A file is missing or broken, was changed by another hand, or is of a later format.
    """
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        with (
            path.with_suffix(".npz").open("rb") as file,  # numpy leaves a broken one open
            np.load(file, allow_pickle=False) as kept,
        ):
            arrays = {name: kept[name] for name in kept.files}
        made = int(said["format"])
        digest = said.pop("digest")
    except UNREADABLE as problem:
        raise BadModel("model_unreadable", path, problem=problem) from problem
    if made > FORMAT:
        raise BadModel("model_newer", path)
    if digest != _digest(said, arrays):
        raise BadModel("model_changed", path)
    try:
        return _put_together(said, arrays)
    except (KeyError, TypeError, ValueError) as problem:
        raise BadModel("model_unreadable", path, problem=problem) from problem


def version_in(path: Path) -> str:
    """Return what the model at ``path`` calls itself; a broken one is met when it is asked."""
    try:
        return str(json.loads(path.read_text(encoding="utf-8"))["version"])
    except FileNotFoundError:
        return NONE
    except (OSError, ValueError, KeyError, TypeError):
        return BROKEN


@lru_cache(maxsize=2)
def loaded(path: Path, version: str) -> Classifier:  # noqa: ARG001 - a new model is loaded anew
    """Return the model at ``path``, read once per process and version."""
    return load(path)


@cache
def shipped() -> Classifier | None:
    """Return the model in ``models/``, or None: the tool runs without it and says so."""
    path = folder("models") / SHIPPED
    return load(path) if path.is_file() else None


def versioned(classifier: Classifier) -> str:
    """Return twelve hex digits of all that decides what a classifier says."""
    arrays, said = _taken_apart(classifier)
    return _digest(said, arrays)[:12]


def _taken_apart(classifier: Classifier) -> tuple[dict[str, Array], dict[str, Any]]:
    worth, domain, styled = classifier.worth, classifier.domain, classifier.styled
    arrays: dict[str, Any] = {
        "buckets": worth.buckets,
        "weights": worth.weights,
        "ladder": classifier.ladder,
    }
    contrast = domain.contrast
    if contrast is not None:
        arrays |= {"contrast_buckets": contrast.buckets, "contrast_weights": contrast.weights}
    said = {
        "features": {
            name: {"weight": weight, "mean": mean, "spread": spread}
            for name, weight, mean, spread in zip(
                STYLE, worth.shapes, styled.mean, styled.spread, strict=True
            )
        },
        "far": styled.far,
        "base": worth.base,
        "slope": classifier.slope,
        "shift": classifier.shift,
        "medium": classifier.medium,
        "high": classifier.high,
        "domain": {name: getattr(domain, name) for name in DOMAIN},
        "contrast": None
        if contrast is None
        else {"base": contrast.base, "shapes": list(contrast.shapes)},
    }
    return arrays, said


def _put_together(said: Mapping[str, Any], arrays: Mapping[str, Any]) -> Classifier:
    features = said["features"]
    if list(features) != list(STYLE):
        raise ValueError("other features")
    contrast = None
    if said["contrast"]:
        contrast = Linear(
            arrays["contrast_buckets"],
            arrays["contrast_weights"],
            tuple(said["contrast"]["shapes"]),
            said["contrast"]["base"],
        )
    shapes = tuple(each["weight"] for each in features.values())
    return Classifier(
        version=said["version"],
        worth=Linear(arrays["buckets"], arrays["weights"], shapes, said["base"]),
        styled=Styled(
            tuple(each["mean"] for each in features.values()),
            tuple(each["spread"] for each in features.values()),
            said["far"],
        ),
        domain=Domain(**said["domain"], contrast=contrast),
        slope=said["slope"],
        shift=said["shift"],
        ladder=arrays["ladder"],
        medium=said["medium"],
        high=said["high"],
        about=said["about"],
    )


def _digest(said: Mapping[str, Any], arrays: Mapping[str, Any]) -> str:
    digest = sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode())
    for name in sorted(arrays):
        array = np.ascontiguousarray(arrays[name])
        digest.update(f"{name} {array.dtype.str} {array.shape}".encode())
        digest.update(array.tobytes())
    return digest.hexdigest()
