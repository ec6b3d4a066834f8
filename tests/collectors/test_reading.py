"""Any file in, every record accounted for: posts, rejects, others, or one clear sentence."""

import gzip
import hashlib
import itertools
import json
import sqlite3
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.collectors.reading import FORMATS, read
from monitor.errors import BadInput, UnknownName
from monitor.records import Other, Post, Reject
from monitor.words import say
from tests.places import places

VIDEO = {
    "id": "1",
    "desc": "halo",
    "createTime": 1707885000,
    "author": {"uniqueId": "a"},
    "stats": {},
}
PICTURE = {"pk": "2", "code": "Cx", "taken_at": 1707885000, "caption": None}
RESULT = {"__typename": "Tweet", "rest_id": "3", "legacy": {"full_text": "hai", "user_id_str": "9"}}
TWEET = {"id": "1757600000000000001", "text": "hai", "author_id": "11"}
SHARE = {"object_id": "o", "account_id": "a", "content_id": "c", "timestamp_share": 1707885000}
ROW = {"isi": "Surat suara habis", "tautan": "https://contoh.id/a"}


def caught(item, platform):
    return {"source_platform": platform, "timestamp_collected": 1707890400000, "data": item}


def jsonl(*items):
    return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items).encode()


def saved(tmp_path, content, name="berkas"):
    path = tmp_path / name
    path.write_bytes(content)
    return path


def kinds(reading):
    return [type(record).__name__ for record in reading]


@pytest.mark.parametrize(
    ("content", "format_name"),
    [
        (jsonl(caught(VIDEO, "tiktok.com")), "zeeschuimer-tiktok"),
        (jsonl(caught(PICTURE, "instagram.com")), "zeeschuimer-instagram"),
        (jsonl(caught(RESULT, "x.com")), "zeeschuimer-x"),
        (jsonl(RESULT), "zeeschuimer-x"),
        (jsonl({"data": [TWEET], "includes": {}}), "x-api-v2"),
        (jsonl(TWEET), "x-api-v2"),
        (jsonl(SHARE), "shares"),
        (b"object_id,account_id,content_id,timestamp_share\no,a,c,1707885000\n", "shares"),
        (jsonl(ROW), "table-jsonl"),
        (json.dumps([ROW, ROW], indent=2).encode(), "table-json"),
        (b"isi;tautan\nSurat suara habis;https://contoh.id/a\n", "table-csv"),
    ],
)
def test_the_format_is_told_by_the_content(tmp_path, content, format_name):
    """The file's name says nothing: volunteers rename everything to .txt."""
    reading = read(saved(tmp_path, content, "catatan.txt"))

    assert reading.format == format_name
    assert {type(record) for record in reading} == {Post}


