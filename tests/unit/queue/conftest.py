"""Opens a queue with workers for each test."""

import pytest

from tests.databases import open_new_database
from tests.fakes import FixedClock
from tests.unit.queue.building import House


@pytest.fixture
async def house(tmp_path):
    database = await open_new_database(tmp_path)
    yield House(database, FixedClock())
    await database.close()
