"""twscrape and snscrape rows (shapes of 2022-2026, words our own)."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.collectors import x_scraped
from monitor.collectors.lines import Found, guarded
from monitor.collectors.reading import read as read_file
from monitor.records import Media, Other, Post, Reference, Reject

TWEET = "snscrape.modules.twitter.Tweet"
WARGA = {"id": 11, "id_str": "11", "username": "Warga", "displayname": "Warga Pagi",
         "followersCount": 5, "verified": False, "rawDescription": "cerita kampung"}  # fmt: skip
ASAL = WARGA | {"id": 12, "id_str": "12", "username": "Asal"}


def twscrape(**changes):
    return {
        "_type": TWEET,
        "id": 1757600000000000001,
        "id_str": "1757600000000000001",
        "date": "2024-02-14 04:30:00+00:00",
        "user": WARGA,
        "lang": "in",
        "rawContent": "Saksi &amp; @Hilang #4 #TPS https://t.co/abc",
        "likeCount": 3,
        "retweetCount": 1,
        "replyCount": None,
        "viewCount": 70,
        "bookmarkedCount": 2,
        "conversationId": 1757600000000000001,
        "hashtags": ["TPS"],
        "mentionedUsers": [{"username": "Panitia", "id": 7}],
        "links": [{"url": "https://contoh.id/a", "tcourl": "https://t.co/abc"}],
        "media": {"photos": [{"url": "https://contoh.id/f.jpg"}],
                  "videos": [{"thumbnailUrl": "https://contoh.id/v.jpg"}], "animated": []},
        "retweetedTweet": None,
        "quotedTweet": None,
        "inReplyToTweetId": None,
        "inReplyToUser": None,
    } | changes  # fmt: skip


def snscrape(**changes):
    return {
        "_type": TWEET,
        "id": 1491141777361113088,
        "date": "2022-02-08T20:07:58+00:00",
        "content": "Halo #tps https://t.co/abc",
        "user": {"username": "Warga", "id": 11, "displayname": "Warga"},
        "likeCount": 1,
        "conversationId": 1491141777361113088,
        "outlinks": ["https://contoh.id/a"],
        "media": None,
        "hashtags": ["tps"],
        "mentionedUsers": None,
    } | changes


def read(record):
    found = Found(3, record, json.dumps(record))
    return [guarded(x_scraped.to_post, part) for part in x_scraped.split(found)]


def test_a_row_of_twscrape_is_a_post():
    """Ids whole, entities as X linked them, counts that it did not see left out."""
    (post,) = read(twscrape())

    assert post.id == "x:1757600000000000001"
    assert post.text == "Saksi &amp; @Hilang #4 #TPS https://t.co/abc"
    assert post.created == datetime(2024, 2, 14, 4, 30, tzinfo=UTC)
    assert post.url == "https://x.com/Warga/status/1757600000000000001"
    assert (post.account.id, post.account.native_id, post.account.followers) == ("x:warga", "11", 5)
    assert post.account.description == "cerita kampung"
    assert post.metrics.as_of is None
    assert post.metrics.counts == {"likes": 3, "reposts": 1, "views": 70, "saves": 2}
    assert [link.url for link in post.links] == ["https://contoh.id/a"]
    assert post.media == (
        Media("image", "https://contoh.id/f.jpg"),
        Media("video", "https://contoh.id/v.jpg"),
    )


def test_what_x_did_not_link_is_no_mention_and_no_hashtag():
    """A name of nobody, a number: X says which are; only where it is silent does the text."""
    (post,) = read(twscrape())
    assert (post.mentions, post.hashtags) == (("x:panitia",), ("TPS",))
    (post,) = read(twscrape(mentionedUsers=[], hashtags=[]))
    assert (post.mentions, post.hashtags) == ((), ())
    bare = twscrape(rawContent="kata @Panitia #tps")
    del bare["mentionedUsers"], bare["hashtags"]
    (post,) = read(bare)
    assert (post.mentions, post.hashtags) == (("x:panitia",), ("tps",))


def test_a_repost_carries_the_words_of_the_original():
    """Its text, links and hashtags; its own time and account."""
    original = twscrape(id_str="9", id=9, user=ASAL, rawContent="kata " * 80, hashtags=["utuh"])
    (post,) = read(twscrape(rawContent="RT @Asal: kata kata…", retweetedTweet=original))
    assert post.text == "kata " * 80
    assert (post.repost_of, post.hashtags) == (Reference("x:9", "x:asal"), ("utuh",))
    assert post.account.id == "x:warga"


def test_replies_and_quotes_name_post_and_account():
    """twscrape also knows the name where the account itself is missing."""
    quoted = twscrape(id_str="9", id=9, user=ASAL)
    (post,) = read(
        twscrape(quotedTweet=quoted, inReplyToTweetId=77, inReplyToUser={"username": "Panitia"})
    )
    assert post.quote_of == Reference("x:9", "x:asal")
    assert post.reply_to == Reference("x:77", "x:panitia")
    (post,) = read(twscrape(inReplyToTweetIdStr="77", inReplyToScreenName="Panitia"))
    assert post.reply_to == Reference("x:77", "x:panitia")
    (post,) = read(twscrape())
    assert (post.reply_to, post.quote_of) == (None, None)


def test_the_versions_of_an_edited_post_are_one_post():
    """The first id is the post's."""
    history = {"edit_tweet_ids": ["1757600000000000001", "1757600000000000002"]}
    (post,) = read(twscrape(id_str="1757600000000000002", editControl=history))
    assert post.id == "x:1757600000000000001"


