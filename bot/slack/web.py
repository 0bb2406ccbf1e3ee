"""Calls to Slack's Web API: one shared session, short waits, errors that quote nothing."""

from __future__ import annotations

import logging
from collections.abc import Awaitable
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.errors import PlatformRefused, TryLater

_LONGEST_NAP = 3.0
_AFTER_A_BREAK = 1.0
_AFTER_AN_OUTAGE = 15.0
_LONGEST_WAIT = 3600.0
_TOO_MANY = 429
_SERVER_SIDE = 500


def quiet_logger() -> logging.Logger:
    """Return the logger the SDK gets: its own lines can quote bodies, codes and tokens."""
    logger = logging.getLogger("bot.slack.sdk")
    logger.propagate = False
    logger.setLevel(logging.CRITICAL)
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
    return logger


class _ShortRateLimit(AsyncRateLimitErrorRetryHandler):
    """Waits in place only for a moment; a longer wait belongs to the queue, not to a worker."""

    async def _can_retry_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        if response is None or response.status_code != _TOO_MANY:
            return False
        return _retry_after(response.headers) <= _LONGEST_NAP


class _Client(AsyncWebClient):
    """The SDK's client, sending the app's credentials in the form.

    The SDK sends them by a class that aiohttp is about to drop, with a warning at each call.
    """

    async def oauth_v2_access(
        self, *, client_id: str, client_secret: str, **arguments: str | None
    ) -> AsyncSlackResponse:
        form = {"client_id": client_id, "client_secret": client_secret, **arguments}
        given = {name: value for name, value in form.items() if value is not None}
        return await self.api_call("oauth.v2.access", data=given)


class Web:
    """Makes clients that share one HTTP session and one address of the API."""

    def __init__(self, api_url: str) -> None:
        self._api_url = api_url
        self._session: aiohttp.ClientSession | None = None

    async def open(self) -> None:
        """Open the session; needs a running event loop."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30))

    async def close(self) -> None:
        """Close the session."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    @property
    def session(self) -> aiohttp.ClientSession:
        """The open session."""
        if self._session is None:
            raise RuntimeError("the Slack room was not started")
        return self._session

    def client(self, token: str | None = None) -> AsyncWebClient:
        """Return a client that speaks with that token."""
        # Not the SDK's handler for broken connections: a message may have been posted before the
        # connection broke, so the queue tries again and looks for it first.
        handlers: list[AsyncRetryHandler] = [_ShortRateLimit(max_retry_count=1)]
        return _Client(
            token=token,
            base_url=self._api_url,
            session=self._session,
            retry_handlers=handlers,
            logger=quiet_logger(),
        )


async def call(request: Awaitable[AsyncSlackResponse]) -> dict[str, Any]:
    """Return the answer's body.

    Raises PlatformRefused with Slack's error code, TryLater when Slack asks to wait or is away.
    """
    try:
        answer = await request
    except SlackApiError as error:
        raise _named(error) from None  # its message quotes the answer
    except (aiohttp.ClientError, TimeoutError) as error:
        raise TryLater(type(error).__name__, after=_pause_after(error)) from None
    if not isinstance(answer.data, dict):
        raise PlatformRefused(code="unreadable_answer")
    return answer.data


def _pause_after(error: aiohttp.ClientError | TimeoutError) -> float:
    """An idle connection that Slack has closed is no outage."""
    is_broken = isinstance(error, aiohttp.ServerDisconnectedError | aiohttp.ClientOSError)
    if is_broken and not isinstance(error, aiohttp.ClientConnectorError):
        return _AFTER_A_BREAK
    return _AFTER_AN_OUTAGE


def _named(error: SlackApiError) -> PlatformRefused | TryLater:
    response: Any = error.response
    status = getattr(response, "status_code", 0) or getattr(response, "status", 0)
    data = getattr(response, "data", None)
    code = str(data.get("error", "")) if isinstance(data, dict) else ""
    if status == _TOO_MANY or code == "ratelimited":
        return TryLater("rate limit", after=_retry_after(response.headers))
    if status >= _SERVER_SIDE:
        return TryLater(f"status {status}", after=_AFTER_AN_OUTAGE)
    return PlatformRefused(code=code or f"status_{status}")


def _retry_after(headers: Any) -> float:  # noqa: ANN401 - the SDK hands over three kinds of mapping
    for name, value in headers.items():
        if name.lower() == "retry-after":
            first = value[0] if isinstance(value, list) else value
            return _bounded(str(first))
    return 1.0


def _bounded(seconds: str) -> float:
    # isdigit is also true of digits that are no number, like a raised two.
    if not (seconds.isascii() and seconds.isdigit()):
        return 1.0
    return min(float(seconds), _LONGEST_WAIT)
