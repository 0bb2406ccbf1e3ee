"""Names of people from the gazetteers, to swap into corpora that repeat a few."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace
from pathlib import Path

from rows import Row

_WORD = re.compile(r"[A-Za-z]+")
# Given names that are ordinary words far more often than names.
_WORDS = frozenset(
    [
        "an",
        "april",
        "art",
        "august",
        "bill",
        "can",
        "chase",
        "china",
        "da",
        "de",
        "dean",
        "del",
        "do",
        "drew",
        "early",
        "even",
        "faith",
        "grace",
        "grant",
        "happy",
        "hope",
        "in",
        "jack",
        "joy",
        "june",
        "king",
        "la",
        "lane",
        "le",
        "lee",
        "long",
        "los",
        "love",
        "major",
        "man",
        "mark",
        "may",
        "my",
        "page",
        "pat",
        "prince",
        "ran",
        "ray",
        "rich",
        "rob",
        "rose",
        "royal",
        "see",
        "sky",
        "so",
        "son",
        "star",
        "sue",
        "summer",
        "sunny",
        "tu",
        "van",
        "wade",
        "ward",
        "will",
        "you",
        "young",
    ]
)


@dataclass(frozen=True, slots=True)
class Names:
    """Given names and surnames, commoner ones more often."""

    given: tuple[str, ...]
    given_weights: tuple[float, ...]
    surnames: tuple[str, ...]
    surname_weights: tuple[float, ...]

    @classmethod
    def load(cls, folder: Path) -> Names:
        """Read the gazetteers' two lists."""
        given, weights = _read(folder / "given_names_chicago.txt")
        surnames, surname_weights = _read(folder / "surnames_chicago.txt")
        return cls(given, weights, surnames, surname_weights)

    def person(self, dice: random.Random, words: int) -> str:
        """Return a name of that many words."""
        first = dice.choices(self.given, self.given_weights)[0]
        last = dice.choices(self.surnames, self.surname_weights)[0]
        if words == 1:
            return first if dice.random() < 0.8 else last
        return f"{first} {last}"

    def swap(self, row: Row, dice: random.Random) -> Row:
        """Return the row with other people in it, each name keeping its case."""
        text, ents, missing, shift = row.text, [], [], 0
        marks = sorted([*row.ents, *((s, e, "") for s, e in row.missing)])
        for old_start, old_end, label in marks:
            start, end = old_start + shift, old_end + shift
            old = text[start:end]
            if label == "PERSON" and "." not in old:
                new = self.person(dice, len(old.split()))
                new = new.lower() if old.islower() else new
                text = text[:start] + new + text[end:]
                end = start + len(new)
                shift = end - old_end
            if label:
                ents.append((start, end, label))
            else:
                missing.append((start, end))
        return replace(row, text=text, ents=ents, missing=missing)

    def mentions_one(self, text: str) -> bool:
        """Whether a word of the text is a common given name."""
        common = {name.lower() for name in self.given[:1500]} - _WORDS
        return any(word.lower() in common for word in _WORD.findall(text))


def _read(path: Path) -> tuple[tuple[str, ...], tuple[float, ...]]:
    pairs = [line.rsplit("\t", 1) for line in path.read_text("utf-8").splitlines() if "\t" in line]
    pairs = [(name.strip(), count) for name, count in pairs if len(name.strip()) > 1]
    # The square root: rare names are seen too, and names of many cultures with them.
    return tuple(n for n, _ in pairs), tuple(float(c) ** 0.5 for _, c in pairs)
