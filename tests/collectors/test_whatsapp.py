"""WhatsApp's exported chats (shapes of Android and iOS; people, numbers and words our own)."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.collectors import whatsapp
from monitor.collectors.lines import guarded
from monitor.collectors.reading import FORMATS, read
from monitor.errors import BadInput
from monitor.records import Other, Post, Reject

ANDROID = """\
14/02/24 07.00 - Pesan dan panggilan terenkripsi secara end-to-end. Pelajari selengkapnya
14/02/24 07.01 - Siti membuat grup "Aduan: Desa"
14/02/24 07.02 - +62 811-0000-0002: SEBARKAN!! surat suara habis
kata grup sebelah 0811-0000-0003
https://contoh.example/a?id=7
14/02/24 07.03 - Siti: <Media tidak disertakan>
14/02/24 07.04 - Siti: IMG-20240214-WA0003.jpg (file terlampir)
benar tidak kak, jam 07.00 - katanya: sah?
14/02/24 07.05 - Siti: Pesan ini dihapus
14/02/24 07.06 - Budi Santoso: @62811000000004 @\u2068Pak Lurah\u2069 @Siti cek <Pesan ini diedit>
14/02/24 07.07 - Budi Santoso: surel ke budi@contoh.example, NIK 3201012305670001
"""
IOS = """\
\ufeff[14/02/24 07.00.05] Aduan Desa: \u200ePesan dan panggilan terenkripsi secara end-to-end.
[14/02/24 07.02.10] ~ Siti: Ini video kak
\u200e[14/02/24 07.03.44] \u202a+62 811\u20110000\u20110002\u202c: \u200egambar tidak disertakan
[14/02/24 07.03.50] ~ Siti: \u200e<terlampir: 00000012-PHOTO.jpg>
[14/02/24 07.04.02] Budi: baris satu
baris dua
[14/02/24 07.04.30] Aduan Desa: \u200eBudi mengubah deskripsi grup
"""


def told(tmp_path, text, name="WhatsApp Chat dengan Siti.txt"):
    """Return every record of a chat."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return list(read(path, tipline=True))


def posts(records):
    return [record for record in records if isinstance(record, Post)]


def test_a_chat_of_an_android_phone(tmp_path):
    """Lines belong together; media, notices and deleted messages are counted, not stored."""
    records = told(tmp_path, ANDROID)
    assert [record.kind for record in records if isinstance(record, Other)] == [
        *("notice", "notice", "media", "deleted")
    ]
    first, second, third, fourth = posts(records)
    assert first.text.splitlines() == [
        *("SEBARKAN!! surat suara habis", f"kata grup sebelah {'•' * 14}"),
        "https://contoh.example/a?id=7",
    ]
    assert [link.url for link in first.links] == ["https://contoh.example/a?id=7"]
    assert first.created == datetime(2024, 2, 14, 0, 2, tzinfo=UTC)
    assert (second.text, second.extra) == (
        "benar tidak kak, jam 07.00 - katanya: sah?",
        {"attachment": "jpg"},
    )
    assert third.text == f"@{'•' * 14} @•••• @•••• cek"
    assert third.extra == {"edited": "true"}
    assert fourth.text == f"surel ke {'•' * 19}, NIK {'•' * 16}"
    assert {post.platform for post in posts(records)} == {"whatsapp"}


def test_a_chat_of_an_iphone(tmp_path):
    """Seconds, marks that nobody sees, and notices that bear the group's name."""
    records = told(tmp_path, IOS)
    assert [type(record) for record in records] == [Other, Post, Other, Other, Post, Other]
    assert [post.text for post in posts(records)] == ["Ini video kak", "baris satu\nbaris dua"]
    assert posts(records)[0].created == datetime(2024, 2, 14, 0, 2, 10, tzinfo=UTC)


def test_nothing_of_who_said_it_is_left(tmp_path):
    """Not in the post, not in the raw record, not in the id: the same words are one post."""
    records = told(tmp_path, ANDROID) + told(tmp_path, IOS)
    kept = " ".join(repr(post) + post.raw for post in posts(records))
    for secret in ("Siti", "Budi", "Santoso", "Lurah", "811", "contoh.example,", "3201"):
        assert secret not in kept, secret
    other = ANDROID.replace("Siti", "Wati").replace("+62 811-0000-0002", "Joko")
    assert [p.id for p in posts(told(tmp_path, other))] == [
        p.id for p in posts(told(tmp_path, ANDROID))
    ]
    assert all(post.account is None for post in posts(records))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("[02/13/24 19:05] ", "[02/14/24 19:05] "),
        ("13/02/24, 19:05 - ", "14/02/24, 19:05 - "),
        ("02/13/2024, 07:05 p. m. - ", "02/14/2024, 07:05 p. m. - "),
        ("2024/02/13, 19:05 - ", "2024/02/14, 19:05 - "),
        ("2/13/24, 7:05\u202fPM - ", "2/14/24, 7:05\u202fPM - "),
        ("13/02/24 pukul 19.05 - ", "14/02/24 pukul 19.05 - "),
    ],
)
def test_dates_are_read_as_the_whole_chat_writes_them(tmp_path, first, second):
    """Month first or day first is told by the dates that exist."""
    records = told(tmp_path, f"{first}Siti: satu\n{second}Siti: dua\n")
    assert [post.created for post in posts(records)] == [
        datetime(2024, 2, 13, 12, 5, tzinfo=UTC),
        datetime(2024, 2, 14, 12, 5, tzinfo=UTC),
    ]


