"""An outside check: somebody else's Slack delivers the events and takes the calls."""

import asyncio
import shutil
import socket
from dataclasses import replace
from pathlib import Path

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.standins.slack_events import SECRET

STANDINS = Path(__file__).parents[2] / "standins"
NODE = shutil.which("node")
INSTALLED = (STANDINS / "node_modules" / "emulate").is_dir()

pytestmark = [
    pytest.mark.node,
    pytest.mark.skipif(NODE is None, reason="node is missing"),
    pytest.mark.skipif(not INSTALLED, reason="tests/standins/node_modules is missing: make setup"),
]


@pytest.fixture(scope="module")
def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def config(config, port):
    return replace(
        config,
        bot_token="xoxb-test-bot",
        api_url=f"http://127.0.0.1:{port}/api/",
        admin_channel="",
    )


@pytest.fixture
async def emulate(office, port):
    """Emulate's Slack, sending its events to our app."""
    process = await asyncio.create_subprocess_exec(
        NODE,
        str(STANDINS / "slack-emulate.mjs"),
        str(port),
        f"{office.url}/slack/events",
        SECRET,
        cwd=STANDINS,
        stdout=asyncio.subprocess.PIPE,
    )
    line = await asyncio.wait_for(process.stdout.readline(), 20)
    assert line.startswith(b"ready")
    yield AsyncWebClient(token="xoxp-bob", base_url=f"http://127.0.0.1:{port}/api/")
    process.terminate()
    await process.wait()


async def _direct_messages(port):
    bot = AsyncWebClient(token="xoxb-test-bot", base_url=f"http://127.0.0.1:{port}/api/")
    people = await bot.users_list()
    [bob] = [found["id"] for found in people["members"] if found["name"] == "bob"]
    opened = await bot.conversations_open(users=[bob])
    return (await bot.conversations_history(channel=opened["channel"]["id"]))["messages"]


async def test_a_message_posted_there_is_warned_about_there(office, emulate, port):
    posted = await emulate.chat_postMessage(
        channel="C000000001", text="her ssn is 536-22-8765, please file it"
    )
    await office.until(lambda: office.counted("messages", outcome="flagged") == 1)

    [warning] = await _direct_messages(port)
    assert posted["ok"] is True
    assert warning["text"] == "Your message may not belong here."


async def test_an_edit_and_a_deletion_there_are_understood(office, emulate, port):
    posted = await emulate.chat_postMessage(channel="C000000001", text="shipping at noon")
    await office.until(lambda: office.counted("messages", outcome="clean") == 1)

    await emulate.chat_update(
        channel="C000000001", ts=posted["ts"], text="her ssn is 536-22-8765, please file it"
    )
    await office.until(lambda: office.counted("messages", outcome="flagged") == 1)
    await emulate.chat_delete(channel="C000000001", ts=posted["ts"])
    await office.settled()

    [line] = await office.keeping.cases.list_cases()
    case = await office.keeping.cases.load_case(line.id)
    assert [found.withdrawn_at is not None for found in case.thread][-1:] == [True]
