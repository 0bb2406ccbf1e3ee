"""What runs beside the Playground's relay reaches the bot, and nothing else in the world."""

import asyncio
import sys

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from tests.serving import served
from tests.standins.playground import can_isolate
from tests.standins.relaying import relay_to, to_port

pytestmark = pytest.mark.skipif(not can_isolate(), reason="unshare is not permitted here")

# 192.0.2.1 belongs to nobody (RFC 5737); without a route, asking for it fails at once.
PROGRAM = """
import socket, sys, urllib.request
print(urllib.request.urlopen(f"http://127.0.0.1:{sys.argv[1]}/", timeout=5).read().decode())
try:
    socket.create_connection(("192.0.2.1", 80), timeout=5)
except OSError as error:
    print(error.strerror)
"""


async def test_a_program_without_a_network_reaches_the_bot_alone(tmp_path):
    app = Starlette(routes=[Route("/", lambda _request: PlainTextResponse("the bot"))])
    async with served(app) as url:
        port = url.rpartition(":")[2]
        server = await asyncio.start_unix_server(relay_to(to_port(port)), tmp_path / "outside")
        program = [sys.executable, "-c", PROGRAM, "3978"]
        inside = [sys.executable, "-m", "tests.standins.playground_inside"]
        process = await asyncio.create_subprocess_exec(
            *["unshare", "--map-root-user", "--net", *inside, str(tmp_path), "1", "3978"],
            *program,
            stdout=asyncio.subprocess.PIPE,
        )
        told, _nothing = await process.communicate()
        server.close()

    assert told.decode().splitlines() == ["the bot", "Network is unreachable"]
