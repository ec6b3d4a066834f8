"""The notebooks run from top to bottom, and tell nothing of the machine they ran on."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient

from monitor.pipeline.sample import sample

FOLDER = Path(__file__).parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
SETTING = "DATA: Path | None = None"
FINDS = {
    "plant": ["not found: none"],
    "swap": ["'ours': 1}"],
    "learn-run": ["replaces the cold start: True", "style 0"],
}
"""Cell -> what it prints where the sentences below it are true."""


@pytest.fixture(autouse=True)
def own_paths(monkeypatch, tmp_path_factory):
    """Jupyter and matplotlib keep things at home, which a machine of CI may not have.

    Without the first, Jupyter warns that it will move its folders some day.
    """
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("JUPYTER_PLATFORM_DIRS", "1")
    for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(home / name.lower()))
    monkeypatch.setenv("MPLCONFIGDIR", str(home / "matplotlib"))


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request):
    return nbformat.read(request.param, as_version=4)


def executed(notebook, folder: Path):
    """Run every cell in a folder of its own; a cell that fails, fails the test."""
    where = {"metadata": {"path": str(folder)}}
    return NotebookClient(notebook, timeout=300, resources=where).execute()


def outputs(notebook) -> list:
    return [output for cell in notebook.cells for output in cell.get("outputs", ())]


def text_of(output) -> str:
    return output.get("text", "") + output.get("data", {}).get("text/plain", "")


def test_notebooks_are_kept_without_outputs(notebook):
    """Outputs may hold posts of the person who ran it, and no diff of a picture can be read."""
    nbformat.validate(notebook)
    assert not outputs(notebook)
    assert not any(cell.get("execution_count") for cell in notebook.cells)


@pytest.mark.slow
def test_a_notebook_runs_on_the_sample(notebook, tmp_path):
    """Without a warning and with nothing left behind, it finds what its sentences say it finds."""
    done = executed(notebook, tmp_path)
    assert not [each.text for each in outputs(done) if each.get("name") == "stderr"]
    assert any("image/png" in each.get("data", {}) for each in outputs(done))
    assert not list(tmp_path.iterdir())
    told = json.dumps(outputs(done))
    for place in (tmp_path, FOLDER.parent, Path.home(), sample().posts.parent):
        assert str(place) not in told
    for cell in done.cells:
        said = "".join(map(text_of, cell.get("outputs", ())))
        assert not [each for each in FINDS.get(cell.id, ()) if each not in said], cell.id


@pytest.mark.slow
def test_a_researcher_points_the_notebook_at_her_own_file(tmp_path):
    """Of a file that has but texts and labels, under names of its own, it says what it can."""
    random = np.random.default_rng(7)
    words = ["pasar", "kopi", "hujan", "jalan", "sawah", "kabar", "besok", "rumah", "lampu", "truk"]
    path = tmp_path / "milik saya.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["isi", "hasil"])
        for row in range(160):
            said = random.choice(words[row % 2 :: 2] * 3 + words, 12)
            table.writerow([f"{' '.join(said)} {row}", ("benar", "salah")[row % 2]])
    notebook = nbformat.read(FOLDER / "leaks.ipynb", as_version=4)
    [cell] = [cell for cell in notebook.cells if SETTING in cell.source]
    cell.source += f'\nDATA, COLUMNS, DRAWS = Path({str(path)!r}), {{"text": "isi"}}, 20'
    said = "".join(map(text_of, outputs(executed(notebook, tmp_path))))
    assert "160 rows read" in said
    assert path.name in said
