"""Spreadsheet files as they come: separators, encodings, titles, torn rows, workbooks."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.collectors import sheets
from monitor.collectors.columns import Columns
from monitor.collectors.tables import to_post
from monitor.errors import BadInput
from monitor.records import Reject
from monitor.words import say

TABLE = "Tanggal;Akun;Isi\n14/02/2024;@warga;“Kotak suara” – dibuka…\n15/02/2024;@desa;TPS sepi\n"


@pytest.fixture
def saved(tmp_path):
    """Save text or bytes as a file and return what is read from it, row by row."""

    def save(content, overrides=None, encoding="utf-8"):
        path = tmp_path / "tabel.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return list(sheets.rows(path, overrides))

    return save


@pytest.fixture
def workbook(tmp_path):
    """Fill a new workbook and return what is read from it."""

    def fill(write, overrides=None):
        path = tmp_path / "buku.xlsx"
        with xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy hh:mm"}) as book:
            write(book)
        return list(sheets.rows(path, overrides))

    return fill


def texts(rows, column="Isi"):
    return [row[column] for _, row in rows]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_any_separator_is_found_by_the_header_it_makes(saved, mark):
    """Even where the texts hold more of the other marks than the table has of its own."""
    header = mark.join(("Akun", "Isi", "Suka"))
    row = mark.join(("@warga", '"a, b; c\td|e, f; g"', "1"))
    assert texts(saved(f"{header}\n{row}\n{row}\n")) == ["a, b; c\td|e, f; g"] * 2


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_any_encoding_is_read(saved, encoding):
    """With a mark or without; what Excel in Indonesia writes, and what Notepad does."""
    assert texts(saved(TABLE, encoding=encoding)) == ["“Kotak suara” – dibuka…", "TPS sepi"]


def test_one_bad_byte_costs_one_character(saved):
    """Half a character in the middle or at the end does not change how the rest is read."""
    content = TABLE.encode().replace(b"TPS", b"TP\xff") + "16/02/2024;@c;habis…".encode()[:-1]
    assert texts(saved(content)) == ["“Kotak suara” – dibuka…", "TP\ufffd sepi", "habis\ufffd"]


def test_the_line_is_the_first_one_a_row_stands_on(saved):
    """Quoted line breaks and blank lines are counted as an editor counts them."""
    rows = saved('Akun,Isi\n@a,"satu\ndua"\n\n@b,tiga\n')
    assert [(line, row["Isi"]) for line, row in rows] == [(2, "satu\ndua"), (5, "tiga")]


def test_an_unquoted_line_break_in_a_windows_file_does_not_tear_a_row(saved):
    """Rows end in CR LF, so a bare LF is inside a cell, if the parts fit together."""
    rows = saved("Akun;Isi;Suka\r\n@a;baris satu\nbaris dua;7\r\n@b;tiga;8\r\n")
    assert [(line, row["Isi"], row["Suka"]) for line, row in rows] == [
        (2, "baris satu\nbaris dua", "7"),
        (4, "tiga", "8"),
    ]


def test_whole_rows_that_end_in_another_way_stay_whole(saved):
    """Two files joined into one: their line ends differ, their rows do not."""
    assert len(saved("Akun;Isi;Suka\r\n@a;satu;1\r\n@b;dua;2\n@c;tiga;3\n")) == 3


def test_a_title_above_the_header_is_passed_over(saved):
    """Hand-kept tables have a name, a date, an empty line."""
    rows = saved("Pemantauan Isu;;\nTim Pilkada;;\n;;\nTanggal;Akun;Isi\n14/02/2024;@a;halo\n")
    assert [(line, row["Isi"]) for line, row in rows] == [(5, "halo")]


def test_ragged_rows_and_nameless_columns_lose_nothing(saved):
    """Short rows are filled up; cells past the header or under no name go by their number."""
    rows = saved("Isi;Akun;\nhalo\nhai;@b;c;d;;\n")
    assert rows[0][1] == {"Isi": "halo", "Akun": "", "3": ""}
    assert rows[1][1] == {"Isi": "hai", "Akun": "@b", "3": "c", "4": "d"}


def test_two_columns_of_one_name_are_both_kept(saved):
    """The first is the text, the second stays beside it."""
    (line, row), *_ = saved("Isi,Isi\nsatu,dua\n")
    assert row == {"Isi": "satu", "Isi (2)": "dua"}
    post = to_post(row, line, Columns.of(row))
    assert (post.text, post.extra) == ("satu", {"Isi (2)": "dua"})


def test_a_table_without_a_header_is_refused_with_two_remedies(saved):
    """Guessing which column is the text would be guessing what people said."""
    with pytest.raises(BadInput, match=r"--map 3=text"):
        saved("@a;7;halo\n@b;8;hai\n")


def test_columns_can_be_named_by_their_number(saved):
    """The remedy works, and the first row counts."""
    rows = saved("@a;7;halo\n@b;8;hai\n", {"3": "text", "1": "akun"})
    posts = [to_post(row, n, Columns.of(row, {"3": "text", "1": "akun"})) for n, row in rows]
    assert [post.text for post in posts] == ["halo", "hai"]
    assert [post.account.handle for post in posts] == ["a", "b"]


def test_plain_lines_are_texts(saved):
    """One post a line, quotes and commas as they stand."""
    lines = ['"Dibuka" katanya, lalu pergi', "TPS 05; sepi", "satu, dua, tiga"]
    assert texts(saved("\n".join(lines)), "text") == lines


def test_one_column_of_texts_is_not_cut_at_its_commas(saved):
    """With a header, quotes hold line breaks together."""
    assert texts(saved('Isi\nsatu, dua\n"tiga\nempat"\n')) == ["satu, dua", "tiga\nempat"]


def test_a_quote_left_open_costs_its_own_line_only(saved):
    """The rows it would have swallowed are read again on their own."""
    rows = saved('Akun,Isi\n@a,satu\n@b,"dua\n@c,tiga\n@d,empat\n')
    assert texts(row for row in rows if not isinstance(row, Reject)) == ["satu", "tiga", "empat"]
    (reject,) = (row for row in rows if isinstance(row, Reject))
    assert (reject.line, reject.reason, reject.excerpt) == (3, "rejects.open_quote", '@b,"dua\n')
    assert say(reject.reason)


def test_a_text_of_a_megabyte_is_a_text(saved):
    """Python's own limit for a cell is eight times smaller."""
    assert len(texts(saved(f"Akun,Isi\n@a,{'x' * 1_000_000}\n"))[0]) == 1_000_000


