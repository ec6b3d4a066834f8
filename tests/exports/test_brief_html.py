"""The brief as a page: a file to mail and print, that runs nothing and asks nobody for anything."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from monitor import words
from monitor.errors import BadInput
from monitor.exports import Stamp, brief_html
from monitor.exports.brief import (
    Amplified,
    Brief,
    Correction,
    Day,
    Explained,
    Fact,
    InStep,
    Sure,
    Told,
)
from monitor.exports.report import Bar

STAMP = Stamp(exported=datetime(2024, 11, 26, 3, tzinfo=UTC), version="9.9")
BRIEF = Brief(
    lang="id",
    title="Percakapan rekaan",
    summary=("Ringkasnya.",),
    looked=(Fact("Unggahan", "12"),),
    days=(Day(date(2024, 11, 25), 3), Day(date(2024, 11, 28), 9)),
    voting=date(2024, 11, 27),
    claims=(
        Told("k-1", "Teks klaim", "x", (Fact("Alasan", "kutip"),), ("Belum.",), "masuk", "Oleh P."),
    ),
    others="Tidak ada lagi.",
    amplified=(
        Amplified("Calon A", ("Terus.",), ("Ragu.",), (("Bagian", Bar(0.4, 0.3, 1.4, None, 0)),)),
    ),
    why_not_amplified="",
    in_step=(
        InStep("Kelompok 1", ("Serempak",), ("tautan",), ("akun-abc",), (Explained("Alat", "ya"),)),
    ),
    other_steps="",
    crossed=("Berpindah.",),
    why_not_crossed="",
    sure=(Sure("Angka", "0,7", "Selang", "dasar"),),
    unseen=("Celah.",),
    made=(Fact("Benih", "7"),),
    contact="koreksi@redaksi.example",
    corrections=(Correction("k-9", "Diganti.", "Sebab"),),
)  # fmt: skip
EMPTY = replace(
    BRIEF,
    **{each.name: () for each in fields(Brief) if isinstance(getattr(BRIEF, each.name), tuple)},
    contact="",
    voting=None,
    why_not_amplified="Tidak ada calon.",
    other_steps="Tidak dicari.",
    why_not_crossed="Satu platform.",
)


def page(brief: Brief = BRIEF, stamp: Stamp = STAMP) -> HTMLParser:
    return HTMLParser(brief_html.html(brief, stamp))


def policy_of(tree: HTMLParser) -> str:
    [policy] = tree.css("meta[http-equiv=Content-Security-Policy]")
    return policy.attributes["content"]


def tags(tree: HTMLParser) -> list[str]:
    return [node.tag for node in tree.root.traverse()]


def hostile(text: str) -> Brief:
    """Put ``text`` wherever a post, a name, an address or a team's own words may stand."""
    return replace(
        BRIEF,
        title=text,
        contact=text or "-",
        summary=(text,),
        claims=(Told(text, text, text, (Fact(text, text or "-"),), (text,), text, text or "-"),),
        amplified=(Amplified(text, (text,), (text,), ((text, Bar(0.4, 0.3, 0.5, None, 0)),)),),
        in_step=(InStep(text, (text,), (text,), (text,), (Explained(text, text, text),)),),
        crossed=(text,),
        sure=(Sure(text, text, text, text),),
        corrections=(Correction(text, text, text or "-"),),
    )


def test_the_page_can_ask_nobody_for_anything():
    """Opened beside confidential data it fetches nothing: no address, no script, one policy."""
    source, tree = brief_html.html(BRIEF, STAMP), page()
    assert not re.search(r"https?:|url\(|@import|\bon\w+=|style=", source)
    assert not {"script", "link", "img", "iframe", "object", "a", "form", "base"} & set(tags(tree))
    policy = policy_of(tree)
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives.pop("style-src").startswith("'sha256-")
    assert set(directives.values()) == {"'none'"}
    assert "default-src" in directives


