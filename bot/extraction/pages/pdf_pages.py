"""Reads a PDF file page by page, and tells which pages and pictures are for OCR to read."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

import pypdfium2

from bot.domain.attachment import Extract, FileTrait
from bot.extraction.allowance import Allowance
from bot.extraction.pages.page_text import tidy
from bot.extraction.pages.pdf_drawing import drawing_of
from bot.extraction.pages.pdf_marks import read_marks
from bot.extraction.pieces import Gap, Piece, Trait

_MOST_UNOPENED = 100


@dataclass(frozen=True, slots=True)
class Look:
    """A page that OCR is to read, or one picture on it by its number; 0 is the whole page."""

    page: int
    picture: int = 0

    @property
    def place(self) -> str:
        """Where it is, for a person."""
        return f"page {self.page}" + (f", picture {self.picture}" if self.picture else "")


def read_pages(
    document: pypdfium2.PdfDocument, allowance: Allowance
) -> Generator[Piece, None, list[Look]]:
    """Yield text and marks of every page; return what is left for OCR."""
    looks: list[Look] = []
    unopened: list[int] = []
    count = len(document)
    for number in range(1, count + 1):
        allowance.check_time()
        try:
            page = document[number - 1]
        except pypdfium2.PdfiumError:
            unopened.append(number)
            if len(unopened) > _MOST_UNOPENED:
                unopened += range(number + 1, count + 1)
                break
            continue
        text, is_drawn_on = yield from _read_page(page, number, allowance)
        drawing = drawing_of(page, allowance)
        if is_drawn_on or drawing.is_more_than(text):
            looks.append(Look(number))
        elif not drawing.is_over_text:
            looks += [Look(number, picture) for picture in drawing.pictures]
        page.close()
    if unopened or not count:
        yield Trait(FileTrait.BROKEN)
        yield Gap("it cannot be opened", in_words(unopened))
    return looks


def in_words(pages: list[int]) -> str:
    """Return numbers of pages, in order, as a person would say them ("pages 1–3, 7")."""
    runs: list[tuple[int, int]] = []
    for page in pages:
        if runs and page <= runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], page)
        else:
            runs.append((page, page))
    said = ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs)
    single = len(runs) == 1 and runs[0][0] == runs[0][1]
    return f"page{'' if single else 's'} {said}" if said else ""


def _read_page(
    page: pypdfium2.PdfPage, number: int, allowance: Allowance
) -> Generator[Piece, None, tuple[str, bool]]:
    """Return the text, and whether a mark on the page shows more than it says."""
    text = tidy(page.get_textpage().get_text_range(errors="replace"))
    if text.strip():
        yield Extract(f"page {number}", allowance.spend_text(text))
    is_drawn_on = yield from read_marks(page, number, allowance)
    return text, is_drawn_on
