"""From a message of Graph's to the same draft that the bot's own activity gives; pure.

It is put into the shape of an activity, and read by the code that reads those.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.attachment import Attachment
from bot.errors import MalformedEvent
from bot.teams.events import MESSAGE, MESSAGE_DELETE, MESSAGE_UPDATE
from bot.teams.graph.addresses import HOSTED, Where, where_in
from bot.teams.identity import Raw, node, nodes, text_of
from bot.teams.normalise import Draft, Ignored, Withdrawal, read_message
from bot.teams.wording import HTML, is_said

OUR_OWN = "our own"  # as normalise says it
NEWS = "news of the conversation itself"

_SPOKEN = "message"


def read_chat_message(
    content: Raw,
    *,
    tenant: str,
    bot: str,
    received_at: datetime,
    is_own: Callable[[str], bool],
    is_back: bool = False,
) -> Draft | Withdrawal | Ignored:
    """Say what a message of Graph's means; raises MalformedEvent.

    `is_own` tells Graph's own addresses; `is_back` is a message whose deletion was undone.
    """
    if text_of(content, "messageType") not in ("", _SPOKEN):
        return Ignored(NEWS)
    where = where_in(content)
    if where is None:
        raise MalformedEvent("It says not where it stands.")
    activity = _as_activity(content, where, tenant=tenant, bot=bot, is_back=is_back)
    if not _sender(content) and activity["type"] != MESSAGE_DELETE:
        return Ignored("said by nobody")
    read = read_message(activity, received_at)
    if not isinstance(read, Draft):
        return read
    snippets = _snippets(content)
    attachments = tuple(
        _placed(one, snippets, lambda address: is_own(address) and where.holds(address))
        for one in read.attachments
    )
    return replace(read, text=_with_subject(content, read.text), attachments=attachments)


def is_with_the_bot(conversation: str, app_id: str) -> bool:
    """Whether a chat is one person's with the bot: its id names both, and the bot hears it all."""
    is_direct = conversation.endswith("@unq.gbl.spaces")
    return is_direct and bool(app_id) and app_id.lower() in conversation.lower()


def identity_of(content: Raw) -> Raw:
    """Return who wrote a message, as Graph tells it; empty for a bot."""
    return node(node(content, "from"), "user")


def _as_activity(
    content: Raw, where: Where, *, tenant: str, bot: str, is_back: bool
) -> dict[str, Any]:
    kind, change, moment = _kind(content, is_back=is_back)
    thread = f";messageid={where.root}" if where.group else ""
    return {
        "type": kind,
        "id": where.message,
        "timestamp": moment,
        "from": _sender(content),
        "recipient": {"id": bot},
        "conversation": {"id": where.conversation + thread, "tenantId": tenant},
        "channelData": {"eventType": change, "tenant": {"id": tenant}},
        "attachments": [*nodes(content, "attachments"), *_body(content)],
        "entities": list(_mentions(content)),
        "text": _plain(content),
    }


def _kind(content: Raw, *, is_back: bool) -> tuple[str, str, str]:
    """What happened and when: a reaction, or a block of ours, changes a message and is no edit."""
    if deleted := text_of(content, "deletedDateTime"):
        return MESSAGE_DELETE, "softDeleteMessage", deleted
    if is_back:
        return MESSAGE_UPDATE, "undeleteMessage", text_of(content, "lastModifiedDateTime")
    if edited := text_of(content, "lastEditedDateTime"):
        return MESSAGE_UPDATE, "editMessage", edited
    return MESSAGE, "", text_of(content, "createdDateTime")


def _sender(content: Raw) -> dict[str, str]:
    sender = node(content, "from")
    user, app = node(sender, "user"), node(sender, "application")
    if person := text_of(user, "id"):
        return {"id": person, "aadObjectId": person, "name": text_of(user, "displayName")}
    if bot := text_of(app, "id"):
        return {"id": f"28:{bot}", "name": text_of(app, "displayName")}
    return {}


def _body(content: Raw) -> Iterator[dict[str, str]]:
    body = node(content, "body")
    if text_of(body, "contentType").lower() == "html":
        yield {"contentType": HTML, "content": text_of(body, "content")}


def _plain(content: Raw) -> str:
    body = node(content, "body")
    is_html = text_of(body, "contentType").lower() == "html"
    return "" if is_html else text_of(body, "content")


def _with_subject(content: Raw, text: str) -> str:
    """A post's title stands above it; the bot's own activities leave it out."""
    title = text_of(content, "subject").strip()
    return text if not title or is_said(title, text) else f"{title}\n{text}".strip()


def _mentions(content: Raw) -> Iterator[dict[str, Any]]:
    for mention in nodes(content, "mentions"):
        name, who = text_of(mention, "mentionText"), _mentioned(node(mention, "mentioned"))
        if who:
            named = {"id": who, "name": name}
            yield {"type": "mention", "mentioned": named, "text": f"<at>{name}</at>"}


def _mentioned(told: Raw) -> str:
    if person := text_of(node(told, "user"), "id"):
        return person
    if bot := text_of(node(told, "application"), "id"):
        return f"28:{bot}"
    place = text_of(node(told, "conversation"), "id")
    if place:  # a team goes by another kind of id; whoever mentions it calls everybody as well
        return place if place.startswith("19:") else f"19:{place}"
    return text_of(node(told, "tag"), "id")


def _placed(
    attachment: Attachment, snippets: dict[str, str], is_within: Callable[[str], bool]
) -> Attachment:
    """Say of what lies within the message that Graph's token opens it, and of nothing else."""
    address = snippets.get(attachment.id, attachment.locator)
    return replace(attachment, locator=f"{HOSTED}{address}") if is_within(address) else attachment


def _snippets(content: Raw) -> dict[str, str]:
    """Where the text of each code snippet lies: its attachment names a content of the message."""
    found = {}
    for item in nodes(content, "attachments"):
        if text_of(item, "contentType").endswith("codesnippet"):
            try:
                told = json.loads(text_of(item, "content"))
            except (ValueError, RecursionError):
                continue
            if isinstance(told, dict):
                found[text_of(item, "id")] = text_of(told, "codeSnippetUrl")
    return found