def test_the_policy_lets_through_exactly_the_style_that_is_there():
    """A hash of other bytes would leave the page unstyled, in every browser."""
    source = brief_html.html(BRIEF, STAMP)
    style = source.partition("<style>")[2].partition("</style>")[0]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy_of(page())
    assert "@page{size:A4" in style
    assert "break-after:avoid" in style


@pytest.mark.parametrize("language", ["id", "en"])
def test_everything_is_on_the_page(language):
    """Six sections in order, each word of the brief, both times, in both languages."""
    words.use(language)
    tree = page()
    assert [node.text()[0] for node in tree.css("h2")] == list("123456")
    text = tree.body.text()
    for said in ("Ringkasnya.", "Teks klaim", "kutip", "Oleh P.", "Ragu.", "akun-abc", "Celah.",
                 "koreksi@redaksi.example", "Diganti.", "2024-11-26 03:00 UTC", "0,7"):  # fmt: skip
        assert said in text
    assert ("10.00 WIB" if language == "id" else "10:00 WIB") in text


def test_what_is_empty_says_why():
    """No heading stands over nothing, and a missing address is a line to fill in by hand."""
    tree = page(EMPTY)
    text = tree.body.text()
    for said in ("Tidak ada calon.", "Tidak dicari.", "Satu platform.", "ISI DI SINI",
                 "Belum ada putusan yang dikoreksi."):  # fmt: skip
        assert said in text
    assert not tree.css("figure, .claims, article")
    assert "ISI DI SINI" not in page().body.text()


@given(st.text(alphabet="<>&\"'{}%#`/\\-=\n\u202e\u200f\x00\x1b ab", max_size=20))
def test_hostile_texts_stay_text(text):
    """Whatever stands in a post is shown: it adds no tag, obeys no template, turns no line."""
    tree = page(hostile(text))
    assert tags(tree) == tags(page(hostile("aman")))
    shown = words.plain(text)
    assert tree.css_first("blockquote").text() == shown
    assert not re.search("[\u202e\u200f\x00\x1b]", tree.html)


def test_a_day_that_nobody_could_have_meant_breaks_no_drawing():
    """One wrong clock among the posts must not draw a million bars."""
    days = (Day(date(1, 1, 1), 1), Day(date(2024, 11, 25), 400), Day(date(9999, 12, 31), 1))
    tree = page(replace(BRIEF, days=days))
    bars = tree.css("rect")
    assert len(bars) == 3
    for bar in bars:
        left, width = float(bar.attributes["x"]), float(bar.attributes["width"])
        assert left >= 0
        assert left + width <= brief_html.WIDTH


def test_the_drawing_counts_what_is_there():
    """Four days, two with posts, the voting day between them; an interval ends on its scale."""
    tree = page()
    first, last = tree.css("rect")
    assert float(first.attributes["height"]) == pytest.approx(brief_html.HEIGHT / 3, abs=0.01)
    assert float(last.attributes["height"]) == brief_html.HEIGHT
    assert float(tree.css_first(".vote").attributes["x1"]) == brief_html.WIDTH * 2.5 / 4
    assert float(tree.css_first(".reach").attributes["x2"]) <= brief_html.SCALE


def test_identities_are_announced():
    """A brief that names people says so before anything else."""
    assert (
        "BERISI IDENTITAS" in page(stamp=replace(STAMP, identities=True)).css_first("header").text()
    )
    assert "BERISI IDENTITAS" not in page().body.text()


def test_a_file_is_replaced_only_on_request(tmp_path):
    """Whole or not at all, and the number of claims comes back."""
    path = tmp_path / "brief.html"
    assert brief_html.write(path, BRIEF, STAMP) == 1
    with pytest.raises(BadInput, match="--overwrite"):
        brief_html.write(path, EMPTY, STAMP)
    assert "Teks klaim" in path.read_text(encoding="utf-8")
    assert brief_html.write(path, EMPTY, STAMP, overwrite=True) == 0
