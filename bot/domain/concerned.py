"""Which files of a message an action is about: those the rules behind it held for, not all."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.attachment import Attachment
from bot.domain.decision import ActionKind, Decision, RuleMatch
from bot.domain.message import Message
from bot.domain.tally import source_of


def concerned(decision: Decision, kind: ActionKind, message: Message) -> tuple[Attachment, ...]:
    """Return the attachments an action is about, in the message's order."""
    action = decision.action(kind)
    cited = [decision.match(key) for key in action.cites] if action else []
    # What no rule asked for, the author did: all of it.
    return files_of(cited, message) if cited else message.attachments


def files_of(matches: Sequence[RuleMatch], message: Message) -> tuple[Attachment, ...]:
    """Return the attachments that rules which held are about.

    Those a rule asked something of, and those something was found in. A rule that names no file
    (who reads along, what the text says) is about the whole message, and so about all of them.
    """
    ids = {one for match in matches for one in _named(match, message)}
    return tuple(attachment for attachment in message.attachments if attachment.id in ids)


def _named(match: RuleMatch, message: Message) -> set[str]:
    parts = {finding.part for finding in match.findings}
    inside = {source_of(part, message.attachments) for part in parts} - {""}
    at_hand = {attachment.id for attachment in message.attachments}
    return (at_hand & set(match.attachments)) | inside or at_hand
