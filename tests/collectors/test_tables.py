"""Rows of hand-kept tables become posts: which column, which id, which account, which link."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.collectors.columns import FIELDS, Columns, looks_like_table
from monitor.collectors.tables import to_post
from monitor.errors import UnknownName
from monitor.records import Account, Post, Reference, Reject, Snapshot
from monitor.words import say

PERMALINK = "https://x.com/warga/status/1757200000000000001"


def read(row, **overrides):
    return to_post(row, 2, Columns.of(row, overrides))


def test_a_row_in_indonesian_becomes_a_whole_post():
    """Every column a volunteer keeps finds its field, and the rest stays beside the post."""
    post = read(
        {
            "No": "1",
            "Tanggal": "14/02/2024",
            "Jam": "07.05",
            "Media Sosial": "X / Twitter",
            "Nama Akun": "@Warga",
            "Nama": "Warga Desa",
            "Tautan": PERMALINK + "?s=20",
            "Isi": "Kotak suara dibuka? tanya @kpu_id #TPS cek contoh https://contoh.id/a",
            "ID Post": "1757200000000000001",
            "Jumlah Suka": "1,2 rb",
            "Dibagikan": "56",
            "Komentar": "-",
            "Status": "Belum dicek",
        }
    )
    assert post.id == "x:1757200000000000001"
    assert post.account == Account("x:warga", "x", "Warga", "Warga Desa")
    assert post.created == datetime(2024, 2, 14, 0, 5, tzinfo=UTC)
    assert post.url == PERMALINK + "?s=20"
    assert post.mentions == ("x:kpu_id",)
    assert post.hashtags == ("TPS",)
    assert [link.canonical for link in post.links] == ["https://contoh.id/a"]
    assert post.metrics == Snapshot(None, {"likes": 1200, "reposts": 56})
    assert post.extra == {"No": "1", "Komentar": "-", "Status": "Belum dicek"}
    assert json.loads(post.raw)["Jumlah Suka"] == "1,2 rb"


def test_names_in_english_and_from_scrapers_are_known():
    """The export of a much-used X scraper needs no mapping at all."""
    post = read(
        {
            "id_str": "1757200000000000001",
            "full_text": "TPS sudah buka",
            "created_at": "Wed Feb 14 00:05:00 +0000 2024",
            "username": "warga",
            "user_id_str": "99",
            "favorite_count": 3,
            "retweet_count": 2,
            "tweet_url": PERMALINK,
            "in_reply_to_screen_name": "kpu_id",
            "lang": "in",
        }
    )
    assert post.id == "x:1757200000000000001"
    assert post.account == Account("x:warga", "x", "warga", native_id="99")
    assert post.metrics.counts == {"likes": 3, "reposts": 2}
    assert post.reply_to == Reference("", "x:kpu_id")
    assert post.lang == "in"


@pytest.mark.parametrize("name", ["Full Text", "full_text", "fullText", " FULL-TEXT ", "full.text"])
def test_case_spaces_and_underscores_in_a_name_do_not_matter(name):
    """Only its letters and digits count."""
    assert read({name: "halo"}).text == "halo"


def test_the_body_is_the_text_and_the_headline_stays_beside_it():
    """A text is one cell, so that a quote stands in it; without a body it is the headline."""
    both = read({"Judul": "Heboh", "Isi": "Kotak suara dibuka"})
    assert both.text == "Kotak suara dibuka"
    assert both.extra == {"Judul": "Heboh"}
    alone = read({"Judul": "Heboh", "Isi": " "})
    assert alone.text == "Heboh"
    assert alone.extra == {}


def test_a_text_is_kept_to_the_letter():
    """Spaces, NULs, direction marks, HTML and formulas are evidence; half a surrogate cannot be."""
    hostile = "  =cmd|'/C calc'!A0 <script>\x00\x1b[31m\u202e dan \ud83d "
    assert read({"isi": hostile}).text == hostile.replace("\ud83d", "\ufffd")


@pytest.mark.parametrize("cell", ["1,7572E+18", "1.7572e+18", 1.7572e18, "1757200000000000000"])
def test_a_destroyed_id_is_recovered_from_the_link(cell):
    """A spreadsheet kept 15 digits of it; the permalink has all 19."""
    assert read({"id": cell, "link": PERMALINK, "isi": "a"}).id == "x:1757200000000000001"


@pytest.mark.parametrize("link", ["", "https://contoh.id/berita"])
def test_a_destroyed_id_without_its_link_refuses_the_row_and_says_what_to_do(link):
    """A made-up id would hide that two records are one post."""
    reject = read({"id": "1,7572E+18", "link": link, "isi": "TPS sudah buka"})
    assert isinstance(reject, Reject)
    assert (reject.line, reject.reason) == (2, "rejects.id_destroyed")
    assert "1,7572E+18" in say(reject.reason, **reject.facts)
    assert "TPS sudah buka" in reject.excerpt


def test_an_id_number_in_json_keeps_its_digits():
    """JSON's whole numbers have no limit, and Python reads them so."""
    row = json.loads('{"id": 1757200000000000001, "platform": "x", "text": "a"}')
    assert read(row).id == "x:1757200000000000001"


