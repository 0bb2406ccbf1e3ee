"""What goes to the confined process and what comes back: lines of JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from bot.domain.attachment import Extract, FileTrait
from bot.extraction.limits import Limits, Unreadable
from bot.extraction.pieces import Gap, Piece, RealType, Trait
from bot.extraction.places import MOST_IN_A_PLACE, shown

_END = ["end"]
_LONGEST_LINE = 64_000_000  # bytes; a page or block of rows takes a thousandth of it
_MOST_PIECES = 500_000
_MOST_IN_PLACES = 20_000_000  # characters of all their places together
_TOO_MANY = "its reader found more pieces than are looked at"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One file to read: its folder, name and sender, until when it waits, how long it may take."""

    number: int
    folder: Path
    name: str
    limits: Limits
    sender: str = ""
    before: float | None = None  # by the monotonic clock
    wall_seconds: float = 60.0

    def line(self) -> bytes:
        """Return the job as one line."""
        fields = asdict(self) | {"folder": str(self.folder)}
        return json.dumps(fields).encode() + b"\n"

    @classmethod
    def of(cls, line: bytes) -> Job:
        """Return the job of a line."""
        fields = json.loads(line)
        given = {"folder": Path(fields["folder"]), "limits": Limits(**fields["limits"])}
        return cls(**(fields | given))


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How the process that read a file came to its end.

    `status` is what waitpid tells; `stopped` says why it was stopped, empty where it was not.
    """

    number: int
    status: int = 0
    stopped: str = ""
    peak_kilobytes: int = 0
    seconds: float = 0.0

    def line(self) -> bytes:
        """Return the verdict as one line."""
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def of(cls, line: bytes) -> Verdict:
        """Return the verdict of a line."""
        return cls(**json.loads(line))


@dataclass(slots=True)
class Seen:
    """What was found in a file. It is whole where the reader came to the file's end."""

    real_type: str = ""
    extracts: list[Extract] = field(default_factory=list)
    traits: set[FileTrait] = field(default_factory=set)
    gaps: list[Gap] = field(default_factory=list)
    is_whole: bool = False


def write_piece(answer: BinaryIO, piece: Piece | RealType) -> None:
    """Write what was found at once: what comes after may end the process."""
    match piece:
        case Extract(place, text):
            _write(answer, ["extract", place, text])
        case Trait(name, place):
            _write(answer, ["trait", name.value, place])
        case Gap(because, place):
            _write(answer, ["gap", because, place])
        case RealType(name):
            _write(answer, ["type", name])


def write_end(answer: BinaryIO) -> None:
    """Write that nothing comes after."""
    _write(answer, _END)


def read_answer(answer: BinaryIO, most_characters: int) -> Seen:
    """Return what the process found; raises Unreadable where it did not keep to the form.

    It has read a file that may be hostile, so what it says is no more believed than the file.
    """
    seen, characters, in_places = Seen(), 0, 0
    for _ in range(_MOST_PIECES):
        line = answer.readline(_LONGEST_LINE)
        if not line.endswith(b"\n"):
            return seen  # the end, or torn off where the process ended
        try:
            fields = json.loads(line.decode("utf-8", "surrogatepass"))
            text, place = _take(seen, fields)
        except (ValueError, TypeError, RecursionError):
            raise Unreadable("its reader gave no sensible answer") from None
        characters, in_places = characters + text, in_places + place
        if in_places > _MOST_IN_PLACES:
            raise Unreadable(_TOO_MANY)
        if characters > most_characters:
            raise Unreadable(f"it holds more than {most_characters:,} characters of text")
    raise Unreadable(_TOO_MANY)


def _write(answer: BinaryIO, fields: list[str]) -> None:
    line = json.dumps(fields, ensure_ascii=False).encode("utf-8", "surrogatepass")
    answer.write(line + b"\n")
    answer.flush()


def _take(seen: Seen, fields: Any) -> tuple[int, int]:  # noqa: ANN401 - it is checked here
    """Add one piece; return how many characters its text has, and what is said of it."""
    match fields:
        case ["extract", str(place), str(text)]:
            seen.extracts.append(Extract(shown(place, MOST_IN_A_PLACE), text))
            return len(text), len(place)
        case ["trait", str(name), str()]:
            seen.traits.add(FileTrait(name))
        case ["gap", str(because), str(place)]:
            seen.gaps.append(Gap(shown(because, MOST_IN_A_PLACE), shown(place, MOST_IN_A_PLACE)))
            return 0, len(because) + len(place)
        case ["type", str(name)]:
            seen.real_type = shown(name, MOST_IN_A_PLACE)
        case ["end"]:
            seen.is_whole = True
        case _:
            raise ValueError
    return 0, 0
