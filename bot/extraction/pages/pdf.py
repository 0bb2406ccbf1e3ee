"""Reads PDF files: text, comments, forms and properties; pictures of text by OCR."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from bot.domain.attachment import FileTrait
from bot.extraction.allowance import Allowance
from bot.extraction.limits import Unreadable
from bot.extraction.pages.pdf_actions import read_actions
from bot.extraction.pages.pdf_document import read_document
from bot.extraction.pages.pdf_pages import read_pages
from bot.extraction.pages.scans import read_scans
from bot.extraction.pieces import Piece, Trait

_REFUSED = {
    raw.FPDF_ERR_PASSWORD: (FileTrait.ENCRYPTED, "it is protected with a password"),
    raw.FPDF_ERR_SECURITY: (FileTrait.ENCRYPTED, "it is protected in a way not known here"),
}
_BROKEN = (FileTrait.BROKEN, "it is broken: no pages can be found in it")


def read_pdf(path: Path, allowance: Allowance) -> Iterator[Piece]:
    """Yield the pieces of a PDF file; what takes long, OCR, comes last."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as fault:
        trait, because = _REFUSED.get(fault.err_code, _BROKEN)
        yield Trait(trait)
        raise Unreadable(because) from None
    with document:
        document.init_forms()
        yield from read_actions(document, allowance)
        yield from read_document(document, allowance)
        looks = yield from read_pages(document, allowance)
        yield from read_scans(document, looks, allowance)
