"""Tables of shares, whoever wrote them: a row is a share or a reject, and names stay verbatim."""

from __future__ import annotations

import csv
import gzip
import io
import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.collectors.sharing import FIELDS, Sharing, read_sharing
from monitor.errors import BadInput, UnknownName

HEADER = "object_id,account_id,content_id,timestamp_share"
NOON = 1_707_886_800
"""14 February 2024, 12.00 in Jakarta."""


def shares(read: Sharing) -> list[tuple[str, str, float]]:
    """Return what was read as object, account, seconds."""
    columns = (read.objects, read.accounts, read.times)
    return [
        (read.object_names[thing], read.account_names[who], time / read.ticks)
        for thing, who, time in zip(*(column.tolist() for column in columns), strict=True)
    ]


def reasons(read: Sharing) -> dict[str, int]:
    """Return why rows were rejected, without the room of the words."""
    return {reason.removeprefix("rejects.share_"): n for reason, n in read.rejected.items()}


@pytest.fixture
def table(tmp_path):
    """Return a function that reads a file with these lines or bytes."""

    def read(content: str | bytes, **options: object) -> Sharing:
        path = tmp_path / "shares.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_sharing(path, **options)

    return read


@pytest.fixture
def parquet(tmp_path):
    """Return a function that reads a Parquet file with these columns."""

    def read(objects: object, accounts: object, times: object, **options: object) -> Sharing:
        path = tmp_path / "shares.parquet"
        columns = {"object_id": objects, "account_id": accounts, "timestamp_share": times}
        pq.write_table(pa.table(columns), path)
        return read_sharing(path, **options)

    return read


@pytest.mark.parametrize(
    "content",
    [
        f"{HEADER}\na,007,p1,{NOON}\nb,u2,p2,{NOON + 60}\n",
        f"{HEADER}\r\na,007,p1,{NOON}\r\nb,u2,p2,{NOON + 60}",
        f"\ufeff{HEADER}\na,007,p1,{NOON}\nb,u2,p2,{NOON + 60}\n",
        f"{HEADER}\na,007,p1,{NOON}\nb,u2,p2,{NOON + 60}\n".replace(",", ";"),
        f"{HEADER}\na,007,p1,{NOON}\nb,u2,p2,{NOON + 60}\n".replace(",", "\t"),
        f'"timestamp_share","account_id","object_id"\n{NOON},"007","a"\n{NOON + 60},"u2","b"\n',
        f"Tabel berbagi\n{HEADER}\na,007,p1,{NOON}\nb,u2,p2,{NOON + 60}\n",
        f"{HEADER}\na,007,p1,{NOON}\nb,u2,p2,{NOON + 60}\n".encode("utf-16"),
        gzip.compress(f"{HEADER}\na,007,p1,{NOON}\nb,u2,p2,{NOON + 60}\n".encode()),
        "".join(
            json.dumps({"object_id": o, "account_id": a, "timestamp_share": t}) + "\n"
            for o, a, t in (("a", "007", NOON), ("b", "u2", NOON + 60))
        ),
        json.dumps(
            [
                {"object_id": "a", "account_id": "007", "timestamp_share": str(NOON)},
                {"object_id": "b", "account_id": "u2", "timestamp_share": NOON + 60.0},
            ]
        ),
    ],
    ids=[
        "csv",
        "crlf",
        "bom",
        "semicolon",
        "tab",
        "quoted",
        "title",
        "utf16",
        "gzip",
        "jsonl",
        "json",
    ],
)
def test_the_same_table_is_read_whatever_holds_it(table, content):
    """Separators, encodings, a title above, gzip, JSON: told by content, names verbatim."""
    read = table(content)
    assert shares(read) == [("a", "007", NOON), ("b", "u2", NOON + 60)]
    assert (read.rows, reasons(read), read.numbered) == (2, {}, False)


