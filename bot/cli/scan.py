"""chatwarden scan: look at texts, files, folders or a Slack export, and change nothing."""

from __future__ import annotations

import asyncio
import io
import os
import sys
from typing import Annotated

import typer

from bot.config import read_settings
from bot.logs import configure_logs

_ERROR = 2
_STDIN = "-"

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH|-",
        help="Files, folders (hidden files and links are left out), or a Slack export zip; "
        "standard input for - or nothing.",
        show_default=False,
    ),
]
Jsonl = Annotated[
    bool, typer.Option("--jsonl", help="Read one JSON message a line, answer one a line.")
]
Policy = Annotated[
    list[str] | None,
    typer.Option("--policy", metavar="ID", help="Only under this policy; may be repeated."),
]


def scan(paths: Paths = None, *, jsonl: Jsonl = False, policy: Policy = None) -> None:
    """Look at texts and say what is in them and which clauses it is against.

    Nothing is recorded, sent or removed, and nothing leaves this machine. Policies on trial count
    like those in force. Without --policy, the policies of CHATWARDEN_POLICIES apply, or all.

    Exit status of the report: 0 nothing is against a policy, 1 something is, 2 something could
    not be looked at. With --jsonl: 0 every line was answered, 2 a line could not be read.
    """
    from bot.bootstrap.attachments import limits_of, unstarted_reading_room  # noqa: PLC0415 -- as below
    from bot.cli.scanning.composition import build_scanner  # noqa: PLC0415 -- spaCy is slow to import
    from bot.cli.scanning.running import answer_lines, report_on  # noqa: PLC0415 -- as above
    from bot.cli.scanning.text_files import FileReader  # noqa: PLC0415 -- as above

    settings = read_settings()
    configure_logs("WARNING")  # to stderr: stdout is for the answers
    named = paths or [_STDIN]
    if jsonl and len(named) > 1:
        raise typer.BadParameter("With --jsonl there is one PATH, or standard input.")
    try:
        with unstarted_reading_room(settings) as room:
            scanner = build_scanner(settings, policy or [], room)
            if jsonl:
                status = asyncio.run(answer_lines(scanner, named[0], sys.stdout))
            else:
                _print_what_can_be_printed()
                files = FileReader(clock=scanner.clock, room=room, limits=limits_of(settings))
                status = asyncio.run(report_on(scanner, named, files))
    except BrokenPipeError:
        # The reader of the answers has gone; Python would complain once more when it exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = _ERROR
    raise typer.Exit(status)


def _print_what_can_be_printed() -> None:
    # A terminal of another encoding gets a question mark for the mask's dots, not a traceback.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
