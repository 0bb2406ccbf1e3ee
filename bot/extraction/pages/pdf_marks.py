"""Reads what is laid over a PDF page: comments, links, form fields, pinned files."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from functools import partial

import pypdfium2
from pypdfium2 import raw

from bot.domain.attachment import Extract
from bot.domain.notice import safe_name
from bot.extraction.allowance import Allowance
from bot.extraction.pages.pdf_document import read_attached
from bot.extraction.pages.pdfium_text import byte_text, wide_text
from bot.extraction.pieces import Piece

_MOST_OPTIONS = 10_000
_MOST_OBJECTS = 10_000


@dataclass(slots=True)
class _Found:
    comments: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    is_drawn: bool = False


def read_marks(
    page: pypdfium2.PdfPage, number: int, allowance: Allowance
) -> Generator[Piece, None, bool]:
    """Yield the marks of a page: all comments as one text, all links as one, field by field.

    Return whether one of them shows letters or a picture, which need not be what it says.
    """
    found = _Found()
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        allowance.check_time()
        mark = raw.FPDFPage_GetAnnot(page, index)
        if mark:
            yield from _read_mark(page, mark, found, _Reading(number, allowance))
            raw.FPDFPage_CloseAnnot(mark)
    for title, lines in (("comments", found.comments), ("links", found.links)):
        if lines:
            yield Extract(f"page {number}, {title}", allowance.spend_text("\n".join(lines)))
    for name, value in found.fields.items():
        place = f"page {number}, form field “{safe_name(name)}”"
        yield Extract(place, allowance.spend_text(f"{name}: {value}"))
    return found.is_drawn


@dataclass(frozen=True, slots=True)
class _Reading:
    page: int
    allowance: Allowance


def _read_mark(
    page: pypdfium2.PdfPage, mark: object, found: _Found, reading: _Reading
) -> Generator[Piece, None, None]:
    kind = raw.FPDFAnnot_GetSubtype(mark)
    if kind == raw.FPDF_ANNOT_WIDGET:
        _note_field(page.formenv, mark, found)
        return
    said = _string(mark, b"Contents").strip()
    found.is_drawn = found.is_drawn or _shows_something(mark, kind)
    if said and kind != raw.FPDF_ANNOT_POPUP:
        author = _string(mark, b"T").strip()
        found.comments.append(f"{author}: {said}" if author else said)
    if kind == raw.FPDF_ANNOT_LINK:
        found.links += filter(None, [_target(page.pdf, mark)])
    elif kind == raw.FPDF_ANNOT_FILEATTACHMENT:
        attached = raw.FPDFAnnot_GetFileAttachment(mark)
        if attached:
            place = f"page {reading.page}, attached file"
            yield from read_attached(attached, place, reading.allowance)


def _shows_something(mark: object, kind: int) -> bool:
    """Whether letters or a picture are drawn for it; a note has its icon, a highlight a form."""
    if kind == raw.FPDF_ANNOT_TEXT:
        return False
    telling = {raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_IMAGE}
    if kind == raw.FPDF_ANNOT_STAMP:
        telling.add(raw.FPDF_PAGEOBJ_FORM)
    count = min(raw.FPDFAnnot_GetObjectCount(mark), _MOST_OBJECTS)
    kinds = {raw.FPDFPageObj_GetType(raw.FPDFAnnot_GetObject(mark, at)) for at in range(count)}
    return not kinds.isdisjoint(telling)


def _string(mark: object, key: bytes) -> str:
    return wide_text(partial(raw.FPDFAnnot_GetStringValue, mark, key))


def _target(document: pypdfium2.PdfDocument, mark: object) -> str:
    action = raw.FPDFLink_GetAction(raw.FPDFAnnot_GetLink(mark))
    kind = raw.FPDFAction_GetType(action) if action else raw.PDFACTION_UNSUPPORTED
    if kind == raw.PDFACTION_URI:
        return byte_text(partial(raw.FPDFAction_GetURIPath, document, action))
    if kind in {raw.PDFACTION_LAUNCH, raw.PDFACTION_REMOTEGOTO}:
        return byte_text(partial(raw.FPDFAction_GetFilePath, action))
    return ""


def _note_field(form: object | None, mark: object, found: _Found) -> None:
    """Keep a field's name and value; a button counts only where it is pressed."""
    if form is None:
        name, value = _string(mark, b"T"), _string(mark, b"V")
    else:
        name, value = _name(form, mark), _value(form, mark)
    if value.strip():
        found.fields[name or "unnamed"] = value


def _name(form: object, mark: object) -> str:
    return wide_text(partial(raw.FPDFAnnot_GetFormFieldName, form, mark))


def _value(form: object, mark: object) -> str:
    kind = raw.FPDFAnnot_GetFormFieldType(form, mark)
    if kind in {raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON}:
        return _pressed(form, mark)
    if kind == raw.FPDF_FORMFIELD_LISTBOX:
        return ", ".join(_chosen(form, mark))
    return wide_text(partial(raw.FPDFAnnot_GetFormFieldValue, form, mark))


def _pressed(form: object, mark: object) -> str:
    if not raw.FPDFAnnot_IsChecked(form, mark):
        return ""
    return wide_text(partial(raw.FPDFAnnot_GetFormFieldExportValue, form, mark))


def _chosen(form: object, mark: object) -> Iterator[str]:
    for option in range(min(raw.FPDFAnnot_GetOptionCount(form, mark), _MOST_OPTIONS)):
        if raw.FPDFAnnot_IsOptionSelected(form, mark, option):
            yield wide_text(partial(raw.FPDFAnnot_GetOptionLabel, form, mark, option))
