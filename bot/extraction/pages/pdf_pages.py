"""Reads a PDF file page by page, and tells which pages and pictures are for OCR to read."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from bot.domain.attachment import Extract, FileTrait
from bot.extraction.allowance import Allowance
from bot.extraction.pages.page_text import letters_in, tidy
from bot.extraction.pages.pdf_marks import read_marks
from bot.extraction.pieces import Gap, Piece, Trait

_FEWEST_LETTERS = 50  # a page with fewer is not a page of text: a page number, a stamp
_MANY_PATHS = 200  # letters drawn as outlines
_LEAST_WIDTH, _LEAST_HEIGHT, _LEAST_PIXELS = 150, 40, 30_000
_MOST_UNOPENED = 100
_INVISIBLE = raw.FPDF_TEXTRENDERMODE_INVISIBLE


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
        letters = yield from _read_page(page, number, allowance)
        looks += _looks_at(page, number, letters, allowance)
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
) -> Generator[Piece, None, int]:
    text = tidy(page.get_textpage().get_text_range(errors="replace"))
    if text.strip():
        yield Extract(f"page {number}", allowance.spend_text(text))
    yield from read_marks(page, number, allowance)
    return letters_in(text)


def _looks_at(
    page: pypdfium2.PdfPage, number: int, letters: int, allowance: Allowance
) -> Iterator[Look]:
    pictures, paths, beneath = _content_of(page, allowance)
    if letters < _FEWEST_LETTERS:
        if pictures or paths >= _MANY_PATHS:
            yield Look(number)
    elif not beneath:
        yield from (Look(number, picture) for picture in pictures)


def _content_of(page: pypdfium2.PdfPage, allowance: Allowance) -> tuple[list[int], int, bool]:
    """Return the numbers of large pictures, how many paths, and whether all text is invisible.

    Invisible text lies beneath the picture of a scanned page: somebody's OCR was here before.
    """
    pictures: list[int] = []
    count, paths, modes = 0, 0, set()
    for item in page.get_objects():
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            count += 1
            allowance.check_time()
            if _is_large(*item.get_px_size()):
                pictures.append(count)
        elif item.type == raw.FPDF_PAGEOBJ_PATH:
            paths += 1
        elif item.type == raw.FPDF_PAGEOBJ_TEXT:
            modes.add(raw.FPDFTextObj_GetTextRenderMode(item))
    return pictures, paths, modes == {_INVISIBLE}


def _is_large(width: int, height: int) -> bool:
    wide_enough = width >= _LEAST_WIDTH and height >= _LEAST_HEIGHT
    return wide_enough and width * height >= _LEAST_PIXELS
