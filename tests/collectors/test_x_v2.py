"""X API v2 as twarc and others save it (shapes of 2021-2024, words our own)."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.collectors import x_v2
from monitor.collectors.lines import Found
from monitor.collectors.reading import read as read_file
from monitor.records import Media, Reference

WARGA = {"id": "11", "username": "Warga", "name": "Warga", "public_metrics": {"followers_count": 5}}
ASAL = {"id": "12", "username": "Asal", "name": "Asal"}
ORIGINAL = {
    "id": "1757500000000000009",
    "author_id": "12",
    "text": "potongan awal…",
    "note_tweet": {"text": "kata " * 80, "entities": {"hashtags": [{"tag": "utuh"}]}},
}
TWARC = {"url": "https://api.twitter.com/2", "retrieved_at": "2024-02-14T06:00:00+00:00"}


def tweet(**changes):
    return {
        "id": "1757600000000000001",
        "author_id": "11",
        "text": "Saksi &amp; warga menunggu",
        "created_at": "2024-02-14T04:30:00.000Z",
        "lang": "in",
        "public_metrics": {"like_count": 3, "retweet_count": 1, "impression_count": 70},
    } | changes


def page(*tweets, **more):
    includes = {"users": [WARGA, ASAL], "tweets": [ORIGINAL]}
    return {"data": list(tweets), "includes": includes, "__twarc": TWARC} | more


def read(record):
    found = Found(4, record, json.dumps(record))
    return [x_v2.to_post(part) for part in x_v2.split(found)]


def test_a_page_gives_its_tweets_joined_with_their_authors():
    """The raw record is the tweet alone; what was joined is in the post."""
    (post,) = read(page(tweet()))

    assert post.id == "x:1757600000000000001"
    assert post.text == "Saksi &amp; warga menunggu"
    assert post.created == datetime(2024, 2, 14, 4, 30, tzinfo=UTC)
    assert (post.account.id, post.account.native_id, post.account.followers) == ("x:warga", "11", 5)
    assert post.url == "https://x.com/Warga/status/1757600000000000001"
    assert post.metrics.as_of == datetime(2024, 2, 14, 6, tzinfo=UTC)
    assert post.metrics.counts == {"likes": 3, "reposts": 1, "views": 70}
    assert json.loads(post.raw) == tweet()


def test_a_repost_is_completed_from_the_page():
    """The whole text, whose it is, and its hashtags; the original is no record of its own."""
    repost = tweet(
        text="RT @Asal: kata kata…",
        referenced_tweets=[{"type": "retweeted", "id": "1757500000000000009"}],
    )
    (post,) = read(page(repost))

    assert post.text == "kata " * 80
    assert post.repost_of == Reference("x:1757500000000000009", "x:asal")
    assert post.hashtags == ("utuh",)


def test_a_repost_whose_original_is_missing_still_names_its_author():
    """The text says ``RT @``; that much is known."""
    repost = tweet(text="RT @Hilang: kata…", referenced_tweets=[{"type": "retweeted", "id": "8"}])
    (post,) = read(page(repost))

    assert post.repost_of == Reference("x:8", "x:hilang")
    assert post.text == "RT @Hilang: kata…"


def test_replies_and_quotes_name_post_and_account():
    """One tweet may be both."""
    both = tweet(
        in_reply_to_user_id="12",
        referenced_tweets=[
            {"type": "quoted", "id": "1757500000000000009"},
            {"type": "replied_to", "id": "77"},
        ],
    )
    (post,) = read(page(both))

    assert post.quote_of == Reference("x:1757500000000000009", "x:asal")
    assert post.reply_to == Reference("x:77", "x:asal")


def test_a_flattened_row_gives_the_same_post_as_its_page():
    """``twarc2 flatten`` only moves what belongs together."""
    row = tweet(author=WARGA, __twarc=TWARC)
    (flat,), (paged,) = read(row), read(page(tweet()))

    assert (flat.id, flat.account, flat.metrics, flat.text) == (
        paged.id,
        paged.account,
        paged.metrics,
        paged.text,
    )


def test_a_page_may_hold_one_tweet_instead_of_a_list():
    """As streams and single look-ups do."""
    (post,) = read({"data": tweet(), "includes": {"users": [WARGA]}, "matching_rules": []})

    assert post.account.handle == "Warga"


def test_entities_give_links_and_media_and_where_absent_the_text_does():
    """The longest resolved address wins; the address of the post's own picture is no link."""
    entities = {
        "hashtags": [{"tag": "TPS"}],
        "mentions": [{"username": "Panitia", "id": "7"}],
        "urls": [
            {"expanded_url": "http://pendek.id/a", "unwound_url": "https://contoh.id/a"},
            {"expanded_url": "https://x.com/Warga/status/1/photo/1", "media_key": "3_1"},
        ],
    }
    media = {"media": [{"media_key": "3_1", "type": "photo", "url": "https://contoh.id/f.jpg"}]}
    (rich,) = read(
        page(tweet(entities=entities, attachments={"media_keys": ["3_1"]}), includes=media)
    )
    (bare,) = read(tweet(text="lihat https://contoh.id/a #TPS @Panitia"))

    assert rich.media == (Media("image", "https://contoh.id/f.jpg"),)
    for post in (rich, bare):
        assert [link.canonical for link in post.links] == ["https://contoh.id/a"]
        assert (post.hashtags, post.mentions) == (("TPS",), ("x:panitia",))


