"""Builds the Teams room from the settings."""

from __future__ import annotations

from pathlib import Path

from starlette.routing import Route

from bot.bootstrap.keeping import Keeping
from bot.bootstrap.outsiders import rules_about_outsiders
from bot.config import Settings, TeamsRegistration, revealed
from bot.errors import SettingsError
from bot.policy.engine import PolicyBook
from bot.teams.app import TeamsRoom, build_teams
from bot.teams.config import Registration, TeamsConfig
from bot.teams.graph.config import NOTIFICATIONS, GraphConfig
from bot.teams.graph.tier import build_graph
from bot.teams.keeping import TeamsKeeping
from bot.teams.pages import AppPages
from bot.teams.tier import MakeTier, bot_alone


def build_teams_room(settings: Settings, keeping: Keeping, policies: PolicyBook) -> TeamsRoom:
    """Return the Teams room; nothing is called before its start. Raises SettingsError."""
    config = _config(settings)
    kept = TeamsKeeping(
        queue=keeping.queue,
        messages=keeping.messages,
        cases=keeping.cases,
        vault=keeping.vault,
        coverage=keeping.coverage,
    )
    make_tier: MakeTier = bot_alone
    if settings.teams_graph:
        make_tier = build_graph(
            _graph_config(settings),
            config,
            kept,
            clock=keeping.clock,
            meter=keeping.meter,
            is_for_outsiders=rules_about_outsiders(policies).__contains__,
        )
    return build_teams(config, kept, clock=keeping.clock, meter=keeping.meter, make_tier=make_tier)


def app_pages(settings: Settings) -> list[Route]:
    """Return the pages that the app's manifest points at."""
    return AppPages(context_hours=settings.chatwarden_context_hours).routes


def teams_in_words(settings: Settings) -> str:
    """Return what the operator reads about Teams when the bot starts."""
    if settings.teams_playground:
        return "the playground alone, at /api/messages: nobody is checked"
    if not settings.has_teams:
        return "not configured (TEAMS_APP_ID; see docs/howto/install-teams.md)"
    slugs = [registration.slug for registration in settings.all_teams_registrations]
    activities = ["/api/messages"]
    if len(slugs) > 1:
        activities = [f"/api/messages/{slug}" for slug in slugs]
    return f"activities at {', '.join(activities)}{_graph_in_words(settings)}"


def _graph_in_words(settings: Settings) -> str:
    if not settings.teams_graph:
        return ""
    if not settings.chatwarden_public_url:
        return "; Graph for blocking and files (CHATWARDEN_PUBLIC_URL lets it tell of messages)"
    return f"; Graph's notifications at {NOTIFICATIONS}"


def _config(settings: Settings) -> TeamsConfig:
    return TeamsConfig(
        registrations=tuple(map(_registration, settings.all_teams_registrations)),
        playground=settings.teams_playground,
        login_url=settings.teams_login_url,
        openid_url=settings.teams_openid_url,
        identity_endpoint=settings.identity_endpoint,
        identity_header=revealed(settings.identity_header),
        targeted_messages=settings.teams_targeted_messages,
        file_hosts=settings.teams_file_hosts,
        max_body_bytes=settings.chatwarden_max_body_bytes,
        max_file_bytes=settings.chatwarden_max_attachment_bytes,
    )


def _graph_config(settings: Settings) -> GraphConfig:
    base = settings.teams_graph_url.rstrip("/")
    return GraphConfig(
        base_url=base,
        # The same Graph in another of Microsoft's clouds has a scope of its own.
        scope=f"{'/'.join(base.split('/')[:3])}/.default",
        public_url=settings.chatwarden_public_url.rstrip("/"),
    )


def _registration(told: TeamsRegistration) -> Registration:
    return Registration(
        app_id=told.app_id,
        tenant=told.tenant.lower(),
        slug=told.slug,
        secret=revealed(told.secret),
        certificate=_read(told.certificate_file) if told.certificate_file else "",
        managed_identity=told.managed_identity,
        admin_conversation=told.admin_conversation,
        catalog_app=told.catalog_app,
    )


def _read(file: Path) -> str:
    try:
        return file.read_text()
    except (OSError, UnicodeDecodeError):
        raise SettingsError(f"The certificate file {file} cannot be read.") from None
