"""A stand-in for Microsoft's side of Teams, over real HTTP on loopback.

    with StandInTeams() as teams:
        sender = Sender(f"{bot}/api/messages", teams)
        said = teams.world.say(REPORTS, ADA, "a message")
        answer = await sender.activity(teams.events.message(said))

or, as a process of its own: `python -m tests.standins.teams --port 4023`, with `GET /_ctl/calls`,
`GET /_ctl/messages/{conversation}`, `POST /_ctl/say`, `POST /_ctl/fail` and `POST /_ctl/reset`.

One server plays them all: the Connector at `service_url`, the keys at `openid_url`, the sign-in at
`login_url` (and a machine's identity at `identity_url`), Graph at `graph_url`, and under two other
names the files host and a host that nobody should call (`files_origin`, `elsewhere`).

What it does not model: consent, what Teams shows to people, rate limits of its own accord (tests
inject them), user-specific views, throttling per thread, the catalogue of apps, and chats between
people without the app. Where a subCode stands in an error is not documented; here it stands beside
the code. A client from Microsoft is run against it in test_standin_clients. It is our reading of
Microsoft's documentation, not Teams.
"""

import argparse
import contextlib
import json
import socket
import threading
import time

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from tests.standins import (
    teams_connector,
    teams_graph,
    teams_graph_messages,
    teams_notifications,
    teams_roster,
    teams_subscriptions,
    teams_tokens,
)
from tests.standins.teams_company import small_company
from tests.standins.teams_events import Events
from tests.standins.teams_people import BOT_ID
from tests.standins.teams_wire import routes_of

PARTS = (
    teams_connector,
    teams_roster,
    teams_tokens,
    teams_graph,
    teams_graph_messages,
    teams_subscriptions,
)
_ELSEWHERE = "127.0.0.2"


class StandInTeams:
    """A server with a world behind it; `world` is read and changed by tests directly."""

    def __init__(self, port=0, world=None):
        self.world = world or small_company()
        self.events = Events(self)
        self.handshake_seconds = 10.0
        self._sockets = _listen(port)
        config = uvicorn.Config(
            self._app(), log_level="error", log_config=None, timeout_graceful_shutdown=1
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self):
        return self.start()

    def __exit__(self, *_exception):
        self.stop()

    async def __aenter__(self):
        return self.start()

    async def __aexit__(self, *_exception):
        self.stop()

    def start(self):
        """Serve until `stop`."""
        self._thread.start()
        deadline = time.monotonic() + 10
        while not self._server.started:
            if time.monotonic() > deadline:
                raise TimeoutError("the stand-in did not start")
            time.sleep(0.005)
        return self

    def stop(self):
        """Stop serving."""
        self._server.should_exit = True
        self._thread.join(timeout=10)
        for listening in self._sockets:
            listening.close()

    @property
    def port(self):
        return self._sockets[0].getsockname()[1]

    @property
    def origin(self):
        """Scheme, host and port."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def files_origin(self):
        """The files host: the same server under a name of its own."""
        return f"http://localhost:{self.port}"

    @property
    def elsewhere(self):
        """A host that is on no list; where the machine allows it, it answers and notes calls."""
        return f"http://{_ELSEWHERE}:{self.port}"

    @property
    def service_url(self):
        """The address of the Connector, as activities bring it."""
        return f"{self.origin}/amer/"

    @property
    def openid_url(self):
        """Where the Connector's keys are told of."""
        return f"{self.origin}/v1/.well-known/openidconfiguration"

    @property
    def login_url(self):
        """The address before `/{tenant}/oauth2/v2.0/token`."""
        return f"{self.origin}/login"

    @property
    def identity_url(self):
        """Where a machine asks for a token of its managed identity."""
        return f"{self.origin}/metadata/identity/oauth2/token"

    @property
    def graph_url(self):
        """The address of Graph."""
        return f"{self.origin}/graph/v1.0"

    def changed(self, message, change="created", **odd):
        """Return the notifications of a change, for `Sender.notify`."""
        right = teams_notifications.Odd(**odd)
        return teams_notifications.changed(self.world, message, change, odd=right)

    def lifecycle(self, subscription, event, **odd):
        """Return the notification of a subscription's fate, for `Sender.notify`."""
        right = teams_notifications.Odd(**odd)
        return [teams_notifications.lifecycle(subscription, event, odd=right)]

    def _run(self):
        self._server.run(sockets=self._sockets)

    def _app(self):
        control = [
            Route("/_ctl/calls", self._calls),
            Route("/_ctl/messages/{conversation}", self._messages),
            Route("/_ctl/say", self._say, methods=["POST"]),
            Route("/_ctl/fail", self._fail, methods=["POST"]),
            Route("/_ctl/reset", self._reset, methods=["POST"]),
        ]
        return Starlette(routes=[*routes_of(self), *control])

    async def _calls(self, request: Request):
        wanted = request.query_params.get("operation")
        told = [
            {"operation": call.operation, "path": call.path, "body": _plain(call), "at": call.at}
            for call in list(self.world.calls)
            if wanted in (None, call.operation)
        ]
        return JSONResponse(told)

    async def _messages(self, request: Request):
        return JSONResponse(self.world.sent_in(request.path_params["conversation"]))

    async def _say(self, request: Request):
        message = self.world.say(**await request.json())
        return JSONResponse(self.events.message(message))

    async def _fail(self, request: Request):
        told = await request.json()
        self.world.fail(told.pop("operation"), **told)
        return JSONResponse({"bot": BOT_ID})

    async def _reset(self, _request: Request):
        self.world.calls.clear()
        return JSONResponse({"bot": BOT_ID})


def _listen(port):
    """Listen under both addresses, where the machine has a second one on loopback."""
    first = _bound("127.0.0.1", port)
    second = None
    with contextlib.suppress(OSError):
        second = _bound(_ELSEWHERE, first.getsockname()[1])
    return [first] + ([second] if second else [])


def _bound(host, port):
    # Named as TCP: else the event loop does not switch off Nagle's wait for small answers.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError:
        listening.close()
        raise
    listening.listen()
    return listening


def _plain(call):
    return call.body if isinstance(call.body, dict | list) else None


def main():
    parser = argparse.ArgumentParser(description="Run the stand-in Teams.")
    parser.add_argument("--port", type=int, default=4023)
    stand_in = StandInTeams(parser.parse_args().port).start()
    told = {"service_url": stand_in.service_url, "openid_url": stand_in.openid_url}
    told |= {"login_url": stand_in.login_url, "graph_url": stand_in.graph_url}
    print(json.dumps(told), flush=True)  # noqa: T201 - read by whoever started it
    with contextlib.suppress(KeyboardInterrupt):
        threading.Event().wait()
    stand_in.stop()


if __name__ == "__main__":
    main()
