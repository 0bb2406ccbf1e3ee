"""Shows for each category what thresholds would do on texts that training never saw."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import spacy
from chat import calibration_chat
from evaluate import inspect_all
from gold import Judged
from rows import Row, read_rows
from spacy.language import Language

from bot.detection.categories import supported_by
from bot.detection.engine import DetectionEngine
from bot.detection.pipeline_loading import load_pipeline
from bot.domain.labels import CATEGORIES

STEPS = np.array(
    [0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.93, 0.95, 0.97, 0.98, 0.985, 0.99, 0.995]
)
ALARMS = 0.15  # in 1,000 chat messages: what each of thirty may raise there at most


def main() -> None:
    """Print precision, recall, F1 and false alarms in 1,000 chat messages, a line a threshold."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("pipeline", type=Path)
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("--public", type=Path, default=Path("corpus/public"))
    given = arguments.parse_args()
    own, chat = _held_out(given.corpus / "generated" / "rows.jsonl"), calibration_chat(given.public)
    texts, talk = Texts.read(given.pipeline, own), Texts.read(given.pipeline, list(chat))
    for at, name in enumerate(CATEGORIES):
        known = np.array([name in row.cats for row in own])
        truth = np.array([row.cats.get(name) == 1 for row in own])
        for kind, wanted in (("alone", False), ("supported", True)):
            chosen = known & (texts.supported[:, at] == wanted)
            alarms = np.where(talk.supported[:, at] == wanted, talk.scores[:, at], 0.0)
            print(f"\n{name}, {kind}: {truth[chosen].sum()} of {chosen.sum()}")
            _show(texts.scores[chosen, at], truth[chosen], alarms)


@dataclass(frozen=True, slots=True)
class Texts:
    """Scores (texts, categories), and whether something else speaks for the category."""

    scores: np.ndarray
    supported: np.ndarray

    @classmethod
    def read(cls, pipeline: Path, rows: Sequence[Row]) -> Texts:
        """Read the rows by the bot's own road, and once more for the scores below thresholds."""
        engine = DetectionEngine(reader=load_pipeline(pipeline, seconds=600))
        read = inspect_all(engine, [_judged(row) for row in rows])
        found = [
            supported_by(each.findings, [row.text]) for row, each in zip(rows, read, strict=True)
        ]
        supported = np.array([[name in names for name in CATEGORIES] for names in found])
        return cls(_scores(spacy.load(pipeline), rows), supported)


def _judged(row: Row) -> Judged:
    return Judged(row.text, before=tuple(row.before.split("\n")) if row.before else ())


def _show(scores: np.ndarray, truth: np.ndarray, alarms: np.ndarray) -> None:
    tried = [_tried(step, scores, truth, alarms) for step in STEPS]
    best = max(tried, key=lambda one: (one["chat"] <= ALARMS, one["F1"]))
    for one in tried:
        line = "  ".join(f"{name} {value:.3f}" for name, value in one.items())
        print(f"  {line}{'  <' if one is best else ''}")


def _held_out(path: Path) -> list[Row]:
    return [row for row in read_rows(path) if row.split == "dev" and row.cats]


def _scores(nlp: Language, rows: Sequence[Row]) -> np.ndarray:
    docs = []
    for row in rows:
        doc = nlp.make_doc(row.text)
        doc._.thread = row.before
        docs.append(doc)
    return np.array([[doc.cats[name] for name in CATEGORIES] for doc in nlp.pipe(docs)])


def _tried(
    step: float, scores: np.ndarray, truth: np.ndarray, alarms: np.ndarray
) -> dict[str, float]:
    found = scores >= step
    right = (found & truth).sum()
    return {
        "at": step,
        "P": right / max(1, found.sum()),
        "R": right / max(1, truth.sum()),
        "F1": 2 * right / max(1, found.sum() + truth.sum()),
        "chat": 1000 * (alarms >= step).mean(),
    }


if __name__ == "__main__":
    main()
