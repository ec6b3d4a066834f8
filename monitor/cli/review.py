"""``monitor review``."""

from __future__ import annotations

from pathlib import Path

import click

from monitor import pipeline
from monitor.cli.doors import as_json, database, print_json, verb
from monitor.cli.screen import show_history
from monitor.corpora.labels import labels
from monitor.queue.rows import review_record
from monitor.words import say


@verb("review", no_args_is_help=True)
@click.argument("claim")
@click.option("--verdict", metavar="WORD", default="", help=say("cli.review_verdict"))
@click.option("--reason", metavar="TEXT", default="", help=say("cli.review_reason"))
@click.option("--as", "name", metavar="NAME", default="", help=say("cli.review_as"))
@click.option(
    "--state",
    metavar="STATE",
    default="",
    help=say("cli.review_state", states=", ".join(labels().workflow)),
)
@click.option("--evidence", metavar="URL", multiple=True, help=say("cli.review_evidence"))
@database
@as_json
def command(
    claim: str,
    verdict: str,
    reason: str,
    name: str,
    state: str,
    evidence: tuple[str, ...],
    path: Path,
    as_json: bool,
) -> None:
    """Record what a person decided, or show the history."""
    with pipeline.Store(path) as store:
        if verdict or reason or name or state or evidence:
            pipeline.review(
                store,
                claim,
                by=name,
                verdict=verdict,
                reason=reason,
                state=state,
                evidence=evidence,
            )
        history = pipeline.history(store, claim)
    if as_json:
        for review in history.reviews:
            print_json(review_record(review))
    else:
        show_history(history)
