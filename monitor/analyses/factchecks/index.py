"""An archive as sparse arrays, and which of its fact-checks a post may mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from monitor.analyses.factchecks.terms import Terms, has_digit, pieces, prose_terms, terms_of
from monitor.records import FactCheck

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

__all__ = ["CANDIDATES", "Asked", "Encoder", "Field", "Found", "Index"]

Array = NDArray[np.float32]
Encoder = Callable[[Sequence[str]], NDArray[Any]]
"""Texts to an array of one row each; whoever has a sentence model brings it."""

Split = Callable[[str], Sequence[str]]

CANDIDATES = 50
"""Fact-checks per post that are looked at closely."""
DEPTH = 100
"""Places of each ranking that the fusion reads."""
LATE = 30.0
"""Reciprocal-rank fusion's constant; Cormack's 60 is for longer rankings."""
WEIGHTS = {"bm25": 1.0, "cosine": 1.0, "pieces": 1.0, "cover": 0.7, "body": 1.0, "encoder": 1.0}
"""How much each ranking counts in the fusion."""
PIECED = 150
"""Words of a post whose pieces are looked up."""
COMMON = 100
"""Faces, or a twenty-fifth of all: a piece of a word that more have is not searched for."""
FACE = 80
"""Words of a quoted claim that stand for it; titles are shorter."""


class Field:
    """Terms of one kind over n texts: their counts, and how telling each term is.

    Parameters
    ----------
    texts : sequence of sequences of str
        Words of each text.
    split : callable
        A word to its terms; by default the word itself.

    Attributes
    ----------
    counts : csr_matrix, n x terms
    idf : array, terms
    """

    def __init__(self, texts: Sequence[Sequence[str]], split: Split = lambda word: (word,)) -> None:
        self.vocabulary: dict[str, int] = {}
        for text in texts:
            for word in text:
                for term in split(word):
                    self.vocabulary.setdefault(term, len(self.vocabulary))

        @lru_cache(maxsize=1 << 16)  # words come again and again, and have ten pieces each
        def find(word: str) -> tuple[int, ...]:
            places = (self.vocabulary.get(term, -1) for term in split(word))
            return tuple(place for place in places if place >= 0)

        self._find = find
        self.counts = self.count(texts)
        n, seen = len(texts), np.bincount(self.counts.indices, minlength=len(self.vocabulary))
        self.idf = np.log1p((n - seen + 0.5) / (seen + 0.5)).astype(np.float32)

    def count(self, texts: Sequence[Sequence[str]]) -> csr_matrix:
        """Return how often each known term is in each text."""
        from scipy.sparse import csr_matrix

        places: list[int] = []
        counts: list[int] = []
        ends = [0]
        for text in texts:
            found = Counter(chain.from_iterable(map(self._find, text)))
            places += found.keys()
            counts += found.values()
            ends.append(len(places))
        data = np.array(counts, np.float32)
        shape = (len(texts), len(self.vocabulary))
        return csr_matrix((data, np.array(places, np.int32), ends), shape)

    def cosine(self, counts: csr_matrix) -> csr_matrix:
        """Return TF-IDF rows of length one, terms damped by the logarithm of their count."""
        weighted = _with(counts, (1 + np.log(counts.data)) * self.idf[counts.indices])
        text = np.repeat(np.arange(weighted.shape[0]), np.diff(weighted.indptr))
        size = np.sqrt(np.bincount(text, weighted.data**2, weighted.shape[0]))
        return _with(weighted, weighted.data / size[text])

    def bm25(self, k1: float = 1.2, b: float = 0.75) -> csr_matrix:
        """Return the BM25 weights of the texts' terms (Robertson & Zaragoza 2009)."""
        counts = self.counts
        sizes = np.asarray(counts.sum(1)).ravel()
        mean = sizes[sizes > 0].mean() if sizes.any() else 1.0
        damped = np.repeat(k1 * (1 - b + b * sizes / mean), np.diff(counts.indptr))
        return _with(
            counts, self.idf[counts.indices] * counts.data * (k1 + 1) / (counts.data + damped)
        )

    def weights(self) -> csr_matrix:
        """Return each text's terms, once each, weighing their idf."""
        return _with(self.counts, self.idf[self.counts.indices])


