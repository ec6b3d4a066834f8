"""From shares to clusters: who posts in step, and could it be chance."""

from __future__ import annotations

import dataclasses
from collections import Counter
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.analyses.coordination import MINUTE, Shares, coordination
from monitor.records import Share

SECOND = timedelta(seconds=1)
NOON = datetime(2024, 2, 14, 5, tzinfo=UTC)
LARGE = {"crowd": 400, "things": 500}  # where sharing the same few things is already striking


def names(shares, cluster):
    return {shares.account_names[code] for code in cluster.accounts}


def table(found):
    edges = found.edges._asdict().values()
    return [tuple(row) for row in zip(*(column.tolist() for column in edges), strict=True)]


def test_two_groups_in_a_crowd_are_two_clusters(shares):
    """Each group comes out whole, alone, and with what it shared, when, and how sure."""
    made = shares(groups={"mawar": 5, "melati": 8})
    found = coordination(made)

    assert [names(made, each) for each in found.clusters] == [
        {f"melati{who}" for who in range(8)},
        {f"mawar{who}" for who in range(5)},
    ]
    first = found.clusters[0]
    assert first.density > 0.9
    assert first.p < 1e-3
    shared = {made.object_names[thing] for thing in first.objects}
    assert {f"https://melati.contoh/{thing}" for thing in range(14)} < shared
    assert not any("mawar" in thing for thing in shared)
    times = made.times[np.char.startswith(np.array(made.account_names)[made.accounts], "melati")]
    assert times.min() <= first.first < first.last <= times.max()


def test_a_crowd_alone_has_no_edge(shares):
    """Where nobody acts at once nothing is found, smoothed or not, whatever the seed."""
    for seed in range(5):
        made = shares(seed)
        assert coordination(made).counts.edges == 0
        assert coordination(made, reaction=None).counts.edges == 0


def test_a_slow_fan_club_has_no_edge(shares):
    """People who share the same things within half an hour are a crowd, not in step."""
    assert coordination(shares(groups={"fan": 25}, spread=1_800)).clusters == ()


def dealt_out(made, random):
    """Deal the times of each object out anew among its sharers."""
    order = np.argsort(made.objects, kind="stable")
    mixed = np.lexsort((random.random(len(made.times)), made.objects))
    times = np.empty_like(made.times)
    times[order] = made.times[mixed]
    return dataclasses.replace(made, times=times)


def test_pure_chance_has_no_edge_even_where_groups_shared_alone(shares):
    """Times dealt out anew within objects: of 20 worlds with groups at most 3 may have an edge."""
    random = np.random.default_rng(6)
    groups = {"mawar": 5, "melati": 12}
    worlds = [dealt_out(shares(seed, groups=groups, joined=4), random) for seed in range(20)]

    assert sum(coordination(made).counts.edges > 0 for made in worlds) <= 3
    assert all(coordination(made, anchored=False).counts.edges > 0 for made in worlds[:3])


def test_a_group_that_shared_alone_is_counted_but_not_named(shares):
    """No test without assumptions tells it from a brisk crowd: that is said, not passed over."""
    made = shares(groups={"mawar": 6}, joined=0, **LARGE)
    found, plain = coordination(made), coordination(made, anchored=False)

    assert (found.counts.edges, found.counts.unanchored) == (0, 1)
    assert (len(plain.clusters), plain.counts.unanchored) == (1, 0)
    assert coordination(made, reaction=None).counts.unanchored == 0


def test_groups_that_shared_alone_can_be_looked_at_and_are_no_clusters(rows):
    """The largest first, as ``anchored=False`` would find them; no edge passes, none is theirs."""
    made = rows(groups={"mawar": 6}, **LARGE)
    for seed, name, size in ((2, "sepi", 5), (3, "sunyi", 8)):
        made += [
            row
            for row in rows(seed, groups={name: size}, joined=0, **LARGE)
            if row.account.startswith(name)
        ]
    shares = Shares.of(made)
    found, wide = coordination(shares), coordination(shares, anchored=False)

    assert [names(shares, each) for each in found.clusters] == [{f"mawar{who}" for who in range(6)}]
    brisk = [names(shares, each) for each in found.unanchored]
    assert brisk == [{f"sunyi{who}" for who in range(8)}, {f"sepi{who}" for who in range(5)}]
    assert all(each in [names(shares, cluster) for cluster in wide.clusters] for each in brisk)
    assert found.counts.unanchored == 2
    assert wide.unanchored == coordination(shares, reaction=None).unanchored == ()
    rest = found.edges.unanchored >= 0
    assert not (rest & found.kept).any()
    assert (found.edges.cluster[rest] == -1).all()
    assert [each.edges for each in found.unanchored] == np.bincount(
        found.edges.unanchored[rest]
    ).tolist()


