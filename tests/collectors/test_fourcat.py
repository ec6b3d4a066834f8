"""4CAT's CSV files (columns as of 2023-2026, words our own)."""

import csv
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.collectors import fourcat
from monitor.collectors.lines import Found, guarded
from monitor.collectors.reading import read as read_file
from monitor.records import Media, Other, Post, Reference, Reject


def tweet(**changes):
    return {
        "id": "1757600000000000001",
        "thread_id": "1757600000000000000",
        "timestamp": "2024-02-14 23:59:00",
        "unix_timestamp": "1707885000",
        "link": "https://x.com/Warga/status/VHdlZXQ6MTc1",
        "subject": "",
        "body": "Saksi menunggu https://t.co/a https://t.co/b",
        "author": "Warga",
        "author_fullname": "Warga Pagi",
        "author_id": "11",
        "source": "Web",
        "language_guess": "in",
        "retweet_count": "1",
        "like_count": "3",
        "impression_count": "",
        "is_retweet": "no",
        "retweeted_user": "",
        "replied_user": "",
        "quoted_user": "",
        "hashtags": "TPS,pemilu",
        "urls": "https://contoh.id/a,b,https://contoh.id/c",
        "images": "https://contoh.id/f.jpg",
        "videos": "",
        "mentions": "Panitia",
    } | changes


def telegram(**changes):
    return {
        "id": "Kanal_Desa-12",
        "thread_id": "Kanal_Desa",
        "chat": "Kanal_Desa",
        "author": "123",
        "author_username": "Kanal_Desa",
        "author_name": "Kanal Desa",
        "author_is_bot": "no",
        "body": "Kabar TPS",
        "num_forwards": "3",
        "views": "90",
        "timestamp": "2024-02-14 23:59:00",
        "unix_timestamp": "1707885000",
        "link_url": "https://contoh.id/b",
    } | changes


def read(row):
    return guarded(fourcat.to_post, Found(2, row, ""))


def test_a_post_of_x_is_of_the_moment_that_is_sure():
    """Not of the other column; its links are those that 4CAT resolved, its address a real one."""
    post = read(tweet())

    assert (post.id, post.platform, post.source) == ("x:1757600000000000001", "x", "4cat:x")
    assert post.created == datetime(2024, 2, 14, 4, 30, tzinfo=UTC)
    assert post.url == "https://x.com/Warga/status/1757600000000000001"
    assert [link.url for link in post.links] == ["https://contoh.id/a,b", "https://contoh.id/c"]
    assert post.media == (Media("image", "https://contoh.id/f.jpg"),)
    assert (post.account.id, post.account.name) == ("x:warga", "Warga Pagi")
    assert (post.hashtags, post.mentions) == (("TPS", "pemilu"), ("x:panitia",))
    assert post.metrics.counts == {"likes": 3, "reposts": 1}
    assert "timestamp" not in post.extra
    assert "cut" not in post.extra


def test_a_moment_that_is_missing_is_not_guessed_from_the_other_column():
    """Nobody knows which zone that is in."""
    assert read(tweet(unix_timestamp="")).created is None


def test_a_long_post_of_x_may_be_cut_and_says_so():
    """4CAT kept 280 characters for years, and its file does not tell."""
    assert read(tweet(body="kata " * 56)).extra["cut"] == "maybe"


def test_a_repost_carries_the_words_of_the_original_alone():
    """``RT @name:`` is 4CAT's own writing."""
    post = read(tweet(body="RT @Asal: Saksi menunggu", is_retweet="yes", retweeted_user="Asal"))
    assert (post.text, post.repost_of) == ("Saksi menunggu", Reference("", "x:asal"))
    quoted = read(tweet(body="RT @Asal: kata mereka", is_retweet="no"))
    assert quoted.text == "RT @Asal: kata mereka"


def test_a_telegram_message_is_named_by_its_channel():
    """Its number alone is one in every channel; forwards are counted as reposts."""
    post = read(telegram())
    assert (post.id, post.url) == ("telegram:kanal_desa/12", "https://t.me/Kanal_Desa/12")
    assert post.account.id == "telegram:kanal_desa"
    assert [link.url for link in post.links] == ["https://contoh.id/b"]
    assert post.metrics.counts == {"reposts": 3, "views": 90}
    assert read(telegram(id="12")).id == "telegram:kanal_desa/12"


def test_a_chat_without_a_public_name_is_private():
    """It is counted, and nothing of it is kept."""
    assert read(telegram(chat="")) == Other(2, "private")


def test_a_row_with_nothing_in_it_is_a_reject():
    """As in every table."""
    row = {"id": "7", "thread_id": "", "body": "", "author": "", "unix_timestamp": ""}
    assert read(row).reason == "rejects.no_text_no_link"


def test_a_file_is_told_by_its_columns(tmp_path):
    """And an empty row is no record."""
    path = tmp_path / "unduhan.csv"
    with path.open("w", newline="") as file:
        rows = csv.DictWriter(file, list(tweet()))
        rows.writeheader()
        rows.writerows([tweet(), dict.fromkeys(tweet(), ""), tweet(id="8")])
    reading = read_file(path)
    assert reading.format == "4cat"
    assert [post.id for post in reading] == ["x:1757600000000000001", "x:8"]


cell = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)


@settings(max_examples=150)
@given(st.sampled_from((tweet(), telegram())), st.data())
def test_no_row_breaks_the_reading(row, data):
    """Whatever stands in a cell: a post, a reject, or counted apart."""
    row = row | data.draw(st.dictionaries(st.sampled_from(sorted(row)), cell, max_size=6))
    assert isinstance(read(row), Post | Reject | Other)
