"""The pages the Teams app points at: its personal tab, and what it is, keeps and promises.

Nothing on them is secret and nobody signs in. The console itself may not be shown within another
page, so the tab leads to it instead of holding it.
"""

from __future__ import annotations

import base64
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

TAB, ABOUT, PRIVACY, TERMS = "/teams/tab", "/teams/about", "/teams/privacy", "/teams/terms"

# From Microsoft's list of the places that show a tab.
_HOSTS = "https://teams.microsoft.com https://*.teams.microsoft.com https://*.cloud.microsoft"
_STYLE = (
    ":root{color-scheme:light dark}"
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}"
    "h1{font-size:1.4rem}h2{font-size:1.1rem}"
)
_STYLE_HASH = base64.b64encode(sha256(_STYLE.encode()).digest()).decode()

_SEES = (
    "<p>Chatwarden reads messages in the teams and chats it was added to, looks for confidential "
    "content by your organisation's own written policies, and tells you privately if something "
    "may not belong there. It never repeats what it found, and nothing it reads leaves your "
    "organisation's own server.</p>"
)
_BLIND = (
    "<p>Unless your organisation has granted it more, it does not see chats between people, nor "
    "private and shared channels it was not added to. It never listens to calls.</p>"
)
_CONSOLE = (
    "<h2>For supervisors</h2>"
    '<p><a href="/" target="_blank" rel="noopener">Open the console</a>. It opens in your '
    "browser, and only for people who may see it.</p>"
)
_MENU = (
    "<h2>From a message's menu</h2>"
    "<p><b>Save as record</b> keeps a message as a record. <b>Report</b> shows it to a "
    "supervisor.</p>"
)
_TERMS = (
    "<p>Your organisation runs this app on its own server, for its own people. What may be "
    "written where is said by your organisation's own policies; each warning names its clause. "
    "The app is an aid to people who judge, not a judge: it misses things and is wrong at "
    "times.</p><p>The software is licensed under the Apache License 2.0 and comes without "
    "warranty.</p>"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AppPages:
    """The pages; `context_hours` is how long the text of an unflagged message is kept."""

    context_hours: int

    @property
    def routes(self) -> list[Route]:
        """Return every page's route."""
        about = _SEES + _BLIND + _MENU
        return [
            Route(TAB, _shown("Chatwarden", about + _CONSOLE, ancestors=_HOSTS)),
            Route(ABOUT, _shown("About Chatwarden", about)),
            Route(PRIVACY, _shown("Chatwarden and privacy", self._privacy())),
            Route(TERMS, _shown("Terms of use", _TERMS)),
        ]

    def _privacy(self) -> str:
        return (
            f"{_SEES}{_BLIND}<h2>What is kept, and where</h2><p>On your organisation's own "
            "server, encrypted. The text of a message in which nothing was found is disposed of "
            f"after {self.context_hours} hours, unless somebody reports it or saves it as a "
            "record. A message in which something was found, or that was reported or saved, is "
            "kept with what was decided and who asked for it until your organisation disposes of "
            "it. Files are read and not kept.</p><h2>Who sees it</h2><p>The supervisors your "
            "organisation has named. What was found is masked until one of them reveals it, and "
            "each reveal is written down.</p>"
            "<h2>What Microsoft gets</h2><p>The warnings and notices themselves: they name the "
            "clause and the kind of content, never the content.</p><p>Questions are answered by "
            "whoever runs the app in your organisation.</p>"
        )


def _shown(
    title: str, body: str, *, ancestors: str = "'none'"
) -> Callable[[Request], Awaitable[Response]]:
    page = (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{_STYLE}</style><h1>{title}</h1>{body}</html>"
    )
    headers = {
        "content-security-policy": (
            f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; base-uri 'none'; "
            f"form-action 'none'; frame-ancestors {ancestors}"
        ),
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
    }

    async def show(_: Request) -> Response:
        return HTMLResponse(page, headers=headers)

    return show