def test_an_endless_line_is_refused_and_the_next_is_read(saved):
    """It is skipped piece by piece, never held."""
    rows = saved(f"Akun,Isi\n@a,{'x' * 40_000_000}\n@b,dua\n")
    assert [(row.line, row.reason) for row in rows[:1]] == [(2, "rejects.line_too_long")]
    assert rows[1:] == [(3, {"Akun": "@b", "Isi": "dua"})]


def test_ten_thousand_columns_are_a_table(saved):
    """Wide exports are read; only what is filled becomes extra."""
    names = ",".join(f"kolom {n}" for n in range(10_000))
    ((line, row),) = saved(f"Isi,{names}\nhalo,,7{',' * 9_998}\n")
    post = to_post(row, line, Columns.of(row))
    assert (post.text, post.extra) == ("halo", {"kolom 1": "7"})


def test_nothing_in_a_file_is_run_or_trimmed(saved):
    """NULs, formulas, escapes and direction marks come through as text."""
    hostile = "=cmd|'/C calc'!A0 \x00 \x1b[31m \u202e <b>"
    assert texts(saved(f"Akun;Isi\n@a;{hostile}\n")) == [hostile]


def test_every_sheet_with_a_header_is_read_with_its_own_rows(workbook):
    """Cells keep their kinds; sheets of notes and empty ones are passed over."""

    def write(book):
        first = book.add_worksheet("Februari")
        first.write_row(2, 1, ["Tanggal", "Jam", "Isi", "ID"])
        first.write_datetime(3, 1, datetime.fromisoformat("2024-02-14 09:30"))
        first.write_row(3, 3, ["satu", 1757200000000000001])
        first.write_row(5, 1, [45336, 0.5, "dua", 42])
        book.add_worksheet("kosong")
        book.add_worksheet("catatan").write_row(0, 0, ["daftar", "relawan"])
        second = book.add_worksheet("Maret")
        second.write_row(0, 0, ["Tautan", "Teks"])
        second.write_row(1, 0, ["https://x.com/a/status/17", "tiga"])

    rows = workbook(write)
    posts = [to_post(row, line, Columns.of(row)) for line, row in rows]
    assert [line for line, _ in rows] == [4, 6, 2]
    assert posts[0].reason == "rejects.id_destroyed"
    assert (posts[1].id, posts[1].created) == (
        "unknown:42",
        datetime(2024, 2, 14, 5, tzinfo=UTC),
    )
    assert posts[2].id == "x:17"


def test_a_formula_gives_what_it_last_showed(workbook):
    """The workbook's own result is read; nothing is computed here."""

    def write(book):
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Isi", "Suka"])
        sheet.write_formula(1, 0, '=HYPERLINK("http://contoh.id")', None, "lihat")
        sheet.write(1, 1, 3)

    assert workbook(write) == [(2, {"Isi": "lihat", "Suka": 3.0})]


def test_a_workbook_without_any_header_says_what_it_saw(workbook):
    """And how to go on."""
    with pytest.raises(BadInput, match="daftar; relawan"):
        workbook(lambda book: book.add_worksheet().write_row(0, 0, ["daftar", "relawan"]))


@pytest.mark.parametrize("content", [b"PK\x03\x04 rusak", b"\xd0\xcf\x11\xe0 rusak"])
def test_a_broken_workbook_is_one_clear_line(saved, content):
    """Not a trace of the library that failed."""
    with pytest.raises(BadInput, match=r"rusak.*CSV"):
        saved(content)


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), min_size=1, max_size=12)


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=6),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_what_a_csv_writer_wrote_is_read_back(saved, table, mark, end, quoting):
    """Whatever the cells hold, each comes back under its column, in order."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=mark, lineterminator=end, quoting=quoting)
    writer.writerows([("Akun", "Isi", "Keterangan"), *table])
    assert [tuple(row.values()) for _, row in saved(file.getvalue())] == table


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300) | st.text('Isi;,"\n\r\t\0@a', max_size=80).map(str.encode))
def test_any_bytes_are_rows_rejects_or_one_clear_error(saved, content):
    """Nothing else comes out, and lines never run backwards."""
    try:
        rows = saved(content)
    except BadInput as problem:
        assert str(problem)  # noqa: PT017 -- either outcome is right
        return
    lines = [row.line if isinstance(row, Reject) else row[0] for row in rows]
    assert lines == sorted(lines)
