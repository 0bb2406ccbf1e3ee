"""Downloads files from Slack: from known hosts only, never more than asked for."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from urllib.parse import urljoin, urlsplit

import aiohttp

from bot.domain.attachment import Attachment
from bot.errors import AttachmentError, NotInstalled, PlatformRefused, TryLater
from bot.slack.config import SlackConfig
from bot.slack.web import Web
from bot.slack.workspaces import Workspaces

_CHUNK = 64 * 1024
_REDIRECTS = 3
_OK = 200
_MOVED = range(300, 400)
_REFUSED = (401, 403)
_WEB_PAGE = "text/html"


class Downloads:
    """Fetches attachments with the bot's own token."""

    def __init__(self, config: SlackConfig, web: Web, workspaces: Workspaces) -> None:
        self._config = config
        self._web = web
        self._workspaces = workspaces

    async def fetch(self, attachment: Attachment, tenant: str) -> AsyncGenerator[bytes, None]:
        """Yield the file piece by piece; raises AttachmentError with the reason in words.

        It may do so after the last piece: only then it is known whether all of it came.
        """
        if not attachment.locator:
            raise AttachmentError(attachment.because or "Slack gave no address for it.")
        if attachment.size > self._config.max_file_bytes:
            raise AttachmentError("It is too large.")
        try:
            workspace = await self._workspaces.of(tenant)
            pieces = self._follow(attachment, workspace.client.token or "")
            async with aclosing(pieces):
                async for piece in pieces:
                    yield piece
        except (NotInstalled, PlatformRefused, TryLater):
            raise AttachmentError("The bot has no access to that workspace now.") from None
        except (aiohttp.ClientError, TimeoutError) as error:
            raise AttachmentError(f"The download broke off ({type(error).__name__}).") from None

    async def _follow(self, attachment: Attachment, token: str) -> AsyncGenerator[bytes, None]:
        url = attachment.locator
        for _ in range(_REDIRECTS):
            self._check_host(url)
            async with self._web.session.get(
                url, headers={"Authorization": f"Bearer {token}"}, allow_redirects=False
            ) as answer:
                if answer.status not in _MOVED:
                    self._check_answer(answer)
                    async for piece in self._body(answer, attachment):
                        yield piece
                    return
                url = urljoin(url, answer.headers.get("Location", ""))
        raise AttachmentError("Slack sent the download in circles.")

    def _check_host(self, url: str) -> None:
        """The token goes to Slack's own hosts and to nobody else, whatever an event says."""
        parts = urlsplit(url)
        if f"{parts.scheme}://{parts.netloc}" == self._config.origin:
            if _is_login(parts.path):
                raise AttachmentError("Slack asked to sign in: the bot may not read this file.")
            return
        if parts.scheme == "https" and parts.netloc in self._config.files_hosts:
            return
        raise AttachmentError("It lies on a host that is not allowed (or behind a sign-in).")

    def _check_answer(self, answer: aiohttp.ClientResponse) -> None:
        if answer.status in _REFUSED:
            raise AttachmentError("The bot may not read this file.")
        if answer.status != _OK:
            raise AttachmentError(f"Slack answered with status {answer.status}.")
        if (answer.content_length or 0) > self._config.max_file_bytes:
            raise AttachmentError("It is too large.")

    async def _body(
        self, answer: aiohttp.ClientResponse, attachment: Attachment
    ) -> AsyncGenerator[bytes, None]:
        size = 0
        async for piece in answer.content.iter_chunked(_CHUNK):
            size += len(piece)
            if size > self._config.max_file_bytes:
                raise AttachmentError("It is too large.")
            yield piece
        if _is_login_page(answer, attachment, size):
            raise AttachmentError("Slack asked to sign in: the bot may not read this file.")
        if attachment.size >= 0 and size != attachment.size:
            raise AttachmentError("It came with another size than Slack had announced.")


def _is_login(path: str) -> bool:
    return path.startswith(("/signin", "/checkcookie"))


def _is_login_page(answer: aiohttp.ClientResponse, attachment: Attachment, size: int) -> bool:
    """A wrong token gets a sign-in page with status 200, which must not pass for the file."""
    if answer.content_type != _WEB_PAGE:
        return False
    disposition = answer.content_disposition
    if disposition is not None and disposition.type == "attachment":
        return False
    return attachment.claimed_type != _WEB_PAGE or size != attachment.size
