"""``monitor network``."""

from __future__ import annotations

from pathlib import Path

import click

from monitor import pipeline
from monitor.cli.amplification import show_network
from monitor.cli.doors import as_json, database, file, print_json, top, verb
from monitor.cli.screen import show_coverage
from monitor.pipeline.network import DRAWS, SEED, TOP, network
from monitor.pipeline.network_records import network_records
from monitor.words import say


@verb("network")
@click.option("--candidate", metavar="NAME", help=say("cli.network_candidate"))
@click.option("--phase", metavar="ID", help=say("cli.network_phase"))
@click.option("--platform", metavar="NAME", help=say("cli.network_platform"))
@click.option("--election", metavar="ID", help=say("cli.election_option"))
@click.option("--register", type=file(), metavar="FILE", help=say("cli.register"))
@top(TOP)
@click.option(
    "--draws",
    metavar="N",
    type=click.IntRange(10, 100_000),
    default=DRAWS,
    show_default=True,
    help=say("cli.network_draws"),
)
@click.option(
    "--seed",
    metavar="N",
    type=click.IntRange(0, 2**31),
    default=SEED,
    show_default=True,
    help=say("cli.network_seed"),
)
@database
@as_json
def command(
    candidate: str | None,
    phase: str | None,
    platform: str | None,
    election: str | None,
    register: Path | None,
    top: int,
    draws: int,
    seed: int,
    path: Path,
    as_json: bool,
) -> None:
    """Show who amplifies whom around the candidates."""
    with pipeline.Store(path) as store:
        report = network(
            store,
            pipeline.setting(store, path, election_id=election, register=register),
            top=top,
            draws=draws,
            seed=seed,
            entity=candidate,
            phase=phase,
            platform=platform,
        )
        if as_json:
            for record in network_records(report):
                print_json(record)
            return
        show_network(report)
        show_coverage(store)
