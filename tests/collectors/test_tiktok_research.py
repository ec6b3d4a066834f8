"""TikTok's Research API (shapes as documented in 2023-2026, words our own)."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.collectors import tiktok_research
from monitor.collectors.lines import Found, guarded
from monitor.collectors.reading import read as read_file
from monitor.records import Media, Other, Post, Reference, Reject

OK = {"code": "ok", "message": "", "log_id": "2024"}
PROFILE = {"bio_description": "kampung", "follower_count": 3, "display_name": "Warga"}


def video(**changes):
    return {
        "video_id": 7594065677491744189,
        "username": "Warga.Desa",
        "region_code": "ID",
        "create_time": 1707885000,
        "video_description": "Ayo ke TPS #pemilu @Panitia",
        "hashtag_names": ["pemilu", "tps"],
        "like_count": 3,
        "share_count": 1,
        "comment_count": 2,
        "view_count": 90001,
        "voice_to_text": "surat suara habis",
    } | changes


def comment(**changes):
    return {
        "id": 7594065677491744200,
        "video_id": 7594065677491744189,
        "parent_comment_id": 7594065677491744189,
        "text": "setuju @Warga",
        "create_time": 1707885060,
        "like_count": 5,
        "reply_count": 1,
    } | changes


def page(name, *items, **more):
    return {"data": {name: list(items), "cursor": 100, "has_more": True}, "error": OK} | more


def read(record):
    found = Found(2, record, json.dumps(record))
    return [guarded(tiktok_research.to_post, part) for part in tiktok_research.split(found)]


def test_a_video_is_a_post_with_an_id_that_kept_its_digits():
    """Ids are JSON numbers above 2**53; what was spoken is kept beside the caption."""
    (post,) = read(page("videos", video()))

    assert post.id == "tiktok:7594065677491744189"
    assert post.text == "Ayo ke TPS #pemilu @Panitia"
    assert post.created == datetime(2024, 2, 14, 4, 30, tzinfo=UTC)
    assert post.url == "https://www.tiktok.com/@Warga.Desa/video/7594065677491744189"
    assert (post.account.id, post.hashtags) == ("tiktok:warga.desa", ("pemilu", "tps"))
    assert post.mentions == ("tiktok:panitia",)
    assert post.media == (Media("video", ""),)
    assert post.metrics.counts == {"likes": 3, "reposts": 1, "replies": 2, "views": 90001}
    assert post.extra == {"voice_to_text": "surat suara habis"}
    assert json.loads(post.raw) == video()


def test_fields_that_were_not_asked_for_are_absent_and_nothing_is_made_up():
    """The API returns the fields of the question; older answers call the id ``id``."""
    (post,) = read({"id": 7, "region_code": "ID", "video_description": "#tps"})
    assert (post.id, post.account, post.created) == ("tiktok:7", None, None)
    assert (post.hashtags, post.metrics.counts) == (("tps",), {})


def test_a_comment_answers_the_video_or_the_comment_above_it():
    """The API names nobody who wrote one."""
    first, second = read(
        page("comments", comment(), comment(id=8, parent_comment_id=7594065677491744200))
    )
    assert first.id == "tiktok:7594065677491744200"
    assert first.reply_to == Reference("tiktok:7594065677491744189")
    assert (first.account, first.mentions) == (None, ("tiktok:warga",))
    assert first.metrics.counts == {"likes": 5, "replies": 1}
    assert second.reply_to == Reference("tiktok:7594065677491744200")
    (alone,) = read(comment(parent_comment_id=None))
    assert alone.reply_to == Reference("tiktok:7594065677491744189")


@pytest.mark.parametrize(
    ("record", "kinds"),
    [
        ({"data": PROFILE, "error": OK}, ["account"]),
        ({"error": {"code": "invalid_params", "log_id": "1"}, "data": {}}, ["error"]),
        ({"query": {"and": [{"field_name": "region_code"}]}, "max_count": 100}, ["query"]),
        ({"not": [{"field_name": "video_length", "operation": "EQ"}]}, ["query"]),
        (page("videos"), []),
    ],
)
def test_what_is_no_post_is_counted_apart(record, kinds):
    """Profiles, refusals, and the questions that people save beside the answers."""
    assert tiktok_research.recognises(record)
    assert read(record) == [Other(2, kind) for kind in kinds]


@pytest.mark.parametrize(
    ("record", "key"),
    [
        (page("videos", video(video_id=None)), "video_id"),
        (page("videos", 7), "video_id"),
        (page("comments", comment(id="")), "id"),
    ],
)
def test_what_has_no_id_is_a_reject_that_says_so(record, key):
    """One broken item stops no other, and none is passed over."""
    (reject,) = read(record)
    assert (reject.reason, reject.facts) == ("rejects.unmapped", {"key": key})


@pytest.mark.parametrize(
    "record",
    [{"data": [{"isi": "teks"}], "error": None}, {"text": "a", "video_id": "1"}, {"and": ["x"]}],
)
def test_other_peoples_json_is_not_claimed(record):
    """A table with a video's id is a table."""
    assert not tiktok_research.recognises(record)


def test_a_saved_answer_is_told_by_its_content(tmp_path):
    """Printed nicely, as most people save it."""
    path = tmp_path / "jawaban.json"
    path.write_text(json.dumps(page("videos", video(), video(video_id=8)), indent=2))
    reading = read_file(path)
    assert reading.format == "tiktok-research"
    assert [post.id for post in reading] == ["tiktok:7594065677491744189", "tiktok:8"]


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
KEYS = sorted({*video(), *comment(), *PROFILE, "data", "error", "query", "and"})


@settings(max_examples=150)
@given(
    st.sampled_from((video(), comment(), {})),
    st.dictionaries(st.sampled_from(KEYS), anything, max_size=5),
    st.sampled_from(["videos", "comments"]),
)
def test_no_answer_breaks_the_reading(item, changes, name):
    """Whatever stands in a field: a post, a reject, or counted apart."""
    for record in (item | changes, page(name, item | changes), page(name) | changes):
        tiktok_research.recognises(record)
        assert all(isinstance(one, Post | Reject | Other) for one in read(record))
