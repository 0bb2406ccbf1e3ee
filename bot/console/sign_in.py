"""Who is signed in: one-time links in, sessions kept on this side so that they can end."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.ports import Clock

LINK_LASTS = timedelta(minutes=10)
SESSION_LASTS = timedelta(hours=12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A signed-in supervisor; `form_token` goes into every form of theirs."""

    name: str
    ends_at: datetime
    form_token: str

    def owns(self, form_token: str) -> bool:
        """Whether a form with that token came from a page of this session."""
        return secrets.compare_digest(form_token.encode(), self.form_token.encode())


@dataclass(frozen=True, slots=True)
class _Link:
    name: str
    ends_at: datetime


@dataclass(slots=True)
class SignIn:
    """Hands out one-time links and keeps the sessions they open.

    Both live in memory: a restart ends every session. Tokens are kept as digests, so that a
    look into memory or a core file gives nobody a way in.
    """

    clock: Clock
    link_lasts: timedelta = LINK_LASTS
    session_lasts: timedelta = SESSION_LASTS
    _links: dict[str, _Link] = field(default_factory=dict, repr=False)
    _sessions: dict[str, Session] = field(default_factory=dict, repr=False)

    def make_link(self, name: str) -> str:
        """Return the path of a new one-time link that signs that person in."""
        self._drop_what_ended()
        token = secrets.token_urlsafe(32)
        self._links[_digest(token)] = _Link(name, self.clock.now() + self.link_lasts)
        return f"/sign-in/{token}"

    def use_link(self, token: str) -> str | None:
        """Use the link up and return the cookie of a new session; None if it is no good."""
        link = self._links.pop(_digest(token), None)
        if link is None or link.ends_at <= self.clock.now():
            return None
        cookie = secrets.token_urlsafe(32)
        self._sessions[_digest(cookie)] = Session(
            name=link.name,
            ends_at=self.clock.now() + self.session_lasts,
            form_token=secrets.token_urlsafe(32),
        )
        return cookie

    def session(self, cookie: str) -> Session | None:
        """Return the session of that cookie while it lasts."""
        session = self._sessions.get(_digest(cookie))
        return session if session and session.ends_at > self.clock.now() else None

    def sign_out(self, cookie: str) -> None:
        """End the session of that cookie."""
        self._sessions.pop(_digest(cookie), None)

    def _drop_what_ended(self) -> None:
        now = self.clock.now()
        self._links = {key: link for key, link in self._links.items() if link.ends_at > now}
        self._sessions = {
            key: session for key, session in self._sessions.items() if session.ends_at > now
        }


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
