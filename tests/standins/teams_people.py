"""Who and what the stand-in Teams knows: people, teams, conversations, messages, files."""

from dataclasses import dataclass, field
from datetime import datetime

TENANT = "11111111-1111-4111-8111-111111111111"
PARTNER_TENANT = "22222222-2222-4222-8222-222222222222"
APP_ID = "33333333-3333-4333-8333-333333333333"
APP_SECRET = "the-secret-of-the-app"
BOT_ID = f"28:{APP_ID}"
CATALOG_APP_ID = "44444444-4444-4444-8444-444444444444"
BOT_TOKEN = "token-for-the-connector"
GRAPH_TOKEN = "token-for-graph"
BOT_SCOPE = "https://api.botframework.com"
GRAPH_SCOPE = "https://graph.microsoft.com"


@dataclass(frozen=True)
class Grant:
    """Who speaks with a token, to whom, and until when."""

    audience: str
    app_id: str = APP_ID
    tenant: str = TENANT
    expires: float = float("inf")


@dataclass
class Person:
    """Somebody as a roster and as the directory show them."""

    id: str
    aad: str
    name: str
    upn: str
    email: str = ""
    role: str = "user"
    tenant: str = TENANT
    is_installed: bool = True  # for this person alone; a shared team reaches them as well
    has_blocked: bool = False
    is_licensed: bool = True

    def on_roster(self):
        """Return the member as the Connector tells it; an anonymous one has hardly a face."""
        if self.role == "anonymous":
            return {"id": self.id, "name": self.name, "userRole": self.role}
        given, _, surname = self.name.partition(" ")
        return {
            "id": self.id,
            "name": self.name,
            "objectId": self.aad,
            "aadObjectId": self.aad,
            "givenName": given,
            "surname": surname,
            "email": self.email,
            "userPrincipalName": self.upn,
            "tenantId": self.tenant,
            "userRole": self.role,
        }

    def as_sender(self):
        """Return the person as `from` of an activity."""
        known = {"aadObjectId": self.aad} if self.aad else {}
        return {"id": self.id, "name": self.name, **known}

    def in_graph(self, home=TENANT):
        """Return the person as `from.user` of Graph's messages."""
        kind = "anonymousGuest" if self.role == "anonymous" else "aadUser"
        if self.tenant != home:
            kind = "federatedUser"
        return {
            "@odata.type": "#microsoft.graph.teamworkUserIdentity",
            "id": self.aad or self.id,
            "displayName": self.name,
            "userIdentityType": kind,
            "tenantId": self.tenant,
        }


@dataclass
class Team:
    """A team; its General channel bears the same id."""

    id: str
    name: str
    group: str
    members: list = field(default_factory=list)
    channels: list = field(default_factory=list)


@dataclass
class Conversation:
    """A personal chat, a group chat or a channel."""

    id: str
    kind: str  # personal, groupChat, channel
    members: list = field(default_factory=list)
    name: str | None = None
    team: str = ""
    channel_type: str = "standard"  # standard, private, shared
    has_bot: bool = True
    tenant: str = TENANT
    shared_with: list = field(default_factory=list)


@dataclass
class Message:
    """A message of a person or of the bot, as it stands now."""

    id: str
    conversation: str
    author: str
    root: str = ""
    subject: str | None = None  # a post's title, which Graph tells and the activity does not
    kind: str = "message"
    text: str = ""
    html: str = ""
    created: datetime | None = None
    edited: datetime | None = None
    deleted: datetime | None = None
    modified: datetime | None = None
    attachments: list = field(default_factory=list)  # as Graph gives them
    files: list = field(default_factory=list)  # as the activity of a personal chat gives them
    mentions: list = field(default_factory=list)
    hosted: dict = field(default_factory=dict)  # hosted contents: id to bytes and media type
    violation: dict | None = None
    activity: dict | None = None  # what the bot sent
    target: str = ""  # whom a targeted message is for
    reply_to: str = ""
    history: list = field(default_factory=list)


@dataclass
class File:
    """A file on the files host, and how it behaves."""

    id: str
    content: bytes
    name: str
    media_type: str = "text/csv"
    url: str = ""  # where people find it
    declared: int | None = None  # a length that is told, true or not
    endless: bool = False
    pause: float = 0.0  # before every piece
    redirect: str = ""  # elsewhere, loop, sign-in, or any address
    needs_bearer: bool = False
    is_expired: bool = False
