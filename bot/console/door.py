"""The way in and out: a one-time link opens a session, a button ends it."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.console.desk import Desk
from bot.console.guard import COOKIE


@dataclass(frozen=True, slots=True)
class Door:
    """Lets supervisors in and out."""

    desk: Desk

    async def come_in(self, request: Request) -> Response:
        """Use the link up and open a session."""
        if request.method == "HEAD" or "prefetch" in request.headers.get("sec-purpose", ""):
            return Response(status_code=204)  # a preview or a browser's guess is not a visit
        sign_in = self.desk.sign_in
        cookie = sign_in.use_link(request.path_params["token"])
        if cookie is None:
            if sign_in.session(request.cookies.get(COOKIE, "")):
                return RedirectResponse("/", 303)  # the link was theirs, and they are in
            return self.desk.pages.answer("sign_in.html", 401, facts={"link_failed": True})
        # A page, not a redirect: after a click in another site's page, a browser follows a
        # redirect without the strict cookie it was just given.
        answer = self.desk.pages.answer("welcome.html", 200, facts={})
        answer.set_cookie(COOKIE, cookie, httponly=True, samesite="strict", path="/")
        return answer

    async def go_out(self, request: Request) -> Response:
        """End the session."""
        self.desk.sign_in.sign_out(request.cookies.get(COOKIE, ""))
        answer = self.desk.pages.answer("signed_out.html", 200, facts={})
        answer.delete_cookie(COOKIE, httponly=True, samesite="strict", path="/")
        return answer
