"""chatwarden manifest …: what each platform is told about the app."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.errors import SettingsError
from bot.slack.manifest import render_manifest
from bot.teams.manifest import NAME, AppPackage

app = typer.Typer(
    help="Makes a platform's manifest, ready to paste or upload.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


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


@app.command()
def teams(
    *,
    domain: Annotated[str, typer.Option(help="The name Teams reaches this server by: host only")],
    app_id: Annotated[str, typer.Option(help="The app's Application (client) ID in Entra ID")],
    bot_id: Annotated[
        str, typer.Option(help="The bot's id, where it is not the app's", show_default=False)
    ] = "",
    name: Annotated[str, typer.Option(help="What people see the app called")] = NAME,
    out: Annotated[Path, typer.Option(help="Where to write the package")] = Path("teams.zip"),
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there")] = False,
) -> None:
    """Write the package of the Teams app; manifests/README.md gives its permissions' reasons."""
    package = AppPackage(domain=domain, app_id=app_id, bot_id=bot_id, name=name)
    _write(out, package.build(), over=force)
    typer.echo(f"{out}: upload it as docs/howto/install-teams.md says.")
    typer.echo(f"Messaging endpoint: https://{package.domain}/api/messages")


def _write(file: Path, content: bytes, *, over: bool) -> None:
    try:
        with file.open("wb" if over else "xb") as written:
            written.write(content)
    except FileExistsError:
        raise SettingsError(f"{file} is there already; --force writes over it.") from None
    except OSError as fault:
        raise SettingsError(f"{file} cannot be written: {fault.strerror}.") from None
