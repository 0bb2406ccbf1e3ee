"""Whether a file is a valid file of two kinds, one for those who check and one for who opens it."""

from __future__ import annotations

import re

from bot.extraction.data.controls import looks_binary
from bot.extraction.kinds import ZIP_LIKE, Kind
from bot.extraction.recognition.ends import behind_at, directory_end
from bot.extraction.recognition.outside import Outside
from bot.extraction.recognition.signatures import SIGNATURES

PDF_HEADER_WITHIN = 1024  # readers accept a PDF header that late
_LONG_ENOUGH = 4  # bytes of a signature that does not turn up by chance
_PICTURES = frozenset({"gif", "jpg", "png", "bmp", "webp", "tiff", "ico", "wav", "mp3"})
_SCRIPT = re.compile(rb"<(?:script|html|!doctype html|\?php|body|iframe)[\s>]", re.IGNORECASE)
_SCRIPT_WITHIN = 8192
_SCRIPT_BEHIND = 64 * 1024
# A script engine takes the picture's signature for the name of a variable.
_ASSIGNED = re.compile(rb"GIF8[79]a\s*(?:=|/\*)|BM\s*(?:=|/\*)")
_HOLDS_PDF = frozenset({"emf"})  # macOS puts the drawing's PDF into its head
# Phones put a short film or a second picture behind a photograph.
_EXPECTED_BEHIND = {"jpg": frozenset({"jpg", "mp4"})}


def is_polyglot(outside: Outside, kind: Kind, *, is_text: bool) -> bool:
    """Whether the file is also one of another kind."""
    return (
        begins_as_another(outside, kind, is_text=is_text)
        or (kind.name not in ZIP_LIKE and directory_end(outside) == outside.size)
        or _has_a_file_behind(outside, kind.name)
    )


def begins_as_another(outside: Outside, kind: Kind, *, is_text: bool) -> bool:
    """Whether the other file is not behind the one that the kind's reader reads."""
    if kind.name in ZIP_LIKE:
        return not outside.head.startswith(b"PK")
    return _is_pdf_too(outside, kind, is_text=is_text) or _is_script_too(outside, kind)


def pdf_header(outside: Outside) -> int:
    """Return where a PDF header stands that readers accept; -1 where none does."""
    found = outside.head[:PDF_HEADER_WITHIN].find(b"%PDF-")
    if found > 0 and outside.head[:found].strip(b"\xef\xbb\xbf\0 \t\r\n"):
        body = outside.head + outside.tail
        return found if b"endobj" in body or b"startxref" in body else -1
    return found


def _is_pdf_too(outside: Outside, kind: Kind, *, is_text: bool) -> bool:
    found = pdf_header(outside)
    if found < 0:
        return False
    if kind.name != "pdf":
        return not is_text and kind.name not in _HOLDS_PDF
    before = outside.head[:found]
    return bool(_SCRIPT.search(before)) or any(
        signature.fits(before) for signature in SIGNATURES if len(signature.magic) >= _LONG_ENOUGH
    )


def _is_script_too(outside: Outside, kind: Kind) -> bool:
    if kind.name not in _PICTURES:
        return False
    head = outside.head[:_SCRIPT_WITHIN]
    return bool(_SCRIPT.search(head) or _ASSIGNED.match(head))


def _has_a_file_behind(outside: Outside, kind: str) -> bool:
    at = behind_at(outside, kind)
    if at is None:
        return False
    behind = outside.around(at, _SCRIPT_BEHIND)
    expected = _EXPECTED_BEHIND.get(kind, frozenset())
    if _SCRIPT.search(behind):
        return True
    names = {found.kind.name for found in SIGNATURES if found.fits(behind) and _is_sure(behind)}
    return bool(names - expected) if names else _holds_an_archive(behind)


def _is_sure(behind: bytes) -> bool:
    return looks_binary(behind[:_SCRIPT_WITHIN])


def _holds_an_archive(behind: bytes) -> bool:
    archives = {"zip", "rar", "7z", "exe", "elf", "pdf"}
    return b"%PDF-" in behind or any(
        signature.magic in behind
        for signature in SIGNATURES
        if signature.kind.name in archives and len(signature.magic) >= _LONG_ENOUGH
    )
