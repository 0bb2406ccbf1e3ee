"""Plays the scripted conversation through the chat's own door, step by visible step."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.local.feed import What
from bot.local.people import PEOPLE
from bot.local.posting import Posting
from bot.local.refusal import Refused
from bot.local.scene import SCENE, Doing, Step
from bot.local.wire import Answer, NewMessage

_PAUSE = 4.0  # seconds to read one step in
_MOST_WAIT = 15.0  # seconds for a step's message to be looked at
_TICK = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where the play stands; `step` counts from 1."""

    running: bool = False
    step: int = 0
    of: int = 0
    caption: str = ""
    by: str = ""
    place: str = ""


class Player:
    """Plays one scene at a time."""

    def __init__(self, posting: Posting, scene: Sequence[Step] = SCENE) -> None:
        self.progress = Progress(of=len(scene))
        self._posting = posting
        self._scene = scene
        self._task: asyncio.Task[None] | None = None
        self._posts: dict[str, str] = {}

    def play(self, speed: float = 1.0) -> None:
        """Play from the beginning; raises Refused while a play is on."""
        if self._task and not self._task.done():
            raise Refused(409, "The conversation is being played already.")
        self._posts = {}
        self._task = asyncio.create_task(self._play(_PAUSE / max(speed, 0.1)))

    async def stop(self) -> None:
        """Stop playing, if a play is on."""
        if self._task:
            self._task.cancel()
            await asyncio.wait({self._task})
            self._task = None

    async def _play(self, pause: float) -> None:
        try:
            for number, step in enumerate(self._scene, start=1):
                self._tell(
                    Progress(
                        running=True,
                        step=number,
                        of=len(self._scene),
                        caption=step.caption,
                        by=step.by,
                        place=step.place,
                    )
                )
                await asyncio.sleep(pause / 4)  # the page turns to where it will happen
                await self._take(step)
                await asyncio.sleep(pause)
        except Refused:
            pass  # somebody deleted or reset what a later step is about: the play is over
        finally:
            self._tell(replace(self.progress, running=False))

    async def _take(self, step: Step) -> None:
        person = PEOPLE[step.by]
        about = self._posts[step.about] if step.about else ""
        if step.doing is Doing.LOOK:
            return
        if step.doing is Doing.EDIT:
            await self._posting.edit(person, about, step.text)
            await self._until_looked_at(about)
        elif step.doing is Doing.ANSWER and step.answer:
            await self._posting.answer(person, about, Answer(kind=step.answer))
        else:
            new = NewMessage(
                conversation=step.place, text=step.text, thread=about, files=self._files(step)
            )
            sent = await self._posting.send(person, new)
            if step.key:
                self._posts[step.key] = sent
            await self._until_looked_at(sent)

    def _files(self, step: Step) -> tuple[str, ...]:
        if step.file is None:
            return ()
        name, content = step.file
        uploads = self._posting.room.uploads
        return (uploads.keep(step.by, name, "text/csv", content.encode()).id,)

    async def _until_looked_at(self, identity: str) -> None:
        room, waited = self._posting.room, 0.0
        while waited < _MOST_WAIT:
            post = room.find(identity)
            if post is None or (post.checked and post.checked.revision == post.revision):
                return
            await asyncio.sleep(_TICK)
            waited += _TICK

    def _tell(self, progress: Progress) -> None:
        self.progress = progress
        self._posting.room.feed.publish(What.SCRIPT)
