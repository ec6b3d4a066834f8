"""YouTube's Data API v3 (shapes as answered in 2019-2026, words our own)."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.collectors import youtube
from monitor.collectors.lines import Found, guarded
from monitor.collectors.reading import read as read_file
from monitor.records import Media, Other, Post, Reference, Reject

CHANNEL = "UCdesadesadesadesadesa12"


def video(**changes):
    return {
        "kind": "youtube#video",
        "id": "AbCdEfGhIjK",
        "snippet": {
            "publishedAt": "2024-02-14T04:30:00Z",
            "channelId": CHANNEL,
            "channelTitle": "Kabar & Desa",
            "title": "Hitung <cepat> &amp; saksi",
            "description": "Simak #pemilu bersama @kanal.lain\nhttps://contoh.id/a?utm_source=yt",
            "thumbnails": {"default": {"url": "https://contoh.id/k.jpg"},
                           "high": {"url": "https://contoh.id/b.jpg"}},
            "tags": ["pemilu", "tps", "pemilu"],
            "defaultAudioLanguage": "id",
            "liveBroadcastContent": "none",
        },
        "statistics": {"viewCount": "90001", "likeCount": "12"},
        "status": {"privacyStatus": "public"},
    } | changes  # fmt: skip


def comment(**changes):
    snippet = {
        "videoId": "AbCdEfGhIjK",
        "channelId": CHANNEL,
        "authorDisplayName": "@WargaDesa",
        "authorChannelId": {"value": "UCwargawargawargawarga12"},
        "textDisplay": 'lihat <a href="https://contoh.id/b">contoh.id/b</a><br>&quot;benar&quot;',
        "textOriginal": 'lihat https://contoh.id/b\n"benar"',
        "likeCount": 3,
        "publishedAt": "2024-02-14T05:00:00Z",
        "updatedAt": "2024-02-14T05:00:00Z",
    } | changes
    return {"kind": "youtube#comment", "id": "UgxInduk", "snippet": snippet}


def thread(*replies, top=None, **snippet):
    made = {
        "kind": "youtube#commentThread",
        "id": "UgxInduk",
        "snippet": {"videoId": "AbCdEfGhIjK", "channelId": CHANNEL, "isPublic": True,
                    "totalReplyCount": 2, "topLevelComment": top or comment()} | snippet,
    }  # fmt: skip
    return made | ({"replies": {"comments": list(replies)}} if replies else {})


def page(kind, *items):
    return {"kind": f"youtube#{kind}ListResponse", "items": list(items), "pageInfo": {}}


def read(record):
    found = Found(4, record, json.dumps(record))
    return [guarded(youtube.to_post, part) for part in youtube.split(found)]


def test_a_video_is_a_post_with_its_title_and_description_as_they_are():
    """Nothing is unescaped that was not escaped; counts come as text and may be missing."""
    (post,) = read(page("video", video()))

    assert post.id == "youtube:AbCdEfGhIjK"
    assert post.text.startswith("Hitung <cepat> &amp; saksi\n\nSimak #pemilu")
    assert post.created == datetime(2024, 2, 14, 4, 30, tzinfo=UTC)
    assert (post.account.id, post.account.name) == (f"youtube:{CHANNEL}", "Kabar & Desa")
    assert post.url == "https://www.youtube.com/watch?v=AbCdEfGhIjK"
    assert (post.lang, post.hashtags, post.mentions) == ("id", ("pemilu",), ("youtube:kanal.lain",))
    assert [link.canonical for link in post.links] == ["https://contoh.id/a"]
    assert post.media == (Media("video", "https://contoh.id/b.jpg"),)
    assert post.metrics.counts == {"views": 90001, "likes": 12}
    assert post.extra == {"keywords": "pemilu\ntps"}
    assert json.loads(post.raw) == video()


def test_a_search_result_is_an_excerpt_and_says_so():
    """Its title is escaped as HTML, its description is not, but cut."""
    snippet = video()["snippet"] | {
        "title": "Kata &quot;saksi&quot; &amp; warga",
        "description": "apa &amp; adanya lalu ...",
        "liveBroadcastContent": "live",
    }
    found = {"kind": "youtube#searchResult", "snippet": snippet,
             "id": {"kind": "youtube#video", "videoId": "AbCdEfGhIjK"}}  # fmt: skip
    (post,) = read(page("search", found))

    assert post.text == 'Kata "saksi" & warga\n\napa &amp; adanya lalu ...'
    assert (post.extra["excerpt"], post.extra["live"]) == ("true", "live")
    assert post.metrics.counts == {}


def test_an_item_of_a_playlist_is_the_video_of_its_owner():
    """Who keeps the list, and when it was put there, are not whose it is and when it came out."""
    snippet = video()["snippet"] | {
        "channelId": "UCpenyusundaftarputar123",
        "videoOwnerChannelId": CHANNEL,
        "videoOwnerChannelTitle": "Kabar & Desa",
        "resourceId": {"kind": "youtube#video", "videoId": "AbCdEfGhIjK"},
        "publishedAt": "2024-03-01T00:00:00Z",
    }
    item = {"kind": "youtube#playlistItem", "id": "UExx", "snippet": snippet,
            "contentDetails": {"videoPublishedAt": "2024-02-14T04:30:00Z"}}  # fmt: skip
    (post,) = read(page("playlistItem", item))
    assert (post.id, post.account.id) == ("youtube:AbCdEfGhIjK", f"youtube:{CHANNEL}")
    assert post.created == datetime(2024, 2, 14, 4, 30, tzinfo=UTC)

    for title, other in (
        ("Deleted video", Other(4, "deletion", "youtube:AbCdEfGhIjK")),
        ("Private video", Other(4, "private")),
    ):
        gone = {"title": title, "description": "This video is unavailable.",
                "resourceId": {"videoId": "AbCdEfGhIjK"}}  # fmt: skip
        assert read(page("playlistItem", item | {"snippet": gone})) == [other]


def test_a_thread_is_split_into_its_comment_and_the_replies_it_shows():
    """The comment answers the video, a reply the comment; the thread tells what they leave out."""
    reply = comment(parentId="UgxInduk", textOriginal="setuju", updatedAt="2024-02-14T06:00:00Z")
    reply = reply | {"id": "UgxInduk.9abc"}
    del reply["snippet"]["videoId"]
    top, answer = read(page("commentThread", thread(reply)))

    assert top.text == 'lihat https://contoh.id/b\n"benar"'
    assert top.reply_to == Reference("youtube:AbCdEfGhIjK", f"youtube:{CHANNEL}")
    assert (top.account.id, top.account.handle) == ("youtube:UCwargawargawargawarga12", "WargaDesa")
    assert top.metrics.counts == {"likes": 3, "replies": 2}
    assert top.url == "https://www.youtube.com/watch?v=AbCdEfGhIjK&lc=UgxInduk"
    assert json.loads(top.raw) == comment()
    assert answer.reply_to == Reference("youtube:UgxInduk")
    assert answer.url.endswith("AbCdEfGhIjK&lc=UgxInduk.9abc")
    assert answer.extra == {"edited": "2024-02-14T06:00:00Z"}


def test_where_the_typed_words_are_missing_those_shown_are_read():
    """HTML becomes what its reader sees; an old name with spaces is a name, not a handle."""
    old = comment(authorDisplayName="Warga Desa")
    del old["snippet"]["textOriginal"], old["snippet"]["authorChannelId"]["value"]
    (post,) = read(old)
    assert post.text == 'lihat contoh.id/b\n"benar"'
    assert post.account is None
    (post,) = read(comment(authorDisplayName="Warga Desa"))
    assert (post.account.handle, post.account.name) == ("", "Warga Desa")
    (post,) = read(comment(authorChannelId=None))
    assert post.account.id == "youtube:wargadesa"


@pytest.mark.parametrize(
    ("record", "kinds"),
    [
        (page("channel", {"kind": "youtube#channel", "id": CHANNEL, "snippet": {}}), ["account"]),
        (page("search", {"kind": "youtube#searchResult", "id": {"kind": "youtube#channel"}}),
         ["account"]),
        (page("search", {"kind": "youtube#searchResult", "id": {"kind": "youtube#playlist"}}),
         ["playlist"]),
        (page("video", video(status={"privacyStatus": "private"})), ["private"]),
        (comment(moderationStatus="heldForReview"), ["private"]),
        (page("commentThread", thread(isPublic=False)), ["private"]),
        ({"error": {"code": 403, "message": "no", "errors": [{"reason": "quotaExceeded"}]}},
         ["error"]),
        (page("video"), []),
    ],
)  # fmt: skip
def test_what_is_no_post_is_counted_apart(record, kinds):
    """Channels, playlists, errors, and what the public may not see."""
    assert youtube.recognises(record)
    assert read(record) == [Other(4, kind) for kind in kinds]


@pytest.mark.parametrize(
    ("record", "key"),
    [
        (page("video", video(snippet=None)), "snippet"),
        (page("video", video(id="")), "videoId"),
        (page("video", video(snippet={"description": "tanpa judul"})), "title"),
        (comment() | {"id": ""}, "id"),
        (page("video", {"id": "AbCdEfGhIjK"}), "kind"),
        (page("video", 7), "kind"),
    ],
)
def test_what_should_be_a_post_and_is_not_is_a_reject_that_names_what_is_missing(record, key):
    """One broken item stops no other."""
    (reject,) = read(record)
    assert (reject.reason, reject.facts) == ("rejects.unmapped", {"key": key})


@pytest.mark.parametrize("indent", [None, 2])
def test_a_saved_answer_is_told_by_its_content(tmp_path, indent):
    """On one line or printed nicely, whatever the file is called."""
    path = tmp_path / "simpanan.txt"
    path.write_text(json.dumps(page("video", video(), video(id="ZzZzZzZzZzZ")), indent=indent))
    reading = read_file(path)
    assert reading.format == "youtube-api"
    assert [post.id for post in reading] == ["youtube:AbCdEfGhIjK", "youtube:ZzZzZzZzZzZ"]


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


def spoiled(record):
    """Return strategies of a record in which any part may be anything."""
    if isinstance(record, dict):
        whole = st.fixed_dictionaries({}, optional={k: spoiled(v) for k, v in record.items()})
        return st.just(record) | whole | anything
    return st.just(record) | anything


@settings(max_examples=200)
@given(
    st.one_of(*(spoiled(item) for item in (video(), thread(comment()), comment()))),
    st.sampled_from(["video", "search", "commentThread", "comment", "playlistItem"]),
)
def test_no_answer_breaks_the_reading(item, kind):
    """Whatever stands in an answer becomes a post, a reject or is counted apart."""
    for record in (page(kind, item), item if isinstance(item, dict) else {}):
        youtube.recognises(record)
        assert all(isinstance(one, Post | Reject | Other) for one in read(record))
