"""A file of labelled texts audited: read, grouped, dated, judged, reported."""

from __future__ import annotations

import csv
import json

import numpy as np
import pytest

from monitor import words
from monitor.collectors.labelled import labelled_rows
from monitor.exports import report_html, report_md
from monitor.pipeline.audit import audit_file, audit_rows, near_duplicates, sample_of
from monitor.pipeline.audit_report import audit_records, audit_report

SUBJECTS = ["jembatan", "sawah", "puskesmas", "pasar", "sekolah", "kapal", "jalan", "sungai"]
PLACES = ["utara", "selatan", "timur", "barat", "hulu", "hilir"]


def rows(size=160):
    """Return invented rows whose source is their label, and whose dates are missing on one side."""
    random = np.random.default_rng(4)
    made = []
    for number in range(size):
        label = number % 2
        said = " ".join(random.choice(SUBJECTS + PLACES, 9))
        made.append(
            {
                "Isi": f"{said} rahasia{number}",
                "Hasil": "SALAH" if label else "BENAR",
                "Sumber": "<b>pemeriksa</b>" if label else "warga|desa",
                "Tanggal": "" if number % 4 == 1 else f"{2016 + number % 4}-0{1 + number % 9}",
                "Akun": f"@akun{number % 50}",
            }
        )  # fmt: skip
    return made


@pytest.fixture(scope="module")
def done():
    return audit_rows(rows())


def test_source_and_missing_dates_are_found_by_themselves(done):
    """Nobody said which column is what."""
    leaks = {leak.check: leak for leak in done.audit.leaks}
    assert leaks["source"].strength > 0.99
    assert leaks["missing"].about == "Tanggal"
    assert done.audit.meaning[-1][0] == "audit.means_nothing"


def test_a_file_and_its_rows_give_the_same_audit(done, tmp_path):
    """A notebook and the command line must not disagree."""
    path = tmp_path / "data.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows()[0])
        writer.writeheader()
        writer.writerows(rows())
    assert audit_file(path).audit == done.audit


def test_no_text_of_a_post_is_in_any_report(done):
    """Each row holds a word of its own; none of them leaves, nor does an account."""
    report = audit_report(done)
    records = "\n".join(json.dumps(record) for record in audit_records(done))
    for written in (report_html.html(report), report_md.markdown(report), records):
        assert "rahasia" not in written
        assert "@akun" not in written


def test_names_from_the_data_are_shown_not_obeyed(done):
    """A source that is a tag in the table is a text on the page."""
    report = audit_report(done)
    assert "<b>pemeriksa" not in report_html.html(report)
    assert "&lt;b&gt;pemeriksa" in report_html.html(report)
    assert "warga\\|desa" in report_md.markdown(report)


def test_the_report_speaks_the_readers_language(done):
    """Sentences and decimal marks."""
    indonesian = report_html.html(audit_report(done))
    assert '<html lang="id">' in indonesian
    assert "AUROC 1,00" in indonesian
    words.use("en")
    english = report_html.html(audit_report(done))
    assert "What a score on this data would mean" in english
    assert "AUROC 1.00" in english


def test_every_finding_is_a_record_with_its_thresholds(done):
    """For programs: numbers are numbers, what cannot be said is null, the sentence is there."""
    head, *others = audit_records(done)
    assert (head["kind"], head["texts"], head["roles"]["label"]) == ("audit", 160, "Hasil")
    findings = [each for each in others if each["kind"] == "finding"]
    assert {each["status"] for each in findings} >= {"leak", "n/a", "note"}
    for each in findings:
        assert each["sentence"]
        assert (each["strength"] is None) == (each["status"] == "n/a")


def test_dates_come_as_people_write_them():
    """A year, a month, a season of two years, an Indonesian date, a moment; nonsense is none."""
    written = ["2019", "2019-05", "2023-24", "5 Maret 2019", "2019-04-23T11:23:00+00:00", "kapan"]
    data = labelled_rows([{"isi": f"teks {day}", "tanggal": day} for day in written])
    assert list(sample_of(data).dates) == [
        "2019", "2019-05", "2023", "2019-03-05", "2019-04-23", "",
    ]  # fmt: skip


def test_groups_of_the_data_join_ours():
    """What we find alike and what the file calls one group is one group; no group is no group."""
    texts = ["surat suara tercoblos di desa", "surat suara TERCOBLOS di desa!", "lain", "beda", "x"]
    assert near_duplicates(texts, ["", "7", "7", "", "9"]).tolist() == [0, 0, 0, 3, 4]
    assert near_duplicates([]).tolist() == []


def test_rows_without_a_text_are_left_out_of_the_audit():
    """An empty cell teaches nothing and resembles nothing."""
    data = labelled_rows([{"isi": "ada", "label": "1"}, {"isi": " ", "label": "0"}])
    assert list(sample_of(data).texts) == ["ada"]
