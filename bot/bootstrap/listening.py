"""Listens on one address until told to stop."""

from __future__ import annotations

import signal
import socket
import sys
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from bot.errors import SettingsError

_GRACE_SECONDS = 5
_TURN_SECONDS = 0.0005


def open_socket(host: str, port: int) -> socket.socket:
    """Bind the address; raises SettingsError where that cannot be done."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP: else the event loop leaves Nagle's wait on, and answers stand 40 ms in a queue.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as fault:
        listening.close()
        raise SettingsError(f"Cannot listen on {host}:{port}: {fault.strerror}.") from None
    return listening


Farewell = Callable[[], Awaitable[None]]


class _Server(uvicorn.Server):
    """Says when it is up, and ends open streams before it waits for them."""

    def __init__(
        self, config: uvicorn.Config, announce: Callable[[], None], farewells: Sequence[Farewell]
    ) -> None:
        super().__init__(config)
        self._announce = announce
        self._farewells = farewells

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then announce it."""
        await super().startup(sockets)
        if self.started:
            self._announce()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End what would keep requests open, then stop."""
        for farewell in self._farewells:
            await farewell()
        await super().shutdown(sockets)


async def listen(
    app: ASGIApp,
    listening: socket.socket,
    announce: Callable[[], None],
    *,
    farewells: Sequence[Farewell] = (),
) -> None:
    """Serve the app on the socket until SIGINT or SIGTERM; `farewells` end open streams."""
    config = uvicorn.Config(
        app,
        log_config=None,  # logs.py has the say
        access_log=False,  # paths may hold one-time links
        server_header=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        lifespan="on",
    )
    # The pipeline computes on a thread of its own. With Python's usual 5 ms the event loop would
    # wait that long for its turn after every wake-up.
    sys.setswitchinterval(_TURN_SECONDS)
    with _told_once():
        await _Server(config, announce, farewells).serve(sockets=[listening])


@contextmanager
def _told_once() -> Iterator[None]:
    """Let a signal end the server and no more.

    uvicorn raises it again once it has stopped; that would end the process before the database
    is closed and the demo's folder is gone.
    """
    before = {
        number: signal.signal(number, lambda *_: None) for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
