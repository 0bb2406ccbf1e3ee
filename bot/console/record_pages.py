"""The pages beside the queue: what was set aside, what cannot be seen, who did what."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.console.desk import Desk
from bot.console.words import PLATFORM_TITLES

LISTED = 200


@dataclass(frozen=True, slots=True)
class RecordPages:
    """Shows what the bot could not do or see, and the audit trail."""

    desk: Desk

    async def show_set_aside(self, request: Request) -> Response:
        """Answer with the events that kept failing."""
        facts = {
            "events": await self.desk.queue.list_set_aside(),
            "platforms": PLATFORM_TITLES,
            "done": "done" in request.query_params,
        }
        return await self.desk.answer(request, "aside.html", facts)

    async def requeue(self, request: Request) -> Response:
        """Hand an event that was set aside out again."""
        number = request.path_params["number"]
        known = {event.number for event in await self.desk.queue.list_set_aside()}
        if number not in known:
            facts = {"number": number}
            return await self.desk.answer(request, "unknown_event.html", facts, status=404)
        await self.desk.note_down(request, verb="requeued", subject=f"event:{number}")
        await self.desk.queue.requeue(number)
        return RedirectResponse("/aside?done", 303)

    async def show_coverage(self, request: Request) -> Response:
        """Answer with what the bot cannot see, and what could not be seen before."""
        gaps = await self.desk.coverage.gaps(LISTED)
        facts = {
            "open_gaps": [gap for gap in gaps if gap.until is None],
            "closed_gaps": [gap for gap in gaps if gap.until is not None],
            "platforms": PLATFORM_TITLES,
        }
        return await self.desk.answer(request, "coverage.html", facts)

    async def show_audit(self, request: Request) -> Response:
        """Answer with the newest entries of the audit trail."""
        events = await self.desk.cases.audit_trail(limit=LISTED)
        return await self.desk.answer(request, "audit.html", {"events": events})