def test_an_id_that_names_its_platform_stays_as_it_is():
    """Our own exports come back as the posts they were."""
    post = read({"id": "tiktok:73", "text": "a", "account": "tiktok:warga"})
    assert (post.id, post.platform, post.account.id) == ("tiktok:73", "tiktok", "tiktok:warga")


def test_a_missing_id_is_that_of_the_post_the_link_points_at():
    """So a row kept by hand and an export of the platform are the same post."""
    post = read({"tautan": "https://youtu.be/abcdefghijk", "judul": "Siaran"})
    assert post.id == "youtube:abcdefghijk"


def test_a_missing_id_is_made_of_the_link_whatever_its_form():
    """Tracking marks and the spelling of the host do not make another post."""
    one = read({"link": "https://www.contoh.id/a?utm_source=wa", "isi": "satu"})
    other = read({"link": "http://contoh.id/a/", "isi": "dua"})
    assert one.id == other.id
    assert one.platform == "web"


def test_two_people_with_the_same_words_or_the_same_news_stay_two_posts():
    """A copy-paste push must not melt into one post on import."""
    words = {"isi": "mohon sebarkan", "platform": "WA"}
    assert read({**words, "akun": "a"}).id != read({**words, "akun": "b"}).id
    assert read({**words, "akun": "a"}).id == read({"akun": "a", **words}).id
    news = {"link": "https://contoh.id/a"}
    assert read({**news, "akun": "a"}).id != read({**news, "akun": "b"}).id


def test_a_link_to_elsewhere_is_shared_and_not_the_address_of_the_post():
    """Two chat messages with one video are two posts that share it."""
    video = "https://www.youtube.com/watch?v=abcdefghijk"
    one = read({"platform": "WhatsApp", "isi": "tonton ini", "tautan": video})
    other = read({"platform": "WhatsApp", "isi": "lihat sebelum dihapus", "tautan": video})
    assert one.id != other.id
    assert (one.platform, one.url) == ("whatsapp", "")
    assert [link.canonical for link in one.links] == ["https://youtube.com/watch?v=abcdefghijk"]


@pytest.mark.parametrize(
    ("cell", "account"),
    [
        ("@Warga_Desa", ("x:warga_desa", "Warga_Desa", "")),
        ("Warga Desa (@warga)", ("x:warga", "warga", "Warga Desa")),
        ("https://x.com/Warga", ("x:warga", "warga", "")),
        ("Warga  Desa", ("x:warga desa", "", "Warga  Desa")),
        ({"username": "Warga", "id": 7}, ("x:warga", "Warga", "")),
    ],
)
def test_an_account_may_be_written_in_many_ways(cell, account):
    """Handles win over names, since every other source knows handles."""
    found = read({"akun": cell, "isi": "a", "platform": "x"}).account
    assert (found.id, found.handle, found.name) == account


def test_an_account_nobody_wrote_down_is_read_from_the_link():
    """The address of an X post names its author."""
    assert read({"link": PERMALINK, "isi": "a"}).account.id == "x:warga"


@pytest.mark.parametrize(
    ("cell", "reference"),
    [
        ("@Budi", Reference("", "x:budi")),
        ("budi", Reference("", "x:budi")),
        ("u_17", Reference("", "x:u_17")),
        ("1757", Reference("x:1757")),
        ("x:1757", Reference("x:1757")),
        ("https://x.com/budi/status/1757", Reference("x:1757", "x:budi")),
    ],
)
def test_reposts_are_of_a_post_or_an_account_as_the_table_has_it(cell, reference):
    """Tables keep either in the same column; its shape says which."""
    row = {"id": "1800", "akun": "u_5", "isi": "a", "platform": "x", "repost_of": cell}
    assert read(row).repost_of == reference


