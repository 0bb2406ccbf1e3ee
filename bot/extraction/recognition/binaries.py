"""What a file is that is no text, by the bytes that give its kind away."""

from __future__ import annotations

import pickletools

from bot.extraction.kinds import BINARIES, PDF, ZIP, Kind
from bot.extraction.recognition.ends import directory_end
from bot.extraction.recognition.outside import Outside
from bot.extraction.recognition.polyglots import pdf_header
from bot.extraction.recognition.signatures import SIGNATURES, Signature

_ISO_AT = 32769
_TRAILER = 512  # bytes at the end of a macOS disc image
_TAR_BLOCK = 512
_CHECKSUM = slice(148, 156)
_FEW = 2
_OPCODES = 6
_MADE_OF_TEXT = frozenset({"rtf", "ps"})


def binary_kind(outside: Outside) -> Kind | None:
    """Return the kind the bytes give away, None where no signature fits."""
    by_signature = _by_signature(outside)
    if pdf_header(outside) >= 0 and (by_signature is None or not outside.is_binary()):
        return PDF
    if by_signature is not None:
        return by_signature
    if _is_pickle(outside):
        return BINARIES["pickle"]
    if _is_old_tar(outside.head):
        return BINARIES["tar"]
    if outside.tail[-_TRAILER:].startswith(b"koly"):
        return BINARIES["dmg"]
    # Something that nobody reads, with an archive behind it.
    return ZIP if directory_end(outside) == outside.size else None


def _by_signature(outside: Outside) -> Kind | None:
    for signature in SIGNATURES:
        if signature.fits(outside.head) and _is_sure(signature, outside):
            return signature.kind
    return None


def _is_sure(signature: Signature, outside: Outside) -> bool:
    # "MZ" also begins a sentence: letters, or two bytes, count only where the bytes are no text.
    if signature.kind.name in _MADE_OF_TEXT:
        return True
    wordy = signature.magic.isascii() and signature.magic.decode().isprintable()
    return not (wordy or len(signature.magic) <= _FEW) or outside.is_binary()


def _is_pickle(outside: Outside) -> bool:
    """Whether it is a pickle, from protocol 2 on: a list of instructions, ending with a stop."""
    if outside.head[:1] != b"\x80" or outside.head[1:2] not in (b"\2", b"\3", b"\4", b"\5"):
        return False
    read = 0
    try:
        for read, _ in enumerate(pickletools.genops(outside.head), 1):
            if read == _OPCODES:
                break
    except ValueError:  # an instruction that there is not, or one cut off
        pass
    return read >= _OPCODES or (read > 1 and outside.tail.endswith(b"."))


def _is_old_tar(head: bytes) -> bool:
    """Whether it begins with a header of tar's first form, which has a checksum and no mark."""
    block = head[:_TAR_BLOCK]
    digits = block[_CHECKSUM].strip(b"\0 ")
    if len(block) < _TAR_BLOCK or not digits.isdigit() or not block[0]:
        return False
    try:
        declared = int(digits, 8)
    except ValueError:
        return False
    return declared == sum(block) - sum(block[_CHECKSUM]) + len(block[_CHECKSUM]) * ord(" ")
