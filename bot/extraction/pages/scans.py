"""Reads scanned pages, and pictures on pages of text, by OCR."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterator, Sequence
from itertools import groupby, islice

import pypdfium2
from pypdfium2 import raw

from bot.domain.attachment import Extract
from bot.extraction.allowance import Allowance
from bot.extraction.pages.netpbm import netpbm
from bot.extraction.pages.ocr import MOST_PIXELS, NotLegible, Ocr, open_ocr
from bot.extraction.pages.pdf_drawing import is_large
from bot.extraction.pages.pdf_pages import Look, in_words
from bot.extraction.pieces import Gap, Piece

_SCALE = 200 / 72  # 200 dots an inch, of which a PDF unit is the 72nd part
_MOST_RENDERED = 10_000_000  # pixels; a larger page is rendered coarser
_MOST_DRAWN = 60_000_000  # pixels of a picture on it: a large plan has so many
_LARGEST = 500_000_000
_TOO_LARGE = "the picture is too large to read by OCR"


def read_scans(
    document: pypdfium2.PdfDocument, looks: Sequence[Look], allowance: Allowance
) -> Iterator[Piece]:
    """Yield the text of each; what was not read in one gap for each reason."""
    ocr = open_ocr(allowance)
    known: dict[bytes, str] = {}
    missed: dict[str, list[Look]] = {}
    for number, on_page in groupby(looks, key=lambda look: look.page):
        page: pypdfium2.PdfPage | None = None
        for look in on_page:
            try:
                ocr.check()
                page = page or document[number - 1]
                yield from _read_look(page, look, known, ocr=ocr, allowance=allowance)
            except NotLegible as reason:
                missed.setdefault(str(reason), []).append(look)
        if page is not None:
            page.close()
    for because, parts in missed.items():
        only = parts[0].place if len(parts) == 1 else in_words([part.page for part in parts])
        yield Gap(because, only)


def _read_look(
    page: pypdfium2.PdfPage,
    look: Look,
    known: dict[bytes, str],
    *,
    ocr: Ocr,
    allowance: Allowance,
) -> Generator[Piece, None, None]:
    text = _page_text(page, ocr) if not look.picture else _picture_text(page, look, known, ocr)
    if text:
        yield Extract(look.place, allowance.spend_text(text))


def _page_text(page: pypdfium2.PdfPage, ocr: Ocr) -> str:
    _check_pictures(page)
    width, height = page.get_size()
    units = max(width * height, 1.0)
    scale = min(_SCALE, (_MOST_RENDERED / units) ** 0.5)
    try:
        drawn = netpbm(page.render(scale=scale, grayscale=True))
    except (pypdfium2.PdfiumError, ValueError):
        raise NotLegible("it cannot be drawn for OCR") from None
    return ocr.read_pixels(drawn)


def _check_pictures(page: pypdfium2.PdfPage) -> None:
    """Raise NotLegible where one would be left out: a page is drawn without what is broken."""
    for picture in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
        width, height = picture.get_px_size()
        if width * height > _MOST_DRAWN:
            raise NotLegible(_TOO_LARGE)
        if is_large(width, height):
            try:
                picture.get_bitmap()
            except (pypdfium2.PdfiumError, ValueError):
                raise NotLegible("it cannot be drawn for OCR") from None


def _picture_text(page: pypdfium2.PdfPage, look: Look, known: dict[bytes, str], ocr: Ocr) -> str:
    """Return a picture's text; the same picture, a letterhead's, is read once."""
    pictures = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])
    picture = next(islice(pictures, look.picture - 1, None))
    width, height = picture.get_px_size()
    if width * height > MOST_PIXELS:
        raise NotLegible(_TOO_LARGE)
    mark = _digest(picture)
    if mark not in known:
        known[mark] = _drawn_text(picture, ocr)
        return known[mark]
    return ""


def _drawn_text(picture: pypdfium2.PdfImage, ocr: Ocr) -> str:
    try:
        drawn = netpbm(picture.get_bitmap())
    except (pypdfium2.PdfiumError, ValueError):
        raise NotLegible("it cannot be drawn for OCR") from None
    return ocr.read_pixels(drawn)


def _digest(picture: pypdfium2.PdfImage) -> bytes:
    size = raw.FPDFImageObj_GetImageDataRaw(picture, None, 0)
    if size > _LARGEST:
        raise NotLegible(_TOO_LARGE)
    return hashlib.sha256(picture.get_data()).digest()
