"""Bluesky's answers (shapes as a server of 2026 gives them, words and names our own)."""

import json
from base64 import b32encode
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.collectors import bluesky
from monitor.collectors.lines import Found, guarded
from monitor.collectors.links import post_id_of
from monitor.collectors.reading import read
from monitor.records import Link, Media, Other, Post, Reference, Reject

WARGA, LURAH = "did:plc:warga", "did:plc:lurah"
NOON = datetime(2024, 2, 14, 12, tzinfo=UTC)
KEY = "3klet234o222b"  # of that noon, as servers make keys of times
FILE = sha256(b"formulir").digest()
CID = "b" + b32encode(b"\x01\x55\x12\x20" + FILE).decode().rstrip("=").lower()


def person(name="warga", **changes):
    return {"did": f"did:plc:{name}", "handle": f"{name}.contoh.test", "labels": [], **changes}


def view(words="Kotak suara dibuka di TPS 4", author=None, key=KEY, record=None, **changes):
    author = author or person()
    return {
        "uri": f"at://{author['did']}/app.bsky.feed.post/{key}",
        "cid": "bafyrei",
        "author": author,
        "record": {
            "$type": "app.bsky.feed.post",
            "text": words,
            "createdAt": "2024-02-14T12:00:00.123Z",
            "langs": ["id"],
            **(record or {}),
        },
        "likeCount": 3,
        "repostCount": 2,
        "replyCount": 1,
        "quoteCount": 4,
        "bookmarkCount": 5,
        "indexedAt": "2024-02-14T12:00:01.000Z",
        "labels": [],
        **changes,
    }


def facet(start, end, kind, **feature):
    index = {"byteStart": start, "byteEnd": end}
    return {"index": index, "features": [{"$type": f"app.bsky.richtext.facet#{kind}", **feature}]}


def about(words, part, kind, **feature):
    """Return the facet of a part of a text, counted in bytes as the platform counts."""
    start = words.encode().index(part.encode())
    return facet(start, start + len(part.encode()), kind, **feature)


def made(item, at=None):
    [found] = bluesky.with_context([item], at=at)
    return bluesky.to_post(found)


def answers(tmp_path, value):
    """Return what a saved answer becomes."""
    path = tmp_path / "jawaban.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    reading = read(path)
    assert reading.format == "bluesky-api"
    return list(reading)


def test_a_post_with_all_its_parts():
    """Every field that the platform gives is where the records have room for it."""
    words = "🗳️ Cek contoh.id/a… kata @lurah.contoh.test #TPS4"
    item = view(
        words,
        person(displayName="Warga", verification={"verifiedStatus": "valid"}),
        record={
            "facets": [
                about(words, "contoh.id/a…", "link", uri="https://contoh.id/a?utm_source=x"),
                about(words, "@lurah.contoh.test", "mention", did=LURAH),
                about(words, "#TPS4", "tag", tag="TPS4"),
            ],
            "tags": ["pemilu", "TPS4"],
            "langs": ["id", "jv"],
            "labels": {"values": [{"val": "graphic-media"}]},
        },
        labels=[{"val": "spam"}, {"val": "dicabut", "neg": True}],
    )
    post = made(item, at=NOON)
    assert post.id == f"bluesky:{WARGA}/post/{KEY}"
    assert post.url == f"https://bsky.app/profile/warga.contoh.test/post/{KEY}"
    assert post.text == words
    assert (post.account.id, post.account.native_id) == ("bluesky:warga.contoh.test", WARGA)
    assert (post.account.name, post.account.verified) == ("Warga", True)
    assert post.created == NOON + timedelta(milliseconds=123)
    assert post.lang == "id"
    assert post.mentions == ("bluesky:lurah.contoh.test",)
    assert post.hashtags == ("TPS4", "pemilu")
    assert post.links == (Link("https://contoh.id/a?utm_source=x", "https://contoh.id/a"),)
    counts = {"likes": 3, "reposts": 2, "replies": 1, "quotes": 4, "saves": 5}
    assert (post.metrics.as_of, post.metrics.counts) == (NOON, counts)
    assert post.extra == {"langs": "id jv", "labels": "spam graphic-media"}
    assert post.source == "bluesky-api"
    assert json.loads(post.raw) == item


