"""The chat's own doing: what people send becomes an event that is written down first."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.event import InboundEvent
from bot.domain.message import Platform
from bot.domain.reply import ReplyKind
from bot.local.people import PLACES, TENANT, Person
from bot.local.posts import GONE, Post, PostState
from bot.local.refusal import Refused
from bot.local.room import Room
from bot.local.wire import (
    MOST_FILES,
    Answer,
    Answered,
    Deleted,
    NewMessage,
    Posted,
    PostedFile,
    Shape,
)
from bot.ports import Clock, EventQueue

POSTED, DELETED, ANSWERED = "message", "deleted", "answered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """Takes what people do in the chat; every way ends in the queue before it shows."""

    queue: EventQueue
    room: Room
    clock: Clock

    async def send(self, person: Person, new: NewMessage) -> str:
        """Send a message and return its id; raises Refused."""
        _check_member(person, new.conversation)
        files = self._own_files(person, new.files)
        if not new.text.strip() and not files:
            raise Refused(400, "Write something, or add a file.")
        now = self.clock.now()
        posted = Posted(
            id=f"{now:%Y%m%d%H%M%S%f}-{secrets.token_hex(3)}",
            conversation=new.conversation,
            author=person.id,
            text=new.text,
            thread=self._root(new),
            files=files,
            sent_at=now,
        )
        await self._write_down(POSTED, posted)
        self.room.put(posted)
        return posted.id

    async def edit(self, person: Person, identity: str, text: str) -> None:
        """Write a message anew; raises Refused."""
        post = self._own_post(person, identity)
        if not text.strip():
            raise Refused(400, "An edited message needs words; delete it instead.")
        posted = Posted(
            id=post.id,
            revision=post.revision + 1,
            conversation=post.conversation,
            author=post.author,
            text=text,
            thread=post.thread,
            files=tuple(
                PostedFile(id=file.id, name=file.name, size=file.size)
                for file in post.files
                if not file.is_removed
            ),
            sent_at=post.sent_at,
        )
        if not await self._write_down(POSTED, posted):
            raise Refused(409, "The message was edited a moment ago; look again.")
        self.room.put(posted)

    async def delete(self, person: Person, identity: str) -> None:
        """Delete a message; raises Refused."""
        post = self._own_post(person, identity)
        deleted = Deleted(
            id=post.id,
            revision=post.revision,
            conversation=post.conversation,
            author=post.author,
        )
        await self._write_down(DELETED, deleted)
        self.room.remove(post, PostState.DELETED)

    async def answer(self, person: Person, identity: str, answer: Answer) -> None:
        """Answer a warning; raises Refused for anybody but its author."""
        post = self.room.find(identity)
        if post is None or post.author != person.id:
            raise Refused(403, "Only the author of a message can answer for it.")
        if post.warned is None:
            raise Refused(409, "There is no warning to answer.")
        if answer.kind is ReplyKind.NEEDED and not answer.reason:
            raise Refused(400, "Say why it is needed.")
        answered = Answered(
            id=post.id,
            revision=post.warned.revision,
            conversation=post.conversation,
            author=person.id,
            kind=answer.kind,
            reason=answer.reason,
            at=self.clock.now(),
        )
        await self._write_down(ANSWERED, answered)

    async def _write_down(self, kind: str, told: Posted | Deleted | Answered) -> bool:
        event = InboundEvent(
            platform=Platform.LOCAL,
            tenant=TENANT,
            id=":".join((kind, told.id, str(told.revision), *_distinct(told))),
            kind=kind,
            body=_bytes(told),
            received_at=self.clock.now(),
            lane=told.conversation,
        )
        return await self.queue.put(event)

    def _own_post(self, person: Person, identity: str) -> Post:
        post = self.room.find(identity)
        if post is None or post.author != person.id:
            raise Refused(403, "Only the author of a message can change it.")
        if post.state in GONE:
            raise Refused(409, "The message is gone.")
        return post

    def _own_files(self, person: Person, ids: Sequence[str]) -> tuple[PostedFile, ...]:
        if len(ids) > MOST_FILES:
            raise Refused(413, f"A message takes at most {MOST_FILES} files.")
        uploads = [self.room.uploads.find(identity) for identity in ids]
        if any(upload is None or upload.owner != person.id for upload in uploads):
            raise Refused(400, "That file was not uploaded by you.")
        return tuple(
            PostedFile(
                id=upload.id,
                name=upload.name,
                size=len(upload.content),
                claimed_type=upload.claimed_type,
            )
            for upload in uploads
            if upload
        )

    def _root(self, new: NewMessage) -> str:
        if not new.thread:
            return ""
        parent = self.room.find(new.thread)
        if parent is None or parent.conversation != new.conversation:
            raise Refused(409, "The message you reply to is not in this conversation.")
        return parent.thread or parent.id


def _check_member(person: Person, conversation: str) -> None:
    place = PLACES.get(conversation)
    if place is None or person.id not in place.members:
        raise Refused(403, "You are not in that conversation.")


def _distinct(told: Posted | Deleted | Answered) -> tuple[str, ...]:
    return (told.kind.value,) if isinstance(told, Answered) else ()


def _bytes(told: Shape) -> bytes:
    return told.model_dump_json().encode()
