"""WordPress's interface: articles as posts. The site and its people are invented."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.collectors.feed import items
from monitor.collectors.feed import to_post as of_feed
from monitor.collectors.lines import Found, guarded
from monitor.collectors.reading import read
from monitor.collectors.wordpress import to_post
from monitor.records import Media, Other, Post, Reject


def post(**changes):
    return {
        "id": 7,
        "date": "2024-02-14T07:30:00",
        "date_gmt": "2024-02-14T00:30:00",
        "guid": {"rendered": "https://warta.example/?p=7"},
        "link": "https://warta.example/kabar/7/",
        "type": "post",
        "title": {"rendered": "Antrean &#8220;panjang&#8221;"},
        "content": {"rendered": "<p>Sejak subuh.</p>\n<p>Cek <a href='/b'>b</a></p>"},
        **changes,
    }


def made(**changes):
    value = post(**changes)
    return to_post(Found(1, value, json.dumps(value)))


def test_a_post_of_wordpress_field_by_field():
    """GMT is the time; the site's local one names no zone and is not used."""
    inside = {
        "author": [{"name": "Sari"}, {"code": "hidden"}],
        "wp:featuredmedia": [{"source_url": "https://warta.example/a.jpg"}],
    }
    one = made(_embedded=inside, lang="id")
    assert one.text == "Antrean “panjang”\n\nSejak subuh.\n\nCek b"
    assert one.created == datetime(2024, 2, 14, 0, 30, tzinfo=UTC)
    assert (one.account.id, one.lang, one.source) == ("web:warta.example", "id", "wordpress")
    assert [link.url for link in one.links] == ["https://warta.example/b"]
    assert one.media == (Media("image", "https://warta.example/a.jpg"),)
    assert dict(one.extra) == {"author": "Sari"}
    local = made(date_gmt=None)
    assert (local.created, local.extra["date"]) == (None, "2024-02-14T07:30:00")


def test_one_article_from_the_feed_and_from_the_interface_is_one_post():
    """Both name its address."""
    feed = (
        b"<rss version='2.0'><channel><link>https://warta.example</link><item><title>x</title>"
        b"<link>https://warta.example/kabar/7/?utm_source=rss</link></item></channel></rss>"
    )
    assert of_feed(items(feed)[1][0]).id == made().id


def test_pages_and_what_is_behind_a_password_are_no_posts():
    """Counted, not kept; without text or link there is nothing."""
    assert made(type="page") == Other(1, "page")
    assert made(content={"rendered": "", "protected": True}) == Other(1, "protected")
    nothing = made(link="", guid={}, title={"rendered": ""}, content={"rendered": "<p></p>"})
    assert nothing.reason == "rejects.article_empty"


def test_an_answer_saved_as_a_file_is_read(tmp_path):
    """As the list that WordPress gives."""
    path = tmp_path / "posts"
    path.write_text(json.dumps([post(), post(link="https://warta.example/8")]), encoding="utf-8")
    reading = read(path)
    assert (reading.format, len({one.id for one in reading})) == ("wordpress", 2)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@settings(max_examples=80)
@given(st.dictionaries(st.sampled_from(sorted(post())), ANYTHING), st.sampled_from([True, False]))
def test_any_answer_is_a_post_or_a_reject(changes, rendered):
    """Fields of any shape, rendered or not."""
    if rendered:
        changes = {name: {"rendered": each} for name, each in changes.items()}
    found = Found(1, {**post(), **changes}, "{}")
    assert isinstance(guarded(to_post, found), Post | Reject | Other)
