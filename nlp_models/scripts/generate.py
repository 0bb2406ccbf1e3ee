"""Writes our own part of the corpus: templates filled, then roughened like real chat."""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

from fill import Fillers, fill
from noise import roughen
from rows import Row, write_rows
from templates import Template, load_templates


def make_rows(
    templates: list[Template], fillers: Fillers, *, family: int, single: int
) -> Iterator[Row]:
    """Yield up to so many texts a template, none twice; the first of a single one as it is."""
    seen = set()
    for template in templates:
        for number in range(_wanted(template, family if template.family else single)):
            row = fill(template.text, fillers)
            row.before = "\n".join(fill(text, fillers).text for text in template.before)
            if template.family or number:
                row = roughen(row, fillers.dice)
            if (row.before, row.text) in seen:
                continue
            seen.add((row.before, row.text))
            row.cats, row.template, row.split = template.cats, template.id, template.split
            if not _passwords_are_marked(row):
                row.known.remove("PASSWORD")
            row.source = "family" if template.family else "written"
            yield row


def _passwords_are_marked(row: Row) -> bool:
    """Whether every password is: the older texts that give one in so many words mark none."""
    return row.cats.get("CREDENTIALS") == 0 or any(label == "PASSWORD" for *_, label in row.ents)


def _wanted(template: Template, each: int) -> int:
    return each if template.split == "train" else 1 + each // 8


def main() -> None:
    """Write rows.jsonl."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("--public", type=Path, help="adds names and addresses of the gazetteers")
    arguments.add_argument("--family", type=int, default=14, help="texts of a family")
    arguments.add_argument("--single", type=int, default=3, help="texts of a single line")
    given = arguments.parse_args()
    fillers = Fillers.load(given.corpus / "fillers" / "fillers.yaml", random.Random(11))
    if given.public and (given.public / "gazetteers").is_dir():
        fillers.add_gazetteers(given.public / "gazetteers")
    templates = load_templates(given.corpus)
    rows = make_rows(templates, fillers, family=given.family, single=given.single)
    print("generated", write_rows(given.corpus / "generated" / "rows.jsonl", rows))


if __name__ == "__main__":
    main()
