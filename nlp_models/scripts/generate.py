"""Writes the generated part of the corpus: templates filled, then roughened like real chat."""

from __future__ import annotations

import argparse
import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from categories_of import QUIET
from fill import Fillers, fill
from noise import roughen
from rows import Row, write_rows

PEOPLE = frozenset({"PERSON", "LOCATION", "ORGANIZATION"})


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence with slots, and what is true of every text made of it."""

    text: str
    labels: tuple[str, ...]
    unknown: tuple[str, ...]
    entities_only: bool

    @property
    def id(self) -> str:
        """The hash of its text: the same wherever it stands."""
        return hashlib.blake2b(self.text.encode(), digest_size=6).hexdigest()

    @property
    def split(self) -> str:
        """Every text of a template falls on the same side."""
        return "dev" if int(self.id, 16) % 7 == 0 else "train"

    @property
    def cats(self) -> dict[str, float]:
        """Its categories; what nobody judged is left out."""
        known = {name: 0.0 for name in QUIET if name not in self.unknown}
        return known | dict.fromkeys(self.labels, 1.0)


def load_templates(folder: Path) -> list[Template]:
    """Read every template file."""
    return [
        Template(
            text,
            tuple(group["labels"]),
            tuple(group.get("unknown", ())),
            group.get("task") == "entities",
        )
        for path in sorted(folder.glob("*.yaml"))
        for group in yaml.safe_load(path.read_text("utf-8"))
        for text in group["texts"]
    ]


def make_rows(templates: list[Template], fillers: Fillers, each: int) -> Iterator[Row]:
    """Yield up to `each` texts a template, no text twice."""
    seen = set()
    for template in templates:
        for _ in range(each if template.split == "train" else max(4, each // 6)):
            row = roughen(fill(template.text.replace("\\?", "?"), fillers), fillers.dice)
            if row.text in seen:
                continue
            seen.add(row.text)
            row.cats = {} if template.entities_only else template.cats
            row.source, row.split, row.template = "generated", template.split, template.id
            yield row


def only(row: Row, *, people: bool) -> Row:
    """Return the row with the entities of one family."""
    ents = [ent for ent in row.ents if (ent[2] in PEOPLE) == people]
    # An address names streets and towns: neither a place nor not one for the other recogniser.
    missing = [(s, e) for s, e, label in row.ents if people and label == "STREET_ADDRESS"]
    return Row(row.text, ents, missing, row.cats, row.source, row.split, row.template)


def main() -> None:
    """Write people.jsonl, health.jsonl and categories.jsonl."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("--public", type=Path, help="adds names and addresses of the gazetteers")
    arguments.add_argument("--each", type=int, default=36)
    given = arguments.parse_args()
    fillers = Fillers.load(given.corpus / "fillers" / "fillers.yaml", random.Random(11))
    if given.public and (given.public / "gazetteers").is_dir():
        fillers.add_gazetteers(given.public / "gazetteers")
    rows = list(make_rows(load_templates(given.corpus / "templates"), fillers, given.each))
    out = given.corpus / "generated"
    print("people", write_rows(out / "people.jsonl", (only(r, people=True) for r in rows)))
    print("health", write_rows(out / "health.jsonl", (only(r, people=False) for r in rows)))
    print("categories", write_rows(out / "categories.jsonl", (r for r in rows if r.cats)))


if __name__ == "__main__":
    main()
