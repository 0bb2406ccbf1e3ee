"""What every page of the console works with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from bot.console.answers import Pages
from bot.console.sign_in import Session, SignIn
from bot.domain.case import AuditEvent
from bot.ports import CaseStore, Clock, CoverageLog, EventQueue
from bot.reviewing import Reviewing


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The supervisor's desk: the stores behind the pages, and the pages themselves."""

    cases: CaseStore
    queue: EventQueue
    coverage: CoverageLog
    reviewing: Reviewing
    sign_in: SignIn
    clock: Clock
    pages: Pages

    async def answer(
        self,
        request: Request,
        template: str,
        facts: Mapping[str, object],
        *,
        status: int = HTTPStatus.OK,
    ) -> Response:
        """Return a page in the console's frame: who reads it, and what waits elsewhere."""
        gaps = await self.coverage.gaps()
        frame = {
            "session": session_of(request),
            "path": request.url.path,
            "now": self.clock.now(),
            "aside_count": await self.queue.count_set_aside(),
            "gap_count": sum(gap.until is None for gap in gaps),
        }
        return self.pages.answer(template, status, facts={**frame, **facts})

    async def note_down(self, request: Request, *, verb: str, subject: str) -> None:
        """Add to the audit trail what the reader is about to do."""
        actor, at = session_of(request).name, self.clock.now()
        await self.cases.audit(AuditEvent(actor=actor, verb=verb, subject=subject, at=at))


def session_of(request: Request) -> Session:
    """Return the session the guard let through."""
    session = request.state.session
    assert isinstance(session, Session)
    return session