@pytest.mark.parametrize(
    ("start", "end"),
    [(1, 9), (0, 2), (-5, 4), (9, 5), (0, 10**30), ("0", "4"), (True, 5), (None, 3), (0.0, 4.0)],
)
def test_byte_ranges_that_lie_are_as_if_they_were_not(start, end):
    """Outside the text, in the middle of a letter, or no numbers: the rest of the post is there."""
    good = about("🗳️ lihat #TPS4", "#TPS4", "tag", tag="TPS4")
    bad = facet(start, end, "link", uri="https://jahat.test/")
    post = made(view("🗳️ lihat #TPS4", record={"facets": [bad, good]}))
    assert (post.links, post.hashtags) == ((), ("TPS4",))


def test_a_post_without_facets_is_read_as_its_reader_sees_it():
    """Programs that post leave them out."""
    post = made(view("Lihat https://contoh.id/b #TPS4 @lurah"))
    assert [link.url for link in post.links] == ["https://contoh.id/b"]
    assert (post.hashtags, post.mentions) == (("TPS4",), ())


def test_pictures_videos_and_cards():
    """Equal files have equal hashes, which the platform tells; addresses are the server's."""
    blob = {"$type": "blob", "ref": {"$link": CID}, "mimeType": "image/png"}
    images = {"$type": "app.bsky.embed.images", "images": [{"image": blob, "alt": "formulir C1"}]}
    shown = {"images": [{"fullsize": "https://cdn.test/1", "alt": "formulir C1"}]}
    post = made(view(record={"embed": images}, embed=shown))
    [picture] = post.media
    assert picture == Media("image", "https://cdn.test/1", FILE.hex())
    assert post.extra["picture"] == "formulir C1"
    gallery = {"$type": "app.bsky.embed.gallery", "items": images["images"]}
    assert made(view(record={"embed": gallery}, embed={"items": shown["images"]})).media == (
        picture,
    )
    [bare] = made(view(record={"embed": images})).media
    assert (bare.url[:25], bare.hash) == ("https://cdn.bsky.app/img/", picture.hash)
    video = {"$type": "app.bsky.embed.video", "video": blob, "alt": "hitung suara"}
    film = made(view(record={"embed": video}, embed={"playlist": "https://video.test/1.m3u8"}))
    assert film.media == (Media("video", "https://video.test/1.m3u8", picture.hash),)
    card = {"external": {"uri": "https://contoh.id/a", "title": "Berita", "description": "isi"}}
    post = made(view(record={"embed": {"$type": "app.bsky.embed.external", **card}}))
    assert (post.links[0].url, post.extra["card"]) == ("https://contoh.id/a", "Berita")


def test_a_quote_is_a_reference_and_says_when_it_is_not_shown():
    """With pictures or without; a quote that its author detached is none any more."""
    quoted = view("asli", person("lurah"))
    record = {"$type": "app.bsky.embed.record", "record": {"uri": quoted["uri"], "cid": "b"}}
    told = {"$type": "app.bsky.embed.record#viewRecord", **quoted, "value": quoted["record"]}
    post = made(view(record={"embed": record}, embed={"record": told}))
    assert post.quote_of == Reference(f"bluesky:{LURAH}/post/{KEY}", "bluesky:lurah.contoh.test")
    for end, state in (("NotFound", "not_found"), ("Blocked", "blocked"), ("Detached", "detached")):
        gone = {"$type": f"app.bsky.embed.record#view{end}", "uri": quoted["uri"]}
        post = made(view(record={"embed": record}, embed={"record": gone}))
        assert post.extra["quote"] == state
        assert (post.quote_of is None) == (state == "detached")
        assert end == "Detached" or post.quote_of.account == f"bluesky:{LURAH}"
    both = {"media": {"images": [{"image": {"cid": CID}, "alt": "C1"}]}, "record": record}
    post = made(view(record={"embed": both}, embed={"record": {"record": told}, "media": {}}))
    assert (post.quote_of.account, len(post.media)) == ("bluesky:lurah.contoh.test", 1)
    feed = {"record": {"uri": f"at://{LURAH}/app.bsky.feed.generator/tps", "cid": "b"}}
    assert made(view(record={"embed": feed})).quote_of is None


