"""The one row format between the recipe's steps."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

_NOT_WORDS = re.compile(r"\W+")
ENTITIES = (
    "PERSON",
    "LOCATION",
    "ORGANIZATION",
    "DATE_OF_BIRTH",
    "STREET_ADDRESS",
    "MEDICAL_CONDITION",
    "MEDICATION",
)
TAGGED = (*ENTITIES, "PASSWORD")  # what the encoder marks; a new label goes to the end


@dataclass(slots=True)
class Row:
    """A text, the thread before it, its spans and the categories somebody judged.

    `known` names the labels that were marked wherever they occur; any other label is unknown, not
    absent, and so is every label within `missing`. A category that is not in `cats` is unknown too:
    the trainer masks the loss of all of these.
    """

    text: str
    ents: list[tuple[int, int, str]] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    missing: list[tuple[int, int]] = field(default_factory=list)
    cats: dict[str, float] = field(default_factory=dict)
    before: str = ""
    source: str = ""
    split: str = "train"
    template: str = ""


def read_rows(path: Path) -> Iterator[Row]:
    """Yield the rows of a file; none if there is no such file."""
    if not path.exists():
        return
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield Row(**json.loads(line))


def write_rows(path: Path, rows: Iterable[Row]) -> int:
    """Write the rows, one JSON object a line; return how many."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with path.open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")
            count += 1
    return count


def normal(text: str) -> str:
    """Return the words of a text, nothing else: what makes two texts the same."""
    return _NOT_WORDS.sub(" ", text.lower()).strip()


def digest(text: str) -> int:
    """Return a number that depends on the text alone; dice that fall the same on every machine."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


def is_held_out(text: str, one_in: int = 8) -> bool:
    """Whether a text belongs to the part that is only measured."""
    return digest(text) % one_in == 0
