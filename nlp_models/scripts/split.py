"""Joins converted and generated rows and writes spaCy's training files, one pair a task."""

from __future__ import annotations

import argparse
import random
from itertools import chain
from pathlib import Path

from rows import Row, read_rows, save_docs


def main() -> None:
    """Write train.spacy and dev.spacy for the tasks named."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("tasks", nargs="+", choices=("people", "health", "categories"))
    given = arguments.parse_args()
    for task in given.tasks:
        rows = gather(given.corpus, task)
        random.Random(5).shuffle(rows)
        for split in ("train", "dev"):
            chosen = [row for row in rows if row.split == split]
            path = given.corpus / "generated" / task / f"{split}.spacy"
            print(task, split, save_docs(chosen, path, with_cats=task == "categories"))


def gather(corpus: Path, task: str) -> list[Row]:
    """Return the rows of a task, public and generated."""
    return list(
        chain(
            read_rows(corpus / "converted" / f"{task}.jsonl"),
            read_rows(corpus / "generated" / f"{task}.jsonl"),
        )
    )


if __name__ == "__main__":
    main()
