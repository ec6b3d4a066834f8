"""One election, one file: its calendar, its pairs, and the rules both must keep.

The file's name is the election's id. ``parent`` names another election whose calendar, events and
legal basis hold wherever the file does not say otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date as Day  # noqa: N812 - `date` is a field here
from functools import cache, cached_property
from itertools import combinations
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from monitor.corpora.load import Fact, Sourced, check, folder, parse, with_ids
from monitor.errors import BadCorpus

__all__ = [
    "Alias",
    "Aliases",
    "Candidate",
    "Election",
    "Event",
    "Pair",
    "Phase",
    "PhaseId",
    "elections",
    "read_election",
]

PhaseId = Literal[
    "daftar_pemilih",
    "pendaftaran_verifikasi_parpol",
    "penetapan_parpol",
    "pencalonan_presiden",
    "pendaftaran_paslon",
    "penetapan_paslon",
    "nomor_urut",
    "kampanye",
    "masa_tenang",
    "pemungutan_suara",
    "penghitungan_suara",
    "rekapitulasi",
    "sengketa_phpu",
    "pelantikan_dpr_dpd",
    "pelantikan_presiden",
    "pelantikan_kepala_daerah",
    "kampanye_putaran_2",
    "masa_tenang_putaran_2",
    "pemungutan_suara_putaran_2",
]
EXCLUSIVE = ("kampanye", "masa_tenang", "pemungutan_suara")
"""No day may belong to two of these: a rule that looks at the calendar would contradict itself."""

INHERITED = ("legal", "phases", "not_held", "events")
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Event(Sourced):
    """Something that happened on a day, or from ``date`` to ``end``, WIB, both inclusive."""

    id: str
    date: Day
    end: Day | None = None


class Phase(Sourced):
    """A stage of the calendar, from ``start`` to ``end``, whole WIB days, both inclusive."""

    id: PhaseId
    start: Day
    end: Day

    @model_validator(mode="after")
    def _runs_forward(self) -> Phase:
        if self.end < self.start:
            raise PydanticCustomError(
                "dates_reversed",
                "ends {end} before it starts {start}",
                {"start": str(self.start), "end": str(self.end)},
            )
        return self

    def covers(self, day: Day) -> bool:
        """Say whether ``day`` (WIB) belongs to the phase."""
        return self.start <= day <= self.end


def _as_alias(written: object) -> object:
    return {"text": written} if isinstance(written, str) else written


class Alias(Fact):
    """A way people write a pair or candidate: finds texts, and says nothing of who wrote them."""

    text: str = Field(min_length=1)
    ambiguous: bool = False
    """The word has a common other meaning: it counts only with a political word nearby."""
    kind: Literal["neutral", "supporter", "derogatory", "slogan"] = "neutral"
    confidence: Literal["source", "general"] = "source"
    note: str = ""
    candidate: str = ""
    """Which of the two is meant (an id of :class:`Candidate`); empty: the pair."""


Aliases = tuple[Annotated[Alias, BeforeValidator(_as_alias)], ...]


class Candidate(Fact):
    """One person of a pair; the same person has the same id in every election."""

    name: str = Field(min_length=1)
    office: Literal[
        "capres", "cawapres", "cagub", "cawagub", "cabup", "cawabup", "cawali", "cawawali"
    ]
    pair: str
    aliases: Aliases = ()

    @property
    def id(self) -> str:
        """The name, lower-case, with hyphens: ``joko-widodo``."""
        return re.sub(r"[^a-z0-9]+", "-", self.name.lower().replace("'", "")).strip("-")


def _of_pair(written: object, info: ValidationInfo) -> object:
    if not isinstance(written, list):
        return written
    pair = info.data.get("id", "")
    return [{**each, "pair": pair} if isinstance(each, dict) else each for each in written]


class Pair(Sourced):
    """A pair of candidates (pasangan calon) in one election."""

    id: str
    election: str
    number: int | None = Field(default=None, ge=1, le=99)
    """The number drawn (nomor urut). It means this pair in this election only."""
    coalition: str = ""
    nominating: tuple[str, ...] = ()
    """Ids of parties."""
    supporting: tuple[str, ...] = ()
    persons: Annotated[tuple[Candidate, ...], BeforeValidator(_of_pair)] = Field(
        alias="candidate", min_length=1
    )
    own_aliases: Aliases = Field(default=(), alias="aliases")

    @property
    def candidates(self) -> tuple[str, ...]:
        """The names, as on the ballot."""
        return tuple(person.name for person in self.persons)

    @property
    def label(self) -> str:
        """The pair as short as people write it (``Prabowo-Gibran``), else both names."""
        short = (a.text for a in self.own_aliases if "-" in a.text and a.kind == "neutral")
        return next(short, " - ".join(self.candidates))

    @cached_property
    def aliases(self) -> tuple[Alias, ...]:
        """Every way to name the pair or one of its two, number codes included."""
        persons = tuple(
            alias.model_copy(update={"candidate": person.id})
            for person in self.persons
            for alias in (Alias(text=person.name), *person.aliases)
        )
        every = self.own_aliases + persons + tuple(self._number_codes())
        if self.confidence == "general":
            every = tuple(alias.model_copy(update={"confidence": "general"}) for alias in every)
        return every

    def _number_codes(self) -> Iterable[Alias]:
        if self.number is not None:
            yield Alias(text=f"{self.number:02}", ambiguous=True)
            yield Alias(text=f"paslon {self.number}", ambiguous=True)
            yield Alias(text=f"paslon {self.number:02}", ambiguous=True)


def _of_election(table: object, info: ValidationInfo) -> object:
    named = with_ids(table)
    if isinstance(named, dict):
        for pair in named.values():
            if isinstance(pair, dict):
                pair["election"] = info.data.get("id", "")
    return named


class Statement(Sourced):
    """Something said about an election that has no calendar yet."""

    text: str
    date: Day | None = None


class Election(Fact):
    """An election: its calendar, as far as it is known, and its pairs."""

    id: str
    name: str = Field(min_length=1)
    kind: Literal["national", "regional"]
    status: Literal["scheduled", "not_scheduled"] = "scheduled"
    invented: bool = False
    """Made up for samples and tests; its facts need no sources."""
    parent: str | None = None
    note: str = ""
    legal: tuple[str, ...] = ()
    sources: dict[str, str] = Field(default_factory=dict)
    """Short names of the web addresses the file's facts rest on."""
    phases: Annotated[dict[PhaseId, Phase], BeforeValidator(with_ids)] = Field(default_factory=dict)
    not_held: Annotated[dict[PhaseId, Phase], BeforeValidator(with_ids)] = Field(
        default_factory=dict
    )
    """Planned, and never reached: a second round nobody needed."""
    events: Annotated[dict[str, Event], BeforeValidator(with_ids)] = Field(default_factory=dict)
    facts: tuple[Statement, ...] = ()
    pairs: Annotated[dict[str, Pair], BeforeValidator(_of_election)] = Field(default_factory=dict)

    @property
    def voting_day(self) -> Day | None:
        """The WIB day of the vote; None while it is not scheduled."""
        vote = self.phases.get("pemungutan_suara")
        return vote.start if vote else None

    @cached_property
    def pair_labels(self) -> dict[str, str]:
        """By id of each pair and of each person: the label of the pair."""
        labels = {pair.id: pair.label for pair in self.pairs.values()}
        return labels | {
            person.id: pair.label for pair in self.pairs.values() for person in pair.persons
        }

    @cached_property
    def by_length(self) -> tuple[Phase, ...]:
        """The phases, the shortest first, of two equal ones the later: the most specific first."""
        return tuple(
            sorted(
                self.phases.values(),
                key=lambda phase: (phase.end - phase.start, -phase.start.toordinal()),
            )
        )

    @model_validator(mode="after")
    def _has_a_calendar_or_says_so(self) -> Election:
        if self.status == "not_scheduled" and self.phases:
            raise PydanticCustomError("calendar_unexpected", "phases, but not scheduled")
        if self.status == "scheduled" and self.voting_day is None:
            raise PydanticCustomError("no_voting_day", "no phases.pemungutan_suara")
        return self

    @model_validator(mode="after")
    def _phases_exclude_each_other(self) -> Election:
        exclusive = [self.phases[name] for name in EXCLUSIVE if name in self.phases]
        for one, other in combinations(exclusive, 2):
            if one.start <= other.end and other.start <= one.end:
                raise PydanticCustomError(
                    "phases_overlap",
                    "{one} and {other} overlap",
                    {"one": one.id, "other": other.id, "day": str(max(one.start, other.start))},
                )
        return self

    @model_validator(mode="after")
    def _numbers_differ(self) -> Election:
        seen: dict[int, str] = {}
        for pair in self.pairs.values():
            if pair.number is not None and pair.number in seen:
                raise PydanticCustomError(
                    "number_taken",
                    "two pairs with number {number}",
                    {"number": pair.number, "one": seen[pair.number], "other": pair.id},
                )
            if pair.number is not None:
                seen[pair.number] = pair.id
        return self


