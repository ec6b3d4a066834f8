"""CrowdTangle: the API's JSON, and the dashboard's CSV as a table (words our own)."""

import csv
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.collectors import crowdtangle
from monitor.collectors.lines import Found, guarded
from monitor.collectors.reading import read as read_file
from monitor.records import Media, Other, Post, Reject

ACCOUNT = {"id": 5, "name": "Halaman Desa", "handle": "HalamanDesa", "platform": "Facebook",
           "platformId": "100064000000001", "subscriberCount": 15300, "verified": True,
           "accountType": "facebook_page"}  # fmt: skip


def post(**changes):
    return {
        "id": 9,
        "platformId": "100064000000001_900000000000001",
        "platform": "Facebook",
        "date": "2024-02-14 00:05:11",
        "updated": "2024-02-15 01:00:00",
        "type": "link",
        "message": "Simak #pemilu https://s.id/abc",
        "title": "Judul tautan",
        "link": "https://s.id/abc",
        "expandedLinks": [{"original": "https://s.id/abc", "expanded": "https://contoh.id/a"}],
        "postUrl": "https://www.facebook.com/100064000000001/posts/900000000000001",
        "media": [
            {"type": "photo", "url": "https://contoh.id/k.jpg", "full": "https://contoh.id/b"}
        ],
        "statistics": {
            "actual": {"likeCount": 1000, "shareCount": 90, "commentCount": 100, "loveCount": 20},
            "expected": {"likeCount": 3},
        },
        "account": ACCOUNT,
        "languageCode": "id",
    } | changes


def page(*posts):
    return {"status": 200, "result": {"posts": list(posts), "pagination": {"nextPage": "…"}}}


def read(record):
    found = Found(2, record, json.dumps(record))
    return [guarded(crowdtangle.to_post, part) for part in crowdtangle.split(found)]


def test_a_post_is_named_as_the_tables_name_it():
    """One post in both kinds of file is one post; times are UTC."""
    (found,) = read(page(post()))

    assert found.id == "facebook:900000000000001"
    assert found.text == "Simak #pemilu https://s.id/abc"
    assert found.created == datetime(2024, 2, 14, 0, 5, 11, tzinfo=UTC)
    assert (found.account.id, found.account.native_id) == (
        "facebook:halamandesa",
        "100064000000001",
    )
    assert found.account.followers == 15300
    assert [link.url for link in found.links] == ["https://contoh.id/a", "https://s.id/abc"]
    assert found.media == (Media("image", "https://contoh.id/b"),)
    assert found.metrics.as_of == datetime(2024, 2, 15, 1, tzinfo=UTC)
    assert found.metrics.counts == {"likes": 1000, "reposts": 90, "replies": 100}
    assert found.extra == {"title": "Judul tautan", "type": "link"}
    assert json.loads(found.raw) == post()


def test_a_post_without_words_says_what_its_link_or_picture_says():
    """And that these are not its own."""
    (found,) = read(post(message="", imageText="SURAT SUARA"))
    assert (found.text, found.extra["text_from"]) == ("Judul tautan", "title")
    assert found.extra["picture"] == "SURAT SUARA"
    bare = post(imageText="SURAT SUARA")
    del bare["message"], bare["title"]
    (found,) = read(bare)
    assert (found.text, found.extra["text_from"]) == ("SURAT SUARA", "picture")


def test_an_instagram_post_is_named_by_its_address():
    """Its number is another than the one in addresses; likes have another name there."""
    (found,) = read(
        post(
            platform="Instagram",
            platformId="33_44",
            postUrl="https://www.instagram.com/p/CxDesa1/",
            statistics={"actual": {"favoriteCount": 7}},
        )
    )
    assert (found.id, found.metrics.counts) == ("instagram:CxDesa1", {"likes": 7})
    (found,) = read(post(platform="Instagram", platformId="33_44", postUrl=""))
    assert found.id == "instagram:33"
    (found,) = read(post(postUrl=None))
    assert found.id == "facebook:900000000000001"


