"""Leaks planted in invented data are found, and nothing is found where nothing was planted."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from benchmarks import audit as invented
from benchmarks.audit import PLANTS, clean, grouped
from monitor.analyses.audit import CHECKS, audit

planted = cache(invented.planted)
"""One set with a leak serves all checks that look for it."""


@pytest.mark.parametrize(
    "seed", [0, pytest.param(1, marks=pytest.mark.slow), pytest.param(2, marks=pytest.mark.slow)]
)
def test_a_clean_set_raises_no_alarm(seed):
    """Its label can be told by its subjects: that is content, and no leak."""
    found = audit(grouped(clean(seed)))
    assert found.leaks == ()
    words = next(each for each in found.findings if each.check == "bag")
    assert words.strength > 0.7
    assert found.meaning[-1][0] == "audit.means_clean"


@pytest.mark.parametrize("seed", [3, pytest.param(4, marks=pytest.mark.slow)])
@pytest.mark.parametrize(
    ("name", "check"), [(name, check) for name, (_, checks) in PLANTS.items() for check in checks]
)
def test_a_planted_leak_is_found_by_the_check_that_looks_for_it(name, check, seed):
    """Each at the strength that docs/audit.md states, in 600 texts."""
    found = CHECKS[check](planted(name, seed)).findings
    [leak] = [each for each in found if each.status == "leak"][:1]
    assert leak.low >= leak.sure
    assert leak.strength >= leak.threshold


def test_a_leak_changes_what_a_score_would_mean():
    """Where the source alone does as well as words, the paragraph says a score is no evidence."""
    sample = clean(5)
    told = ["laut" if label else "kebun" for label in sample.labels]
    found = audit(replace(sample, sources=told))
    keys = [key for key, _ in found.meaning]
    assert ("audit.means_shortcut", {"check": "source", "auroc": "1.00"}) in found.meaning
    assert keys[-1] == "audit.means_nothing"