def shipped() -> Path:
    """Return the folder of the elections that come with the program."""
    return folder() / "elections"


@cache
def elections(extra: Path | None = None) -> dict[str, Election]:
    """Return every election by id: the shipped ones and those of the folder ``extra``.

    A file in ``extra`` replaces a shipped election of the same name, so a calendar that KPU
    changes is mended without a new release. Folders are read once per process.

    Raises
    ------
    BadCorpus
        ``extra`` is no folder, or a file breaks the rules; says where and how to mend it.

    Examples
    --------
    >>> sorted(elections())[:2]
    ['pemilu-2019', 'pemilu-2024']
    """
    if extra is not None and not extra.is_dir():
        raise BadCorpus("elections_folder", extra)
    folders = [shipped()] + ([extra] if extra is not None else [])
    files = [file for each in folders for file in sorted(each.glob("[!.]*.toml"))]
    return {file.stem: read_election(file) for file in files}


def read_election(path: Path, children: tuple[str, ...] = ()) -> Election:
    """Read one election file, its parent first: from the same folder, else from the shipped ones.

    Raises
    ------
    BadCorpus
        The file's name is no id, its parent is missing or its own child, or a fact breaks a rule.
    """
    if not ID.fullmatch(path.stem):
        raise BadCorpus("election_file_name", path)
    facts = parse(path)
    if "parent" in facts:
        facts = _inherit(facts, _parent(path, facts["parent"], (*children, path.stem)))
    return check(path, {**facts, "id": path.stem}, Election)


def _parent(path: Path, name: object, children: tuple[str, ...]) -> Election:
    places = (path.parent, shipped())
    found = [place / f"{name}.toml" for place in places if (place / f"{name}.toml").is_file()]
    if not isinstance(name, str) or not ID.fullmatch(name) or not found or name in children:
        known = sorted(file.stem for file in shipped().glob("*.toml"))
        raise BadCorpus("election_parent", path, parent=name, known=", ".join(known))
    return read_election(found[0], children)


def _inherit(facts: dict[str, Any], parent: Election) -> dict[str, Any]:
    """Fill in from the parent what the file itself leaves unsaid, phase by phase."""
    inherited = dict(facts)
    for name in INHERITED:
        theirs, own = getattr(parent, name), facts.get(name)
        if isinstance(theirs, dict) and isinstance(own, dict):
            inherited[name] = {**theirs, **own}
        elif own is None:
            inherited[name] = theirs
    return inherited
