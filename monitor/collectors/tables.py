"""Rows of a hand-kept table to Posts, whatever the file they came from: CSV, XLSX or JSON.

A row needs a text or a link, nothing else. What was decided, so that nobody has to guess:

- The text is one cell, verbatim. Where a table has a headline and a body, the body is the text and
  the headline stays in ``extra``; without a body the headline is the text.
- An id that came through whole is kept as ``platform:id``. One that a spreadsheet destroyed is
  taken from the row's link, and without one the row is refused. A missing id is that of the post
  the link points at, else 16 hex digits of SHA-256 over the canonical link and the account, else
  over text, account and time: two people who post the same words, or the same news, stay two.
- A link on another platform than the row's own is something the post shared, not its address.
- What a column holds that has no field here, or could not be understood, is kept in ``extra``.
- Empty rows are no records and are not counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from itertools import takewhile
from typing import NamedTuple, TypeVar

from monitor.collectors import cells
from monitor.collectors.columns import COUNTS, Columns
from monitor.collectors.dates import when
from monitor.collectors.links import (
    account_of,
    as_links,
    canonical,
    in_text,
    platform_of,
    post_id_of,
)
from monitor.collectors.values import distinct, hashtags_in, mentions_in
from monitor.records import PLATFORM_UNKNOWN, Account, Post, Reference, Reject, Snapshot

__all__ = ["to_post"]

_EXCERPT = 200
_ANYWHERE = (PLATFORM_UNKNOWN, "web")
_HANDLE_IN_NAME = re.compile(r"(?<!\w)@([\w.]+)")
_REPOST = re.compile(r"RT @(\w{1,30})")
_EXACT_DIGITS = 15  # of a number in a spreadsheet

Found = TypeVar("Found")


def to_post(row: Mapping[str, object], line: int, columns: Columns, raw: str = "") -> Post | Reject:
    """Map one row; ``raw`` is the record as it came, where the caller has it.

    Returns
    -------
    Post or Reject
        A Reject for a row without text and link, and for one whose id was destroyed.

    Examples
    --------
    >>> row = {"Isi": "TPS sudah buka", "Akun": "@Warga", "Platform": "twitter", "ID": "12"}
    >>> post = to_post(row, 2, Columns.of(row))
    >>> post.id, post.account.id
    ('x:12', 'x:warga')
    """
    raw = raw or cells.as_json(row)
    reading = _Row(row, columns.pick(row))
    text = cells.as_text(reading.values.get("text"))
    link = reading.read("link", cells.address) or ""
    if not text and not link:
        return Reject(line, "rejects.no_text_no_link", {}, raw[:_EXCERPT])
    if post := _post(reading, columns, text, link, raw):
        return post
    lost = {"id": cells.as_text(reading.values.get("id"))}
    return Reject(line, "rejects.id_destroyed", lost, raw[:_EXCERPT])


class _Row:
    """A row being read. Cells nobody understood are left, and so kept with the post."""

    __slots__ = ("cells", "picked", "values")

    def __init__(self, cells: Mapping[str, object], picked: dict[str, str]) -> None:
        self.cells = cells
        self.picked = picked
        self.values = {field: cells[name] for field, name in picked.items()}

    def read(self, field: str, understand: Callable[[object], Found | None]) -> Found | None:
        value = self.values.get(field)
        if value is None:
            return None
        found = understand(value)
        if found is None or found == "":
            self.leave(field)
        return found

    def leave(self, field: str) -> None:
        self.picked.pop(field, None)

    def rest(self) -> dict[str, str]:
        left = self.cells.keys() - self.picked.values()
        if not left:
            return {}
        return {
            name: cells.as_text(value)
            for name, value in self.cells.items()
            if name in left and not cells.blank(value)
        }


class _Place(NamedTuple):
    """Where a post stands: its platform, and its address if the row's link is that."""

    platform: str
    own_link: str


