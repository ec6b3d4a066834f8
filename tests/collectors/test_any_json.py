"""A good file of every format, then anything in its place: a post, a reject or none, no crash."""

from __future__ import annotations

import json
from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.collectors.lines import Found, guarded
from monitor.collectors.reading import FORMATS, TIPLINE, read
from monitor.records import Other, Post, Reject
from tests.collectors import (
    test_bluesky,
    test_crowdtangle,
    test_feed,
    test_fourcat,
    test_instagram,
    test_jetstream,
    test_mastodon,
    test_reading,
    test_sheets,
    test_telegram_json,
    test_telegram_page,
    test_tiktok,
    test_tiktok_research,
    test_whatsapp,
    test_wordpress,
    test_x_graphql,
    test_x_scraped,
    test_x_v2,
    test_youtube,
)
from tests.places import places

GOOD = {
    "zeeschuimer-tiktok": test_reading.caught(test_tiktok.item(), "tiktok.com"),
    "zeeschuimer-instagram": test_reading.caught(test_instagram.item(), "instagram.com"),
    "zeeschuimer-x": test_reading.caught(test_x_graphql.tweet(), "x.com"),
    "x-api-v2": test_x_v2.page(test_x_v2.tweet()),
    "x-scraped": test_x_scraped.twscrape(),
    "tiktok-research": test_tiktok_research.page("videos", test_tiktok_research.video()),
    "bluesky-api": {"feed": [{"post": test_bluesky.view()}]},
    "bluesky-jetstream": test_jetstream.frame(),
    "mastodon-api": {"statuses": [test_mastodon.status()], "hashtags": [], "accounts": []},
    "youtube-api": {"items": [test_youtube.video()], "kind": "youtube#videoListResponse"},
    "crowdtangle-api": test_crowdtangle.page(test_crowdtangle.post()),
    "4cat": test_fourcat.tweet(),
    "telegram-page": test_telegram_page.page(test_telegram_page.message()),
    "telegram-json": test_telegram_json.chat(test_telegram_json.message()),
    TIPLINE: test_whatsapp.ANDROID,
    "feed": test_feed.rss(test_feed.ITEM),
    "wordpress": test_wordpress.post(),
    "shares": test_reading.SHARE,
    "table-csv": test_sheets.TABLE,
    "table-json": [test_reading.ROW],
    "table-jsonl": test_reading.ROW,
}
"""By the name of its format: a JSON value, or text."""
ODD = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["", "x", "-1", "0001-01-01", "https://[", "\ud800", "\0", "@", "<p>", "1K"])
    | st.sampled_from([[], {}, [None], [[]], [{}], {"id": None}, 10**400])
)


def parts_of(name: str, path) -> tuple[str, list[Found]]:
    """Write a good file and return the format it is taken for, and what stands in it."""
    good = GOOD[name]
    path.write_text(good if isinstance(good, str) else json.dumps(good), encoding="utf-8")
    reading = read(path, tipline=name == TIPLINE)
    return reading.format, list(reading.source())


def made_of(name: str, found: Found) -> list[Post | Reject | Other]:
    parts = guarded(FORMATS[name].split, found)
    return [
        part if isinstance(part, Reject) else guarded(FORMATS[name].to_post, part)
        for part in ([parts] if isinstance(parts, Reject) else parts)
    ]


def test_every_format_is_tried():
    """A format without a good file is tried by nobody."""
    assert FORMATS.keys() - GOOD.keys() == {"table-xlsx"}  # a table-csv, once it is open


@pytest.mark.parametrize("name", GOOD)
def test_whatever_stands_where_it_is_a_post_a_reject_or_none(tmp_path, name):
    """One to three values of a record that was good, however deep, are something else."""
    told, found = parts_of(name, tmp_path / "berkas")
    assert told == name
    assert Post in {type(one) for part in found for one in made_of(name, part)}

    @settings(max_examples=25)
    @given(st.data())
    def holds(data):
        value = deepcopy(data.draw(st.sampled_from(found)).value)
        for _ in range(data.draw(st.integers(1, 3))):
            if spots := places(value):
                inside, key = data.draw(st.sampled_from(spots))
                inside[key] = deepcopy(data.draw(ODD))
        for record in made_of(name, Found(1, value, json.dumps(value))):
            assert isinstance(record, Post | Reject | Other)

    holds()