def test_a_repost_written_out_is_one():
    """``RT @budi:`` names whom it amplifies."""
    assert read({"isi": "RT @Budi: TPS buka", "platform": "x"}).repost_of == Reference("", "x:budi")
    assert read({"isi": "RT 05 @Budi", "platform": "x"}).repost_of is None


def test_hashtags_and_mentions_of_their_own_columns_join_those_of_the_text():
    """As lists of JSON or as words with separators; each is named once."""
    row = {"text": "halo @a #x", "mentions": ["@b", "A"], "hashtags": "#y; x", "platform": "x"}
    assert read(row).mentions == ("x:a", "x:b")
    assert read(row).hashtags == ("x", "y")


def test_what_cannot_be_understood_is_kept_as_it_was_written():
    """A date in year 0, a count in words, a platform that is none: raw beside the post."""
    row = {
        "isi": "a",
        "tanggal": "14/02/0000",
        "suka": "banyak",
        "platform": "koran",
        "tautan": "-",
    }
    post = read(row)
    assert (post.created, post.metrics, post.platform, post.url) == (None, None, "unknown", "")
    assert post.extra == {name: row[name] for name in ("tanggal", "suka", "platform", "tautan")}


def test_the_source_column_is_a_platform_only_if_it_names_one():
    """Some write Facebook there, some the name of a data set; both stay readable."""
    assert read({"isi": "a", "sumber": "Facebook"}).platform == "facebook"
    unknown = read({"isi": "a", "sumber": "relawan 3"})
    assert (unknown.platform, unknown.extra) == ("unknown", {"sumber": "relawan 3"})


def test_a_row_with_neither_text_nor_link_is_refused():
    """It says so, with the row's own words for finding it."""
    reject = read({"isi": " ", "tautan": None, "akun": "@warga"})
    assert reject.reason == "rejects.no_text_no_link"
    assert "@warga" in reject.excerpt
    assert say(reject.reason, **reject.facts)


def test_a_mapping_of_the_users_wins_over_what_names_say():
    """``--map``: any spelling of the column, any name of the field."""
    row = {"isi": "catatan tim", "Kolom A": "TPS sudah buka"}
    post = read(row, kolom_a="isi")
    assert post.text == "TPS sudah buka"
    assert post.extra == {"isi": "catatan tim"}


def test_a_mapping_to_a_field_there_is_not_names_the_nearest():
    """A slip of the finger is told at once."""
    with pytest.raises(UnknownName, match="likes"):
        Columns.of(["a"], {"a": "likez"})


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_can_be_mapped_to(field):
    """The names in the error are names that work."""
    assert Columns.of(["kolom"], {"kolom": field}).fields == {field: ("kolom",)}


def test_waktu_is_the_hour_beside_a_date_and_a_date_alone():
    """The same word names both in real tables."""
    dated = read({"isi": "a", "tanggal": "14/02/2024", "waktu": "09.30"})
    alone = read({"isi": "a", "waktu": "14/02/2024 09.30"})
    assert dated.created == alone.created == datetime(2024, 2, 14, 2, 30, tzinfo=UTC)


def test_tables_are_told_from_other_json_by_their_columns():
    """A text or a link is needed, in any of their names."""
    assert looks_like_table(["Narasi"])
    assert looks_like_table(["tautan", "x"])
    assert not looks_like_table(["data", "includes", "meta"])


CELLS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30)
NAMES = st.sampled_from(
    [
        "id",
        "isi",
        "judul",
        "link",
        "tautan",
        "akun",
        "nama",
        "tanggal",
        "jam",
        "suka",
        "platform",
        "sumber",
        "repost_of",
        "mentions",
        "x",
    ]
)


@settings(max_examples=300)
@given(st.dictionaries(NAMES, CELLS | st.lists(CELLS, max_size=2), max_size=8))
def test_no_row_is_lost_or_fails(row):
    """A row is a post with a text or a link, or a reject; what it holds is all still there."""
    found = read(row)
    if isinstance(found, Post):
        assert found.text or found.url or found.links
        assert found.id.startswith(f"{found.platform}:")
        assert len(found.id) > len(found.platform) + 1
        assert json.loads(found.raw).keys() == row.keys()
        assert read(row) == found
    else:
        assert found.reason in {"rejects.no_text_no_link", "rejects.id_destroyed"}
