"""Measuring the memory, on a small invented data folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.errors import BadInput
from monitor.pipeline.evaluate import evaluate_match
from monitor.pipeline.matchdata import read_match_data

pandas = pytest.importorskip("pandas")
pytest.importorskip("pyarrow")

STORIES = (
    "Tinta pemilu di TPS mengandung racun",
    "Tujuh kontainer surat suara tercoblos di pelabuhan",
    "Bupati mengundurkan diri karena sakit jantung",
    "Gempa besar akan mengguncang selat melati",
    "Daun kelor menyembuhkan kencing manis",
    "Beras plastik dijual di pasar mawar",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = range(len(STORIES))
    archive = {
        "fc_id": [f"fc-{row}" for row in rows],
        "title": STORIES,
        "fc_group": list(rows),
        "year_known": ["2024" if row < 2 else "2025" for row in rows],
        "date": ["2024-05-01" if row < 2 else "2025-05-01" for row in rows],
        **{name: [""] * len(rows) for name in ("org", "tag", "url", "explanation", "conclusion")},
    }
    pairs = {
        "query": [f"awas {story.lower()} sebarkan" for story in STORIES],
        "fc_id": archive["fc_id"],
        "tier": ["easy", "hard"] * 3,
        "date": archive["date"],
    }
    posts = {
        "text": ["selamat pagi semua, jangan lupa sarapan", "macet sekali jalan ini, sabar saja"],
        "author": ["a", "b"],
        "created_at": ["2023-05-01", "2024-01-05"],
    }
    tables = {"factcheck_archive": archive, "claim_match_pairs": pairs, "political_posts": posts}
    for name, table in tables.items():
        pandas.DataFrame(table).to_parquet(tmp_path / f"{name}.parquet")
    return tmp_path


def test_what_is_measured_on_is_later_than_what_was_learned(folder):
    """Proves the split: by time, no group and no author on both sides."""
    data = read_match_data(folder)

    assert [pair.factcheck for pair in data.train] == ["fc-0", "fc-1"]
    assert {pair.group for pair in data.train}.isdisjoint(pair.group for pair in data.test)
    assert (len(data.ordinary_train), len(data.ordinary_test)) == (1, 1)


def test_the_report_has_ours_and_the_baselines_with_intervals(folder, few_draws):
    """Proves that every figure lies in its interval, and that easy posts are found."""
    figures, reliability = evaluate_match(folder)

    assert {figure.system for figure in figures} == {"ours", "bm25", "characters"}
    found = next(f for f in figures if (f.system, f.measure, f.tier) == ("ours", "R@1", "all"))
    assert (found.value, found.posts) == (1.0, 4)
    assert all(f.low <= f.value <= f.high for f in figures if f.value == f.value)
    assert sum(line.posts for line in reliability) == 16


def test_a_folder_without_the_data_says_what_is_missing(tmp_path):
    """Proves that the error names the file."""
    with pytest.raises(BadInput, match="factcheck_archive"):
        evaluate_match(tmp_path)
