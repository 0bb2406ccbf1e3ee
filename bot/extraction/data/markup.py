"""Mark-up in whole tags, as it comes: no tag is cut in two, and no file is held whole."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TextIO

from bot.extraction.web_pages import unescaped

_CHUNK = 64 * 1024
_LONGEST_TAG = 4 * _CHUNK  # what is longer is read as text
_LONGEST_LINE = 200_000
_ENOUGH = 200  # characters of an attribute, to know whether it runs code
# Begun only where a word begins, so that a long one is not gone through from each of its letters.
_ATTRIBUTE = re.compile(
    r"""(?<![^\s"'<>/=])([^\s"'<>/=]{1,40}+)\s*+=\s*+("[^"]*+"?|'[^']*+'?|[^\s"'<>]++)"""
)
_HANDLER = re.compile(
    "on(?:abort|activate|after|animation|auxclick|before|begin|blur|bounce|canplay|change|click|"
    "close|contextmenu|copy|cut|dblclick|drag|drop|duration|end|error|finish|focus|hash|input|"
    "invalid|key|load|message|mouse|offline|online|page|paste|pause|play|pointer|popstate|progress|"
    "ready|repeat|reset|resize|scroll|search|seek|select|show|start|submit|toggle|touch|"
    "transition|unload|volume|wheel|zoom)[a-z]*"
)
_RUNS = re.compile(r"(?:java|vb|live)script:|data:text/html", re.IGNORECASE)
# On to the next tag: a ">" may stand within quotes.
_TAG = re.compile(r"<([a-zA-Z][^\s<>/]*+)([^<]*+)")
# Blanks and control characters within "java\nscript:" are passed over by browsers.
_PASSED_OVER = re.compile(r"[\x00-\x20]++")
CODE_TAGS = frozenset({"script", "object", "embed", "applet", "handler", "listener"})


@dataclass(slots=True)
class ActiveContent:
    """Looks out for tags that run code when the file is opened."""

    tags: frozenset[str] = CODE_TAGS
    seen: bool = False

    def look(self, text: str) -> None:
        """Look at a text of whole tags."""
        if not self.seen:
            self.seen = any(self._runs(tag[1], tag[2]) for tag in _TAG.finditer(text))

    def _runs(self, name: str, attributes: str) -> bool:
        local = name.lower().rpartition(":")[2]
        if local in self.tags:
            return True
        return "=" in attributes and any(
            _is_active(local, key.lower(), value) for key, value in _ATTRIBUTE.findall(attributes)
        )


def whole_tags(opened: TextIO) -> Iterator[str]:
    """Yield the text in pieces that end outside tags."""
    held = ""
    while chunk := opened.read(_CHUNK):
        held += chunk
        cut = held.rfind("<")
        if cut < 0 or ">" in held[cut:] or len(held) - cut > _LONGEST_TAG:
            cut = len(held)
        yield held[:cut]
        held = held[cut:]
    yield held


def marked_lines(
    opened: TextIO, without_tags: Callable[[str], str], watch: ActiveContent
) -> Iterator[tuple[int, str]]:
    """Yield the lines of the file without their tags, numbered; long ones in pieces."""
    number, held = 1, ""
    for text in whole_tags(opened):
        watch.look(text)
        *lines, held = (held + without_tags(text)).split("\n")
        for line in lines:
            yield number, unescaped(line)
            number += 1
        if len(held) > _LONGEST_LINE:
            cut = held.rfind(" ") + 1 or len(held)
            yield number, unescaped(held[:cut])
            held = held[cut:]
    yield number, unescaped(held)


def _is_active(tag: str, key: str, quoted: str) -> bool:
    value = html.unescape(quoted.strip("\"'")[:_ENOUGH])
    if _HANDLER.fullmatch(key):
        return True
    if key == "attributename":  # an animation that sets one
        return _HANDLER.fullmatch(value.strip().lower()) is not None
    if tag == "meta" and key == "http-equiv":
        return value.strip().lower() == "refresh"
    return bool(_RUNS.match(_PASSED_OVER.sub("", value)))
