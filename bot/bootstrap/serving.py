"""The bot for real: Slack and Teams where they are configured, the console, the workers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from socket import socket

from bot.bootstrap.attachments import open_reading_room
from bot.bootstrap.console import console_routes
from bot.bootstrap.detection import build_detection
from bot.bootstrap.keeping import open_keeping
from bot.bootstrap.listening import listen, open_socket
from bot.bootstrap.policies import build_policies
from bot.bootstrap.road import Roads
from bot.bootstrap.slack import build_slack_room
from bot.bootstrap.teams import app_pages, build_teams_room, teams_in_words
from bot.bootstrap.web import Service, Site, build_app
from bot.config import Settings, unknown_settings
from bot.console.sign_in import SignIn
from bot.domain.message import Platform
from bot.extraction.confinement.reading_room import ReadingRoom
from bot.logs import configure_logs
from bot.policy.engine import PolicyBook
from bot.ports import EventHandler
from bot.slack.app import SlackRoom
from bot.teams.app import TeamsRoom

_OPERATOR = "supervisor"


async def serve_bot(settings: Settings, *, say: Callable[[str], None]) -> None:
    """Serve until interrupted; say where, and the console's one-time link, once it is up."""
    configure_logs(settings.chatwarden_log_level)
    # What can be wrong is looked at before anything listens or is written.
    policies = build_policies(settings)
    with open_reading_room(settings) as reading_room:
        listening = open_socket(settings.chatwarden_host, settings.chatwarden_port)
        await _serve(settings, policies, reading_room, listening=listening, say=say)


async def _serve(
    settings: Settings,
    policies: PolicyBook,
    reading_room: ReadingRoom,
    *,
    listening: socket,
    say: Callable[[str], None],
) -> None:
    async with open_keeping(settings) as keeping:
        sign_in = SignIn(keeping.clock)
        roads = Roads(
            settings=settings,
            keeping=keeping,
            detection=build_detection(settings),
            policies=policies,
            reading_room=reading_room,
        )
        site = _build_site(roads, policies, sign_in)
        origin = f"http://{settings.chatwarden_host}:{listening.getsockname()[1]}"

        def announce() -> None:
            for line in _greeting(settings, policies, origin, sign_in.make_link(_OPERATOR)):
                say(line)

        await listen(build_app(site), listening, announce)


def _build_site(roads: Roads, policies: PolicyBook, sign_in: SignIn) -> Site:
    settings, keeping = roads.settings, roads.keeping
    rooms: dict[Platform, SlackRoom | TeamsRoom] = {}
    if settings.has_slack:
        rooms[Platform.SLACK] = build_slack_room(settings, keeping, policies)
    if settings.has_teams:
        rooms[Platform.TEAMS] = build_teams_room(settings, keeping, policies)
    routes = [route for room in rooms.values() for route in room.routes]
    if settings.has_teams:
        routes += app_pages(settings)
    return Site(
        keeping=keeping,
        workers=roads.workers({on: _handler(roads, room) for on, room in rooms.items()}),
        routes=[*routes, *console_routes(keeping, sign_in)],
        services=[Service(start=room.start, stop=room.stop) for room in rooms.values()],
        context_kept=timedelta(hours=settings.chatwarden_context_hours),
    )


def _handler(roads: Roads, room: SlackRoom | TeamsRoom) -> EventHandler:
    inspection = roads.inspection(room.enforcer, room.downloads.fetch)
    return room.handler(inspection, roads.responding(room.enforcer))


def _greeting(settings: Settings, policies: PolicyBook, origin: str, link: str) -> list[str]:
    acting = [policy.id for policy in policies.policies if policy.id in settings.chatwarden_enforce]
    trial = [policy.id for policy in policies.policies if policy.id not in acting]
    return [
        f"Listening on {origin}",
        f"Slack: {_slack_in_words(settings)}",
        f"Teams: {teams_in_words(settings)}",
        f"Policies in force: {', '.join(acting) or 'none (CHATWARDEN_ENFORCE names them)'}",
        f"Policies in shadow: {', '.join(trial) or 'none'}",
        *(f"Not a setting, ignored: {name}" for name in unknown_settings()),
        f"Console (once, within ten minutes, from this machine): {_console_origin(origin)}{link}",
    ]


def _slack_in_words(settings: Settings) -> str:
    if not settings.has_slack:
        return (
            "not configured (SLACK_BOT_TOKEN or SLACK_CLIENT_ID; see docs/howto/install-slack.md)"
        )
    if settings.slack_socket_mode:
        return "Socket Mode"
    return "events at /slack/events" + (
        ", install at /slack/install" if settings.slack_client_id else ""
    )


def _console_origin(origin: str) -> str:
    # The console answers loopback names only, wherever the server listens.
    return f"http://127.0.0.1:{origin.rsplit(':', 1)[1]}"