def test_the_least_the_api_gives_is_a_post_and_its_time_is_in_its_id():
    """By default the API returns ``id`` and ``text`` alone."""
    (post,) = read({"data": [{"id": "1757620800000000000", "text": "hai"}]})

    assert (post.text, post.account) == ("hai", None)
    assert post.created.date().isoformat() == "2024-02-14"


def test_the_versions_of_an_edited_tweet_are_one_post():
    """Each names the whole history; the first id is the post's."""
    history = ["1757600000000000001", "1757600000000000002"]
    before, after = (read(page(tweet(id=i, edit_history_tweet_ids=history)))[0] for i in history)

    assert before.id == after.id == "x:1757600000000000001"


def test_where_a_tweet_is_withheld_is_kept():
    """A post hidden in a country is still a post."""
    (post,) = read(page(tweet(withheld={"country_codes": ["ID"]})))

    assert json.loads(post.extra["withheld"]) == {"country_codes": ["ID"]}


@pytest.mark.parametrize(
    ("record", "kinds"),
    [
        ({"id": "1", "action": "delete", "created_at": "2019-09-06T17:25:54Z"}, ["deletion"]),
        ({"data": [{"start": "a", "end": "b", "tweet_count": 3}], "meta": {}}, ["count"]),
        ({"data": [WARGA, ASAL]}, ["account", "account"]),
        (
            {"errors": [{"title": "Not Found", "type": "t", "detail": "d"}], "meta": {}},
            ["error"],
        ),
        ({"meta": {"result_count": 0}}, []),
    ],
)
def test_what_is_no_tweet_is_counted_apart(record, kinds):
    """Deletions, counts, users and errors are recognised as the API's, and are no posts."""
    assert x_v2.recognises(record)
    assert [(other.line, other.kind) for other in read(record)] == [(4, kind) for kind in kinds]


@pytest.mark.parametrize(
    ("row", "named"),
    [
        (
            {"id": "1757200000000000001", "created_at": "2024-02-14T02:00:00Z"},
            ("x:1757200000000000001",) * 2,
        ),
        ({"id": "1482680858", "created_at": "2013-06-04T16:25:04Z"}, ("", "x:1482680858")),
        ({"id": "1482680858", "created_at": "2009-04-09T01:00:00Z"}, ("x:1482680858", "")),
        ({"id": "1757200000000000001", "action": "scrub_geo", "created_at": ""}, ("", "")),
    ],
)
def test_a_compliance_row_names_what_was_deleted(row, named):
    """Posts and accounts share short numbers: the time tells which; a lost place is no deletion."""
    [found] = read({"action": "delete", **row})
    assert (found.post, found.account) == named


@pytest.mark.parametrize(
    "record",
    [
        {"isi": "teks", "tautan": "https://contoh.id"},
        {"id": "1", "text": "baris tabel", "akun": "warga"},
        {"data": [{"isi": "teks"}], "meta": {"halaman": 1}},
    ],
)
def test_other_peoples_json_is_not_claimed(record):
    """A table with a text and an id is a table."""
    assert not x_v2.recognises(record)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2)
    ),
    max_leaves=6,
)


@settings(max_examples=150)
@given(
    st.fixed_dictionaries(
        {},
        optional={
            name: json_values | st.just([{"id": "1", "media_keys": [{}]}])
            for name in ("data", "includes", "errors", "meta", "__twarc")
        },
    )
)
def test_no_page_breaks_the_splitting(record):
    """A page with anything in its parts is split into rows; each row then speaks for itself."""
    assert all(isinstance(part, Found) for part in x_v2.split(Found(1, record, "")))


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize(
    "document",
    [
        page(tweet(), tweet(id="1757600000000000002")),
        [page(tweet()), page(tweet(id="1757600000000000002"))],
        [tweet(), tweet(id="1757600000000000002")],
        {"data": [tweet(), tweet(id="1757600000000000002")], "meta": {"result_count": 2}},
    ],
    ids=["page", "pages", "rows", "bare page"],
)
def test_a_document_is_read_however_it_was_saved(tmp_path, document, indent):
    """One page, a list of pages or of rows, on one line or printed nicely."""
    path = tmp_path / "cuitan.json"
    path.write_text(json.dumps(document, indent=indent))
    reading = read_file(path)
    assert reading.format == "x-api-v2"
    assert [post.id for post in reading] == ["x:1757600000000000001", "x:1757600000000000002"]


def test_whom_a_reply_answers_is_read_from_its_mentions_where_the_account_is_missing():
    """A client that did not ask for the account still knows its name."""
    reply = tweet(
        in_reply_to_user_id="13",
        referenced_tweets=[{"type": "replied_to", "id": "77"}],
        entities={"mentions": [{"username": "Lain", "id": "13"}]},
    )
    (post,) = read(page(reply))
    assert post.reply_to == Reference("x:77", "x:lain")