def _post(row: _Row, columns: Columns, text: str, link: str, raw: str) -> Post | None:
    """Return the post of a row, or None where its id is lost."""
    place = _place(row, link)
    created = row.read("created", lambda value: when(value, row.values.get("time")))
    if created is None:
        row.leave("time")
    account = _account(row, place)
    post_id = _id(row, columns, place)
    if post_id is None:
        return None
    post_id = post_id or _made_id(place, link, text, account, created)
    platform = post_id.partition(":")[0]
    return Post(
        id=post_id,
        platform=platform,
        text=text,
        account=account,
        created=created,
        url=place.own_link,
        lang=(row.read("lang", cells.as_text) or "").strip().lower(),
        reply_to=_reference(row, "reply_to", post_id, account),
        repost_of=_reference(row, "repost_of", post_id, account) or _classic_repost(text, platform),
        quote_of=_reference(row, "quote_of", post_id, account),
        mentions=_mentions(row, text, platform),
        hashtags=_hashtags(row, text),
        links=as_links((*_shared_links(row, columns, place), *in_text(text))),
        metrics=_metrics(row),
        is_ad=row.read("is_ad", cells.yes) or False,
        source="table",
        raw=raw,
        extra=row.rest(),
    )


def _place(row: _Row, link: str) -> _Place:
    named = row.read("platform", cells.platform) or cells.platform(row.values.get("origin"))
    row.leave("origin")  # where somebody got it from is worth keeping as written
    linked = platform_of(link) if link else PLATFORM_UNKNOWN
    platform = (
        cells.prefix(row.values.get("id"))
        or named
        or cells.prefix(row.values.get("account"))
        or linked
    )
    if platform in _ANYWHERE and linked != PLATFORM_UNKNOWN:
        platform = linked
    return _Place(platform, link if linked == platform else "")


def _id(row: _Row, columns: Columns, place: _Place) -> str | None:
    """Return ``platform:id`` from its column or the link, ``""`` for none, None for a lost one."""
    given = cells.identity(row.values.get("id"))
    if not given:
        return _linked_id(row, columns, place) or given
    if cells.prefix(given):
        return given
    if "/" in given and (found := post_id_of(given)):
        return ":".join(found)
    if _rounded(given) and (linked := _linked_id(row, columns, place)):
        return linked
    return f"{place.platform}:{given}"


def _rounded(digits: str) -> bool:
    """Say whether a number looks like one whose last digits a spreadsheet made zeros."""
    return (
        digits.isdecimal()
        and bool(digits[_EXACT_DIGITS:])
        and not digits[_EXACT_DIGITS:].strip("0")
    )


def _linked_id(row: _Row, columns: Columns, place: _Place) -> str:
    for name in columns.fields.get("link", ()):
        found = post_id_of(cells.address(row.cells.get(name)))
        if found and found[0] == place.platform:
            return ":".join(found)
    return ""


def _shared_links(row: _Row, columns: Columns, place: _Place) -> list[str]:
    """Return the links a row holds besides its post's own address; a web page's is both."""
    found = [cells.address(row.cells.get(name)) for name in columns.fields.get("link", ())]
    return [link for link in found if link != place.own_link or place.platform == "web"]


def _made_id(
    place: _Place, link: str, text: str, account: Account | None, created: datetime | None
) -> str:
    who = account.id if account else ""
    if place.own_link:
        parts = [canonical(place.own_link), who]
    else:
        parts = [text, who, created.isoformat() if created else ""]
        parts += [canonical(link)] if link else []
    return f"{place.platform}:{cells.fingerprint(*parts)}"


def _account(row: _Row, place: _Place) -> Account | None:
    handle, name = _handle_and_name(row.read("account", _said) or "")
    name = cells.as_text(row.values.get("name")).strip() or name
    native = row.read("account_id", cells.identity) or ""
    platform = cells.prefix(row.values.get("account")) or place.platform
    if not handle and place.own_link:
        linked = account_of(place.own_link).partition(":")[2]
        handle, native = ("", linked) if linked.isdecimal() else (linked, native)
    known_by = handle.lower() or native or " ".join(name.lower().split())
    if not known_by:
        return None
    return Account(f"{platform}:{known_by}", platform, handle, name, native)


