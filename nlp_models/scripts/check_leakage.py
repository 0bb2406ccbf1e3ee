"""Fails if a text, a template or a chat message kept apart stands on both sides of a split."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from chat import kept_apart
from gold import read_threads
from rows import Row, normal, read_rows
from templates import load_templates


def main() -> None:
    """Print what leaks; the exit status says whether anything does."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("--gold", type=Path, default=Path("gold"))
    arguments.add_argument("--public", type=Path)
    given = arguments.parse_args()
    leaks = [
        *template_leaks(given.corpus),
        *gold_leaks(given.corpus, given.gold),
        *(chat_leaks(given.corpus, given.public) if given.public else ()),
    ]
    for leak in leaks:
        print(leak)
    print(f"{len(leaks)} leaks")
    sys.exit(bool(leaks))


def template_leaks(corpus: Path) -> Iterator[str]:
    """Yield templates whose wording, markup aside, is in both splits."""
    split_of: dict[str, str] = {}
    for template in load_templates(corpus):
        if template.entities_only and not template.family:
            continue  # what others said before: greetings and questions recur
        known = split_of.setdefault(normal("\n".join((*template.before, template.text))), "")
        split_of[normal("\n".join((*template.before, template.text)))] = template.split
        if known and known != template.split:
            yield f"template {template.id} is in train and dev"


def gold_leaks(corpus: Path, gold: Path) -> Iterator[str]:
    """Yield gold messages whose text was trained on; a greeting of a few words may recur."""
    judged = [one for file in gold.glob("*.txt") for one in read_threads(file)]
    texts = {normal(one.text) for one in judged if len(one.text.split()) > 4}
    for row in _trained(corpus):
        if normal(row.text) in texts:
            yield f"gold text trained on, template {row.template or row.source}"


def chat_leaks(corpus: Path, public: Path) -> Iterator[str]:
    """Yield chat kept apart that was trained on; short messages recur among people."""
    measured = {normal(row.text) for row in kept_apart(public) if len(row.text) > 40}
    for row in _trained(corpus):
        if row.source.startswith("public/") and normal(row.text) in measured:
            yield f"chat kept apart trained on, {row.source}"


def _trained(corpus: Path) -> Iterator[Row]:
    for folder in ("converted", "generated"):
        for row in read_rows(corpus / folder / "rows.jsonl"):
            if row.split == "train":
                yield row


if __name__ == "__main__":
    main()
