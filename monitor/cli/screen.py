"""What a terminal shows. Texts of posts are hostile: they reach it through ``plain`` only."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import chain, repeat
from pathlib import Path
from typing import Any

import click

from monitor.cli.doors import print_json
from monitor.cli.flagging import show_flag
from monitor.cli.keeping import show_wordings
from monitor.cli.lines import QUOTED, WIDTH, number, paragraph, short
from monitor.corpora.elections import WIB, Election
from monitor.pipeline import Asked, History, Imported, Queue, Shown, Store, Tick, View
from monitor.pipeline.coverage import seen
from monitor.queue.coverage import statement
from monitor.queue.rows import record
from monitor.records import Post, QueueRow, Reject
from monitor.words import plain, say

__all__ = [
    "progress", "show_alerts", "show_amplified", "show_claim", "show_coverage", "show_election",
    "show_history", "show_imported", "show_json", "show_match", "show_posts", "show_queue",
    "show_reject", "show_run",
]  # fmt: skip

EXCERPT = 240
REASONS = 5
FOUND_FALSE = {"false", "scam", "misleading"}


@contextmanager
def progress() -> Iterator[Tick]:
    """Show on stderr how far each step is, when a person is watching."""
    if not sys.stderr.isatty():
        yield lambda _step, _count: None
        return
    from rich.console import Console  # not before there is something to wait for
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TextColumn("{task.completed:,.0f}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def tick(step: str, count: int) -> None:
            if step not in tasks:
                tasks[step] = bar.add_task(say(f"cli.step_{step}"), total=None)
            bar.advance(tasks[step], count)

        yield tick


def show_json(rows: Iterable[QueueRow]) -> None:
    """Print a row a line, raw, for the next program."""
    for row in rows:
        print_json(record(row))


def show_imported(done: Imported, *, err: bool = False) -> None:
    """Print what became of one file."""
    click.echo(say("cli.archived" if done.archive else "cli.imported", **vars(done)), err=err)


def show_queue(queue: Queue, rows: Iterable[QueueRow], view: View | None, database: Path) -> None:
    """Print rows, those of ``view`` or all, and how many are not among them."""
    if not len(queue):
        click.echo(say("cli.queue_empty", db=database))
        return
    click.echo(click.style(say("cli.queue_title"), bold=True) + "\n")
    shown = 0
    for row in rows:
        _show_row(row, REASONS)
        shown += 1
    below = view.below if view else 0
    closed = view.closed if view else 0
    if not shown:
        click.echo(say("review.all_closed", db=database))
        return
    click.echo(
        say("cli.below" if below else "cli.all_shown", shown=shown, below=below, db=database)
    )
    if closed:
        click.echo(say("review.closed", count=closed))
    if view and not view.noted:
        click.echo(say("review.unnoted"), err=True)


def _show_row(row: QueueRow, reasons: int) -> None:
    claim = row.claim
    text = short(claim.text, EXCERPT) or say(
        f"keeping.{claim.gone}" if claim.gone else "cli.no_text"
    )
    head = f"{row.rank}. [{number(row.score)}]"
    click.echo(click.style(f"{head} {claim.id}", bold=True))
    _show_standing(row)
    paragraph(f"“{text}”")
    paragraph(
        say(
            "cli.carried",
            posts=claim.posts,
            accounts=claim.accounts,
            platforms=", ".join(claim.platforms),
            when=_period(claim.first_seen, claim.last_seen),
        )
    )
    if row.about:
        paragraph(say("cli.about_whom", names=", ".join(row.about[:6])))
    for reason in row.reasons[:reasons]:
        quoted = f": “{short(reason.text, QUOTED)}”" if reason.text else ""
        paragraph(
            f"{number(reason.weight, sign=True)}  {plain(reason.sentence)}{quoted}", "       "
        )
    if len(row.reasons) > reasons:
        paragraph(
            say("cli.more_reasons", count=len(row.reasons) - reasons, claim=claim.id), "       "
        )
    if claim.amplifiers:
        names = ", ".join(
            f"{plain(account)} ({times}x)" if times > 1 else plain(account)
            for account, times in claim.amplifiers
        )
        paragraph(say("cli.amplified_by", names=names))
    click.echo()


def _show_standing(row: QueueRow) -> None:
    """Print what people have done so far, and how the row got here, where that was by lot."""
    current = History(row.claim.id, row.reviews).current
    state = say(f"review.state_{row.state}")
    if current:
        said = {"reviewer": current.reviewer, "verdict": say(f"review.verdict_{current.verdict}")}
        paragraph(say("review.row_verdict", state=state, **said))
    elif row.reviews:
        paragraph(say("review.row", state=state))
    if row.drawn:
        chance = number(100 * (row.probability or 1), 2)
        paragraph(say("review.drawn", probability=chance))


def show_history(history: History) -> None:
    """Print everything people did to a claim, verdicts since corrected among it."""
    if not history.reviews:
        click.echo(say("review.none", claim=history.claim))
        return
    click.echo(click.style(say("review.title", claim=history.claim), bold=True))
    for each in history.reviews:
        verdict = each.verdict and say(f"review.verdict_{each.verdict}")
        said = {"number": each.number, "time": _time(each.at), "reviewer": each.reviewer}
        key = "review.verdict" if verdict else "review.step"
        paragraph(say(key, **said, state=say(f"review.state_{each.state}"), verdict=verdict), "")
        if each.corrects is not None:
            paragraph(say("review.corrects", number=each.corrects))
        if each.reason:
            paragraph(say("review.reason", reason=each.reason))
        if each.evidence:
            paragraph(say("review.evidence", evidence=", ".join(each.evidence)))
    current = history.current
    verdict = say(f"review.verdict_{current.verdict}" if current else "review.no_verdict")
    click.echo(say("review.now", state=say(f"review.state_{history.state}"), verdict=verdict))
    if history.opinions:
        opinions = "; ".join(
            say("review.opinion", reviewer=who, verdict=say(f"review.verdict_{what}"))
            for who, what in history.opinions.items()
        )
        paragraph(say("review.disagree", opinions=opinions), "")


def show_claim(shown: Shown, database: Path) -> None:
    """Print a claim whole: every reason, every post, and why each post is in it."""
    _show_row(shown.row, len(shown.row.reasons))
    if shown.flag:
        show_flag(shown.flag, shown.row.claim.text, database)
    if shown.aliases:
        click.echo(say("cli.aliases", ids=", ".join(shown.aliases)) + "\n")
    if shown.row.reviews:
        show_history(History(shown.row.claim.id, shown.row.reviews))
        click.echo()
    for label, instances in shown.told.items():
        click.echo(say("match.told", label=label))
        for each in instances:
            what = say(
                "match.instance",
                date=each.date or "?",
                text=each.text,
                verdict=say(f"verdicts.{each.verdict}"),
            )
            paragraph(" ".join(filter(None, (what, plain(each.by), plain(each.url)))))
        click.echo()
    for source, answer in shown.heard:
        paragraph(
            say("match.heard", source=source.name, post=answer.post, time=_time(answer.time)), ""
        )
    click.echo(click.style(say("cli.posts_of_claim", count=len(shown.posts)), bold=True))
    for post in shown.posts:
        _show_post(post)
        show_wordings(post, shown.wordings.get(post.id, []))
        merge = shown.merges.get(post.id)
        if merge:
            paragraph(say("cli.merged", similarity=number(merge.similarity, 2), other=merge.other))
            passages = list(shown.agreement(merge))
            if passages:
                longest = max(passages, key=len)
                paragraph(say("cli.agrees", text=short(longest, 120)))
    click.echo("\n" + say("cli.lead"))


def show_match(asked: Asked) -> None:
    """Print what memory says of one row, and what differs: a lead, never the old verdict."""
    click.echo(
        click.style(f"{plain(str(asked.id))}: {say(f'match.{asked.said.answer}')}", bold=True)
    )
    for known in asked.said.matches:
        checked = known.factcheck
        paragraph(
            say(
                "match.later" if known.later else "match.known",
                id=checked.id,
                title=short(checked.title, EXCERPT),
                date=checked.date or "?",
                publisher=checked.publisher,
                label=checked.label or checked.verdict or "?",
                probability=number(known.probability, 2),
            )
        )
        for each in known.differences:
            here, there = (
                short(text[slice(*span)], QUOTED) if span else say("match.nothing")
                for text, span in ((asked.text, each.post), (checked.title, each.factcheck))
            )
            paragraph(say(f"match.{each.kind}", here=here, there=there), "       ")


def show_alerts(store: Store) -> None:
    """Print a line for each claim that resembles one found false before: it may be back."""
    for num, facts in store.claims_with("known_claim"):
        if facts["verdict"] in FOUND_FALSE:
            paragraph(say("match.alert", claim=f"k-{num}", **facts), "")


def show_posts(posts: list[Post]) -> None:
    """Print posts that a search found."""
    for post in posts:
        _show_post(post)
    click.echo("\n" + say("cli.found", count=len(posts)))


def _show_post(post: Post) -> None:
    account = post.account.id if post.account else "?"
    click.echo()
    click.echo(
        click.style(f"{plain(post.id)} · {plain(account)} · {_time(post.created)}", bold=True)
    )
    gone = say(f"keeping.{post.gone}" if post.gone else "cli.no_text")
    paragraph(short(post.text, 2 * EXCERPT) or gone)
    if post.gone and post.text:
        paragraph(say("keeping.deleted_kept"))
    if post.url:
        paragraph(plain(post.url))
    if post.is_ad:
        paragraph(say("cli.is_ad"))
    for key, reference in (
        ("cli.repost_of", post.repost_of),
        ("cli.quote_of", post.quote_of),
        ("cli.reply_to", post.reply_to),
    ):
        if reference:
            named = filter(None, (plain(reference.post), plain(reference.account)))
            paragraph(say(key, post=" · ".join(named)))
    if post.metrics and post.metrics.counts:
        counts = ", ".join(
            f"{say(f'cli.count_{name}')} {count}" for name, count in post.metrics.counts.items()
        )
        paragraph(say("cli.counts", counts=counts, as_of=_time(post.metrics.as_of)))


def show_amplified(store: Store) -> None:
    """Print, per pair, which accounts the posts naming it or its two repeat or point at most."""
    found = store.amplified("figure")
    if not found:
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(
        title=say("cli.amplified_title"),
        caption=say("cli.amplified_note"),
        title_justify="left",
        caption_justify="left",
    )
    for column in ("entity", "account"):
        table.add_column(say(f"cli.column_{column}"), overflow="fold")
    for column in ("reposts", "quotes", "replies", "mentions", "sources"):
        table.add_column(say(f"cli.column_{column}"), justify="right")
    for pair, accounts in found.items():
        table.add_section()
        names = chain([plain(pair)], repeat(""))  # once, above its accounts
        for name, (account, *counts) in zip(names, accounts, strict=False):
            table.add_row(name, plain(account), *map(str, counts))
    Console(markup=False, highlight=False, width=None if sys.stdout.isatty() else WIDTH).print(
        table
    )


def show_coverage(store: Store) -> None:
    """Print what was looked at and what was not."""
    click.echo()
    for line in statement(seen(store)):
        paragraph(line, "")


def show_reject(reject: Reject) -> None:
    """Print one record that could not be read, and why."""
    excerpt = short(reject.excerpt, QUOTED)
    place = f"{plain(reject.file)}:{reject.line}" if reject.line else plain(reject.file)
    click.echo(f"{place}: {say(reject.reason, **reject.facts)}  {excerpt}")


def show_run(run: dict[str, Any]) -> None:
    """Print one line of the log."""
    read = (each.get("file") or each.get("source", "?") for each in run["inputs"])
    files = ", ".join(map(plain, read)) or "-"
    ended = (
        _time(datetime.fromisoformat(run["finished"])) if run["finished"] else say("cli.cut_short")
    )
    started = _time(datetime.fromisoformat(run["started"]))
    click.echo(f"{run['run']}. {run['verb']}  {started} → {ended}  {files}")


def show_election(election: Election) -> None:
    """Print one election with its voting day and candidates."""
    day = election.voting_day.isoformat() if election.voting_day else say("cli.not_scheduled")
    invented = f" ({say('cli.invented')})" if election.invented else ""
    click.echo(f"{election.id}  {day}  {plain(election.name)}{invented}")


def _period(first: datetime | None, last: datetime | None) -> str:
    """Write from when to when, the date once where one day holds both."""
    start, end = _time(first), _time(last)
    if start == end:
        return start
    if start[:10] == end[:10]:
        return f"{start.removesuffix(' WIB')}–{end[11:]}"
    return say("cli.from_to", first=start.removesuffix(" WIB"), last=end)


def _time(time: datetime | None) -> str:
    """Write a time as people here read it: WIB, with the dot."""
    return time.astimezone(WIB).strftime("%d-%m-%Y %H.%M WIB") if time else say("cli.time_unknown")
