"""A model is two files that anybody may read, nobody may change, and nothing runs from."""

from __future__ import annotations

import json
import pickle
import shutil
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.analyses.classifier import Classifier, load, save
from monitor.analyses.classifier.keeping import FORMAT, versioned
from monitor.errors import BadModel

TEXTS = ["Sebarkan! surat suara sudah tercoblos", "warga antre dengan tertib sejak subuh", ""]
ROOM = Path(__file__).parents[3] / "monitor" / "analyses" / "classifier"


@pytest.fixture
def kept(toy_model, tmp_path) -> Path:
    """Return the JSON of a copy that may be broken."""
    for suffix in (".json", ".npz"):
        shutil.copy(toy_model.with_suffix(suffix), tmp_path / f"model{suffix}")
    return tmp_path / "model.json"


def rewritten(path: Path, change) -> None:
    said = json.loads(path.read_text(encoding="utf-8"))
    change(said)
    path.write_text(json.dumps(said), encoding="utf-8")


def test_a_model_that_was_saved_says_the_same(model, tmp_path):
    """Every number of every judgement, and its version."""
    path = tmp_path / "again.json"
    save(model, path)
    again = load(path)
    assert list(again.judge(TEXTS)) == list(model.judge(TEXTS))
    assert again.version == model.version == versioned(again)
    assert again.about == model.about


def test_saving_again_writes_the_same_bytes_of_json(model, tmp_path):
    """A model that did not change makes no difference in a repository."""
    for name in ("one", "two"):
        save(model, tmp_path / f"{name}.json")
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


def test_a_contrast_is_kept_too(fitted_with_contrast, tmp_path):
    """The border to ordinary texts is part of what a model says."""
    save(fitted_with_contrast, tmp_path / "model.json")
    again = load(tmp_path / "model.json")
    assert again.domain.contrast is not None
    assert list(again.judge(TEXTS)) == list(fitted_with_contrast.judge(TEXTS))


@pytest.mark.parametrize(
    "change",
    [
        lambda said: said.update(base=said["base"] + 1e-9),
        lambda said: said["features"]["length"].update(weight=0.0),
        lambda said: said["domain"].update(known=0.0),
        lambda said: said.update(high=10),
        lambda said: said["about"].update(author="lain"),
        lambda said: said.update(version="000000000000"),
        lambda said: said.update(extra=1),
    ],
)
def test_one_edited_number_is_noticed(kept, change):
    """Nobody lowers a limit, moves a band or signs with another name unseen."""
    rewritten(kept, change)
    with pytest.raises(BadModel) as refused:
        load(kept)
    assert refused.value.key == "errors.model_changed"


def test_one_edited_weight_is_noticed(kept):
    """Also in a well-formed file of arrays."""
    arrays = dict(np.load(kept.with_suffix(".npz")))
    arrays["weights"][0] += 1e-9
    np.savez_compressed(kept.with_suffix(".npz"), **arrays)
    with pytest.raises(BadModel) as refused:
        load(kept)
    assert refused.value.key == "errors.model_changed"


@settings(max_examples=60)
@given(st.data())
def test_one_flipped_byte_is_refused_or_says_the_same(toy_model, tmp_path_factory, data):
    """A damaged copy is never a slightly other model (zip holds a few bytes nobody reads)."""
    whole = bytearray(toy_model.with_suffix(".npz").read_bytes())
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= data.draw(st.integers(1, 255))
    path = tmp_path_factory.mktemp("flipped") / "model.json"
    shutil.copy(toy_model, path)
    path.with_suffix(".npz").write_bytes(whole)
    with suppress(BadModel):
        assert list(load(path).judge(TEXTS)) == list(load(toy_model).judge(TEXTS))


def test_a_later_format_is_refused_with_the_way_out(kept):
    """Whoever has an old version is told to update, not that the file is broken."""
    rewritten(kept, lambda said: said.update(format=FORMAT + 1))
    with pytest.raises(BadModel, match="Perbarui dengan: pip install -U") as refused:
        load(kept)
    assert refused.value.key == "errors.model_newer"


def broken(path: Path, how: str) -> None:
    arrays = path.with_suffix(".npz")
    if how == "no arrays":
        arrays.unlink()
    elif how == "no json":
        path.unlink()
    elif how == "cut json":
        path.write_bytes(path.read_bytes()[:500])
    elif how == "cut arrays":
        arrays.write_bytes(arrays.read_bytes()[:500])
    elif how == "a list":
        path.write_text("[]")
    elif how == "no utf-8":
        path.write_bytes(b"\xff\xfe")
    elif how == "a format that is no number":
        rewritten(path, lambda said: said.update(format=None))


@pytest.mark.parametrize(
    "how",
    [
        "no arrays", "no json", "cut json", "cut arrays", "a list", "no utf-8",
        "a format that is no number",
    ],
)  # fmt: skip
def test_a_broken_model_is_refused_and_named(kept, how):
    """One line, with the file and what to do; never a traceback."""
    broken(kept, how)
    with pytest.raises(BadModel, match=r"model\.json tidak terbaca") as refused:
        load(kept)
    assert refused.value.key == "errors.model_unreadable"


class Trap:
    """Writes a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self):
        return (Path.touch, (self.path,))


@pytest.mark.parametrize("inside", [True, False])
def test_a_pickle_is_never_opened(kept, tmp_path, inside):
    """A model from a stranger runs none of the stranger's code."""
    trap = tmp_path / "ran"
    if inside:
        arrays = dict(np.load(kept.with_suffix(".npz")))
        arrays["weights"] = np.array([Trap(trap)], object)
        np.savez(kept.with_suffix(".npz"), **arrays)
    else:
        kept.with_suffix(".npz").write_bytes(pickle.dumps(Trap(trap)))
    with pytest.raises(BadModel):
        load(kept)
    assert not trap.exists()


def test_the_classifier_knows_no_pickle():
    """Not one of its files names the module, and none turns numpy's on."""
    for path in ROOM.glob("*.py"):
        source = path.read_text(encoding="utf-8")
        assert "import pickle" not in source
        assert "joblib" not in source
        assert "allow_pickle=True" not in source


def test_two_models_of_one_version_are_one_model(model, fitted):
    """The version is made of everything that decides what is said, and of nothing else."""
    assert versioned(model) == model.version
    assert versioned(fitted) == fitted.version != model.version
    assert isinstance(model, Classifier)
    assert len(model.version) == 12