def test_where_every_date_exists_either_way_time_must_not_run_back(tmp_path):
    """01/02, 01/03, 02/01: months first; and in doubt days first, as in Indonesia."""
    chat = "".join(f"{date}/24, 10:00 - Siti: {date}\n" for date in ("01/02", "01/03", "02/01"))
    assert [post.created.month for post in posts(told(tmp_path, chat))] == [1, 1, 2]
    [post] = posts(told(tmp_path, "01/02/24, 10:00 - Siti: satu\n"))
    assert (post.created.day, post.created.month) == (1, 2)


def test_midnight_and_noon_of_a_clock_with_halves(tmp_path):
    """12 a.m. is 0 o'clock, 12 p.m. is 12, and 00:08 a.m. is what it says."""
    chat = "".join(
        f"13/02/24, {time} - S: {time}\n" for time in ("12:05 AM", "00:08 a. m.", "12:05 PM")
    )
    assert [(post.created.hour + 7) % 24 for post in posts(told(tmp_path, chat))] == [0, 0, 12]


def test_a_date_that_does_not_exist_leaves_the_time_out(tmp_path):
    """The words are there all the same."""
    [post] = posts(told(tmp_path, "99/99/24 07.00 - Siti: satu\n"))
    assert (post.text, post.created) == ("satu", None)


def test_a_chat_is_refused_where_nobody_says_it_is_a_tip_line(tmp_path):
    """One line with the way to read it; and what is no chat is not read as one."""
    path = tmp_path / "obrolan.txt"
    for chat in (ANDROID, IOS):
        path.write_text(chat, encoding="utf-8")
        for format_ in (None, "table-csv", "whatsapp-tipline"):
            with pytest.raises(BadInput, match="--tipline"):
                read(path, format=format_)
    path.write_text("isi,tautan\nhalo,https://contoh.id/a\n", encoding="utf-8")
    with pytest.raises(BadInput, match="bukan obrolan WhatsApp"):
        read(path, tipline=True)


def test_no_record_of_another_file_is_one_of_a_chat():
    """Else a crafted file would be stored without its masks."""
    assert not FORMATS["whatsapp-tipline"].recognises({"kind": "message", "text": "0811-0000-0003"})


def test_a_message_longer_than_any_is_refused_and_the_rest_is_read(tmp_path):
    """A file without an end of message does not fill the memory, and no word of it is shown."""
    chat = "14/02/24 07.00 - Siti: " + "panjang\n" * 200_000 + "14/02/24 07.01 - Siti: dua\n"
    first, second = told(tmp_path, chat)
    assert (first.reason, first.excerpt, second.text) == ("rejects.line_too_long", "", "dua")


LINES = st.lists(
    st.sampled_from(
        [
            *(
                "14/02/24 07.00 - ",
                "[14/02/24 07.00.05] ",
                "2/13/24, 7:05\u202fPM - ",
                "\u200e",
                "Siti: ",
            ),
            *(
                "<Media tidak disertakan>",
                " (file terlampir)",
                "@\u2068",
                "\u2069",
                ":",
                "\n",
                " 0811-0000-0003, ",
            ),
        ]
    )
    | st.text(max_size=12),
    max_size=25,
)


@given(LINES)
def test_any_text_gives_records(tmp_path_factory, pieces):
    """Whatever follows the first line, every part is a record, and no number is left whole."""
    path = tmp_path_factory.mktemp("obrolan") / "chat.txt"
    text = "14/02/24 07.00 - Siti: halo\n" + "".join(pieces)
    path.write_text(text, encoding="utf-8", errors="replace")
    for found in whatsapp.messages(path, "utf-8-sig")():
        record = guarded(whatsapp.to_post, found)
        assert isinstance(record, Post | Other | Reject)
        assert "0811-0000-0003" not in json.dumps(found.value) + found.raw
