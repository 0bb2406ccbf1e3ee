"""The local chat as a stage."""

from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import ClientSession

from bot.local.normalise import ref_of
from tests.chat_site import ChatSite, chat_site
from tests.integration.local.conftest import Visitor
from tests.integration.road.stages.stage import POLICIES, Stage

PLACES = {"team": "benefits-team", "shared": "northfield-rollout", "direct": "dana-marcus"}
PEOPLE = {"author": "dana", "colleague": "marcus", "partner": "priya"}


@dataclass
class Office:
    """The chat's site, asked like the others."""

    site: ChatSite
    session: ClientSession

    @property
    def keeping(self):
        return self.site


class LocalStage(Stage):
    """The chat, as its people's browsers speak to it."""

    def ref(self, message):
        return ref_of(message["conversation"], message["id"], 0)

    def warnings(self):
        posts = self.office.site.chat.room.posts()
        return sum(post.author == "dana" and post.warned is not None for post in posts)

    async def say(self, text, *, who="author", where="team", below=None, file=None):
        visitor, more = self._visitor(who), {}
        if below:
            more["thread"] = below["id"]
        if file is not None:
            more["files"] = [await visitor.upload("F1.csv", file)]
        number = await visitor.send(text, conversation=PLACES[where], **more)
        return {"id": number, "conversation": PLACES[where], "who": who}

    async def edit(self, message, text):
        await self._post(message, "edit", {"text": text})

    async def delete(self, message):
        await self._post(message, "delete")

    async def answer(self, message, kind, reason=""):
        await self._post(message, "answer", {"kind": kind, "reason": reason})

    async def allow_removal(self):
        """The chat lets itself be tidied up without one."""

    async def _post(self, message, what, body=None):
        visitor = self._visitor(message["who"])
        status, said = await visitor.post(f"/messages/{message['id']}/{what}", json=body or {})
        assert status == 202, said

    def _visitor(self, who):
        return Visitor(self.office.session, self.office.site.url, PEOPLE[who])


@asynccontextmanager
async def local_stage(folder):
    """Give an empty chat."""
    async with chat_site(folder, policies=POLICIES) as site, ClientSession() as session:
        yield LocalStage(Office(site, session))
