"""The words of a Slack message, each once: its text, then what blocks and attachments add.

Slack's markup and its escapes (`&amp;`, `&lt;`, `&gt;`) stay as they are: offsets of findings are
offsets of this text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Node = Mapping[str, Any]

_EMPHASIS = str.maketrans("", "", "*_~`")
_BULLET = re.compile(r"^\s*(?:[•◦▪‣-]|&gt;|\d{1,3}\.)\s*")
_MENTION = re.compile(r"<@[UW][A-Z0-9]+(?:\|[^>]*)?>|<!subteam\^[A-Z0-9]+(?:\|[^>]*)?>")
_EVERYONE = re.compile(r"<!(?:channel|here|everyone)(?:\|[^>]*)?>")
_DEEPEST = 12


def words_of(message: Node) -> str:
    """Return everything a reader of the message sees as text, without doubling."""
    kept: list[str] = []
    seen: set[str] = set()
    for piece in (str(message.get("text") or ""), *_pieces(message)):
        lines = _lines(piece)
        if not lines <= seen:
            kept.append(piece)
            seen |= lines
    return "\n".join(kept)


def count_mentions(text: str) -> int:
    """Return how many people and groups the text mentions."""
    return len(_MENTION.findall(text))


def mentions_everyone(text: str) -> bool:
    """Whether the text calls everybody in the channel."""
    return bool(_EVERYONE.search(text))


def _lines(text: str) -> set[str]:
    """Return the lines that two spellings of the same words share: no emphasis, no bullets.

    Whole lines, because part of a line may be something else: a number within a longer one.
    """
    bare = (_BULLET.sub("", line).translate(_EMPHASIS) for line in text.splitlines())
    return {" ".join(line.split()) for line in bare if line.strip()}


def _pieces(message: Node) -> Iterator[str]:
    yield from _of_blocks(message.get("blocks"))
    for attachment in _nodes(message.get("attachments")):
        yield from _of_attachment(attachment)
    for file in _nodes(message.get("files")):
        yield from _strings(file, ("title", "name"))
        yield from _strings(_node(file.get("initial_comment")), ("comment",))


def _of_attachment(attachment: Node) -> Iterator[str]:
    yield from _strings(attachment, ("pretext", "title", "text", "footer", "fallback"))
    for field in _nodes(attachment.get("fields")):
        yield from _strings(field, ("title", "value"))
    yield from _of_blocks(attachment.get("blocks"))
    for nested in _nodes(attachment.get("message_blocks")):
        yield from _of_blocks(_node(nested.get("message")).get("blocks"))


def _of_blocks(blocks: object) -> Iterator[str]:
    for block in _nodes(blocks):
        yield from _of_block(block, _DEEPEST)


def _of_block(node: Node, depth: int) -> Iterator[str]:
    if depth == 0:
        return
    kind = node.get("type")
    if kind in ("rich_text_section", "rich_text_preformatted", "rich_text_quote"):
        yield "".join(_run(part) for part in _nodes(node.get("elements")))
        return
    for key in ("text", "title", "alt_text", "title_url", "description", "caption"):
        value = node.get(key)
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping):
            yield from _of_block(value, depth - 1)
    for key in ("elements", "fields", "rows"):
        for child in _flat(node.get(key)):
            yield from _of_block(child, depth - 1)


def _run(part: Node) -> str:
    """One run of rich text, written as Slack writes it in `text`."""
    kind = part.get("type")
    if kind == "link":
        label = str(part.get("text") or "")
        url = _escape(str(part.get("url") or ""))
        return f"<{url}|{_escape(label)}>" if label else f"<{url}>"
    for name, form in _RUNS.items():
        if kind == name:
            key, template = form
            return template.format(part.get(key, ""))
    return _escape(str(part.get("text") or ""))


_RUNS = {
    "user": ("user_id", "<@{}>"),
    "channel": ("channel_id", "<#{}>"),
    "usergroup": ("usergroup_id", "<!subteam^{}>"),
    "broadcast": ("range", "<!{}>"),
    "emoji": ("name", ":{}:"),
}


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _strings(node: Node, keys: Sequence[str]) -> Iterator[str]:
    return (node[key] for key in keys if isinstance(node.get(key), str))


def _nodes(value: object) -> list[Node]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def _flat(value: object) -> list[Node]:
    """Table rows are lists of lists."""
    rows = value if isinstance(value, list) else []
    return _nodes([item for row in rows for item in (row if isinstance(row, list) else [row])])


def _node(value: object) -> Node:
    return value if isinstance(value, Mapping) else {}