def test_an_anchored_group_does_not_vouch_for_another(rows):
    """Where one group acts at once in what others share too, one that never does stays unnamed."""
    for size in ({}, LARGE):  # both in one family, and each a community
        made = rows(groups={"mawar": 6}, **size)
        made += [
            row
            for row in rows(2, groups={"sepi": 6}, joined=0, **size)
            if row.account.startswith("sepi")
        ]
        shares = Shares.of(made)
        found = coordination(shares)

        assert [names(shares, each) for each in found.clusters] == [
            {f"mawar{who}" for who in range(6)}
        ]
        assert found.counts.unanchored == bool(size)


def test_smoothing_finds_the_rest_of_an_anchored_group(shares):
    """What the exact test finds in part comes out whole; its exact p is there beside."""
    made = shares(groups={"mawar": 6})
    found, exact = coordination(made), coordination(made, reaction=None)

    assert exact.counts.edges < found.counts.edges
    assert found.edges.p_exact.tolist() == exact.edges.p.tolist() == exact.edges.p_exact.tolist()
    assert (found.edges.p <= found.edges.p_exact).all()
    assert found.clusters[0].p < found.clusters[0].p_exact == exact.edges.p.min()


def test_outlets_are_set_apart_and_still_shown(shares):
    """A disclosed automatic account has its edges, marked, and is in no cluster."""
    made = shares(groups={"mawar": 5, "berita": 6})
    found = coordination(made, set_apart=frozenset(f"berita{who}" for who in range(6)))

    assert [names(made, each) for each in found.clusters] == [{f"mawar{who}" for who in range(5)}]
    apart = found.kept & found.edges.set_apart
    assert found.counts.set_apart == apart.sum() == 15
    assert (found.edges.cluster[apart] == -1).all()


def test_every_tested_pair_has_its_figures(shares):
    """Weight, expectation, p and q are there for all pairs of the least weight, not only edges."""
    found = coordination(shares(groups={"mawar": 5}), min_weight=1)
    edges = found.edges

    assert found.counts.tested == len(edges.a) > found.counts.edges > 0
    assert (edges.weight >= 1).all()
    assert (edges.expected >= 0).all()
    assert ((edges.p > 0) & (edges.p <= 1)).all()
    assert (edges.q <= 1).all()


def test_the_level_only_draws_a_line(shares):
    """Another level keeps other edges, but q is the same."""
    made = shares(groups={"mawar": 5})
    strict, lax = coordination(made, q=1e-9), coordination(made, q=0.2)

    assert strict.edges.q.tolist() == lax.edges.q.tolist()
    assert strict.kept.sum() < lax.kept.sum()


def test_several_windows_are_one_pass_and_are_paid_for(shares):
    """Each pair has its least likely window; looking several times costs as many times the p."""
    made = shares(groups={"mawar": 5}, spread=4)
    one = coordination(made, windows=[5 * SECOND])
    several = coordination(made, windows=[MINUTE, 5 * SECOND, MINUTE])

    pair = dict(zip(zip(one.edges.a, one.edges.b, strict=True), one.edges.p, strict=True))
    rows = zip(several.edges.a, several.edges.b, several.edges.window, several.edges.p, strict=True)
    best = [(p, pair[a, b]) for a, b, window, p in rows if window == 0 and (a, b) in pair]
    assert len(best) >= 10
    assert all(p == pytest.approx(min(2 * alone, 1)) for p, alone in best)


@given(st.randoms(use_true_random=False))
@settings(max_examples=5)
def test_the_order_of_the_shares_is_no_matter(rows, random):
    """Any order of the same shares gives the same edges, to the last bit, and the same clusters."""
    made = rows(groups={"mawar": 4})
    mixed = random.sample(made, len(made))

    one, other = coordination(Shares.of(made)), coordination(Shares.of(mixed))
    assert table(one) == table(other)
    assert one.clusters == other.clusters


def test_duplicate_shares_add_no_weight(rows):
    """A table imported twice says the same of who met how often."""
    made = rows(groups={"mawar": 4})
    once, twice = coordination(Shares.of(made)), coordination(Shares.of(made * 2))

    assert once.edges.weight.tolist() == twice.edges.weight.tolist()


