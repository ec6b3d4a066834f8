"""RSS and Atom of ordinary sites: articles as posts, whatever a feed leaves out. All invented."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.collectors.feed import items, to_post
from monitor.collectors.lines import guarded
from monitor.collectors.reading import read
from monitor.records import Media, Post, Reject

RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Warta  Desa</title><link>https://warta.example/</link><language>id-ID</language>
{items}</channel></rss>"""
ITEM = """<item><title>Gudang &lt;b&gt;Tirtamaya&lt;/b&gt; &amp;amp; isinya</title>
<link>/kabar/7?utm_source=rss</link><guid isPermaLink="false">7</guid>
<pubDate>Wed, 14 Feb 2024 07:00:00 +0700</pubDate><dc:creator>Sari</dc:creator>
<category>Pemilu</category><category>Desa</category>
<description>Pendek.</description>
<content:encoded><![CDATA[<p>Café dibuka. <a href="../foto#1">Foto</a>,
<a href="https://warta.example/kabar/7">ini</a></p><p>Ayo #TPS</p><script>x()</script>]]>
</content:encoded><enclosure url="https://warta.example/a.jpg" type="image/jpeg" length="1"/>
</item>"""


def rss(*found, encoding="UTF-8"):
    return RSS.format(items="".join(found), encoding=encoding)


def posts(content):
    data = content if isinstance(content, bytes) else content.encode()
    return [to_post(found) for found in items(data)[1]]


def test_an_item_is_a_post_of_its_site():
    """Every field: HTML in the title, relative links, the longest text, own links left out."""
    [post] = posts(rss(ITEM))
    assert post.text == "Gudang Tirtamaya & isinya\n\nCafé dibuka. Foto,\nini\n\nAyo #TPS"
    assert (post.platform, post.lang, post.source) == ("web", "id-ID", "feed")
    assert (post.account.id, post.account.name) == ("web:warta.example", "Warta Desa")
    assert post.created == datetime(2024, 2, 14, tzinfo=UTC)
    assert post.url == "https://warta.example/kabar/7?utm_source=rss"
    assert [link.url for link in post.links] == ["https://warta.example/foto#1"]
    assert post.media == (Media("image", "https://warta.example/a.jpg"),)
    assert post.hashtags == ("TPS",)
    assert dict(post.extra) == {"author": "Sari", "topics": "Pemilu, Desa"}


def test_the_id_is_that_of_the_address_however_it_is_marked():
    """Tracking marks, a guid that changed: one article. Another address: another article."""
    same = ITEM.replace("?utm_source=rss", "").replace(">7</guid>", ">7b</guid>")
    other = ITEM.replace("/kabar/7", "/kabar/8")
    ids = [post.id for feed in (ITEM, same, other) for post in posts(rss(feed))]
    assert ids[0] == ids[1] != ids[2]


def test_items_that_share_a_link_are_told_apart():
    """By their guids; one article twice is one post; a front page names nothing."""
    twins = [ITEM, ITEM.replace(">7<", ">8<"), ITEM]
    assert len({post.id for post in posts(rss(*twins))}) == 2
    front = [each.replace("/kabar/7?utm_source=rss", "/") for each in twins]
    assert len({post.id for feed in front for post in posts(rss(feed))}) == 2


@pytest.mark.parametrize("encoding", ["UTF-8", "ISO-8859-1", "windows-1252"])
def test_a_wrong_encoding_loses_no_letter(encoding):
    """What the head declares may be a lie, or missing: Latin-1 and UTF-8 are both read."""
    for real in ("utf-8", "latin-1"):
        declared = "utf-8" if real == "utf-8" else encoding
        [post] = posts(rss(ITEM, encoding=declared).encode(real))
        assert "Café dibuka" in post.text


def test_without_a_date_and_a_guid_it_is_still_an_article():
    """No time is guessed; a date in no known form is kept as it was written."""
    bare = "<item><title>Rapat desa</title><link>https://warta.example/a</link>{}</item>"
    [first] = posts(rss(bare.format("")))
    [again] = posts(rss(bare.format("<pubDate>entah kapan</pubDate>")))
    assert (first.created, first.extra, first.id) == (None, {}, again.id)
    assert dict(again.extra) == {"date": "entah kapan"}
    [in_words] = posts(rss(bare.format("<pubDate>Rabu, 14 Februari 2024 07:00 WIB</pubDate>")))
    assert in_words.created == datetime(2024, 2, 14, tzinfo=UTC)