@pytest.mark.parametrize(
    ("cell", "seconds"),
    [
        (str(NOON), NOON),
        (f" {NOON} ", NOON),
        (f"{NOON}.25", NOON + 0.25),
        (f"{NOON},25", NOON + 0.25),
        ("1.7e+09", 1_700_000_000),
        ("2024-02-14T12:00:00+07:00", NOON),
        ("2024-02-14 05:00:00.5Z", NOON + 0.5),
        ("2024-02-14 12:00:00", NOON),
        ("14/02/2024 12.00", NOON),
        ("0", 0),
    ],
)
def test_times_are_read_as_people_write_them(table, cell, seconds):
    """Numbers are seconds, R's too; a time without a zone is Jakarta's."""
    assert shares(table(f'{HEADER}\na,u1,p1,"{cell}"\n')) == [("a", "u1", seconds)]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (f",u1,p1,{NOON}", "no_object"),
        (f"a,,p1,{NOON}", "no_account"),
        (f"a, ,p1,{NOON}", "no_account"),
        (f"a,NA,p1,{NOON}", "no_account"),
        ("a,u1,p1,", "no_time"),
        ("a,u1,p1,NA", "no_time"),
        ("a,u1,p1,besok", "time"),
        ("a,u1,p1,-5", "time"),
        ('a,u1,p1,"1,70787E+09"', "time"),
        (f"a,u1,p1,{NOON}000", "beyond"),
        (f'a,"1,7572E+18",p1,{NOON}', "lost"),
        (f"1.7572E+18,u1,p1,{NOON}", "lost"),
    ],
)
def test_a_bad_row_is_a_counted_reject_and_costs_no_other(table, row, reason):
    """Each has its own reason, its line and an excerpt; the good row beside it is read."""
    read = table(f"{HEADER}\nb,u2,p2,{NOON}\n{row}\n")
    assert shares(read) == [("b", "u2", NOON)]
    assert reasons(read) == {reason: 1}
    [example] = read.examples
    assert (example.line, example.file, read.rows) == (3, "shares.csv", 2)
    assert example.excerpt.startswith("{")


def test_a_quote_left_open_and_a_row_too_long_cost_their_rows_only(table):
    """What makes the fast way give up is read again a row at a time."""
    read = table(f'{HEADER}\na,u1,p1,{NOON}\nb,u2,p2,{NOON},extra,extra\nc,"u3,p3,{NOON}\n')
    assert [name for _, name, _ in shares(read)] == ["u1", "u2"]
    assert read.rejected == {"rejects.open_quote": 1}


def test_a_whole_column_of_milliseconds_is_one_error_that_names_the_remedy(table):
    """And with the remedy it is read."""
    text = f"{HEADER}\na,u1,p1,{NOON}250\nb,u2,p2,{NOON}500\n"
    with pytest.raises(BadInput, match=r"--unit ms"):
        table(text)
    assert [time for *_, time in shares(table(text, unit="ms"))] == [NOON + 0.25, NOON + 0.5]
    with pytest.raises(BadInput, match=r"--unit ns"):
        table(f"{HEADER}\na,u1,p1,{NOON * 10**9}\n", unit="ms")


@pytest.mark.parametrize(
    ("content", "match"),
    [
        ("akun,teks\nu1,halo\n", "object_id, account_id, timestamp_share"),
        ("object_id,account_id\na,u1\n", "timestamp_share"),
        (HEADER + "\n", "tidak berisi"),
        (f"{HEADER}\na,u1,p1,\nb,u2,p2,\n", "Tidak satu pun dari 2 baris.*timestamp_share"),
        ("", "kosong"),
        (gzip.compress(HEADER.encode() * 99)[:40], "arsip"),
        (b"PAR1 bukan parquet", "Parquet"),
        (b"\x89PNG\r\n" + bytes(99), "gambar"),
    ],
    ids=["no such columns", "no times", "no rows", "all empty", "nothing", "cut", "parquet", "png"],
)
def test_a_file_that_is_no_table_of_shares_is_one_clear_error(table, content, match):
    """It says what is missing, and what to do."""
    with pytest.raises(BadInput, match=match):
        table(content)


def test_columns_with_other_names_are_named_by_hand(table):
    """A table of somebody's own; a field there is not is refused."""
    text = f"Tautan,siapa,kapan\na,u1,{NOON}\n"
    names = {"tautan": "object_id", "siapa": "account_id", "kapan": "timestamp_share"}
    assert shares(table(text, columns=names)) == [("a", "u1", NOON)]
    for wrong in ({"columns": {"siapa": "akun"}}, {"format": "docx"}, {"unit": "jam"}):
        with pytest.raises(UnknownName):
            table(text, **wrong)


@pytest.mark.parametrize(
    ("times", "seconds"),
    [
        (pa.array([NOON]), NOON),
        (pa.array([NOON + 0.5]), NOON + 0.5),
        (pa.array([str(NOON)]), NOON),
        (pa.array(["2024-02-14T12:00:00+07:00"]), NOON),
        (pa.array([datetime(2024, 2, 14, 5, tzinfo=UTC)]), NOON),
        (pa.array([datetime(2024, 2, 14, 12, tzinfo=timezone(timedelta(hours=7)))]), NOON),
        (pa.array([datetime(2024, 2, 14, 12)], pa.timestamp("ns")), NOON),  # noqa: DTZ001
        (pa.array([datetime(2024, 2, 14, tzinfo=UTC).date()]), NOON - 43_200),
        (pa.array([str(NOON)]).dictionary_encode(), NOON),
    ],
    ids=["int", "float", "text", "iso", "utc", "wib", "naive", "day", "category"],
)
def test_every_type_of_time_in_parquet_is_read(parquet, times, seconds):
    """Zones are kept; a moment or a day without one is Jakarta's."""
    assert shares(parquet(["a"], ["u1"], times)) == [("a", "u1", seconds)]


