"""Listens on one address until told to stop."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from bot.errors import SettingsError

_GRACE_SECONDS = 5


def open_socket(host: str, port: int) -> socket.socket:
    """Bind the address; raises SettingsError where that cannot be done."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as fault:
        listening.close()
        raise SettingsError(f"Cannot listen on {host}:{port}: {fault.strerror}.") from None
    return listening


class _Server(uvicorn.Server):
    """Says when it is up; uvicorn itself only logs that."""

    def __init__(self, config: uvicorn.Config, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then announce it."""
        await super().startup(sockets)
        if self.started:
            self._announce()


async def listen(app: ASGIApp, listening: socket.socket, announce: Callable[[], None]) -> None:
    """Serve the app on the socket until SIGINT or SIGTERM."""
    config = uvicorn.Config(
        app,
        log_config=None,  # logs.py has the say
        access_log=False,  # paths may hold one-time links
        server_header=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        lifespan="on",
    )
    with _told_once():
        await _Server(config, announce).serve(sockets=[listening])


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
