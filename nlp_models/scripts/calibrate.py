"""Shows for each category what thresholds would do on texts that training never saw."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import spacy
from chat import calibration_chat
from rows import Row, read_rows
from spacy.language import Language

from bot.detection import encoder, word_splitter  # noqa: F401 - registers what the config names
from bot.domain.labels import CATEGORIES

STEPS = np.array(
    [0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.93, 0.95, 0.97, 0.98, 0.985, 0.99, 0.995]
)
ALARMS = 0.3  # in 1,000 chat messages: what a category may raise there at most, fifteen of them


def main() -> None:
    """Print precision, recall, F1 and false alarms in 1,000 chat messages, a line a threshold."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("pipeline", type=Path)
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("--public", type=Path, default=Path("corpus/public"))
    given = arguments.parse_args()
    nlp = spacy.load(given.pipeline)
    own = _held_out(given.corpus / "generated" / "rows.jsonl")
    scores, alarms = _scores(nlp, own), _scores(nlp, list(calibration_chat(given.public)))
    for at, name in enumerate(CATEGORIES):
        known = [place for place, row in enumerate(own) if name in row.cats]
        truth = np.array([own[place].cats[name] == 1 for place in known])
        print(f"\n{name}, {truth.sum()} of {len(truth)}")
        tried = [_tried(step, scores[known, at], truth, alarms[:, at]) for step in STEPS]
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
