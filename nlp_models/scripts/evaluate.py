"""Measures the shipped pipeline through the bot's own road: gold, development part, real chat."""

from __future__ import annotations

import argparse
import asyncio
import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from chat import measured_chat
from gold import Judged, read_messages, read_threads
from rows import Row, read_rows

from bot.detection.engine import DetectionEngine
from bot.detection.spacy_pipeline import load_pipeline
from bot.domain.finding import InspectionResult
from bot.domain.message import (
    Audience,
    AudienceKind,
    Author,
    Conversation,
    Message,
    MessageRef,
    Platform,
    TextPart,
)

LEARNT = frozenset(
    {
        "PERSON",
        "LOCATION",
        "ORGANIZATION",
        "MEDICAL_CONDITION",
        "MEDICATION",
        "STREET_ADDRESS",
        "DATE_OF_BIRTH",
    }
)

_AT_ONCE = 128
Scores = dict[str, dict[str, float]]


def main() -> None:
    """Write one file of scores under metrics/ for each set named."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("pipeline", type=Path)
    arguments.add_argument("sets", nargs="+", choices=("gold", "dev", "public", "chat"))
    arguments.add_argument("--corpus", type=Path, default=Path("corpus"))
    arguments.add_argument("--public", type=Path, default=Path("corpus/public"))
    arguments.add_argument("--out", type=Path, default=Path("metrics"))
    arguments.add_argument("--show", action="store_true", help="print what went wrong (not gold)")
    given = arguments.parse_args()
    engine = DetectionEngine(reader=load_pipeline(given.pipeline, seconds=600))
    for name in given.sets:
        scores = MEASURES[name](engine, given)
        text = json.dumps(scores, indent=1, sort_keys=True)
        (given.out / f"{name}.json").write_text(text + "\n", "utf-8")
        print(name, text)


def measure_gold(engine: DetectionEngine, given: argparse.Namespace) -> Mapping[str, object]:
    """Score the gold messages and threads."""
    judged = read_messages(Path("gold/messages.txt")) + read_threads(Path("gold/threads.txt"))
    return score(engine, judged, show=False)


def measure_dev(engine: DetectionEngine, given: argparse.Namespace) -> Mapping[str, object]:
    """Score the generated texts of templates that training never saw."""
    people = read_rows(given.corpus / "generated" / "people.jsonl")
    health = read_rows(given.corpus / "generated" / "health.jsonl")
    judged = [
        Judged(
            one.text,
            frozenset((s, e, label) for s, e, label in (*one.ents, *two.ents)),
            frozenset(name for name, value in one.cats.items() if value),
        )
        for one, two in zip(people, health, strict=True)
        if one.split == "dev" and one.cats
    ]
    return score(engine, judged, show=given.show)


def measure_public(engine: DetectionEngine, given: argparse.Namespace) -> Mapping[str, object]:
    """Score entities on the held-out rows of the public corpora, each for its own labels."""
    by_source: dict[str, list[Row]] = {}
    for task in ("people", "health"):
        for row in read_rows(given.corpus / "converted" / f"{task}.jsonl"):
            if row.split == "dev" and (row.ents or task == "people"):
                by_source.setdefault(f"{row.source.removeprefix('public/')}/{task}", []).append(row)
    found = {}
    for source, rows in sorted(by_source.items()):
        labels = {label for row in rows for _, _, label in row.ents}
        results = inspect_all(engine, [Judged(r.text, frozenset(), frozenset()) for r in rows])
        tally = Tally()
        for row, result in zip(rows, results, strict=True):
            tally.add(
                {(s, e, x) for s, e, x in row.ents}, {g for g in spans(result) if g[2] in labels}
            )
        found[source] = tally.scores()
    return found


def measure_chat(engine: DetectionEngine, given: argparse.Namespace) -> Mapping[str, object]:
    """Count what ordinary chat, of the part never trained on, raises."""
    rows = [row for row in measured_chat(given.public) if len(row.text) > 1]
    rows = random.Random(9).sample(rows, 8000)
    results = inspect_all(engine, [Judged(r.text, frozenset(), frozenset()) for r in rows])
    categories = Counter(name for result in results for name in result.categories)
    labels = Counter(f.label for result in results for f in result.findings)
    if given.show:
        for row, result in zip(rows, results, strict=True):
            if result.categories:
                print(dict(result.categories), row.text[:150].replace("\n", " "))
    return {
        "messages": len(rows),
        "flagged_per_1000": round(1000 * sum(bool(r.categories) for r in results) / len(rows), 2),
        "categories_per_1000": {n: round(1000 * c / len(rows), 2) for n, c in categories.items()},
        "findings_per_1000": {n: round(1000 * c / len(rows), 2) for n, c in labels.items()},
    }


MEASURES: Mapping[str, Callable[[DetectionEngine, argparse.Namespace], Mapping[str, object]]] = {
    "gold": measure_gold,
    "dev": measure_dev,
    "public": measure_public,
    "chat": measure_chat,
}


def score(engine: DetectionEngine, judged: Sequence[Judged], *, show: bool) -> Mapping[str, object]:
    """Return precision, recall and F1 of entities (strict spans) and of categories."""
    results = inspect_all(engine, judged)
    entities, categories = Tally(), Tally()
    for one, result in zip(judged, results, strict=True):
        entities.add({e for e in one.ents if e[2] in LEARNT}, spans(result))
        categories.add({(c,) for c in one.categories}, {(c,) for c in result.categories})
        if show and one.categories != set(result.categories):
            print(sorted(one.categories), dict(result.categories), one.text[:140])
    quiet = [r for one, r in zip(judged, results, strict=True) if not one.categories]
    return {
        "messages": len(judged),
        "quiet_messages_flagged": sum(bool(r.categories) for r in quiet),
        "quiet_messages": len(quiet),
        "entities": entities.scores(),
        "categories": categories.scores(),
    }


class Tally:
    """Counts hits, misses and false alarms by the last field of what is compared."""

    def __init__(self) -> None:
        self._right: Counter[str] = Counter()
        self._expected: Counter[str] = Counter()
        self._found: Counter[str] = Counter()

    def add(self, expected: Iterable[tuple], found: Iterable[tuple]) -> None:
        """Count one message."""
        expected, found = set(expected), set(found)
        self._right.update(each[-1] for each in expected & found)
        self._expected.update(each[-1] for each in expected)
        self._found.update(each[-1] for each in found)

    def scores(self) -> Scores:
        """Return precision, recall, F1 and how many were to be found, by name."""
        return {name: self._score(name) for name in sorted(self._expected | self._found)}

    def _score(self, name: str) -> dict[str, float]:
        right, expected, found = self._right[name], self._expected[name], self._found[name]
        return {
            "precision": round(right / found, 3) if found else 0.0,
            "recall": round(right / expected, 3) if expected else 0.0,
            "f1": round(2 * right / (found + expected), 3),
            "support": expected,
        }


def spans(result: InspectionResult) -> set[tuple[int, int, str]]:
    """Return the learnt entities of the message's body."""
    return {(f.start, f.end, f.label) for f in result.findings if f.label in LEARNT}


def inspect_all(engine: DetectionEngine, judged: Sequence[Judged]) -> list[InspectionResult]:
    """Inspect every message by the bot's own road."""
    return asyncio.run(_inspect_all(engine, judged))


async def _inspect_all(engine: DetectionEngine, judged: Sequence[Judged]) -> list[InspectionResult]:
    results: list[InspectionResult] = []
    for start in range(0, len(judged), _AT_ONCE):
        batch = judged[start : start + _AT_ONCE]
        results += await asyncio.gather(*(engine.inspect(_message(one)) for one in batch))
    return results


def _message(one: Judged) -> Message:
    return Message(
        ref=MessageRef(platform=Platform.LOCAL, tenant="T", conversation="C", message="M"),
        author=Author(id="U", tenant="T"),
        conversation=Conversation(id="C"),
        audience=Audience(kind=AudienceKind.INTERNAL, because="measured"),
        text=one.text,
        sent_at=datetime(2026, 1, 1, tzinfo=UTC),
        context=tuple(TextPart(f"thread:{n}", text) for n, text in enumerate(one.before)),
    )


if __name__ == "__main__":
    main()
