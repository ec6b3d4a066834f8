"""What a score on labelled data would mean: which leaks tell the label without the claim.

A check is a pure function of a :class:`Sample` in one of the files here, and one line of
:data:`CHECKS`. Each gives a strength with a 95 % bootstrap interval by near-duplicate group; a
leak is one whose strength *and* whose lower end are above their thresholds (``docs/audit.md``).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from monitor.analyses.audit import bags, columns, copies, form, second, wording
from monitor.analyses.audit.meaning import meaning
from monitor.analyses.audit.records import Audit, Finding, Found, Sample, Table

__all__ = ["CHECKS", "Audit", "Finding", "Found", "Sample", "Table", "audit"]

CHECKS: dict[str, Callable[[Sample], Found]] = {
    "bag": bags.bag,
    "length": form.length,
    "punctuation": form.punctuation,
    "capitals": form.capitals,
    "markup": form.markup,
    "style": form.style,
    "missing": columns.missing,
    "date": columns.dates,
    "drift": columns.drift,
    "source": columns.origins,
    "outlets": wording.outlets,
    "checkers": wording.checkers,
    "denials": wording.denials,
    "label_word": bags.label_word,
    "openings": wording.openings,
    "same_label": bags.same_label,
    "placebo": bags.placebo,
    "second": second.second_label,
    "contradictions": copies.contradictions,
    "duplicates": copies.duplicates,
    "splits": copies.splits,
    "between": copies.sources,
    "accounts": copies.accounts,
}
"""Every check by its name, in the order of the report."""


def audit(sample: Sample) -> Audit:
    """Ask every check what it finds in labelled texts.

    Parameters
    ----------
    sample : Sample
        n texts. Without labels only the checks of collecting are made; the others say why not.

    Returns
    -------
    Audit
        The same for the same sample and seed, on every run.

    Notes
    -----
    Logistic regressions, fitted five times each, dominate: O(words of all texts). Shortcut
    learning and how to test for it: [1]_; a placebo that a sound method must fail: [2]_.

    References
    ----------
    .. [1] Geirhos et al. (2020), Shortcut learning in deep neural networks,
       doi:10.1038/s42256-020-00257-z
    .. [2] Lipsitch, Tchetgen Tchetgen and Cohen (2010), Negative controls,
       doi:10.1097/EDE.0b013e3181d61eeb
    .. [3] Kapoor and Narayanan (2023), Leakage and the reproducibility crisis in
       machine-learning-based science, doi:10.1016/j.patter.2023.100804

    Examples
    --------
    >>> texts = [f"kabar {n} dari desa" + "!" * (n % 2) for n in range(200)]
    >>> sample = Sample(texts, np.arange(200, dtype=np.int8) % 2, np.arange(200))
    >>> "punctuation" in {leak.check for leak in audit(sample).leaks}
    True
    """
    found = [check(sample) for check in CHECKS.values()]
    findings = tuple(finding for each in found for finding in each.findings)
    return Audit(
        findings=findings,
        tables=tuple(table for each in found for table in each.tables),
        meaning=tuple(meaning(findings)),
        texts=len(sample.texts),
        groups=len(np.unique(sample.groups)),
        positives=int((sample.labels == 1).sum()),
        negatives=int((sample.labels == 0).sum()),
        seed=sample.seed,
    )
