"""Public corpora into the recipe's rows; what a corpus does not annotate is masked."""

from __future__ import annotations

import argparse
import hashlib
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from categories_of import QUIET, conduct_row
from chat import WORK_INTENTS, chat_rows, read_items
from names import Names
from rows import Row, is_held_out, write_rows

PEOPLE = {"PERSON": "PERSON", "LOCATION": "LOCATION", "ORG": "ORGANIZATION"}
HEALTH = {
    "MEDICAL_CONDITION": "MEDICAL_CONDITION",
    "DRUG": "MEDICATION",
    "ADDRESS": "STREET_ADDRESS",
}
CAPITAL = re.compile(r"(?<=[a-z,;:] )[A-Z]\w+")


@dataclass(frozen=True, slots=True)
class Source:
    """How one corpus is used: at most so many rows; which labels it leaves unmarked."""

    name: str
    cap: int
    train: tuple[str, ...] = ("train",)
    partial: bool = False  # capitalised words it left unmarked are masked
    swap: float = 0.0  # share of rows whose people get other names
    keep_empty: float = 1.0  # share of the rows without a span that is kept
    mask: tuple[str, ...] = ()  # labels whose spans are masked


PEOPLE_SOURCES = (
    Source("wnut17", 9000),
    Source("broad_twitter_corpus", 9000),
    Source("uner_english_ewt", 9000, ("hash",)),
    Source("gum_permissive", 9000),
    Source("wikigold", 9000, ("hash",)),
    Source("re_docred", 2500, ("dev",), keep_empty=0.3),
    Source("crossner", 2800, ("train", "dev")),
    Source("stackoverflow_ner", 5000, keep_empty=0.6),
    Source("sgd", 4000, partial=True, swap=0.7, keep_empty=0.1),
    Source("star", 4000, ("hash",), partial=True, swap=0.9, keep_empty=0.2),
    Source("polyai_span", 2500, partial=True, swap=0.3, keep_empty=0.3),
    Source("nlu_evaluation_data", 2500, ("hash",), partial=True, swap=0.3, keep_empty=0.3),
    Source("multidogo", 2500, partial=True, swap=0.5, keep_empty=0.1),
)
HEALTH_SOURCES = (
    Source("bc5cdr", 5000),
    Source("ncbi_disease", 2500),
    Source("psytar", 4000, mask=("SYMPTOM",)),
    Source("sgd", 5000, keep_empty=0.15),
    Source("multidogo", 4000, keep_empty=0.15),
    Source("wnut17", 1500),
    Source("uner_english_ewt", 1200, ("hash",)),
    Source("stackoverflow_ner", 2000),
)


def main() -> None:
    """Convert what is there, and say what is not."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("public", type=Path)
    arguments.add_argument("out", type=Path)
    given = arguments.parse_args()
    if not (given.public / "train").is_dir():
        print(f"no public corpora in {given.public}: training on the generated part alone")
        for name in ("people", "health", "categories"):
            write_rows(given.out / f"{name}.jsonl", ())
        return
    for line in differing(given.public):
        print(line)
    names = Names.load(given.public / "gazetteers")
    for name, rows in (
        ("people", people_rows(given.public, names)),
        ("health", health_rows(given.public)),
        ("categories", category_rows(given.public)),
    ):
        print(name, write_rows(given.out / f"{name}.jsonl", rows))


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


def people_rows(public: Path, names: Names) -> Iterator[Row]:
    """Rows for people, places and organisations, some names swapped, some in lower case."""
    dice = random.Random(7)
    for source in PEOPLE_SOURCES:
        for row in _entity_rows(public, source, PEOPLE):
            if row.split == "train" and dice.random() < source.swap:
                used = names.swap(row, dice)
            else:
                used = row
            yield used
            if used.split == "train" and used.ents and dice.random() < 0.12:
                yield lower(used)
    for row in chat_rows(public):
        if not names.mentions_one(row.text):
            yield Row(row.text, source=row.source, split=row.split)


def health_rows(public: Path) -> Iterator[Row]:
    """Rows for conditions, medications and addresses."""
    dice = random.Random(8)
    for source in HEALTH_SOURCES:
        for row in _entity_rows(public, source, HEALTH):
            yield row
            if row.split == "train" and row.ents and dice.random() < 0.25:
                yield lower(row)
    for number, row in enumerate(chat_rows(public)):
        if number % 4:
            yield Row(row.text, source=row.source, split=row.split)


def lower(row: Row) -> Row:
    """Return the row in lower case."""
    text = row.text.lower()
    if len(text) != len(row.text):
        return row
    return Row(text, row.ents, row.missing, row.cats, row.source, row.split, row.template)


def _entity_rows(public: Path, source: Source, labels: dict[str, str]) -> Iterator[Row]:
    dice = random.Random(source.name)
    given = read_items(public / "train" / f"{source.name}.jsonl")
    dice.shuffle(given)
    counts = {"train": 0, "dev": 0}
    for item in given:
        split = _split_of(item, source)
        row = _entity_row(item, source, labels)
        if not row.ents and dice.random() > source.keep_empty:
            continue
        limit = source.cap if split == "train" else 400
        if counts[split] >= limit:
            continue
        counts[split] += 1
        row.split = split
        yield row


def _split_of(item: dict, source: Source) -> str:
    if source.train == ("hash",):
        return "dev" if is_held_out(item["text"]) else "train"
    return "train" if item["split"] in source.train else "dev"


def _entity_row(item: dict, source: Source, labels: dict[str, str]) -> Row:
    spans = item["spans"]
    ents = [(s["start"], s["end"], labels[s["label"]]) for s in spans if s["label"] in labels]
    missing = [(s["start"], s["end"]) for s in spans if s["label"] in source.mask]
    if source.partial:
        missing += [
            m.span()
            for m in CAPITAL.finditer(item["text"])
            if not any(start < m.end() and m.start() < end for start, end, _ in ents)
        ]
    return Row(item["text"], ents, missing, source=f"public/{source.name}")


def category_rows(public: Path) -> Iterator[Row]:
    """Rows that speak for or against categories."""
    for row in chat_rows(public, 6500):
        yield Row(row.text, cats=dict(QUIET), source=row.source, split=row.split)
    for item in read_items(public / "chat" / "clinc150_queries.jsonl"):
        intent = item["source"].split("/")[1]
        if item["split"] == "train" and intent in WORK_INTENTS:
            yield Row(item["text"], cats=dict(QUIET), source="public/clinc150_queries")
    for name in ("wnut17", "uner_english_ewt", "star", "stackoverflow_ner"):
        for item in random.Random(3).sample(read_items(public / "train" / f"{name}.jsonl"), 500):
            yield Row(item["text"], cats=_spoken(), source=f"public/{name}")
    for name in ("edos_sexism", "toxic_spans_semeval21"):
        judged = map(conduct_row, read_items(public / "conduct" / f"{name}.jsonl"))
        rows = [row for row in judged if row is not None]
        # Abuse between strangers is not quite abuse at work: the generated part must weigh more.
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