def test_a_workbook_is_told_by_its_content(tmp_path):
    """Even when a phone has dropped its ending."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(tmp_path / "buku")) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["isi", "akun"])
        sheet.write_row(1, 0, ["Surat suara habis", "@warga"])
    reading = read(tmp_path / "buku")

    assert reading.format == "table-xlsx"
    assert [post.text for post in reading] == ["Surat suara habis"]


@pytest.mark.parametrize(
    "document",
    [
        [ROW, ROW],
        {"data": [ROW, ROW], "halaman": {"no": 1}},
        {"data": [TWEET, TWEET], "meta": {"result_count": 2}},
        [{"data": [TWEET]}, {"data": [TWEET]}],
        [caught(VIDEO, "tiktok.com"), caught(PICTURE, "instagram.com")],
    ],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_json_documents_are_read_like_lines(tmp_path, document, indent):
    """An array of rows, rows inside an object, one page or many; on one line or pretty."""
    content = json.dumps(document, indent=indent).encode()

    assert kinds(read(saved(tmp_path, content))) == ["Post", "Post"]


def test_several_platforms_in_one_export_are_all_read(tmp_path):
    """A browser session wanders; the file is named after its first item."""
    reading = read(
        saved(tmp_path, jsonl(caught(VIDEO, "tiktok.com"), caught(RESULT, "twitter.com"), RESULT))
    )

    assert reading.format == "zeeschuimer-tiktok"
    assert [getattr(record, "platform", "-") for record in reading] == ["tiktok", "x", "-"]


def test_every_record_is_accounted_for(tmp_path):
    """Good, broken, cut, no post at all: each is one record with its line."""
    content = (
        jsonl(
            caught(VIDEO, "tiktok.com"),
            caught({"id": "9", "liveRoom": {}}, "tiktok.com"),
            caught({"desc": "tanpa nomor"}, "tiktok.com"),
            caught(
                {"id": "5", "desc": "rusak", "stickersOnItem": [{"stickerText": 4}]}, "tiktok.com"
            ),
            [1, 2],
        )
        + b'\n{"data": {"id": "8", "de'
    )
    post, live, unnamed, odd, no_object, cut = read(saved(tmp_path, content, "tiktok.ndjson"))

    assert post.id == "tiktok:1"
    assert live == Other(2, "live")
    assert (unnamed.line, unnamed.reason, unnamed.facts) == (3, "rejects.unmapped", {"key": "id"})
    assert (odd.line, odd.reason) == (4, "rejects.unexpected")
    assert (no_object.line, no_object.reason) == (5, "rejects.no_object")
    assert (cut.line, cut.reason) == (7, "rejects.line_cut")
    for reject in (unnamed, odd, no_object, cut):
        assert reject.file == "tiktok.ndjson"
        assert say(reject.reason, **reject.facts)


def test_one_bad_tweet_does_not_cost_its_page(tmp_path):
    """A page is one line; its tweets stand each for themselves."""
    page = {"data": [TWEET, {"id": "2"}, 7, TWEET], "includes": {"users": [None, 3]}}

    assert kinds(read(saved(tmp_path, jsonl(page)))) == ["Post", "Reject", "Reject", "Post"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_json_in_any_unicode_is_read(tmp_path, encoding):
    """Windows programs save UTF-16, with and without a mark."""
    row = {"isi": "Kertas suara 🗳️ habis"}
    reading = read(saved(tmp_path, (json.dumps(row, ensure_ascii=False) + "\n").encode(encoding)))

    assert [post.text for post in reading] == ["Kertas suara 🗳️ habis"]


def test_bytes_that_are_no_text_become_replacement_characters(tmp_path):
    """Half a character at a cut is shown as such, and costs nothing else."""
    (post,) = read(saved(tmp_path, b'{"isi": "ulang \xff\xf0\x9f ya"}\n'))

    assert post.text.startswith("ulang \ufffd")
    assert post.text.endswith(" ya")


def test_the_first_lines_may_be_broken(tmp_path):
    """The format is told by the first record that anybody knows."""
    reading = read(saved(tmp_path, b'{"isi": \n{}\n[]\n' + jsonl(TWEET)))

    assert reading.format == "x-api-v2"
    assert kinds(reading)[-1] == "Post"


def test_the_format_can_be_said(tmp_path):
    """Somebody knows better; a wrong guess at the name is answered with the nearest one."""
    path = saved(tmp_path, jsonl({"id": "7", "text": "baris pendek"}))

    assert [post.platform for post in read(path, format="x-api-v2")] == ["x"]
    with pytest.raises(UnknownName, match="x-api-v2"):
        read(path, format="x-api")


def test_columns_can_be_said(tmp_path):
    """Names nobody knows are mapped by hand; a field that is none is answered at once."""
    path = saved(tmp_path, b"kolom_a,kolom_b\nhalo dunia,warga\n")

    (post,) = read(path, columns={"kolom_a": "text", "kolom_b": "account"})
    assert (post.text, post.account.handle) == ("halo dunia", "warga")
    with pytest.raises(UnknownName, match="teksx"):
        read(path, columns={"kolom_a": "teksx"})


def test_a_reading_is_lazy_can_be_repeated_and_knows_its_file(tmp_path):
    """Nothing is kept in memory, and the digest is of the bytes as they are."""
    content = jsonl(*itertools.repeat(ROW, 50))
    reading = read(saved(tmp_path, content))

    assert isinstance(next(iter(reading)), Post)
    assert kinds(reading) == kinds(reading) == ["Post"] * 50
    assert reading.digest == hashlib.sha256(content).hexdigest()


def zipped(tmp_path):
    with zipfile.ZipFile(tmp_path / "arsip", "w") as archive:
        archive.writestr("unggahan.csv", "isi\nhalo")
    return (tmp_path / "arsip").read_bytes()


def database(tmp_path):
    with sqlite3.connect(tmp_path / "basis") as connection:
        connection.execute("create table t (a)")
    connection.close()
    return (tmp_path / "basis").read_bytes()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "kosong"),
        (b"\xef\xbb\xbf \n\r\n\t", "kosong"),
        (b"\0" * 100_000, "kosong"),
        (zipped, "arsip"),
        (b"PK\x03\x04 terpotong", "arsip"),
        (gzip.compress(jsonl(ROW), mtime=0), "arsip"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "gambar"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "gambar"),
        (b"\0\0\0\x20ftypisom\0\0\2\0", "gambar"),
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (database, "SQLite"),
        (b"MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff\0\0", "bukan teks"),
        (b"\x7fELF\2\1\1\0\0\0\0\0\0\0\0\0", "bukan teks"),
        (b"<!DOCTYPE html><html><body>403</body></html>", "halaman web"),
        (b'<?xml version="1.0"?><rss></rss>', "halaman web"),
        (b'{"isi": "terpotong', "satu pun"),
        (b"[1, 2, 3]", "satu pun"),
        (b"[" * 200_000, "satu pun"),
        (jsonl({"nomor": 1, "nilai": 2}), "nomor, nilai"),
    ],
)
def test_what_holds_no_posts_is_said_in_one_sentence_with_its_remedy(tmp_path, content, sentence):
    """Each kind of wrong file is named for what it is."""
    content = content if isinstance(content, bytes) else content(tmp_path)

    with pytest.raises(BadInput, match=sentence) as problem:
        read(saved(tmp_path, content, "kiriman"))
    assert str(problem.value).count("\n") == 0
    assert "kiriman" in str(problem.value)


@pytest.mark.parametrize("start", [b"PKS,isi\n1,halo\n", b"[14/02/24] Warga: halo\n"])
def test_text_that_begins_like_another_kind_of_file_is_text(tmp_path, start):
    """A party's name is no zip archive, and a date in brackets is no JSON array."""
    assert read(saved(tmp_path, start)).format == "table-csv"


