"""Cuts the texts of a mail into extracts: plain text and web pages."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.attachment import Extract
from bot.extraction.allowance import Allowance
from bot.extraction.lines import read_lines, split_lines
from bot.extraction.places import blocks
from bot.extraction.web_pages import read_web_page


def plain_text(place: str, text: str, allowance: Allowance) -> Iterator[Extract]:
    """Yield a plain text in blocks of lines."""
    most = allowance.limits.max_characters
    return _placed(place, list(read_lines(allowance.spend_text(text), most)))


def web_page(place: str, text: str, allowance: Allowance) -> Iterator[Extract]:
    """Yield the text of a web page without its blank lines, of which there are many."""
    most = allowance.limits.max_characters
    page = read_web_page(allowance.spend_text(text), most)
    lines = (line for part in page for line in split_lines(part.text) if line.strip())
    return _placed(place, list(blocks("line", lines, most)))


def _placed(place: str, extracts: list[Extract]) -> Iterator[Extract]:
    # A person sees a mail as one text; only a long one needs a finer place.
    if len(extracts) == 1:
        yield Extract(place, extracts[0].text)
        return
    for extract in extracts:
        yield Extract(f"{place}, {extract.place}", extract.text)
