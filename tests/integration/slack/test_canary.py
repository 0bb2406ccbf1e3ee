"""A marked text and the tokens go through everything, and stand in no log, number or file."""

import logging
from dataclasses import replace

import pytest

from tests.standins.slack_events import buttons_of, press, submit
from tests.standins.slack_world import BOT_TOKEN

CANARY = "CANARY-7Q2X"
TEXT = f"{CANARY} her ssn is 536-22-8765"


@pytest.fixture
def config(config):
    return replace(
        config,
        client_id="111.222",
        client_secret="canary-client-secret",
        public_url="https://chatwarden.example",
    )


@pytest.fixture
def logged(caplog, capfd):
    """Everything any logger says, at its most talkative, and what reaches the terminal."""
    caplog.set_level(logging.DEBUG)
    for name in ("slack_sdk", "slack_bolt", "aiohttp", "bot", "uvicorn"):
        caplog.set_level(logging.DEBUG, logger=name)

    def everything():
        written = capfd.readouterr()
        return caplog.text + written.out + written.err

    return everything


async def test_neither_text_nor_tokens_reach_a_log(logged, office):
    office.world.fail("chat.postEphemeral", error="user_not_in_channel")
    office.world.fail("views.publish", error=CANARY)
    await office.say(TEXT)
    [warning] = office.world.sent_to("UADA")
    buttons = buttons_of(warning)
    await office.send.interaction(press(buttons["remove"]))
    await office.send.interaction(press(buttons["needed"]))
    await office.until(lambda: office.world.calls_to("views.open"))
    [opened] = office.world.calls_to("views.open")
    await office.send.interaction(submit(opened["view"], f"because {CANARY}"))
    await office.settled()

    said = logged()

    assert "workers started" in said  # the logs were indeed listened to
    for secret in (CANARY, "536-22-8765", BOT_TOKEN, "canary-client-secret"):
        assert secret not in said


async def test_the_text_stands_in_no_number_and_no_file_of_the_store(office, tmp_path):
    await office.say(TEXT)

    files = b"".join(path.read_bytes() for path in tmp_path.glob("slack.db*"))
    assert CANARY.encode() not in files
    assert CANARY not in str(office.meter.counts)


async def test_a_failing_event_is_set_aside_without_its_text(office):
    del office.world.tokens[BOT_TOKEN]
    await office.say(TEXT)

    [aside] = await office.keeping.queue.list_set_aside()
    assert CANARY not in str(aside)
