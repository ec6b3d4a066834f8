"""``monitor review``: a person says what a claim is, or takes it on. Nothing else can."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from monitor.corpora.labels import labels, normalise_verdict
from monitor.errors import BadReview, UnknownName
from monitor.pipeline.project import model_used
from monitor.records import INBOX, Review
from monitor.store import Store

__all__ = ["History", "history", "review"]

ASIDE = {"sudah_pernah_dicek", "di_luar_lingkup", "tidak_bisa_dicek"}
"""Where a claim leaves the work without a verdict of ours."""
AFTER = {"putusan", "terbit", "dikoreksi"}
AGAIN = {"diambil", "diperiksa", "tinjauan_kedua"}
STEPS: dict[str, set[str]] = {
    INBOX: {"diambil", "diperiksa", *ASIDE},
    "diambil": {INBOX, "putusan", *AGAIN, *ASIDE},
    "diperiksa": {INBOX, "putusan", *AGAIN, *ASIDE},
    "tinjauan_kedua": {INBOX, "putusan", "terbit", *AGAIN, *ASIDE},
    "putusan": {"terbit", *AGAIN},
    "terbit": AGAIN,
    "dikoreksi": {"terbit", *AGAIN},
    **{state: {INBOX, "diambil", "diperiksa"} for state in ASIDE},
}
"""Where a claim may go next without a new verdict."""


class History(NamedTuple):
    """Everything people did to one claim, and to those it took in; the earliest first."""

    claim: str
    reviews: tuple[Review, ...]

    @property
    def state(self) -> str:
        """Where the work stands."""
        return self.reviews[-1].state if self.reviews else INBOX

    @property
    def current(self) -> Review | None:
        """The review that gave the verdict in force."""
        return next((each for each in reversed(self.reviews) if each.verdict), None)

    @property
    def published(self) -> bool:
        """Say whether a verdict on it was ever made public."""
        return any(each.state == "terbit" for each in self.reviews)

    @property
    def opinions(self) -> dict[str, str]:
        """Each person's last verdict, where they do not all say the same; else nothing."""
        last = {each.reviewer.casefold(): each for each in self.reviews if each.verdict}
        if len({each.verdict for each in last.values()}) < 2:
            return {}
        return {each.reviewer: each.verdict for each in last.values()}


def history(store: Store, claim_id: str) -> History:
    """Return what people did to a claim, by its id or by the id of a claim that it took in.

    Raises
    ------
    NotFound
        No claim has this id.
    """
    num = store.claim_num(claim_id)
    return History(f"k-{num}", store.reviews_of([num]).get(num, ()))


def review(
    store: Store,
    claim_id: str,
    *,
    by: str,
    verdict: str = "",
    reason: str = "",
    state: str = "",
    evidence: Sequence[str] = (),
) -> Review:
    """Store a person's verdict on a claim, or a step of the work on it; return what was stored.

    A second verdict is a correction: it points at the one it replaces, which stays.

    Parameters
    ----------
    by : str
        Who says so, best a pseudonym.
    verdict : str
        In the words people type: ``salah``, ``[SALAH]``, ``false``.
    reason : str
        Needed for a verdict, and for setting a claim aside.
    state : str
        One of ``labels().workflow``. A verdict alone leads to ``putusan``, or, where one was
        published already, to ``dikoreksi``.
    evidence : sequence of str
        Addresses, or ids of posts and fact-checks. Nothing is published without any.

    Raises
    ------
    NotFound
        No claim has this id.
    UnknownName
        There is no such verdict or state.
    BadReview
        There is no name, no reason or nothing to say, or the step makes no sense.
    """
    by, reason = _tidy(by), reason.strip()
    given = _verdict(verdict) if verdict.strip() else ""
    wanted = _state(state) if state.strip() else ""
    if not by:
        raise BadReview("review_name")
    if not given and not wanted:
        raise BadReview("review_nothing")
    if given and not reason:
        raise BadReview("review_reason")
    proofs = tuple(filter(None, map(str.strip, evidence)))
    with store.writing():  # nobody decides in between
        so_far = history(store, claim_id)
        num = store.claim_num(claim_id)
        before = so_far.current
        wanted = wanted or ("dikoreksi" if so_far.published else "putusan")
        _check(so_far, wanted, given, reason, proofs)
        draw = store.draws().get(num)
        first = next((each for each in so_far.reviews if each.verdict), None)
        return store.add_review(
            num,
            Review(
                so_far.claim, by, wanted, datetime.now(UTC), given, reason, proofs,
                corrects=before.number if given and before else None,
                model=model_used(store),
                drawn=first.drawn if first else draw is not None,
                probability=first.probability if first else draw.probability if draw else 1.0,
            ),
        )  # fmt: skip


def _check(
    so_far: History, wanted: str, given: str, reason: str, evidence: tuple[str, ...]
) -> None:
    """Refuse a step that makes no sense, with what to do instead."""
    has_verdict = bool(given or so_far.current)
    if wanted in ASIDE:
        if has_verdict:
            raise BadReview("review_aside", claim=so_far.claim, state=wanted)
        if not reason:
            raise BadReview("review_why_aside", state=wanted)
    if wanted in AFTER and not has_verdict:
        raise BadReview("review_no_verdict", claim=so_far.claim, state=wanted)
    if wanted == "dikoreksi" and not (given and so_far.current):
        raise BadReview("review_no_correction", claim=so_far.claim)
    if wanted == "terbit" and not (evidence or any(each.evidence for each in so_far.reviews)):
        raise BadReview("review_no_evidence", claim=so_far.claim)
    allowed = {"tinjauan_kedua", *AFTER} if given else STEPS[so_far.state]
    if wanted not in allowed:
        raise BadReview(
            "review_step",
            claim=so_far.claim,
            before=so_far.state,
            state=wanted,
            known=", ".join(state for state in labels().workflow if state in allowed),
        )


def _verdict(typed: str) -> str:
    """Return the verdict a person means; a word we do not know is asked about, never guessed."""
    word = _tidy(typed).casefold().replace(" ", "_")
    found = word if word in labels().verdicts else normalise_verdict(typed.strip())
    if found not in labels().verdicts:
        ours = {
            each.label.casefold() for each in labels().labels if each.verdict in labels().verdicts
        }
        raise UnknownName("putusan", typed, (label for label in ours if not label.isdigit()))
    return str(found)


def _state(typed: str) -> str:
    word = _tidy(typed).casefold().replace(" ", "_")
    if word not in labels().workflow:
        raise UnknownName("status", typed, labels().workflow)
    return word


def _tidy(text: str) -> str:
    return " ".join(text.split())
