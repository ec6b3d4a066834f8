"""A project is the folder of its database: what a team keeps beside it is found there."""

from __future__ import annotations

import os
from pathlib import Path

from monitor.analyses.base import Setting
from monitor.corpora.elections import election
from monitor.corpora.register import read_register
from monitor.corpora.weights import Weights, weights
from monitor.store import Store

__all__ = ["elections_folder", "setting", "weights_of"]


def elections_folder(database: Path) -> Path | None:
    """Return where the team's elections lie: ``$MONITOR_ELECTIONS``, else beside the database."""
    named = os.environ.get("MONITOR_ELECTIONS")
    folder = Path(named) if named else database.parent / "elections"
    return folder if named or folder.is_dir() else None


def setting(
    store: Store, database: Path, *, election_id: str | None = None, register: Path | None = None
) -> Setting:
    """Return what analyses may know: the election asked for, else the one of the last scan.

    The register of campaign accounts is ``register``, else ``register.csv`` beside the database.

    Raises
    ------
    UnknownName
        There is no such election.
    BadCorpus
        The election or the register breaks its rules.
    """
    election_id = election_id or store.remembered("election")
    beside = database.parent / "register.csv"
    register = register or (beside if beside.is_file() else None)
    return Setting(
        election=election(election_id, elections_folder(database)) if election_id else None,
        register=read_register(register) if register else {},
    )


def weights_of(database: Path, path: Path | None = None) -> Weights:
    """Return the weights in ``path``, else in ``weights.toml`` beside the database, else ours."""
    beside = database.parent / "weights.toml"
    return weights(path or (beside if beside.is_file() else None))
