"""Whether a policy applies to a message."""

from __future__ import annotations

from bot.domain.message import Author, Message, Standing
from bot.policy.file_format import Scope


def applies(scope: Scope, message: Message) -> bool:
    """Whether author, platform and conversation are within the scope."""
    return (
        (not scope.platforms or message.ref.platform in scope.platforms)
        and (not scope.conversations or message.conversation.kind in scope.conversations)
        and _covers_division(scope, message.author)
        and _covers_standing(scope, message.author)
    )


def _covers_division(scope: Scope, author: Author) -> bool:
    if not scope.divisions or author.divisions & set(scope.divisions):
        return True
    # Somebody who could not be looked up has no division either; leaving them out would make
    # the failed look-up a way around every policy of a division.
    return author.standing is Standing.UNKNOWN and not author.divisions


def _covers_standing(scope: Scope, author: Author) -> bool:
    return not scope.authors or author.standing in (*scope.authors, Standing.UNKNOWN)
