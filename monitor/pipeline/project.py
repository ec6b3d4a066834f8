"""A project is the folder of its database: what a team keeps beside it is found there."""

from __future__ import annotations

import os
from pathlib import Path

from monitor.analyses.base import Setting
from monitor.analyses.classifier import load
from monitor.analyses.classifier.analysis import model_path
from monitor.analyses.classifier.keeping import BROKEN, NONE, SHIPPED
from monitor.corpora.elections import election
from monitor.corpora.load import folder
from monitor.corpora.register import FILES, read_register
from monitor.corpora.weights import Weights, weights
from monitor.errors import BadCorpus
from monitor.store import Store

__all__ = ["elections_folder", "model_of", "model_used", "model_version", "setting", "weights_of"]


def elections_folder(database: Path) -> Path | None:
    """Return where the team's elections lie: ``$MONITOR_ELECTIONS``, else beside the database."""
    named = os.environ.get("MONITOR_ELECTIONS")
    folder = Path(named) if named else database.parent / "elections"
    return folder if named or folder.is_dir() else None


def setting(
    store: Store, database: Path, *, election_id: str | None = None, register: Path | None = None
) -> Setting:
    """Return what analyses may know: the election asked for, else the one of the last scan.

    The register of campaign accounts is ``register``, else ``register.csv``, ``register.yaml`` or
    ``register.yml`` beside the database.

    Raises
    ------
    UnknownName
        There is no such election.
    BadCorpus
        The election or the register breaks its rules, or there are two registers.
    """
    election_id = election_id or store.remembered("election")
    register = register or _register_beside(database)
    return Setting(
        election=election(election_id, elections_folder(database)) if election_id else None,
        register=read_register(register) if register else {},
    )


def _register_beside(database: Path) -> Path | None:
    found = [database.parent / name for name in FILES if (database.parent / name).is_file()]
    if len(found) > 1:
        names = ", ".join(path.name for path in found)
        raise BadCorpus("register_two", database.parent, files=names)
    return found[0] if found else None


def weights_of(database: Path, path: Path | None = None) -> Weights:
    """Return the weights in ``path``, else in ``weights.toml`` beside the database, else ours."""
    beside = database.parent / "weights.toml"
    return weights(path or (beside if beside.is_file() else None))


def model_of(database: Path | None, path: Path | None = None) -> Path | None:
    """Return the classifier to ask: ``path``, else the team's own, else ours; None without any.

    The team's own is ``model.json`` beside the database, which ``monitor model train`` writes.

    Raises
    ------
    BadModel
        It cannot be used: better said now than after an hour of reading.
    """
    ours = folder("models") / SHIPPED
    path = path or model_path(database) or (ours if ours.is_file() else None)
    if path is not None:
        load(path)
    return path


def model_used(store: Store) -> str:
    """Return the version of the classifier whose flags are in the queue; empty where none is."""
    version, _ = store.progress().get("classifier", ("", 0))
    return model_version(version)


def model_version(analysis: str) -> str:
    """Return which model stands in the version of the classifier's analysis; empty for none.

    Examples
    --------
    >>> model_version("1-a1b2c3/9f9f"), model_version("1-none")
    ('a1b2c3', '')
    """
    model = analysis.partition("/")[0].partition("-")[2]
    return "" if model in (NONE, BROKEN) else model
