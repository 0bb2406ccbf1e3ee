"""What a file really is, by its bytes; the name and type it claims are not believed."""

from __future__ import annotations

import io
import zipfile

from bot.extraction.decoding import looks_binary
from bot.extraction.kinds import (
    CSV,
    HTML,
    MAIL,
    MEDIA_TYPES,
    PACKAGES,
    PDF,
    PLAIN_ENDINGS,
    SIGNATURES,
    TEXT,
    TSV,
    ZIP,
    Kind,
    Signature,
)

_PDF_HEADER_WITHIN = 1024  # readers accept a PDF header that late, so must we
_HEAD = 4096
_MEDIA_TYPE_AT = 38  # where an uncompressed first member named "mimetype" has its content


def ending_of(name: str) -> str:
    """Return the ending a file name claims its type by, in lower case, without the dot."""
    return name.rpartition("/")[2].rpartition("\\")[2].rpartition(".")[2].strip().lower()


def binary_kind(content: bytes) -> Kind | None:
    """Return the kind the bytes give away, None where no signature fits."""
    if b"%PDF-" in content[:_PDF_HEADER_WITHIN] and b"endobj" in content:
        return PDF
    for signature in SIGNATURES:
        if content.startswith(signature.magic, signature.offset) and _is_sure(signature, content):
            return _package(content) if signature.kind is ZIP else signature.kind
    return None


def text_kind(name: str) -> Kind:
    """Return the kind of a file that was found to be text."""
    ending = ending_of(name)
    for kind in (CSV, TSV, HTML, MAIL):
        if kind.is_named(ending):
            return kind
    return Kind(ending, "text files") if ending in PLAIN_ENDINGS else TEXT


def _is_sure(signature: Signature, content: bytes) -> bool:
    # "MZ" also begins a sentence: a signature in letters counts only where the bytes are no text.
    wordy = signature.magic.isalnum()
    return not wordy or looks_binary(content[:_HEAD])


def _package(content: bytes) -> Kind:
    declared = content[_MEDIA_TYPE_AT : _MEDIA_TYPE_AT + 80]
    for media_type, kind in MEDIA_TYPES:
        if declared.startswith(media_type):
            return kind
    try:
        members = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return ZIP  # a broken directory: an archive all the same
    for start, kind in PACKAGES:
        if any(member.startswith(start) for member in members):
            return kind
    return ZIP
