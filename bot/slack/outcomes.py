"""Slack's error codes as outcomes, in words for the admin."""

from __future__ import annotations

from bot.domain.decision import ActionKind, ActionOutcome, OutcomeStatus

_NOT_PERMITTED = {
    "cant_delete_message": "this workspace does not let that person delete the message",
    "cant_delete_file": "this workspace does not let that person delete the file",
    "file_deleting_disabled": "this workspace does not allow files to be deleted",
    "compliance_exports_prevent_deletion": "the workspace's compliance export prevents deletion",
    "missing_scope": "the app lacks a scope; install it again from its manifest",
    "not_allowed_token_type": "this kind of token may not do that",
    "not_in_channel": "the bot is not a member of the channel",
    "restricted_action": "the workspace's settings forbid it",
    "restricted_action_read_only_channel": "the channel is read-only",
    "restricted_action_thread_only_channel": "the channel takes thread replies only",
    "restricted_action_non_threadable_channel": "the channel takes no thread replies",
    "no_permission": "the app has no permission for it",
    "access_denied": "access was denied",
    "ekm_access_denied": "the organisation's key management denied access",
    "team_access_not_granted": "the app has no access to that workspace",
    "cannot_dm_bot": "an app cannot be written to",
    "org_login_required": "the workspace is being moved into an organisation",
}
_UNREACHABLE = {
    "channel_not_found": "the channel cannot be found, or the bot cannot see it",
    "is_archived": "the channel is archived",
    "message_not_found": "the message is gone",
    "thread_not_found": "the thread is gone",
    "file_not_found": "the file is gone",
    "file_deleted": "the file is gone",
    "user_not_found": "the person cannot be found",
    "users_not_found": "the person cannot be found",
    "user_not_visible": "the bot cannot see that person",
    "user_disabled": "the person's account is deactivated",
    "account_inactive": "the app was removed from the workspace",
    "invalid_auth": "the app's token is no longer good",
    "token_revoked": "the app's token was revoked",
    "token_expired": "the app's token has expired",
    "not_authed": "the app has no token for that workspace",
}
GONE = frozenset({"message_not_found", "file_not_found", "file_deleted"})


def refused(kind: ActionKind, code: str) -> ActionOutcome:
    """Return the outcome of a call that Slack refused."""
    if code in _NOT_PERMITTED:
        return not_permitted(kind, _NOT_PERMITTED[code])
    if code in _UNREACHABLE:
        return ActionOutcome(kind=kind, status=OutcomeStatus.UNREACHABLE, detail=_UNREACHABLE[code])
    return ActionOutcome(
        kind=kind, status=OutcomeStatus.FAILED, detail=f"Slack refused it ({code})"
    )


def not_permitted(kind: ActionKind, because: str) -> ActionOutcome:
    """Return the outcome of an action that Slack did not grant."""
    return ActionOutcome(
        kind=kind, status=OutcomeStatus.NOT_PERMITTED, detail=f"not permitted: {because}"
    )


def done(kind: ActionKind, detail: str, receipt: str = "") -> ActionOutcome:
    """Return the outcome of an action that was done."""
    return ActionOutcome(kind=kind, status=OutcomeStatus.DONE, detail=detail, receipt=receipt)


def words_for(code: str) -> str:
    """Return Slack's error code in words."""
    return _NOT_PERMITTED.get(code) or _UNREACHABLE.get(code) or code
