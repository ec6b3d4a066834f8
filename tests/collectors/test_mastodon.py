"""Mastodon's answers (shapes as recorded in 2026, words and names our own)."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.collectors import mastodon
from monitor.collectors.lines import Found, guarded
from monitor.collectors.reading import read
from monitor.records import Link, Media, Other, Post, Reference, Reject

SITE = "https://desa.example"


def account(name="warga", host="", **changes):
    home = host or "desa.example"
    return {
        "id": "7" + str(len(name)),
        "username": name,
        "acct": f"{name}@{host}" if host else name,
        "display_name": name.title(),
        "url": f"https://{home}/@{name}",
        "uri": f"https://{home}/users/{name}",
        "note": "<p>Cerita kampung</p>",
        "followers_count": 12,
        **changes,
    }


def status(number="1091", **changes):
    author = changes.pop("account", account())
    return {
        "id": number,
        "uri": f"{author['uri']}/statuses/{number}",
        "url": f"{author['url']}/{number}",
        "created_at": "2024-02-14T05:00:00.123Z",
        "account": author,
        "content": "<p>Kotak suara dibuka di TPS 4</p>",
        "visibility": "public",
        "spoiler_text": "",
        "language": "id",
        "in_reply_to_id": None,
        "in_reply_to_account_id": None,
        "reblog": None,
        "quote": None,
        "replies_count": 1,
        "reblogs_count": 2,
        "favourites_count": 3,
        "quotes_count": 4,
        "media_attachments": [],
        "mentions": [],
        "tags": [],
        **changes,
    }


def made(record, **context):
    [found] = mastodon.with_context([record], **context)
    return mastodon.to_post(found)


def test_a_post_with_all_its_parts():
    """Every field that the platform gives is where the records have room for it."""
    record = status(
        content=(
            '<p>Cek <a href="https://contoh.id/a?utm_source=x"><span class="invisible">https://</span>'
            '<span class="ellipsis">contoh.id/a</span></a> '
            '<a href="https://desa.example/tags/Pemilu" class="mention hashtag">#<b>Pemilu</b></a>'
            '</p><p><a href="https://kota.example/@lurah" class="mention">@<b>lurah</b></a></p>'
        ),
        tags=[{"name": "pemilu", "url": "https://desa.example/tags/pemilu"}],
        mentions=[{"id": "9", "username": "lurah", "acct": "lurah@kota.example"}],
        media_attachments=[
            {"type": "image", "url": "https://desa.example/m.png", "description": "formulir C1"},
            {"type": "gifv", "url": "x", "remote_url": "https://kota.example/v.mp4"},
        ],
        card={"url": "https://contoh.id/a", "title": "Berita"},
        poll={"options": [{"title": "sah", "votes_count": 1}, {"title": "tidak sah"}]},
        sensitive=True,
        edited_at="2024-02-14T06:00:00Z",
    )
    post = made(record, site=SITE, at=datetime(2024, 2, 14, 7, tzinfo=UTC))
    assert post.id == "mastodon:1091@desa.example"
    assert post.text == "Cek contoh.id/a… #Pemilu\n\n@lurah"
    assert (post.account.id, post.account.followers) == ("mastodon:warga@desa.example", 12)
    assert post.account.description == "Cerita kampung"
    assert post.created == datetime(2024, 2, 14, 5, 0, 0, 123000, UTC)
    assert post.hashtags == ("pemilu",)
    assert post.mentions == ("mastodon:lurah@kota.example",)
    assert post.links == (Link("https://contoh.id/a?utm_source=x", "https://contoh.id/a"),)
    assert post.media == (
        Media("image", "https://desa.example/m.png"),
        Media("video", "https://kota.example/v.mp4"),
    )
    assert post.metrics.counts == {"likes": 3, "reposts": 2, "replies": 1, "quotes": 4}
    assert post.metrics.as_of == datetime(2024, 2, 14, 7, tzinfo=UTC)
    assert post.extra == {
        "sensitive": "true",
        "edited": "2024-02-14T06:00:00Z",
        "poll": "sah\ntidak sah",
        "picture": "formulir C1",
    }
    assert json.loads(post.raw) == record


def test_a_post_has_one_id_on_every_server():
    """Servers number it differently; the id is made of its home's address."""
    far = account("warga", "desa.example")
    elsewhere = status("555", account=far, uri="https://desa.example/users/warga/statuses/1091")
    assert made(elsewhere).id == made(status()).id
    assert made(elsewhere).account.id == made(status()).account.id
    newer = made(status(uri="https://desa.example/ap/users/77/statuses/1091"))
    assert newer.id == "mastodon:1091@desa.example"
    other = made(status(uri="https://ikan.example/objects/a-b?x=1#2"))
    assert other.id == "mastodon:ikan.example/objects/a-b?x=1#2"


def test_a_boost_is_a_repost_with_the_words_of_what_it_boosts():
    """Its own time and account; its counts are none, for those shown belong to the other."""
    original = status("1", account=account("lurah", "kota.example"))
    boost = status("2", reblog=original, content="", uri=f"{SITE}/users/warga/statuses/2/activity")
    post = made(boost)
    assert post.id == "mastodon:2@desa.example"
    assert post.text == "Kotak suara dibuka di TPS 4"
    assert post.repost_of == Reference("mastodon:1@kota.example", "mastodon:lurah@kota.example")
    assert post.metrics is None
    nameless = made({**boost, "uri": original["uri"]})  # some servers give boosts no address
    assert nameless.id == "mastodon:1@kota.example/boost/warga@desa.example"


