"""The road of a message over a real store, real identifiers and the real policies."""

import pytest

from bot.detection.engine import DetectionEngine
from bot.domain.decision import ActionOutcome, OutcomeStatus
from bot.inspection import Inspection
from bot.policy.loader import LIBRARY, load_policies
from bot.simulated import SimulatedEnforcer
from bot.store.cases import SqlCaseStore
from bot.store.messages import SqlMessageStore
from bot.store.sealed import AesGcmSealer
from tests.builders import NOON
from tests.databases import open_new_database
from tests.fakes import CountingMeter, FixedClock
from tests.standins.slack import StandInSlack
from tests.standins.teams import StandInTeams

BOOK = load_policies([LIBRARY])


@pytest.fixture(scope="session")
def stand_in_slack():
    started = StandInSlack().start()
    yield started
    started.stop()


@pytest.fixture(scope="session")
def stand_in_teams():
    with StandInTeams() as started:
        yield started


class RecordingEnforcer:
    """Does nothing but remember; fails or forgets as a test asks."""

    def __init__(self):
        self.done = []
        self.recalled = []
        self.fault = None
        self.memory = None

    async def enforce(self, action, message, decision):
        if self.fault:
            raise self.fault
        self.done.append(action.kind)
        return ActionOutcome(kind=action.kind, status=OutcomeStatus.DONE)

    async def recall(self, action, message, decision):
        self.recalled.append(action.kind)
        return self.memory


class NoFiles:
    """Reads no attachment: the texts under test have none."""

    async def read(self, message):
        return message


@pytest.fixture
async def database(tmp_path):
    database = await open_new_database(tmp_path)
    yield database
    await database.close()


@pytest.fixture
def clock():
    return FixedClock(NOON)


@pytest.fixture
def enforcer():
    return RecordingEnforcer()


@pytest.fixture
def cases(database, clock):
    return SqlCaseStore(database, AesGcmSealer((b"k" * 32,)), clock)


@pytest.fixture
def road(database, clock, enforcer):
    meter = CountingMeter()
    return Inspection(
        attachments=NoFiles(),
        detection=DetectionEngine(),
        policies=BOOK.governed_by(["nc-ccps-im"], enforced=["nc-ccps-im"]),
        enforcer=enforcer,
        simulated=SimulatedEnforcer(meter),
        messages=SqlMessageStore(database, AesGcmSealer((b"k" * 32,)), clock),
        clock=clock,
        meter=meter,
    )
