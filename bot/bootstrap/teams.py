"""Builds the Teams room from the settings."""

from __future__ import annotations

from pathlib import Path

from bot.bootstrap.keeping import Keeping
from bot.config import Settings, TeamsRegistration, revealed
from bot.errors import SettingsError
from bot.teams.app import TeamsRoom, build_teams
from bot.teams.config import Registration, TeamsConfig
from bot.teams.keeping import TeamsKeeping


def build_teams_room(settings: Settings, keeping: Keeping) -> TeamsRoom:
    """Return the Teams room; nothing is called before its start. Raises SettingsError."""
    return build_teams(
        _config(settings),
        TeamsKeeping(
            queue=keeping.queue,
            messages=keeping.messages,
            cases=keeping.cases,
            vault=keeping.vault,
            coverage=keeping.coverage,
        ),
        clock=keeping.clock,
        meter=keeping.meter,
    )


def teams_in_words(settings: Settings) -> str:
    """Return what the operator reads about Teams when the bot starts."""
    if settings.teams_playground:
        return "the playground alone, at /api/messages: nobody is checked"
    if not settings.has_teams:
        return "not configured (TEAMS_APP_ID; see docs/howto/install-teams.md)"
    slugs = [registration.slug for registration in settings.all_teams_registrations]
    if len(slugs) == 1:
        return "activities at /api/messages"
    return "activities at " + ", ".join(f"/api/messages/{slug}" for slug in slugs)


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


def _registration(told: TeamsRegistration) -> Registration:
    return Registration(
        app_id=told.app_id,
        tenant=told.tenant.lower(),
        slug=told.slug,
        secret=revealed(told.secret),
        certificate=_read(told.certificate_file) if told.certificate_file else "",
        managed_identity=told.managed_identity,
        admin_conversation=told.admin_conversation,
    )


def _read(file: Path) -> str:
    try:
        return file.read_text()
    except (OSError, UnicodeDecodeError):
        raise SettingsError(f"The certificate file {file} cannot be read.") from None
