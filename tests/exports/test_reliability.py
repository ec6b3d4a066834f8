"""The reliability diagram: a picture that runs nothing and can be read without its colours."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import BadInput
from monitor.exports.reliability import SIDE, Curve, Panel, diagram, write

SVG = "{http://www.w3.org/2000/svg}"
WORDS = {"title": "Keandalan", "said": "peluang", "so": "bagian", "count": "baris"}
POINTS = [(0.05, 0.0, 10), (0.5, 0.25, 40), (0.95, 1.0, 20)]


def drawn(panels, words=WORDS):
    return ElementTree.fromstring(diagram(panels, words))  # noqa: S314 - our own


def test_each_bin_is_a_mark_and_a_bar_with_its_numbers():
    """What was said, what was so and how many rows: readable by pointing at a bar."""
    root = drawn([Panel("Pembagian waktu", [Curve("kata", POINTS)])])
    bars = [each for each in root.iter(f"{SVG}rect") if each.find(f"{SVG}title") is not None]
    told = [bar.find(f"{SVG}title").text for bar in bars]
    assert told == ["kata: 0.05 → 0.00, n = 10", "kata: 0.50 → 0.25, n = 40",
                    "kata: 0.95 → 1.00, n = 20"]  # fmt: skip
    heights = [float(bar.get("height")) for bar in bars]
    assert heights[1] == pytest.approx(4 * heights[0])
    assert len(list(root.iter(f"{SVG}circle"))) == len(POINTS) + 1  # and one in the legend


def test_a_probability_that_holds_lies_on_the_dashed_line():
    """Said 0.5 and so 0.5 is the middle of the square."""
    root = drawn([Panel("a", [Curve("x", [(0.5, 0.5, 1)])])])
    mark = list(root.iter(f"{SVG}circle"))[-1]
    square = next(each for each in root.iter(f"{SVG}rect") if each.get("fill") == "none")
    assert float(mark.get("cx")) == float(square.get("x")) + SIDE / 2
    assert float(mark.get("cy")) == float(square.get("y")) + SIDE / 2


def test_curves_differ_by_shape_too():
    """A reader who sees no colours tells four systems apart."""
    curves = [Curve(name, POINTS) for name in ("gaya", "kata", "ini", "lama")]
    root = drawn([Panel("a", curves)])
    corners = {len(each.get("points").split()) for each in root.iter(f"{SVG}polygon")}
    assert corners == {4}
    marks = list(root.iter(f"{SVG}circle")) + list(root.iter(f"{SVG}polygon"))
    assert len(marks) == 4 * (len(POINTS) + 1)


@given(st.text(max_size=30))
def test_no_name_breaks_the_picture(name):
    """A file may be called anything: it stays text, and the XML whole."""
    root = drawn([Panel(name, [Curve(name, POINTS)])], {"title": name, "about": name})
    assert {each.tag for each in root.iter()} <= {
        SVG + tag for tag in ("svg", "title", "desc", "rect", "text", "path", "circle", "polygon")
    }


def test_nothing_to_draw_is_still_a_picture():
    """No system gave probabilities."""
    assert drawn([]).tag == f"{SVG}svg"


def test_a_picture_that_exists_is_not_overwritten_unasked(tmp_path):
    """As every other export."""
    path = tmp_path / "andal.svg"
    write(path, [Panel("a", [Curve("x", POINTS)])], WORDS)
    with pytest.raises(BadInput, match=r"andal\.svg"):
        write(path, [], WORDS)
    write(path, [], WORDS, overwrite=True)
    assert "circle" not in path.read_text(encoding="utf-8")
