"""Who amplifies whom as one page to walk through: it fetches nothing and obeys no data.

The page is ``assets/map.html`` with ``map.css`` and the scripts within it. A strict policy lets
the browser run exactly these, by their hashes; names and all else from the data travel as JSON
and reach the screen as text only.
"""

from __future__ import annotations

import json
import math
from base64 import b64encode
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.corpora.elections import WIB
from monitor.exports.layout import Stamp
from monitor.exports.net import COORDINATION, Edge, Net, Part
from monitor.exports.saving import replacing
from monitor.words import LANGUAGES, language, plain, say

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["html", "write"]

ASSETS = Path(__file__).parent / "assets"
SCRIPTS = ("data.js", "view.js", "draw.js", "panel.js", "controls.js", "map.js")
"""In the order they build on each other; together they are one script."""
KINDS = ("repost", "quote", "reply", "mention", "link", COORDINATION)
EPOCH = date(1970, 1, 1).toordinal()


def write(path: Path, net: Net, stamp: Stamp, *, overwrite: bool = False) -> int:
    """Write the page whole or not at all and return how many nodes it shows.

    Raises
    ------
    BadInput
        ``path`` exists and ``overwrite`` is not said, or it cannot be written.
    """
    with replacing(path, overwrite=overwrite) as draft:
        draft.write_text(html(net, stamp), encoding="utf-8", newline="\n")
    return len(net.nodes)


def html(net: Net, stamp: Stamp) -> str:
    """Return the page, in the language spoken now."""
    words = _words()
    script, style = _script(), _asset("map.css")
    title = (
        say("map.title_of", election=stamp.election.name) if stamp.election else say("map.title")
    )
    return _template().render(
        w=words,
        lang=language(),
        title=title,
        policy=_policy(script, style),
        style=style,
        script=script,
        data=_json({"lang": language(), "words": words, **_net(net)}),
        coverage=stamp.coverage,
        identities=say("map.kept" if stamp.identities else "map.masked"),
        made=say(
            "map.made_with",
            version=stamp.version,
            time=stamp.exported.astimezone(WIB).strftime("%Y-%m-%d %H:%M"),
        ),
    )


def _net(net: Net) -> dict[str, object]:
    """Return the picture by columns: a fifth of the size, and arrays at once in the browser."""
    place = {node.id: number for number, node in enumerate(net.nodes)}
    sets: dict[tuple[int, ...], int] = {}
    nodes, edges = net.nodes, net.edges
    return {
        "nodes": {
            "id": [None if node.id == node.label else plain(node.id) for node in nodes],
            "label": [plain(node.label) for node in nodes],
            "role": [node.role for node in nodes],
            "community": [node.community for node in nodes],
            "cluster": [node.cluster for node in nodes],
            "got": [node.got for node in nodes],
            "made": [node.made for node in nodes],
            "pagerank": [_figure(node.pagerank) for node in nodes],
            "x": [_figure(node.x) or 0 for node in nodes],
            "y": [_figure(node.y) or 0 for node in nodes],
            "first": [_seconds(node.first) for node in nodes],
            "last": [_seconds(node.last) for node in nodes],
            "public": [int(node.is_public) for node in nodes],
            "apart": [int(node.set_apart) for node in nodes],
            "link": [int(node.is_link) for node in nodes],
        },
        "edges": {
            "source": [place[edge.source] for edge in edges],
            "target": [place[edge.target] for edge in edges],
            "kind": [KINDS.index(edge.kind) for edge in edges],
            "weight": [edge.weight for edge in edges],
            "first": [_seconds(edge.first) for edge in edges],
            "last": [_seconds(edge.last) for edge in edges],
            "parts": [_parts(edge, sets) for edge in edges],
            "chance": [_chance(edge) for edge in edges],
        },
        "sets": [list(each) for each in sets],
        "kinds": list(KINDS),
        "entities": [plain(name) for name in net.entities],
        "periods": [[plain(p.name), _day(p.first), _day(p.last)] for p in net.periods],
        "leftOut": net.left_out,
    }


def _parts(edge: Edge, sets: dict[tuple[int, ...], int]) -> list[int | None]:
    """Return day, set of candidates (-1: not told) and weight of each part, one after the other."""

    def flat(part: Part) -> tuple[int | None, int, int]:
        day = None if part.day is None else _day(part.day)
        named = part.entities
        return day, -1 if named is None else sets.setdefault(named, len(sets)), part.weight

    return list(chain.from_iterable(map(flat, edge.parts)))


def _chance(edge: Edge) -> list[float | None] | None:
    if edge.kind != COORDINATION:
        return None
    return [None if each is None else _figure(each) for each in (edge.expected, edge.p, edge.q)]


def _figure(value: float) -> float | None:
    """Return four digits of it; JSON knows no infinity."""
    return float(f"{value:.4g}") if math.isfinite(value) else None


def _seconds(time: datetime | None) -> int | None:
    return None if time is None else int(time.timestamp())


def _day(day: date) -> int:
    return day.toordinal() - EPOCH


def _json(data: object) -> str:
    """Return JSON that no sign of HTML or JavaScript can leave: ``</script>``, ``<!--``, U+2028."""
    text = json.dumps(data, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _policy(script: str, style: str) -> str:
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _words() -> dict[str, str]:
    words: dict[str, str] = import_module(f"monitor.words.{LANGUAGES[language()]}.map").WORDS
    return words


@cache
def _script() -> str:
    inside = "\n".join(_asset(name) for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{inside}}})();\n'


@cache
def _asset(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    from jinja2 import Environment  # --help needs no templates

    return Environment(autoescape=True).from_string(_asset("map.html"))
