"""Writes events down before they are acknowledged; whichever road they came by."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable

from slack_bolt import BoltResponse
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest

from bot.errors import MalformedEvent
from bot.ports import Clock, EventQueue, Meter
from bot.slack.events import HANDLED, RATE_LIMITED, kind_of, to_inbound

_EVENTS = frozenset({"event_callback", RATE_LIMITED})


class WriteDown(AsyncMiddleware):
    """Runs before authorisation: an event is safe before Slack is asked anything about it."""

    def __init__(self, queue: EventQueue, clock: Clock, meter: Meter) -> None:
        self._queue = queue
        self._clock = clock
        self._meter = meter

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002 - bolt passes it by this name
    ) -> BoltResponse:
        """Store an event and answer; let everything else pass on to bolt."""
        if req.body.get("type") not in _EVENTS:
            return await next()
        if kind_of(req.body) not in HANDLED:
            return self._answer("unknown", 200)
        raw = req.raw_body or json.dumps(req.body)  # Socket Mode hands over no raw body
        try:
            event = to_inbound(req.body, raw.encode(), self._clock.now())
        except MalformedEvent:
            return self._answer("malformed", 400)
        stored = await self._queue.put(event)
        return self._answer("stored" if stored else "duplicate", 200)

    def _answer(self, outcome: str, status: int) -> BoltResponse:
        self._meter.count("events_received", platform="slack", outcome=outcome)
        return BoltResponse(status=status, body="")
