"""Whose activity it is, where it was said and by whom, read from the JSON as it came.

The models of the SDK lose fields, `conversation.tenantId` among them; the JSON does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.errors import MalformedEvent

Raw = Mapping[str, Any]

_THREAD = ";messageid="


@dataclass(frozen=True, slots=True, kw_only=True)
class Someone:
    """A person or bot in an activity: `id` is the same everywhere, `mri` is good for this bot."""

    id: str
    mri: str
    name: str = ""

    @property
    def is_bot(self) -> bool:
        """Whether it is a bot."""
        return self.mri.startswith("28:")


def node(raw: Raw, key: str) -> Raw:
    """Return a part of the JSON, empty where there is none."""
    value = raw.get(key)
    return value if isinstance(value, Mapping) else {}


def nodes(raw: Raw, key: str) -> list[Raw]:
    """Return the parts of a list in the JSON."""
    value = raw.get(key)
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def text_of(raw: Raw, key: str) -> str:
    """Return a text of the JSON, empty where there is none or something else."""
    value = raw.get(key)
    return value if isinstance(value, str) else ""


def needed(raw: Raw, key: str) -> str:
    """Return a text that must be there; raises MalformedEvent."""
    value = text_of(raw, key)
    if not value:
        raise MalformedEvent(f"It lacks {key}.")
    return value


def tenant_of(raw: Raw) -> str:
    """Return the tenant that hosts the conversation; in shared channels not always the sender's."""
    host = text_of(node(raw, "conversation"), "tenantId")
    return host or text_of(node(node(raw, "channelData"), "tenant"), "id")


def conversation_of(raw: Raw) -> str:
    """Return the conversation without its thread; raises MalformedEvent."""
    return needed(node(raw, "conversation"), "id").partition(_THREAD)[0]


def thread_of(raw: Raw) -> str:
    """Return the root of the thread; empty where the conversation has no threads."""
    return text_of(node(raw, "conversation"), "id").partition(_THREAD)[2]


def sender_of(raw: Raw) -> Someone:
    """Return who did it."""
    return someone(node(raw, "from"))


def bot_of(raw: Raw) -> str:
    """Return the bot's own id in the conversation."""
    return text_of(node(raw, "recipient"), "id")


def someone(account: Raw) -> Someone:
    """Return an account; without an id in a directory (in meetings) it goes by its Teams id."""
    mri = text_of(account, "id")
    known = text_of(account, "aadObjectId") or text_of(account, "objectId")
    return Someone(id=known or mri, mri=mri, name=text_of(account, "name"))
