"""RSS and Atom, dated or not."""

from __future__ import annotations

import pytest

from monitor.errors import BadInput

UNDATED = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>
<title>TurnBackHoax.id</title>
<item><title>[SALAH] Gudang Suara Tirtamaya Kosong</title>
<link>https://turnbackhoax.id/articles/41-salah-gudang?utm_source=rss</link>
<guid isPermaLink="false">41</guid>
<description>&lt;p&gt;Beredar &lt;a href="#"&gt;foto&lt;/a&gt; gudang.&lt;/p&gt;</description>
</item>
<item><title>[SALAH]</title><link>https://turnbackhoax.id/articles/42</link></item>
</channel></rss>"""


def test_turnbackhoax_feed_of_2026_has_no_dates(read):
    """Its items are fact-checks all the same; one without a title is refused."""
    check, reject = read(UNDATED)
    assert (check.id, check.date) == ("turnbackhoax.id:41", "")
    assert (check.title, check.label, check.verdict) == (
        "Gudang Suara Tirtamaya Kosong",
        "SALAH",
        "false",
    )
    assert check.canonical == "https://turnbackhoax.id/articles/41-salah-gudang"
    assert check.explanation == "Beredar foto gudang."
    assert (reject.line, reject.reason) == (2, "rejects.factcheck_no_title")


def test_rss_dates_are_days_in_jakarta(read):
    """20.30 GMT is the next morning here."""
    dated = UNDATED.replace("<guid", "<pubDate>Wed, 20 Nov 2024 20:30:00 GMT</pubDate><guid", 1)
    assert read(dated)[0].date == "2024-11-21"


def test_atom_with_whole_articles(read):
    """The longest text is the explanation; what changed when is known."""
    [check] = read(
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Warta</title><entry>'
        "<id>https://wartadesa.example/1</id><title>Keliru, Foto Antrean Lama</title>"
        '<link href="https://wartadesa.example/1"/><published>2024-11-20T01:00:00Z</published>'
        "<updated>2024-11-22T01:00:00Z</updated><summary>Pendek.</summary>"
        '<content type="html">&lt;p&gt;Fotonya dari 2019.&lt;/p&gt;&lt;p&gt;Bukan kini.&lt;/p&gt;'
        "</content></entry></feed>"
    )
    assert (check.title, check.label, check.verdict) == ("Foto Antrean Lama", "Keliru", "false")
    assert check.explanation == "Fotonya dari 2019. Bukan kini."
    assert (check.date, check.updated) == ("2024-11-20", "2024-11-22T01:00:00+00:00")


def test_a_feed_in_latin_1_and_one_cut_in_the_middle(read):
    """The letters survive, and so do the items before the cut."""
    old = UNDATED.replace("UTF-8", "ISO-8859-1").replace("Kosong", "Kosong é")
    assert read(old.encode("latin-1"))[0].title.endswith("é")
    assert read(UNDATED[: UNDATED.index("42")])[0].title == "Gudang Suara Tirtamaya Kosong"


def test_entities_that_would_fill_the_memory(read):
    """A billion laughs expand to nothing."""
    lines = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 9))
    bomb = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a0 "ha">{lines}]>'
    [record] = read(
        f"{bomb}<rss version='2.0'><channel><item><title>x &a8;</title></item></channel></rss>"
    )
    assert len(record.title) < 1000


def test_a_feed_without_items_says_so(read):
    """An empty feed is no success."""
    with pytest.raises(BadInput, match="berkas"):
        read("<rss version='2.0'><channel><title>x</title></channel></rss>")
