"""CooRTweet's share tables: who shared which object, in which post, when."""

from __future__ import annotations

from datetime import UTC, datetime

from monitor.collectors import shares
from monitor.collectors.lines import Found
from monitor.records import Link, Post

ROW = {
    "object_id": "https://contoh.id/berita?utm_source=wa",
    "account_id": "Akun_7",
    "content_id": "1757200000000000001",
    "timestamp_share": "1707868800",
}


def read(**changes):
    return shares.to_post(Found(2, {**ROW, **changes}, ""))


def test_a_share_is_a_post_with_its_object_as_link():
    """Object, account, post and time all find their place."""
    post = read()
    assert post.id == "unknown:1757200000000000001"
    assert post.account.id == "unknown:akun_7"
    assert post.links == (Link(ROW["object_id"], "https://contoh.id/berita"),)
    assert post.created == datetime(2024, 2, 14, tzinfo=UTC)
    assert post.text == ""


def test_an_object_that_is_no_link_is_the_text():
    """Hashtag sequences and copied texts are objects too."""
    post = read(object_id="#TPS #Pemilu")
    assert post.text == "#TPS #Pemilu"
    assert post.hashtags == ("TPS", "Pemilu")
    assert post.links == ()


def test_ids_that_name_their_platform_keep_it():
    """So shares from several platforms can stand in one table."""
    post = read(account_id="x:Warga", content_id="x:9")
    assert (post.id, post.platform, post.account.id) == ("x:9", "x", "x:warga")
    assert read(account_id="x:Warga", content_id="9").id == "x:9"


def test_a_share_without_a_post_id_is_told_apart_by_who_and_when():
    """A missing id is made of what the row has."""
    ids = {read(content_id="", account_id=who).id for who in "ab"}
    assert len(ids) == 2
    assert read(content_id="", account_id="a").id in ids


def test_a_share_without_object_or_with_a_destroyed_id_is_refused():
    """Nothing is guessed and nothing dropped unseen."""
    assert read(object_id=" ").reason == "rejects.no_text_no_link"
    assert read(content_id="1,7572E+18").reason == "rejects.id_destroyed"


def test_a_bad_time_is_no_reason_to_lose_a_share():
    """It is a post without a time."""
    assert isinstance(read(timestamp_share="kemarin"), Post)


def test_the_four_columns_are_what_makes_a_table_of_shares():
    """A table that merely has a content_id is none."""
    assert shares.recognises({**ROW, "more": 1})
    assert not shares.recognises({"content_id": 1, "text": "a"})
    assert shares.split(Found(2, dict.fromkeys(ROW, ""), "")) == ()
