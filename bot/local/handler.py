"""Handles the events of the chat: normalise, then inspect."""

from __future__ import annotations

from dataclasses import dataclass

import structlog

from bot.domain.decision import Decision, OutcomeStatus
from bot.domain.event import InboundEvent
from bot.domain.reply import AuthorReply, ReplyKind
from bot.errors import MalformedEvent, NotAllowed
from bot.inspection import Inspection
from bot.local.normalise import normalise, ref_of
from bot.local.people import TENANT
from bot.local.posting import ANSWERED, DELETED, POSTED
from bot.local.posts import GONE, Answer, Checked, PostState
from bot.local.room import Room
from bot.local.wire import Answered, Deleted, Posted, read
from bot.ports import Directory, MessageStore
from bot.responding import Responding

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalHandler:
    """Takes the chat's events from the queue; each may come more than once."""

    room: Room
    directory: Directory
    messages: MessageStore
    inspection: Inspection
    responding: Responding

    async def handle(self, event: InboundEvent) -> None:
        """Handle one event; raises MalformedEvent for a kind the chat does not have."""
        if event.kind == POSTED:
            await self._posted(read(Posted, event.body))
        elif event.kind == DELETED:
            await self._deleted(read(Deleted, event.body))
        elif event.kind == ANSWERED:
            await self._answered(read(Answered, event.body))
        else:
            raise MalformedEvent("The chat has no such kind of event.")

    async def _posted(self, posted: Posted) -> None:
        self.room.put(posted)  # brings it back if the process died in between
        author = await self.directory.author(TENANT, posted.author)
        place, audience = await self.directory.conversation(TENANT, posted.conversation)
        message = normalise(posted, author=author, conversation=place, audience=audience)
        decision = await self.inspection.handle(message)
        decision = decision or await self.messages.load_decision(message.ref)
        await self._note_the_look(posted, decision)
        post = self.room.find(posted.id)
        if post and post.state is PostState.REMOVED:
            await self.inspection.withdraw(message.ref)

    async def _note_the_look(self, posted: Posted, decision: Decision | None) -> None:
        ref = ref_of(posted.conversation, posted.id, posted.revision)
        outcomes = await self.messages.outcomes(ref)
        post = self.room.find(posted.id)
        if post is None or post.revision != posted.revision:
            return  # the chat was emptied, or the message edited again meanwhile
        took = self.room.clock.now() - post.arrived_at
        checked = Checked(
            revision=posted.revision,
            took_ms=round(took.total_seconds() * 1000),
            decision=decision,
            outcomes=outcomes,
        )
        self.room.looked_at(post, checked)

    async def _deleted(self, deleted: Deleted) -> None:
        post = self.room.find(deleted.id)
        if post and post.state not in GONE:
            self.room.remove(post, PostState.DELETED)
        await self.inspection.withdraw(ref_of(deleted.conversation, deleted.id, deleted.revision))

    async def _answered(self, answered: Answered) -> None:
        ref = ref_of(answered.conversation, answered.id, answered.revision)
        reply = AuthorReply(
            ref=ref, kind=answered.kind, by=answered.author, at=answered.at, reason=answered.reason
        )
        try:
            outcome = await self.responding.respond(reply)
        except NotAllowed:  # nothing to try again: somebody answered for another's message
            _log.warning("reply_refused")
            return
        if reply.kind is ReplyKind.REMOVE and outcome.status is OutcomeStatus.DONE:
            await self.inspection.withdraw(ref)
        if post := self.room.find(answered.id):
            self.room.answered(post, Answer(kind=answered.kind, reason=answered.reason))
