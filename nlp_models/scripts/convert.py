"""Public corpora into the recipe's rows; what a corpus does not annotate is masked."""

from __future__ import annotations

import argparse
import hashlib
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from categories_of import QUIET, conduct_row
from chat import WORK_INTENTS, chat_rows, read_items
from names import Names
from rows import TAGGED, Row, is_held_out, write_rows

OURS = {
    "PERSON": "PERSON",
    "LOCATION": "LOCATION",
    "ORG": "ORGANIZATION",
    "MEDICAL_CONDITION": "MEDICAL_CONDITION",
    "DRUG": "MEDICATION",
    "ADDRESS": "STREET_ADDRESS",
}
PEOPLE = ("PERSON", "LOCATION", "ORGANIZATION")
CAPITAL = re.compile(r"(?<=[a-z,;:] )[A-Z]\w+")
MEASURED = 1000  # rows of each corpus


@dataclass(frozen=True, slots=True)
class Source:
    """How one corpus is used: at most so many rows; which labels it leaves unmarked."""

    name: str
    cap: int
    labels: tuple[str, ...]  # what it marks wherever it occurs; nothing else of it is used
    train: tuple[str, ...] = ("train",)  # its parts, or "hash"; what is measured is none of them
    measured_tail: bool = False  # of the part that is measured only the last rows are kept for it
    partial: bool = False  # capitalised words it left unmarked are masked
    swap: float = 0.0  # share of rows whose people get other names
    again: float = 0.0  # share of rows that are given a second time, with other names
    lower: float = 0.2  # share of rows that are given in lower case too
    keep_empty: float = 1.0  # share of the rows without a span that is kept
    mask: tuple[str, ...] = ()  # labels whose spans are masked


PERSON_PLACE = ("PERSON", "LOCATION")
HEALTH = ("MEDICAL_CONDITION", "MEDICATION")
SOURCES = (
    Source("wnut17", 9000, PEOPLE, again=0.4),
    Source("broad_twitter_corpus", 9000, PEOPLE, again=0.3),
    Source("uner_english_ewt", 9000, PEOPLE, ("hash",), again=1.0),
    Source("gum_permissive", 9000, PEOPLE, again=0.4),
    Source("wikigold", 9000, PEOPLE, ("hash",), again=0.4),
    Source("re_docred", 4000, PEOPLE, ("dev",), keep_empty=0.3),
    Source("crossner", 2800, PEOPLE, ("train", "dev")),
    Source("stackoverflow_ner", 5000, ("PERSON", *HEALTH), keep_empty=0.6),
    Source("sgd", 7000, (*PERSON_PLACE, "STREET_ADDRESS"), partial=True, swap=0.7, keep_empty=0.1),
    Source("star", 5000, ("PERSON",), ("hash",), partial=True, swap=0.9, keep_empty=0.2),
    Source("polyai_span", 2500, ("PERSON",), partial=True, swap=0.3, keep_empty=0.3),
    Source(
        "nlu_evaluation_data", 2500, PERSON_PLACE, ("hash",), partial=True, swap=0.3, keep_empty=0.3
    ),
    Source("multidogo", 6000, ("PERSON", "STREET_ADDRESS"), partial=True, swap=0.5, keep_empty=0.1),
    Source("bc5cdr", 9000, HEALTH, measured_tail=True),
    Source("ncbi_disease", 6000, ("MEDICAL_CONDITION",)),
    Source("psytar", 4000, ("MEDICAL_CONDITION",), mask=("SYMPTOM",)),
)


