"""Other apps' messages, where the organisation wants them inspected."""

from dataclasses import replace

import pytest

from bot.domain.message import Standing
from tests.integration.slack.test_messages import HARMLESS, _ref


@pytest.fixture
def config(config):
    return replace(config, inspect_bots=True)


async def test_an_apps_message_is_inspected_as_an_apps(office):
    message = await office.say(HARMLESS, user="UAPP", bot_id="B0OTHER")

    kept = await office.keeping.messages.load_message(_ref(message))
    assert (kept.author.id, kept.author.standing) == ("UAPP", Standing.BOT)


async def test_an_integration_without_a_user_goes_by_its_bot(office):
    message = await office.say(HARMLESS, user=None, bot_id="B0HOOK", subtype="bot_message")

    kept = await office.keeping.messages.load_message(_ref(message))
    assert (kept.author.id, kept.author.standing) == ("B0HOOK", Standing.BOT)
