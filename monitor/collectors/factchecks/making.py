"""What every source's fact-check goes through: its tag, verdict, id, date and publisher."""

from __future__ import annotations

import re
from functools import cache

from monitor.collectors import cells
from monitor.collectors.dates import WIB, when
from monitor.collectors.lines import Found
from monitor.collectors.links import canonical
from monitor.corpora.labels import labels, normalise_verdict
from monitor.corpora.publishers import is_shifting, publisher_named
from monitor.records import FactCheck, Reject

__all__ = ["HASHED", "day", "is_lasting", "language", "make", "moment", "untagged"]

HASHED = "fc-"
"""Begins the id of a fact-check whose publisher gave none."""

_EXCERPT = 200
_TAG = re.compile(r"\s{0,9}\[\s{0,9}([^\[\]\n]{1,40})\](?:\s{0,9}[:\-–—])?")
_DATED = re.compile(r"/(20\d\d)/(\d\d)/(\d\d)/")
_LESS_PRECISE = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]))?")


def make(
    found: Found,
    *,
    title: str,
    claim: str = "",
    publisher: str = "",
    url: str = "",
    native_id: str = "",
    space: str = "",
    part: str = "",
    label: str = "",
    verdict: str = "",
    date: str = "",
    updated: str = "",
    lang: str = "",
    explanation: str = "",
    conclusion: str = "",
) -> FactCheck | Reject:
    """Return the fact-check that these pieces are, or a Reject where nothing says what it is about.

    Parameters
    ----------
    found : Found
        The record they were read from; a Reject names its line.
    title : str
        As printed; a tag (``[SALAH]``) or a label before a comma (``Keliru, ...``) is taken out.
    native_id, space : str
        The publisher's id, and whose ids these are; none, where the id is to stay verbatim.
    part : str
        The claim, where others are checked in the same article: they share its address.
    label, verdict : str
        The publisher's word; and one of our verdicts where the source has it already.
    """
    headline = " ".join(title.split()) or " ".join(claim.split())
    address = canonical(url) if url else ""
    own = "" if is_shifting(address) else address
    publisher = publisher_named(publisher, address)
    tag, title = untagged(headline, publisher)
    claim = untagged(claim.strip(), publisher)[1]
    title = title or " ".join(claim.split())
    if not title:
        return Reject(found.line, "rejects.factcheck_no_title", {}, found.raw[:_EXCERPT])
    if part and own:
        own = f"{own}#{cells.fingerprint(_folded(part))}"
    words = label.strip()
    label, meaning = _judged(("" if words.isdecimal() else words, tag), publisher)
    date = date or _day_of(address)
    return FactCheck(
        id=_identity(native_id, space, own or f"{publisher}|{_folded(title)}|{date}"),
        publisher=publisher,
        title=title,
        claim="" if _folded(claim) == _folded(title) else claim,
        verdict=verdict or meaning,
        label=label,
        date=date,
        url=url,
        lang=lang or "id",
        explanation=explanation.strip(),
        conclusion=conclusion.strip(),
        headline=headline,
        canonical=own,
        updated=updated,
    )


def untagged(title: str, publisher: str = "") -> tuple[str, str]:
    """Return the label that a title opens with, and the title without it.

    Not every bracket is one: a tag is a label we know, or all in capitals.

    Examples
    --------
    >>> untagged("[SALAH] Foto Antrean di TPS"), untagged("Keliru, Foto Antrean di TPS")
    (('SALAH', 'Foto Antrean di TPS'), ('Keliru', 'Foto Antrean di TPS'))
    >>> untagged("[BERITA] [KLARIFIKASI]: Foto lama"), untagged("[Top 5] Topik Pekan Ini")
    (('KLARIFIKASI', 'Foto lama'), ('', '[Top 5] Topik Pekan Ini'))
    """
    tags, rest = [], title
    while (match := _TAG.match(rest)) and _is_label(match[1], publisher):
        tags.append(match[1].strip())
        rest = rest[match.end() :]
    if tags:
        return _judged(tags[::-1], publisher)[0], rest.strip()
    opening, comma, after = title.partition(",")
    if comma and after.strip() and normalise_verdict(title, publisher):
        return opening.strip(), after.strip()
    return "", title


def day(value: object) -> str:
    """Return the day in Jakarta that a source gives, or the month or year where it knows no more.

    Examples
    --------
    >>> day("2024-02-13T20:30:00Z"), day("14 Februari 2024"), day("2019"), day("2019-03")
    ('2024-02-14', '2024-02-14', '2019', '2019-03')
    >>> day("kemarin"), day(None)
    ('', '')
    """
    written = cells.as_text(value).strip()
    if _LESS_PRECISE.fullmatch(written):
        return written
    found = when(value)
    return found.astimezone(WIB).date().isoformat() if found else ""


def moment(value: object) -> str:
    """Return a time as UTC text that sorts as times do, or nothing."""
    found = when(value)
    return found.isoformat() if found else ""


def language(value: object) -> str:
    """Return a language's code without its country, or nothing.

    Examples
    --------
    >>> language("id-ID"), language("en_US"), language(None)
    ('id', 'en', '')
    """
    code = cells.as_text(value).strip().lower()[:3].partition("-")[0].partition("_")[0]
    return code if code.isalpha() else ""


def is_lasting(identity: str) -> bool:
    """Say whether an id is a number of MAFINDO's register, which no other table has.

    Examples
    --------
    >>> is_lasting("GFD-2024-24309"), is_lasting("24309")
    (True, False)
    """
    return bool(_gfd().match(identity))


def _day_of(address: str) -> str:
    """Return the day that an address names, as those of WordPress and newsrooms do."""
    dated = _DATED.search(address)
    return day("-".join(dated.groups())) if dated else ""


def _judged(words: tuple[str, ...] | list[str], publisher: str) -> tuple[str, str]:
    """Return the first of these labels whose verdict is known, and it; else the first label."""
    for word in words:
        if verdict := _verdict(word, publisher):
            return word, verdict
    return next(filter(None, words), ""), ""


def _verdict(label: str, publisher: str) -> str:
    if not label:
        return ""
    plain = "_".join(label.casefold().strip(" .[]").split())
    if plain in labels().verdicts:  # English tags, tables of our own, Google's "Mostly true"
        return plain
    return normalise_verdict(label, publisher) or ""


def _is_label(tag: str, publisher: str) -> bool:
    return bool(_verdict(tag, publisher)) or (tag.isupper() and not any(map(str.isdigit, tag)))


def _identity(native_id: str, space: str, otherwise: str) -> str:
    if not native_id:
        return HASHED + cells.fingerprint(otherwise)
    return native_id if not space or is_lasting(native_id) else f"{space}:{native_id}"


@cache
def _gfd() -> re.Pattern[str]:
    return re.compile(labels().gfd.id_pattern)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
