"""What the Graph tier needs to know; bootstrap fills it from the settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

GRAPH = "https://graph.microsoft.com/v1.0"
SCOPE = "https://graph.microsoft.com/.default"
SERVICE_URL = "https://smba.trafficmanager.net/teams/"
# The app that Microsoft sends notifications by; its id is the same in every tenant.
CHANGE_TRACKER = "0bf30f3b-4a52-48df-9a82-234910c4a086"
NOTIFICATIONS = "/api/graph/notifications"
LIFECYCLE = "/api/graph/lifecycle"


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphConfig:
    """Addresses and times of the Graph tier.

    `public_url` is where Graph reaches us; without it nobody can be notified. `service_url` serves
    people whom the bot has not met.
    """

    base_url: str = GRAPH
    scope: str = SCOPE
    public_url: str = ""
    service_url: str = SERVICE_URL
    change_tracker: str = CHANGE_TRACKER
    max_body_bytes: int = 8_000_000
    lives: timedelta = timedelta(minutes=55)
    renewed_before: timedelta = timedelta(minutes=20)
    looked_after_every: timedelta = timedelta(minutes=5)
    certificate_kept: timedelta = timedelta(days=90)

    @property
    def notification_url(self) -> str:
        """Where Graph tells of changes."""
        return self.public_url.rstrip("/") + NOTIFICATIONS

    @property
    def lifecycle_url(self) -> str:
        """Where Graph tells what becomes of a subscription."""
        return self.public_url.rstrip("/") + LIFECYCLE
