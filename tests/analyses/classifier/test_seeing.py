"""Many texts at once are seen as each of them is alone."""

from __future__ import annotations

import numpy as np

from monitor.analyses.classifier.features import BUCKETS
from monitor.analyses.classifier.seeing import see, stacked, styled_of
from monitor.analyses.classifier.style import STYLE


def test_rows_are_texts_in_their_order(lessons):
    """Stacking two halves, or taking some rows, gives what seeing them at once gives."""
    whole = see(lessons.texts[:10])
    halves = stacked(see(lessons.texts[:5]), see(lessons.texts[5:10]))
    assert (whole.words != halves.words).nnz == 0
    assert (whole.shapes == halves.shapes).all()
    some = whole.some(np.array([7, 2]))
    assert some.forms == (whole.forms[7], whole.forms[2])
    assert (some.words != see([lessons.texts[7], lessons.texts[2]]).words).nnz == 0


def test_nothing_can_be_seen_too():
    """Learning starts from no text at all."""
    nothing = see([])
    assert len(nothing) == 0
    assert nothing.words.shape == (0, BUCKETS)
    assert len(stacked(nothing, see(["kotak suara"]))) == 1


def test_a_shape_that_never_changes_divides_by_one():
    """Else a text that has it for once would be infinitely far away."""
    styled = styled_of(np.ones((3, len(STYLE))))
    assert set(styled.spread) == {1.0}