def test_an_answer_knows_its_parent_and_its_root(tmp_path):
    """Whose they are is told by whoever else stands in the same page."""
    root, parent = view("asli", person("lurah")), view("jawab", person("panitia"))
    reply = {end: {"uri": one["uri"]} for end, one in (("root", root), ("parent", parent))}
    answer = view("setuju", record={"reply": reply})
    [post, *_] = answers(tmp_path, {"posts": [answer, parent], "hitsTotal": 2})
    assert post.reply_to == Reference(
        f"bluesky:did:plc:panitia/post/{KEY}", "bluesky:panitia.contoh.test"
    )
    assert post.extra["root"] == f"bluesky:{LURAH}/post/{KEY}"
    assert made(answer).reply_to.account == "bluesky:did:plc:panitia"


def test_a_repost_in_a_feed_is_the_reposters_own():
    """Its own id, time and account; the words of the original, and none of its counts."""
    reason = {
        "$type": "app.bsky.feed.defs#reasonRepost",
        "by": person("lurah"),
        "uri": f"at://{LURAH}/app.bsky.feed.repost/3kaaa",
        "indexedAt": "2024-02-15T01:00:00.000Z",
    }
    post = made({"post": view("asli"), "reason": reason})
    assert post.id == f"bluesky:{LURAH}/repost/3kaaa"
    assert post.repost_of == Reference(f"bluesky:{WARGA}/post/{KEY}", "bluesky:warga.contoh.test")
    assert (post.text, post.account.id) == ("asli", "bluesky:lurah.contoh.test")
    assert post.created == datetime(2024, 2, 15, 1, tzinfo=UTC)
    assert post.metrics is None
    old = {name: value for name, value in reason.items() if name != "uri"}
    nameless = made({"post": view("asli"), "reason": old})
    assert nameless.id == f"bluesky:{LURAH}/repost/{WARGA}/post/{KEY}/2024-02-15T01:00:00.000Z"
    pinned = made({"post": view(), "reason": {"$type": "app.bsky.feed.defs#reasonPin"}})
    assert pinned.repost_of is None


@pytest.mark.parametrize(
    ("claimed", "seen", "key", "created", "believed"),
    [
        ("2024-02-14T11:59:00Z", "2024-02-14T12:00:00Z", KEY, "2024-02-14T11:59", True),
        ("2024-02-14T12:05:00Z", "2024-02-14T12:00:00Z", KEY, "2024-02-14T12:05", True),
        ("2024-02-14T12:00:00", "2024-02-14T12:00:01Z", KEY, "2024-02-14T12:00", True),
        # a server that saw it days later, as its key shows
        ("2024-02-14T12:00:00Z", "2024-02-19T12:00:00Z", KEY, "2024-02-14T12:00", True),
        ("2099-01-01T00:00:00Z", "2024-02-14T12:00:00Z", KEY, "2024-02-14T12:00", False),
        ("2015-01-01T00:00:00Z", "2024-02-14T12:00:00Z", KEY, "2024-02-14T12:00", False),
        ("2023-06-01T00:00:00Z", "2024-02-14T13:00:00Z", KEY, "2024-02-14T13:00", False),
        # servers repeat what such posts claim: only the key tells
        ("2015-01-01T00:00:00Z", "2015-01-01T00:00:00Z", KEY, "2024-02-14T12:00", False),
        ("2023-06-01T00:00:00Z", "2023-06-01T00:00:00Z", KEY, "2024-02-14T12:00", False),
        ("2023-06-01T00:00:00Z", "2023-06-01T00:00:00Z", "kunci", "2023-06-01T00:00", True),
        ("kemarin", "2024-02-14T13:00:00Z", KEY, "2024-02-14T13:00", False),
        ("kemarin", None, KEY, "2024-02-14T12:00", False),
        ("2099-01-01T00:00:00Z", None, "kunci", None, False),
        (None, None, "kunci", None, True),
    ],
)
def test_the_clients_word_is_held_against_what_else_is_known(claimed, seen, key, created, believed):
    """What it said stays beside the time that was taken instead."""
    post = made(view(key=key, record={"createdAt": claimed}, indexedAt=seen))
    assert (post.created.isoformat()[:16] if post.created else None) == created
    assert post.extra.get("created", "") == ("" if believed else claimed)


