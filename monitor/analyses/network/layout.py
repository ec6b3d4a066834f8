"""Where to draw each account: who interacts lies close, communities lie together."""

from __future__ import annotations

import numpy as np

from monitor.analyses.network.data import Real, Sparse, Whole

__all__ = ["layout"]

STEPS = 80
_HELD = 1.0  # how strongly a community holds its own, against 1 of an edge
_RIM = 0.12  # of the radius, left to accounts without an edge
_GOLDEN = np.pi * (3 - np.sqrt(5))


def layout(graph: Sparse, labels: Whole, *, steps: int = STEPS, seed: int = 7) -> Real:
    """Return a place for each account; the same seed gives the same places on one machine.

    Parameters
    ----------
    graph : scipy.sparse.csr_array
        Weights of at least 0, accounts x accounts; directions are dropped.
    labels : numpy.ndarray of int, shape (n,)
        Communities, as :func:`~monitor.analyses.network.communities` numbers them; -1 for none.
    steps, seed : int

    Returns
    -------
    numpy.ndarray
        Shape (n, 2), within the circle of radius 1; who has no edge stands on its rim.

    Notes
    -----
    Fruchterman and Reingold's forces [1]_, first between communities, then between accounts.
    Everybody pushes everybody else: n^2 pairs, which is what takes other libraries minutes at
    50,000 accounts. Here the push is that of a field over a grid, found by a Fourier transform as
    in particle-mesh simulations [2]_: O(n + cells log cells + edges) a step. Distance means little
    in such a picture, and a border between two groups is no finding.

    References
    ----------
    .. [1] Fruchterman and Reingold (1991), doi:10.1002/spe.4380211102
    .. [2] Hockney and Eastwood (1988), doi:10.1201/9780367806934

    Examples
    --------
    >>> from scipy.sparse import csr_array
    >>> places = layout(csr_array([[0, 1, 0], [0, 0, 0], [0, 0, 0]]), np.array([0, 0, -1]))
    >>> places.shape, bool(np.abs(places).max() <= 1)
    ((3, 2), True)
    """
    from scipy.sparse import csr_array

    both = csr_array(graph + graph.T).astype(float)
    both.setdiag(0)
    both.eliminate_zeros()
    linked = np.flatnonzero(np.diff(both.indptr) > 0)
    places = np.zeros((graph.shape[0], 2))
    if len(linked):
        inner = both[linked][:, linked]
        places[linked] = _drawn(inner, _whole(labels[linked]), steps, seed) * (1 - _RIM)
    lone = np.setdiff1d(np.arange(graph.shape[0]), linked)
    turn = 2 * np.pi * np.arange(len(lone)) / max(len(lone), 1)
    places[lone] = np.column_stack([np.cos(turn), np.sin(turn)])
    return places


def _whole(labels: Whole) -> Whole:
    """Return communities from 0, each account without one being a community of its own."""
    own = labels.max(initial=-1) + 1 + np.arange(len(labels))
    return np.asarray(np.unique(np.where(labels < 0, own, labels), return_inverse=True)[1])


def _drawn(graph: Sparse, labels: Whole, steps: int, seed: int) -> Real:
    """Return places in the unit circle: those of communities first, then within them."""
    from scipy.sparse import csr_array

    size, groups = len(labels), int(labels.max()) + 1
    members = np.bincount(labels)
    of = csr_array((np.ones(size), labels, np.arange(size + 1)), shape=(size, groups))
    between = csr_array(of.T @ graph @ of)
    between.setdiag(0)
    between.eliminate_zeros()
    random = np.random.default_rng(seed)
    centres = _sunflower(np.argsort(np.argsort(-members, kind="stable")), groups)
    centres = _settled(between, centres, members.astype(float), None, steps, random)
    rank = np.empty(size, np.int64)  # of an account within its community
    order = np.argsort(labels, kind="stable")
    rank[order] = np.arange(size) - np.repeat(np.cumsum(members) - members, members)
    wide = np.sqrt(members / size)[labels, None]
    start = centres[labels] + _sunflower(rank, members[labels]) * wide
    return _settled(graph, start, np.ones(size), labels, steps, random)


