"""The command `chatwarden`: its sub-commands, and how an error ends it."""

from __future__ import annotations

import sys

import typer

from bot.cli.manifest import app as manifest
from bot.cli.policy import app as policy
from bot.cli.scan import scan
from bot.cli.serving import demo, serve
from bot.errors import ChatwardenError

_ERROR = 2

app = typer.Typer(
    help="Makes a written instant-messaging policy real on Slack and in a local chat.",
    no_args_is_help=True,
    add_completion=False,
    # Pretty tracebacks print local variables, and those hold message text.
    pretty_exceptions_enable=False,
)
app.command()(serve)
app.command()(demo)
app.command()(scan)
app.add_typer(policy, name="policy")
app.add_typer(manifest, name="manifest")


def run() -> None:
    """Run the command; an error of ours ends it with its message and status 2."""
    try:
        app()
    except ChatwardenError as fault:
        sys.stderr.write(f"chatwarden: {fault}\n")
        sys.exit(_ERROR)