def test_ids_in_parquet_keep_every_digit_or_are_refused(parquet):
    """Whole numbers are exact; a fraction above 2**53 has lost its last digits."""
    ids = [1_757_200_000_000_000_001, 1_757_200_000_000_000_002, None]
    read = parquet(pa.array(ids), pa.array(ids), pa.array([NOON] * 3))
    assert read.account_names == [str(each) for each in ids[:2]]
    assert (reasons(read), read.numbered) == ({"no_object": 1}, True)
    read = parquet(pa.array([1.0, 2.0]), pa.array([42.0, 1.7572e18]), pa.array([NOON, NOON]))
    assert (shares(read), reasons(read)) == ([("1", "42", NOON)], {"lost": 1})


def test_nulls_in_parquet_are_rejects(parquet):
    """Each for the first thing that is missing."""
    read = parquet(["a", None, "c", "d"], ["u1", "u2", None, "u4"], pa.array([NOON, 1, 2, None]))
    assert reasons(read) == {"no_object": 1, "no_account": 1, "no_time": 1}


def test_hostile_names_are_kept_to_the_letter(table):
    """Control characters, formulas, directions, other cases: two accounts are two."""
    names = ["\x1b[2Jmerah", "=1+1", "@Budi", "budi ", "a\u202eb", "<b>", "'; DROP TABLE x", "a\nb"]
    file = io.StringIO()
    rows = csv.writer(file)
    rows.writerow(HEADER.split(","))
    rows.writerows(("a", name, f"p{n}", NOON + n) for n, name in enumerate(names))
    read = table(file.getvalue())
    assert [name for _, name, _ in shares(read)] == names
    assert read.account_names == sorted(names)


def test_a_table_of_little_but_control_characters_is_still_a_table(table):
    """Its names are kept; what is only bytes is refused as before."""
    names = [f"\x1b\x07\x1b\x00{n}" for n in range(9)]
    read = table(f"{HEADER}\n" + "".join(f"a,{name},p,{NOON}\n" for name in names))
    assert read.account_names == names
    with pytest.raises(BadInput, match="bukan teks"):
        table(bytes(range(32)) * 99)


CELLS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=6),
    st.sampled_from(["", " ", "NA", "1,7572E+18", "a;b", 'kata "x"', "dua\nbaris", "0", "x,y"]),
)
TIMES = st.one_of(
    st.integers(-5, 2_000_000_000).map(str),
    st.sampled_from(["", "NA", "besok", "1.5", f"{NOON}000", "2024-02-14T12:00:00Z"]),
    st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=6),
)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS, TIMES), min_size=1, max_size=12))
def test_every_row_is_a_share_or_a_reject_however_it_is_read(tmp_path_factory, rows):
    """Whatever stands in the cells: nothing is lost, and the fast way reads what the slow way does.

    A title above the header is what the fast way does not read.
    """
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerows([FIELDS, *((o, a, t, c) for o, a, c, t in rows)])
    found = []
    for name, above in (("fast", ""), ("slow", "Tabel berbagi\n")):
        path = tmp_path_factory.getbasetemp() / f"{name}.csv"
        path.write_text(above + file.getvalue(), encoding="utf-8", newline="")
        try:
            read = read_sharing(path)
        except BadInput as problem:
            found.append((problem.key, problem.facts.get("rows"), problem.facts.get("reason")))
        else:
            assert read.rows == len(rows)
            found.append((shares(read), reasons(read)))
    assert found[0] == found[1]


def test_a_large_table_is_read_in_parts_and_stays_whole(tmp_path):
    """More rows than one part has, of a file that needs the slow way, and their lines."""
    path = Path(tmp_path) / "besar.csv"
    rows = [f"o{n % 7},u{n},p{n},{NOON + n}" for n in range(25_000)]
    rows[20_000] = f"o,,p,{NOON}"
    path.write_text("\n".join(["Tabel", HEADER, *rows]), encoding="utf-8")
    read = read_sharing(path)
    assert (len(read.times), len(read.account_names), reasons(read)) == (
        24_999,
        24_999,
        {"no_account": 1},
    )
    assert read.examples[0].line == 20_003
