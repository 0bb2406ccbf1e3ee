"""Reads web pages: the text between the tags, comments and scripts included."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.domain.attachment import FileTrait
from bot.extraction.allowance import Allowance
from bot.extraction.data.blocks import blocks
from bot.extraction.data.decoding import opened_text
from bot.extraction.data.markup import ActiveContent, marked_lines
from bot.extraction.pieces import Piece, Trait
from bot.extraction.web_pages import without_tags


def read_web_page(path: Path, allowance: Allowance) -> Iterator[Piece]:
    """Yield the page's text in blocks of lines, and whether it runs code when opened.

    A page that comes as a file and runs code, or sends the reader elsewhere, is a usual way of
    phishing; one saved for reading seldom keeps its scripts.
    """
    watch = ActiveContent()
    with opened_text(path) as opened:
        yield from blocks("line", marked_lines(opened, without_tags, watch), allowance)
    if watch.seen:
        yield Trait(FileTrait.ACTIVE_CONTENT)
