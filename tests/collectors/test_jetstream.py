"""Frames of Bluesky's live stream (shapes as Jetstream 1 gives them, people and words our own)."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.collectors import jetstream
from monitor.collectors.lines import Found, guarded
from monitor.collectors.reading import read
from monitor.records import Other, Post, Reference, Reject

WARGA, LURAH = "did:plc:warga", "did:plc:lurah"
NOON = datetime(2024, 2, 14, 12, tzinfo=UTC)
RECORD = {
    "$type": "app.bsky.feed.post",
    "text": "TPS 4 dibuka #pemilu",
    "createdAt": "2024-02-14T11:59:59Z",
    "langs": ["id"],
    "reply": {end: {"uri": f"at://{LURAH}/app.bsky.feed.post/3ka"} for end in ("root", "parent")},
}


def frame(collection="app.bsky.feed.post", operation="create", record=RECORD, **changes):
    commit = {"rev": "3kr", "operation": operation, "collection": collection, "rkey": "3kb"}
    if operation != "delete":
        commit |= {"record": record, "cid": "bafyrei"}
    time = int(NOON.timestamp() * 1_000_000)
    return {"did": WARGA, "time_us": time, "kind": "commit", "commit": commit, **changes}


def made(value):
    return jetstream.to_post(Found(1, value, json.dumps(value)))


def test_a_new_post_is_its_authors_whom_only_a_did_names():
    """The stream tells neither handles nor counts."""
    post = made(frame())
    assert (post.id, post.account.id) == (f"bluesky:{WARGA}/post/3kb", f"bluesky:{WARGA}")
    assert (post.text, post.hashtags, post.lang) == (RECORD["text"], ("pemilu",), "id")
    assert post.created == NOON - timedelta(seconds=1)
    assert post.reply_to == Reference(f"bluesky:{LURAH}/post/3ka", f"bluesky:{LURAH}")
    assert (post.metrics, post.source) == (None, "bluesky-jetstream")


def test_the_stream_knows_when_it_saw_a_post():
    """A time that the client made up is replaced, and kept beside."""
    post = made(frame(record={**RECORD, "createdAt": "2031-01-01T00:00:00Z"}))
    assert post.created == NOON
    assert post.extra["created"] == "2031-01-01T00:00:00Z"


def test_a_changed_post_is_the_same_post_and_says_so():
    """It keeps the time at which it was made."""
    later = frame(operation="update", time_us=int(NOON.timestamp() + 9**6) * 1_000_000)
    post = made(later)
    assert post.id == made(frame()).id
    assert post.created == made(frame()).created
    assert post.extra["edited"].startswith("2024-02-20")


def test_a_repost_points_at_its_original():
    """Whose words it does not hold."""
    record = {
        "subject": {"uri": f"at://{LURAH}/app.bsky.feed.post/3ka", "cid": "b"},
        "createdAt": "2024-02-14T12:00:00Z",
    }
    post = made(frame("app.bsky.feed.repost", record=record))
    assert post.id == f"bluesky:{WARGA}/repost/3kb"
    assert post.repost_of == Reference(f"bluesky:{LURAH}/post/3ka", f"bluesky:{LURAH}")
    assert post.text == ""


@pytest.mark.parametrize(
    ("value", "other"),
    [
        (frame(operation="delete"), Other(1, "deletion", post=f"bluesky:{WARGA}/post/3kb")),
        (
            frame("app.bsky.feed.repost", "delete"),
            Other(1, "deletion", post=f"bluesky:{WARGA}/repost/3kb"),
        ),
        (
            frame(kind="account", account={"active": False, "status": "deleted"}),
            Other(1, "deletion", account=f"bluesky:{WARGA}"),
        ),
        (frame(kind="account", account={"active": True}), Other(1, "account")),
        (frame(kind="identity"), Other(1, "identity")),
        (frame("app.bsky.feed.like", "delete"), Other(1, "like")),
        (frame("app.bsky.graph.follow"), Other(1, "follow")),
        (frame("app.bsky.actor.profile", "update"), Other(1, "account")),
        (frame("fm.example.status"), Other(1, "record")),
    ],
)
def test_what_else_happens_is_no_post(value, other):
    """A deletion says which post, or whose posts, are gone."""
    assert made(value) == other


def test_a_saved_stream_is_read_line_by_line(tmp_path):
    """A frame that comes twice is the same post twice; half a frame is none."""
    path = tmp_path / "aliran.jsonl"
    lines = [json.dumps(frame(kind="identity")), *[json.dumps(frame())] * 2, '{"did":"did:plc:w']
    path.write_text("\n".join(lines), encoding="utf-8")
    reading = read(path)
    assert reading.format == "bluesky-jetstream"
    _, first, second, cut = reading
    assert first == second
    assert cut.reason == "rejects.line_cut"


_any = (
    st.none()
    | st.integers()
    | st.text(max_size=9)
    | st.dictionaries(st.text(max_size=9), st.none())
)


@settings(max_examples=60)
@given(
    st.dictionaries(st.sampled_from([*frame()]), _any),
    st.dictionaries(st.sampled_from([*frame()["commit"]]), _any),
)
def test_anything_is_a_post_no_post_or_a_reject(changes, inside):
    """Whatever comes down the stream, nothing crashes."""
    value = frame() | changes
    if isinstance(value["commit"], dict):
        value["commit"] = value["commit"] | inside
    jetstream.recognises(value)
    found = Found(1, value, json.dumps(value))
    assert isinstance(guarded(jetstream.to_post, found), Post | Other | Reject)
