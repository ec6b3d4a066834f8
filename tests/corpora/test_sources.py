"""The register of credible sources: a reason and a page for each, and no score."""

import pytest

from monitor.corpora.load import check, folder, parse
from monitor.corpora.public import public_accounts
from monitor.corpora.sources import Source, source_accounts, source_domains, sources
from monitor.errors import BadCorpus

WHOLE = {
    "id": "contoh",
    "name": "Contoh",
    "kind": "expert",
    "reason": "method",
    "evidence": "https://contoh.example/metode",
    "accounts": ["x:Contoh"],
}


def read(**changes):
    entry = {key: value for key, value in (WHOLE | changes).items() if value is not None}
    return check(folder() / "sources.toml", entry, Source)


def test_a_whole_entry_is_read_and_its_account_has_one_spelling():
    """An account is written in any of the usual ways."""
    assert read(accounts=["https://x.com/Contoh"]).accounts == ("x:contoh",)


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"reason": None}, "reason"),
        ({"reason": "trusted"}, "reason"),
        ({"evidence": None}, "evidence"),
        ({"evidence": ""}, "evidence"),
        ({"evidence": "tanya saja"}, "evidence"),
        ({"accounts": ["contoh"]}, "accounts.1"),
        ({"accounts": None}, "accounts"),
        ({"score": 0.9}, "score"),
    ],
)
def test_an_entry_without_reason_or_page_or_with_a_score_is_refused(changes, place):
    """Demand S3: a reason and a page where it can be checked, never a number."""
    with pytest.raises(BadCorpus, match=place):
        read(**changes)


def test_the_register_names_every_kind_and_only_public_accounts():
    """Who is on it is named openly in exports, so it must be public anyway."""
    assert {source.kind for source in sources().values()} == {
        *("checker", "organiser", "media", "expert")
    }
    assert set(source_accounts()) <= public_accounts()


def test_no_account_or_domain_belongs_to_two_sources():
    """An answer has one source."""
    accounts = [account for source in sources().values() for account in source.accounts]
    domains = [domain for source in sources().values() for domain in source.domains]

    assert len(accounts) == len(set(accounts)) == len(source_accounts())
    assert len(domains) == len(set(domains)) == len(source_domains())


def test_an_entry_that_was_not_checked_against_its_page_says_so():
    """What is general knowledge or invented is marked in the file."""
    for entry in parse(folder() / "sources.toml")["credible"].values():
        if ".example/" in entry["evidence"]:
            assert entry["confidence"] == "invented"
        if "dewanpers.or.id" in entry["evidence"]:
            assert entry["confidence"] == "general"
