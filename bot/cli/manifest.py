"""chatwarden manifest …: the apps' manifests, ready to paste."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.slack.manifest import render_manifest

app = typer.Typer(
    help="Prints a platform's manifest, ready to paste.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


@app.callback()
def _several() -> None:
    """Keep `slack` a command of its own while it is the only one."""


@app.command()
def slack(
    url: Annotated[str, typer.Option(help="Where Slack reaches this server: https://host")],
    *,
    socket_mode: Annotated[
        bool, typer.Option("--socket-mode", help="For a server nothing can reach from outside")
    ] = False,
) -> None:
    """Print the manifest of the Slack app, with the reason behind every scope and event."""
    typer.echo(render_manifest(url, socket_mode=socket_mode), nl=False)
