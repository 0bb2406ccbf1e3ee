"""Downloads files from Teams: from known hosts only, never more than asked for."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import aiohttp

from bot.domain.attachment import Attachment
from bot.errors import AttachmentError, NotInstalled, PlatformRefused, TryLater
from bot.teams.config import TeamsConfig
from bot.teams.files import FROM_CONNECTOR, FROM_GRAPH, needs_graph
from bot.teams.tier import GraphFiles
from bot.teams.tokens import Tokens
from bot.teams.web import Web

_CHUNK = 64 * 1024
_REDIRECTS = 3
_OK = 200
_MOVED = range(300, 400)
_REFUSED = (401, 403)
_WEB_PAGE = "text/html"
_WEB_PAGES = frozenset({"htm", "html", _WEB_PAGE})
# The reader bounds the whole of it; a host that says nothing for so long has broken off.
_PATIENCE = aiohttp.ClientTimeout(total=None, sock_connect=15, sock_read=30)


@dataclass(frozen=True, slots=True)
class _Source:
    """Where a file is, and the token for that very host; a redirect is followed without it."""

    url: str
    token: str = field(default="", repr=False)
    is_trusted: bool = False


class Downloads:
    """Fetches attachments: by their own address, from the connector, or through Graph."""

    def __init__(
        self, config: TeamsConfig, web: Web, tokens: Tokens, files: GraphFiles | None = None
    ) -> None:
        self._config = config
        self._web = web
        self._tokens = tokens
        self._files = files

    async def fetch(self, attachment: Attachment, tenant: str) -> AsyncGenerator[bytes, None]:
        """Yield the file piece by piece; raises AttachmentError with the reason in words.

        It may do so after the last piece: only then it is known whether all of it came.
        """
        if not attachment.locator:
            raise AttachmentError(attachment.because or "Teams gave no address for it.")
        if attachment.size > self._config.max_file_bytes:
            raise AttachmentError("It is too large.")
        try:
            source = await self._source(attachment, tenant)
            async with aclosing(self._follow(source, attachment)) as pieces:
                async for piece in pieces:
                    yield piece
        except (NotInstalled, PlatformRefused, TryLater):
            raise AttachmentError("The bot has no access to that tenant now.") from None
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise AttachmentError(f"The download broke off ({type(error).__name__}).") from None

    async def _source(self, attachment: Attachment, tenant: str) -> _Source:
        locator = attachment.locator
        if locator.startswith(FROM_CONNECTOR):
            token = await self._tokens.token(tenant, self._config.connector_scope)
            return _Source(locator.removeprefix(FROM_CONNECTOR), token, is_trusted=True)
        if not locator.startswith(FROM_GRAPH):
            return _Source(locator)
        if self._files is None:
            raise AttachmentError(f"{needs_graph(attachment)}.")
        url, token = await self._files.address(attachment, tenant)
        return _Source(url, token, is_trusted=True)

    async def _follow(self, source: _Source, attachment: Attachment) -> AsyncGenerator[bytes, None]:
        url, headers = source.url, {}
        if source.token:
            headers["Authorization"] = f"Bearer {source.token}"
        if not source.is_trusted:
            self._check_host(url)
        for _ in range(_REDIRECTS):
            async with self._web.session.get(
                url, headers=headers, allow_redirects=False, timeout=_PATIENCE
            ) as answer:
                if answer.status not in _MOVED:
                    self._check_answer(answer, attachment)
                    async for piece in self._body(answer, attachment):
                        yield piece
                    return
                url = urljoin(url, answer.headers.get("Location", ""))
            self._check_host(url)
            headers = {}
        raise AttachmentError("The download goes in circles.")

    def _check_host(self, url: str) -> None:
        """An activity may name any address, one within our own network among them."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        for allowed in self._config.file_hosts:
            if "://" in allowed:  # an origin, spelled out: a stand-in's
                if f"{parts.scheme}://{parts.netloc}" == allowed.rstrip("/"):
                    return
            elif parts.scheme == "https" and (host == allowed or host.endswith(f".{allowed}")):
                return
        raise AttachmentError("It lies on a host that is not allowed (or behind a sign-in).")

    def _check_answer(self, answer: aiohttp.ClientResponse, attachment: Attachment) -> None:
        if answer.status in _REFUSED:
            raise AttachmentError("The bot may not read this file, or its address has expired.")
        if answer.status != _OK:
            raise AttachmentError(f"The files host answered with status {answer.status}.")
        if (answer.content_length or 0) > self._config.max_file_bytes:
            raise AttachmentError("It is too large.")
        # Who may not read a file is shown a page to sign in on, which must not pass for the file.
        if answer.content_type == _WEB_PAGE and not _is_web_page(attachment):
            raise AttachmentError("The files host asked to sign in: the bot may not read it.")

    async def _body(
        self, answer: aiohttp.ClientResponse, attachment: Attachment
    ) -> AsyncGenerator[bytes, None]:
        size = 0
        async for piece in answer.content.iter_chunked(_CHUNK):
            size += len(piece)
            if size > self._config.max_file_bytes:
                raise AttachmentError("It is too large.")
            yield piece
        if attachment.size >= 0 and size != attachment.size:
            raise AttachmentError("It came with another size than Teams had announced.")


def _is_web_page(attachment: Attachment) -> bool:
    ending = attachment.name.rpartition(".")[2].lower()
    return attachment.claimed_type.lower() in _WEB_PAGES or ending in _WEB_PAGES
