"""TikTok items as Zeeschuimer catches them (shapes as recorded in 2026, words our own)."""

import json
from datetime import UTC, datetime

import pytest

from monitor.collectors import tiktok
from monitor.collectors.lines import Found
from monitor.records import Media, Other, Reference

AS_OF = datetime(2024, 2, 14, 6, tzinfo=UTC)


def item(**changes):
    return {
        "id": "7335000000000000001",
        "desc": "TPS 4 kehabisan surat suara &amp; warga menunggu #Pilkada @Panitia.Desa https://contoh.id/a",
        "createTime": 1707885000,
        "author": {
            "id": "6800000000000000001",
            "uniqueId": "Warga.Pagi",
            "nickname": "Warga Pagi",
            "signature": "cerita kampung",
            "verified": False,
        },
        "authorStatsV2": {"followerCount": "1433"},
        "stats": {"diggCount": 3000000},
        "statsV2": {
            "diggCount": "3012345",
            "shareCount": "12",
            "commentCount": "7",
            "playCount": "90001",
            "collectCount": "4",
        },
        "challenges": [{"title": "Pilkada"}, {"title": "tps"}],
        "textExtra": [
            {"hashtagName": "Pilkada", "awemeId": ""},
            {"hashtagName": "", "userUniqueId": "Panitia.Desa", "awemeId": ""},
        ],
        "textLanguage": "id",
        "video": {"cover": "https://contoh.id/sampul.jpg"},
        "music": {"title": "suara asli"},
        "isAd": False,
    } | changes


def to_post(record):
    return tiktok.to_post(record, Found(1, record, json.dumps(record)), AS_OF)


def test_a_video_becomes_a_post_with_everything_the_platform_said():
    """Text is verbatim, counts are the exact ones, the envelope's time dates them."""
    post = to_post(item())

    assert post.id == "tiktok:7335000000000000001"
    assert post.text == item()["desc"]
    assert post.created == datetime(2024, 2, 14, 4, 30, tzinfo=UTC)
    assert post.url == "https://www.tiktok.com/@Warga.Pagi/video/7335000000000000001"
    assert (post.account.id, post.account.native_id) == ("tiktok:warga.pagi", "6800000000000000001")
    assert (post.account.name, post.account.followers) == ("Warga Pagi", 1433)
    assert post.hashtags == ("Pilkada", "tps")
    assert post.mentions == ("tiktok:panitia.desa",)
    assert [link.canonical for link in post.links] == ["https://contoh.id/a"]
    assert post.media == (Media("video", "https://contoh.id/sampul.jpg"),)
    assert post.metrics.as_of == AS_OF
    assert post.metrics.counts == {
        "likes": 3012345,
        "reposts": 12,
        "replies": 7,
        "views": 90001,
        "saves": 4,
    }
    assert post.lang == "id"
    assert not post.is_ad


def test_the_text_on_the_video_is_kept_beside_the_caption():
    """What stands on the screen may be the claim; it is no part of the caption's offsets."""
    post = to_post(item(stickersOnItem=[{"stickerText": ["SURAT SUARA", "HABIS"]}]))

    assert post.extra == {"on_screen": "SURAT SUARA\nHABIS"}
    assert post.text == item()["desc"]


def test_a_caption_kept_in_pieces_is_joined():
    """Photo posts may hold their caption in ``contents`` alone."""
    record = item(contents=[{"desc": "bagian satu"}, {"desc": "bagian dua"}])
    del record["desc"]

    assert to_post(record).text == "bagian satu bagian dua"


@pytest.mark.parametrize(
    "changes",
    [
        {"duetInfo": {"duetFromId": "99"}},
        {"stitchInfo": {"stitchFromId": 99}},
        {"textExtra": [{"awemeId": "99", "userUniqueId": "Asal"}]},
    ],
)
def test_a_duet_or_stitch_quotes_the_video_it_was_made_from(changes):
    """Who builds on whom is amplification, whichever field says it."""
    quoted = to_post(item(**changes)).quote_of

    assert quoted.post == "tiktok:99"
    assert quoted == Reference("tiktok:99", "tiktok:asal" if "textExtra" in changes else "")


@pytest.mark.parametrize(
    ("record", "kind"),
    [
        ({"id": "1", "liveRoom": {"title": "siaran"}}, "live"),
        ({"id": "1", "uniqueId": "warga", "nickname": "Warga"}, "account"),
        ({"id": "1", "isAd": True, "music": {}}, "ad"),
    ],
)
def test_what_is_no_video_is_no_post(record, kind):
    """Live rooms, user cards and empty advertisements are counted apart, not refused."""
    assert to_post(record) == Other(1, kind)


def test_an_advertisement_with_a_video_is_a_marked_post():
    """It was seen and said something, so it is kept, and says that it is an ad."""
    assert to_post(item(isAd=True)).is_ad


def test_an_item_embedded_in_a_page_names_its_author_only():
    """The older shape has the handle where the newer has an object."""
    post = to_post(item(author="warga", nickname="Warga", authorStats={"followerCount": 5}))

    assert (post.account.id, post.account.name, post.account.native_id) == (
        "tiktok:warga",
        "Warga",
        "",
    )


def test_a_video_without_an_id_is_refused_by_name():
    """The reader turns this into a Reject that says what was missing."""
    record = item()
    del record["id"]

    with pytest.raises(KeyError, match="id"):
        to_post(record)
