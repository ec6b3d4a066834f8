"""Instagram items as Zeeschuimer catches them (shapes as recorded in 2024-2026, words our own)."""

import json
from datetime import UTC, datetime

import pytest

from monitor.collectors import instagram
from monitor.collectors.lines import Found
from monitor.records import Media, Other

AS_OF = datetime(2024, 2, 14, 6, tzinfo=UTC)


def item(**changes):
    return {
        "id": "3513759156025241538_4110",
        "pk": "3513759156025241538",
        "code": "DDDYVXxKS_C",
        "caption": {"text": "Antrean di TPS dua #coblosan @Panitia"},
        "taken_at": 1707885000,
        "user": {
            "pk": "4110",
            "username": "Warga.Sore",
            "full_name": "Warga Sore",
            "is_verified": True,
        },
        "like_count": 120,
        "comment_count": 8,
        "media_type": 2,
        "product_type": "clips",
        "image_versions2": {"candidates": [{"url": "https://contoh.id/1.jpg"}]},
        "video_versions": [{"url": "https://contoh.id/1.mp4"}],
        "carousel_media": None,
        "usertags": {"in": [{"user": {"username": "Saksi"}}]},
        "coauthor_producers": [],
        "is_paid_partnership": False,
        "sponsor_tags": None,
    } | changes


def to_post(record):
    return instagram.to_post(record, Found(1, record, json.dumps(record)), AS_OF)


def test_a_reel_becomes_a_post_known_by_its_shortcode():
    """The id is what stands in the address, so that hand-kept tables meet it."""
    post = to_post(item())

    assert post.id == "instagram:DDDYVXxKS_C"
    assert post.url == "https://www.instagram.com/reel/DDDYVXxKS_C/"
    assert post.text == "Antrean di TPS dua #coblosan @Panitia"
    assert post.created == datetime(2024, 2, 14, 4, 30, tzinfo=UTC)
    assert (post.account.id, post.account.native_id) == ("instagram:warga.sore", "4110")
    assert post.hashtags == ("coblosan",)
    assert post.mentions == ("instagram:panitia", "instagram:saksi")
    assert post.media == (Media("video", "https://contoh.id/1.mp4"),)
    assert post.metrics.counts == {"likes": 120, "replies": 8}
    assert not post.is_ad


def test_without_a_code_it_is_worked_out_from_the_number():
    """Both name the same post: the code is the number in base 64."""
    assert to_post(item(code=None)).id == "instagram:DDDYVXxKS_C"


@pytest.mark.parametrize("caption", [None, {"text": None}, {}])
def test_a_picture_without_a_caption_is_a_post_without_text(caption):
    """It may carry its claim in the picture."""
    assert to_post(item(caption=caption)).text == ""


@pytest.mark.parametrize("changes", [{"like_count": -1}, {"like_and_view_counts_disabled": True}])
def test_hidden_likes_are_unknown_and_not_a_number(changes):
    """Where they are hidden the count is of friends of the viewer, or -1."""
    assert to_post(item(**changes)).metrics.counts == {"replies": 8}


def test_a_carousel_keeps_every_picture_in_order():
    """Each of its parts is one medium."""
    parts = [
        {"image_versions2": {"candidates": [{"url": "https://contoh.id/a.jpg"}]}},
        {"video_versions": [{"url": "https://contoh.id/b.mp4"}]},
    ]
    post = to_post(item(carousel_media=parts, product_type="carousel_container"))

    assert post.media == (
        Media("image", "https://contoh.id/a.jpg"),
        Media("video", "https://contoh.id/b.mp4"),
    )
    assert post.url == "https://www.instagram.com/p/DDDYVXxKS_C/"


@pytest.mark.parametrize(
    "changes", [{"product_type": "ad"}, {"ad_id": "5"}, {"is_paid_partnership": True}]
)
def test_advertisements_and_paid_partnerships_are_marked(changes):
    """As the platform itself labels them."""
    assert to_post(item(**changes)).is_ad


@pytest.mark.parametrize(
    ("record", "kind"),
    [
        ({"pk": "1", "username": "warga", "full_name": "Warga"}, "account"),
        (item(product_type="live"), "live"),
    ],
)
def test_profiles_and_broadcasts_are_no_posts(record, kind):
    """They are counted apart."""
    assert to_post(record) == Other(1, kind)


def test_what_instagram_sees_in_the_picture_is_kept_beside_the_text():
    """Its description often reads the words on a picture."""
    post = to_post(item(accessibility_caption="Tulisan: TPS pindah", location={"name": "Balai"}))

    assert post.extra == {"picture": "Tulisan: TPS pindah", "place": "Balai"}
