"""The served chat, and a visitor who is one of its people."""

import asyncio
import json
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
from aiohttp import ClientSession

from tests.chat_site import chat_site

_PATIENCE = 5


@dataclass
class Visitor:
    """Somebody in the chat, as their browser speaks."""

    session: ClientSession
    url: str
    person: str

    async def post(self, path, *, headers=None, **options):
        """Post and return the status and what was said."""
        headers = {"X-Chat-Person": self.person} | (headers or {})
        url = f"{self.url}/chat{path}"
        async with self.session.post(url, headers=headers, **options) as answer:
            return answer.status, await answer.json()

    async def send(self, text, *, conversation="benefits-team", **more):
        """Send a message and return its id."""
        body = {"conversation": conversation, "text": text} | more
        status, said = await self.post("/messages", json=body)
        assert status == 202, said
        return said["id"]

    async def upload(self, name, content):
        """Upload a file and return its id."""
        status, said = await self.post("/files", data=content, headers={"X-File-Name": name})
        assert status == 201, said
        return said["id"]

    @asynccontextmanager
    async def following(self):
        """Yield the events of the live stream, parsed, as they come."""
        async with self.session.get(f"{self.url}/chat/stream?as={self.person}") as stream:
            yield _events(stream.content)

    async def sees(self, identity, until=lambda post: True):
        """Return the post once it is as asked, or as it stands when patience ends."""
        last = None
        async with asyncio.timeout(_PATIENCE), self.following() as events:
            async for name, data in events:
                for post in data["posts"] if name == "all" else [data]:
                    if name in {"all", "post"} and post["id"] == identity:
                        last = post
                if last and until(last):
                    return last
        return last


async def _events(lines):
    name = ""
    async for line in lines:
        if line.startswith(b"event: "):
            name = line[7:].strip().decode()
        elif line.startswith(b"data: "):
            yield name, json.loads(line[6:])


def checked(post):
    """Whether the look at the present revision is over."""
    return post["checked"] is not None


def warned(post):
    """Whether its author is warned about it."""
    return post["warning"] is not None


@pytest.fixture
async def site(tmp_path):
    async with chat_site(tmp_path) as served_site:
        yield served_site


@pytest.fixture
async def person(site):
    """Return a visitor who is that person."""
    async with ClientSession() as session:
        yield lambda name: Visitor(session, site.url, name)


@pytest.fixture
def dana(person):
    return person("dana")


@pytest.fixture
def marcus(person):
    return person("marcus")
