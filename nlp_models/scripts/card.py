"""Writes the measured scores into the model card, between its two marks."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from rows import ENTITIES

BEGIN, END = "<!-- scores: written by scripts/card.py -->", "<!-- end of scores -->"
_SETS = ("gold", "strangers", "unseen wordings")
Scores = Mapping[str, Mapping[str, float]]


def main() -> None:
    """Rewrite the card."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("card", type=Path)
    arguments.add_argument("metrics", type=Path)
    given = arguments.parse_args()
    given.card.write_text(written(given.card.read_text("utf-8"), given.metrics), "utf-8")


def written(card: str, metrics: Path) -> str:
    """Return the card with the scores of the folder `metrics` in it."""
    head, rest = card.split(BEGIN)
    _, tail = rest.split(END)
    return f"{head}{BEGIN}\n" + "\n".join(_lines(metrics)) + f"\n{END}{tail}"


def _lines(metrics: Path) -> Iterator[str]:
    gold, strangers, identifiers, dev, public, chat = (
        json.loads((metrics / f"{name}.json").read_text("utf-8"))
        for name in ("gold", "strangers", "identifiers", "dev", "public", "chat")
    )
    for kind, title in (("entities", "Entities"), ("categories", "Categories")):
        yield f"\n{title}:\n"
        yield f"| | {' | '.join(f'{name}: P / R / **F1** (n)' for name in _SETS)} |"
        yield f"|---|{'--:|' * len(_SETS)}"
        for name in sorted(gold[kind]):
            cells = (_cell(scores[kind], name) for scores in (gold, strangers, dev))
            yield f"| {name} | {' | '.join(cells)} |"
    yield from _identifier_lines(gold, identifiers)
    yield (
        f"\nOf {gold['quiet_messages']} gold messages that must stay quiet, "
        f"{gold['quiet_messages_flagged']} were flagged; of {strangers['quiet_messages']} of the "
        f"strangers' set, {strangers['quiet_messages_flagged']}; of {dev['quiet_messages']} unseen "
        f"look-alikes, {dev['quiet_messages_flagged']}."
    )
    yield from _public_lines(public)
    yield from _chat_lines(chat)


def _cell(scores: Scores, name: str) -> str:
    if name not in scores or not scores[name]["support"]:
        return "–"
    one = scores[name]
    rates = f"{one['precision']:.2f} / {one['recall']:.2f} / **{one['f1']:.2f}**"
    return f"{rates} ({one['support']})"


def _identifier_lines(*sets: Mapping) -> Iterator[str]:
    yield "\nIdentifiers:\n"
    yield "| | gold: P / R / **F1** (n) | a stranger's, unseen half: P / R / **F1** (n) |"
    yield "|---|--:|--:|"
    for name in sorted({name for each in sets for name in each["identifiers"]}):
        yield f"| {name} | {' | '.join(_cell(each['identifiers'], name) for each in sets)} |"
    checked = (_cell({"all": each["with_check_digits"]}, "all") for each in sets)
    yield f"| **those with check digits together** | {' | '.join(checked)} |"


def _public_lines(public: Mapping[str, Scores]) -> Iterator[str]:
    labels = [label for label in ENTITIES if any(label in scores for scores in public.values())]
    yield "\nHeld-out rows of the public corpora, F1 (at least 20 spans):\n"
    yield f"| held-out part of | {' | '.join(labels)} |"
    yield f"|---|{'--:|' * len(labels)}"
    for source, scores in public.items():
        cells = [
            f"{scores[label]['f1']:.2f}"
            if label in scores and scores[label]["support"] >= 20
            else ""
            for label in labels
        ]
        if any(cells):
            yield f"| {source} | {' | '.join(cells)} |"


def _chat_lines(chat: Mapping) -> Iterator[str]:
    categories, findings = chat["categories_per_1000"], chat["findings_per_1000"]
    yield (
        f"\nFalse alarms on {chat['messages']} real developer messages of a channel and a log half "
        f"never trained on: **{chat['flagged_per_1000']} in 1,000** ({_listed(categories)}); "
        "some rightly: that chat is not all polite."
    )
    yield f"Found there, per 1,000 messages: {_listed(findings)}."


def _listed(counts: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))


if __name__ == "__main__":
    main()
