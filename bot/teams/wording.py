"""The words of a Teams message, each once: its text, its rich body, its cards and quotations.

The bot's own mention is left out; other people's mentions stay as their names.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.teams.identity import Raw, bot_of, node, nodes, text_of
from bot.teams.rich_text import read_html

HTML = "text/html"
CARD = "application/vnd.microsoft.card."
_QUOTED = frozenset({"messageReference", "forwardedMessageReference"})
_QUOTED_HTML = ("originalMessageContent", "messagePreview")
_PLAIN = "text/plain"
_SHOWN = frozenset({"title", "subtitle", "text", "summary", "altText", "value", "placeholder"}) | {
    "label",
    "caption",
    "codeSnippet",
    "tooltip",
}
_RUNS = "inlines"  # pieces of one line: texts, or objects with a text
# Whoever writes through Graph gives mentions what name they like: ours must look like one.
_LONGEST_NAME = 40
_AT = re.compile(r"</?at(?:\s[^<>]*)?>")
_BLANKS = re.compile(r"\s+")


def words_of(activity: Raw) -> str:
    """Return everything a reader of the message sees as text, without doubling."""
    kept: list[str] = []
    said = " "
    for piece in _pieces(activity):
        bare = _bare(piece)
        if bare and f" {bare} " not in said:
            kept.append(piece)
            said += f"{bare} "
    return "\n".join(kept)


def count_mentions(activity: Raw) -> int:
    """Return how many people, tags and channels the message mentions, the bot apart."""
    return len(_mentioned(activity))


def mentions_everyone(activity: Raw) -> bool:
    """Whether the message calls a whole channel, team or chat."""
    return any(text_of(mentioned, "id").startswith("19:") for mentioned in _mentioned(activity))


def _mentioned(activity: Raw) -> list[Raw]:
    bot = bot_of(activity)
    mentions = (item for item in nodes(activity, "entities") if item.get("type") == "mention")
    found = (node(mention, "mentioned") for mention in mentions)
    return [mentioned for mentioned in found if text_of(mentioned, "id") not in ("", bot)]


def _pieces(activity: Raw) -> Iterator[str]:
    bots = _names_of_the_bot(activity)
    bodies = [item for item in nodes(activity, "attachments") if item.get("contentType") == HTML]
    for body in bodies:
        yield _without(read_html(text_of(body, "content")).text, bots)
    yield _without(_plain(activity), bots)
    for attachment in nodes(activity, "attachments"):
        kind = text_of(attachment, "contentType")
        if kind in _QUOTED:
            yield from _of_quotation(attachment.get("content"))
        elif kind.startswith(CARD):
            yield "\n".join(dict.fromkeys(_of_card(_content(attachment.get("content")))))
        elif kind == _PLAIN:
            yield text_of(attachment, "content")


def _plain(activity: Raw) -> str:
    text = text_of(activity, "text")
    if activity.get("textFormat") == "xml":
        return read_html(text).text
    return _AT.sub("", text).strip()


def _names_of_the_bot(activity: Raw) -> list[str]:
    """How the bot is called in this message, longest first: `Chatwarden (test)` before its half."""
    bot = bot_of(activity)
    mentions = (item for item in nodes(activity, "entities") if item.get("type") == "mention")
    ours = [mention for mention in mentions if bot and node(mention, "mentioned").get("id") == bot]
    names = {_AT.sub("", text_of(mention, "text")).strip() for mention in ours}
    names |= {text_of(node(mention, "mentioned"), "name").strip() for mention in ours}
    return sorted(filter(_looks_like_a_name, names), key=len, reverse=True)


def _looks_like_a_name(name: str) -> bool:
    return 0 < len(name) <= _LONGEST_NAME and not any(map(str.isnumeric, name))


def _without(text: str, names: list[str]) -> str:
    for name in names:
        text = text.replace(name, "", 1)
    return text.strip()


def _of_quotation(content: object) -> Iterator[str]:
    quoted = _content(content)
    for key in _QUOTED_HTML:
        if shown := text_of(quoted, key):
            yield read_html(shown).text


def _of_card(card: object) -> Iterator[str]:
    """A card is what its text says, wherever in it and however deep that stands."""
    ahead: list[tuple[str, object]] = [("", card)]
    while ahead:
        key, part = ahead.pop()
        if isinstance(part, str):
            if key in _SHOWN or key == _RUNS:
                yield part
        elif isinstance(part, Mapping):
            ahead.extend(reversed(list(part.items())))
        elif isinstance(part, list):
            ahead.extend((key if key == _RUNS else "", item) for item in reversed(part))


def _content(content: object) -> Mapping[str, Any]:
    """Content comes as an object from the connector and as JSON in a text from Graph."""
    if isinstance(content, str):
        try:
            content = json.loads(content)
        except (ValueError, RecursionError):
            return {}
    return content if isinstance(content, Mapping) else {}


def is_said(piece: str, text: str) -> bool:
    """Whether all of it stands there, in whole words: a longer number is another one."""
    return f" {_bare(piece)} " in f" {_bare(text)} "


def _bare(text: str) -> str:
    """The words alone: the two spellings of a message break their lines differently."""
    return _BLANKS.sub(" ", text).strip()
