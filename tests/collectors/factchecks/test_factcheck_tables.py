"""Tables of fact-checks, whatever they stand in."""

from __future__ import annotations

import builtins
import json

import pytest
import xlsxwriter

from monitor.collectors.factchecks import read_factchecks
from monitor.errors import BadInput
from monitor.records import FactCheck, Reject


def test_a_csv_as_excel_in_indonesian_saves_it(read):
    """Semicolons, a title above the header, Indonesian names, a date in words."""
    [check] = read(
        "Rekap cek fakta Tirtamaya;;;;\nNo;Judul;Putusan;Tanggal;Tautan;Penerbit\n"
        "1;[SALAH] Surat suara basah;SALAH;20 November 2024;wartadesa.example/a;Warta Desa\n"
        ";;;;;\n"
    )
    assert (check.title, check.label, check.verdict) == ("Surat suara basah", "SALAH", "false")
    assert (check.date, check.publisher) == ("2024-11-20", "Warta Desa")
    assert check.canonical == "https://wartadesa.example/a"


def test_ids_of_a_table_are_verbatim(read):
    """Later answers name them exactly so; an id that a spreadsheet destroyed is refused."""
    rows = [
        {"fc_id": "FC-00a", "title": "Satu", "verdict": "false", "org": "MAFINDO"},
        {"fc_id": "GFD-2024-24309", "title": "Dua", "verdict": "unproven", "org": "x"},
        {"fc_id": "1,7572E+18", "title": "Tiga", "verdict": "true", "org": "x"},
    ]
    one, two, lost = read("\n".join(map(json.dumps, rows)))
    assert (one.id, two.id) == ("FC-00a", "GFD-2024-24309")
    assert (one.publisher, one.verdict, one.label) == ("MAFINDO (TurnBackHoax)", "false", "")
    assert lost.reason == "rejects.id_destroyed"


def test_a_verdict_column_may_hold_labels_or_ours(read):
    """Ours are taken as they are; a label nobody knows is kept, and no verdict is guessed."""
    rows = [
        {"id": "1", "title": "a b c", "verdict": "not_a_verdict", "tag": "BERITA"},
        {"id": "2", "title": "d e f", "verdict": "Sesat"},
        {"id": "3", "title": "g h i", "verdict": "Tiga Bintang"},
    ]
    assert [(c.verdict, c.label) for c in read(rows)] == [
        ("not_a_verdict", "BERITA"),
        ("misleading", "Sesat"),
        ("", "Tiga Bintang"),
    ]


def test_dates_are_as_precise_as_they_are_known(read):
    """A year stays a year; an address that names a day gives it; nonsense is no date."""
    rows = [
        {"id": "1", "title": "satu", "date": "", "year_known": "2019", "url": ""},
        {"id": "2", "title": "dua", "date": "2024-03", "url": ""},
        {"id": "3", "title": "tiga", "date": None, "url": "contoh.example/2024/02/20/tiga"},
        {"id": "4", "title": "empat", "date": "kapan-kapan", "url": ""},
        {"id": "5", "title": "lima", "date": "", "url": "contoh.example/2024/02/31/lima"},
    ]
    assert [check.date for check in read(rows)] == ["2019", "2024-03", "2024-02-20", "", ""]


def test_an_address_of_a_list_identifies_no_article(read):
    """GFD's numbered pages show other articles every week; so does a front page."""
    rows = [
        {"id": "1", "title": "satu", "url": "https://gfd.turnbackhoax.id/page/288"},
        {"id": "2", "title": "dua", "url": "https://turnbackhoax.id/"},
    ]
    assert [check.canonical for check in read(rows)] == ["", ""]


def test_two_articles_with_one_id(read):
    """The second is refused and names the first's line; two states of one article are both read."""
    rows = [
        {"id": "7", "title": "Banjir di TPS", "verdict": "false"},
        {"id": "7", "title": "Gempa di TPS", "verdict": "false"},
        {"id": "7", "title": "Banjir di TPS", "verdict": "misleading"},
    ]
    first, refused, corrected = read(rows)
    assert isinstance(refused, Reject)
    assert (refused.reason, refused.facts) == (
        "rejects.factcheck_same_id",
        {"id": "7", "line": "1"},
    )
    assert (first.verdict, corrected.verdict) == ("false", "misleading")


def test_a_row_without_title_takes_its_claim_else_is_refused(read):
    """Nothing to match against is no fact-check; an empty row is nothing."""
    rows = [
        {"title": "", "claim": "Kotak suara hilang", "verdict": "false"},
        {"title": " ", "claim": "", "verdict": "false"},
        {"title": "", "claim": None, "verdict": ""},
    ]
    check, reject = read(rows)
    assert check.title == "Kotak suara hilang"
    assert (reject.line, reject.reason) == (2, "rejects.factcheck_no_title")


def test_xlsx(tmp_path):
    """Dates are dates, and a formula is no surprise."""
    path = tmp_path / "arsip.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["id", "judul", "hasil", "tanggal"])
        sheet.write_row(1, 0, ["A-1", "=1+1 warga", "Keliru", 45616])
    [check] = read_factchecks(path)
    assert (check.id, check.verdict, check.date) == ("A-1", "false", "2024-11-20")


def test_parquet(tmp_path):
    """With pyarrow installed, as any other table."""
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "a.parquet"
    columns = {"fc_id": ["FC-1"], "title": ["Satu"], "verdict": ["false"], "date": [None]}
    parquet.write_table(pa.table(columns), path)
    [check] = read_factchecks(path)
    assert check == FactCheck("FC-1", "", "Satu", verdict="false", headline="Satu")
    path.write_bytes(path.read_bytes()[:40])
    with pytest.raises(BadInput, match="rusak"):
        list(read_factchecks(path))


def test_parquet_without_pyarrow_names_the_remedy(tmp_path, monkeypatch):
    """One line with the command to type, not an ImportError."""
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1" + bytes(20))
    imported = builtins.__import__

    def without(name, *rest):
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return imported(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(BadInput, match=r"pip install 'pemilu-monitor\[parquet\]'"):
        list(read_factchecks(path))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "kosong"),
        ("akun;isi\nbudi;halo\n", "tidak dikenali sebagai pemeriksaan fakta"),
        ('{"data": {"posts": 3}}', "tidak dikenali"),
        ("%PDF-1.7", "PDF"),
    ],
)
def test_files_that_hold_no_factchecks(read, content, said):
    """One clear line each."""
    with pytest.raises(BadInput, match=said):
        read(content)


def test_hostile_cells(read):
    """NULs, marks that turn text around, lone surrogates, formulas: read, and storable."""
    rows = [{"id": "1", "title": "a\0b\u202e=HYPERLINK(1)", "verdict": "x" * 100_000}]
    [check] = read(json.dumps(rows).replace("HYPER", "\\ud800HYPER"))
    assert check.title == "a\0b\u202e=\ufffdHYPERLINK(1)"
    check.title.encode()
