"""What a reader of files yields: text, files within, traits, and what it left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from bot.domain.attachment import Extract, FileTrait
from bot.extraction.allowance import Allowance


@dataclass(frozen=True, slots=True)
class Trait:
    """Something about a file that policies can speak of, and where in it that was seen."""

    name: FileTrait
    place: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """A part that was not read, and why, in words for a person; the rest of the file was."""

    because: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class RealType:
    """What the file is by its bytes, by the stable name of its kind; no reader yields it."""

    name: str


@dataclass(frozen=True, slots=True)
class Member:
    """A file within the file, unpacked by the allowance; `name` as its sender wrote it."""

    place: str
    name: str
    path: Path


Piece: TypeAlias = Extract | Trait | Gap | Member
# Reads the file at a path. Raises Unreadable where nothing (more) of it can be read; what else it
# raises is caught by whoever asked, and is a named outcome too.
Reader: TypeAlias = Callable[[Path, Allowance], Iterator[Piece]]
