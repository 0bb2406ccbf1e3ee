"""chatwarden serve, chatwarden demo: the bot as a server."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

import typer

from bot.config import read_settings

Host = Annotated[str | None, typer.Option(help="Address to listen on (CHATWARDEN_HOST).")]
Port = Annotated[int | None, typer.Option(help="Port to listen on (CHATWARDEN_PORT).")]


def serve(host: Host = None, port: Port = None) -> None:
    """Serve Slack and the console with the settings of the environment and `.env`."""
    from bot.bootstrap.serving import serve_bot  # noqa: PLC0415 -- slow import: spaCy

    asyncio.run(serve_bot(read_settings(**_given(host, port)), say=typer.echo))


def demo(port: Port = None) -> None:
    """Show the main job in a local chat: no account, no network, nothing kept afterwards."""
    from bot.bootstrap.demonstration import serve_demo  # noqa: PLC0415 -- slow import: spaCy

    asyncio.run(serve_demo(read_settings(**_given(None, port)), say=typer.echo))


def _given(host: str | None, port: int | None) -> dict[str, Any]:
    given = {"chatwarden_host": host, "chatwarden_port": port}
    return {name: value for name, value in given.items() if value is not None}
