"""`chatwarden policy check | test | coverage | explain`."""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.bootstrap.policies import policy_folders
from bot.cli.policy_tables import clause_table, rule_table
from bot.config import read_settings
from bot.domain.finding import InspectionResult
from bot.domain.message import AudienceKind, Message, Standing
from bot.errors import PolicyFaults
from bot.policy.coverage import coverage_of
from bot.policy.engine import PolicyBook
from bot.policy.explain import explain as explanation_of
from bot.policy.file_format import TestMessage
from bot.policy.loader import load_policies, overdue_reviews
from bot.policy.selftest import Detect, Verdict, message_of, run_tests

app = typer.Typer(
    help="Checks, tests and explains the written policies.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

Folders = Annotated[
    list[Path] | None,
    typer.Argument(help="Folders of policy files; the shipped ones and your own if none is named."),
]


@app.command()
def check(folders: Folders = None) -> None:
    """Read every policy file and list all faults of all files; status 1 if there is one."""
    book = _load_or_list_faults(folders)
    for warning in overdue_reviews(book, datetime.now(UTC).date()):
        typer.echo(f"warning: {warning}", err=True)
    typer.echo(f"{_counted(len(book.policies), 'policy', 'policies')}, no faults.")


@app.command("test")
def run_tests_of(folders: Folders = None) -> None:
    """Run the tests at the foot of every policy file; status 1 if one is not as it should be."""
    book = load_policies(_folders(folders))
    verdicts = asyncio.run(run_tests(book, _Looking().detect))
    for verdict in verdicts:
        if not verdict.passed or verdict.test.known_gap:
            typer.echo(_verdict_line(verdict))
    failed = sum(not verdict.passed for verdict in verdicts)
    gaps = sum(verdict.passed and bool(verdict.test.known_gap) for verdict in verdicts)
    typer.echo(f"{_counted(len(verdicts), 'test', 'tests')}: {failed} failed, {gaps} known gaps.")
    if failed:
        raise typer.Exit(1)


@app.command()
def coverage(folders: Folders = None) -> None:
    """Print what meets each clause and what each rule is for; status 1 if there is a hole."""
    table = coverage_of(_load_or_list_faults(folders))
    typer.echo(clause_table(table))
    typer.echo(rule_table(table))
    typer.echo(
        f"{len(table.clauses)} clauses, {len(table.not_yet)} not yet met in full; "
        f"{len(table.rules)} rules; {len(table.holes)} holes."
    )


@app.command()
def explain(
    text: Annotated[str, typer.Argument(help="The message; - reads it from standard input.")],
    *,
    audience: Annotated[AudienceKind, typer.Option(help="Who reads along.")] = (
        AudienceKind.INTERNAL
    ),
    author: Annotated[Standing, typer.Option(help="What the author is.")] = Standing.MEMBER,
    thread: Annotated[
        list[str] | None, typer.Option(help="An earlier message of the thread; may be repeated.")
    ] = None,
    policy: Annotated[
        list[str] | None, typer.Option(help="A policy that governs; all if none is named.")
    ] = None,
    folder: Annotated[
        list[Path] | None, typer.Option(help="A folder of policy files to use instead.")
    ] = None,
) -> None:
    """Decide about one message as if every policy were enforced, and say why."""
    told = TestMessage(
        text=sys.stdin.read() if text == "-" else text,
        audience=audience,
        author=author,
        thread=tuple(thread or ()),
    )
    book = load_policies(_folders(folder))
    ids = policy or [one.id for one in book.policies]
    typer.echo(asyncio.run(_explained(book.governed_by(ids, enforced=ids), told)))


async def _explained(book: PolicyBook, told: TestMessage) -> str:
    now = datetime.now(UTC)
    message = message_of(told, now)
    result = await _Looking().detect(message)
    return explanation_of(book.decide(message, result, past=(), now=now))


class _Looking:
    """Detection, opened when the first text has to be looked at."""

    def __init__(self) -> None:
        self._detect: Detect | None = None

    async def detect(self, message: Message) -> InspectionResult:
        if self._detect is None:
            from bot.bootstrap.detection import build_detection  # noqa: PLC0415 -- slow import

            self._detect = build_detection(read_settings()).inspect
        return await self._detect(message)


def _folders(named: list[Path] | None) -> tuple[Path, ...]:
    return tuple(named) if named else policy_folders(read_settings())


def _load_or_list_faults(named: list[Path] | None) -> PolicyBook:
    """Load the book; list all faults, holes among them, and end with status 1 if there are any."""
    try:
        return load_policies(_folders(named))
    except PolicyFaults as faults:
        typer.echo(str(faults), err=True)
        raise typer.Exit(1) from None


def _verdict_line(verdict: Verdict) -> str:
    mark = "gap " if verdict.passed else "FAIL"
    where = f"{verdict.policy.file}:{verdict.test.line}"
    return f"{mark} {where}: {verdict.test.name}: {verdict.what}"


def _counted(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
