"""What a row holds, and that its offsets hold in the masked text."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from monitor.collectors.links import as_links
from monitor.corpora.elections import election
from monitor.exports import Stamp, post_rows, queue_rows
from monitor.exports.layout import COLUMNS, cells
from monitor.privacy import BLOT, Mask
from monitor.records import Account, Claim, Post, QueueRow, Reason

MASK = Mask(b"k" * 32, {"x:kpu_id"})
VOTE = datetime(2024, 11, 27, 1, tzinfo=UTC)
TEXT = "Sebarkan ke 081234567890 sekarang, kata budi1"
BUDI = Post(
    "x:1", "x", TEXT, Account("x:budi1", "x", "budi1"), VOTE, "https://x.com/budi1/status/1"
)


def queue_row(*reasons: Reason, seen: datetime | None = VOTE) -> QueueRow:
    return QueueRow(1, 1.0, Claim("c-1", 1, 1, ("x",), seen, seen, "x:1", TEXT), reasons)


def test_a_reason_quotes_the_masked_text_at_its_offsets():
    """Half a phone number is masked as part of the whole, and text[start:end] is what is quoted."""
    reasons = (
        Reason("gain", 1.0, TEXT[12:18], "x:1", 12, 18),
        Reason("urgency", 1.0, TEXT[:8], "x:1", 0, 8),
    )
    [row] = queue_rows([(queue_row(*reasons), {"x:1": BUDI})], MASK, Stamp())
    assert [reason["text"] for reason in row["reasons"]] == [BLOT * 6, "Sebarkan"]
    for reason in row["reasons"]:
        assert row["claim_text"][reason["start"] : reason["end"]] == reason["text"]


def test_words_of_a_post_that_is_not_given_are_covered():
    """A slice alone cannot be masked well, so it is not shown: closed, not open."""
    reason = Reason("gain", 1.0, "0812345", "x:2", 12, 19, "Nomor kontak.")
    [row] = queue_rows([(queue_row(reason), {"x:1": BUDI})], MASK, Stamp())
    assert row["reasons"][0]["text"] == BLOT * 7
    assert row["reasons"][0]["post_id"].startswith("unggahan-")


def test_a_claim_knows_its_place_in_the_calendar():
    """Voting day is day 0; without an election, or without a time, there is nothing to say."""
    for chosen, seen, phase, days in (
        ("pilkada-2024", VOTE, "pemungutan_suara", 0),
        ("pilkada-2024", None, "", None),
        (None, VOTE, "", None),
    ):
        stamp = Stamp(election=election(chosen) if chosen else None)
        [row] = queue_rows([(queue_row(seen=seen), {"x:1": BUDI})], MASK, stamp)
        assert (row["phase"], row["days_to_vote"]) == (phase, days)
        assert row["election_id"] == (chosen or "")


def test_a_link_to_an_author_elsewhere_does_not_name_them():
    """The same handle on a site of its own leads to the person as well as the profile does."""
    links = as_links(["https://halaman.example/budi1/foto", "https://koran.example/berita"])
    [row] = post_rows([("c-1", replace(BUDI, links=links))], MASK, Stamp())
    assert row["links"] == [
        f"https://halaman.example/{BLOT * 5}/foto",
        "https://koran.example/berita",
    ]


def test_a_link_hides_whom_the_post_mentions_as_its_text_does():
    """A page of somebody else, on a host we do not know: covered in the text, and beside it."""
    url = "https://halaman.example/dewi_k/foto"
    post = replace(BUDI, text=f"Lihat {url}", links=as_links([url]), mentions=("x:dewi_k",))
    [row] = post_rows([("c-1", post)], MASK, Stamp())
    assert row["links"] == [row["text"].removeprefix("Lihat ")]
    assert "dewi_k" not in str(row)


def test_nobody_but_people_gives_a_verdict():
    """A claim that nobody touched is new, and its verdict is empty."""
    [row] = queue_rows([(queue_row(), {"x:1": BUDI})], MASK, Stamp())
    assert (row["state"], row["verdict"], row["drawn"]) == ("masuk", "", False)
    assert row["reviews"] == []


def test_a_row_says_which_model_flagged_it():
    """A copied row can be traced to the classifier; empty where none was installed."""
    [row] = queue_rows([(queue_row(), {"x:1": BUDI})], MASK, Stamp(model="a1b2c3"))
    assert row["model_version"] == "a1b2c3"
    [row] = queue_rows([(queue_row(), {"x:1": BUDI})], MASK, Stamp())
    assert row["model_version"] == ""


def test_times_are_in_wib_and_the_end_of_time_is_no_accident():
    """A checker reads WIB; a post from the last hour of year 9999 exports like any other."""
    last = datetime.max.replace(tzinfo=UTC)
    rows = post_rows([("c-1", BUDI), ("c-1", Post("x:9", "x", created=last))], MASK, Stamp())
    first, second = rows
    assert first["created_wib"] == "2024-11-27T08:00:00+07:00"
    assert first["created_utc"] == "2024-11-27T01:00:00+00:00"
    assert second["created_wib"].startswith("9999-12-31")


def test_a_table_has_the_columns_it_promises():
    """Every row fills every column, in order, with what a cell can hold."""
    stamp = Stamp(["Lihat."])
    [post] = post_rows([("c-1", BUDI)], MASK, stamp)
    [claim] = queue_rows([(queue_row(), {})], MASK, stamp)
    assert tuple(post) == COLUMNS["posts"]
    assert tuple(claim) == COLUMNS["queue"]
    for row, kind in ((post, "posts"), (claim, "queue")):
        assert all(isinstance(cell, str | int | float | None) for cell in cells(row, kind))


def test_signs_that_act_on_a_screen_are_made_visible():
    """NUL, escapes and marks that turn a line round come out as the replacement sign."""
    post = Post("x:3", "x", "a\x00b\x1b[31m\u202ec\r\nd\re")
    [row] = post_rows([("c-1", post)], MASK, Stamp())
    assert "a\ufffdb\ufffd[31m\ufffdc\nd\ne" in cells(row, "posts")