def main() -> None:
    """Convert what is there, and say what is not."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("public", type=Path)
    arguments.add_argument("out", type=Path)
    given = arguments.parse_args()
    if not (given.public / "train").is_dir():
        print(f"no public corpora in {given.public}: training on our own part alone")
        write_rows(given.out / "rows.jsonl", ())
        return
    for line in differing(given.public):
        print(line)
    names = Names.load(given.public / "gazetteers")
    rows = chain(entity_rows(given.public, names), category_rows(given.public, names))
    print("converted", write_rows(given.out / "rows.jsonl", rows))


def differing(public: Path) -> Iterator[str]:
    """Yield what is missing or not the file the scores were measured with."""
    manifest = Path(__file__).parents[1] / "corpus" / "public.sha256"
    for line in manifest.read_text("utf-8").splitlines():
        expected, name = line.split(maxsplit=1)
        file = public / name
        if not file.exists():
            yield f"missing: {name}"
        elif hashlib.sha256(file.read_bytes()).hexdigest() != expected:
            yield f"not the file the scores were measured with: {name}"


def entity_rows(public: Path, names: Names) -> Iterator[Row]:
    """Rows for the entities, some names swapped, some in lower case."""
    dice = random.Random(7)
    for source in SOURCES:
        for row in _rows_of(public, source):
            used = row
            if row.split == "train" and dice.random() < source.swap:
                used = names.swap(row, dice)
            yield used
            if used.split != "train" or not used.ents:
                continue
            if dice.random() < source.lower:
                yield lower(used)
            if _has_person(used) and dice.random() < source.again:
                yield names.swap(used, dice)


def _has_person(row: Row) -> bool:
    return any(label == "PERSON" for _, _, label in row.ents)


def lower(row: Row) -> Row:
    """Return the row in lower case."""
    text = row.text.lower()
    return replace(row, text=text) if len(text) == len(row.text) else row


def _rows_of(public: Path, source: Source) -> Iterator[Row]:
    dice = random.Random(source.name)
    given = read_items(public / "train" / f"{source.name}.jsonl")
    given = _tail_measured(given, source) if source.measured_tail else given
    dice.shuffle(given)
    counts = {"train": 0, "dev": 0}
    for item in given:
        split = _split_of(item, source)
        row = _row(item, source)
        if not row.ents and dice.random() > source.keep_empty:
            continue
        if counts[split] >= (source.cap if split == "train" else MEASURED):
            continue
        counts[split] += 1
        row.split = split
        yield row


def _tail_measured(items: list[dict], source: Source) -> list[dict]:
    """Return the items, those before the last of the measured part moved to the first train part.

    They stand in the order of their documents: one document at most is on both sides.
    """
    held_out = [item for item in items if item["split"] not in source.train]
    spared = {id(item) for item in held_out[:-MEASURED]}
    return [item | {"split": source.train[0]} if id(item) in spared else item for item in items]


def _split_of(item: dict, source: Source) -> str:
    if source.train == ("hash",):
        return "dev" if is_held_out(item["text"]) else "train"
    return "train" if item["split"] in source.train else "dev"


def _row(item: dict, source: Source) -> Row:
    spans = [(s["start"], s["end"], OURS.get(s["label"], s["label"])) for s in item["spans"]]
    ents = [span for span in spans if span[2] in source.labels]
    missing = [(start, end) for start, end, label in spans if label in source.mask]
    if source.partial:
        missing += [
            m.span()
            for m in CAPITAL.finditer(item["text"])
            if not any(start < m.end() and m.start() < end for start, end, _ in ents)
        ]
    return Row(item["text"], ents, list(source.labels), missing, source=f"public/{source.name}")


def category_rows(public: Path, names: Names) -> Iterator[Row]:
    """Rows that speak for or against categories; real work chat speaks against entities too."""
    for row in chat_rows(public, 12000):
        unnamed = not names.mentions_one(row.text)
        row.known = [label for label in TAGGED if unnamed or label not in PEOPLE]
        row.cats = dict(QUIET)
        yield row
    for item in read_items(public / "chat" / "clinc150_queries.jsonl"):
        intent = item["source"].split("/")[1]
        if item["split"] == "train" and intent in WORK_INTENTS:
            yield Row(item["text"], cats=dict(QUIET), source="public/clinc150_queries")
    for name in ("wnut17", "uner_english_ewt", "star", "stackoverflow_ner"):
        items = read_items(public / "train" / f"{name}.jsonl")
        for item in random.Random(3).sample(items, min(500, len(items))):
            yield Row(item["text"], cats=_spoken(), source=f"public/{name}")
    for name in ("edos_sexism", "toxic_spans_semeval21"):
        judged = map(conduct_row, read_items(public / "conduct" / f"{name}.jsonl"))
        rows = [row for row in judged if row is not None]
        # Abuse between strangers is not quite abuse at work: our own part must weigh more.
        yield from random.Random(4).sample(rows, min(1500, len(rows)))


def _spoken() -> dict[str, float]:
    """What public text that nobody judged can still be held not to be."""
    unknown = (
        "PERSONAL_USE",
        "JOKE",
        "GOSSIP",
        "EMBARRASSING",
        "PII",
        "PHI",
        "HARASSMENT",
        "SEXUAL",
    )
    return {name: 0.0 for name in QUIET if name not in unknown}


if __name__ == "__main__":
    main()
