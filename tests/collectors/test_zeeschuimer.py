"""Zeeschuimer's envelope, 4CAT's copy of it, and bare items."""

import json
from datetime import UTC, datetime

from monitor.collectors.lines import Found
from monitor.collectors.zeeschuimer import Zeeschuimer

VIDEO = {
    "id": "1",
    "desc": "halo",
    "createTime": 1707885000,
    "author": {"uniqueId": "a"},
    "stats": {},
}
PICTURE = {"pk": "2", "code": "Cx", "taken_at": 1707885000, "caption": None}
TWEET = {"rest_id": "3", "legacy": {"full_text": "hai", "user_id_str": "9"}}


def envelope(data, platform):
    return {
        "nav_index": "1:1:0",
        "item_id": "1",
        "timestamp_collected": 1707890400500,
        "source_platform": platform,
        "data": data,
    }


def to_post(record, platform="x"):
    return Zeeschuimer(platform).to_post(Found(1, record, json.dumps(record)))


def test_each_item_is_mapped_by_its_own_envelope():
    """One file may hold what a browser saw on several platforms."""
    posts = [
        to_post(envelope(data, host))
        for data, host in (
            (VIDEO, "tiktok.com"),
            (PICTURE, "www.instagram.com"),
            (TWEET, "twitter.com"),
        )
    ]

    assert [post.id for post in posts] == ["tiktok:1", "instagram:Cx", "x:3"]
    assert {post.metrics.as_of for post in posts} == {
        datetime(2024, 2, 14, 6, 0, 0, 500_000, tzinfo=UTC)
    }


def test_the_4cat_form_gives_the_same_post():
    """4CAT moves the envelope into the item; nothing but the raw record differs."""
    meta = {name: value for name, value in envelope(None, "tiktok.com").items() if name != "data"}
    kept_by_4cat = VIDEO | {"__import_meta": meta}
    one, other = to_post(envelope(VIDEO, "tiktok.com")), to_post(kept_by_4cat)

    assert (one.id, one.text, one.metrics) == (other.id, other.text, other.metrics)
    assert Zeeschuimer("tiktok").recognises(kept_by_4cat)


def test_bare_items_are_told_by_their_own_keys():
    """As saved by other tools that catch the same answers."""
    for item, platform in ((VIDEO, "tiktok"), (PICTURE, "instagram"), (TWEET, "x")):
        known = [
            name for name in ("tiktok", "instagram", "x") if Zeeschuimer(name).recognises(item)
        ]
        assert known == [platform]


def test_an_item_of_a_platform_not_known_yet_is_refused_by_name():
    """It should be a post, so it is counted, and says where it came from."""
    refused = to_post(envelope({"urn": "1"}, "linkedin.com"))

    assert (refused.reason, refused.facts) == ("rejects.platform", {"platform": "linkedin.com"})
