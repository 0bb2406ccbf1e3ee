"""The bot for real: Slack where it is configured, the console, the workers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from bot.bootstrap.console import console_routes
from bot.bootstrap.detection import build_detection
from bot.bootstrap.keeping import Keeping, open_keeping
from bot.bootstrap.listening import listen, open_socket
from bot.bootstrap.policies import build_policies
from bot.bootstrap.road import Roads
from bot.bootstrap.slack import build_slack_room
from bot.bootstrap.web import Service, Site, build_app
from bot.config import Settings, unknown_settings
from bot.console.sign_in import SignIn
from bot.domain.message import Platform
from bot.logs import configure_logs
from bot.policy.engine import PolicyBook
from bot.ports import EventHandler
from bot.slack.app import SlackRoom

_OPERATOR = "supervisor"


async def serve_bot(settings: Settings, *, say: Callable[[str], None]) -> None:
    """Serve until interrupted; say where, and the console's one-time link, once it is up."""
    configure_logs(settings.chatwarden_log_level)
    # What can be wrong is looked at before anything listens or is written.
    policies = build_policies(settings)
    listening = open_socket(settings.chatwarden_host, settings.chatwarden_port)
    async with open_keeping(settings) as keeping:
        sign_in = SignIn(keeping.clock)
        site = _build_site(settings, keeping, policies, sign_in)
        origin = f"http://{settings.chatwarden_host}:{listening.getsockname()[1]}"

        def announce() -> None:
            for line in _greeting(settings, policies, origin, sign_in.make_link(_OPERATOR)):
                say(line)

        await listen(build_app(site), listening, announce)


def _build_site(
    settings: Settings, keeping: Keeping, policies: PolicyBook, sign_in: SignIn
) -> Site:
    roads = Roads(
        settings=settings,
        keeping=keeping,
        detection=build_detection(settings),
        policies=policies,
    )
    slack = build_slack_room(settings, keeping, policies) if settings.has_slack else None
    return Site(
        keeping=keeping,
        workers=roads.workers(_handlers(roads, slack)),
        routes=[*(slack.routes if slack else ()), *console_routes(keeping, sign_in)],
        services=(Service(start=slack.start, stop=slack.stop),) if slack else (),
        context_kept=timedelta(hours=settings.chatwarden_context_hours),
    )


def _handlers(roads: Roads, slack: SlackRoom | None) -> dict[Platform, EventHandler]:
    if slack is None:
        return {}
    inspection = roads.inspection(slack.enforcer, slack.downloads.fetch)
    return {Platform.SLACK: slack.handler(inspection, roads.responding(slack.enforcer))}


def _greeting(settings: Settings, policies: PolicyBook, origin: str, link: str) -> list[str]:
    acting = [policy.id for policy in policies.policies if policy.id in settings.chatwarden_enforce]
    trial = [policy.id for policy in policies.policies if policy.id not in acting]
    return [
        f"Listening on {origin}",
        f"Slack: {_slack_in_words(settings)}",
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