@pytest.mark.parametrize(
    ("record", "kinds"),
    [
        ({"status": 200, "result": {"accounts": [ACCOUNT]}}, ["account"]),
        ({"status": 429, "message": "rate limit", "code": 31}, ["error"]),
        (page(), []),
    ],
)
def test_what_is_no_post_is_counted_apart(record, kinds):
    """Pages of accounts, and refusals."""
    assert crowdtangle.recognises(record)
    assert read(record) == [Other(2, kind) for kind in kinds]


def test_what_has_neither_address_nor_id_is_a_reject():
    """Also an item that is no object: none is passed over."""
    rejects = read(page(post(postUrl="", platformId=""), 7))
    assert [reject.facts for reject in rejects] == [{"key": "platformId"}] * 2


def test_the_csv_of_the_dashboard_gives_the_same_posts(tmp_path):
    """A mark at its start, dates in EST and EDT, grouped numbers, N/A, a dash in the last name."""
    path = tmp_path / "unduhan.csv"
    both = {
        "Facebook Id": "100064000000001",
        "Page Name": "Halaman Desa",
        "User Name": "HalamanDesa",
    }
    address = "https://www.facebook.com/100064000000001/posts/90000000000000{}"
    rows = [
        {
            "Overperforming Score (weighted  —  Likes 1x Shares 1x )": "-1.3",
            "Comments": "100",
            "Description": "Ringkasan",
            "Final Link": "https://contoh.id/a",
            "Image Text": "teks gambar",
            "Likes": "1,000",
            "Likes at Posting": "N/A",
            "Link": "https://s.id/abc",
            "Link Text": "Judul",
            "Message": 'Simak, "resmi"',
            "Post Created": "2024-02-13 19:05:11 EST",
            "Post Created Date": "2024-02-13",
            "Post Created Time": "19:05:11",
            "Shares": "90",
            "Total Interactions": "1,234",
            "Total Views": "0",
            "Type": "Link",
            "URL": address.format(1),
        },
        {
            "Image Text": "SURAT SUARA",
            "Likes": "0",
            "Post Created": "2024-07-01 20:05:11 EDT",
            "Post Created Date": "2024-07-01",
            "Post Created Time": "20:05:11",
            "Total Views": "17",
            "Type": "Photo",
            "URL": address.format(2),
        },
    ]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.DictWriter(file, [*both, *rows[0]])
        table.writeheader()
        table.writerows(both | row for row in rows)
    reading = read_file(path)
    first, second = reading
    (saved,) = read(post())
    assert reading.format == "table-csv"
    assert (first.id, first.account.id, first.created) == (
        saved.id,
        saved.account.id,
        saved.created,
    )
    assert first.metrics.counts == {"likes": 1000, "reposts": 90, "replies": 100, "views": 0}
    assert first.text == 'Simak, "resmi"'
    assert first.extra["Image Text"] == "teks gambar"
    assert second.created == datetime(2024, 7, 2, 0, 5, 11, tzinfo=UTC)
    assert second.text == "SURAT SUARA"


def test_a_saved_answer_is_told_by_its_content(tmp_path):
    """Printed nicely, as most people save it."""
    path = tmp_path / "jawaban.json"
    path.write_text(json.dumps(page(post()), indent=2))
    reading = read_file(path)
    assert reading.format == "crowdtangle-api"
    assert [one.id for one in reading] == ["facebook:900000000000001"]


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=150)
@given(st.dictionaries(st.sampled_from([*post(), "status", "result"]), anything, max_size=5))
def test_no_answer_breaks_the_reading(changes):
    """Whatever stands in a field: a post, a reject, or counted apart."""
    for record in (post() | changes, page(post() | changes), page() | changes):
        crowdtangle.recognises(record)
        assert all(isinstance(one, Post | Reject | Other) for one in read(record))
