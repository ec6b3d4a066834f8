"""Tweets as X's web app receives them (shapes of 2023-2026, words our own)."""

import json
from datetime import UTC, datetime

import pytest

from monitor.collectors import x_graphql
from monitor.collectors.lines import Found
from monitor.records import Media, Other, Reference

AS_OF = datetime(2024, 2, 14, 6, tzinfo=UTC)


def user(handle="Warga_1", number="4001"):
    return {"user_results": {"result": {"rest_id": number, "core": {"screen_name": handle}}}}


def tweet(number="1757600000000000001", text="Kotak suara dibuka pukul tujuh", **changes):
    legacy = {
        "id_str": number,
        "created_at": "Wed Feb 14 04:30:00 +0000 2024",
        "full_text": text,
        "user_id_str": "4001",
        "lang": "in",
        "favorite_count": 5,
        "retweet_count": 2,
        "reply_count": 1,
        "quote_count": 0,
        "bookmark_count": 3,
        "entities": {"hashtags": [], "urls": [], "user_mentions": []},
    } | changes.pop("legacy", {})
    base = {"__typename": "Tweet", "rest_id": number, "core": user(), "views": {"count": "90"}}
    return base | {"legacy": legacy} | changes


def tombstone(notice, **changes):
    said = {"text": {"text": notice, "entities": []}}
    return {"__typename": "TweetTombstone", "tombstone": said, **changes}


def to_post(record):
    return x_graphql.to_post(record, Found(1, record, json.dumps(record)), AS_OF)


def test_a_tweet_becomes_a_post_with_its_entities():
    """Links are the addresses behind t.co, media the pictures themselves."""
    entities = {
        "hashtags": [{"text": "TPS"}],
        "urls": [{"url": "https://t.co/x", "expanded_url": "https://contoh.id/a?utm_source=x"}],
        "user_mentions": [{"screen_name": "Panitia", "id_str": "7"}],
    }
    media = {"media": [{"type": "photo", "media_url_https": "https://contoh.id/f.jpg"}]}
    post = to_post(tweet(legacy={"entities": entities, "extended_entities": media}))

    assert post.id == "x:1757600000000000001"
    assert post.url == "https://x.com/Warga_1/status/1757600000000000001"
    assert post.created == datetime(2024, 2, 14, 4, 30, tzinfo=UTC)
    assert (post.hashtags, post.mentions) == (("TPS",), ("x:panitia",))
    assert post.links == (("https://contoh.id/a?utm_source=x", "https://contoh.id/a"),)
    assert post.media == (Media("image", "https://contoh.id/f.jpg"),)
    assert post.metrics.as_of == AS_OF
    assert post.metrics.counts == {
        "likes": 5,
        "reposts": 2,
        "replies": 1,
        "quotes": 0,
        "views": 90,
        "saves": 3,
    }
    assert (post.lang, post.is_ad) == ("in", False)


def test_the_author_is_found_where_x_keeps_it_now_and_where_it_kept_it_before():
    """Both shapes give one account."""
    names = {"screen_name": "Warga_1", "name": "Warga", "followers_count": 12}
    before = {"rest_id": "4001", "legacy": names}
    now = {
        "rest_id": "4001",
        "core": {"screen_name": "Warga_1", "name": "Warga"},
        "relationship_counts": {"followers": 12},
    }
    oldest = to_post(tweet(core={}, user=names)).account
    old, new = (
        to_post(tweet(core={"user_results": {"result": shape}})).account for shape in (before, now)
    )

    assert oldest == old == new
    assert (new.id, new.handle, new.native_id, new.followers) == (
        "x:warga_1",
        "Warga_1",
        "4001",
        12,
    )


def test_an_author_whose_account_is_gone_keeps_the_number():
    """Posts of a suspended account still belong together."""
    assert to_post(tweet(core={"user_results": {}})).account.id == "x:4001"


def test_a_long_post_is_whole():
    """``legacy`` holds its beginning only; text and entities come from the note."""
    note = {"text": "panjang " * 60, "entity_set": {"hashtags": [{"text": "jauhdibawah"}]}}
    post = to_post(tweet(note_tweet={"note_tweet_results": {"result": note}}))

    assert post.text == "panjang " * 60
    assert post.hashtags == ("jauhdibawah",)


def test_a_repost_carries_the_whole_text_and_names_whom_it_repeats():
    """X cuts the repeated text after 140 characters; the original inside is whole."""
    original = tweet("1757500000000000009", "kata " * 50, core=user("Asal", "9"))
    wrapped = {"__typename": "TweetWithVisibilityResults", "tweet": original}
    post = to_post(
        tweet(text="RT @Asal: kata kata…", legacy={"retweeted_status_result": {"result": wrapped}})
    )

    assert post.text == "kata " * 50
    assert post.repost_of == Reference("x:1757500000000000009", "x:asal")
    assert post.account.id == "x:warga_1"


def test_a_quote_names_whom_it_quotes_even_when_that_post_is_gone():
    """From the quoted post itself, else from its address."""
    quoted = tweet("1757500000000000009", "asal", core=user("Asal", "9"))
    address = {"expanded": "https://twitter.com/Asal/status/1757500000000000009"}
    gone = {
        "quoted_status_id_str": "1757500000000000009",
        "quoted_status_permalink": address,
    }
    tombstone = {"result": {"__typename": "TweetTombstone", "tombstone": {}}}

    for post in (
        to_post(tweet(quoted_status_result={"result": quoted})),
        to_post(tweet(quoted_status_result=tombstone, legacy=gone)),
    ):
        assert post.quote_of == Reference("x:1757500000000000009", "x:asal")


def test_a_reply_names_the_post_and_account_it_answers():
    """By handle, as mentions do."""
    post = to_post(
        tweet(
            legacy={
                "in_reply_to_status_id_str": "17575",
                "in_reply_to_screen_name": "Asal",
                "in_reply_to_user_id_str": "9",
            }
        )
    )

    assert post.reply_to == Reference("x:17575", "x:asal")


def test_the_versions_of_an_edited_post_are_one_post():
    """Its id is the first one it had; its address is that of the version seen."""
    post = to_post(tweet("22", edit_control={"edit_tweet_ids": ["21", "22"]}))

    assert post.id == "x:21"
    assert post.url.endswith("/status/22")


def test_a_promoted_tweet_is_marked():
    """Zeeschuimer says so beside the tweet."""
    assert to_post(tweet(promoted=True)).is_ad


@pytest.mark.parametrize(
    ("record", "other"),
    [
        (tombstone("This Post was deleted by the Post author."), Other(1, "deletion")),
        (tombstone("Dihapus oleh penulisnya.", rest_id="17"), Other(1, "deletion", "x:17")),
        (tombstone("Age-restricted adult content.", rest_id="17"), Other(1, "not_shown")),
        ({"__typename": "TweetTombstone", "tombstone": {}}, Other(1, "not_shown")),
        ({"__typename": "TweetUnavailable", "reason": "Protected"}, Other(1, "not_shown")),
        ({"__typename": "User", "rest_id": "1", "legacy": {}}, Other(1, "account")),
    ],
)
def test_tombstones_and_users_are_no_posts(record, other):
    """Counted apart; a deletion, which takes a text away, is only what says that it is one."""
    assert to_post(record) == other


def test_a_tweet_in_a_new_shape_is_refused_by_what_is_missing():
    """When X moves its fields again the reject says which one."""
    record = tweet()
    del record["legacy"]

    with pytest.raises(KeyError, match="legacy"):
        to_post(record)