def test_the_older_names_of_snscrape_are_read():
    """``content`` and bare addresses until 0.4; its pictures are objects that name their class."""
    photo = {"_type": "snscrape.modules.twitter.Photo", "fullUrl": "https://contoh.id/f.jpg"}
    gif = {"_type": "snscrape.modules.twitter.Gif", "thumbnailUrl": "https://contoh.id/g.jpg"}
    (post,) = read(snscrape(media=[photo, gif]))
    assert (post.text, post.hashtags) == ("Halo #tps https://t.co/abc", ("tps",))
    assert [link.url for link in post.links] == ["https://contoh.id/a"]
    assert [one.type for one in post.media] == ["image", "video"]
    assert post.created == datetime(2022, 2, 8, 20, 7, 58, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "notice", "other"),
    [
        ("User", None, Other(3, "account")),
        ("TweetRef", None, Other(3, "not_shown")),
        ("Tombstone", None, Other(3, "not_shown")),
        ("Tombstone", "This Tweet is from a suspended account.", Other(3, "not_shown")),
        ("Tombstone", "This Tweet was deleted by its author.", Other(3, "deletion", "x:1")),
    ],
)
def test_what_is_no_post_is_counted_apart(kind, notice, other):
    """A deletion takes a text away for good: what was only not shown is none."""
    record = {"_type": f"snscrape.modules.twitter.{kind}", "id": 1, "text": notice}
    assert x_scraped.recognises(record)
    assert read(record) == [other]


@pytest.mark.parametrize(
    ("row", "key"),
    [(twscrape(id="", id_str=None), "id"), (twscrape(rawContent=None), "rawContent")],
)
def test_a_row_without_id_or_text_is_a_reject_that_says_which(row, key):
    """Nothing is made up."""
    (reject,) = read(row)
    assert (reject.reason, reject.facts) == ("rejects.unmapped", {"key": key})


@pytest.mark.parametrize(
    "record",
    [
        {"id": "1", "content": "isi tabel", "date": "14/02/2024"},
        {"_type": "snscrape.modules.telegram.TelegramPost", "content": "a"},
        {"conversationId": 1},
    ],
)
def test_other_peoples_json_is_not_claimed(record):
    """A table with a column ``content`` is a table."""
    assert not x_scraped.recognises(record)


def test_a_file_of_both_is_told_by_its_content(tmp_path):
    """A row a line, as both write them."""
    path = tmp_path / "hasil.json"
    path.write_text("\n".join(map(json.dumps, (snscrape(), twscrape()))))
    reading = read_file(path)
    assert reading.format == "x-scraped"
    assert [post.id for post in reading] == ["x:1491141777361113088", "x:1757600000000000001"]


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=150)
@given(
    st.sampled_from((twscrape(retweetedTweet=twscrape()), snscrape())),
    st.dictionaries(st.sampled_from(sorted(twscrape() | snscrape())), anything, max_size=5),
)
def test_no_row_breaks_the_reading(row, changes):
    """Whatever stands in a field: a post, a reject, or counted apart."""
    row = row | changes
    x_scraped.recognises(row)
    assert all(isinstance(one, Post | Reject | Other) for one in read(row))
