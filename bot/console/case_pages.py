"""A case over HTTP: look at it, reveal what was found, take a step on it."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.console.case_view import view_case
from bot.console.desk import Desk, session_of
from bot.console.words import STEPS_DONE
from bot.domain.case import Case, Step
from bot.errors import CaseMoved, NotAllowed, UnknownCase

LONGEST_NOTE = 4_000
_LARGEST_NUMBER = 2**63 - 1  # of a database


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a step was not taken; the note is kept so that nothing typed is lost."""

    because: str
    note: str
    status: HTTPStatus


@dataclass(frozen=True, slots=True)
class CasePages:
    """Shows cases and takes steps on them."""

    desk: Desk

    async def show(self, request: Request) -> Response:
        """Answer with the page of a case, what was found masked."""
        return await self._page(request)

    async def show_version(self, request: Request) -> Response:
        """Answer with the version the case is at, or 204 if no case changed since."""
        changed = str(await self.desk.cases.changed())
        if request.query_params.get("since") == changed:
            return Response(status_code=204)
        case = await self._load(request)
        version = str(case.version) if case else "gone"
        return Response(version, media_type="text/plain", headers={"x-changed": changed})

    async def reveal(self, request: Request) -> Response:
        """Answer with the page of a case, what was found shown; written down before it is."""
        case = await self._load(request)
        if case is None:
            return await self._unknown(request)
        await self.desk.note_down(request, verb="revealed", subject=f"case:{case.id}")
        return await self._page(request, revealed=True)

    async def take_step(self, request: Request) -> Response:
        """Take the step the form names; on trouble show the case as it now stands."""
        form: FormData = request.state.form
        note = str(form.get("note", ""))
        try:
            step = await self._take(request, form, note)
        except UnknownCase:
            return await self._unknown(request)
        except CaseMoved as moved:
            trouble = Trouble(str(moved), note, HTTPStatus.CONFLICT)
        except NotAllowed as refusal:
            trouble = Trouble(_plainly(refusal), note, HTTPStatus.UNPROCESSABLE_ENTITY)
        else:
            number = request.path_params["number"]
            return RedirectResponse(f"/cases/{number}?done={step.value}", 303)
        return await self._page(request, trouble=trouble)

    async def _take(self, request: Request, form: FormData, note: str) -> Step:
        step, version = _step(form), _version(form)
        if len(note) > LONGEST_NOTE:
            raise NotAllowed(f"The note is too long: {len(note)} of {LONGEST_NOTE} characters.")
        number, name = request.path_params["number"], session_of(request).name
        if number > _LARGEST_NUMBER:
            raise UnknownCase
        await self.desk.reviewing.take_step(number, step, by=name, version=version, note=note)
        return step

    async def _page(
        self, request: Request, *, revealed: bool = False, trouble: Trouble | None = None
    ) -> Response:
        case = await self._load(request)
        if case is None:
            return await self._unknown(request)
        reader, now = session_of(request).name, self.desk.clock.now()
        facts = {
            "case": view_case(case, reader=reader, now=now, revealed=revealed),
            "done": _done(request),
            "trouble": trouble,
            "longest_note": LONGEST_NOTE,
        }
        status = trouble.status if trouble else HTTPStatus.OK
        return await self.desk.answer(request, "case.html", facts, status=status)

    async def _load(self, request: Request) -> Case | None:
        number = request.path_params["number"]
        if number > _LARGEST_NUMBER:
            return None
        try:
            return await self.desk.cases.load_case(number)
        except UnknownCase:
            return None

    async def _unknown(self, request: Request) -> Response:
        facts = {"number": request.path_params["number"]}
        return await self.desk.answer(
            request, "unknown_case.html", facts, status=HTTPStatus.NOT_FOUND
        )


def _step(form: FormData) -> Step:
    name = str(form.get("step", ""))
    if name not in set(Step):
        raise NotAllowed("There is no such step.")
    return Step(name)


def _version(form: FormData) -> int:
    text = str(form.get("version", ""))
    if not (text.isascii() and text.isdigit() and len(text) < 12):  # noqa: PLR2004 -- a bound, no meaning
        raise NotAllowed("The form does not say which state of the case you saw.")
    return int(text)


def _done(request: Request) -> str:
    """Say what the reader just did; only our own words ever reach the page."""
    name = request.query_params.get("done", "")
    return f"You {STEPS_DONE[Step(name)]}." if name in set(Step) else ""


def _plainly(refusal: NotAllowed) -> str:
    """Leave out the error's general first sentence where it says why."""
    return str(refusal).removeprefix(NotAllowed.__doc__ or "").strip() or str(refusal)