def test_a_quote_counts_where_its_author_agrees():
    """Accepted: a reference, and its address is not shown twice. Else: what became of it."""
    quoted = status("3", account=account("lurah", "kota.example"))
    words = (
        '<p class="quote-inline">RE: <a href="https://kota.example/@lurah/3">x</a></p><p>Lihat</p>'
    )
    accepted = made(status(content=words, quote={"state": "accepted", "quoted_status": quoted}))
    assert accepted.quote_of == Reference("mastodon:3@kota.example", "mastodon:lurah@kota.example")
    assert accepted.text == "Lihat"
    for state in ("pending", "revoked", "rejected"):
        post = made(status(content=words, quote={"state": state, "quoted_status": quoted}))
        assert (post.quote_of, post.extra["quote"]) == (None, state)
        assert post.text == "RE: x\n\nLihat"
    bare = made(status(quote={"state": "accepted", "quoted_status_id": "3"}))
    assert bare.quote_of is None


def test_a_reply_names_what_it_answers_as_well_as_the_api_lets_it():
    """By its own id where the page holds it; else by the answering server's number."""
    parent = status("5", uri="https://kota.example/users/lurah/statuses/99")
    reply = status("6", in_reply_to_id="5", in_reply_to_account_id="75")
    [_, with_parent] = [mastodon.to_post(f) for f in mastodon.with_context([parent, reply])]
    assert with_parent.reply_to == Reference(
        "mastodon:99@kota.example", "mastodon:warga@desa.example"
    )
    assert made(reply).reply_to.post == "mastodon:5@desa.example"
    far = status("6", account=account("jauh", "x.example"), in_reply_to_id="5")
    assert made(far).reply_to is None  # who answered is not known
    assert made(far, site=SITE).reply_to == Reference("mastodon:5@desa.example")
    tagged = {**far, "tags": [{"name": "a", "url": "https://desa.example/tags/a"}]}
    assert made(tagged).reply_to.post == "mastodon:5@desa.example"


def test_a_warning_is_read_before_what_is_behind_it():
    """Who searches for a word of the warning finds the post."""
    post = made(status(spoiler_text="Berisi kekerasan"))
    assert post.text == "Berisi kekerasan\n\nKotak suara dibuka di TPS 4"
    assert post.extra["warning"] == "Berisi kekerasan"


@pytest.mark.parametrize("visibility", ["private", "direct", "limited", None, "baru"])
def test_what_is_not_public_leaves_no_word_behind(visibility):
    """A private post, or a boost of one, is counted; no reject keeps any of it either."""
    hidden = status(visibility=visibility)
    for record in (hidden, status("2", reblog=hidden)):
        found = made(record)
        assert found == Other(1, "private")
    assert made(status(visibility="unlisted")).text


@pytest.mark.parametrize(
    ("record", "kind"),
    [
        (account(), "account"),
        ({"content": "<p>a</p>", "spoiler_text": "", "created_at": "x", "account": {}}, "edit"),
        ({"id": "1", "text": "a", "spoiler_text": ""}, "source"),
        ({"error": "Record not found"}, "error"),
        ({"name": "pemilu", "history": []}, "hashtag"),
        ({"domain": "desa.example", "title": "Desa", "version": "4.5"}, "server"),
        ({k: v for k, v in status(text="a").items() if k != "content"}, "deletion"),
    ],
)
def test_what_is_no_post_is_counted_as_other(record, kind):
    """Accounts, edits, errors: counted, not rejected."""
    found = mastodon.to_post(Found(1, record, ""))
    assert (found.line, found.kind) == (1, kind)
    assert found.post == ("mastodon:1091@desa.example" if kind == "deletion" else "")


def test_answers_with_lists_are_split_and_saved_files_recognised(tmp_path):
    """A search result and a list of statuses are read by `monitor import` without being told."""
    search = {
        "accounts": [account()],
        "statuses": [status()],
        "hashtags": [{"name": "a", "history": []}],
    }
    context = {"ancestors": [status("1")], "descendants": [status("2"), "rusak"]}
    file = tmp_path / "jawaban.json"
    for answer, kinds in ((search, [Post, Other, Other]), (context, [Post, Post, Reject])):
        file.write_text(json.dumps(answer))
        assert [type(record) for record in read(file)] == kinds
    file.write_text(json.dumps([status("1"), status("2")]))
    reading = read(file)
    assert reading.format == "mastodon-api"
    assert [post.id for post in reading] == ["mastodon:1@desa.example", "mastodon:2@desa.example"]


def test_a_post_of_an_unknown_shape_is_rejected_with_its_reason():
    """No author, no address, no text: a Reject that says which."""
    for missing, key in (("uri", "uri"), ("account", "account"), ("content", "content")):
        [found] = mastodon.with_context([{**status(), missing: 0}])
        reject = guarded(mastodon.to_post, found)
        assert (reject.reason, reject.facts["key"]) == ("rejects.unmapped", key)


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
FIELDS = sorted(status(card=None, poll=None))


@given(st.dictionaries(st.sampled_from(FIELDS), ANY))
def test_any_json_gives_a_post_a_reject_or_other(changes):
    """A field of any type in any place: never a crash."""
    record = {**status(), **changes}
    assert isinstance(mastodon.recognises(record), bool)
    for found in mastodon.split(Found(1, record, json.dumps(record))):
        record = guarded(mastodon.to_post, found)
        assert isinstance(record, Post | Reject | Other)


@given(
    st.dictionaries(
        st.sampled_from(["statuses", "hashtags", "accounts", "ancestors", "descendants", "error"]),
        ANY,
    )
)
def test_any_answer_is_split(answer):
    """Lists that are none, items that are none."""
    parts = guarded(mastodon.split, Found(1, answer, json.dumps(answer)))
    for found in () if isinstance(parts, Reject) else parts:
        assert isinstance(guarded(mastodon.to_post, found), Post | Reject | Other)
