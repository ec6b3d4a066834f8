"""``monitor model audit``: what a researcher types before believing a score."""

from __future__ import annotations

import json

import numpy as np
import pytest

pytestmark = pytest.mark.usefixtures("few_draws")


@pytest.fixture
def data(tmp_path):
    """Write invented labelled texts: one side shouts."""
    random = np.random.default_rng(1)
    said = ["jembatan", "sawah", "pasar", "kapal", "sungai", "hulu", "hilir", "timur", "barat"]
    lines = [
        {"teks": " ".join(random.choice(said, 12)) + "!!!" * (n % 2), "label": n % 2}
        for n in range(120)
    ]
    path = tmp_path / "data.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


def test_leaks_and_what_a_score_would_mean_are_printed(monitor, data):
    """The strongest leak with its interval, and the paragraph at the end."""
    said = monitor("model", "audit", data)
    assert said.code == 0
    assert "Tanda baca" in said.out
    assert "AUROC 1,00 [1,00; 1,00]" in said.out
    assert said.out.rstrip().endswith("klaim yang salah.")
    assert "kebocoran ditemukan" in said.err


def test_json_is_one_record_a_line(monitor, data):
    """Notes go to stderr, so the next program can read stdout."""
    rows = monitor("model", "audit", data, "--json").rows
    assert rows[0]["kind"] == "audit"
    assert any(row.get("check") == "punctuation" and row["status"] == "leak" for row in rows)


def test_reports_are_written_once(monitor, data, tmp_path):
    """A page and a Markdown file; a second run does not overwrite them unasked."""
    run = ("model", "audit", data, "--html", "a.html", "--md", "a.md")
    assert monitor(*run).code == 0
    assert (tmp_path / "a.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert (tmp_path / "a.md").read_text(encoding="utf-8").startswith("# Audit")
    again = monitor(*run)
    assert again.code == 2
    assert "--overwrite" in again.err
    assert monitor(*run, "--overwrite").code == 0


def test_a_wrong_column_is_one_line_with_the_remedy(monitor, data):
    """Exit code 2, the nearest name, no traceback."""
    for arguments, remedy in (
        (("--column", "text=tekss"), "teks"),
        (("--column", "lable=label"), "label"),
        (("--column", "text"), "PERAN=KOLOM"),
    ):
        said = monitor("model", "audit", data, *arguments)
        assert said.code == 2
        assert remedy in said.err
        assert said.err.count("Masalah:") == 1


def test_english_all_through(monitor, data):
    """--lang en covers sentences, headings and decimals."""
    said = monitor("model", "audit", data, "--lang", "en")
    assert "What a score on this data would mean" in said.out
    assert "AUROC 1.00" in said.out
    assert "Yang " not in said.out