@dataclass(frozen=True, slots=True)
class Asked:
    """B posts as an index sees them."""

    posts: Sequence[Terms]
    once: Sequence[Sequence[str]]
    """Each post's stems, once each, in order."""
    stems: csr_matrix
    """B x stems, 1 where the post has it."""
    counted: csr_matrix
    """B x stems, how often."""
    pieces: csr_matrix
    """B x pieces, how often."""


@dataclass(frozen=True, slots=True)
class Found:
    """The candidates of B posts, K each, best first."""

    faces: NDArray[np.intp]
    """B x K rows of the index."""
    fused: Array
    """B x K, what put them in this order."""
    scores: dict[str, Array]
    """B x faces, by the name of the ranking."""


class Index:
    """Fact-checks ready to be searched.

    A fact-check has a *face* for its title and one for the claim it quotes, if it quotes one; a
    post is compared with either. Explanation and conclusion, the *body*, stand behind both.

    Notes
    -----
    Building is O(terms), a search O(postings of the post's terms). Faces are in the order of the
    fact-checks' ids, so that nothing depends on the order they came in.
    """

    def __init__(self, factchecks: Sequence[FactCheck], encoder: Encoder | None = None) -> None:
        self.factchecks = sorted(factchecks, key=lambda check: (check.id, check.title, check.date))
        faces = [
            (place, text)
            for place, check in enumerate(self.factchecks)
            for text in dict.fromkeys((check.title, check.claim))
            if text or text == check.title
        ]
        self.owner = np.array([place for place, _ in faces], np.intp)
        """Of each face, the place of its fact-check."""
        self.terms = [terms_of(text) for _, text in faces]
        self.stems = Field([each.stems[:FACE] for each in self.terms])
        self.pieces = Field([each.words[:FACE] for each in self.terms], pieces)
        bodies = [
            prose_terms(f"{each.explanation} {each.conclusion}").stems for each in self.factchecks
        ]
        self.body = Field([bodies[place] for place in self.owner])
        self.encoder = encoder
        self.encoded = _unit(encoder([text for _, text in faces])) if encoder and faces else None
        self.stem_bm25, self.body_bm25 = self.stems.bm25(), self.body.bm25(b=0.6)
        self.stem_weights, self.piece_weights = self.stems.weights(), self.pieces.weights()
        self.stem_cosine = self.stems.cosine(self.stems.counts)
        self.piece_cosine = self.pieces.cosine(self.pieces.counts)
        numbers = np.array([has_digit(stem) for stem in self.stems.vocabulary], np.float32)
        self.stem_numbers = numbers[self.stems.counts.indices]
        """Of each entry of ``stems.counts``, 1 where it is a number."""
        self.weight = np.asarray(self.stem_weights.sum(1), np.float32).ravel()
        """Of each face, the idf of all its stems."""
        self.piece_weight = np.asarray(self.piece_weights.sum(1), np.float32).ravel()
        self._columns = {
            "bm25": self.stem_bm25.T.tocsr(),
            "cosine": self.stem_cosine.T.tocsr(),
            "pieces": _telling(self.piece_cosine).T.tocsr(),
            "cover": self.stem_weights.T.tocsr(),
            "body": self.body_bm25.T.tocsr(),
        }

    def read(self, posts: Sequence[Terms]) -> Asked:
        """Return posts in terms of this index."""
        once = [tuple(dict.fromkeys(post.stems)) for post in posts]
        return Asked(
            posts,
            once,
            self.stems.count(once),
            self.stems.count([post.stems for post in posts]),
            self.pieces.count([post.words[:PIECED] for post in posts]),
        )

    def search(
        self,
        asked: Asked,
        raws: Sequence[str] = (),
        hidden: NDArray[np.bool_] | None = None,
    ) -> Found:
        """Return the candidates of each post by reciprocal-rank fusion of all rankings [1]_.

        Parameters
        ----------
        asked : Asked
            B posts, read by this index.
        raws : sequence of str
            The same as written; only an encoder reads them.
        hidden : array of bool, B x faces, optional
            Faces that a post must not find: for measuring what happens when nothing is known.

        References
        ----------
        .. [1] Cormack et al. (2009), doi:10.1145/1571941.1572114
        """
        scores = self._scores(asked, raws)
        if hidden is not None:
            for ranking in scores.values():
                ranking[hidden] = -1
        fused = np.zeros((len(asked.posts), len(self.owner)), np.float32)
        rows = np.arange(len(fused))[:, None]
        for name, ranking in scores.items():
            top = _best(ranking, min(DEPTH, ranking.shape[1]))
            counts = np.take_along_axis(ranking, top, 1) > 0
            place = np.arange(top.shape[1], dtype=np.float32)
            fused[rows, top] += counts * np.float32(WEIGHTS[name]) / (LATE + place)
        if hidden is not None:
            fused[hidden] = -1
        self._one_face_each(fused)
        faces = _best(fused, min(CANDIDATES, len(self.factchecks)))
        return Found(faces, np.take_along_axis(fused, faces, 1), scores)

    def _scores(self, asked: Asked, raws: Sequence[str]) -> dict[str, Array]:
        queries = {
            "bm25": asked.stems,
            "cosine": self.stems.cosine(asked.counted),
            "pieces": self.pieces.cosine(asked.pieces),
            "cover": asked.stems,
            "body": self.body.count(asked.once),
        }
        scores = {name: _product(query, self._columns[name]) for name, query in queries.items()}
        scores["cover"] /= self.weight + 2
        if self.encoder and self.encoded is not None:
            scores["encoder"] = _unit(self.encoder(list(raws))) @ self.encoded.T
        return scores

    def _one_face_each(self, fused: Array) -> None:
        """Let only the better face of a fact-check be a candidate."""
        first = np.flatnonzero(self.owner[1:] == self.owner[:-1])
        title, claim = fused[:, first], fused[:, first + 1]
        fused[:, first] = np.where(title >= claim, title, -1)
        fused[:, first + 1] = np.where(title < claim, claim, -1)


