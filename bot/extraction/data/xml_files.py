"""Reads XML and SVG: text and attributes, each after the name of what it stands in.

Not parsed but taken apart tag by tag, line by line: nothing that a document type declares is ever
fetched or expanded, and a torn file is read as far as it goes and beyond.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bot.domain.attachment import FileTrait
from bot.extraction.allowance import Allowance
from bot.extraction.data.blocks import blocks
from bot.extraction.data.decoding import opened_text
from bot.extraction.data.markup import CODE_TAGS, ActiveContent, marked_lines
from bot.extraction.pieces import Gap, Piece, Trait

# A start tag with the space behind it, an end tag, a mark around what is read as text.
_TAG = re.compile(
    r"<!--|-->|<!\[CDATA\[|\]\]>|</[^<>]*+>|<([a-zA-Z_][^\s<>/=]*+)([^<>]*+)>(?:(?=(\s*+(?:<(?!!\[CDATA)|\Z))))?"
    r"|<[!?]([^<>]*+)>"
)
# Begun only where a word begins, so that a long one is not gone through from each of its letters.
_ATTRIBUTE = re.compile(r"""(?<![^\s"'<>/=])([^\s"'<>/=]++)\s*+=\s*+("[^"]*+"|'[^']*+')""")
_ENTITY = re.compile(r"<!ENTITY\s", re.IGNORECASE)
_PLUMBING = ("xmlns", "xml:", "xsi:")  # attributes that say nothing of what the file is about


def read_xml(path: Path, allowance: Allowance) -> Iterator[Piece]:
    """Yield the text in blocks of lines; what is declared in it and used by name is not read."""
    yield from _read(path, allowance, ActiveContent(tags=frozenset()))


def read_svg(path: Path, allowance: Allowance) -> Iterator[Piece]:
    """Yield the text of a drawing in blocks of lines, and whether it runs code when opened."""
    watch = ActiveContent(tags=CODE_TAGS | {"iframe"})  # a drawing has no use for one
    yield from _read(path, allowance, watch)
    if watch.seen:
        yield Trait(FileTrait.ACTIVE_CONTENT)


def _read(path: Path, allowance: Allowance, watch: ActiveContent) -> Iterator[Piece]:
    entities = _Entities()
    with opened_text(path) as opened:
        yield from blocks("line", marked_lines(opened, entities.without_tags, watch), allowance)
    if entities.declared:
        yield Gap("it declares texts that are put in by name, which is not done here")


class _Entities:
    """Takes tags away and notes whether a text declares entities."""

    def __init__(self) -> None:
        self.declared = False

    def without_tags(self, text: str) -> str:
        """Return the text with names for tags."""
        self.declared = self.declared or _ENTITY.search(text) is not None
        return _TAG.sub(_what_stays, text)


def _what_stays(tag: re.Match[str]) -> str:
    breaks = "\n" * tag[0].count("\n")
    name, attributes, follows, declared = tag.groups()
    if name is None:
        return f" {_kept(declared or '')}{breaks}"
    local = name.rpartition(":")[2]
    said = "; ".join(
        f"{local} {key}: {' '.join(value[1:-1].split())}"
        for key, value in _ATTRIBUTE.findall(attributes)
        if not key.startswith(_PLUMBING) and value[1:-1].strip()
    )
    ends = attributes.endswith("/") or follows is not None
    heading = "" if ends else f"{local}: "
    return f" {said}{'; ' if said and heading else ' '}{heading}{breaks}"


def _kept(declared: str) -> str:
    is_plumbing = declared.startswith(("xml ", "DOCTYPE", "doctype"))
    return "" if is_plumbing else f" {' '.join(declared.strip('?').split())} "
