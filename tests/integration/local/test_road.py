"""Written down before it is acknowledged; taken up again; warned once."""

import asyncio
from datetime import UTC, datetime

import pytest
from aiohttp import ClientSession

from bot.domain.event import InboundEvent
from bot.domain.message import Platform
from bot.domain.reply import ReplyKind
from bot.errors import MalformedEvent
from bot.local.people import TENANT
from bot.local.wire import Answered, Deleted, Posted
from tests.chat_site import chat_site
from tests.integration.local.conftest import Visitor, checked

SSN = "my ssn is 536-22-8731, please add it"


NOW = datetime.now(UTC)
POSTED = Posted(id="M1", conversation="benefits-team", author="dana", text=SSN, sent_at=NOW)


def event_of(kind, told):
    return InboundEvent(
        platform=Platform.LOCAL,
        tenant=TENANT,
        id=f"{kind}:M1:0",
        kind=kind,
        body=told.model_dump_json().encode(),
        received_at=NOW,
    )


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
    event = event_of("message", POSTED)
    handler = site.workers.handlers[Platform.LOCAL]

    await handler.handle(event)
    await handler.handle(event)

    assert site.meter.counts["actions", ("kind", "warn_author"), ("status", "done")] == 1
    assert (await dana.sees("M1"))["checked"]["flagged"]


async def test_a_deletion_is_taken_up_again_too(site, dana):
    handler = site.workers.handlers[Platform.LOCAL]
    deleted = Deleted(id="M1", revision=0, conversation="benefits-team", author="dana")

    await handler.handle(event_of("message", POSTED))
    await handler.handle(event_of("deleted", deleted))

    assert (await dana.sees("M1"))["gone"] == "Deleted by its author."


async def test_a_forged_answer_is_refused_and_not_tried_again(site, dana):
    handler = site.workers.handlers[Platform.LOCAL]
    answered = Answered(
        id="M1",
        revision=0,
        conversation="benefits-team",
        author="marcus",
        kind=ReplyKind.REMOVE,
        at=NOW,
    )

    await handler.handle(event_of("message", POSTED))
    await handler.handle(event_of("answered", answered))

    post = await dana.sees("M1")
    assert (post["text"], post["warning"]["answer"]) == (SSN, "")


async def test_an_event_of_a_kind_nobody_knows_is_malformed(site):
    handler = site.workers.handlers[Platform.LOCAL]

    with pytest.raises(MalformedEvent, match="no such kind"):
        await handler.handle(event_of("shrug", POSTED))


async def test_many_messages_at_once_are_all_looked_at(dana):
    sent = await asyncio.gather(*(dana.send(f"number {n}") for n in range(30)))

    posts = [await dana.sees(identity, checked) for identity in sent]

    assert [post["text"] for post in posts] == [f"number {n}" for n in range(30)]