def test_a_missing_file_and_a_folder_are_said_so(tmp_path):
    """Before anything is tried."""
    with pytest.raises(BadInput, match="tidak ditemukan"):
        read(tmp_path / "tiada")
    with pytest.raises(BadInput, match="folder"):
        read(tmp_path)


def test_a_file_is_called_what_the_caller_calls_it(tmp_path):
    """Standard input has a name of its own in messages and rejects."""
    path = saved(tmp_path, jsonl(ROW) + b"{")

    assert [item.file for item in read(path, name="-") if isinstance(item, Reject)] == ["-"]


def test_every_format_has_a_name_that_fits_the_command_line():
    """They are typed by people: ``--format table-csv``."""
    assert all(name == name.lower() and " " not in name for name in FORMATS)


NESTED = [
    VIDEO
    | {
        "author": {"uniqueId": "a", "id": "5"},
        "contents": [{"desc": "b", "textExtra": [{"hashtagName": "c", "awemeId": "6"}]}],
        "statsV2": {"diggCount": "7"},
        "imagePost": {"images": [{"imageURL": {"urlList": ["d"]}}]},
        "duetInfo": {"duetFromId": "8"},
        "stickersOnItem": [{"stickerText": ["e"]}],
    },
    PICTURE
    | {
        "user": {"username": "a", "pk": "5"},
        "carousel_media": [{"image_versions2": {"candidates": [{"url": "b"}]}}],
        "usertags": {"in": [{"user": {"username": "c"}}]},
    },
    RESULT
    | {
        "core": {"user_results": {"result": {"core": {"screen_name": "a"}}}},
        "note_tweet": {"note_tweet_results": {"result": {"text": "b", "entity_set": {}}}},
        "quoted_status_result": {"result": RESULT},
        "edit_control": {"edit_tweet_ids": ["3"]},
        "views": {"count": "9"},
    },
    TWEET
    | {
        "author": {"username": "a", "id": "11"},
        "referenced_tweets": [{"type": "retweeted", "id": "4", "text": "b", "author_id": "1"}],
        "entities": {"urls": [{"expanded_url": "c"}], "mentions": [{"username": "d"}]},
        "attachments": {"media": [{"type": "photo", "url": "e"}]},
        "edit_history_tweet_ids": ["1"],
    },
]
HOSTS = ["tiktok.com", "instagram.com", "x.com"]


@st.composite
def damaged(draw):
    """Take a good item and turn one value of it, however deep, into something else."""
    item = json.loads(json.dumps(draw(st.sampled_from(NESTED))))
    inside, key = draw(st.sampled_from(places(item)))
    inside[key] = draw(st.sampled_from([None, True, -1, 1e300, "", "x", [], {}, [None], {"a": []}]))
    return item


@settings(
    max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(damaged())
def test_a_record_of_an_unseen_shape_is_still_one_record(tmp_path, item):
    """Platforms change their answers without notice: a post, a reject or none, never a crash."""
    row = read(saved(tmp_path, jsonl(item)), format="x-api-v2")
    items = read(
        saved(tmp_path, jsonl(*(caught(item, host) for host in HOSTS)), "x"), format="zeeschuimer-x"
    )

    assert len(list(row)) == 1
    assert len(list(items)) == len(HOSTS)


@settings(
    max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    st.binary(max_size=200)
    | st.builds(
        bytes.__add__,
        st.sampled_from([b"{", b"[", b'{"isi": "', b"isi,akun\n", b"PK\5\6", b"\xd0\xcf\x11\xe0"]),
        st.binary(),
    )
    | st.lists(
        st.sampled_from(
            [jsonl(item) for item in (VIDEO, RESULT, TWEET, ROW, SHARE)] + [b"\n", b"{}\n"]
        )
        | st.binary(max_size=20)
    ).map(b"".join),
    st.sampled_from([None, *FORMATS]),
)
def test_no_bytes_break_the_reading(tmp_path, content, format_name):
    """Any file is a clear refusal or records, and the same records on a second reading."""
    path = saved(tmp_path, content)
    try:
        reading = read(path, format=format_name)
        first = list(reading)
    except BadInput as problem:
        assert "\n" not in str(problem)  # noqa: PT017 -- either outcome is right
        return
    assert all(isinstance(record, Post | Reject | Other) for record in first)
    assert list(reading) == first
