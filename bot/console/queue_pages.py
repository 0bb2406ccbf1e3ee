"""The queue over HTTP: the page, and the list alone for a page that follows it live."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from bot.console.desk import Desk, session_of
from bot.console.queue_view import FILTERS, LISTED, filter_named, view_queue


@dataclass(frozen=True, slots=True)
class QueuePages:
    """Shows the queue of flagged threads."""

    desk: Desk

    async def show(self, request: Request) -> Response:
        """Answer with the whole page."""
        return await self.desk.answer(request, "queue.html", await self._facts(request))

    async def show_list(self, request: Request) -> Response:
        """Answer with the list alone, or 204 if nothing changed since the reader's last look.

        Asked about once a second: a plain question, unlike a stream, never holds up a shutdown
        and never uses up the few connections a browser keeps to one host.
        """
        changed = await self.desk.cases.changed()
        if request.query_params.get("since") == str(changed):
            return Response(status_code=204)
        facts = await self._facts(request)
        return self.desk.pages.answer("queue_list.html", 200, facts=facts)

    async def _facts(self, request: Request) -> dict[str, object]:
        # The number first: a change while the list is read is then shown by the next look.
        changed = await self.desk.cases.changed()
        chosen = filter_named(request.query_params.get("status", ""))
        lines = await self.desk.cases.list_cases(chosen.statuses, LISTED)
        reader = session_of(request).name
        return {
            "changed": changed,
            "chosen": chosen,
            "filters": FILTERS,
            "rows": view_queue(lines, now=self.desk.clock.now(), reader=reader),
            "is_cut": len(lines) >= LISTED,
        }
