"""Measures the shipped pipeline through the bot's own road: gold, development part, real chat."""

from __future__ import annotations

import argparse
import asyncio
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from chat import calibration_chat, measured_chat
from gold import Judged, read_messages, read_threads
from rows import ENTITIES, Row, read_rows

from bot.detection.engine import DetectionEngine
from bot.detection.pipeline_loading import load_pipeline
from bot.domain.finding import InspectionResult
from bot.domain.labels import CATEGORIES
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

# Their last digit, or two, can be computed from the others.
CHECKED = frozenset({"CREDIT_CARD", "IBAN_CODE", "US_BANK_ROUTING", "US_NPI", "DEA_NUMBER", "VIN"})
_IDENTIFIERS = ("identifiers", "with_check_digits")
TOGETHER = "all of them together"
_AT_ONCE = 128
Scores = dict[str, dict[str, float]]


def main() -> None:
    """Write one file of scores under metrics/ for each set named."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("pipeline", type=Path)
    arguments.add_argument("sets", nargs="+", choices=sorted(MEASURES))
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


def measure_strangers(engine: DetectionEngine, given: argparse.Namespace) -> Mapping[str, object]:
    """Score the set of somebody who saw neither our texts nor our code; it marks no identifiers."""
    scores = score(engine, read_threads(Path("gold/strangers.txt")), show=False)
    return {name: each for name, each in scores.items() if name not in _IDENTIFIERS}


def measure_identifiers(engine: DetectionEngine, given: argparse.Namespace) -> Mapping[str, object]:
    """Score a stranger's identifiers: the half that nobody looked at; it marks nothing else."""
    scores = score(engine, read_threads(Path("gold/identifiers.txt"))[1::2], show=False)
    return {name: each for name, each in scores.items() if name != "entities"}


def measure_dev(engine: DetectionEngine, given: argparse.Namespace) -> Mapping[str, object]:
    """Score our own texts of wordings that training never saw."""
    judged = [
        Judged(
            row.text,
            frozenset((s, e, label) for s, e, label in row.ents),
            frozenset(name for name, value in row.cats.items() if value),
            tuple(row.before.split("\n")) if row.before else (),
            frozenset(CATEGORIES) - row.cats.keys(),
        )
        for row in read_rows(given.corpus / "generated" / "rows.jsonl")
        if row.split == "dev" and row.cats and row.source == "written"
    ]
    return score(engine, judged, show=given.show)


def measure_public(engine: DetectionEngine, given: argparse.Namespace) -> Mapping[str, object]:
    """Score entities on the held-out rows of the public corpora, each for its own labels."""
    by_source: dict[str, list[Row]] = {}
    for row in read_rows(given.corpus / "converted" / "rows.jsonl"):
        if row.split == "dev" and row.known and not row.cats:
            by_source.setdefault(row.source.removeprefix("public/"), []).append(row)
    together = Tally()
    scores = {source: _public(engine, rows, together) for source, rows in sorted(by_source.items())}
    return {**scores, TOGETHER: together.scores()}


def _public(engine: DetectionEngine, rows: Sequence[Row], together: Tally) -> Scores:
    results = inspect_all(engine, [Judged(row.text) for row in rows])
    tally = Tally()
    for row, result in zip(rows, results, strict=True):
        found = {span for span in spans(result) if span[2] in row.known and _is_judged(span, row)}
        for each in (tally, together):
            each.add({(s, e, label) for s, e, label in row.ents}, found)
    return tally.scores()


def _is_judged(span: tuple[int, int, str], row: Row) -> bool:
    """Whether the corpus could have marked the span: not where it left something unmarked."""
    return not any(start < span[1] and span[0] < end for start, end in row.missing)


def measure_chat(engine: DetectionEngine, given: argparse.Namespace) -> Mapping[str, object]:
    """Count what ordinary chat, of the part that nothing was chosen on, raises."""
    return _alarms(engine, measured_chat(given.public), show=False)


def measure_calibration(engine: DetectionEngine, given: argparse.Namespace) -> Mapping[str, object]:
    """Count what the part of chat raises that thresholds are chosen on."""
    return _alarms(engine, calibration_chat(given.public), show=given.show)


def _alarms(engine: DetectionEngine, chat: Iterable[Row], *, show: bool) -> Mapping[str, object]:
    rows = [row for row in chat if len(row.text) > 1]
    results = inspect_all(engine, [Judged(row.text) for row in rows])
    categories = Counter(name for result in results for name in result.categories)
    labels = Counter(f.label for result in results for f in result.findings)
    if show:
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
    "strangers": measure_strangers,
    "identifiers": measure_identifiers,
    "dev": measure_dev,
    "public": measure_public,
    "chat": measure_chat,
    "calibration": measure_calibration,
}


def score(engine: DetectionEngine, judged: Sequence[Judged], *, show: bool) -> Mapping[str, object]:
    """Return precision, recall and F1 of entities (strict spans) and of categories."""
    results = inspect_all(engine, judged)
    found = Tally()
    categories = Tally()
    for one, result in zip(judged, results, strict=True):
        found.add(one.ents, spans(result))
        categories.add(
            {(c,) for c in one.categories}, {(c,) for c in result.categories.keys() - one.unknown}
        )
        if show and one.categories ^ (result.categories.keys() - one.unknown):
            print(sorted(one.categories), dict(result.categories), one.text[:140])
    quiet = [r for one, r in zip(judged, results, strict=True) if not one.categories | one.unknown]
    by_label = found.scores()
    return {
        "messages": len(judged),
        "quiet_messages_flagged": sum(bool(r.categories) for r in quiet),
        "quiet_messages": len(quiet),
        "entities": {name: by_label[name] for name in ENTITIES if name in by_label},
        "identifiers": {name: by_label[name] for name in by_label if name not in ENTITIES},
        "with_check_digits": found.together(CHECKED),
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

    def together(self, names: Iterable[str]) -> dict[str, float]:
        """Return the scores of some names as if they were one."""
        return self._score(*names)

    def _score(self, *names: str) -> dict[str, float]:
        right, expected, found = (
            sum(counted[name] for name in names)
            for counted in (self._right, self._expected, self._found)
        )
        return {
            "precision": round(right / found, 3) if found else 0.0,
            "recall": round(right / expected, 3) if expected else 0.0,
            "f1": round(2 * right / max(1, found + expected), 3),
            "support": expected,
        }


def spans(result: InspectionResult) -> set[tuple[int, int, str]]:
    """Return what was found in the message, as the gold set marks it."""
    return {(f.start, f.end, f.label) for f in result.findings}


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
