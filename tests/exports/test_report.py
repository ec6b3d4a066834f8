"""Reports as a page and as Markdown: whatever the data holds is shown, never obeyed."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import BadInput
from monitor.exports import report_html, report_md
from monitor.exports.report import Bar, Finding, Report, Section, Table

REPORT = Report(
    lang="id",
    title="Laporan",
    lead="Pendahuluan.",
    facts=(("Berkas", "data.csv"),),
    meaning_title="Artinya",
    meaning=("Satu.", "Dua."),
    sections=(
        Section(
            "leaks",
            "Temuan",
            ("Nama", "Kekuatan", "Batas", "Arti"),
            (Finding("Panjang", "Kalimat.", "0,90", "0,60", Bar(0.9, 0.8, 0.95, 0.6, 0.5)),),
        ),
        Section("clear", "Lainnya", ("Nama", "Sebab"), (), "Tidak ada."),
        Section("gone", "Tidak tampil", ("Nama", "Sebab"), ()),
    ),
    tables_title="Angka",
    tables=(Table("Tabel", ("kata", "bagian"), (("kabar", "12,0 %"),), (1,)),),
    notes_title="Catatan",
    notes=("3: baris rusak",),
    foot="Cara membaca.",
)


class Tags(HTMLParser):
    """Collects tags, their attributes and the visible text."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.attributes, self.text = [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.text.append(data)


def test_the_page_runs_nothing_and_fetches_nothing():
    """It can be opened beside confidential data, and mailed: one file, no request."""
    page = report_html.html(REPORT)
    assert not {"script", "link", "img", "iframe", "object"} & set(Tags(page).tags)
    assert not re.search(r"https?:|url\(|@import", page)
    assert "default-src 'none'" in page
    assert "prefers-color-scheme:dark" in page
    assert "@media print" in page


def test_everything_of_the_report_is_on_both():
    """A section with nothing to say is left out, one that says so is not."""
    for written in (report_html.html(REPORT), report_md.markdown(REPORT)):
        for words in ("Laporan", "Satu. Dua.", "data.csv", "Kalimat.", "Tidak ada.", "kabar",
                      "12,0 %", "baris rusak", "Cara membaca.", "Angka"):  # fmt: skip
            assert words in written
        assert "Tidak tampil" not in written


@given(st.text(alphabet="<>&\"'{}%|`*_[]()#!\n\\ab", max_size=20))
def test_hostile_names_stay_text(name):
    """A source called like a tag, a template or a table border changes nothing of the page."""
    finding = replace(REPORT.sections[0].findings[0], name=name, sentence=name)
    section = replace(REPORT.sections[0], findings=(finding,))
    hostile = replace(
        REPORT,
        sections=(section, *REPORT.sections[1:]),
        tables=(replace(REPORT.tables[0], rows=((name, "1"),)),),
        facts=(("Berkas", name),),
    )
    page, plain = Tags(report_html.html(hostile)), Tags(report_html.html(REPORT))
    assert page.tags == plain.tags
    assert name in "".join(page.text)
    lines = report_md.markdown(hostile).splitlines()
    assert len(lines) == len(report_md.markdown(REPORT).splitlines())
    [row] = [line for line in lines if line.endswith("| 1 |")]
    assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) == 3


def test_what_lies_outside_the_scale_is_drawn_at_its_end():
    """An AUROC of 0.46 is worse than guessing: the point stays on the drawing."""
    low = Finding("x", "y", "0,46", "0,60", Bar(0.46, 0.4, 1.2, 0.6, 0.5))
    section = replace(REPORT.sections[0], findings=(low,))
    page = Tags(report_html.html(replace(REPORT, sections=(section,))))
    places = [float(value) for name, value in page.attributes if name in ("cx", "x1", "x2")]
    assert places
    assert all(0 <= place <= report_html.WIDTH for place in places)


@pytest.mark.parametrize("writer", [report_html.write, report_md.write])
def test_a_file_that_exists_is_replaced_only_on_request(writer, tmp_path):
    """Whole or not at all, as every export."""
    path = tmp_path / "laporan"
    path.write_text("lama")
    with pytest.raises(BadInput, match="--overwrite"):
        writer(path, REPORT)
    assert path.read_text() == "lama"
    writer(path, REPORT, overwrite=True)
    assert "Laporan" in path.read_text(encoding="utf-8")