def test_whoever_has_no_valid_handle_goes_by_the_did():
    """A handle that leads nowhere is nobody's."""
    post = made(view(author=person(handle="handle.invalid")))
    assert post.account.id == f"bluesky:{WARGA}"
    assert post.url == f"https://bsky.app/profile/{WARGA}/post/{KEY}"
    assert post.id == ":".join(post_id_of(post.url))


def test_who_shows_posts_to_members_only_is_counted_and_not_kept():
    """The platform's own site shows them to nobody else, reposted or not."""
    shy = person("lurah", labels=[{"val": "!no-unauthenticated"}])
    assert made(view(author=shy)) == Other(1, "private")
    assert made({"post": view(), "reason": {"by": shy, "indexedAt": ""}}) == Other(1, "private")
    taken_back = person(labels=[{"val": "!no-unauthenticated", "neg": True}])
    assert isinstance(made(view(author=taken_back)), Post)


def test_a_thread_is_its_posts_in_whatever_depth(tmp_path):
    """Those that are not shown are counted by why."""
    gone = {
        "$type": "app.bsky.feed.defs#notFoundPost",
        "uri": view(key="a")["uri"],
        "notFound": True,
    }
    hidden = {"uri": view(key="b")["uri"], "blocked": True, "author": {"did": LURAH}}
    deep = {"post": view("tiga", key="3kc"), "replies": []}
    thread = {
        "post": view("satu"),
        "parent": {"post": view("nol", key="3k0"), "parent": gone},
        "replies": [{"post": view("dua", key="3kb"), "replies": [deep, hidden]}],
    }
    found = answers(tmp_path, {"thread": thread})
    assert [one.text for one in found if isinstance(one, Post)] == ["satu", "nol", "dua", "tiga"]
    assert [one.kind for one in found if isinstance(one, Other)] == ["not_found", "blocked"]
    assert all("replies" not in json.loads(one.raw) for one in found if isinstance(one, Post))


def test_a_thread_as_a_list(tmp_path):
    """The newer shape; some of its items say why they are none."""

    def item(kind, **value):
        value = {"$type": f"app.bsky.unspecced.defs#threadItem{kind}", **value}
        return {"uri": view()["uri"], "depth": 0, "value": value}

    thread = [item("Post", post=view("satu")), item("NoUnauthenticated"), item("NotFound")]
    post, *others = answers(tmp_path, {"thread": thread})
    assert post.text == "satu"
    assert [one.kind for one in others] == ["private", "not_found"]


@pytest.mark.parametrize(
    ("answer", "kinds"),
    [
        ({"likes": [{"actor": person(), "createdAt": "", "indexedAt": ""}], "uri": "x"}, ["like"]),
        ({"repostedBy": [person(), person("lurah")]}, ["account", "account"]),
        ({"error": "InvalidRequest", "message": "Profile not found"}, ["error"]),
        (
            {"records": [{"uri": f"at://{WARGA}/app.bsky.feed.like/3k", "value": {}}]},
            ["like"],
        ),
        (
            {"records": [{"uri": f"at://{WARGA}/app.bsky.graph.list/3k", "value": {}}]},
            ["record"],
        ),
        ({"$type": "app.bsky.graph.follow", "subject": LURAH}, ["follow"]),
        (person(), ["account"]),
    ],
)
def test_what_is_no_post_is_counted_by_what_it_is(tmp_path, answer, kinds):
    """People, likes, errors and other records."""
    assert [one.kind for one in answers(tmp_path, answer)] == kinds


