"""What the suites ask for: one fixture for each port, over every implementation."""

import pytest

from bot.queue.embedded import EmbeddedQueue
from bot.store.cases import SqlCaseStore
from bot.store.coverage import SqlCoverageLog
from bot.store.messages import SqlMessageStore
from bot.store.sealed import AesGcmSealer
from bot.store.vault import SqlVault
from tests.contract.platforms import local_place, slack_place, teams_place
from tests.databases import open_new_database
from tests.fakes import FixedClock
from tests.standins.slack import StandInSlack
from tests.standins.teams import StandInTeams

KEY = b"k" * 32


@pytest.fixture
def clock():
    return FixedClock()


@pytest.fixture(params=["aes-gcm"])
def sealer():
    return AesGcmSealer([KEY])


@pytest.fixture(params=["sqlite"])
async def database(request, tmp_path):
    assert request.param == "sqlite"
    database = await open_new_database(tmp_path)
    yield database
    await database.close()


@pytest.fixture
def queue(database, sealer, clock):
    return EmbeddedQueue(database, sealer, clock)


@pytest.fixture
def messages(database, sealer, clock):
    return SqlMessageStore(database, sealer, clock)


@pytest.fixture
def cases(database, sealer, clock):
    return SqlCaseStore(database, sealer, clock)


@pytest.fixture
def coverage(database, sealer, clock):
    return SqlCoverageLog(database, sealer, clock)


@pytest.fixture
def vault(database, sealer, clock):
    return SqlVault(database, sealer, clock)


@pytest.fixture(scope="session")
def stand_in():
    started = StandInSlack().start()
    yield started
    started.stop()


@pytest.fixture(scope="session")
def stand_in_teams():
    with StandInTeams() as started:
        yield started


@pytest.fixture(params=["local", "slack", "teams"])
async def place(request, vault, clock):
    """A platform with a message on it."""
    if request.param == "local":
        opened = local_place(clock)
    elif request.param == "slack":
        opened = slack_place(request.getfixturevalue("stand_in"), vault, clock)
    else:
        opened = teams_place(request.getfixturevalue("stand_in_teams"), vault, clock)
    async with opened as opened_place:
        yield opened_place
