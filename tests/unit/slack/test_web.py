"""What a call's failure becomes: a refusal by its code, or a wait."""

from types import SimpleNamespace

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

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


@pytest.mark.parametrize(
    ("header", "after"),
    [
        ("30", 30.0),
        (["7"], 7.0),
        ("9" * 400, 3600.0),
        ("-1", 1.0),
        ("inf", 1.0),
        ("²", 1.0),
        ("", 1.0),
    ],
    ids=["plain", "in a list", "for ever", "negative", "infinite", "no number", "empty"],
)
async def test_a_wait_slack_asks_for_is_a_number_within_the_hour(header, after):
    answer = SimpleNamespace(status_code=429, data={}, headers={"Retry-After": header})

    with pytest.raises(TryLater) as wait:
        await call(_raise(SlackApiError("", answer)))

    assert wait.value.after == after
