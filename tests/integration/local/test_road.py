"""Written down before it is acknowledged; taken up again; warned once."""

import asyncio
from datetime import UTC, datetime

from aiohttp import ClientSession

from bot.domain.event import InboundEvent
from bot.domain.message import Platform
from bot.local.people import TENANT
from bot.local.wire import Posted
from tests.chat_site import chat_site
from tests.integration.local.conftest import Visitor, checked

SSN = "my ssn is 536-22-8731, please add it"


async def test_a_message_is_written_down_before_it_is_acknowledged(tmp_path):
    async with chat_site(tmp_path, working=False) as site, ClientSession() as session:
        await Visitor(session, site.url, "dana").send(SSN)

        assert await site.queue.backlog() == 1


async def test_an_acknowledged_message_is_warned_about_after_a_restart(tmp_path):
    async with chat_site(tmp_path, working=False) as site, ClientSession() as session:
        sent = await Visitor(session, site.url, "dana").send(SSN)

    async with chat_site(tmp_path) as site, ClientSession() as session:
        post = await Visitor(session, site.url, "dana").sees(sent, checked)
        lines = await site.cases.list_cases()

    assert (post["text"], post["warning"]["revision"], len(lines)) == (SSN, 0, 1)


async def test_what_was_written_down_is_sealed(tmp_path):
    async with chat_site(tmp_path, working=False) as site, ClientSession() as session:
        await Visitor(session, site.url, "dana").send("canary 536-22-8731")

        kept = [path.read_bytes() for path in tmp_path.iterdir()]

    assert [b"canary" in content for content in kept] == [False] * len(kept)


async def test_an_event_that_comes_twice_warns_once(site, dana):
    posted = Posted(
        id="M1", conversation="benefits-team", author="dana", text=SSN, sent_at=datetime.now(UTC)
    )
    event = InboundEvent(
        platform=Platform.LOCAL,
        tenant=TENANT,
        id="message:M1:0",
        kind="message",
        body=posted.model_dump_json().encode(),
        received_at=posted.sent_at,
    )
    handler = site.workers.handlers[Platform.LOCAL]

    await handler.handle(event)
    await handler.handle(event)

    assert site.meter.counts["actions", ("kind", "warn_author"), ("status", "done")] == 1
    assert (await dana.sees("M1"))["checked"]["flagged"]


async def test_many_messages_at_once_are_all_looked_at(dana):
    sent = await asyncio.gather(*(dana.send(f"number {n}") for n in range(30)))

    posts = [await dana.sees(identity, checked) for identity in sent]

    assert [post["text"] for post in posts] == [f"number {n}" for n in range(30)]
