"""What holds for every suffix: nobody private in it, never half a file, nothing overwritten."""

from __future__ import annotations

import os
import string
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.errors import BadInput
from monitor.exports import EXPORTERS, Stamp, post_rows
from monitor.privacy import Mask
from monitor.records import Account, Post

FORMATS = sorted(EXPORTERS)
KINDS = ["queue", "posts"]


def content(path: Path) -> str:
    """Return all that is in a file and in the note beside it, zipped parts unpacked."""
    beside = path.with_name(f"{path.name}.README.txt")
    note = beside.read_text("utf-8-sig") if beside.exists() else ""
    if path.suffix != ".xlsx":
        return path.read_text("utf-8") + note
    with zipfile.ZipFile(path) as parts:
        return "".join(parts.read(name).decode() for name in parts.namelist())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("suffix", FORMATS)
def test_no_private_person_is_in_a_file(export, secrets, suffix, kind):
    """Handle, id, name, description, raw record, note, number: none is in the bytes."""
    written = content(export(suffix, kind))
    assert [secret for secret in secrets if secret in written] == []
    assert "akun-" in written
    assert "https://x.com/kpu_id/status/20" in written


@pytest.mark.parametrize("suffix", FORMATS)
def test_identities_are_an_explicit_choice_that_the_file_admits(export, suffix):
    """Handles and ids appear, and the file says so; the phone number is covered all the same."""
    written = content(export(suffix, "posts", identities=True))
    assert "x:budi.s" in written
    assert "BERISI IDENTITAS" in written
    assert "0812-3456" not in written


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("suffix", FORMATS)
def test_a_file_says_what_it_is_and_what_was_looked_at(export, suffix, kind):
    """Leads, not verdicts; the coverage; the version: passed on with the file."""
    written = content(export(suffix, kind))
    assert "petunjuk untuk diperiksa, bukan putusan" in written
    assert "Yang dilihat: 2 unggahan" in written
    assert "Pemilu Monitor 0." in written


@pytest.mark.parametrize("suffix", FORMATS)
def test_an_export_is_not_overwritten_unless_asked(export, suffix):
    """A checker's notes in yesterday's file survive today's export."""
    path = export(suffix)
    before = path.read_bytes()
    with pytest.raises(BadInput, match=r"sudah ada.*--overwrite"):
        export(suffix, "posts", path=path)
    assert path.read_bytes() == before
    export(suffix, "posts", path=path, overwrite=True)
    assert path.read_bytes() != before


@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
def test_the_note_beside_a_table_is_not_overwritten_either(export, tmp_path, suffix):
    """Somebody may have written in it, after moving the table away."""
    (tmp_path / f"queue.{suffix}.README.txt").write_text("catatan saya")
    with pytest.raises(BadInput, match=r"README\.txt sudah ada"):
        export(suffix)
    assert [path.name for path in tmp_path.iterdir()] == [f"queue.{suffix}.README.txt"]


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_failure_halfway_leaves_nothing_behind(export, tmp_path, suffix):
    """The file of before stays, no draft of the new one does."""
    path = export(suffix)
    before = sorted((file.name, file.read_bytes()) for file in tmp_path.iterdir())

    def broken():
        yield "c-1", Post("x:1", "x", "satu")
        raise RuntimeError("kabel tercabut")

    with pytest.raises(RuntimeError, match="kabel tercabut"):
        export(suffix, "posts", broken(), path=path, overwrite=True)
    assert sorted((file.name, file.read_bytes()) for file in tmp_path.iterdir()) == before


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_folder_that_cannot_be_written_is_one_clear_line(export, tmp_path, suffix):
    """Missing folder, a folder in the file's place, a name too long: each with its remedy."""
    with pytest.raises(BadInput, match=r"tidak bisa ditulis.*Periksa folder"):
        export(suffix, path=tmp_path / "tidak-ada" / "queue.x")
    with pytest.raises(BadInput, match="tidak bisa ditulis"):
        export(suffix, path=tmp_path, overwrite=True)
    with pytest.raises(BadInput, match="tidak bisa ditulis"):
        export(suffix, path=tmp_path / ("a" * 300))


# XlsxWriter drops its own temporary files unclosed when it cannot write the book.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.skipif(
    os.name != "posix", reason="a limit that only POSIX can set plays the full disk"
)
@pytest.mark.parametrize("suffix", FORMATS)
def test_a_full_disk_is_one_clear_line(export, tmp_path, suffix):
    """What cannot be written whole does not appear at all."""
    import gc
    import resource
    import signal

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, limits[1]))
    try:
        with pytest.raises(BadInput, match="tidak bisa ditulis"):
            export(suffix, "posts", [("c-1", Post("x:1", "x", "panjang " * 5_000))])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)
        gc.collect()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("suffix", FORMATS)
def test_rows_are_read_one_by_one(export, suffix, kind):
    """A million rows need no more memory than one: an iterator is enough, also an empty one."""
    export(suffix, kind, iter([]))


HANDLE = st.text(string.ascii_lowercase + string.digits + "_.", min_size=5, max_size=20).filter(
    lambda handle: handle[0].isalpha() and handle[-1].isalnum()
)
NIK = st.from_regex(r"3[1-6][0-9]{14}", fullmatch=True)
PHONE = st.from_regex(r"08[1-9][0-9]{8,9}", fullmatch=True)
HOSTILE = st.text(max_size=30)


@settings(max_examples=25)
@given(HANDLE, NIK, PHONE, HOSTILE)
@pytest.mark.parametrize("suffix", FORMATS)
def test_nothing_personal_survives_among_hostile_signs(suffix, handle, nik, phone, hostile):
    """Whatever stands around them: no handle, NIK, phone or e-mail is in the bytes of a file."""
    text = (
        f"{hostile} @{handle} {hostile}\n{nik}\n{phone}\n{handle}@surel.id\n"
        f"https://t.me/{handle} {hostile}"
    )
    account = Account(f"x:zz{handle}", "x", f"zz{handle}", f"Nama {handle}")
    post = Post(f"x:99{nik}", "x", text, account, url=f"https://x.com/{account.handle}/status/1")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a.{suffix}")
        stamp = Stamp()
        mask = Mask(b"k" * 32, ())
        EXPORTERS[suffix](path, "posts", post_rows([("c-1", post)], mask, stamp), stamp)
        written = content(path)
    for secret in (f"{handle}@", f"@{handle}", f"zz{handle}", f"t.me/{handle}", nik, phone):
        assert secret not in written


def test_the_key_is_in_no_export(export):
    """Neither as bytes nor spelled out."""
    key = bytes(range(32))
    for suffix in FORMATS:
        for kind in KINDS:
            written = export(suffix, kind).read_bytes()
            assert key not in written
            assert key.hex().encode() not in written


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps such rights elsewhere")
def test_an_export_is_its_users_own_until_she_shares_it(export):
    """On a shared machine nobody else reads it by default."""
    assert export("csv").stat().st_mode & 0o077 == 0
