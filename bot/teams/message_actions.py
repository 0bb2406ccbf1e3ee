"""A message's menu: "Save as record" and "Report", from the invokes to our own types; pure.

Teams sends two invokes for one press: the first asks for the dialog, the second brings what was
typed into it. Both hold the message as Teams knows it, which the dialog cannot change.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import unquote, urlsplit

from bot.domain.attachment import Attachment
from bot.domain.event import InboundEvent
from bot.domain.message import MessageRef, Platform
from bot.errors import MalformedEvent
from bot.teams.cards import FEWEST, MOST
from bot.teams.files import attachments_of
from bot.teams.identity import (
    Raw,
    Someone,
    conversation_of,
    needed,
    node,
    nodes,
    sender_of,
    tenant_of,
    text_of,
    thread_of,
)
from bot.teams.wording import HTML, words_of

NOTE = "note"

_ASKS_FOR_DIALOG = "composeExtension/fetchTask"
_SUBMITS = "composeExtension/submitAction"
_IN_LINK = ("l", "message")  # https://teams.microsoft.com/l/message/{conversation}/{message}
_UNNAMED = "unnamed:"


class Command(StrEnum):
    """The commands of the app's manifest; each is also the kind its event is written down as."""

    SAVE_RECORD = "saveRecord"
    REPORT = "report"


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageAction:
    """Somebody chose a command for a message.

    `ref` names the message and not its revision: the store knows the newest one it has seen. Where
    it has seen none (the bot is not in that conversation) what is told here is all there is.
    `note` is None until the dialog was sent off.
    """

    command: Command
    ref: MessageRef
    by: Someone
    author: Someone
    text: str
    attachments: tuple[Attachment, ...] = ()
    thread: str = ""
    link: str = ""
    sent_at: datetime | None = None
    note: str | None = None

    @property
    def needs_more(self) -> bool:
        """Whether the dialog must be shown (again): not sent off yet, or without the reason."""
        if self.note is None:
            return True
        return self.command is Command.REPORT and len(self.note) < FEWEST


def read_action(activity: Raw) -> MessageAction | None:
    """Return what was chosen, None where it is no command of ours; raises MalformedEvent."""
    command = _command_of(activity)
    if command is None:
        return None
    told = node(activity["value"], "messagePayload")
    ref = _ref(activity, told)
    root = thread_of(activity) or text_of(told, "replyToId")
    read = _as_activity(activity, told)
    return MessageAction(
        command=command,
        ref=ref,
        by=_presser(activity),
        author=_author(told),
        text=words_of(read),
        attachments=attachments_of(read),
        thread="" if root == ref.message else root,
        link=_link(told),
        sent_at=_moment(told, "createdDateTime"),
        note=_note(activity),
    )


def to_inbound(action: MessageAction, activity: Raw, now: datetime) -> InboundEvent:
    """Return the command as it is written down; `read_action` reads its body again."""
    pressed = text_of(activity, "id") or now.isoformat()
    return InboundEvent(
        platform=Platform.TEAMS,
        tenant=action.ref.tenant,
        id=f"{action.command}:{action.ref.conversation}:{action.ref.message}:{pressed}",
        kind=action.command.value,
        body=json.dumps(activity).encode(),
        received_at=now,
        lane=action.ref.conversation,
    )


def _command_of(activity: Raw) -> Command | None:
    if activity.get("name") not in (_ASKS_FOR_DIALOG, _SUBMITS):
        return None
    try:
        return Command(text_of(node(activity, "value"), "commandId"))
    except ValueError:
        return None


def _ref(activity: Raw, told: Raw) -> MessageRef:
    tenant = tenant_of(activity)
    if not tenant:
        raise MalformedEvent("It names no tenant.")
    return MessageRef(
        platform=Platform.TEAMS,
        tenant=tenant,
        conversation=_conversation(activity, told),
        message=needed(told, "id"),
    )


def _conversation(activity: Raw, told: Raw) -> str:
    """Of a chat the app is not in, Teams may name the message alone; its link says where it is."""
    if text_of(node(activity, "conversation"), "id"):
        return conversation_of(activity)
    named = text_of(node(node(told, "from"), "conversation"), "id") or _linked(_link(told))
    # The id of a message is a moment, and not by itself one of a kind.
    return named or f"{_UNNAMED}{_author(told).id}"


def _linked(link: str) -> str:
    try:
        steps = urlsplit(link).path.strip("/").split("/")
    except ValueError:
        return ""
    is_ours = len(steps) == len(_IN_LINK) + 2 and tuple(steps[: len(_IN_LINK)]) == _IN_LINK
    return unquote(steps[len(_IN_LINK)]) if is_ours else ""


def _presser(activity: Raw) -> Someone:
    who = sender_of(activity)
    if not who.id:
        raise MalformedEvent("It names nobody.")
    return who


def _author(told: Raw) -> Someone:
    """Who wrote the message, as Graph names people: by their id in the directory alone."""
    source = node(told, "from")
    person, app = node(source, "user"), node(source, "application")
    if text_of(person, "id"):
        return Someone(id=text_of(person, "id"), mri="", name=text_of(person, "displayName"))
    number = text_of(app, "id")
    return Someone(
        id=number, mri=f"28:{number}" if number else "", name=text_of(app, "displayName")
    )


def _as_activity(activity: Raw, told: Raw) -> Raw:
    """The message as an activity would bring it: both are read in the same way."""
    body = node(told, "body")
    content = text_of(body, "content")
    is_html = text_of(body, "contentType") == "html"
    rich = [{"contentType": HTML, "content": content}] if is_html else []
    return {
        "serviceUrl": text_of(activity, "serviceUrl"),
        "recipient": node(activity, "recipient"),
        "text": "" if is_html else content,
        "attachments": [*nodes(told, "attachments"), *rich],
    }


def _link(told: Raw) -> str:
    link = text_of(told, "linkToMessage")
    return link if link.startswith("https://") else ""


def _moment(told: Raw, key: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text_of(told, key))
    except ValueError:
        return None
    return found if found.tzinfo else None


def _note(activity: Raw) -> str | None:
    """What was typed: nothing is something else than not sent off yet."""
    if activity.get("name") != _SUBMITS:
        return None
    return text_of(node(node(activity, "value"), "data"), NOTE).strip()[:MOST]
