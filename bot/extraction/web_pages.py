"""Reads web pages: the text between the tags, comments and scripts included.

Not html.parser: it takes quadratic time on hostile input in the Pythons supported here. The
pattern below is linear (possessive quantifiers), and line breaks stay where they were, so that a
line of the text is the line of the file.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from bot.domain.attachment import Extract
from bot.extraction.lines import split_lines
from bot.extraction.places import blocks

_TAG = re.compile(r"<!--|-->|<[!?][^<>]*+>|</?([a-zA-Z][^\s<>/]*+)([^<>]*+)>")
_SHOWN = re.compile(
    r"""\b(?:alt|content|href|placeholder|title|value)\s*+=\s*+("[^"<>]*+"|'[^'<>]*+')""",
    re.IGNORECASE,
)
# Tags within a word or number: "<b>123</b>-45" is read on, where a table cell ends one.
_INLINE_TAGS = (
    "a abbr b bdi bdo big code del em font i ins kbd mark s small span strong sub sup tt u wbr"
)
# Noughts in front mean nothing. Of what then remains no character has so many digits, and Python
# refuses to make a number of thousands of them.
_NOUGHTS = re.compile(r"(&#[xX]?)00++")
_OVERLONG = re.compile(r"&#(?:[0-9]{9,}+|[xX][0-9a-fA-F]{8,}+);?")
_INLINE = frozenset(_INLINE_TAGS.split())


def read_web_page(text: str, max_characters: int) -> Iterator[Extract]:
    """Return the page's text in blocks of lines."""
    lines = split_lines(without_tags(text))
    return blocks("line", (unescaped(line) for line in lines), max_characters)


def without_tags(text: str) -> str:
    """Return the text between the tags, with what attributes show; its lines stay the same."""
    return _TAG.sub(_what_stays, text)


def unescaped(line: str) -> str:
    """Return a line with its "&amp;" and the like as the characters they stand for."""
    line = _OVERLONG.sub("\N{REPLACEMENT CHARACTER}", _NOUGHTS.sub(r"\g<1>0", line))
    return html.unescape(line).replace("\n", " ").replace("\r", " ").rstrip()


def _what_stays(tag: re.Match[str]) -> str:
    breaks = "\n" * tag[0].count("\n")
    name = tag[1]
    if name is None:
        return f" {breaks}"
    shown = "".join(f" {_one_line(value)} " for value in _SHOWN.findall(tag[2]))
    return shown + breaks + ("" if name.lower() in _INLINE else " ")


def _one_line(quoted: str) -> str:
    return " ".join(quoted[1:-1].split())
