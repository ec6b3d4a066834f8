"""Find the fact files and read them into checked models; every corpus goes through here."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from monitor.errors import BadCorpus
from monitor.words import say

__all__ = ["Fact", "Sourced", "check", "folder", "parse", "read", "unreadable", "with_ids"]


class Fact(BaseModel):
    """What every model of a corpus inherits: frozen, and a key nobody knows is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Sourced(Fact):
    """A fact somebody can check: it names its sources, or admits to be general knowledge.

    ``source`` lists web addresses, or short names of them from the file's ``[sources]`` table;
    loaded, they are addresses. Only a file with ``invented = true`` may leave both out.
    """

    source: tuple[str, ...] = ()
    confidence: Literal["source", "general"] = "source"
    """``general``: known to the writer, read in no stored page; check before you rely on it."""
    note: str = ""
    conflict: str = ""
    """What another source says instead."""

    @field_validator("source")
    @classmethod
    def _addresses(cls, names: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        listed = (info.context or {}).get("sources")
        known = listed if isinstance(listed, dict) else {}  # the file's model faults the rest
        for name in names:
            if "://" not in name and name not in known:
                raise PydanticCustomError(
                    "unknown_source", "no such source: {name}", {"name": name}
                )
        return tuple(known.get(name, name) for name in names)

    @model_validator(mode="after")
    def _is_checkable(self, info: ValidationInfo) -> Sourced:
        invented = (info.context or {}).get("invented") is True
        if self.confidence == "source" and not self.source and not invented:
            raise PydanticCustomError("no_source", "a fact without a source")
        return self


Model = TypeVar("Model", bound=BaseModel)


@cache
def folder(name: str = "corpora") -> Path:
    """Return where the data folder ``name`` lies: in the wheel, else in the checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_data" / name
    return installed if installed.is_dir() else package.parent / name


def read(path: Path | str, model: type[Model]) -> Model:
    """Read one TOML file as ``model``; a bare name is looked up in the corpora.

    Raises
    ------
    BadCorpus
        The file is missing, is no TOML, or breaks the model; says where.
    """
    path = folder() / path if isinstance(path, str) else path
    return check(path, parse(path), model)


def parse(path: Path) -> dict[str, Any]:
    """Return what a TOML file says, unchecked; raises BadCorpus where it is no TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as problem:
        raise BadCorpus("corpus_toml", path, problem=problem) from problem
    except (OSError, UnicodeDecodeError, RecursionError) as problem:
        raise unreadable(path, problem) from problem


def unreadable(path: Path, problem: Exception) -> BadCorpus:
    """Return the error that says why a file gave no text: missing, no file, or no UTF-8."""
    if not path.exists():
        return BadCorpus("input_missing", path)
    if not path.is_file():
        return BadCorpus("input_no_file", path)
    return BadCorpus("corpus_unreadable", path, problem=problem)


def check(path: Path, facts: Mapping[str, Any], model: type[Model]) -> Model:
    """Hold ``facts`` against ``model``; the first fault, and how many more, in one line."""
    try:
        return model.model_validate(facts, context=facts)
    except ValidationError as problem:
        first = problem.errors(include_url=False)[0]
        place = ".".join(_counted(step) for step in first["loc"]) or "-"
        raise BadCorpus(
            "corpus_invalid",
            path,
            place=place,
            problem=_sentence(first),
            count=problem.error_count(),
        ) from problem


def with_ids(table: object) -> object:
    """Give each entry of a table its own key as ``id``; what is no table is left to the model.

    Examples
    --------
    >>> with_ids({"kpu": {"name": "KPU"}})
    {'kpu': {'name': 'KPU', 'id': 'kpu'}}
    """
    if not isinstance(table, dict):
        return table
    return {
        key: {**entry, "id": key} if isinstance(entry, dict) else entry
        for key, entry in table.items()
    }


def _sentence(error: ErrorDetails) -> str:
    """Say a fault in the reader's language, where we have words for its kind."""
    try:
        return say(f"corpora.{error['type']}", **error.get("ctx", {}))
    except KeyError:
        return error["msg"]


def _counted(step: int | str) -> str:
    """Name a step on the way to a fault; entries of a list count from 1, as people do."""
    return str(step + 1 if isinstance(step, int) else step)