def _said(value: object) -> str | None:
    """Return what a cell calls an account; of a JSON object, its handle."""
    if isinstance(value, Mapping):
        names = (value.get(key) for key in ("username", "screen_name", "handle", "name", "id"))
        value = next((name for name in names if not cells.blank(name)), None)
    return cells.identity(value)


def _handle_and_name(said: str) -> tuple[str, str]:
    """Split what a cell calls an account: ``@budi``, ``Budi (@budi)``, ``Budi Warga``, its page."""
    said = said.strip()
    handle = said.removeprefix("@")
    if handle.replace("_", "").replace(".", "").isalnum():  # nearly all, and fast
        return handle, ""
    if "/" in said and (found := account_of(said)):
        return found.partition(":")[2], ""
    if cells.prefix(said):
        return said.partition(":")[2], ""
    if "@" in said and (match := _HANDLE_IN_NAME.search(said)):
        name = said.replace(match[0], "").strip(" ()[]|/-")
        return match[1], name
    return ("", said) if any(map(str.isspace, said)) else (said, "")


def _reference(row: _Row, field: str, post_id: str, account: Account | None) -> Reference | None:
    """Read which post, or whose, a row answers, reposts or quotes; tables hold either."""
    given = row.read(field, _one_word)
    if not given:
        return None
    if "/" in given:
        found, whose = post_id_of(given), account_of(given)
        if found or whose:
            return Reference(":".join(found) if found else "", whose)
        row.leave(field)
        return None
    platform, _, own = post_id.partition(":")
    name = given.partition(":")[2] if cells.prefix(given) else given.removeprefix("@")
    platform = cells.prefix(given) or platform
    handle = account.id.partition(":")[2] if account else ""
    if given.startswith("@") or _is_handle(name, handle, own):
        return Reference("", f"{platform}:{name.lower()}")
    return Reference(f"{platform}:{name}")


def _one_word(value: object) -> str | None:
    text = None if isinstance(value, Mapping | list | bool) else cells.identity(value)
    return text.strip() if text and not any(map(str.isspace, text.strip())) else None


def _is_handle(name: str, handle: str, own_id: str) -> bool:
    """Guess whether a word names an account or a post, by the row's own account and id.

    Examples
    --------
    >>> [_is_handle(word, "u_41", "p-7") for word in ("u_52", "p-3", "warga.desa")]
    [True, False, True]
    """
    if not any(map(str.isdigit, name)):
        return True
    return _shared_start(name.lower(), handle) > _shared_start(name, own_id)


def _shared_start(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _classic_repost(text: str, platform: str) -> Reference | None:
    """Read ``RT @budi: ...``, which is how X and those who copy from it write a repost."""
    match = _REPOST.match(text) if platform in ("x", PLATFORM_UNKNOWN) else None
    return Reference("", f"{platform}:{match[1].lower()}") if match else None


def _mentions(row: _Row, text: str, platform: str) -> tuple[str, ...]:
    found = mentions_in(text, platform)
    if "mentions" not in row.values:
        return found
    listed = (name.lstrip("@").lower() for name in row.read("mentions", cells.items) or ())
    ids = (name if cells.prefix(name) else f"{platform}:{name}" for name in listed if name)
    return distinct((*found, *ids))


def _hashtags(row: _Row, text: str) -> tuple[str, ...]:
    found = hashtags_in(text)
    if "hashtags" not in row.values:
        return found
    listed = (tag.lstrip("#") for tag in row.read("hashtags", cells.items) or ())
    return distinct((*found, *listed))


def _metrics(row: _Row) -> Snapshot | None:
    counts = {field: row.read(field, cells.count) for field in COUNTS if field in row.values}
    known = {field: number for field, number in counts.items() if number is not None}
    as_of = row.read("as_of", when)
    return Snapshot(as_of, known) if known else None
