"""Coordination: how fast, how right, how often wrong by chance.

``python -m benchmarks.coordination [speed | planted | frontier | chance | limits | viral]``
(three quarters of an hour for all). ``speed`` makes a throw-away environment with
coordination-network-toolkit and Polars from the package index; without an index it prints our
figures alone. What is planted is written in ``benchmarks/shares.py``. Settings were chosen on seeds
from 1000 on; figures are of seeds below.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from time import process_time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.shares import World, shuffled, world
from monitor.analyses.coordination import Coordination, Shares, coordination

WINDOW = 60
SIZES = (1_000_000, 5_000_000)
MILLION = 1_000_000
UNSEEN = CHANCE = range(20)
LEVELS = (0.2, 0.1, 0.05, 0.01, 0.001, 0.0001)
PEERS = ("coordination-network-toolkit==1.5.2", "polars==2.1.0")
MODES: dict[str, dict[str, Any]] = {
    "anchored": {},
    "smoothed": {"anchored": False},
    "exact": {"reaction": None},
}


def main() -> None:
    """Print the parts asked for, or all."""
    parts = {"speed": speed, "planted": planted, "frontier": frontier, "chance": chance,
             "limits": limits, "viral": viral}  # fmt: skip
    for name in sys.argv[1:] or parts:
        print(f"\n{name}", flush=True)
        parts[name]()


def speed() -> None:
    """Count pairs with ours and with the peers, each in its own process, on the same shares."""
    with tempfile.TemporaryDirectory() as folder:
        python = _peers(Path(folder))
        for size in SIZES:
            made, path = world(size, 0), Path(folder) / "shares.npz"
            first = _first_shares(made)
            np.savez(path, objects=made.objects[first], accounts=made.accounts[first],
                     times=made.times[first])  # fmt: skip
            print(f"{first.sum():,} shares   core s   peak MB      pairs")
            told = [_alone(sys.executable, path, "ours")]
            told += [_alone(python, path, name) for name in ("polars", "toolkit") if python]
            for other in told[1:]:
                ratio = other["seconds"] / told[0]["seconds"]
                memory = other["megabytes"] / told[0]["megabytes"]
                same = "the same" if other["edges"] == told[0]["edges"] else "OTHER"
                print(f"{other['name']}: {ratio:.1f} x the time, {memory:.1f} x the memory, "
                      f"{same} pairs and weights")  # fmt: skip


def _first_shares(made: World) -> NDArray[np.bool_]:
    """Keep each account's first share of an object: the toolkit's weight counts the others too."""
    first = np.zeros(len(made.objects), bool)
    both = made.objects * len(made.kind) + made.accounts
    first[np.unique(both, return_index=True)[1]] = True
    return first


def _peers(folder: Path) -> str:
    python = folder / "peers" / "bin" / "python"
    try:
        subprocess.run([sys.executable, "-m", "venv", folder / "peers"], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "numpy", *PEERS], check=True,
                       capture_output=True)  # fmt: skip
    except subprocess.CalledProcessError:
        print("no package index: ours alone")
        return ""
    return str(python)


def _alone(python: str, path: Path, name: str) -> dict[str, float | str]:
    command = [python, "-m", "benchmarks.coordination_peers", name, str(path), str(WINDOW)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    told: dict[str, float | str] = json.loads(done.stdout.splitlines()[-1])
    print(
        f"{name:17}{told['seconds']:9.2f}{told['megabytes']:10.0f}{told['pairs']:11,}", flush=True
    )
    return told


def planted() -> None:
    """Find planted accounts on unseen seeds, outlets set apart."""
    for name, mode in MODES.items():
        print(f"{name:10}  precision  recall   fans  ordinary  edges  seconds")
        rows = []
        for seed in UNSEEN:
            made, start = world(MILLION, seed), process_time()
            found = _found(made, mode)
            taken = process_time() - start
            rows.append(row := [*_scores(made, found, 0.05), found.counts.edges, taken])
            print(_line(f"seed {seed}", row), flush=True)
        print(_line("mean", np.mean(rows, axis=0).tolist()))
        print(_line("least", np.min(rows, axis=0).tolist()))


def _line(name: str, row: list[float]) -> str:
    precision, recall, fans, ordinary, edges, seconds = row
    found = f"{name:10}{precision:11.3f}{recall:8.3f}{fans:7.0f}{ordinary:10.0f}"
    return f"{found}{edges:7.0f}{seconds:9.1f}"


def frontier() -> None:
    """Precision against recall: over the level, and of thresholds on the weight."""
    told: dict[str, list[list[float]]] = {}
    for seed in UNSEEN[:5]:
        made = world(MILLION, seed)
        for name, mode in MODES.items():
            found = _found(made, mode)
            for level in LEVELS:
                told.setdefault(f"{name} q {level}", []).append(_scores(made, found, level))
        for least in (2, 3, 5, 8):
            passing = found.edges._replace(q=np.where(found.edges.weight >= least, 0.0, 1.0))
            simple = Coordination(passing, (), found.counts, found.windows, 0.05)
            told.setdefault(f"weight >= {least}", []).append(_scores(made, simple, 0.05))
    print("                   precision  recall   fans  ordinary")
    for name, rows in told.items():
        precision, recall, fans, ordinary = np.mean(rows, axis=0)
        print(f"{name:18}{precision:10.3f}{recall:8.3f}{fans:7.0f}{ordinary:10.0f}")


def chance() -> None:
    """Count seeds with any edge where the times of each object are dealt out anew."""
    for groups in (False, True):
        edges: dict[str, list[int]] = {name: [] for name in MODES}
        for seed in CHANCE:
            made = shuffled(world(MILLION, seed, planted=groups), seed)
            for name, mode in MODES.items():
                edges[name].append(_found(made, mode).counts.edges)
        world_ = "planted groups" if groups else "innocent worlds"
        for name, counts in edges.items():
            seeds = np.count_nonzero(counts)
            print(
                f"{world_}, {name}: edges in {seeds} of {len(CHANCE)} seeds, {sum(counts)} in all"
            )
    _half()


def _half() -> None:
    """Count who is named where every other group's objects are dealt out anew, others' not."""
    for name, mode in MODES.items():
        rows = []
        for seed in UNSEEN:
            made = world(MILLION, seed)
            dealt = (made.group >= 0) & (made.group % 2 == 1)
            acting = (made.group >= 0) & ~dealt
            made = shuffled(made, seed, of=np.unique(made.objects[dealt[made.accounts]]))
            named = _named(made, _found(made, mode), 0.05)
            rows.append([named[acting].mean(), named[dealt].mean()])
        told = np.mean(rows, axis=0)
        print(f"every other group dealt out, {name}: {told[1]:.3f} of it named; of the others "
              f"{told[0]:.3f}")  # fmt: skip


def limits() -> None:
    """Where it fails: innocent crowds that are brisker than assumed."""
    print(" " * 36 + "precision  recall   fans  ordinary")
    for name, options in (
        ("fans after 3-12 min (as above)", {}),
        ("fans after 2-3 min", {"fans": (2, 3)}),
        ("fans after 1-2 min", {"fans": (1, 2)}),
        ("fans after 3-12 min, join in", {"joining": True}),
        ("fans after 1-2 min, join in", {"fans": (1, 2), "joining": True}),
        ("hours of their own", {"habits": True}),
    ):
        for kind, mode in MODES.items():
            worlds = [world(MILLION, seed, **options) for seed in UNSEEN[:3]]
            rows = [_scores(made, _found(made, mode), 0.05) for made in worlds]
            precision, recall, fans, ordinary = np.mean(rows, axis=0)
            print(
                f"{name + ', ' + kind:38}{precision:7.3f}{recall:8.3f}{fans:7.0f}{ordinary:10.0f}"
            )
    for habits in (False, True):
        worlds = [world(MILLION, seed, planted=False, habits=habits) for seed in UNSEEN[:3]]
        for kind, mode in MODES.items():
            edges = [_found(made, mode).counts.edges for made in worlds]
            name = "hours of their own" if habits else "as above"
            print(f"nobody planted, {name}, {kind}: {edges} edges")


def _found(made: World, mode: dict[str, Any]) -> Coordination:
    names = [str(account) for account in range(len(made.kind))]
    outlets = frozenset(str(each) for each in np.flatnonzero(made.kind == "outlet"))
    shares = Shares(made.objects, made.accounts, made.times, range(made.objects.max() + 1), names)
    return coordination(shares, set_apart=outlets, **mode)


def _scores(made: World, found: Coordination, level: float) -> list[float]:
    """Return precision, recall, and how many fans and ordinary accounts have an edge."""
    named = _named(made, found, level)
    right = named & (made.group >= 0)
    wrong = [int((named & (made.kind == kind)).sum()) for kind in ("fan", "ordinary")]
    return [right.sum() / max(named.sum(), 1), right.sum() / (made.group >= 0).sum(), *wrong]


def _named(made: World, found: Coordination, level: float) -> NDArray[np.bool_]:
    """Return by account whether it has an edge."""
    edges = found.edges
    kept = (edges.q <= level) & ~edges.set_apart
    named = np.zeros(len(made.kind), bool)
    named[edges.a[kept]] = named[edges.b[kept]] = True
    return named


def viral() -> None:
    """Test a million shares of one object, alone and among half a million others."""
    for name, span in (("over a day", 86_400), ("in one second", 1)):
        for crowd in (0, 500_000):
            made = world(max(crowd, 100_000), 0)
            some = slice(crowd and None)
            random = np.random.default_rng(0)
            names = [str(account) for account in range(max(MILLION, len(made.kind)))]
            objects = np.append(made.objects[some], np.full(MILLION, made.objects.max() + 1))
            accounts = np.append(made.accounts[some], np.arange(MILLION))
            at = int(made.times.mean()) + random.integers(span, size=MILLION)
            times = np.append(made.times[some], at)
            shares = Shares(objects, accounts, times, range(objects.max() + 1), names)
            start = process_time()
            found = coordination(shares)
            taken = process_time() - start
            print(f"{len(times):,} shares, a million of them of one object {name}: {taken:.1f} s, "
                  f"{found.counts.edges} edges, crowded {len(found.counts.crowded)}")  # fmt: skip
    status = Path("/proc/self/status")
    if status.exists():
        peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        print(f"peak memory of all four: {int(peak.split()[1]) / 1024:,.0f} MB")


if __name__ == "__main__":
    main()
