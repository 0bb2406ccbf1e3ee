"""Fills a template: slots become values, the entities among them are marked."""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from names import Names
from rows import TAGGED, Row
from stdnum import luhn

_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")
_MARK = re.compile(r"⟦(?P<label>[A-Z_0-9]+) (?P<marked>[^⟧]*)⟧|\{(?P<slot>[a-z]+)\}")
_SLOT = re.compile(r"\{([a-z]+)\}")
_ENTITY_OF = {
    "name": "PERSON", "full": "PERSON", "last": "PERSON",
    "city": "LOCATION", "state": "LOCATION", "org": "ORGANIZATION",
    "cond": "MEDICAL_CONDITION", "med": "MEDICATION",
    "addr": "STREET_ADDRESS", "dob": "DATE_OF_BIRTH", "secret": "PASSWORD",
}  # fmt: skip
_ARTICLES = ("a ", "an ", "the ")


@dataclass(slots=True)
class Fillers:
    """Values for every slot; names from the gazetteers too where they are at hand."""

    values: dict[str, list[str]]
    dice: random.Random
    names: Names | None = None
    addresses: list[str] = field(default_factory=list)

    @classmethod
    def load(cls, path: Path, dice: random.Random) -> Fillers:
        """Read the committed values."""
        raw = yaml.safe_load(path.read_text("utf-8"))
        values = {
            key: [v.strip() for v in (text.split("|") if "|" in text else text.split())]
            for key, text in raw.items()
        }
        return cls(values, dice)

    def add_gazetteers(self, folder: Path) -> None:
        """Draw names and addresses from public records too."""
        self.names = Names.load(folder)
        lines = (folder / "us_addresses.jsonl").read_text("utf-8").splitlines()
        found = (json.loads(line)["text"] for line in lines)
        self.addresses = [text for text in found if text[:1].isdigit() and 8 < len(text) < 70]

    def knows(self, slot: str) -> bool:
        """Whether there is such a slot."""
        return slot in self.values or hasattr(self, f"_{slot}")

    def value(self, slot: str) -> str:
        """Return a value for a slot."""
        made = getattr(self, f"_{slot}", None)
        return made() if made else self.dice.choice(self.values[slot])

    def new(self, slot: str, seen: dict[str, set[str]]) -> str:
        """Return a value that this text does not hold yet: two people of one message differ."""
        used = seen.setdefault(slot, set())
        value = next((v for v in (self.value(slot) for _ in range(50)) if v not in used), "")
        value = value or self.value(slot)
        used.add(value)
        return value

    def _name(self) -> str:
        if self.names and self.dice.random() < 0.5:
            return self.names.person(self.dice, 1)
        return self.dice.choice(self.values["given"])

    def _last(self) -> str:
        return self.dice.choice(self.values["surnames"])

    def _full(self) -> str:
        if self.names and self.dice.random() < 0.4:
            return self.names.person(self.dice, 2)
        first, last = self._name().split()[0], self._last()
        shape = self.dice.random()
        if shape < 0.06:
            return f"{last}, {first}"
        if shape < 0.14:
            return f"{first} {self.dice.choice('ABCDEFGHJKLMNPRSTW')}. {last}"
        return f"{first} {last}"

    def _addr(self) -> str:
        if self.addresses and self.dice.random() < 0.35:
            return self.dice.choice(self.addresses)
        side = self.dice.choice(["", "", "", "N ", "S ", "SE ", "NW ", "West "])
        street = f"{self.value('street')} {self.value('street_type')}"
        parts = f"{self.dice.randint(1, 19999)} {side}{street}"
        if self.dice.random() < 0.3:
            parts += self.dice.choice([", ", " "]) + self.value("unit")
        if self.dice.random() < 0.45:
            parts += self.dice.choice([", ", " ", ", "]) + self.value("city")
            if self.dice.random() < 0.8:
                parts += self.dice.choice([", ", " "]) + self.dice.choice(
                    ["NC", "OR", "AL", "nc", "TX"]
                )
            if self.dice.random() < 0.6:
                parts += f" {self.dice.randint(10000, 99950)}"
        return parts

    def _dob(self) -> str:
        year, month, day = (
            self.dice.randint(1931, 2021),
            self.dice.randint(1, 12),
            self.dice.randint(1, 28),
        )
        name = self.value("month")
        return self.dice.choice([
            f"{month}/{day}/{year}", f"{month:02}/{day:02}/{year}",
            f"{month}-{day}-{year % 100:02}",
            f"{year}-{month:02}-{day:02}", f"{name} {day}, {year}", f"{name} {day} {year}",
            f"{day} {name} {year}", f"{month}/{day}/{year % 100:02}",
            f"{name.lower()} {day}th {year}",
            f"{month}.{day}.{year}",
        ])  # fmt: skip

    def _date(self) -> str:
        month, day = self.dice.randint(1, 12), self.dice.randint(1, 28)
        return self.dice.choice([
            f"{month}/{day}", f"{month}/{day}/2026", f"{self.value('month')} {day}",
            f"2026-{month:02}-{day:02}", f"{self.value('month')} {day}, 2025", f"{month}/{day}/25",
        ])  # fmt: skip

    def _ssn(self) -> str:
        d = self.dice
        digits = f"{d.randint(100, 665)}-{d.randint(10, 99)}-{d.randint(1000, 9999)}"
        shape = d.random()
        if shape < 0.12:
            return digits.replace("-", "")
        return digits.replace("-", " ") if shape < 0.24 else digits

    def _card(self) -> str:
        prefix = self.dice.choice(("4", "51", "53", "55", "6011"))
        body = prefix + "".join(self.dice.choices("0123456789", k=15 - len(prefix)))
        number = body + luhn.calc_check_digit(body)
        if self.dice.random() < 0.25:
            return number
        between = self.dice.choice((" ", " ", "-"))
        return between.join(number[at : at + 4] for at in range(0, 16, 4))

    def _account(self) -> str:
        return str(self.dice.randint(10**7, 10**11))

    def _phone(self) -> str:
        d = self.dice
        return d.choice(["({}) {}-{}", "{}-{}-{}", "{}.{}.{}"]).format(
            d.randint(201, 989), d.randint(200, 999), d.randint(1000, 9999)
        )

    def _key(self) -> str:
        alphabet = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
        start = self.dice.choice(["sk_live_", "ghp_", "AKIA", "xoxb-", "glpat-", ""])
        return start + "".join(self.dice.choices(alphabet, k=28))

    def _secret(self) -> str:
        word = self.dice.choice(self.values["secretword"])
        word = self.dice.choice((word, word, word.title(), word.upper()))
        number = str(self.dice.randint(0, 9999))
        mark = self.dice.choice("!!!@#$%&*?_-.+=")
        return self.dice.choice([
            word + number, word + number + mark, word + mark + number, number + word, mark + word,
            f"{word}{mark}{self.dice.choice(self.values['secretword'])}", number.zfill(4),
            "".join(self.dice.choices("abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQR23456789", k=9)),
            word.replace("a", "@").replace("e", "3").replace("o", "0").replace("s", "$") + number,
        ])  # fmt: skip

    def _num(self) -> str:
        return str(self.dice.randint(2, 900))

    def _age(self) -> str:
        return str(self.dice.randint(4, 93))


