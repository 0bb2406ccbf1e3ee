"""What is attached to a Teams message, as attachments; the locator says how each is fetched.

A file of a 1:1 chat brings an address that is good for a while. Elsewhere a bot is told at most
that there is a file; a picture lies with the connector. What can only be had from Graph says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from urllib.parse import unquote, urlsplit

from bot.domain.attachment import Attachment, Reading
from bot.teams.identity import Raw, node, nodes, text_of
from bot.teams.rich_text import Page, read_html
from bot.teams.wording import CARD, HTML

FROM_CONNECTOR = "connector+"
FROM_GRAPH = "graph+"
PICTURE = "a picture"
_DOWNLOAD = "application/vnd.microsoft.teams.file.download.info"
_REFERENCE = "reference"
_SNIPPET = "application/vnd.microsoft.card.codesnippet"
_LOOP = "application/vnd.microsoft.card.fluidEmbedCard"
_NO_FILES = frozenset({HTML, "messageReference", "forwardedMessageReference"})
_LIVE = "what a Loop component says is kept elsewhere, and changes without a word of it"
_GRAPH_ALONE = (
    "Teams does not hand files of channels and group chats to a bot; reading them takes a grant "
    "for Microsoft Graph"
)


def attachments_of(activity: Raw) -> tuple[Attachment, ...]:
    """Return what is attached to a message, each thing once."""
    found: dict[str, Attachment] = {}
    attached = nodes(activity, "attachments")
    pages = [
        read_html(text_of(item, "content")) for item in attached if item.get("contentType") == HTML
    ]
    for attachment in (
        *_listed(activity, attached),
        *_pictures(activity, pages),
        *_unlisted(attached, pages),
    ):
        known_by = attachment.id if is_hidden(attachment) else attachment.locator or attachment.id
        found.setdefault(known_by, attachment)
    return tuple(found.values())


def unscanned(attachment: Attachment, because: str) -> Attachment:
    """Return it as not looked into, and why."""
    return replace(attachment, reading=Reading.UNSCANNED, because=because)


def is_hidden(attachment: Attachment) -> bool:
    """Whether nothing but its id is known: Graph can say what it is."""
    return attachment.locator == FROM_GRAPH


def _listed(activity: Raw, attached: list[Raw]) -> Iterator[Attachment]:
    for item in attached:
        kind = text_of(item, "contentType")
        if kind == _DOWNLOAD:
            yield _download(item)
        elif kind == _REFERENCE:
            yield _reference(item)
        elif kind == _SNIPPET:
            yield Attachment(id=_id(item), name="a code snippet", locator=FROM_GRAPH)
        elif kind == _LOOP:
            yield unscanned(Attachment(id=_id(item), name="a Loop component"), _LIVE)
        elif kind not in _NO_FILES and not kind.startswith(CARD) and item.get("contentUrl"):
            yield _linked(activity, text_of(item, "contentUrl"), item)


def _download(item: Raw) -> Attachment:
    content = node(item, "content")
    address = text_of(content, "downloadUrl")
    return Attachment(
        id=text_of(content, "uniqueId") or _id(item),
        name=text_of(item, "name") or "unnamed",
        claimed_type=text_of(content, "fileType"),
        locator=address if _is_web(address) else "",
    )


def _reference(item: Raw) -> Attachment:
    address = text_of(item, "contentUrl")
    return Attachment(
        id=_id(item),
        name=text_of(item, "name") or _last_name(address),
        locator=f"{FROM_GRAPH}{address}" if _is_web(address) else FROM_GRAPH,
    )


def _linked(activity: Raw, address: str, item: Raw) -> Attachment:
    kind = text_of(item, "contentType")
    return Attachment(
        id=_id(item),
        name=text_of(item, "name") or (PICTURE if kind.startswith("image/") else "unnamed"),
        claimed_type="" if "*" in kind else kind,
        locator=_locator(activity, address),
    )


def _pictures(activity: Raw, pages: list[Page]) -> Iterator[Attachment]:
    for page in pages:
        for address in page.pictures:
            yield _linked(activity, address, {"contentUrl": address, "contentType": "image/*"})


def _unlisted(attached: list[Raw], pages: list[Page]) -> Iterator[Attachment]:
    """The rich body names a file that the list leaves out: all that a bot learns in a channel."""
    known = {text_of(item, "id") for item in attached}
    for page in pages:
        for number in page.attached:
            if number not in known:
                yield Attachment(id=number, name="a file", locator=FROM_GRAPH)


def needs_graph(attachment: Attachment) -> str:
    """Return why it cannot be read without Graph; empty where it can."""
    return _GRAPH_ALONE if attachment.locator.startswith(FROM_GRAPH) else ""


def _locator(activity: Raw, address: str) -> str:
    """The bot's token goes to the connector, whose address the activity's own token has proven."""
    if not _is_web(address):
        return ""
    ours = _origin(address) == _origin(text_of(activity, "serviceUrl")) != ("", "")
    return f"{FROM_CONNECTOR}{address}" if ours else address


def _is_web(address: str) -> bool:
    return address.startswith(("https://", "http://"))


def _origin(address: str) -> tuple[str, str]:
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", ""
    return parts.scheme, parts.netloc


def _id(item: Raw) -> str:
    """Teams gives an id to some only; the address tells the others apart."""
    known = text_of(item, "id")
    return known or sha256(text_of(item, "contentUrl").encode()).hexdigest()[:16]


def _last_name(address: str) -> str:
    return unquote(address.rpartition("/")[2]) or "unnamed"
