"""Which event goes where, and what becomes of one that cannot be handled."""

import pytest

from bot.domain.event import InboundEvent
from bot.domain.message import Platform
from bot.errors import MalformedEvent, NotInstalled, TryLater
from bot.teams.handler import TeamsHandler
from tests.builders import NOON
from tests.fakes import CountingMeter

EVENT = InboundEvent(
    platform=Platform.TEAMS, tenant="T1", id="E1", kind="message", body=b"{}", received_at=NOON
)


def _handler(fault=None):
    async def handle(_event, _body):
        if fault:
            raise fault

    return TeamsHandler(handles={"message": handle}, meter=CountingMeter())


async def test_a_kind_nothing_handles_is_malformed():
    with pytest.raises(MalformedEvent):
        await TeamsHandler(handles={}, meter=CountingMeter()).handle(EVENT)


async def test_being_asked_to_wait_is_counted_and_passed_on():
    handler = _handler(TryLater(after=3))

    with pytest.raises(TryLater):
        await handler.handle(EVENT)

    assert handler.meter.counts == {("rate_limited", ("platform", "teams")): 1}


async def test_an_event_of_a_tenant_that_is_gone_is_done_with():
    assert await _handler(NotInstalled()).handle(EVENT) is None
