"""Reliability diagrams as SVG: what was said against what was so, and how often it was said.

Written by hand, without a plotting library: four curves and some bars need none.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

from monitor.exports.saving import replacing
from monitor.words import plain

__all__ = ["Curve", "Panel", "diagram", "write"]

SIDE = 260
COUNTS = 64
"""Height of the bars under a panel."""
LEFT, TOP, GAP, BELOW = 56, 64, 34, 70
LEGEND = 20
TENTHS = 10
"""Bins: each holds a tenth of the probabilities from 0 to 1."""
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")
"""Okabe and Ito's: told apart by colour-blind readers too, and by their marks by all."""
TEXT, LINE, PALE = "#222", "#888", "#ddd"


class Curve(NamedTuple):
    """One system: the points of its bins (tenths), by rising probability."""

    name: str
    points: Sequence[tuple[float, float, int]]
    """Mean probability said, share that was so, rows."""


class Panel(NamedTuple):
    """One square of the diagram."""

    title: str
    curves: Sequence[Curve]


def write(
    path: Path, panels: Sequence[Panel], words: dict[str, str], *, overwrite: bool = False
) -> None:
    """Write the diagram to a file.

    Raises
    ------
    BadInput
        The file exists and ``overwrite`` is not said, or it cannot be written.
    """
    with replacing(path, overwrite=overwrite) as draft:
        draft.write_text(diagram(panels, words), encoding="utf-8", newline="\n")


def diagram(panels: Sequence[Panel], words: dict[str, str]) -> str:
    """Return an SVG picture with the panels side by side.

    Parameters
    ----------
    panels : sequence of Panel
    words : dict
        ``title``, ``about``, ``said``, ``so``, ``count``: what to write on it.

    Notes
    -----
    Nothing in it runs or is fetched; names are escaped.

    Examples
    --------
    >>> picture = diagram([Panel("<waktu>", [Curve("x", [(0.2, 0.1, 9)])])], {"title": "Keandalan"})
    >>> picture.startswith("<svg"), "&lt;waktu&gt;" in picture
    (True, True)
    """
    names = list(dict.fromkeys(curve.name for panel in panels for curve in panel.curves))
    style = {name: (COLOURS[place % len(COLOURS)], place) for place, name in enumerate(names)}
    width = LEFT + max(len(panels), 1) * (SIDE + GAP)
    top = TOP + LEGEND
    height = top + SIDE + GAP + COUNTS + BELOW
    most = max(
        (p[2] for panel in panels for curve in panel.curves for p in curve.points), default=1
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"',
        f'width="{width}" height="{height}" font-family="sans-serif" font-size="12"',
        f'fill="{TEXT}">',
        f"<title>{_safe(words.get('title', ''))}</title>",
        f"<desc>{_safe(words.get('about', ''))}</desc>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        _text(LEFT, 24, words.get("title", ""), 'font-size="15" font-weight="bold"'),
        *_legend(style),
    ]
    for number, panel in enumerate(panels):
        left = LEFT + number * (SIDE + GAP)
        parts += _panel(panel, left, top, style, most, words, first=number == 0)
    parts.append(_text(LEFT, height - 10, words.get("about", ""), f'font-size="10" fill="{LINE}"'))
    return "\n".join([*parts, "</svg>"]) + "\n"


def _legend(style: dict[str, tuple[str, int]]) -> list[str]:
    parts, x = [], LEFT + 5
    for name, (colour, shape) in style.items():
        parts.append(_mark(x, 44, 5, colour, shape))
        parts.append(_text(x + 10, 48, name))
        x += 30 + 7 * len(name)
    return parts


