"""Finds what a PDF file does by itself: scripts, programs it starts, embedded players."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

import pypdfium2
from pypdfium2 import raw

from bot.domain.attachment import Extract, FileTrait
from bot.extraction.allowance import Allowance
from bot.extraction.pages.pdfium_text import wide_text
from bot.extraction.pieces import Gap, Piece, Trait

# As PDFium writes them, whatever escapes, compression or encryption they were hidden by.
_ACTIVE = re.compile(rb"/S ?/(?:JavaScript|Launch)\b|/Subtype ?/RichMedia\b")
_LONGEST_MATCH = 40
_MOST_SCRIPTS = 1000


def read_actions(document: pypdfium2.PdfDocument, allowance: Allowance) -> Iterator[Piece]:
    """Yield a trait where the file is active, and the scripts kept with the document."""
    sieve = _Sieve()
    try:
        # PDFium has no way to ask for all actions; so it writes the file anew, and we look on.
        document.save(sieve, flags=raw.FPDF_NO_INCREMENTAL | raw.FPDF_REMOVE_SECURITY)
    except pypdfium2.PdfiumError:
        yield Gap("its structure could not be searched for scripts")
    scripts = raw.FPDFDoc_GetJavaScriptActionCount(document)
    if sieve.found or scripts > 0:
        yield Trait(FileTrait.ACTIVE_CONTENT)
    for number in range(min(scripts, _MOST_SCRIPTS)):
        yield from _read_script(document, number, allowance)


class _Sieve:
    """A file to write to that keeps nothing but whether it saw something active."""

    def __init__(self) -> None:
        self.found = False
        self._end = b""

    def write(self, chunk: bytes) -> int:
        held = self._end + bytes(chunk)
        self.found = self.found or _ACTIVE.search(held) is not None
        self._end = held[-_LONGEST_MATCH:]
        return len(chunk)


def _read_script(
    document: pypdfium2.PdfDocument, number: int, allowance: Allowance
) -> Iterator[Piece]:
    script = raw.FPDFDoc_GetJavaScriptAction(document, number)
    if not script:
        return
    text = wide_text(partial(raw.FPDFJavaScriptAction_GetScript, script))
    raw.FPDFDoc_CloseJavaScriptAction(script)
    if text.strip():
        yield Extract(f"script {number + 1}", allowance.spend_text(text))
