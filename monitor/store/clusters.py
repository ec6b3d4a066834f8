"""Accounts that post in step, as the last look found them: all of it is made again at the next."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from monitor.privacy import FEWEST
from monitor.store.database import Database, moment, stamp

__all__ = [
    "Basis", "Carried", "ClusterEdge", "Clusters", "Passed", "StoredCluster",
    "StoredExplanation",
]  # fmt: skip

TABLES = (
    "cluster_edges", "cluster_posts", "cluster_objects", "cluster_accounts", "clusters",
    "coordination",
)  # fmt: skip
OBJECTS = 1_000
"""Kept of each cluster: what most of its accounts shared first."""
ABOUT = f"""
SELECT cluster, pair, count(*) FROM (
    SELECT DISTINCT cluster, post, json_extract(facts, '$.pair') AS pair
    FROM cluster_posts JOIN signals USING (post) WHERE factor = 'figure' AND cluster IN (
        SELECT cluster FROM cluster_accounts GROUP BY cluster HAVING count(*) >= {FEWEST}
    )
) WHERE pair != '' GROUP BY cluster, pair ORDER BY cluster, count(*) DESC, pair
"""
CARRIED = """
SELECT claim, cluster, count(*), count(DISTINCT account) FROM (
    SELECT p.claim, c.cluster, c.account
    FROM cluster_accounts c CROSS JOIN posts p ON p.account = c.account
    WHERE c.cluster IS NOT NULL AND p.claim IS NOT NULL
    UNION ALL
    SELECT o.claim, c.cluster, c.account
    FROM cluster_accounts c CROSS JOIN posts q ON q.account = c.account
    JOIN posts o ON o.id = q.quote_of
    WHERE c.cluster IS NOT NULL AND q.quote_of != '' AND o.claim IS NOT NULL
) GROUP BY claim, cluster HAVING count(DISTINCT account) > 1
ORDER BY claim, count(*) DESC, cluster
"""
PASSED = """
SELECT pair, account, count(*), sum(step IS NOT NULL), cluster FROM (
    SELECT DISTINCT p.seq, p.account, json_extract(s.facts, '$.pair') AS pair, c.cluster,
        step.cluster AS step
    FROM posts p JOIN signals s ON s.post = p.seq
    LEFT JOIN cluster_accounts c ON c.account = p.account
    LEFT JOIN cluster_posts step ON step.post = p.seq
    WHERE s.factor = 'figure' AND p.account != '' AND (
        p.repost_of != '' OR p.repost_of_account != '' OR p.quote_of != ''
        OR p.quote_of_account != '')
) WHERE pair != '' GROUP BY pair, account ORDER BY pair, account
"""


class Basis(NamedTuple):
    """What the clusters rest on."""

    version: str
    """Of the method and its settings."""
    seq: int
    links: int
    """As ``Store.shares_stamp`` counts them."""
    seconds: float
    """The window."""
    q: float
    counts: Mapping[str, Any] = {}
    """What was looked at."""
    left_out: Mapping[str, int] = {}
    """Posts that were not, by reason."""


class StoredExplanation(NamedTuple):
    """An innocent way to come to a pattern; each observation is a key of ``words`` and facts."""

    key: str
    favour: tuple[tuple[str, Mapping[str, str]], ...] = ()
    against: tuple[tuple[str, Mapping[str, str]], ...] = ()


@dataclass(frozen=True, slots=True)
class StoredCluster:
    """Accounts that post in step: a lead to look at together, never a verdict on any."""

    num: int
    """From 1, the largest first; another look may number them otherwise."""
    accounts: tuple[str, ...]
    edges: int
    density: float
    """Edges of all pairs of its accounts."""
    objects: tuple[tuple[str, str], ...]
    """``(behaviour, object)`` of what two of them or more shared within the window, what most of
    them shared first; at most 1,000. A text is the id of its claim."""
    first: datetime | None
    last: datetime | None
    """When they first and last did."""
    p: float
    """The least of its edges."""
    highest_p: float
    """The largest: each pair is at least as unlikely by chance."""
    p_exact: float
    """The least of its edges, nothing smoothed."""
    window_seconds: float
    counts: Mapping[str, int] = field(default_factory=dict)
    """How many objects there are in all, by behaviour."""
    explanations: tuple[StoredExplanation, ...] = ()
    posts: int = 0
    """With which its accounts shared its objects."""
    about: Mapping[str, int] = field(default_factory=dict)
    """In how many of these posts each pair of candidates is named: attention, never support. Not
    counted for clusters of fewer than ``FEWEST`` accounts."""


class ClusterEdge(NamedTuple):
    """Two accounts that post in step more often than chance would have it."""

    a: str
    b: str
    weight: int
    """Distinct objects that both shared within the window."""
    expected: float
    """Of ``weight``, by chance."""
    p: float
    q: float
    p_exact: float
    """As ``p``, nothing smoothed."""
    cluster: int | None
    set_apart: bool
    """One of the two is disclosed as media or automatic."""


class Carried(NamedTuple):
    """How much of a claim comes from one cluster: its posts, and quotes of them."""

    claim: int
    cluster: int
    posts: int
    accounts: int


class Passed(NamedTuple):
    """How often an account reposted or quoted in posts that name a pair of candidates."""

    pair: str
    account: str
    times: int
    in_step: int
    """Of these, with posts of its cluster."""
    cluster: int | None


class Clusters(Database):
    """The clusters of a Store."""

    def clusters_rest_on(self) -> Basis | None:
        """Return what the clusters rest on; None: nobody has looked for any."""
        for version, seq, links, seconds, q, counts, left_out in self._rows(
            "SELECT * FROM coordination"
        ):
            return Basis(version, seq, links, seconds, q, json.loads(counts), json.loads(left_out))
        return None

    def replace_clusters(
        self,
        clusters: Sequence[StoredCluster],
        edges: Iterable[ClusterEdge],
        posts: Iterable[tuple[int, int]],
        basis: Basis,
    ) -> None:
        """Store what a look found in place of what the one before it found, in one piece.

        Parameters
        ----------
        clusters : sequence of StoredCluster
            Their ``posts`` and ``about`` are not read: the store counts them itself.
        edges : iterable of ClusterEdge
        posts : iterable of (seq, cluster)
            The posts with which the clusters' accounts shared their objects.
        basis : Basis
        """
        with self.writing():
            for table in TABLES:
                self._write(f"DELETE FROM {table}")
            self._write(
                f"INSERT INTO coordination VALUES ({', '.join('?' * len(basis))})",
                [*basis[:5], json.dumps(dict(basis.counts)), json.dumps(dict(basis.left_out))],
            )
            self._write_all(
                "INSERT INTO clusters VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", map(_row, clusters)
            )
            self._write_all(
                "INSERT INTO cluster_objects VALUES (?, ?, ?, ?)",
                (
                    (cluster.num, place, *thing)
                    for cluster in clusters
                    for place, thing in enumerate(cluster.objects[:OBJECTS])
                ),
            )
            self._write_all("INSERT INTO cluster_posts VALUES (?, ?)", posts)
            self._add_edges(clusters, edges)

    def _add_edges(self, clusters: Sequence[StoredCluster], edges: Iterable[ClusterEdge]) -> None:
        of = {name: cluster.num for cluster in clusters for name in cluster.accounts}
        numbers = {name: number for number, name in enumerate(of)}
        rows = [
            (*(numbers.setdefault(name, len(numbers)) for name in edge[:2]), *edge[2:])
            for edge in edges
        ]
        self._write_all(
            "INSERT INTO cluster_accounts VALUES (?, ?, ?)",
            ((number, name, of.get(name)) for name, number in numbers.items()),
        )
        self._write_all("INSERT INTO cluster_edges VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def clusters(self) -> list[StoredCluster]:
        """Return the clusters, the largest first."""
        seconds = self._one("SELECT seconds FROM coordination")
        accounts = self._grouped(
            "SELECT cluster, account FROM cluster_accounts WHERE cluster IS NOT NULL"
            " ORDER BY account"
        )
        objects = self._grouped(
            "SELECT cluster, behaviour, object FROM cluster_objects ORDER BY cluster, place"
        )
        about = self._grouped(ABOUT)
        rows = self._rows("SELECT * FROM clusters ORDER BY num")
        posts = dict(self._rows("SELECT cluster, count(*) FROM cluster_posts GROUP BY cluster"))
        return [
            StoredCluster(
                num=num,
                accounts=tuple(account for (account,) in accounts[num]),
                edges=edges,
                density=density,
                objects=tuple((behaviour, thing) for behaviour, thing in objects[num]),
                first=moment(first),
                last=moment(last),
                p=p,
                highest_p=highest,
                p_exact=exact,
                window_seconds=seconds,
                counts=json.loads(counts),
                explanations=tuple(_explanation(each) for each in json.loads(explanations)),
                posts=posts.get(num, 0),
                about=dict(about[num]),
            )
            for num, edges, density, first, last, p, highest, exact, counts, explanations in rows
        ]

    def _grouped(self, sql: str) -> dict[int, list[tuple[Any, ...]]]:
        found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        for num, *rest in self._stream(sql):
            found[num].append(tuple(rest))
        return found

    def cluster_edges(self) -> Iterator[ClusterEdge]:
        """Yield every edge that was kept, of accounts set apart too, the heaviest first."""
        for a, b, weight, expected, p, q, exact, cluster, apart in self._stream(
            "SELECT a.account, b.account, weight, expected, p, q, p_exact, e.cluster, set_apart"
            " FROM cluster_edges e JOIN cluster_accounts a ON a.num = e.a"
            " JOIN cluster_accounts b ON b.num = e.b ORDER BY weight DESC, a.account, b.account"
        ):
            yield ClusterEdge(a, b, weight, expected, p, q, exact, cluster, bool(apart))

    def carried(self) -> list[Carried]:
        """Return which claims two accounts or more of one cluster posted, reposted or quoted."""
        return [Carried(*row) for row in self._rows(CARRIED)]

    def passed_on(self) -> Iterator[Passed]:
        """Yield, per pair of candidates and account, how often it reposted or quoted there."""
        return (Passed(*row) for row in self._stream(PASSED))


def _row(cluster: StoredCluster) -> tuple[object, ...]:
    return (
        cluster.num,
        cluster.edges,
        cluster.density,
        stamp(cluster.first),
        stamp(cluster.last),
        cluster.p,
        cluster.highest_p,
        cluster.p_exact,
        json.dumps(dict(cluster.counts)),
        json.dumps(
            [
                [key, *([[name, dict(facts)] for name, facts in seen] for seen in seens)]
                for key, *seens in cluster.explanations
            ]
        ),
    )


def _explanation(told: Sequence[Any]) -> StoredExplanation:
    key, *seens = told
    return StoredExplanation(key, *(tuple((name, facts) for name, facts in seen) for seen in seens))
