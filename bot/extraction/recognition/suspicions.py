"""Whether a file runs when it is opened, and whether it asks for a password."""

from __future__ import annotations

from bot.extraction.kinds import Kind
from bot.extraction.recognition.names import SCRIPT_ENDINGS, ending_of
from bot.extraction.recognition.outside import Outside

# By their bytes. A pickle is among them: to load one is to run it.
_PROGRAMS_WORDS = "exe elf macho wasm class jar apk ipa appx msi lnk dex deb rpm crx chm swf pickle"
_PROGRAMS = frozenset(_PROGRAMS_WORDS.split())
_LOCKED = frozenset({"encrypted_office", "kdbx", "luks"})
_LOCKED_TEXT = (b"-----BEGIN PGP MESSAGE", b"-----BEGIN ENCRYPTED PRIVATE KEY")
_NEAR = 1024
_RAR4_FLAGS = 10  # where the first header of RAR's older form says that all others are encrypted
_RAR4_LOCKED = 0x80
_RAR5 = b"Rar!\x1a\x07\x01\x00"
_RAR5_LOCKED = 4  # the type of a header; before it stand a checksum and a length


def is_executable(outside: Outside, kind: Kind, name: str) -> bool:
    """Whether a double click runs it, or opening it as intended does."""
    ending = ending_of(name)
    if kind.name in _PROGRAMS or ending in SCRIPT_ENDINGS:
        return True
    # A script without an ending; one with an ending of source code is posted as that.
    return outside.head.startswith(b"#!/") and not ending


def is_locked(outside: Outside, kind: Kind) -> bool:
    """Whether its outside says that it asks for a password."""
    if kind.name == "rar":
        return _is_locked_rar(outside.head)
    start = outside.head[:_NEAR]
    is_armoured = kind.name in {"pgp", "pem"} and any(mark in start for mark in _LOCKED_TEXT)
    return kind.name in _LOCKED or is_armoured


def _is_locked_rar(head: bytes) -> bool:
    if head.startswith(_RAR5):
        return _RAR5_LOCKED in head[len(_RAR5) + 5 : len(_RAR5) + 6]
    return bool(head[_RAR4_FLAGS : _RAR4_FLAGS + 1]) and bool(head[_RAR4_FLAGS] & _RAR4_LOCKED)
