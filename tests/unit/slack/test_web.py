"""What a call's failure becomes: a refusal by its code, or a wait."""

import aiohttp
import pytest

from bot.errors import TryLater
from bot.slack.web import call


async def _raise(error):
    raise error


@pytest.mark.parametrize(
    ("error", "after"),
    [
        (aiohttp.ServerDisconnectedError(), 1.0),
        (aiohttp.ClientOSError(104, "reset"), 1.0),
        (aiohttp.ClientPayloadError(), 15.0),
        (TimeoutError(), 15.0),
    ],
    ids=["closed while idle", "reset", "broken off", "no answer"],
)
async def test_a_call_that_did_not_arrive_is_tried_later(error, after):
    with pytest.raises(TryLater) as wait:
        await call(_raise(error))

    assert wait.value.after == after
