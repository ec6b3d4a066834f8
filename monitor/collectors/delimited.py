"""CSV and its relatives as people save them: any encoding, any separator, quotes left open.

Reads a stream, holds one record at a time, and goes on after whatever cannot be read.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import BinaryIO, NamedTuple, TextIO

from monitor.collectors.columns import best_header
from monitor.collectors.opening import unmarked_utf16
from monitor.records import Reject

__all__ = ["HEAD_ROWS", "Record", "open_text", "records", "separator"]

HEAD_ROWS = 30
"""How far down a header is looked for."""
SEPARATORS = ",;\t|"
ONE_COLUMN = "\x1f"
"""Quotes hold lines together, but nothing separates cells."""
PLAIN_LINES = ""
"""No table: every line is one cell as it stands, quotes and all."""

_HEAD_BYTES = 1024 * 1024
_GUESSED_BYTES = 64 * 1024
_SAMPLE = 256 * 1024  # characters
_MOST_CHARACTERS = 16 * 1024 * 1024  # of one record
_MOST_LINES = 20_000  # of one record: a quote is open
_EXCERPT = 200
_EVEN = 0.8

_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, whose mark it begins with
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_NOT_ASCII = re.compile(r"[^\x00-\x7f\ufffd]")
# What spreadsheets in use here write besides UTF-8: Western Windows and Mac, Arabic, Chinese.
_ENCODINGS = ["cp1252", "mac_roman", "cp1256", "gb18030", "big5"]


class Record(NamedTuple):
    """The cells of one record, and the physical line it begins on."""

    line: int
    cells: list[str]
    torn: bool = False
    """It ends in a bare line feed where records end in CR LF: a cell with a break, not quoted."""


def open_text(file: BinaryIO) -> TextIO:
    """Return ``file`` as text; bytes that are no text in its encoding become U+FFFD.

    UTF-16 is told by its mark or its zeros, UTF-8 by its first megabyte, in which more characters
    must be good than bad; what is neither is guessed from 64 KiB of it.
    """
    head = file.read(_HEAD_BYTES)
    file.seek(0)
    return io.TextIOWrapper(file, _encoding(head), errors="replace", newline="")


def separator(text: TextIO, overrides: Mapping[str, str] | None) -> str:
    """Return what separates the cells, by which mark makes the best header; rewinds ``text``.

    Without a header it is the mark that cuts most rows into equally many cells, else none.
    """
    sample = text.read(_SAMPLE)
    text.seek(0)
    tables = {mark: _sample_rows(sample, mark) for mark in SEPARATORS}
    headers = {mark: best_header(table, overrides) for mark, table in tables.items()}
    best = max(SEPARATORS, key=lambda mark: (headers[mark][1], _evenness(tables[mark])))
    row, known = headers[best]
    if known:
        return best if len(tables[best][row]) > 1 else ONE_COLUMN
    return best if _evenness(tables[best]) >= _EVEN else PLAIN_LINES


def records(text: TextIO, mark: str) -> Iterator[Record | Reject]:
    """Yield the records of ``text``; a line with a quote left open, or endless, is a Reject.

    The lines that such a quote would have swallowed are read again on their own. Blank lines are
    nothing. O(n) in time; memory is bounded by one record.
    """
    if mark == PLAIN_LINES:
        yield from _plain_lines(text)
        return
    csv.field_size_limit(_MOST_CHARACTERS)  # Python's own limit is less than a long post
    feed = _Feed(text)
    while not feed.at_end:
        try:
            for cells in csv.reader(feed, delimiter=mark):
                torn = feed.torn
                line = feed.take()
                if cells:
                    yield Record(line, cells, torn)
        except _TooLong:
            line, excerpt = feed.line, "".join(feed.record)[:_EXCERPT]
            feed.take()
            megabytes = str(_MOST_CHARACTERS // 1024**2)
            yield Reject(line, "rejects.line_too_long", {"megabytes": megabytes}, excerpt)
        except (_Unclosed, csv.Error):
            line, first = feed.line, feed.give_back()
            yield Reject(line, "rejects.open_quote", {}, first[:_EXCERPT])


class _Unclosed(Exception):
    """The reader wants more lines than a record has: a quote is open."""


class _TooLong(Exception):
    """A line longer than any record."""


class _Feed:
    """Lines for ``csv.reader``, kept until their record is whole, to be read again if it is not."""

    def __init__(self, text: TextIO) -> None:
        self.text = text
        self.line = 1  # where the record being read begins
        self.record: list[str] = []
        self.again: deque[str] = deque()
        self.size = 0
        self.crlf: bool | None = None
        self.at_end = False

    @property
    def torn(self) -> bool:
        """Whether the record read last ends in another way than the first line of the file."""
        return bool(self.crlf) and self.record[-1].endswith("\n") and self.record[-1][-2:] != "\r\n"

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        if len(self.record) >= _MOST_LINES or self.size > _MOST_CHARACTERS:
            raise _Unclosed
        line = self.again.popleft() if self.again else self.text.readline(_MOST_CHARACTERS)
        if not line:
            if self.record:  # only inside quotes does the reader ask on
                raise _Unclosed
            self.at_end = True
            raise StopIteration
        if self.crlf is None:
            self.crlf = line.endswith("\r\n")
        self.record.append(line)
        self.size += len(line)
        if len(line) == _MOST_CHARACTERS and line[-1] not in "\r\n":
            _skip_line(self.text)
            raise _TooLong
        return line

    def take(self) -> int:
        """Begin the next record; return the line this one began on."""
        line = self.line
        self.line += len(self.record)
        self.record, self.size = [], 0
        return line

    def give_back(self) -> str:
        """Drop the first line of the record and return it; the others will be read again."""
        first, *others = self.record
        self.again.extendleft(reversed(others))
        self.record, self.size = [], 0
        self.line += 1
        return first


def _plain_lines(text: TextIO) -> Iterator[Record | Reject]:
    number = 0
    while line := text.readline(_MOST_CHARACTERS):
        number += 1
        if len(line) == _MOST_CHARACTERS and line[-1] not in "\r\n":
            _skip_line(text)
            megabytes = str(_MOST_CHARACTERS // 1024**2)
            yield Reject(number, "rejects.line_too_long", {"megabytes": megabytes}, line[:_EXCERPT])
        elif not line.isspace():
            yield Record(number, [line.rstrip("\r\n")])


def _skip_line(text: TextIO) -> None:
    while (piece := text.readline(1024 * 1024)) and piece[-1] not in "\r\n":
        pass


def _sample_rows(sample: str, mark: str) -> list[list[str]]:
    csv.field_size_limit(_MOST_CHARACTERS)
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=mark)
    try:
        return [cells for cells in islice(reader, HEAD_ROWS) if cells]
    except csv.Error:
        return []


def _evenness(table: list[list[str]]) -> float:
    """Return the share of rows that have the commonest number of cells, if that is above one."""
    widths = Counter(map(len, table))
    return max((rows for width, rows in widths.items() if width > 1), default=0) / max(
        len(table), 1
    )


def _encoding(head: bytes) -> str:
    for mark, encoding in _MARKS.items():
        if head.startswith(mark):
            return encoding
    if unmarked := unmarked_utf16(head):
        return unmarked
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)  # it may end inside a character
    except UnicodeDecodeError as problem:
        words = head.decode("utf-8", "replace")
        if len(_NOT_ASCII.findall(words)) < words.count("\ufffd"):
            return _guessed(head[max(0, problem.start - 1024) :][:_GUESSED_BYTES])
    return "utf-8-sig"


def _guessed(head: bytes) -> str:
    from charset_normalizer import from_bytes  # a third of a second, for files that need it

    best = from_bytes(head, cp_isolation=_ENCODINGS).best()
    return best.encoding if best else "cp1252"