def test_names_are_data(rows):
    """Names with control characters, markup or nothing in them come back exactly as they came."""
    hostile = {"mawar0": "\x00\x1b[2J", "mawar1": "<script>", "mawar2": "=1+1", "mawar3": ""}
    made = [
        Share(row.object, hostile.get(row.account, row.account), row.post, row.time)
        for row in rows(groups={"mawar": 4})
    ]
    shares = Shares.of(made)

    assert names(shares, coordination(shares).clusters[0]) == set(hostile.values())


def test_accounts_that_share_everything_are_not_in_step(rows):
    """Two who share every object, at their own times, meet no more often than chance has it."""
    random = np.random.default_rng(3)
    made = rows(things=300)
    things = sorted({row.object for row in made})
    for who in ("semua0", "semua1"):
        for thing in things:
            moment = NOON + timedelta(hours=float(random.uniform(0, 500)))
            made.append(Share(thing, who, "", moment))
    found = coordination(Shares.of(made))

    assert found.counts.edges == 0


@pytest.mark.parametrize("coarse", [60, 86_400])
def test_coarse_clocks_make_no_edges(rows, coarse):
    """Times cut to the minute or to the day make many meetings, but a crowd stays a crowd."""
    made = [
        Share(row.object, row.account, row.post, datetime.fromtimestamp(
            row.time.timestamp() // coarse * coarse, UTC))
        for row in rows()
    ]  # fmt: skip
    assert coordination(Shares.of(made)).counts.edges == 0


def test_equal_times_are_no_evidence(rows):
    """Where no clock was kept, all shares at one moment, nobody is in step."""
    made = [Share(row.object, row.account, row.post, NOON) for row in rows(groups={"mawar": 5})]

    assert coordination(Shares.of(made)).counts.edges == 0


def test_minute_clocks_still_show_groups(rows):
    """A group is found where a platform gives minutes only."""
    made = [
        Share(row.object, row.account, row.post, row.time.replace(second=0, microsecond=0))
        for row in rows(groups={"mawar": 6})
    ]
    shares = Shares.of(made)

    assert names(shares, coordination(shares).clusters[0]) == {f"mawar{who}" for who in range(6)}


@pytest.mark.parametrize("made", [[], [Share("x", "a", "", NOON)] * 3])
def test_nothing_to_compare_is_nothing_found(made):
    """No shares, or one account, is an empty answer that says what was looked at."""
    found = coordination(Shares.of(made))

    assert (found.counts.shares, found.counts.tested, found.clusters) == (len(made), 0, ())


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"windows": [-SECOND]}, "window is negative"),
        ({"windows": []}, "no window"),
        ({"min_weight": 0}, "min_weight"),
        ({"q": 0}, "q is not in"),
        ({"reaction": timedelta(0)}, "reaction"),
    ],
)
def test_nonsense_is_refused(shares, options, said):
    """A wrong setting is named at once."""
    with pytest.raises(ValueError, match=said):
        coordination(shares(), **options)


def test_arrays_that_do_not_fit_are_refused():
    """Arrays of different lengths, or codes without names, are no shares."""
    code = np.zeros(2, np.int64)
    with pytest.raises(ValueError, match="equally long"):
        Shares(code, code, code[:1], ["x"], ["a"])
    with pytest.raises(ValueError, match="no name"):
        Shares(code, code + 1, code, ["x"], ["a"])


def test_explanations_weigh_what_was_seen(shares):
    """Each cluster has its innocent explanations, each with evidence on one side or the other."""
    found = coordination(shares(groups={"mawar": 2, "melati": 6}, spread=1))
    kinds = Counter(each.key for cluster in found.clusters for each in cluster.explanations)

    assert kinds["coordination.one_person"] == 1
    assert kinds["coordination.template_tool"] == kinds["coordination.fan_club"] == 2
    tool = found.clusters[0].explanations[0]
    assert {each.key for each in tool.favour} == {
        "coordination.same_second",
        "coordination.median_gap",
    }
    assert all(
        each.favour or each.against for cluster in found.clusters for each in cluster.explanations
    )


def test_one_viral_object_does_not_hide_a_group(rows):
    """Sixty thousand shares of one thing, all in one second, and the group still comes out."""
    made = rows(groups={"mawar": 6})
    viral = [Share("https://viral.contoh", f"v{who}", "", NOON) for who in range(60_000)]
    viral += [Share("https://viral.contoh", f"mawar{who}", "", NOON) for who in range(6)]
    shares = Shares.of(made + viral)
    found = coordination(shares)

    assert [names(shares, each) for each in found.clusters] == [{f"mawar{who}" for who in range(6)}]
    assert [shares.object_names[thing] for thing in found.counts.crowded] == [
        "https://viral.contoh"
    ]