def _panel(
    panel: Panel,
    left: int,
    top: int,
    style: dict[str, tuple[str, int]],
    most: int,
    words: dict[str, str],
    *,
    first: bool,
) -> list[str]:
    bottom, floor = top + SIDE, top + SIDE + GAP + COUNTS
    parts = [
        _text(left, top - 8, panel.title, 'font-weight="bold"'),
        f'<rect x="{left}" y="{top}" width="{SIDE}" height="{SIDE}" fill="none" stroke="{LINE}"/>',
        f'<path d="M{left} {bottom}L{left + SIDE} {top}" stroke="{LINE}" stroke-dasharray="4 4"/>',
    ]
    for tenth in range(0, 11, 2):
        x, y = left + SIDE * tenth / 10, bottom - SIDE * tenth / 10
        label = f"{tenth / 10:.1f}"
        parts.append(_text(x, bottom + 15, label, 'text-anchor="middle"'))
        parts.append(f'<path d="M{x:.1f} {bottom}V{top}" stroke="{PALE}" stroke-width="0.5"/>')
        parts.append(f'<path d="M{left} {y:.1f}h{SIDE}" stroke="{PALE}" stroke-width="0.5"/>')
        if first:
            parts.append(_text(left - 6, y + 4, label, 'text-anchor="end"'))
    for place, curve in enumerate(panel.curves):
        colour, shape = style[curve.name]
        parts += _curve(curve, left, bottom, colour, shape)
        parts += _bars(curve, left, floor, most, colour, (place, len(panel.curves)))
    parts.append(f'<path d="M{left} {floor}h{SIDE}" stroke="{LINE}"/>')
    middle = left + SIDE / 2
    parts.append(_text(middle, floor + 18, words.get("said", ""), 'text-anchor="middle"'))
    if first:
        parts.append(_upright(left - 36, top + SIDE / 2, words.get("so", "")))
        parts.append(_upright(left - 36, floor - COUNTS / 2, words.get("count", "")))
        parts.append(_text(left - 6, floor - COUNTS + 4, str(most), 'text-anchor="end"'))
        parts.append(_text(left - 6, floor + 4, "0", 'text-anchor="end"'))
    return parts


def _curve(curve: Curve, left: int, bottom: int, colour: str, shape: int) -> list[str]:
    places = [(left + SIDE * said, bottom - SIDE * so) for said, so, _ in curve.points]
    line = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    return [
        f'<path d="M{line}" fill="none" stroke="{colour}" stroke-width="1.5"/>',
        *(_mark(x, y, 3.5, colour, shape) for x, y in places),
    ]


def _bars(
    curve: Curve, left: int, floor: int, most: int, colour: str, place: tuple[int, int]
) -> list[str]:
    """Return a bar per bin, the curves' side by side within each tenth."""
    tenth = SIDE / TENTHS
    wide = 0.8 * tenth / place[1]
    parts = []
    for said, so, count in curve.points:
        number = min(int(said * TENTHS), TENTHS - 1)
        x, tall = left + tenth * (number + 0.1) + wide * place[0], COUNTS * count / most
        parts.append(
            f'<rect x="{x:.1f}" y="{floor - tall:.1f}" width="{wide:.1f}" height="{tall:.1f}" '
            f'fill="{colour}"><title>{_safe(curve.name)}: {said:.2f} → {so:.2f}, n = {count}'
            "</title></rect>"
        )
    return parts


def _mark(x: float, y: float, size: float, colour: str, shape: int) -> str:
    """Return a circle, square, triangle or diamond: colour alone would not reach everybody."""
    corners: tuple[tuple[float, float], ...]
    match shape % 4:
        case 0:
            return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size}" fill="{colour}"/>'
        case 1:
            corners = ((-1, -1), (1, -1), (1, 1), (-1, 1))
        case 2:
            corners = ((0, -1.2), (1.1, 0.9), (-1.1, 0.9), (0, -1.2))
        case _:
            corners = ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0))
    points = " ".join(f"{x + size * dx:.1f},{y + size * dy:.1f}" for dx, dy in corners)
    return f'<polygon points="{points}" fill="{colour}"/>'


def _text(x: float, y: float, words: str, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {more}>{_safe(words)}</text>'


def _upright(x: float, y: float, words: str) -> str:
    turned = f'transform="rotate(-90 {x:.1f} {y:.1f})" text-anchor="middle"'
    return _text(x, y, words, turned)


def _safe(words: str) -> str:
    return escape(plain(words))
