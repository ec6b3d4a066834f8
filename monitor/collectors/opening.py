"""What a file is, told by its first bytes and never by its name, before anybody reads on."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, NamedTuple
from zipfile import BadZipFile, ZipFile

from monitor.collectors.whatsapp import begins_chat
from monitor.errors import BadInput

__all__ = ["Kind", "Opened", "digest_of", "open_file", "readable", "unmarked_utf16"]

Kind = Literal["json", "csv", "xlsx", "markup", "parquet", "chat"]

_HEAD = 64 * 1024
_SIGNATURES = {
    b"%PDF": "input_pdf",
    b"\x1f\x8b": "input_archive",
    b"BZh91AY": "input_archive",
    b"\xfd7zXZ": "input_archive",
    b"7z\xbc\xaf": "input_archive",
    b"Rar!": "input_archive",
    b"\x28\xb5\x2f\xfd": "input_archive",
    b"\x89PNG": "input_media",
    b"\xff\xd8\xff": "input_media",
    b"GIF8": "input_media",
    b"RIFF": "input_media",
    b"OggS": "input_media",
    b"SQLite format 3\0": "input_database",
}
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # XLS; also Word, which then has no sheets
_PARQUET = b"PAR1"
_TAR_MARK = 257
_FIRST_LINE = 200
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")  # never just PK: tables begin with PKB, PKS, PKPU
_BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, whose mark it begins with
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HOLES = re.compile(rb"\0{64,}")
_JSON = re.compile(r"\{|\[(?!\d+[/.-]\d+[/.-]\d)")  # chats have their date in brackets
_MARKUP = re.compile(
    r"\s*<(?:!doctype|!--|\?xml|html|head|body|rss|feed|rdf|div|table|script|meta|article|section)\b",
    re.IGNORECASE,
)


class Opened(NamedTuple):
    """What a file turned out to be, and how its text is encoded (for JSON; else not known)."""

    kind: Kind
    encoding: str = "utf-8-sig"


@contextmanager
def readable(name: str) -> Iterator[None]:
    """Turn what the disk says into a sentence: while this lasts, an OSError is a BadInput."""
    try:
        yield
    except FileNotFoundError as problem:
        raise BadInput("input_missing", name) from problem
    except OSError as problem:
        raise BadInput("input_unreadable", name, problem=problem.strerror or problem) from problem


def digest_of(path: Path, name: str) -> str:
    """Return the SHA-256 of a whole file, in hex."""
    with readable(name), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def open_file(path: Path, name: str, *, also: Collection[Kind] = ()) -> Opened:
    """Say what a file is.

    ``also`` names the kinds that are welcome besides tables and JSON: ``markup`` (HTML, RSS,
    Atom), ``parquet``, and ``chat`` (WhatsApp's, which is private).

    Raises
    ------
    BadInput
        It is missing, unreadable, empty, no file at all, or of a kind that holds no posts.
    """
    with readable(name):
        if path.exists() and not path.is_file():
            raise BadInput("input_no_file", name)
        with path.open("rb") as file:
            head = file.read(_HEAD)
            while head and not head.strip(b"\0 \t\r\n") and (more := file.read(_HEAD)):
                head = more
        if head.startswith(_ZIP):
            return _zipped(path, name)
    if "parquet" in also and head.startswith(_PARQUET):
        return Opened("parquet")
    if head.startswith(_OLD_OFFICE):
        return Opened("xlsx")
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise BadInput("input_empty", name)
    for signature, key in _SIGNATURES.items():
        if head.startswith(signature):
            raise BadInput(key, name)
    if head[_TAR_MARK:].startswith(b"ustar"):
        raise BadInput("input_archive", name)
    return _text(head, name, also)


def _text(head: bytes, name: str, also: Collection[Kind]) -> Opened:
    encoding = _encoding(head)
    start = head.decode(encoding, errors="replace").lstrip("\ufeff\0 \t\r\n")
    text = _without_holes(head)
    if encoding == "utf-8-sig" and len(_CONTROLS.findall(text)) * 20 > len(text):
        raise BadInput("input_media" if head[4:8] == b"ftyp" else "input_binary", name)
    if _MARKUP.match(start):
        if "markup" in also:
            return Opened("markup", encoding)
        raise BadInput("input_web_page", name)
    if begins_chat(start[:_FIRST_LINE]):
        if "chat" in also:
            return Opened("chat", encoding)
        raise BadInput("input_whatsapp", name)
    return Opened("json" if _JSON.match(start) else "csv", encoding)


def unmarked_utf16(head: bytes) -> str:
    """Name the UTF-16 that bytes without a mark are in, or return an empty string.

    In Latin text nearly every other byte is zero, and hardly any between: of 😀, D83D DE00, one.

    Examples
    --------
    >>> unmarked_utf16("Halo 😀".encode("utf-16-le")), unmarked_utf16(b"Halo" + bytes(4096))
    ('utf-16-le', '')
    """
    head = _without_holes(head)
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd * 4 > len(head) and even * 4 < odd:
        return "utf-16-le"
    return "utf-16-be" if even * 4 > len(head) and odd * 4 < even else ""


def _without_holes(head: bytes) -> bytes:
    """Leave out the long rows of zeros that a power cut leaves in a file."""
    return _HOLES.sub(b"", head)


def _encoding(head: bytes) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if head.startswith(mark):
            return encoding
    return unmarked_utf16(head) or "utf-8-sig"


def _zipped(path: Path, name: str) -> Opened:
    try:
        with ZipFile(path) as archive:
            if any(inside.startswith(("xl/", "content.xml")) for inside in archive.namelist()):
                return Opened("xlsx")
    except (BadZipFile, ValueError, NotImplementedError) as problem:
        raise BadInput("input_archive", name) from problem
    raise BadInput("input_archive", name)
