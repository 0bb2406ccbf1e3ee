"""Teams' error codes as outcomes, in words for the admin."""

from __future__ import annotations

from bot.domain.decision import ActionKind, ActionOutcome, OutcomeStatus

NOT_MEMBER = "BotNotInConversationRoster"
BLOCKED = "MessageWritesBlocked"
UNKNOWN_PERSON = "unknown_person"
UNKNOWN_PLACE = "unknown_conversation"

_NOT_PERMITTED = {
    "ForbiddenOperationException": "the tenant's settings forbid it",
    "BotDisabledByAdmin": "an admin has switched the app off",
    "Forbidden": "the app has no permission for it",
    "Unauthorized": "Teams did not accept the app's token",
    "unauthorized_client": "the tenant has not consented to the app",
    "invalid_client": "the app's secret or certificate is not accepted",
    "no_token": "the tenant gave the app no token",
    "status_401": "Teams did not accept the app's token",
    "status_403": "the app has no permission for it",
}
_UNREACHABLE = {
    BLOCKED: "the person has blocked or removed the app",
    NOT_MEMBER: "the bot is not a member of the conversation",
    UNKNOWN_PERSON: "the bot has never met the person",
    UNKNOWN_PLACE: "the bot is not, or no longer, in the conversation",
    "ConversationNotFound": "the conversation is gone",
    "ConversationBlockedByUser": "the person has blocked the app",
    "BotNotInstalled": "the app is not installed for the person",
    "BotNotRegistered": "the app's registration is gone",
    "NotFound": "the conversation or person cannot be found",
    "MemberNotFoundInConversation": "the person is not in the conversation",
    "ActivityNotFoundInConversation": "the message is gone",
    "UserNotFound": "the person cannot be found",
    "status_404": "the conversation or person cannot be found",
    "too_many_members": "it has more members than can be looked through",
}
# The remembered 1:1 conversation is of no use any more; a new one may be.
GONE = frozenset({"ConversationNotFound", NOT_MEMBER, "NotFound", "status_404"})


def refused(kind: ActionKind, code: str) -> ActionOutcome:
    """Return the outcome of a call that Teams refused."""
    if code in _NOT_PERMITTED:
        return not_permitted(kind, _NOT_PERMITTED[code])
    if code in _UNREACHABLE:
        return unreachable(kind, _UNREACHABLE[code])
    return ActionOutcome(
        kind=kind, status=OutcomeStatus.FAILED, detail=f"Teams refused it ({code})"
    )


def not_permitted(kind: ActionKind, because: str) -> ActionOutcome:
    """Return the outcome of an action that Teams did not grant."""
    return ActionOutcome(
        kind=kind, status=OutcomeStatus.NOT_PERMITTED, detail=f"not permitted: {because}"
    )


def unreachable(kind: ActionKind, because: str) -> ActionOutcome:
    """Return the outcome of an action whose person or place is gone."""
    return ActionOutcome(kind=kind, status=OutcomeStatus.UNREACHABLE, detail=because)


def done(kind: ActionKind, detail: str, receipt: str = "") -> ActionOutcome:
    """Return the outcome of an action that was done."""
    return ActionOutcome(kind=kind, status=OutcomeStatus.DONE, detail=detail, receipt=receipt)


def words_for(code: str) -> str:
    """Return Teams' error code in words."""
    return _NOT_PERMITTED.get(code) or _UNREACHABLE.get(code) or code
