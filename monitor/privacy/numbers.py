"""Find personal numbers and e-mail addresses in a folded text.

Every pattern runs in linear time: what repeats is bounded, or possessive and begins only where a
word begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["contacts", "numbers"]

_BETWEEN = r"[ \t.\-\u2010-\u2015\u2212()_]"
_PHONES = tuple(
    re.compile(pattern.replace("~", _BETWEEN))
    for pattern in (
        # a mobile: 0812-3456-7890, +62 812 ..., o812 ... with a letter for the nought,
        r"(?<!\d)(?:\(?\+?62|\(?0062|\(?[0o])~{0,3}8\d\d(?:~{0,3}[\do]){5,9}(?!\d)",
        # digit by digit (0 8 1 2 ...), in pairs (08 12 34 56 78 90),
        r"(?<!\d)(?:\+?6~{0,2}2|0)~{0,2}8(?:~{1,2}\d){7,11}(?!\d)",
        r"(?<!\d)(?:\+?62|0)~{0,2}8(~)\d\d(?:\1\d\d){4,5}(?!\d)",
        # without its nought, where a word says what it is;
        (
            r"(?<!\w)(?:wa|whatsapp|hp|te?lp|telepon|sms|hub|hubungi|kontak|cp)[^\w\n]{1,4}"
            r"(?P<phone>8\d\d(?:~{0,2}\d){6,9})(?!\d)"
        ),
        # a fixed line: (021) 555-1234, 02155512345; a number abroad: +60 12-345 6789.
        r"(?<!\d)\(?0[2-79]\d{1,2}~{1,3}\d{3,4}~?\d{3,5}(?!\d)",
        r"(?<!\d)0[2-79]\d{8,10}(?!\d)",
        r"(?<![\w+])\+[1-9]\d{0,2}(?:~{0,2}\d){8,12}(?!\d)",
    )
)
_ENOUGH_DIGITS = re.compile(rf"[\do](?:{_BETWEEN}{{0,3}}[\do]){{8}}")
"""No personal number is shorter: most texts are done here."""

_CITIZEN_DIGITS = 16
_RUN = re.compile(rf"(?<!\d)\d++(?:{_BETWEEN}{{1,3}}\d++)*+")
_GROUP = re.compile(r"\d+")
_DATE = re.compile(
    r"(?<!\d)(?:(?:0?[1-9]|[12]\d|3[01])[-.](?:0?[1-9]|1[0-2])[-.](?:19|20)\d\d(?!\d)"
    r"|(?:19|20)\d\d[-. ](?:0[1-9]|1[0-2]|20\d\d)(?:[-. ]|$))"
)
"""Also years in a row."""

_THOUSANDS = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})*(?:,\d\d)?")
_MONEY_BEFORE = re.compile(r"(?:rp|idr|usd|\$|sebesar|senilai)[.\s]{0,2}$")
_MONEY_AFTER = re.compile(r"\s?(?:rupiah|dolar|perak)")

_AN_AT = re.compile(r"@|[(\[{]\s?(?:at|et)\s?[)\]}]|\sat\s")
_IN_BRACKETS = r"[(\[{]\s?(?:at|et)\s?[)\]}]"
_DOT = r"(?:\.|\s?[(\[{]\s?(?:dot|titik)\s?[)\]}]\s?)"
_EMAILS = tuple(
    re.compile(rf"(?<![\w.+%-])[\w.+%-]++{pattern}")
    for pattern in (
        rf"(?<=\w)(?:@|{_IN_BRACKETS})[\w-]++(?:{_DOT}[\w-]++)*+",
        rf"(?<=\w)(?:\s{{1,2}}@\s{{1,2}}|\s{{0,2}}{_IN_BRACKETS}\s{{0,2}})[\w-]++(?:{_DOT}[\w-]++)++",
        # A known host needs no signs at all: "budi at gmail dot com".
        (
            rf"\s{{0,2}}(?:@|{_IN_BRACKETS}|(?<=\s)at)\s{{0,2}}"
            r"(?:gmail|googlemail|yahoo|ymail|rocketmail|outlook|hotmail|icloud|proton(?:mail)?)\b"
            rf"(?:(?:{_DOT}|\s(?:dot|titik)\s)[\w-]++)*+"
        ),
    )
)


def numbers(folded: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of NIK and KK numbers, phone numbers and e-mail addresses.

    Examples
    --------
    >>> list(numbers("nik 3201 0123 0567 0001, anggaran rp62.812.345.678"))
    [(4, 23)]
    """
    if _ENOUGH_DIGITS.search(folded):
        yield from _citizen_numbers(folded)
    yield from contacts(folded)


def contacts(folded: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of phone numbers and e-mail addresses: what a handle can also be."""
    if _ENOUGH_DIGITS.search(folded):
        for phone in _PHONES:
            for found in phone.finditer(folded):
                if not _is_amount(folded, *found.span(found.lastgroup or 0)):
                    yield found.span(found.lastgroup or 0)
    if _AN_AT.search(folded):
        for email in _EMAILS:
            yield from (found.span() for found in email.finditer(folded))


def _citizen_numbers(folded: str) -> Iterator[tuple[int, int]]:
    for run in _RUN.finditer(folded):
        if run.end() - run.start() < _CITIZEN_DIGITS or _is_amount(folded, *run.span()):
            continue
        groups = [found.span() for found in _GROUP.finditer(folded, *run.span())]
        for first, (start, _) in enumerate(groups):
            digits = 0
            for last in range(first, len(groups)):
                end = groups[last][1]
                digits += end - groups[last][0]
                if digits >= _CITIZEN_DIGITS:
                    break
            alone = (start, end) == run.span()
            if digits == _CITIZEN_DIGITS and (
                first == last or _is_citizen_number(folded[start:end], alone=alone)
            ):
                yield start, end


def _is_citizen_number(written: str, *, alone: bool) -> bool:
    """Tell a NIK (district, day, month, year, serial; women's days are 40 up) from mere figures."""
    if _DATE.search(written):
        return False
    number = "".join(_GROUP.findall(written))
    day, month = int(number[6:8]), int(number[8:10])
    return alone or ((1 <= day <= 31 or 41 <= day <= 71) and 1 <= month <= 12)


def _is_amount(folded: str, start: int, end: int) -> bool:
    """Say whether a range lies in a sum of money, such as ``rp1.000.000.000.000``."""
    for _ in range(40):
        start -= start > 0 and folded[start - 1] in "0123456789.,"
        end += end < len(folded) and folded[end] in "0123456789.,"
    amount = folded[start:end].strip(".,")
    start = folded.index(amount, start)
    return _THOUSANDS.fullmatch(amount) is not None and (
        _MONEY_BEFORE.search(folded[max(0, start - 10) : start]) is not None
        or _MONEY_AFTER.match(folded, start + len(amount)) is not None
    )
