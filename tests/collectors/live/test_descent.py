"""Going down a timeline: nothing missed, nothing asked for twice without need, an end always."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.collectors.live.base import Query
from monitor.collectors.live.descent import FIRST_LOOK, Page, descend
from monitor.errors import Busy, Refused
from monitor.records import Post

NOON = datetime(2024, 2, 14, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
QUERY = Query("uji:#a", "uji", "hashtag", "a", since=NOON - timedelta(days=30))


def post(number, minutes):
    """Return a post so many minutes before noon."""
    return Post(f"uji:{number}", "uji", created=NOON - minutes * MINUTE)


class Board:
    """A platform with posts by minutes before noon, ``size`` a page; cursors are places."""

    def __init__(self, minutes, size=3, *, timed=False):
        self.posts = [post(number, each) for number, each in enumerate(minutes)]
        self.size, self.timed, self.asked, self.faults = size, timed, [], {}

    def page(self, cursor):
        self.asked.append(cursor)
        if fault := self.faults.get(cursor):
            if isinstance(fault, Page):
                return fault
            raise fault
        if cursor.startswith("t"):
            end = datetime.fromisoformat(cursor[1:])
            start = next((n for n, p in enumerate(self.posts) if p.created < end), 10**9)
        else:
            start = int(cursor or 0)
        found = self.posts[start : start + self.size]
        more = start + self.size < len(self.posts)
        return Page(found, str(start + self.size) if more else "")

    def cursor_at(self, time):
        return f"t{time.isoformat()}" if self.timed else ""

    def new(self, *posts):
        self.posts = [*posts, *self.posts]


def run(board, query=QUERY, state=None, *, now=NOON, pages=None):
    """Walk down; return the posts, the state behind the last page, and the notes."""
    ids, notes, state = [], [], state or {}
    for number, step in enumerate(descend(query, state, board, now=now)):
        if number == pages:
            break
        ids += [record.id for record in step.records]
        notes += [note.kind for note in step.notes]
        state = dict(step.state)
        assert all(isinstance(word, str) for pair in state.items() for word in pair)
    return ids, state, notes


def names(*numbers):
    return [f"uji:{number}" for number in numbers]


def test_everything_down_to_since_and_nothing_below():
    """The first run goes down to what was asked; what came along below is counted outside."""
    board = Board([1, 5, 10, 15, 20, 25, 30])
    since = replace(QUERY, since=NOON - 18 * MINUTE)
    steps = list(descend(since, {}, board, now=NOON))
    assert [r.id for step in steps for r in step.records] == names(0, 1, 2, 3)
    assert sum(step.outside for step in steps) == 3
    assert board.asked == ["", "3", "6"]  # the last page was wholly too old


def test_without_since_a_first_run_looks_a_week_back():
    """Not a whole history that nobody asked for."""
    week = FIRST_LOOK // MINUTE
    ids, _, _ = run(
        Board([1, week - 1, week + 1, week + 2, week + 3, week + 4], 1), replace(QUERY, since=None)
    )
    assert ids == names(0, 1, 2)


def test_the_next_run_reads_only_what_is_new_and_a_little_below():
    """It stops in the stretch it knows: for late arrivals six hours now and then, else minutes."""
    board = Board(range(0, 6000, 30))
    _, state, _ = run(board)
    board.asked.clear()
    board.new(post("baru", -5))
    ids, state, _ = run(board, replace(QUERY, since=None), state, now=NOON + 10 * MINUTE)
    assert ids[0] == "uji:baru"
    assert len(board.asked) == 6  # six hours are twelve posts
    board.asked.clear()
    run(board, replace(QUERY, since=None), state, now=NOON + 20 * MINUTE)
    assert board.asked == ["", "3"]


def test_a_late_arrival_does_not_end_the_way_down():
    """One old post among new ones: only a page that is wholly old ends it."""
    board = Board([1, 99999, 2, 3, 4, 5, 6], 2)
    ids, _, _ = run(board, replace(QUERY, since=NOON - 50 * MINUTE))
    assert ids == names(0, 2, 3, 4, 5, 6)


@given(st.lists(st.integers(0, 5000), max_size=40), st.integers(1, 7), st.lists(st.integers(0, 6)))
def test_cut_short_anywhere_and_run_again_nothing_is_missing(minutes, size, cuts):
    """Runs that end behind any page, then one that ends: together they have everything, once."""
    board = Board(sorted(minutes), size)
    have, state = set(), {}
    for pages in [*cuts, None]:
        ids, state, _ = run(board, QUERY, state, pages=pages)
        have.update(ids)
    assert have == {p.id for p in board.posts}
    assert "cursor" not in state


def test_what_came_while_a_run_was_cut_short_is_read_too():
    """First the way that was cut short to its end, then from the top down to where it began."""
    board = Board([1, 2, 3, 4, 5, 6])
    ids, state, _ = run(board, pages=1)
    assert ids == names(0, 1, 2)
    before = board.posts
    board.new(*(post(f"n{n}", -n) for n in (9, 8, 7)))
    board.faults["3"] = Page(before[3:])  # the cursor leads below the same post as before
    ids, _, _ = run(board, QUERY, state, now=NOON + 10 * MINUTE)
    assert ids[:3] == names(3, 4, 5)
    assert {*names("n9", "n8", "n7")} <= set(ids)


def test_an_earlier_since_is_read_below_what_is_known():
    """A team asks for one more week: what it has is not read again but at the seam."""
    board = Board(range(0, 3000, 10), timed=True)
    _, state, _ = run(board, replace(QUERY, since=NOON - 1000 * MINUTE))
    board.asked.clear()
    ids, state, _ = run(board, replace(QUERY, since=NOON - 2000 * MINUTE), state)
    assert {*names(*range(101, 201))} <= set(ids)
    assert len(board.asked) < 60  # of a hundred pages; six hours of sweep are twelve
    assert state["reached"] == (NOON - 2000 * MINUTE).isoformat()


def test_a_window_in_the_past_is_read_as_asked():
    """--since and --until inside what is known: read again, and what is known stays known."""
    board = Board(range(0, 3000, 10), timed=True)
    _, state, _ = run(board)
    window = replace(QUERY, since=NOON - 500 * MINUTE, until=NOON - 400 * MINUTE)
    ids, after, _ = run(board, window, state)
    assert ids == names(*range(41, 51))
    assert (after["reached"], after["complete"]) == (state["reached"], state["complete"])


def test_a_limit_is_said_and_the_next_run_starts_at_the_top():
    """A busy source with a small limit still shows its newest posts every time."""
    board = Board([1, 2, 3, 4, 5, 6, 7])
    ids, state, notes = run(board, replace(QUERY, limit=4))
    assert (ids, notes) == (names(0, 1, 2, 3), ["limit"])
    board.new(post("baru", -5))
    ids, _, _ = run(board, replace(QUERY, limit=4), state, now=NOON + 10 * MINUTE)
    assert ids[0] == "uji:baru"


def test_a_clock_of_the_year_2099_does_not_stop_a_source():
    """A client may write any time: the next run still sees what comes."""
    board = Board([-40_000_000, 1, 2])
    _, state, _ = run(board)
    board.new(post("baru", -5))
    ids, _, _ = run(board, replace(QUERY, since=None), state, now=NOON + 10 * MINUTE)
    assert "uji:baru" in ids


@pytest.mark.parametrize("timed", [True, False])
def test_a_clock_of_the_year_1970_hides_no_gap(timed):
    """The oldest time seen is where a lost way goes on: a post from before ``since`` is none."""
    board = Board([1, 28_000_000, 3, 4, 5, 6], timed=timed)
    board.posts.sort(key=lambda one: one.id)
    board.faults["3"] = Refused("fetch_gone", "uji", status=404)
    ids, _, notes = run(board)
    assert {*names(3, 4, 5)} <= set(ids) if timed else notes == ["gap"]
    steps = descend(QUERY, {}, board, now=NOON)
    gaps = [note for step in steps for note in step.notes if note.kind == "gap"]
    assert all(note.facts["first"] < note.facts["last"] for note in gaps)


def test_a_way_down_cut_short_has_seen_no_future():
    """What is kept of a post from 2099 must not count hours as seen that nobody has seen."""
    board = Board([-40_000_000, 1, 2, 3, 4])
    _, state, _ = run(board, pages=1)
    assert state["top"] == NOON.isoformat()


def test_our_own_clock_may_jump_back():
    """What is known is bounded by the platform's times as well as by ours."""
    board = Board([1, 2, 3])
    _, state, _ = run(board)
    board.new(post("baru", -5))
    ids, _, _ = run(board, replace(QUERY, since=None), state, now=NOON - timedelta(days=2))
    assert "uji:baru" in ids