def test_atom_and_its_older_page():
    """Published before updated; the address of what came before is the feed's own."""
    told, [found] = items(
        b'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="id"><title>Warta</title>'
        b'<link href="https://warta.example/"/><link rel="next" href="/atom?p=2"/><entry>'
        b'<id>tag:warta.example,2024:1</id><title type="html">&lt;i&gt;Antre&lt;/i&gt;</title>'
        b'<link href="kabar/1"/><published>2024-02-14T00:00:00Z</published>'
        b"<updated>2024-02-15T00:00:00Z</updated><author><name>Adi</name></author>"
        b'<content type="html">Antre sejak subuh.</content></entry></feed>'
    )
    post = to_post(found)
    assert told["older"] == "https://warta.example/atom?p=2"
    assert (post.text, post.url) == ("Antre sejak subuh.", "https://warta.example/kabar/1")
    assert (post.created.day, post.extra["author"]) == (14, "Adi")


def test_rss_1_and_proxies_of_feeds():
    """RDF is read; the address that a proxy hides is the article's."""
    rdf = (
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        b' xmlns="http://purl.org/rss/1.0/" xmlns:fb="http://rssnamespace.org/feedburner/ext/1.0">'
        b"<channel><title>Warta</title><link>https://warta.example/</link></channel><item>"
        b"<title>Satu</title><link>https://perantara.example/~r/1</link>"
        b"<fb:origLink>https://warta.example/satu</fb:origLink></item></rdf:RDF>"
    )
    [post] = posts(rdf)
    assert (post.url, post.account.handle) == ("https://warta.example/satu", "warta.example")


def test_an_item_that_holds_nothing_is_refused_and_hostile_ones_do_no_harm():
    """Scripts as links, addresses that are none, a mail address as author."""
    hostile = (
        "<item><title>x</title><link>javascript:alert(1)</link><author>a@b.example</author>"
        "<guid>http://[</guid><enclosure url='' type='?'/></item>"
    )
    empty, post = posts(rss("<item><category>x</category></item>", hostile))
    assert (type(empty), empty.reason) == (Reject, "rejects.article_empty")
    assert (post.url, post.text, post.media, dict(post.extra)) == ("", "x", (), {})


def test_a_file_and_its_items_as_json_lines_are_the_same_posts(tmp_path):
    """What is kept as raw record can be read again."""
    path = tmp_path / "umpan"
    path.write_text(rss(ITEM, ITEM.replace("/7", "/8")), encoding="utf-8")
    reading = read(path)
    first = list(reading)
    assert (reading.format, len(first)) == ("feed", 2)
    path.write_text("\n".join(post.raw for post in first), encoding="utf-8")
    assert list(read(path)) == first


def test_a_page_that_shows_a_feed_is_none(tmp_path):
    """HTML with XML in it stays a page."""
    path = tmp_path / "halaman"
    path.write_text(f"<!doctype html><html><pre>{rss(ITEM)}</pre></html>", encoding="utf-8")
    with pytest.raises(Exception, match="halaman web"):
        read(path)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.just("http://[/a"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
NAMES = "title link id published updated date summary content media"
FIELDS = st.sampled_from(NAMES.split(" "))


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(FIELDS, ANYTHING), ANYTHING)
def test_any_item_is_a_post_or_a_reject(item, feed):
    """Whatever stands in a stored item."""
    [found] = items(rss(ITEM).encode())[1]
    value = {"feed": feed, "item": item}
    made = guarded(to_post, found._replace(value=value, raw=json.dumps(value)))
    assert isinstance(made, Post | Reject)


BREAKS = ["<", "&#xD800;", "&#99999999999;", "]]>", "\0", "</channel>", ""]


@settings(max_examples=60)
@given(st.integers(0, len(ITEM)), st.sampled_from(BREAKS))
def test_any_cut_or_broken_feed_gives_what_it_has(place, inside):
    """A feed is never a crash."""
    broken = rss(ITEM[:place] + inside + ITEM[place:] if inside else ITEM[:place])
    assert all(isinstance(post, Post | Reject) for post in posts(broken.encode()))
