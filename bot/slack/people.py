"""What a Slack user object says about a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.message import Author, Standing
from bot.slack.identity import Home

User = Mapping[str, Any]


def author_of(user: User, tenant: str, installed: Home) -> Author:
    """Return the person as an author; a member's and a guest's home is the tenant itself."""
    standing = standing_of(user, installed)
    home = home_of(user)
    outside = standing is Standing.EXTERNAL
    return Author(
        id=str(user.get("id") or ""),
        tenant=(home.team or home.enterprise) if outside and home.is_known else tenant,
        name=_name(user),
        standing=standing,
    )


def standing_of(user: User, installed: Home) -> Standing:
    """Return what the person is to the organisation; no single property tells."""
    home = home_of(user)
    if user.get("is_stranger") is True:
        return Standing.EXTERNAL
    if home.is_known and not home.is_same_organisation(installed):
        return Standing.EXTERNAL
    if user.get("is_bot") is True or user.get("id") == "USLACKBOT":
        return Standing.BOT
    if is_guest(user):
        return Standing.GUEST
    return Standing.MEMBER if home.is_known else Standing.UNKNOWN


def is_guest(user: User) -> bool:
    """Whether the person is a guest; guests carry the workspace's own team id."""
    return user.get("is_restricted") is True or user.get("is_ultra_restricted") is True


def home_of(user: User) -> Home:
    """Return the person's workspace and organisation."""
    inside = user.get("enterprise_user")
    enterprise = inside.get("enterprise_id") if isinstance(inside, Mapping) else None
    return Home(str(enterprise or user.get("enterprise_id") or ""), str(user.get("team_id") or ""))


def _name(user: User) -> str:
    profile = user.get("profile")
    names = profile if isinstance(profile, Mapping) else {}
    for name in (names.get("display_name"), names.get("real_name"), user.get("real_name")):
        if name:
            return str(name)
    return str(user.get("name") or "")
