"""Article pages, from tidy to hostile."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.collectors.factchecks import pages
from monitor.collectors.factchecks.markup import visible
from monitor.collectors.lines import Found, guarded
from monitor.records import FactCheck, Other, Reject

SECTIONS = """
<html lang="id"><head><link rel="canonical" href="https://turnbackhoax.id/articles/7-salah-tps"></head>
<body><h1>[SALAH] TPS 9 Tirtamaya Pindah ke Seberang Sungai</h1>
<time datetime="2024-11-21">21/11/2024</time>
<section class="article-origin x"><strong>Narasi</strong><p>Katanya TPS 9 pindah.</p></section>
<section class="article-explanation"><strong>Penjelasan</strong><p>Petugas menunjukkan denah
&amp; papan.</p><script>jahat()</script></section>
<section class="article-explanation"><strong>Kesimpulan</strong>
<div>TPS 9 tetap di balai.</div></section>
<section class="article-factcheck"><strong>Hasil Periksa fakta</strong><span>Salah</span></section>
"""


def block(value) -> str:
    written = value if isinstance(value, str) else json.dumps(value)
    return f'<script type="application/ld+json">{written}</script>'


def test_turnbackhoax_sections_fill_what_its_jsonld_leaves_out(read, review):
    """The block has no date and no explanation; the page around it has both."""
    bare = review("[SALAH] TPS 9 Tirtamaya Pindah ke Seberang Sungai", author={"name": "Mafindo"})
    del bare["datePublished"]
    [check] = read(SECTIONS + block(bare))
    assert check.title == "TPS 9 Tirtamaya Pindah ke Seberang Sungai"
    assert check.claim == "Katanya TPS 9 pindah."
    assert check.explanation.startswith("Petugas menunjukkan denah & papan.")
    assert check.conclusion == "TPS 9 tetap di balai."
    assert (check.label, check.verdict, check.date) == ("Salah", "false", "2024-11-21")
    assert check.publisher == "MAFINDO (TurnBackHoax)"


def test_a_page_without_jsonld_is_read_by_its_sections(read):
    """Its canonical link says whose it is."""
    [check] = read(SECTIONS)
    assert check.publisher == "MAFINDO (TurnBackHoax)"
    assert check.canonical == "https://turnbackhoax.id/articles/7-salah-tps"


def test_blocks_about_other_things_and_broken_ones(read, review):
    """A broken breadcrumb loses nothing; a broken ClaimReview is refused, the next is read."""
    broken = json.dumps(review("satu"))[:-9]
    records = read(f"<html>{block('{rusak')}{block(broken)}{block(review('dua'))}")
    assert [type(record) for record in records] == [Reject, FactCheck]
    assert records[0].reason == "rejects.factcheck_broken_jsonld"
    assert "satu" in records[0].excerpt


def test_blocks_as_templates_print_them(read, review):
    """In a comment or CDATA, with bare line breaks inside strings."""
    written = json.dumps(review("baris satu")).replace("baris satu", "baris\nsatu")
    for around in ("<!--\n{}\n-->", "//<![CDATA[\n{}\n//]]>", "{};"):
        [check] = read(f"<html>{block(around.format(written))}")
        assert check.title == "baris satu"


def test_a_page_about_something_else_is_counted(read):
    """A list of articles holds no fact-check of its own."""
    assert read("<!doctype html><html><body><h1>Indeks</h1>") == [Other(1, "page")]


def test_two_megabytes_of_html(read, review):
    """As long as some pages are: read to its end."""
    [check] = read("<html>" + "<p>isi <b>tebal</b> & lain</p>" * 70_000 + block(review()))
    assert check.verdict == "false"


def test_a_page_nested_to_stop_a_parser(read, review):
    """300,000 open elements take an HTML parser minutes; refused at once, with a reason."""
    [record] = read("<html>" + "<div>" * 300_000 + block(review()))
    assert record.reason == "rejects.unexpected"


def test_a_page_in_an_old_encoding(read, review):
    """Declared or not, its letters survive."""
    page = f'<html><meta charset="windows-1252">{block(review())}<h1>Kafé Tirtamaya</h1>'
    [check] = read(page.encode("cp1252"))
    assert check.title == "Kafé Tirtamaya"


def test_pages_kept_as_json_lines(read):
    """A crawl's dump: the address beside the page serves where the page names none."""
    page = SECTIONS.replace("link rel", "meta x")
    [check] = read(json.dumps({"url": "https://turnbackhoax.id/articles/7-x", "html": page}))
    assert check.url == "https://turnbackhoax.id/articles/7-x"


PIECES = st.sampled_from(
    ["<div>", "</div>", "<section class='article-x'>", "<strong>Narasi</strong>", "<!--", "<h1>",
     '<script type="application/ld+json">', "</script>", '{"@type":"ClaimReview"', "}", "&#0;",
     "\0"]
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(PIECES | st.text(max_size=8), max_size=40))
def test_no_page_breaks_the_reader(pieces):
    """Whatever is in it, a page gives records, and its text no markup that a person would see."""
    found = Found(1, {"html": "<html>" + "".join(pieces)}, "")
    records = guarded(lambda each: list(pages.read(each)), found)
    assert isinstance(records, list | Reject)
    assert isinstance(visible("".join(pieces)), str)
