"""The notebooks run from top to bottom, and tell nothing of the machine they ran on."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import nbformat
import numpy as np
import pandas as pd
import pytest
from nbclient import NotebookClient

from monitor.pipeline.sample import sample

FOLDER = Path(__file__).parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
SETTING = "DATA: Path | None = None"
WORDS = ["pasar", "kopi", "hujan", "jalan", "sawah", "kabar", "besok", "rumah", "lampu", "truk"]
ELSEWHERE = "so the cells below do nothing"
"""What a notebook says of which the data are not here."""
FINDS = {
    "plant": ["not found: none"],
    "swap": ["'ours': 1}"],
    "learn-run": ["replaces the cold start: True", "style 0"],
    "step-run": ["13 of 14 group 1, 6 of 6 group 2, 0 of 4 group 3, 0 of 40 fans, 0 of 5 outlets"],
    "check-run": ["below the simulated one: 0 of 40"],
    "placebo-run": ["shuffles with any edge: 0 of 20"],
    "fans-run": ["6 minutes [0, 0, 0, 0, 0, 0, 0, 0]", "90 seconds [52, 0,"],
    "robust-run": ["not planted, over all rows: 0", "6 of 19 accounts hang on one thing"],
    "statement-run": ["19 accounts in 2 clusters", "16% [10, 25] of the 767 reposts"],
    "sample": ["0 pairs met twice, 0 edges", "'few_accounts': 9"],
}
"""Cell -> what it prints where the sentences below it are true."""
DRAWS = re.compile(r"^DRAWS = \d+", re.MULTILINE)


@pytest.fixture(scope="session")
def home(tmp_path_factory) -> Path:
    """Return a folder for what is made once, such as matplotlib's list of fonts."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(autouse=True)
def own_paths(monkeypatch, home):
    """Jupyter and matplotlib keep things at home, which a machine of CI may not have.

    Without the first, Jupyter warns that it will move its folders some day.
    """
    monkeypatch.setenv("JUPYTER_PLATFORM_DIRS", "1")
    for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(home / name.lower()))
    monkeypatch.setenv("MPLCONFIGDIR", str(home / "matplotlib"))


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request):
    return nbformat.read(request.param, as_version=4)


def executed(notebook, folder: Path):
    """Run every cell, with few draws, in a folder of its own; a cell that fails, fails the test."""
    for cell in notebook.cells:
        if cell.id == "settings":
            cell.source = DRAWS.sub("DRAWS = 20", cell.source)  # intervals are tested elsewhere
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
    pictures = any("image/png" in each.get("data", {}) for each in outputs(done))
    away = any(ELSEWHERE in text_of(each) for each in outputs(done))
    assert pictures != away
    assert not list(tmp_path.iterdir())
    told = json.dumps(outputs(done))
    for place in (tmp_path, FOLDER.parent, Path.home(), sample().posts.parent):
        assert str(place) not in told
    for cell in done.cells:
        said = "" if away else "".join(map(text_of, cell.get("outputs", ())))
        assert away or not [each for each in FINDS.get(cell.id, ()) if each not in said], cell.id


@pytest.mark.slow
def test_a_researcher_points_the_notebook_at_her_own_file(tmp_path):
    """Of a file that has but texts and labels, under names of its own, it says what it can."""
    random = np.random.default_rng(7)
    path = tmp_path / "milik saya.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["isi", "hasil"])
        for row in range(100):
            said = random.choice(WORDS[row % 2 :: 2] * 3 + WORDS, 12)
            table.writerow([f"{' '.join(said)} {row}", ("benar", "salah")[row % 2]])
    notebook = nbformat.read(FOLDER / "leaks.ipynb", as_version=4)
    [cell] = [cell for cell in notebook.cells if SETTING in cell.source]
    cell.source += f'\nDATA, COLUMNS, DRAWS = Path({str(path)!r}), {{"text": "isi"}}, 20'
    cells = [cell.id for cell in notebook.cells]
    del notebook.cells[cells.index("stream") :]  # an invented team's, whoever's file was read
    said = "".join(map(text_of, outputs(executed(notebook, tmp_path))))
    assert "100 rows read" in said
    assert "text = isi, label = hasil" in said


@pytest.mark.slow
def test_real_posts_are_shown_as_counts_only(tmp_path):
    """Of posts by accounts with names and texts, a notebook prints neither; a group is counted."""
    path = tmp_path / "unggahan.parquet"
    invented(np.random.default_rng(7)).to_parquet(path)
    notebook = nbformat.read(FOLDER / "political_posts.ipynb", as_version=4)
    [cell] = [cell for cell in notebook.cells if "DATA = Path(" in cell.source]
    cell.source += f"\nDATA, DRAWS, DEALS = Path({str(path)!r}), 20, 3"
    done = executed(notebook, tmp_path)
    told = json.dumps(outputs(done))
    assert "1. Of 46 accounts that passed anything on in these crawls, 4 in 1 clusters" in told
    assert "shuffles with any edge: 0 of 3" in told
    assert "no_reposts" in told
    assert not [each for each in (ELSEWHERE, "warga_", "serempak_", "tiang") if each in told]


def invented(random: np.random.Generator) -> pd.DataFrame:
    """Return invented posts with the columns of the crawls: 42 accounts, and 4 in step."""
    begin = pd.Timestamp("2023-12-01 03:00", tz="UTC")
    rows = []
    for thing in range(30):
        text = f"tiang {' '.join(random.choice(WORDS, 8))} roboh kata Prabowo-Gibran"
        some = random.choice(42, 12, replace=False)
        late = random.exponential(3, 12) + 0.1  # hours
        crowd = [(f"warga_{each}", hours * 3600) for each, hours in zip(some, late, strict=True)]
        step = [(f"serempak_{each}", random.uniform(0, 30)) for each in range(4)]
        rows += [
            (who, text, begin + pd.Timedelta(days=thing % 20, seconds=seconds))
            for who, seconds in crowd + step * (thing % 2)
        ]
    early = [
        (f"warga_{each}", f"tiang {each}, Prabowo-Sandi", begin - pd.Timedelta(days=1700))
        for each in "ab"
    ]
    table = pd.DataFrame(rows + early, columns=["author", "text", "created_at"])
    table["created_at"] = table["created_at"].dt.floor("s")
    table = table.assign(
        is_repost=False, source="rekaan", reply_to="", repost_of="", conversation=""
    )
    for column in ("hashtags", "link_keys"):
        table[column] = [[] for _ in range(len(table))]
    table["mentions"] = [["warga_1"] if row % 3 else [] for row in range(len(table))]
    table["id"] = [f"p{row}" for row in range(len(table))]
    return table
