"""Acts in the chat: warns, tells, hides and removes, and says what became of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.domain.concerned import concerned
from bot.domain.decision import (
    MET_BY_THE_RECORD,
    Action,
    ActionKind,
    ActionOutcome,
    Decision,
    OutcomeStatus,
)
from bot.domain.message import Message
from bot.domain.notice import admin_notice, recipients_notice, warning
from bot.local.notices import announcement
from bot.local.posts import GONE, AdminNote, Post, PostState
from bot.local.room import Room


@dataclass(frozen=True, slots=True)
class LocalEnforcer:
    """Writes into the room; what it removes is gone from it."""

    room: Room

    async def enforce(self, action: Action, message: Message, decision: Decision) -> ActionOutcome:
        """Do it and say what became of it."""
        if action.kind in MET_BY_THE_RECORD:
            return _outcome(action, "met by the record itself")
        post = self.room.find(message.ref.message)
        if post is None:
            return replace(
                _outcome(action, "the message is no longer in the chat"),
                status=OutcomeStatus.UNREACHABLE,
            )
        self._act(post, action, message, decision)
        return _outcome(action, _DONE[action.kind], receipt=message.ref.key)

    async def recall(
        self, action: Action, message: Message, decision: Decision
    ) -> ActionOutcome | None:
        """Return the outcome if the room shows that it was already done."""
        post = self.room.find(message.ref.message)
        if post is None or not self._shows(post, action, message, decision):
            return None
        return _outcome(action, _DONE[action.kind], receipt=message.ref.key)

    def _act(self, post: Post, action: Action, message: Message, decision: Decision) -> None:
        match action.kind:
            case ActionKind.WARN_AUTHOR:
                self.room.warn(post, warning(decision, message), decision)
            case ActionKind.WARN_RECIPIENTS:
                about = concerned(decision, action.kind, message)
                self.room.caution(post, tuple(recipients_notice(decision, file) for file in about))
            case ActionKind.POST_NOTICE:
                self.room.announce(post, announcement(decision, action))
            case ActionKind.NOTIFY_ADMINS:
                self.room.note_for_admins(_note(self.room, action, message, decision))
            case _:
                self._take_away(post, action, message, decision)

    def _take_away(self, post: Post, action: Action, message: Message, decision: Decision) -> None:
        if action.kind is ActionKind.HIDE_MESSAGE:
            self.room.hide(post)
        elif action.kind is ActionKind.REMOVE_ATTACHMENT:
            self.room.remove_files(post, _ids(action, message, decision))
        else:
            # What no policy decided, the author asked for.
            by_policy = action in decision.actions
            self.room.remove(post, PostState.REMOVED if by_policy else PostState.WITHDRAWN)

    def _shows(self, post: Post, action: Action, message: Message, decision: Decision) -> bool:
        about = _ids(action, message, decision)
        done: dict[ActionKind, bool] = {
            ActionKind.WARN_AUTHOR: post.warned is not None
            and str(post.warned.revision) == message.ref.revision,
            ActionKind.WARN_RECIPIENTS: bool(post.cautions),
            ActionKind.POST_NOTICE: bool(post.announced),
            ActionKind.NOTIFY_ADMINS: self.room.has_note(message.ref.key),
            ActionKind.HIDE_MESSAGE: post.state is not PostState.VISIBLE,
            ActionKind.REMOVE_ATTACHMENT: all(
                file.is_removed for file in post.files if file.id in about
            ),
            ActionKind.REMOVE_MESSAGE: post.state in GONE,
        }
        return done.get(action.kind, False)


_DONE = {
    ActionKind.WARN_AUTHOR: "shown to the author under the message",
    ActionKind.WARN_RECIPIENTS: "shown to everybody else in the conversation",
    ActionKind.POST_NOTICE: "shown to everybody in the conversation",
    ActionKind.NOTIFY_ADMINS: "shown in the admins' channel",
    ActionKind.HIDE_MESSAGE: "hidden from everybody but its author",
    ActionKind.REMOVE_ATTACHMENT: "the files it is about are gone from the chat",
    ActionKind.REMOVE_MESSAGE: "the message and its files are gone from the chat",
}


def _ids(action: Action, message: Message, decision: Decision) -> frozenset[str]:
    return frozenset(file.id for file in concerned(decision, action.kind, message))


def _outcome(action: Action, detail: str, *, receipt: str = "") -> ActionOutcome:
    return ActionOutcome(
        kind=action.kind, status=OutcomeStatus.DONE, detail=detail, receipt=receipt
    )


def _note(room: Room, action: Action, message: Message, decision: Decision) -> AdminNote:
    return AdminNote(
        id=message.ref.key,
        at=room.clock.now(),
        told=action.tell,
        notice=admin_notice(decision, message),
    )
