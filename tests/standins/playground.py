"""Microsoft's Agents Playground, a local Teams client, as an outside judge of the bot.

    async with Playground(f"{bot}/api/messages") as playground:
        await page.goto(playground.url)

It is evaluation software: installed from npm for tests (make setup), never part of what we ship.
Where the machine permits it, it runs without any network (see playground_inside); its telemetry is
off in any case. It signs nothing, so the bot must run without an app id.
"""

import asyncio
import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote, urlsplit

import aiohttp
import pytest

from tests.standins.relaying import relay_to, to_port, to_socket

HERE = Path(__file__).parent
COMPANY = HERE / "m365agentsplayground.yml"
NODE = shutil.which("node")
PROGRAM = HERE / "node_modules" / "@microsoft" / "m365agentsplayground" / "cli.js"

IS_INSTALLED = NODE is not None and PROGRAM.is_file()
_MISSING = "node, or tests/standins/node_modules, is missing: make setup"

needs_playground = [
    pytest.mark.node,
    pytest.mark.skipif(not IS_INSTALLED and "CI" not in os.environ, reason=_MISSING),
]


def can_isolate():
    """Whether this machine lets us start a program without a network."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return False
    tried = subprocess.run(
        [unshare, "--map-root-user", "--net", "true"], capture_output=True, check=False
    )
    return tried.returncode == 0


class Playground:
    """A running Playground that delivers to one bot."""

    def __init__(self, bot_url, *, is_isolated=None):
        self._bot_url = bot_url
        self.is_isolated = can_isolate() if is_isolated is None else is_isolated
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._servers = []
        self._process = None

    async def __aenter__(self):
        if not IS_INSTALLED:
            raise RuntimeError(_MISSING)
        self._folder = Path(tempfile.mkdtemp(prefix="pg-"))  # short, as a socket's path must be
        shutil.copy(COMPANY, self._folder / ".m365agentsplayground.yml")
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10))
        try:
            await self._start()
        except BaseException:
            await self.__aexit__()
            raise
        return self

    async def __aexit__(self, *_exception):
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            await self._process.wait()
        for server in self._servers:
            server.close()
        await self._session.close()
        await asyncio.to_thread(shutil.rmtree, self._folder, ignore_errors=True)

    async def write(self, conversation, text, *, person="29:ada"):
        """Let somebody write; in a channel or a group the bot hears of it only if mentioned."""
        path = f"/_conversation/v1/conversations/{quote(conversation, safe='')}/messages"
        told = {"type": "text", "text": text, "textFormat": "plain", "from": {"id": person}}
        return await self._post(path, told)

    async def deliver(self, activity):
        """Send any activity to the bot as it is: an edit, a deletion, a file, another person."""
        return await self._post("/_internal/v1/customActivities", activity)

    def recorded(self):
        """Return every exchange so far: what was sent which way, and what was answered."""
        logs = sorted((self._folder / "devTools").glob("events_recording_*.log"))
        parts = "\n---\n".join(log.read_text() for log in logs).split("---\n")
        return [json.loads(part) for part in parts if part.strip()]

    async def _start(self):
        command = [NODE, str(PROGRAM), "start", "-e", self._bot_url, "-c", "msteams"]
        command += ["-p", str(self.port), "--service-url", f"{self.url}/_connector"]
        command += ["--disable-telemetry", "--enable-events-recording"]
        if self.is_isolated:
            command = await self._isolated(command)
        self._process = await asyncio.create_subprocess_exec(
            *command,
            cwd=self._folder,
            env=os.environ | {"PYTHONPATH": str(HERE.parents[1])},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        await self._answering()

    async def _isolated(self, command):
        bot_port = urlsplit(self._bot_url).port
        outward = relay_to(to_port(bot_port))
        inward = relay_to(to_socket(self._folder / "inside"))
        self._servers = [
            await asyncio.start_unix_server(outward, self._folder / "outside"),
            await asyncio.start_server(inward, "127.0.0.1", self.port),
        ]
        inside = [sys.executable, "-m", "tests.standins.playground_inside"]
        where = [str(self._folder), str(self.port), str(bot_port)]
        return ["unshare", "--map-root-user", "--net", *inside, *where, *command]

    async def _answering(self):
        for _attempt in range(150):
            if self._process.returncode is not None:
                break
            with contextlib.suppress(aiohttp.ClientError, TimeoutError):
                async with self._session.get(f"{self.url}/_debug/ping") as got:
                    if got.status == 200:
                        return
            await asyncio.sleep(0.2)
        log = self._folder / "devTools" / "m365agentsplayground.log"
        raise RuntimeError(log.read_text()[-2000:] if log.exists() else "the Playground ended")

    async def _post(self, path, body):
        async with self._session.post(f"{self.url}{path}", json=body) as got:
            text = await got.text()
            return got.status, json.loads(text) if text[:1] in ("{", "[") else text


def _free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
