"""JSON out of hostile files: one object a line or a whole document, in memory that stays small."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TextIO, TypeVar

from monitor.collectors.values import mapping, records
from monitor.records import Reject

__all__ = [
    "CONTEXT",
    "LARGEST_DOCUMENT",
    "LONGEST_LINE",
    "Found",
    "context_of",
    "document",
    "guarded",
    "in_context",
    "json_lines",
    "one_object",
    "parse",
    "records_of",
    "rows_inside",
]

LONGEST_LINE = 64 * 1024 * 1024
"""Characters. No post is as long; a longer line is counted, refused and never held."""

LARGEST_DOCUMENT = 128 * 1024 * 1024
"""Bytes; one JSON value is held whole, at several times its size."""

CONTEXT = "_monitor"
"""Where a record holds what it does not say itself, only its page; never in its raw text."""

_EXCERPT = 200
# What a mapping raises when a record has a shape nobody has seen.
_UNEXPECTED = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError)

_Result = TypeVar("_Result")
# An escaped half of a surrogate pair without its other half. Text that merely spells such an
# escape matches too: it only takes the slow, exact way.
_HALF = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])"
    r"|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")


class Found(NamedTuple):
    """A JSON value with the text it was read from, and where."""

    line: int
    value: Any
    raw: str


def parse(raw: str) -> tuple[Any, str]:
    r"""Return the JSON value and its text, lone surrogates replaced by U+FFFD in both.

    ``NaN`` and ``Infinity``, which JSON does not know and Python writes, become null.

    Raises
    ------
    ValueError
        The text is no JSON, or holds a number of thousands of digits.
    RecursionError
        It is nested too deeply.

    Examples
    --------
    >>> parse('{"likes": NaN}')
    ({'likes': None}, '{"likes": NaN}')
    >>> parse(r'["\ud83d\ude00 \ud83d"]')
    (['😀 �'], '["😀 �"]')
    """
    value = _DECODER.decode(raw)
    if "\\u" in raw and _HALF.search(raw):
        raw = _SURROGATE.sub("\ufffd", json.dumps(value, ensure_ascii=False))
        value = _DECODER.decode(raw)
    return value, raw


def json_lines(file: TextIO) -> Iterator[Found | Reject]:
    r"""Yield every line's JSON object, or a Reject saying why it is none; blank lines are nothing.

    ``file`` must be opened with ``newline="\n"``: U+2028 and a lone ``\r`` may stand in a post.
    """
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE and not line.endswith("\n"):
            excerpt = line[:_EXCERPT]
            del line
            _skip_line(file)
            megabytes = str(LONGEST_LINE // 1024**2)
            yield Reject(number, "rejects.line_too_long", {"megabytes": megabytes}, excerpt)
        elif not line.isspace():
            yield one_object(number, line.strip("\ufeff \t\r\n"), cut=not line.endswith("\n"))


def document(path: Path, encoding: str) -> object:
    """Return the one JSON value that a file is; None where it is not one, or is too large."""
    if path.stat().st_size > LARGEST_DOCUMENT:
        return None
    try:
        return parse(path.read_text(encoding=encoding, errors="replace"))[0]
    except (ValueError, RecursionError):
        return None


def rows_inside(value: object) -> list[Any]:
    """Return the objects of the largest array right inside an object: ``{"data": [...]}``."""
    return max((records(inner) for inner in mapping(value).values()), key=len, default=[])


def records_of(
    value: object, is_record: Callable[[Mapping[str, Any]], bool]
) -> Iterator[Found | Reject]:
    """Yield the records of one JSON value: its items, those of an array inside it, or itself.

    Parameters
    ----------
    is_record : callable
        Tells an object that is one record, whatever arrays it has, from one that wraps records.

    Examples
    --------
    >>> [found.raw for found in records_of({"data": [{"id": 1}, {"id": 2}]}, lambda _: False)]
    ['{"id": 1}', '{"id": 2}']
    """
    if isinstance(value, dict):
        value = [value] if is_record(value) else rows_inside(value) or [value]
    for number, item in enumerate(value if isinstance(value, list) else [value], start=1):
        raw = json.dumps(item, ensure_ascii=False)
        if isinstance(item, dict):
            yield Found(number, item, raw)
        else:
            yield Reject(number, "rejects.no_object", {}, raw[:_EXCERPT])


def guarded(step: Callable[[Found], _Result], found: Found) -> _Result | Reject:
    """Do one step of an importer; whatever shape it did not expect becomes a Reject."""
    try:
        return step(found)
    except KeyError as missing:
        facts = {"key": ", ".join(map(str, missing.args))}
        return Reject(found.line, "rejects.unmapped", facts, found.raw[:_EXCERPT])
    except _UNEXPECTED as problem:
        facts = {"problem": type(problem).__name__}
        return Reject(found.line, "rejects.unexpected", facts, found.raw[:_EXCERPT])


def in_context(
    items: Iterable[object], context: Mapping[str, object], *, line: int = 0
) -> list[Found]:
    """Return the items of a page, each with what only the page knows, for :func:`context_of`.

    Parameters
    ----------
    line : int
        Where they stand; 0 numbers them from 1.

    Examples
    --------
    >>> [found] = in_context([{"id": 1}], {"site": "desa.example"})
    >>> found.raw, context_of(found.value)
    ('{"id": 1}', {'site': 'desa.example'})
    """
    return [
        Found(
            line or number,
            {**item, CONTEXT: context} if isinstance(item, dict) else {},
            json.dumps(item, ensure_ascii=False),
        )
        for number, item in enumerate(items, start=1)
    ]


def context_of(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what only a record's page knew; nothing where it came without one."""
    return mapping(record.get(CONTEXT))


def one_object(number: int, raw: str, *, cut: bool = False) -> Found | Reject:
    """Read one JSON object, or say why there is none; ``cut``: the file may end in its midst."""
    try:
        value, raw = parse(raw)
    except (ValueError, RecursionError) as problem:
        reason = "rejects.line_cut" if cut else "rejects.no_json"
        place = str(getattr(problem, "pos", 0))
        return Reject(number, reason, {"place": place}, raw[:_EXCERPT])
    if not isinstance(value, dict):
        return Reject(number, "rejects.no_object", {}, raw[:_EXCERPT])
    return Found(number, value, raw)


def _skip_line(file: TextIO) -> None:
    while (piece := file.readline(1024**2)) and not piece.endswith("\n"):
        pass


def _nothing(_constant: str) -> None:
    return None


_DECODER = json.JSONDecoder(parse_constant=_nothing)
