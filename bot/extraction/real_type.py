"""What a file really is, by its bytes, and what is odd about its outside."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.domain.attachment import FileTrait
from bot.extraction.kinds import BINARIES, UNKNOWN, ZIP, ZIP_LIKE, Kind
from bot.extraction.recognition.binaries import binary_kind
from bot.extraction.recognition.compound import compound_of
from bot.extraction.recognition.ends import behind_at
from bot.extraction.recognition.names import claims_another, ending_of, is_deceptive
from bot.extraction.recognition.outside import Outside, outside_of
from bot.extraction.recognition.packages import package_of
from bot.extraction.recognition.polyglots import begins_as_another, is_polyglot
from bot.extraction.recognition.suspicions import is_executable, is_locked
from bot.extraction.recognition.texts import is_text, text_kind


@dataclass(frozen=True, slots=True)
class Identity:
    """What a file is, and what can be said of it without reading it.

    Its kind's reader does not see what stands from `behind` on, nor the other kind that the file
    may be of from its start.
    """

    kind: Kind
    traits: tuple[FileTrait, ...] = ()
    behind: int | None = None
    begins_as_another: bool = False


@dataclass(frozen=True, slots=True)
class _Judged:
    kind: Kind
    is_text: bool = False
    has_macros: bool = False
    is_encrypted: bool = False
    is_torn: bool = False


def identify(path: Path, name: str) -> Identity:
    """Judge a file by its bytes; its name is heard only where text has no mark of its kind."""
    outside = outside_of(path)
    judged = _judge(outside, ending_of(name))
    kind = judged.kind
    is_double = begins_as_another(outside, kind, is_text=judged.is_text)
    traits = {
        FileTrait.EXECUTABLE: is_executable(outside, kind, name),
        FileTrait.MACRO: judged.has_macros,
        FileTrait.ENCRYPTED: judged.is_encrypted or is_locked(outside, kind),
        FileTrait.POLYGLOT: is_polyglot(outside, kind, is_text=judged.is_text),
        FileTrait.WRONG_ENDING: outside.size > 0 and _claims_another(judged, name),
        FileTrait.DECEPTIVE_NAME: is_deceptive(name),
    }
    return Identity(
        kind,
        tuple(trait for trait, holds in traits.items() if holds),
        behind=behind_at(outside, kind.name),
        begins_as_another=is_double,
    )


def _claims_another(judged: _Judged, name: str) -> bool:
    # An empty file is of no kind; a torn archive may well have been the document it is named as.
    if judged.kind is UNKNOWN or (judged.is_torn and ending_of(name) in ZIP_LIKE):
        return False
    return claims_another(name, judged.kind, is_text=judged.is_text)


def _judge(outside: Outside, ending: str) -> _Judged:
    kind = binary_kind(outside)
    if kind is ZIP:
        package = package_of(outside.path, ending)
        return _Judged(
            package.kind,
            has_macros=package.has_macros,
            is_encrypted=package.is_encrypted,
            is_torn=package.is_torn,
        )
    if kind is BINARIES["ole2"]:
        compound = compound_of(outside.path)
        return _Judged(compound.kind, has_macros=compound.has_macros)
    if kind is not None:
        return _Judged(kind)
    if is_text(outside.head):
        return _Judged(text_kind(outside.head, ending), is_text=True)
    return _Judged(UNKNOWN)
