"""Telegram Desktop's exports (keys as its source writes them; chats and words our own)."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.collectors import telegram_json
from monitor.collectors.lines import Found, guarded
from monitor.collectors.links import post_id_of
from monitor.collectors.reading import read
from monitor.records import Media, Other, Post, Reference, Reject


def message(number=12, text="Kotak suara dibuka", **changes):
    return {
        "id": number,
        "type": "message",
        "date": "2024-02-14T12:00:00",
        "date_unixtime": "1707886800",
        "from": "Kanal Warga",
        "from_id": "channel1234567890",
        "text": text,
        **changes,
    }


def chat(*messages, kind="public_channel", **changes):
    return {
        "name": "Kanal Warga",
        "type": kind,
        "id": 1234567890,
        "messages": list(messages),
        **changes,
    }


def made(document):
    """Return the records of a document, as a file of it is read."""
    assert telegram_json.recognises(document)
    parts = telegram_json.split(Found(1, document, ""))
    return [guarded(telegram_json.to_post, part) for part in parts]


def test_a_message_with_all_its_parts():
    """Every field that the export gives is where the records have room for it."""
    [post] = made(
        chat(
            message(
                text=[
                    "Cek ",
                    {"type": "text_link", "text": "di sini", "href": "https://contoh.id/a"},
                    {"type": "plain", "text": " "},
                    {"type": "link", "text": "kabar.example/b"},
                    "\n",
                    {"type": "hashtag", "text": "#Pemilu"},
                    {"type": "spoiler", "text": " @lurah"},
                ],
                author="Siti",
                edited="2024-02-14T13:00:00",
                edited_unixtime="1707890400",
                reply_to_message_id=3,
                forwarded_from="Sumber",
                forwarded_from_id="channel99",
                photo="photos/photo_1.jpg",
                reactions=[
                    {"type": "emoji", "count": 3, "emoji": "👍", "recent": [{"from": "Budi"}]}
                ],
            )
        )
    )
    assert post.id == "telegram:c/1234567890/12"
    assert post.id == "telegram:" + post_id_of("https://t.me/c/1234567890/12")[1]
    assert post.text == "Cek di sini kabar.example/b\n#Pemilu @lurah"
    assert post.created == datetime(2024, 2, 14, 5, tzinfo=UTC)
    assert (post.account.id, post.account.name) == ("telegram:1234567890", "Kanal Warga")
    assert [link.url for link in post.links] == ["https://contoh.id/a", "https://kabar.example/b"]
    assert (post.hashtags, post.mentions) == (("Pemilu",), ("telegram:lurah",))
    assert post.reply_to == Reference("telegram:c/1234567890/3")
    assert post.repost_of == Reference("", "telegram:99")
    assert post.media == (Media("image", "photos/photo_1.jpg"),)
    assert post.extra == {
        "author": "Siti",
        "forwarded_from": "Sumber",
        "edited": "2024-02-14T06:00:00+00:00",
        "reactions": "👍 3",
        "spoiler": "true",
    }
    assert "Budi" not in post.raw  # who pressed an emoji is nobody's business


@pytest.mark.parametrize(
    ("given_", "media", "extra"),
    [
        (
            {"media_type": "voice_message", "file": "v.ogg"},
            Media("audio", "v.ogg"),
            {"media": "voice"},
        ),
        (
            {"media_type": "sticker", "file": "s.webp"},
            Media("image", "s.webp"),
            {"media": "sticker"},
        ),
        ({"file": "a.pdf", "mime_type": "application/pdf"}, Media("other", "a.pdf"), {}),
        ({"file": "a.mp4", "mime_type": "video/mp4"}, Media("video", "a.mp4"), {}),
        ({"photo": "(File not included. Change ...)"}, Media("image", ""), {}),
    ],
)
def test_media_are_told_by_their_kind(given_, media, extra):
    """Also those that the export left out, whose place holds a sentence."""
    [post] = made(chat(message(text="", **given_)))
    assert (post.media, dict(post.extra)) == ((media,), extra)


def test_a_poll_is_its_question_and_its_options():
    """In old exports a string, in new ones pieces."""
    answers = [{"text": "ya", "voters": 1}, {"text": [{"type": "plain", "text": "tidak"}]}]
    poll = {"question": ["Sah", "?"], "total_voters": 4, "answers": answers}
    [post] = made(chat(message(text="", poll=poll)))
    assert (post.text, post.extra) == ("Sah?", {"poll": "ya\ntidak", "voters": "4"})


def test_in_a_group_each_writes_for_themselves():
    """A public group's messages are its members', told by their numbers."""
    [post] = made(chat(message(**{"from": "Siti", "from_id": "user77"}), kind="public_supergroup"))
    assert (post.account.id, post.account.name) == ("telegram:77", "Siti")


def test_of_a_chat_that_is_not_public_nothing_is_kept():
    """One reject says its kind and how many; no name, no word, and each message is counted."""
    private = chat(message(text="rahasia"), message(13), kind="personal_chat", name="Budi")
    records = made({"chats": {"list": [private, chat(message())]}, "left_chats": {"list": []}})
    assert [type(record) for record in records] == [Reject, Other, Other, Post]
    assert records[0].facts == {"kind": "personal_chat", "count": "2"}
    assert "Budi" not in repr(records[:3])
    assert "rahasia" not in repr(records)


def test_a_chat_that_does_not_say_what_it_is_is_not_read():
    """Other programs leave the kind out; in doubt it is private."""
    nameless = chat(message(text="rahasia"))
    del nameless["type"]
    assert [type(record) for record in made(nameless)] == [Reject, Other]


def test_an_export_from_before_2021_has_local_times_and_larger_numbers():
    """The time is read as Jakarta's and said to be local; 1970 is no edit."""
    old = message(edited="1970-01-01T07:00:00", from_id=1234567890)
    del old["date_unixtime"]
    [post] = made(chat(old, id=1234567890 + 2**33))
    assert post.id == "telegram:c/1234567890/12"
    assert post.created == datetime(2024, 2, 14, 5, tzinfo=UTC)
    assert post.extra == {"local_time": "2024-02-14T12:00:00"}


def test_service_messages_and_broken_ones_are_counted():
    """A message without a number is a reject, and the rest is there."""
    records = made(chat({"type": "service", "id": 1}, {"type": "message"}, 7, message()))
    assert [type(record) for record in records] == [Other, Reject, Reject, Post]


@pytest.mark.parametrize("indent", [None, 1])
def test_a_file_is_told_by_its_content(tmp_path, indent):
    """One chat or all of an account, pretty as Telegram writes it or on one line."""
    path = tmp_path / "result.json"
    for document in (chat(message()), {"about": "…", "chats": {"list": [chat(message())]}}):
        path.write_text(json.dumps(document, indent=indent), encoding="utf-8")
        reading = read(path)
        assert reading.format == "telegram-json"
        assert [type(record) for record in reading] == [Post]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    *("id", "type", "text", "date", "date_unixtime", "from_id", "poll", "answers"),
                    *("question", "reactions", "photo", "file", "forwarded_from_id", "href"),
                ]
            ),
            inner,
            max_size=8,
        )
    ),
    max_leaves=20,
)


@given(JSON, st.sampled_from(["public_channel", "public_supergroup", "personal_chat", 7]))
def test_any_message_gives_a_record(item, kind):
    """Whatever stands among the messages is a post, a reject or no post, and never a crash."""
    for whole in (item, {"type": "message", "id": 5, **(item if isinstance(item, dict) else {})}):
        document = chat(message(), whole, kind=kind)
        for record in made(document):
            assert isinstance(record, Post | Reject | Other)
