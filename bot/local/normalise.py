"""An event of the chat to the message the core knows; pure."""

from __future__ import annotations

import re

from bot.domain.attachment import Attachment
from bot.domain.message import Audience, Author, Conversation, Message, MessageRef, Platform
from bot.local.people import TENANT
from bot.local.wire import Posted

_MENTION = re.compile(r"(?<![\w@])@\w+")
_EVERYONE = frozenset({"@everyone", "@channel", "@here"})


def normalise(
    posted: Posted, *, author: Author, conversation: Conversation, audience: Audience
) -> Message:
    """Return the message that an event tells of."""
    mentions = _MENTION.findall(posted.text)
    return Message(
        ref=ref_of(posted.conversation, posted.id, posted.revision),
        author=author,
        conversation=conversation,
        audience=audience,
        text=posted.text,
        sent_at=posted.sent_at,
        thread=posted.thread,
        attachments=tuple(
            Attachment(
                id=file.id,
                name=file.name,
                size=file.size,
                claimed_type=file.claimed_type,
                locator=file.id,
            )
            for file in posted.files
        ),
        mentions=len(mentions),
        mentions_everyone=any(mention.lower() in _EVERYONE for mention in mentions),
        is_edit=posted.revision > 0,
    )


def ref_of(conversation: str, message: str, revision: int) -> MessageRef:
    """Return the key of one revision of a message of the chat."""
    return MessageRef(
        platform=Platform.LOCAL,
        tenant=TENANT,
        conversation=conversation,
        message=message,
        revision=str(revision),
    )