@pytest.mark.parametrize("timed", [True, False])
def test_a_stale_cursor_goes_on_by_time_or_is_a_gap(timed):
    """The platform forgot where we were: by time nothing is lost; without it the gap is said."""
    board = Board([1, 2, 3, 4, 5, 6, 7, 8], timed=timed)
    _, state, _ = run(board, pages=1)
    board.faults["3"] = Refused("fetch_gone", "uji", status=404)
    ids, state, notes = run(board, QUERY, state)
    if timed:
        assert {*names(3, 4, 5, 6, 7)} <= set(ids)
        assert "stale" in notes
    else:
        assert "gap" in notes
    assert "cursor" not in state


def test_a_cursor_that_leads_round_in_circles_ends():
    """The same cursor again, or pages that bring nothing new for ever."""
    board = Board([1, 2, 3, 4, 5, 6])
    board.faults["3"] = Page(board.posts[3:], "3")
    ids, _, notes = run(board)
    assert (ids, notes) == (names(0, 1, 2, 3, 4, 5), ["gap"])
    board = Board([1, 2, 3, 4, 5, 6])
    board.faults = {str(n): Page(board.posts[:3], str(n + 1)) for n in range(3, 1000)}
    _, _, notes = run(board)
    assert notes == ["gap"]
    assert len(board.asked) < 10


def test_a_page_that_comes_twice_does_no_harm():
    """Once is a fault that passes."""
    board = Board([1, 2, 3, 4, 5, 6, 7])
    board.faults["3"] = Page(board.posts[:3], "3b")
    board.faults["3b"] = Page(board.posts[3:6], "6")
    ids, _, notes = run(board)
    assert {*ids} == {*names(*range(7))}
    assert notes == []


def test_a_site_that_is_ill_ends_the_run_and_keeps_the_place():
    """500 at a cursor may be the cursor or the site: the next run tries it again."""
    board = Board([1, 2, 3, 4, 5, 6])
    board.faults["3"] = Busy("fetch_failing", "uji", status=500)
    steps = descend(QUERY, {}, board, now=NOON)
    state = next(steps).state
    with pytest.raises(Busy):
        next(steps)
    board.faults.clear()
    ids, _, _ = run(board, QUERY, state)
    assert ids[:3] == names(3, 4, 5)


def test_an_empty_timeline_is_a_page_too():
    """That it was asked is known; nothing is known of its times."""
    assert run(Board([])) == ([], {}, [])
    [step] = descend(QUERY, {}, Board([]), now=NOON)
    assert step.records == ()
