"""Where a message stands, as Graph addresses it: read from a notification, written as a path."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from bot.teams.files import FROM_GRAPH
from bot.teams.graph.client import step
from bot.teams.identity import Raw, node, text_of

# Before an address that Graph's token opens as it stands. Any other is asked for as a share: who
# writes a message says where its files lie, and might else have us read whatever Graph knows.
HOSTED = f"{FROM_GRAPH}hosted+"

_CHANNEL = "@thread.tacv2"
_OLD_CHANNEL = "@thread.skype"
_IN_CHANNEL = re.compile(
    r"^/?teams\('([^'/]+)'\)/channels\('([^'/]+)'\)/messages\('([^'/]+)'\)"
    r"(?:/replies\('([^'/]+)'\))?$"
)
_BASE = re.compile(r"(?:/[\w.]+){1,2}")  # Graph's version, perhaps below a path of a stand-in's
_CONTENTS = "/hostedContents/"
_IN_CHAT = re.compile(r"^/?chats\('([^'/]+)'\)/messages\('([^'/]+)'\)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A channel of a team (`group` is the team's id in the directory), or a chat without one.

    `message` and `root` are empty where the place as a whole is meant; `root` is the first
    message of a channel's thread.
    """

    conversation: str
    group: str = ""
    message: str = ""
    root: str = ""

    @property
    def is_channel(self) -> bool:
        """Whether it is a channel."""
        return is_channel(self.conversation)

    @property
    def place_path(self) -> str:
        """The channel or chat."""
        if self.group:
            return f"/teams/{step(self.group)}/channels/{step(self.conversation)}"
        return f"/chats/{step(self.conversation)}"

    @property
    def resource(self) -> str:
        """What is said there, as a subscription names it."""
        if self.group:
            return f"/teams/{self.group}/channels/{self.conversation}/messages"
        return f"/chats/{self.conversation}/messages"

    @property
    def members_path(self) -> str:
        """Who is in it, people of other organisations with them."""
        return f"{self.place_path}/{'allMembers' if self.group else 'members'}"

    def holds(self, address: str) -> bool:
        """Whether an address of Graph's is of something within a message of this very place."""
        try:
            parts = urlsplit(address)
        except ValueError:
            return False
        path = unquote(parts.path)
        base, _, below = path.partition(unquote(f"{self.place_path}/messages/"))
        is_plain = not parts.query and "/.." not in path
        return is_plain and _CONTENTS in below and _BASE.fullmatch(base) is not None

    @property
    def path(self) -> str:
        """The message."""
        below = f"{self.place_path}/messages"
        if self.group and self.root and self.root != self.message:
            return f"{below}/{step(self.root)}/replies/{step(self.message)}"
        return f"{below}/{step(self.message)}"


def is_channel(conversation: str) -> bool:
    """Whether a conversation is a channel, by its id."""
    return conversation.endswith((_CHANNEL, _OLD_CHANNEL))


def where_told(resource: str) -> Where | None:
    """Return where a notification says that something happened; None for anything else."""
    if found := _IN_CHANNEL.match(resource):
        group, channel, root, reply = found.groups()
        return Where(conversation=channel, group=group, message=reply or root, root=root)
    if found := _IN_CHAT.match(resource):
        return Where(conversation=found[1], message=found[2])
    return None


def where_in(content: Raw) -> Where | None:
    """Return where a message of Graph's says that it stands."""
    message, channel = text_of(content, "id"), node(content, "channelIdentity")
    group, conversation = text_of(channel, "teamId"), text_of(channel, "channelId")
    if message and group and conversation:
        root = text_of(content, "replyToId") or message
        return Where(conversation=conversation, group=group, message=message, root=root)
    chat = text_of(content, "chatId")
    return Where(conversation=chat, message=message) if message and chat else None