def test_bare_records_are_posts_where_they_have_an_address(tmp_path):
    """As listRecords gives them: a DID, no handle, no counts."""
    record = {"$type": "app.bsky.feed.post", "text": "halo", "createdAt": "2024-02-14T12:00:00Z"}
    posted = {"uri": view()["uri"], "cid": "b", "value": record}
    subject = {"uri": f"at://{LURAH}/app.bsky.feed.post/3k", "cid": "b"}
    reposted = {
        "uri": f"at://{WARGA}/app.bsky.feed.repost/3k",
        "value": {"$type": "app.bsky.feed.repost", "subject": subject, "createdAt": ""},
    }
    post, repost = answers(tmp_path, {"records": [posted, reposted]})
    assert (post.text, post.account.id, post.metrics) == ("halo", f"bluesky:{WARGA}", None)
    assert repost.repost_of == Reference(f"bluesky:{LURAH}/post/3k", f"bluesky:{LURAH}")
    [nowhere] = answers(tmp_path, record)
    assert (nowhere.reason, nowhere.facts) == ("rejects.unmapped", {"key": "uri"})


def test_a_page_with_one_broken_item_keeps_the_others(tmp_path):
    """Each of them is a Reject with its reason."""
    page = {"posts": [view(), 7, view(record={"text": None}), {"uri": "at://x/y/z", "record": {}}]}
    post, *rejects = answers(tmp_path, page)
    assert isinstance(post, Post)
    assert [one.reason for one in rejects] == ["rejects.unmapped"] * 3


def test_an_empty_page_is_known_and_holds_nothing(tmp_path):
    """A search without results is no unknown file."""
    assert answers(tmp_path, {"posts": [], "hitsTotal": 0}) == []


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"posts": [], "total": 3},
        {"feed": [{"title": "berita"}]},
        {"post": "teks", "uri": "https://contoh.id"},
        {"error": "gagal"},
        {"thread": "teks"},
        {"posts": [{"id": "1", "text": "teks"}]},
    ],
)
def test_other_json_is_not_taken_for_bluesky(other):
    """Hand-kept tables and other platforms use the same words."""
    assert not bluesky.recognises(other)


_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
_KEYS = list(view(record={"facets": 1, "embed": 1, "reply": 1, "tags": 1, "labels": 1})["record"])


@settings(max_examples=60)
@given(
    st.dictionaries(st.sampled_from([*view(), "reason", "post", "embed"]), _values),
    st.dictionaries(st.sampled_from(_KEYS), _values),
)
def test_anything_is_a_post_no_post_or_a_reject(changes, inside):
    """Whatever a server or a client sends, nothing crashes."""
    item = {**view(), **changes}
    if isinstance(item["record"], dict):
        item["record"] = {**item["record"], **inside}
    for one in (item, {"post": item}, {"posts": [item]}, {"thread": {"post": item}}):
        found = guarded(bluesky.split, Found(1, one, json.dumps(one)))
        for part in [found] if isinstance(found, Reject) else found:
            assert isinstance(guarded(bluesky.to_post, part), Post | Other | Reject)
        bluesky.recognises(one)


@given(
    st.text(max_size=30), st.lists(st.tuples(st.integers(-2, 60), st.integers(-2, 60)), max_size=4)
)
def test_any_byte_range_is_a_part_of_the_text_or_nothing(words, ranges):
    """A mention shown there is what stands there."""
    facets = [facet(start, end, "mention", did=LURAH) for start, end in ranges]
    post = made(view(words, record={"facets": facets}))
    assert set(post.mentions) <= {f"bluesky:{LURAH}"} | {
        f"bluesky:{part[1:]}"
        for start in range(len(words))
        for end in range(start, len(words) + 1)
        if (part := words[start:end]).startswith("@")
    }
