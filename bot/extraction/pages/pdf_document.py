"""Reads what belongs to a PDF file as a whole: properties, bookmarks, form data, attached files."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from functools import partial

import pypdfium2
from pypdfium2 import raw

from bot.domain.attachment import Extract
from bot.domain.notice import safe_name
from bot.extraction.allowance import Allowance
from bot.extraction.pages.pdfium_text import byte_text, wide_text
from bot.extraction.pieces import Gap, Member, Piece
from bot.extraction.web_pages import read_web_page

_PROPERTIES = ("Title", "Author", "Subject", "Keywords", "Creator")
_MOST_ATTACHED = 10_000
_MOST_PACKETS = 100
_DEEPEST_BOOKMARK = 100
_LARGEST = 500_000_000


def read_document(document: pypdfium2.PdfDocument, allowance: Allowance) -> Iterator[Piece]:
    """Yield properties, bookmarks, the data of an XFA form, and attached files."""
    values = {key: document.get_metadata_value(key).strip() for key in _PROPERTIES}
    known = [f"{key.lower()}: {value}" for key, value in values.items() if value]
    if known:
        yield Extract("properties", allowance.spend_text("\n".join(known)))
    yield from _read_bookmarks(document, allowance)
    yield from _read_form_data(document, allowance)
    count = min(raw.FPDFDoc_GetAttachmentCount(document), _MOST_ATTACHED)
    for number in range(count):
        attached = raw.FPDFDoc_GetAttachment(document, number)
        yield from read_attached(attached, f"attached file {number + 1}", allowance)


def read_attached(attached: object, place: str, allowance: Allowance) -> Iterator[Piece]:
    """Yield a file that is embedded; the place is for one without a name."""
    name = wide_text(partial(raw.FPDFAttachment_GetName, attached))
    where = f"{place.rstrip(' 0123456789')} “{safe_name(name)}”" if name else place
    content = _content_of(attached)
    if content is None:
        yield Gap("it could not be unpacked", where)
    else:
        yield Member(where, name, allowance.unpack(io.BytesIO(content)))


def _content_of(attached: object) -> memoryview | None:
    size = ctypes.c_ulong()
    if not raw.FPDFAttachment_GetFile(attached, None, 0, size) or size.value > _LARGEST:
        return None
    buffer = (ctypes.c_ubyte * size.value)()
    if not raw.FPDFAttachment_GetFile(attached, buffer, size.value, size):
        return None
    return memoryview(buffer)


def _read_bookmarks(document: pypdfium2.PdfDocument, allowance: Allowance) -> Iterator[Piece]:
    titles = []
    for bookmark in document.get_toc(max_depth=_DEEPEST_BOOKMARK):
        allowance.check_time()
        titles.append(allowance.spend_text(bookmark.get_title()))
    text = "\n".join(title for title in titles if title.strip())
    if text:
        yield Extract("bookmarks", text)


def _read_form_data(document: pypdfium2.PdfDocument, allowance: Allowance) -> Iterator[Piece]:
    for number in range(min(raw.FPDF_GetXFAPacketCount(document), _MOST_PACKETS)):
        name = byte_text(partial(raw.FPDF_GetXFAPacketName, document, number))
        if name not in {"datasets", "template"}:
            continue
        place = "form data" if name == "datasets" else "form"
        for extract in read_web_page(_packet(document, number), allowance.limits.max_characters):
            yield Extract(f"{place}, {extract.place}", allowance.spend_text(extract.text))


def _packet(document: pypdfium2.PdfDocument, number: int) -> str:
    size = ctypes.c_ulong()
    if not raw.FPDF_GetXFAPacketContent(document, number, None, 0, size) or size.value > _LARGEST:
        return ""
    buffer = (ctypes.c_ubyte * size.value)()
    raw.FPDF_GetXFAPacketContent(document, number, buffer, size.value, size)
    return bytes(buffer).decode(errors="replace")
