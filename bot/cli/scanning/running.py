"""Runs a scan from its input to its output."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from bot.cli.scanning.json_lines import LineReader, answer
from bot.cli.scanning.records import Refused
from bot.cli.scanning.report import Report
from bot.cli.scanning.scanner import Scanner
from bot.cli.scanning.sources import STDIN, Sources, count_files
from bot.cli.scanning.tally import CLEAN, ERROR
from bot.cli.scanning.text_files import FileReader
from bot.errors import ScanInputError

_STDIN_DESCRIPTOR = 0
_MANY = 10
_PLAIN_WIDTH = 160


async def answer_lines(scanner: Scanner, path: str, out: TextIO) -> int:
    """Answer JSON lines with JSON lines; return 2 if a line could not be looked at, else 0."""
    status = CLEAN
    async for outcome in scanner.scan(LineReader(scanner.clock).read(open_input(path))):
        out.write(answer(outcome) + "\n")
        out.flush()  # who waits for the answer to a line gets it
        if isinstance(outcome, Refused):
            status = ERROR
    return status


async def report_on(scanner: Scanner, paths: Sequence[str], files: FileReader) -> int:
    """Print a report on files, folders, exports or standard input; return its exit status."""
    with _progress(paths) as (progress, console):
        report = Report(console)
        task = progress.task_ids[0] if progress else None
        sources = Sources(
            files=files,
            open_stdin=lambda: open_input(STDIN),
            on_file=lambda: progress.advance(task) if progress and task is not None else None,
        )
        async for outcome in scanner.scan(sources.read(paths)):
            report.show(outcome)
    report.finish()
    return report.tally.status


def open_input(path: str) -> BinaryIO:
    """Open a file, or standard input for "-"; raises ScanInputError."""
    try:
        if path == STDIN:
            # Not sys.stdin: Python could not close that while a thread still reads from it.
            return open(_STDIN_DESCRIPTOR, "rb", closefd=False)
        return Path(path).open("rb")
    except OSError as reason:
        raise ScanInputError(f"{path}: {reason.strerror}") from None


@contextlib.contextmanager
def _progress(paths: Sequence[str]) -> Iterator[tuple[Progress | None, Console]]:
    """Show a bar on a terminal's stderr where there are many files."""
    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else _PLAIN_WIDTH)
    total = count_files(paths) if sys.stderr.isatty() else 0
    if total < _MANY:
        yield None, console
        return
    bar = Progress(
        TextColumn("Scanning"),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,  # it would send the report to stderr
    )
    bar.add_task("files", total=total)
    with bar:
        # On one screen the bar has to know of every line, or the two would overwrite each other.
        yield bar, bar.console if sys.stdout.isatty() else console
