"""The embedded archive: documented facts, our own words, faults told by line."""

import json

import pytest

from monitor.corpora.archive import archive, entries
from monitor.corpora.labels import labels, normalise_verdict
from monitor.corpora.narratives import narratives
from monitor.errors import BadCorpus

LINE = {"id": "A-1", "publisher": "Contoh", "title": "Kotak suara", "source": ["contoh"]}


def written(tmp_path, *lines):
    path = tmp_path / "archive.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return path


def test_the_archive_covers_many_years_and_every_kind_of_verdict():
    """It shows that a fact-check is not always "false", and that stories come back."""
    years = {check.date[:4] for check in archive()}
    verdicts = {check.verdict for check in archive()}

    assert 80 <= len(archive()) <= 120
    assert {"2017", "2018", "2019", "2020", "2023", "2024", "2025"} <= years
    assert verdicts >= {"true", "false", "misleading", "scam", "unproven", "clarification"}
    assert verdicts - {""} <= set(labels().verdicts)


def test_every_entry_says_where_it_is_documented_and_tells_a_known_narrative():
    """None is from memory; a repository is named at a commit."""
    for entry in entries():
        assert entry.narrative in {"", *narratives()}
        for source in entry.source:
            assert source.startswith("corpora/narratives.toml: ") or "@" in source, entry.id


def test_labels_mean_what_the_table_of_labels_says():
    """A label MAFINDO is known to write is normalised as everywhere; "BERITA" is no verdict."""
    theirs = [row.label for row in labels().labels if any("MAFINDO" in org for org in row.org)]
    labelled = [entry for entry in entries() if entry.label in theirs]

    assert len(labelled) > 50
    for entry in labelled:
        assert (entry.verdict or "not_a_verdict") == normalise_verdict(entry.label, "MAFINDO")


def test_the_day_in_an_address_is_the_day_of_the_entry():
    """Copied facts agree with each other."""
    for entry in entries():
        if "turnbackhoax.id/20" in entry.url:
            assert entry.date.replace("-", "/") in entry.url, entry.id


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ({"source": []}, "line.2.source"),
        ({"verdict": "hoaks"}, "line.2.verdict"),
        ({"date": "2 Jan 2019"}, "line.2.date"),
        ({"url": "javascript:alert(1)"}, "line.2.url"),
        ({"skor": 3}, "line.2.skor"),
    ],
)
def test_a_faulty_line_is_told_by_number_and_field(tmp_path, fault, told):
    """A person who edits the file finds the place."""
    path = written(tmp_path, LINE, LINE | {"id": "A-2"} | fault)

    with pytest.raises(BadCorpus, match=told):
        entries(path)


def test_two_entries_with_one_id_are_refused(tmp_path):
    """An id leads to one fact-check."""
    with pytest.raises(BadCorpus, match="2: id A-1"):
        entries(written(tmp_path, LINE, LINE))


def test_what_is_no_jsonl_is_refused(tmp_path):
    """Broken JSON and a missing file are one clear line."""
    path = tmp_path / "archive.jsonl"
    path.write_text("{", encoding="utf-8")

    with pytest.raises(BadCorpus, match=r"archive\.jsonl"):
        entries(path)
    with pytest.raises(BadCorpus, match="tidak_ada"):
        entries(tmp_path / "tidak_ada.jsonl")
