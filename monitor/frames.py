"""The same results as DataFrames and a graph, for notebooks. Needs ``pemilu-monitor[notebook]``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from monitor.analyses.classifier.prequential import Figure as Predicted
from monitor.corpora.weights import Weights
from monitor.pipeline import queue as ranked
from monitor.pipeline.audit import Audited
from monitor.pipeline.audit_report import audit_records
from monitor.pipeline.explained import Explained, summand_record
from monitor.pipeline.figures import BinFigure, Evaluation, Figure
from monitor.records import Reference
from monitor.store import Store

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

__all__ = [
    "audit", "evaluation", "explanation", "graph", "interactions", "learning", "posts", "queue",
    "reasons",
]  # fmt: skip


def queue(store: Store, using: Weights | None = None) -> pd.DataFrame:
    """Return one row per claim in rank order, indexed by ``claim_id``.

    Returns
    -------
    pandas.DataFrame
        ``rank, score, posts, accounts, reposts, quotes, replies`` (numbers), ``platforms, about``
        (tuples), ``first_seen, last_seen`` (UTC), ``text, text_post``, ``state``, ``verdict``
        (empty until a person gave one), ``drawn`` (it came up by lot).

    Examples
    --------
    >>> queue(Store()).empty
    True
    """
    columns = (
        *("claim_id", "rank", "score", "posts", "accounts", "reposts", "quotes", "replies"),
        *("platforms", "about", "first_seen", "last_seen", "text", "text_post"),
        *("state", "verdict", "drawn"),
    )
    return _frame(
        (
            {
                **{name: getattr(row.claim, name) for name in columns if hasattr(row.claim, name)},
                "claim_id": row.claim.id,
                "rank": row.rank,
                "score": row.score,
                "about": row.about,
                "state": row.state,
                "verdict": row.verdict,
                "drawn": row.drawn,
            }
            for row in ranked(store, using).rows()
        ),
        columns,
        times=("first_seen", "last_seen"),
    ).set_index("claim_id")


def reasons(store: Store, using: Weights | None = None) -> pd.DataFrame:
    """Return one row per reason: ``claim_id, factor, weight, text, post_id, start, end, sentence``.

    The weights of a claim add up to its score; ``text`` is ``raw[start:end]`` of ``post_id``.
    """
    columns = ("claim_id", "factor", "weight", "text", "post_id", "start", "end", "sentence")
    return _frame(
        (
            {"claim_id": row.claim.id, **asdict(reason)}
            for row in ranked(store, using).rows()
            for reason in row.reasons
        ),
        columns,
    )


def posts(store: Store) -> pd.DataFrame:
    """Return one row per post by arrival, indexed by ``post_id``; nothing in it is masked."""
    columns = (
        *("post_id", "platform", "account", "created", "text", "url", "is_ad", "source"),
        *("reply_to", "repost_of", "quote_of", "mentions", "hashtags", "links"),
    )
    return _frame(
        (
            {
                "post_id": post.id,
                "platform": post.platform,
                "account": post.account.id if post.account else None,
                "created": post.created,
                "text": post.text,
                "url": post.url,
                "is_ad": post.is_ad,
                "source": post.source,
                "reply_to": _named(post.reply_to),
                "repost_of": _named(post.repost_of),
                "quote_of": _named(post.quote_of),
                "mentions": post.mentions,
                "hashtags": post.hashtags,
                "links": tuple(link.canonical for link in post.links),
            }
            for _, post in store.posts()
        ),
        columns,
        times=("created",),
    ).set_index("post_id")


def interactions(store: Store) -> pd.DataFrame:
    """Return who pointed at whom and how often: ``kind, source, target, times``.

    ``kind`` is ``repost, quote, reply`` or ``mention``. To point at somebody is not to support.
    """
    rows = (each._asdict() for each in store.interactions())
    return _frame(rows, ("kind", "source", "target", "times"))


def graph(store: Store) -> nx.DiGraph:
    """Return the interactions as a graph: an edge from who points to who is pointed at.

    Returns
    -------
    networkx.DiGraph
        Nodes are account ids; edges carry ``repost, quote, reply, mention`` (counts, 0 where
        there are none) and ``weight``, their sum.

    Examples
    --------
    >>> graph(Store()).number_of_nodes()
    0
    """
    import networkx as nx

    made: nx.DiGraph = nx.DiGraph()
    for kind, source, target, times in store.interactions():
        if not made.has_edge(source, target):
            made.add_edge(source, target, repost=0, quote=0, reply=0, mention=0, weight=0)
        made[source][target][kind] += times
        made[source][target]["weight"] += times
    return made


def evaluation(found: Evaluation, *, bins: bool = False) -> pd.DataFrame:
    """Return the figures of :func:`monitor.pipeline.evaluate_model.evaluate_model`, one a row.

    Parameters
    ----------
    found : Evaluation
    bins : bool
        The reliability tables instead: ``split, system, equal, low, high, count, said, so``.

    Returns
    -------
    pandas.DataFrame
        ``kind, split, rows, system, measure, value, low, high, count, positive, over, slice,
        cell, why``; see :class:`monitor.pipeline.figures.Figure`.
    """
    made = BinFigure if bins else Figure
    columns = tuple(each.name for each in fields(made))
    return _frame(map(asdict, found.bins if bins else found.figures), columns)


def audit(found: Audited) -> pd.DataFrame:
    """Return what :func:`monitor.pipeline.audit.audit_file` found, one finding a row.

    Returns
    -------
    pandas.DataFrame
        ``check, about, status, measure, strength, low, high, threshold, sure, rows, sentence``, in
        the order of the report; see :class:`monitor.analyses.audit.Finding`.

    Examples
    --------
    >>> from monitor.pipeline.audit import audit_rows
    >>> few = audit(audit_rows([{"text": "TPS dibuka pukul tujuh", "label": 0}]))
    >>> few.loc[few["check"] == "length", "status"].item()  # of one text nothing can be said
    'n/a'
    """
    columns = (
        *("check", "about", "status", "measure", "strength", "low", "high", "threshold", "sure"),
        *("rows", "sentence"),
    )
    records = (each for each in audit_records(found) if each["kind"] == "finding")
    return _frame(({name: each[name] for name in columns} for each in records), columns)


def explanation(told: Explained, text: str) -> pd.DataFrame:
    """Return the lines that :func:`monitor.pipeline.explained.explained` takes a score apart into.

    Parameters
    ----------
    told : Explained
    text : str
        The raw text that was explained.

    Returns
    -------
    pandas.DataFrame
        ``what, value, text, start, end, shape, sentence``; values are log-odds and add up to
        ``told.judgement.score``. ``text`` is ``raw[start:end]``, empty where a line has no place.
    """
    columns = ("what", "value", "text", "start", "end", "shape", "sentence")
    frame = _frame((summand_record(each, text) for each in told.summands), columns)
    places = {"start": "Int64", "end": "Int64"}
    return frame.fillna({"text": "", "shape": ""}).astype(places)


def learning(figures: Iterable[Predicted]) -> pd.DataFrame:
    """Return how well verdicts were predicted before they were learned, one figure a row.

    Parameters
    ----------
    figures : iterable of monitor.analyses.classifier.prequential.Figure
        As :func:`monitor.pipeline.learn.learn` returns them.

    Returns
    -------
    pandas.DataFrame
        ``of, window, system, over, measure, value, low, high, rows, positive, stand_for, why``;
        window 0 is the mean of all.

    Examples
    --------
    >>> learning([]).empty
    True
    """
    return _frame((each._asdict() for each in figures), Predicted._fields)


def _frame(rows: Any, columns: tuple[str, ...], times: tuple[str, ...] = ()) -> pd.DataFrame:  # noqa: ANN401 - an iterable of dicts
    import pandas as pd

    frame = pd.DataFrame(list(rows), columns=list(columns))
    for column in times:
        frame[column] = pd.to_datetime(frame[column], utc=True)
    return frame


def _named(reference: Reference | None) -> str | None:
    return (reference.post or None) if reference else None
