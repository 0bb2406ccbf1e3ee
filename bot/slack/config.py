"""What the Slack room needs to know; bootstrap fills it from the settings."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

SLACK_API = "https://slack.com/api/"
BOT_SCOPES = (
    "channels:history",
    "channels:join",
    "channels:read",
    "chat:write",
    "files:read",
    "groups:history",
    "groups:read",
    "im:history",
    "im:read",
    "im:write",
    "mpim:history",
    "mpim:read",
    "users:read",
)
# Asked of a person, never of a workspace: to remove what that person may remove.
USER_SCOPES = ("chat:write", "files:write")


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackConfig:
    """One app: a single workspace by `bot_token`, many by `client_id` and OAuth.

    `user_token` is an admin's, for removals; `socket_mode` needs `app_token` and takes the place
    of the HTTP events. `policy_titles` are shown in the app's home.
    """

    bot_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    user_token: str = field(default="", repr=False)
    api_url: str = SLACK_API
    public_url: str = ""
    admin_channel: str = ""
    files_hosts: tuple[str, ...] = ("files.slack.com",)
    max_body_bytes: int = 1_000_000
    max_file_bytes: int = 100_000_000
    socket_mode: bool = False
    inspect_bots: bool = False
    join_public_channels: bool = True
    join_pause: float = 1.2  # conversations.join allows about 50 calls a minute
    policy_titles: tuple[str, ...] = ()

    @property
    def origin(self) -> str:
        """The scheme and host of the Web API."""
        parts = urlsplit(self.api_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def has_oauth(self) -> bool:
        """Whether people can grant the app something through OAuth."""
        return bool(self.client_id and self.client_secret)

    @property
    def takes_events_over_http(self) -> bool:
        """Whether the events route is open; without a secret anybody could sign."""
        return bool(self.signing_secret) and not self.socket_mode

    @property
    def grant_url(self) -> str:
        """Where a person can let the app remove that person's own messages; empty if nowhere."""
        can_grant = self.has_oauth and self.public_url
        return f"{self.public_url}/slack/install?grant=own" if can_grant else ""
