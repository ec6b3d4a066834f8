"""The register of credible sources: who they are, why they are credible, and where they speak.

Credible by a track record, a recognised method or an office; never by a number.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from monitor.corpora.handles import account_id
from monitor.corpora.load import Fact, read, with_ids

__all__ = ["Source", "source_accounts", "source_domains", "sources"]


def _account(written: str) -> str:
    try:
        return account_id(written)
    except ValueError as problem:
        raise PydanticCustomError(
            "no_account", "{name} is no account", {"name": written}
        ) from problem


Account = Annotated[str, AfterValidator(_account)]
Domain = Annotated[str, Field(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$")]


class Source(Fact):
    """An organisation whose word on elections others can lean on; it may still be wrong."""

    id: str
    name: str = Field(min_length=1)
    kind: Literal["checker", "organiser", "media", "expert"]
    reason: Literal["track_record", "method", "office"]
    evidence: str = Field(pattern=r"^https?://[^\s/]+\.[^\s]+$")
    """A page where anyone can see that the reason holds."""
    accounts: tuple[Account, ...] = ()
    domains: tuple[Domain, ...] = ()
    """Links there count, and links to subdomains."""
    confidence: Literal["source", "general", "invented"] = "source"
    """``general``: the page was not read; ``invented``: of the sample."""
    note: str = ""

    @model_validator(mode="after")
    def _speaks_somewhere(self) -> Source:
        if not self.accounts and not self.domains:
            raise PydanticCustomError("no_place", "neither accounts nor domains")
        return self


class _Sources(Fact):
    credible: Annotated[dict[str, Source], BeforeValidator(with_ids)]


@cache
def sources() -> dict[str, Source]:
    """Return the register by id.

    Raises
    ------
    BadCorpus
        An entry lacks its reason or its evidence, or speaks nowhere; says which.

    Examples
    --------
    >>> sources()["mafindo"].reason, sources()["kpu"].reason
    ('method', 'office')
    """
    return read("sources.toml", _Sources).credible


@cache
def source_accounts() -> dict[str, Source]:
    """Return whose each account is, by account id.

    Examples
    --------
    >>> source_accounts()["x:turnbackhoax"].name
    'MAFINDO (TurnBackHoax)'
    """
    return {account: source for source in sources().values() for account in source.accounts}


@cache
def source_domains() -> dict[str, Source]:
    """Return whose each domain is.

    Examples
    --------
    >>> source_domains()["cekfakta.com"].kind
    'checker'
    """
    return {domain: source for source in sources().values() for domain in source.domains}