def expand(template: str, dice: random.Random) -> str:
    """Choose one of every `(a|b)`, innermost first."""
    while found := _CHOICE.search(template):
        chosen = dice.choice(found.group(1).split("|"))
        template = template[: found.start()] + chosen + template[found.end() :]
    return re.sub(r"  +", " ", template).strip()


def fill(template: str, fillers: Fillers) -> Row:
    """Return a row for a template: slots are marked by their kind, ⟦LABEL text⟧ as said."""
    source = expand(template, fillers.dice)
    text, ents, at = "", [], 0
    seen: dict[str, set[str]] = {}
    for mark in _MARK.finditer(source):
        value, label = _marked(mark, fillers, seen)
        text += source[at : mark.start()]
        at = mark.end()
        if label in TAGGED:
            skip = next((len(a) for a in _ARTICLES if value.startswith(a)), 0)
            ents.append((len(text) + skip, len(text) + len(value), label))
        text += value
    return Row(text + source[at:], ents, list(TAGGED))


def _marked(mark: re.Match[str], fillers: Fillers, seen: dict[str, set[str]]) -> tuple[str, str]:
    """Return the text and the label of a mark; an unknown slot stands for itself."""
    if mark["label"]:
        return _SLOT.sub(lambda slot: fillers.new(slot[1], seen), mark["marked"]), mark["label"]
    if not fillers.knows(mark["slot"]):
        return mark[0], ""
    return fillers.new(mark["slot"], seen), _ENTITY_OF.get(mark["slot"], "")