def _telling(texts: csr_matrix) -> csr_matrix:
    """Return the matrix without terms that so many texts have that they find none of them."""
    seen = np.bincount(texts.indices, minlength=texts.shape[1])
    rare = seen[texts.indices] <= max(COMMON, texts.shape[0] // 25)
    kept = _with(texts, texts.data * rare)
    kept.eliminate_zeros()
    return kept


def _product(posts: csr_matrix, columns: csr_matrix) -> Array:
    """Return posts x faces, the sum over shared terms: SciPy's product, but dense at once."""
    sums = np.empty((posts.shape[0], columns.shape[1]), np.float32)
    sizes = np.diff(columns.indptr)
    for row in range(len(sums)):
        own = slice(posts.indptr[row], posts.indptr[row + 1])
        terms = posts.indices[own]
        size = sizes[terms]
        starts = columns.indptr[terms] - np.cumsum(size) + size
        places = np.repeat(starts, size) + np.arange(size.sum())
        weights = np.repeat(posts.data[own], size) * columns.data[places]
        sums[row] = np.bincount(columns.indices[places], weights, columns.shape[1])
    return sums


def _best(scores: Array, k: int) -> NDArray[np.intp]:
    """Return the columns of the k highest scores of each row, best first, ties in column order."""
    if k < scores.shape[1]:
        columns = np.sort(np.argpartition(-scores, k - 1, axis=1)[:, :k], axis=1)
    else:
        columns = np.tile(np.arange(scores.shape[1]), (len(scores), 1))
    order = np.argsort(-np.take_along_axis(scores, columns, 1), axis=1, kind="stable")
    return np.take_along_axis(columns, order, 1)


def _with(matrix: csr_matrix, data: Array) -> csr_matrix:
    """Return a matrix with the same terms in the same places and other values."""
    return type(matrix)((data.astype(np.float32), matrix.indices, matrix.indptr), matrix.shape)


def _unit(rows: NDArray[Any]) -> Array:
    length = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return np.asarray(rows / length, np.float32)
