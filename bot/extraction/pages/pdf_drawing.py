"""What is drawn on a PDF page beside its text: whether OCR has something to read there."""

from __future__ import annotations

from dataclasses import dataclass, field

import pypdfium2
from pypdfium2 import raw

from bot.extraction.allowance import Allowance
from bot.extraction.pages.page_text import letters_in

_FEWEST_LETTERS = 50  # a page with fewer is not a page of text: a page number, a stamp
_MANY_STROKES = 200  # letters drawn as outlines
_STROKES_A_LETTER = 20
_LEAST_WIDTH, _LEAST_HEIGHT, _LEAST_PIXELS = 150, 40, 30_000
_MANY_PIXELS = 300_000  # of small pictures: a scan cut into stripes, more than icons and rules
_INVISIBLE = raw.FPDF_TEXTRENDERMODE_INVISIBLE


@dataclass(slots=True)
class Drawing:
    """The numbers of large pictures, how much else is drawn, and how text is."""

    pictures: list[int] = field(default_factory=list)
    small_pixels: int = 0
    outlines: int = 0
    modes: set[int] = field(default_factory=set)

    @property
    def is_over_text(self) -> bool:
        """Whether all text is invisible: it lies beneath a scan, by somebody's OCR before."""
        return self.modes == {_INVISIBLE}

    def is_more_than(self, text: str) -> bool:
        """Whether the page says more than the text that was read of it."""
        letters = letters_in(text)
        if letters >= _FEWEST_LETTERS:
            return self.small_pixels >= _MANY_PIXELS and not self.is_over_text
        return (
            bool(self.pictures)
            or self.small_pixels >= _LEAST_PIXELS
            or self.outlines >= _MANY_STROKES
            or (bool(text.strip()) and not letters)  # its fonts do not tell what their letters are
        )


def drawing_of(page: pypdfium2.PdfPage, allowance: Allowance) -> Drawing:
    """Look at what a page is made of; nothing is drawn."""
    drawing = Drawing()
    count = 0
    for item in page.get_objects():
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            count += 1
            allowance.check_time()
            _take_picture(drawing, count, *item.get_px_size())
        elif item.type == raw.FPDF_PAGEOBJ_PATH:
            # Often all letters of a page are one outline.
            drawing.outlines += 1 + raw.FPDFPath_CountSegments(item) // _STROKES_A_LETTER
        elif item.type == raw.FPDF_PAGEOBJ_TEXT:
            drawing.modes.add(raw.FPDFTextObj_GetTextRenderMode(item))
    return drawing


def is_large(width: int, height: int) -> bool:
    """Whether a picture is large enough to show text by itself."""
    wide_enough = width >= _LEAST_WIDTH and height >= _LEAST_HEIGHT
    return wide_enough and width * height >= _LEAST_PIXELS


def _take_picture(drawing: Drawing, number: int, width: int, height: int) -> None:
    if is_large(width, height):
        drawing.pictures.append(number)
    else:
        drawing.small_pixels += width * height
