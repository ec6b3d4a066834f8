"""XLSX: ids and addresses are texts, nothing runs, nothing is silently cut."""

from __future__ import annotations

import re
import zipfile

from python_calamine import load_workbook

from monitor.exports import Stamp, post_rows, xlsx
from monitor.privacy import Mask
from monitor.records import Account, Post

KPU = Account("x:kpu_id", "x", "kpu_id")


def sheet(path, name):
    header, *rows = load_workbook(path).get_sheet_by_name(name).to_python()
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_a_spreadsheet_shows_the_queue_and_a_sheet_that_explains_it(export):
    """Numbers are numbers, the rest is text, the note is the second sheet."""
    path = export("xlsx")
    first, second = sheet(path, "queue")
    assert (first["rank"], second["score"]) == (1.0, 1.25)
    assert second["url"] == "https://x.com/kpu_id/status/20"
    assert load_workbook(path).sheet_names == ["queue", "README"]
    [title, *_] = load_workbook(path).get_sheet_by_name("README").to_python()[0]
    assert "antrean klaim" in title


def test_nothing_in_a_sheet_is_a_formula_or_a_link(export):
    """A post that begins with = is a text; an address is not one click away."""
    path = export(
        "xlsx", "posts", [("c-1", Post("x:1", "x", "=1+1", KPU, url="https://kpu.go.id"))]
    )
    with zipfile.ZipFile(path) as parts:
        written = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in written
    assert "hyperlink" not in written
    assert sheet(path, "posts")[0]["text"] == "=1+1"


def test_a_long_id_and_a_huge_count_keep_all_their_digits(export):
    """Above 2**53 a spreadsheet's number loses them, so they are texts."""
    [row, _] = sheet(export("xlsx", "posts"), "posts")
    assert row["views"] == str(2**60)
    posts = [("c-1", Post("x:1757200000000000001", "x", "", KPU))]
    [row] = sheet(export("xlsx", "posts", posts, overwrite=True), "posts")
    assert row["post_id"] == "x:1757200000000000001"


def test_the_header_stays_in_sight(export):
    """The first row is frozen."""
    with zipfile.ZipFile(export("xlsx")) as parts:
        assert re.search(
            r'<pane ySplit="1".*state="frozen"', parts.read("xl/worksheets/sheet1.xml").decode()
        )


def test_a_text_too_long_for_a_cell_is_cut_with_a_mark(export):
    """Excel counts an emoji as two; the cut says where the whole text is."""
    long = "ayo 😀" * 10_000
    [row] = sheet(export("xlsx", "posts", [("c-1", Post("x:1", "x", long))]), "posts")
    assert len(row["text"].encode("utf-16-le")) // 2 <= 32_767
    assert row["text"].endswith("[dipotong; teks utuh ada di ekspor JSONL]")


def test_a_text_that_just_fits_is_not_cut(export):
    """32,767 units are allowed."""
    text = "a" * 32_767
    [row] = sheet(export("xlsx", "posts", [("c-1", Post("x:1", "x", text))]), "posts")
    assert row["text"] == text


def test_hostile_signs_make_no_broken_file(export):
    """Control signs, markup and what looks like Excel's own escapes come back as texts."""
    text = "a\x00\x1b<b>&\ud800\ufffe _x0041_ ]]> \u202e\t😀"
    [row] = sheet(
        export("xlsx", "posts", [("c-1", Post("x:1", "x", text))], identities=True), "posts"
    )
    assert row["text"] == "a\ufffd\ufffd<b>&\ufffd\ufffd _x0041_ ]]> \ufffd\t😀"


def test_more_rows_than_a_sheet_holds_go_on_on_the_next(tmp_path):
    """Excel stops at 1,048,576 rows (here: 3); nothing is lost."""
    posts = [(f"c-{number}", Post(f"x:{number}", "x")) for number in range(5)]
    path = tmp_path / "posts.xlsx"
    rows = post_rows(posts, Mask(b"k" * 32, ()), Stamp())
    assert xlsx.write(path, "posts", rows, Stamp(), sheet_rows=3) == 5
    assert load_workbook(path).sheet_names == ["posts", "README", "posts 2", "posts 3"]
    claims = [
        row["claim_id"] for name in ("posts", "posts 2", "posts 3") for row in sheet(path, name)
    ]
    assert claims == ["c-0", "c-1", "c-2", "c-3", "c-4"]
