"""Account names, the list of public accounts and a team's register of campaign accounts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.corpora.handles import PLATFORMS, account_id
from monitor.corpora.public import public_accounts, public_list
from monitor.corpora.register import read_register
from monitor.errors import BadCorpus

HEADER = "account,role,candidate,evidence,url,date\n"


@pytest.mark.parametrize(
    ("written", "account"),
    [
        ("x:@Sari_Bakti", "x:sari_bakti"),
        (" TikTok: @sari.bakti ", "tiktok:sari.bakti"),
        ("https://twitter.com/Sari_Bakti/status/17?s=20", "x:sari_bakti"),
        ("mobile.twitter.com/sari_bakti", "x:sari_bakti"),
        ("https://www.tiktok.com/@Sari.Bakti", "tiktok:sari.bakti"),
        ("https://instagram.com/sari_bakti/", "instagram:sari_bakti"),
        ("https://m.facebook.com/profile.php?id=100012&ref=x", "facebook:100012"),
        ("https://www.youtube.com/@SariBakti", "youtube:saribakti"),
        ("https://www.youtube.com/channel/UCaB_9", "youtube:UCaB_9"),
        ("https://t.me/s/saribakti", "telegram:saribakti"),
        ("https://bsky.app/profile/Sari.bsky.social", "bluesky:sari.bsky.social"),
        ("https://sosial.example/@Sari", "mastodon:sari@sosial.example"),
        ("mastodon:@Sari@sosial.example", "mastodon:sari@sosial.example"),
    ],
)
def test_an_account_is_one_account_however_it_is_written(written, account):
    """Handle, @handle, profile address, post address: one id, so one line in every table."""
    assert account_id(written) == account


@pytest.mark.parametrize(
    "written",
    ["", "sari_bakti", "friendster:sari", "x:", "x:a b", "https://x.com/", "https://x.com/i/web/1",
     "https://instagram.com/p/Cx1", "https://berita.example/sari", "x:a:b", "https://[", "x:\x00 "],
)  # fmt: skip
def test_what_names_no_account_is_refused(written):
    """A bare name could be anyone's on any platform; a post's address is no profile."""
    with pytest.raises(ValueError, match=r"."):
        account_id(written)


@given(st.text(max_size=60))
def test_any_text_is_an_id_or_a_value_error(written):
    """Hostile cells never crash, and an id read again is the same id."""
    try:
        account = account_id(written)
    except ValueError:
        return
    assert account.partition(":")[0] in PLATFORMS
    assert account_id(account) == account


def test_public_accounts_are_found_by_id_and_by_bare_handle():
    """Offices, candidates, parties and media keep their names in exports."""
    public = public_accounts()

    assert {"x:kpu_id", "kpu_id", "x:prabowo", "instagram:kpu_ri", "detikcom"} <= public
    assert all(name == name.lower() and "@" not in name for name in public)
    assert {account.kind for account in public_list()} == {
        *("office", "candidate", "party", "institution", "media"),
    }


def test_commentators_are_not_public_accounts():
    """A loud private voice or an anonymous account gets a pseudonym like everybody else."""
    assert not {"partaisocmed", "msaid_didu"} & public_accounts()


def test_invented_accounts_are_marked():
    """The sample's regency is on the list, and says that it is made up."""
    marked = {a.handle for a in public_list() if a.confidence == "invented"}
    assert {"kpu_tirtamaya", "wirasekar_official", "bungaranlaras"} <= marked
    assert all("(rekaan)" in a.name for a in public_list() if a.confidence == "invented")


def test_a_register_is_read_as_a_volunteer_keeps_it(tmp_path):
    """Excel's semicolons and byte order mark, profile addresses, empty cells: all fine."""
    path = tmp_path / "register.csv"
    path.write_text(
        "\ufeffAccount;Role;candidate;evidence;url;date\n"
        "https://www.instagram.com/wirasekar/;official;wira-sekar-tirtamaya;daftar KPU;"
        "https://kpu.example/1;2024-09-24\n"
        "\n"
        "x:@Relawan_WS;;;;;\n",
        encoding="utf-8",
    )
    register = read_register(path)

    assert register["instagram:wirasekar"].date == date(2024, 9, 24)
    assert register["instagram:wirasekar"].candidate == "wira-sekar-tirtamaya"
    assert register["x:relawan_ws"].role == "unknown"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "baris 1"),
        ("akun,peran\n", "baris 1: kolomnya harus account,role"),
        (HEADER + "x:a,official,,,,\nwirasekar,official,,,,\n", "baris 3: 'wirasekar' bukan akun"),
        (HEADER + "x:a,buzzer,,,,\n", "baris 2: peran 'buzzer'.*volunteer"),
        (HEADER + "x:a,official,,,javascript:alert(1),\n", "baris 2: .*bukan tautan"),
        (HEADER + "x:a,official,,,,24/09/2024\n", "baris 2: .*2024-11-27"),
        (HEADER + "x:a,official,,,,\nX:@A,media,,,,\n", "baris 3: akun x:a sudah terdaftar"),
        (HEADER + "x:a,official,,satu, dua,,,\n", "baris 2: jumlah kolom"),
        (HEADER + '"x:a\n', "tanda kutip"),
    ],
)
def test_a_bad_line_is_named_with_its_remedy(tmp_path, text, expected):
    """She opens the file at that line and knows what to write."""
    path = tmp_path / "register.csv"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(BadCorpus, match=expected):
        read_register(path)


def test_a_register_that_is_no_text_is_one_clear_line(tmp_path):
    """An XLSX given as register is refused, not half read."""
    path = tmp_path / "register.csv"
    path.write_bytes(b"PK\x03\x04\xff\xfe")

    with pytest.raises(BadCorpus, match=r"register\.csv tidak terbaca"):
        read_register(path)
