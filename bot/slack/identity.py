"""Whose workspace a payload belongs to, and where its author is at home.

In Slack Connect the outer `team_id` is often not the installing team, so both questions are
answered by bolt's own functions; tests/unit/slack/test_identity.py holds them to known cases.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt.request.internals import (
    extract_actor_enterprise_id,
    extract_actor_team_id,
    extract_enterprise_id,
    extract_is_enterprise_install,
    extract_team_id,
)

Payload = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Home:
    """A workspace and the organisation above it; empty where unknown."""

    enterprise: str = ""
    team: str = ""

    def is_same_organisation(self, other: Home) -> bool:
        """Whether both are one workspace, or two workspaces of one organisation."""
        same_team = bool(self.team) and self.team == other.team
        return same_team or (bool(self.enterprise) and self.enterprise == other.enterprise)

    @property
    def is_known(self) -> bool:
        """Whether anything is known of it."""
        return bool(self.enterprise or self.team)


def tenant_of(payload: Payload) -> str:
    """Return the tenant: the organisation of an org-wide install, else the workspace."""
    body = dict(payload)
    if extract_is_enterprise_install(body):
        return extract_enterprise_id(body) or ""
    return extract_team_id(body) or ""


def actor_of(payload: Payload) -> Home:
    """Return the home of who did it, by bolt's actor algorithm; unknown stays empty."""
    body = dict(payload)
    return Home(extract_actor_enterprise_id(body) or "", extract_actor_team_id(body) or "")
