"""What every handler of a platform's events keeps to."""

from dataclasses import dataclass

import pytest

from bot.detection.engine import DetectionEngine
from bot.domain.event import InboundEvent
from bot.domain.message import Platform
from bot.errors import MalformedEvent
from bot.extraction.reader import ConfinedReader
from bot.inspection import Inspection
from bot.local.building import build_local
from bot.local.choice import ChosenPolicies
from bot.local.posting import POSTED
from bot.policy.engine import PolicyBook
from bot.ports import EventHandler
from bot.responding import Responding
from bot.simulated import SimulatedEnforcer
from bot.slack.app import SlackKeeping, build_slack
from bot.slack.config import SlackConfig
from bot.teams.app import build_teams
from bot.teams.config import Registration, TeamsConfig
from bot.teams.keeping import TeamsKeeping
from tests.builders import NOON
from tests.fakes import CountingMeter
from tests.reading import ROOM


@dataclass(frozen=True)
class Handling:
    """A handler, and the kind of event under which its platform tells of a message."""

    handler: EventHandler
    platform: Platform
    message: str


@pytest.fixture
def roads(messages, cases, clock):
    """Give what handlers hand on to: nobody acts, no policy governs."""
    simulated = SimulatedEnforcer(CountingMeter())
    inspection = Inspection(
        attachments=ConfinedReader(None, ROOM),
        detection=DetectionEngine(),
        policies=PolicyBook(),
        enforcer=simulated,
        simulated=simulated,
        messages=messages,
        clock=clock,
        meter=CountingMeter(),
    )
    return inspection, Responding(enforcer=simulated, messages=messages, cases=cases)


@pytest.fixture
def chat(queue, messages, clock, roads):
    room = build_local(
        queue=queue,
        messages=messages,
        policies=ChosenPolicies(PolicyBook()),
        make_supervisor_link=str,
        clock=clock,
    )
    return Handling(room.handler(*roads), Platform.LOCAL, POSTED)


@pytest.fixture
def slack(queue, messages, cases, vault, coverage, clock, roads):
    keeping = SlackKeeping(
        queue=queue, messages=messages, cases=cases, vault=vault, coverage=coverage
    )
    config = SlackConfig(bot_token="xoxb-1", signing_secret="secret")
    room = build_slack(config, keeping, clock=clock, meter=CountingMeter())
    return Handling(room.handler(*roads), Platform.SLACK, "message")


@pytest.fixture
def teams(queue, messages, cases, vault, coverage, clock, roads):
    keeping = TeamsKeeping(
        queue=queue, messages=messages, cases=cases, vault=vault, coverage=coverage
    )
    config = TeamsConfig(registrations=(Registration(app_id="app", tenant="T1", secret="s"),))
    room = build_teams(config, keeping, clock=clock, meter=CountingMeter())
    return Handling(room.handler(*roads), Platform.TEAMS, "message")


@pytest.fixture(params=["chat", "slack", "teams"])
def handling(request, chat, slack, teams):
    return {"chat": chat, "slack": slack, "teams": teams}[request.param]


async def handle(handling, kind, body):
    event = InboundEvent(
        platform=handling.platform, tenant="T1", id="E1", kind=kind, body=body, received_at=NOON
    )
    await handling.handler.handle(event)


async def test_a_kind_of_event_nobody_handles_is_malformed(handling):
    with pytest.raises(MalformedEvent):
        await handle(handling, "never heard of", b"{}")


@pytest.mark.parametrize(
    "body",
    [b"", b"536-22-8765", b"{", b"[]", b"\xff", b'{"text": 536}', b'{"event": {"channel": 5}}'],
    ids=["empty", "a number", "cut", "a list", "no text", "another shape", "another type"],
)
async def test_a_body_of_another_shape_is_malformed_and_is_not_quoted(handling, body):
    with pytest.raises(MalformedEvent) as refused:
        await handle(handling, handling.message, body)

    assert "536" not in str(refused.value)
