"""4. What is worth noticing: pure functions from records to Signals, one file each.

To add one: write its file, then its line below. A signal is a reason to look, never a verdict.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from monitor.analyses import (
    amplification,
    checkability,
    clarification,
    cues,
    figures,
    gains,
    in_step,
    narratives,
    procedure,
    rules,
    shouting,
    spread,
    void,
)
from monitor.analyses.base import Analysis, Setting
from monitor.analyses.classifier import analysis as classification
from monitor.analyses.factchecks.analysis import memory
from monitor.corpora.clarifications import clarification_version
from monitor.corpora.cues import cue_version

__all__ = ["ANALYSES", "Analysis", "Setting", "with_cues"]


def with_cues(extra: Path | None = None) -> dict[str, Analysis]:
    """Return every analysis by name, those of words also looking for the phrases of ``extra``.

    Their versions carry a hash of the cue files, so that a stored signal tells which words made
    it and a changed file makes it anew.

    Raises
    ------
    BadCorpus
        A cue file cannot be read.

    Examples
    --------
    >>> [analysis.name for analysis in ANALYSES.values() if analysis.of == "claim"]
    ['spread', 'amplification', 'in_step', 'memory', 'narratives', 'void']
    """
    words = cue_version(extra)
    known = (
        Analysis("cues", f"1-{words}", "post", partial(cues.find, cues=extra)),
        Analysis("gains", f"1-{words}", "post", partial(gains.find, cues=extra)),
        Analysis("shouting", "1", "post", shouting.find),
        Analysis("rules", f"2-{words}", "post", partial(rules.find, cues=extra)),
        Analysis("figures", "2", "post", figures.find),
        Analysis("procedure", f"2-{words}", "post", partial(procedure.find, cues=extra)),
        Analysis("checkability", f"2-{words}", "post", partial(checkability.find, cues=extra)),
        Analysis("clarification", f"1-{clarification_version()}", "post", clarification.find),
        classification.classifier(),
        Analysis("spread", "1", "claim", spread.find),
        amplification.AMPLIFICATION,
        in_step.IN_STEP,
        memory(),
        narratives.NARRATIVES,
        void.VOID,
    )
    return {analysis.name: analysis for analysis in known}


ANALYSES = with_cues()
