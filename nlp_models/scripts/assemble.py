"""Puts the trained components into the one pipeline the bot loads."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import spacy
from thinc.api import NumpyOps, set_current_ops


def main() -> None:
    """Write the pipeline folder; addresses and conditions go before places and people."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("training", type=Path)
    arguments.add_argument("output", type=Path)
    arguments.add_argument("--metrics", type=Path, help="precision per label, measured before")
    given = arguments.parse_args()
    set_current_ops(NumpyOps(use_blis=False))
    nlp = spacy.blank("en")
    for name, factory in (
        ("health", "ner"),
        ("people", "ner"),
        ("categories", "textcat_multilabel"),
    ):
        source = spacy.load(given.training / name / "model-best")
        nlp.add_pipe(factory, name=name, source=source)
    nlp.meta.update(
        name="chatwarden",
        version="0.1.0",
        description="Entities and message categories of workplace chat",
        license="CC BY-SA 4.0",
    )
    if given.metrics and given.metrics.exists():
        scores = json.loads(given.metrics.read_text("utf-8"))["entities"]
        # Never quite sure: a small gold set can find every one right.
        precision = {label: min(found["precision"], 0.95) for label, found in scores.items()}
        nlp.meta["chatwarden"] = {"precision": precision}
    # Without the vocabulary: hashes of words are computed as they come, and the words of the
    # corpora stay out of the shipped folder.
    nlp.to_disk(given.output, exclude=["vocab"])
    print(nlp.pipe_names, f"{sum(f.stat().st_size for f in given.output.rglob('*')) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