def _sunflower(rank: Whole, of: Whole | int) -> Real:
    """Spread places evenly over the unit circle."""
    far, turn = np.sqrt((rank + 0.5) / of), _GOLDEN * rank
    return np.column_stack([far * np.cos(turn), far * np.sin(turn)])


def _settled(
    graph: Sparse,
    places: Real,
    mass: Real,
    labels: Whole | None,
    steps: int,
    random: np.random.Generator,
) -> Real:
    """Let pushes and pulls move places from where they are, less and less far."""
    size = len(places)
    if size == 1:
        return np.zeros((1, 2))
    ideal = np.sqrt(np.pi / mass.sum())
    row = np.repeat(np.arange(size), np.diff(graph.indptr))
    column, weight = graph.indices, np.log2(1 + graph.data)
    held = np.bincount(labels) if labels is not None else None
    places = places + random.normal(0, ideal / 10, places.shape)
    field = _Field(size)
    for step in range(steps):
        force = field.push(places, mass) * (ideal * ideal * mass)[:, None]
        gap = places[column] - places[row]
        pull = gap * (weight * np.hypot(gap[:, 0], gap[:, 1]) / ideal)[:, None]
        force += _sums(row, pull, size)
        if held is not None and labels is not None:
            middle = _sums(labels, places, len(held)) / held[:, None]
            force += _HELD * (middle[labels] - places)
        force -= 0.5 * places * mass[:, None]  # to the middle, or parts without a bridge drift off
        reach = 0.1 * (1 - step / steps) ** 1.5 + ideal / 20
        length = np.hypot(force[:, 0], force[:, 1])
        places = places + force * (np.minimum(length, reach) / np.maximum(length, 1e-12))[:, None]
    return _filled(places)


def _filled(places: Real) -> Real:
    """Stretch places over the unit circle: a few far out must not press all others together.

    Directions stay, and who was farther from the middle than another still is.
    """
    places = places - np.median(places, axis=0)
    far = np.hypot(places[:, 0], places[:, 1])
    even = np.sqrt((np.argsort(np.argsort(far, kind="stable")) + 1) / len(far))
    most = np.quantile(far, 0.99) or 1.0
    wanted = (even + np.minimum(far / most, 1.0)) / 2
    return np.asarray(places * (wanted / np.maximum(far, 1e-12))[:, None])


def _sums(group: Whole, values: Real, size: int) -> Real:
    return np.column_stack([np.bincount(group, values[:, axis], size) for axis in (0, 1)])


class _Field:
    """The push of all masses on every place: mass over distance, away from it, over a grid."""

    def __init__(self, size: int) -> None:
        from scipy.fft import next_fast_len, rfft2

        self.cells = int(np.clip(4 * np.sqrt(size), 32, 256))
        self.wide = next_fast_len(2 * self.cells)  # padded: a field must not come round
        step = np.arange(self.wide)
        step = np.where(step > self.wide // 2, step - self.wide, step).astype(float)
        across, down = np.meshgrid(step, step, indexing="ij")
        far = across**2 + down**2 + 0.25
        self.kernels = [rfft2(across / far), rfft2(down / far)]

    def push(self, places: Real, mass: Real) -> Real:
        """Return the push on each place, shape (n, 2)."""
        from scipy.fft import irfft2, rfft2

        low, high = places.min(), places.max()
        cell = max(high - low, 1e-9) / (self.cells - 2)
        at = (places - low) / cell
        corner = at.astype(np.int64)
        rest = at - corner
        # Each mass lies on the four cells around it, by nearness; the field is read the same way.
        shares = [
            (
                (corner[:, 0] + i) * self.wide + corner[:, 1] + j,
                np.abs(1 - i - rest[:, 0]) * np.abs(1 - j - rest[:, 1]),
            )
            for i in (0, 1)
            for j in (0, 1)
        ]
        held = np.zeros(self.wide**2)
        for cells, part in shares:
            held += np.bincount(cells, mass * part, self.wide**2)
        spectrum = rfft2(held.reshape(self.wide, self.wide))
        fields = [irfft2(spectrum * each, (self.wide, self.wide)).ravel() for each in self.kernels]
        felt = [sum(field[cells] * part for cells, part in shares) for field in fields]
        return np.asarray(np.column_stack(felt) / cell, np.float64)
