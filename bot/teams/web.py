"""One HTTP session for everything the Teams room asks the network."""

from __future__ import annotations

import aiohttp

_SECONDS = 15


class Web:
    """Holds the session between the room's start and its stop."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    async def open(self) -> None:
        """Open the session; needs a running event loop."""
        if self._session is None or self._session.closed:
            timeout = aiohttp.ClientTimeout(total=_SECONDS)
            self._session = aiohttp.ClientSession(timeout=timeout)

    async def close(self) -> None:
        """Close the session."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    @property
    def session(self) -> aiohttp.ClientSession:
        """The open session."""
        if self._session is None:
            raise RuntimeError("the Teams room was not started")
        return self._session
