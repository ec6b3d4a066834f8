"""How smooth the map is in a browser without a graphics card: ``python -m benchmarks.map``.

Prints, for two sizes of an invented network: bytes, milliseconds from opening the file to the first
picture, between frames while the wheel turns, and for a filter to be applied. Needs a Chromium.
"""

from __future__ import annotations

import math
import random
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from monitor.exports.layout import Stamp
from monitor.exports.map_html import write
from monitor.exports.net import Edge, Net, Node, Part
from tests.exports.browser import browser

SIZES = ((2_000, 10_000), (10_000, 50_000))
WHEEL = """(async () => {
  const map = document.querySelector('#map'), box = map.getBoundingClientRect();
  const turn = (deltaY) => map.dispatchEvent(new WheelEvent('wheel', {
    deltaY, clientX: box.x + box.width / 2, clientY: box.y + box.height / 2, cancelable: true}));
  const gaps = []; let last = 0;
  for (let i = 0; i < 60; i++) {
    turn(i % 12 < 6 ? -60 : 60);
    const now = await new Promise(requestAnimationFrame);
    if (last) gaps.push(now - last);
    last = now;
  }
  return gaps.sort((a, b) => a - b);
})()"""
FILTER = """(async () => {
  const least = document.querySelector('#least'), spent = [];
  for (let i = 0; i < 20; i++) {
    least.value = i % 3;
    least.dispatchEvent(new Event('input'));
    spent.push(await new Promise(d => requestAnimationFrame(t => d(performance.now() - t))));
  }
  return spent.sort((a, b) => a - b);
})()"""


def world(nodes: int, edges: int) -> Net:
    """Return accounts in a dozen heaps, heavy-tailed in who is pointed at and how often."""
    draw = random.Random(1)
    heap = [min(int(draw.expovariate(0.45)), 11) for _ in range(nodes)]
    made = []
    for _ in range(edges):
        a, b = draw.randrange(nodes), int(nodes * draw.random() ** 3)
        parts = tuple(
            Part(date(2024, 10, 1) + timedelta(draw.randrange(60)), (draw.randrange(3),), 1)
            for _ in range(min(int(draw.paretovariate(1.2)), 60))
        )
        made.append(Edge(f"n{a}", f"n{b}", "repost", len(parts), parts=parts))
    places = [(math.cos(2.4 * each) / 2, math.sin(2.4 * each) / 2) for each in heap]
    return Net(
        tuple(
            Node(f"n{i}", f"akun-{i:06}", community=heap[i], got=nodes // (i + 1),
                 x=x + draw.gauss(0, 0.12), y=y + draw.gauss(0, 0.12))
            for i, (x, y) in enumerate(places)
        ),
        tuple(made),
        ("A", "B", "C"),
    )  # fmt: skip


def main() -> None:
    """Print a row for each size and density of dots."""
    print("| accounts, edges | dots | MB | first picture | wheel, median (95 %) | filter |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    with TemporaryDirectory() as folder:
        for nodes, edges in SIZES:
            path = Path(folder) / f"{nodes}.html"
            write(path, world(nodes, edges), Stamp())
            for density in (1, 2):
                with browser() as page:
                    page.resize(1440, 900, density)
                    page.open(path)
                    first = page.evaluate("performance.getEntriesByName('drawn')[0].startTime")
                    gaps, spent = page.evaluate(WHEEL), page.evaluate(FILTER)
                row = f"| {nodes:,}, {edges:,} | {density}x | {path.stat().st_size / 1e6:.1f}"
                row += f" | {first:.0f} ms | {gaps[len(gaps) // 2]:.0f} ({gaps[-3]:.0f}) ms"
                print(f"{row} | {spent[len(spent) // 2]:.0f} ms |")


if __name__ == "__main__":
    main()
