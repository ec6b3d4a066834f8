"""What a researcher reads about one candidate: tables, intervals, or why not."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import words
from monitor.analyses.network import (
    MEASURES,
    NO_TIME,
    between_phases,
    bridging,
    cascades,
    concentration,
    first_movers,
    gini,
    h_index,
    interactions,
    jaccard,
    overlaps,
    picture,
    top_share,
)
from monitor.words import say


def reposts(rows, *, born=0, **more):
    """Rows of who reposted whose post when."""
    source, target, item, time = (list(column) for column in zip(*rows, strict=True))
    size = len(rows)
    return interactions(
        source, target, ["repost"] * size, time=time, item=item, born=[born] * size, **more
    )


def a_cascade(author, item, carriers, *, early="x:early", start=5):
    """One post that ``early`` carries five seconds after it was made, others a minute apart."""
    crowd = [
        (f"x:{item}-{each}", author, item, start + 60 * (each + 1)) for each in range(carriers)
    ]
    return [(early, author, item, start), *crowd]


def test_a_planted_cascade_is_found_with_its_author_first_mover_and_delay():
    """One account is five seconds behind four posts; the crowd takes minutes."""
    rows = [row for item in range(4) for row in a_cascade("x:author", f"p{item}", 20)]
    noise = [(f"x:n{each}", f"x:m{each}", f"q{each}", 100 + each) for each in range(30)]
    seen = picture(reposts(rows + noise))
    spread = seen.cascades

    author = seen.amplified[0].account
    assert (spread.size[:4] == 21).all()
    assert (spread.author[:4] == author).all()
    assert seen.amplified[0].strength == 84
    assert seen.amplified[0].h_index.value == 4  # four posts, each carried by 21
    mover = seen.movers[0]
    assert (mover.first, mover.carried, mover.delay.value) == (4, 4, 5)
    assert {figure.measure: figure.value for figure in spread.figures} == {
        "cascade_median": 1, "cascade_largest": 21, "cascade_top_1_percent": 21 / 114,
    }  # fmt: skip


def test_cascades_are_as_sure_as_they_have_authors_and_the_largest_is_only_told():
    """Forty authors of one post each, then one of forty: the same values, far less certain."""
    sizes = [each % 8 + 1 for each in range(40)]
    found = {}
    for name in ("many", "one"):
        rows = [
            (f"x:c{item}-{who}", f"x:author{item if name == 'many' else 0}", f"p{item}", 10 + who)
            for item, size in enumerate(sizes)
            for who in range(size)
        ]
        found[name] = {each.measure: each for each in picture(reposts(rows), seed=3).figures}
    many, one = found["many"], found["one"]
    for measure in ("cascade_median", "cascade_largest", "cascade_top_1_percent"):
        assert many[measure].value == one[measure].value
    assert many["cascade_median"].low < 4.5 < many["cascade_median"].high
    assert one["cascade_median"].low < many["cascade_median"].low
    assert many["cascade_largest"].low is many["cascade_largest"].high is None
    share = many["cascade_top_1_percent"]
    assert share.value == pytest.approx(8 / sum(sizes))
    assert share.low < share.value < share.high
    assert one["cascade_top_1_percent"].low is None
    assert many["delay_median"].low <= many["delay_median"].value <= many["delay_median"].high


def test_all_who_tie_are_first():
    """A clock that is exact to the minute must not make up an order."""
    rows = reposts([("x:b", "x:a", "p", 60), ("x:c", "x:a", "p", 60), ("x:d", "x:a", "p", 120)])
    movers, delay = first_movers(rows)
    assert [(rows.accounts[each.account], each.first) for each in movers] == [
        ("x:b", 1),
        ("x:c", 1),
    ]
    assert delay.value == 60


def test_a_repost_before_its_post_has_no_delay():
    """A wrong clock gives no negative delay: it is left out."""
    rows = reposts([(f"x:{each}", "x:a", "p", 10) for each in "bcd"], born=50)
    assert first_movers(rows)[1].why == "network.no_post_times"


def test_a_repeated_repost_is_one_account_in_a_cascade():
    """Twenty reposts of one post by one account carry it to nobody new."""
    rows = reposts([("x:b", "x:a", "p", each) for each in range(20)])
    assert cascades(rows).size.tolist() == [1]
    assert picture(rows).amplified[0].h_index.value == 1


def test_a_keyword_crawl_without_reposts_has_no_amplification():
    """Mentions are counted as mentions, and stand in for nothing: each figure says why."""
    size = 40
    rows = interactions([f"x:{each}" for each in range(size)], ["x:b"] * size, ["mention"] * size)
    seen = picture(rows)
    assert seen.counts["mention"] == 40
    assert seen.amplified == seen.amplifiers == seen.movers == seen.phases == []
    assert {figure.value for figure in seen.figures} == {None}
    assert {figure.why for figure in seen.figures} == {"network.no_reposts"}
    assert seen.why_no_phases == "network.no_phases"


def test_reposts_without_times_or_posts_say_what_is_missing():
    """Strength can be counted; cascades, first movers and the h-index cannot."""
    rows = interactions([f"x:{each}" for each in range(20)], ["x:b"] * 20, ["repost"] * 20)
    seen = picture(rows)
    why = {figure.measure: figure.why for figure in seen.figures}
    assert why["cascade_median"] == why["delay_median"] == "network.no_items"
    assert seen.amplified[0].h_index.why == "network.no_items"
    assert why["gini_made"] == ""
    assert why["gini_got"] == "network.few_accounts"

    timeless = reposts([(f"x:{each}", "x:b", "p", NO_TIME) for each in range(20)])
    assert first_movers(timeless)[1].why == "network.no_times"


@given(st.lists(st.integers(1, 50), min_size=1, max_size=60))
def test_gini_is_the_mean_difference(values):
    """Closed form: half the relative mean difference; copies and units change nothing."""
    of = np.array(values, float)
    expected = np.abs(of[:, None] - of[None, :]).mean() / (2 * of.mean())
    assert gini(of) == pytest.approx(expected, abs=1e-9)
    assert gini(of * 3) == pytest.approx(gini(of))
    assert gini(of, np.full(len(of), 4)) == pytest.approx(gini(of), abs=1e-9)


@given(st.lists(st.integers(1, 50), min_size=3, max_size=60), st.integers(1, 5))
def test_top_share_is_what_the_top_hold(values, top):
    """Sorted and added up; drawn twice, an account counts twice."""
    of = np.array(values, float)
    assert top_share(of, top) == pytest.approx(np.sort(of)[::-1][:top].sum() / of.sum())
    twice = top_share(of, top, np.full(len(of), 2))
    assert twice == pytest.approx(top_share(np.repeat(of, 2), top))


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 30)), max_size=60))
def test_h_index_is_hirschs(papers):
    """The definition, spelt out, for any owners in any order."""
    owner = [who for who, _ in papers]
    counts = [count for _, count in papers]
    for who, found in enumerate(h_index(owner, counts, 6).tolist()):
        own = [count for of, count in papers if of == who]
        assert found == max(h for h in range(62) if sum(count >= h for count in own) >= h)


def test_concentration_is_seeded_and_holds_its_value():
    """Same seed, same interval; even and uneven work are told apart beyond doubt."""
    even = reposts([(f"x:{a}", f"x:t{b}", "", 0) for a in range(40) for b in range(12)])
    heavy = [(f"x:{a}", f"x:t{b}", "", 0) for a in range(40) for b in range(1 + 20 * (a < 4))]
    uneven = reposts(heavy)
    flat = {each.measure: each for each in concentration(even)}
    steep = {each.measure: each for each in concentration(uneven)}
    assert concentration(uneven) == list(steep.values())
    assert flat["gini_made"].value == 0
    assert flat["gini_made"].high < steep["gini_made"].low
    for each in steep.values():
        assert 0 <= each.low <= each.value <= each.high <= 1


def test_few_accounts_have_no_concentration():
    """Of nine accounts ten hold everything: that is no finding."""
    rows = reposts([(f"x:{each}", "x:t", "", 0) for each in range(9)])
    assert {each.why for each in concentration(rows)} == {"network.few_accounts"}


def test_audiences_of_two_candidates_overlap_as_planted():
    """Forty accounts each, twenty of them common: 20 of 60, within its interval."""
    rows = [(f"x:{each}", "x:t", "", 0) for each in [*range(40), *range(20, 60)]]
    made = reposts(rows, entity=["satu"] * 40 + ["dua"] * 40)
    (found,) = overlaps(made)
    assert (found.only_a, found.only_b, found.both) == (20, 20, 20)
    assert found.share.value == pytest.approx(1 / 3)
    assert found.share.low < 1 / 3 < found.share.high


def test_audiences_without_a_common_account_are_not_surely_apart():
    """None of twenty is no proof of none: the interval has a width at both ends."""
    none, all_of_them = jaccard(10, 10, 0), jaccard(0, 0, 20)
    assert (none.value, none.low) == (0, 0)
    assert none.high > 0.1
    assert (all_of_them.value, all_of_them.high) == (1, 1)
    assert all_of_them.low < 0.9


def test_a_post_about_two_candidates_counts_once_for_all():
    """It is one row for each of them, and one repost."""
    rows = reposts([("x:a", "x:t", "p", 5)] * 2, entity=["satu", "dua"], post=["q"] * 2)
    assert len(rows.about(None)) == len(rows.about(0)) == len(rows.about(1)) == 1


def test_what_changed_between_phases():
    """The same forty even accounts, then four of them do most: kept by all, and steeper."""
    before = [(f"x:{each}", "x:t", "", 0) for each in range(40)]
    after = [(f"x:{each}", "x:t", "", 0) for each in range(40) for _ in range(1 + 19 * (each < 4))]
    rows = reposts(
        after + before, phase=["masa_tenang"] * len(after) + ["kampanye"] * 40,
        phases=["kampanye", "masa_tenang"],
    )  # fmt: skip
    (change,) = between_phases(rows)
    assert (change.before, change.after) == (0, 1)
    assert change.amplifications == (40, 116)
    assert change.amplifiers == (40, 40)
    assert change.kept.value == 1
    assert change.gini.low > 0


def test_bridging_accounts_come_with_their_doubt():
    """Two crowds around two authors, and one account that carries both."""
    rows = [(f"x:{side}{each}", f"x:{side}", "", 0) for side in "ab" for each in range(30)]
    made = reposts([*rows, ("x:both", "x:a", "", 0), ("x:both", "x:b", "", 0)])
    found = bridging(made, samples=30)
    assert {made.accounts[each.account] for each in found[:3]} == {"x:a", "x:b", "x:both"}
    for each in found:
        assert 0 <= each.betweenness.low <= each.betweenness.value <= each.betweenness.high <= 1


def test_nothing_is_lost_in_silence():
    """Self-loops and rows without an end are left out, and counted."""
    made = interactions(["x:a", "x:a", ""], ["x:a", "x:b", "x:b"], ["repost"] * 3)
    assert (len(made), made.loops, made.nameless) == (1, 1, 1)


@pytest.mark.parametrize(
    ("columns", "more", "expected"),
    [
        ((["x:a"], ["x:b"], ["like"]), {}, "no such kind: 'like'"),
        ((["x:a"], [], ["repost"]), {}, "as long as source"),
        ((["x:a"], ["x:b"], ["repost"]), {"phase": ["lain"], "phases": ["kampanye"]}, "'lain'"),
    ],
)
def test_columns_that_cannot_be(columns, more, expected):
    """A caller's mistake is named, not guessed away."""
    with pytest.raises(ValueError, match=expected):
        interactions(*columns, **more)


def test_every_figure_has_a_definition_a_unit_and_a_sentence():
    """A table never shows a measure that the docs do not define, in either language."""
    rows = reposts(a_cascade("x:t", "p", 3), phase=["kampanye"] * 4)
    defined = {each.measure for each in picture(rows).figures}
    assert defined <= {each.name for each in MEASURES}
    for language in words.LANGUAGES:
        words.use(language)
        for each in MEASURES:
            said = [say(f"network.{part}_{each.name}") for part in ("measure", "about")]
            assert all([*said, say(f"network.unit_{each.unit}")])
