"""An edit that is told twice: by the bot's own activity, and by Graph a moment apart."""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.attachment import Attachment
from bot.errors import UnknownMessage
from bot.ports import MessageStore
from bot.teams.files import PICTURE
from bot.teams.normalise import Draft

# New messages bear the same revision whoever tells of them. An edit bears its moment, of which the
# two ways need not have the same idea to the millisecond.
_APART = 5_000


class Repeats:
    """Knows an edit again that was looked at already."""

    def __init__(self, messages: MessageStore) -> None:
        self._messages = messages

    async def is_one(self, draft: Draft) -> bool:
        """Whether these very words were looked at as an edit of that moment."""
        if not draft.is_edit:
            return False
        latest = await self._messages.latest_revision(draft.ref)
        if latest is None or latest.revision == draft.ref.revision:
            return False  # the same revision is known as such, and finished if it was left undone
        if not are_near(latest.revision, draft.ref.revision):
            return False
        try:
            known = await self._messages.load_message(latest)
        except UnknownMessage:
            return False
        return known.text == draft.text and _files(known.attachments) == _files(draft.attachments)


def _files(attachments: Iterable[Attachment]) -> list[str]:
    """Both ways know a file by the same id, and a picture by an address of their own."""
    return sorted("" if one.name == PICTURE else one.id for one in attachments)


def are_near(one: str, other: str) -> bool:
    """Whether two revisions are moments so near that they may be one edit."""
    if "0" in (one, other) or not (one.isdigit() and other.isdigit()):
        return False
    return abs(int(one) - int(other)) <= _APART
