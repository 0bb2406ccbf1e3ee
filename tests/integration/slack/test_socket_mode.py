"""Socket Mode: the same road, over a connection the server opens itself."""

import json
from dataclasses import replace

import pytest
from aiohttp import WSMsgType, web

from tests.integration.slack.test_messages import SECRET_TEXT
from tests.standins.slack_events import envelope, message_event
from tests.standins.slack_world import Token


class Socket:
    """Slack's end of the connection."""

    def __init__(self):
        self.connected = []
        self.acknowledged = []

    async def serve(self, request):
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.connected.append(socket)
        await socket.send_json({"type": "hello", "num_connections": 1})
        async for received in socket:
            if received.type is WSMsgType.TEXT:
                self.acknowledged.append(json.loads(received.data)["envelope_id"])
        return socket

    async def send(self, number, payload):
        await self.connected[-1].send_json(
            {
                "envelope_id": number,
                "type": "events_api",
                "accepts_response_payload": False,
                "payload": payload,
            }
        )


@pytest.fixture
async def socket():
    socket = Socket()
    app = web.Application()
    app.router.add_get("/link", socket.serve)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = site._server.sockets[0].getsockname()[1]
    yield socket, f"http://127.0.0.1:{port}/link"
    await runner.cleanup()


@pytest.fixture
def config(config, slack, socket):
    slack.world.socket_url = socket[1]
    slack.world.tokens["xapp-1"] = Token("UADMIN")
    return replace(config, socket_mode=True, app_token="xapp-1", signing_secret="")


async def test_an_event_over_the_socket_is_acknowledged_and_warned_about(office, socket):
    link, _ = socket
    await office.until(lambda: link.connected)
    message = office.world.say("C0GENERAL", "UADA", SECRET_TEXT)

    await link.send("one", envelope(message_event(message)))
    await office.until(lambda: link.acknowledged)
    await office.settled()

    assert link.acknowledged == ["one"]
    assert len(office.world.sent_to("UADA")) == 1


async def test_an_unknown_event_over_the_socket_is_acknowledged_too(office, socket):
    link, _ = socket
    await office.until(lambda: link.connected)

    await link.send("two", envelope({"type": "dnd_updated"}))
    await office.until(lambda: link.acknowledged)

    assert office.counted("events_received", platform="slack", outcome="unknown") == 1


async def test_no_event_is_taken_over_http(office):
    assert [route.path for route in office.room.routes] == []
