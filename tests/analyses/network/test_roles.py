"""Amplification by registered role, and what dated rules make worth checking."""

from datetime import date

import pytest

from monitor.analyses.network import by_role, interactions, worth_checking
from monitor.corpora.elections import election
from monitor.corpora.register import RegisteredAccount
from monitor.measures.proportions import wilson
from monitor.words import say

REGISTER = {
    each.account: each
    for each in (
        RegisteredAccount("x:resmi", "official", "sari-bakti"),
        RegisteredAccount("x:tim", "campaign_team", "sari-bakti"),
        RegisteredAccount("x:iklan", "disclosed_paid", "sari-bakti", "", "https://a.example",
                          date(2024, 10, 1), 2),
        RegisteredAccount("x:relawan", "volunteer", "sari-bakti"),
    )
}  # fmt: skip


def active(who, phase="masa_tenang", kind="repost"):
    """One interaction of each account in one phase."""
    size = len(who)
    return interactions(
        who, ["x:t"] * size, [kind] * size, phase=[phase] * size, entity=["sari-bakti"] * size
    )


def test_roles_of_amplifiers_add_up():
    """Whoever is not on the register is unknown, and shares of a phase sum to one."""
    rows = active(["x:resmi", "x:resmi", "x:tim", "x:seseorang"], "kampanye")
    found = {each.role: each for each in by_role(rows, REGISTER)}
    assert {role: (each.amplifications, each.accounts) for role, each in found.items()} == {
        "official": (2, 1), "campaign_team": (1, 1), "unknown": (1, 1),
    }  # fmt: skip
    assert sum(each.share for each in found.values()) == 1
    (of_target,) = by_role(rows, REGISTER, side="target")
    assert of_target.role == "unknown"


def test_a_share_that_one_busy_account_makes_is_as_doubtful_as_one_account():
    """Thirty reposts by thirty accounts are firmer than thirty by one; each phase for itself."""
    many = active(["x:resmi", *(f"x:a{each}" for each in range(29))], "kampanye")
    busy = active(["x:resmi"] * 29 + ["x:tim"], "kampanye")
    (sure,) = (each for each in by_role(many, REGISTER) if each.role == "official")
    (shaky,) = (each for each in by_role(busy, REGISTER) if each.role == "official")
    assert (sure.low, sure.high) == pytest.approx(wilson(1 / 30, 30)[1:])
    assert (shaky.low, shaky.high) == pytest.approx(wilson(29 / 30, 900 / (29**2 + 1))[1:])
    assert shaky.high - shaky.low > 3 * (sure.high - sure.low)


def test_the_quiet_period_is_worth_checking_for_campaigns_only():
    """Official accounts by any act, team and disclosed ones by passing on; volunteers never."""
    rows = active(["x:resmi", "x:tim", "x:iklan", "x:relawan", "x:seseorang"])
    found = worth_checking(rows, REGISTER, election("pilkada-2024")).found
    assert {each.facts["account"]: each.rule for each in found} == {
        "x:resmi": "akun_tutup", "x:tim": "masa_tenang_konten", "x:iklan": "masa_tenang_konten",
    }  # fmt: skip
    assert all(each.sources and "ayak dicek" in say(each.key, **each.facts) for each in found)

    replies = worth_checking(active(["x:resmi", "x:tim"], kind="reply"), REGISTER,
                             election("pilkada-2024")).found  # fmt: skip
    assert [each.facts["account"] for each in replies] == ["x:resmi"]


def test_a_regional_election_follows_its_parents_rules():
    """Tirtamaya's calendar is that of Pilkada 2024, and so are its rules."""
    rows = active(["x:resmi"])
    assert worth_checking(rows, REGISTER, election("pilbup-tirtamaya-2024")).found


def test_a_rule_of_another_election_is_not_applied():
    """In 2019 no source ties the rule on content to the election."""
    found = worth_checking(active(["x:tim"]), REGISTER, election("pemilu-2019")).found
    assert found == []


@pytest.mark.parametrize(("count", "worth"), [(20, 0), (21, 1)])
def test_more_accounts_than_the_limit_are_worth_checking(count, worth):
    """Twenty on one platform are allowed in 2024, the twenty-first is worth a look."""
    register = {
        f"x:akun{each}": RegisteredAccount(f"x:akun{each}", "official", "sari-bakti")
        for each in range(count)
    }
    register["tiktok:akun"] = RegisteredAccount("tiktok:akun", "official", "sari-bakti")
    found = worth_checking(active(["x:b"]), register, election("pilkada-2024")).found
    assert len(found) == worth
    if found:
        assert "21 akun resmi sari-bakti di x" in say(found[0].key, **found[0].facts)


def test_what_could_not_be_looked_at_is_said():
    """No election, no register, no dates: three different silences."""
    rows = active(["x:resmi"], phase="")
    assert worth_checking(rows, REGISTER, None).not_checked == ("network.no_election",)
    assert worth_checking(rows, {}, election("pilkada-2024")).not_checked == (
        "network.no_register",
        "network.no_quiet_period",
    )
