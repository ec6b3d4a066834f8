"""A row explains itself: its reasons add up and quote what they saw."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from monitor.corpora.weights import Weights
from monitor.queue.rows import record, row
from monitor.records import Claim, Signal, Span

USING = Weights(default=1.0, weights={"place": 0.0, "opinion": -1.0})
TEXT = "Sebarkan! TPS pindah"
CLAIM = Claim("k-1", 2, 2, ("x",), None, None, "x:1", TEXT)

WHOLE = Span(0, 8)


def signal(factor: str, value: float, span: Span | None = WHOLE, **facts: str) -> Signal:
    return Signal("x:1", factor, value, "Terlihat sesuatu.", facts, span, "x:1" if span else "")


@given(
    st.lists(
        st.builds(
            signal,
            st.sampled_from(["share_call", "opinion", "place", "figure"]),
            st.floats(0, 1),
            st.one_of(
                st.none(), st.tuples(st.integers(0, 9), st.integers(10, 20)).map(lambda p: Span(*p))
            ),
        )
    )
)
def test_every_reason_quotes_the_raw_text_exactly(signals):
    """text == raw[start:end], for every reason of every row, and there is always a reason."""
    made = row(1, 0.0, CLAIM, signals, {"x:1": TEXT}, USING)
    assert made.reasons
    for reason in made.reasons:
        assert reason.text == TEXT[reason.start : reason.end]
        assert reason.post_id == "x:1"
    json.dumps(record(made))


def test_of_one_factor_only_the_strongest_counts():
    """A post that says 'sebarkan' nine times is no nine reasons; the first of equals is quoted."""
    signals = [
        signal("share_call", 0.5, Span(0, 3)),
        signal("share_call", 0.5, Span(0, 8)),
        signal("share_call", 0.1),
    ]
    made = row(1, 0.5, CLAIM, signals, {"x:1": TEXT}, USING)
    assert [(reason.weight, reason.text) for reason in made.reasons] == [(0.5, "Seb")]


def test_a_row_without_signals_says_so():
    """'None seen' is not 'harmless'."""
    made = row(1, 0.0, CLAIM, [signal("place", 1.0)], {"x:1": TEXT}, USING)
    assert [reason.factor for reason in made.reasons] == ["none_seen"]
    assert "bukan berarti benar" in made.reasons[0].sentence


def test_what_a_claim_is_about_is_listed_most_often_first():
    """Candidates and institutions by label, whatever they weigh."""
    signals = [
        signal("figure", 1, entity="a", label="Wira"),
        signal("institution", 1, entity="kpu", label="KPU"),
        signal("institution", 1, entity="kpu", label="KPU"),
    ]
    assert row(1, 0.0, CLAIM, signals, {"x:1": TEXT}, USING).about == ("KPU", "Wira")
