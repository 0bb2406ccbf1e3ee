"""Runs every contestant over the same messages and prints the tables, in Markdown."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.detection.alarms import alarm_table
from benchmarks.detection.contestants import TITLES
from benchmarks.detection.looks import Run
from benchmarks.detection.messages import RECIPE, read_gold, sample_chat, warm_up_messages
from benchmarks.detection.quality import DEMONSTRATED, entity_table, identifier_table, secret_table
from benchmarks.detection.running import run
from benchmarks.detection.speed import ratio_table, speed_table
from benchmarks.machine import describe_machine
from bot.detection.pipeline_loading import DEFAULT_PIPELINE

_SPEED = (
    "One process each, one after the other, one core, no network; messages one by one without a "
    "pause, in process CPU seconds, after 9,000 others of their kind. Both tiers are ours, by "
    "the bot's own road but for the pause in which a message waits for company; they judge "
    "categories too. The reference loop tells how slow the machine was for each."
)
_QUALITY = (
    "Cells: precision / recall / F1. A finding and a mark of the same label match if they overlap; "
    "strict: if they begin and end alike. – : not among its labels; labels without a mark are left "
    "out. Presidio's default is to report every score; its own demonstration begins at "
    f"{DEMONSTRATED}. Each message is read without the thread before it. The gold set is our own: "
    "written by those who wrote the detectors."
)
_ALARMS = (
    "Nobody wrote these messages to be found, and nobody checked the findings: some are right "
    "(addresses, names), so these are upper bounds. What is none of our labels (URL, DATE_TIME …) "
    "is not counted."
)


def main() -> None:
    """Print the tables."""
    given = _arguments()
    judged, chat = read_gold(), sample_chat(given.public, given.messages)
    texts = {
        "warm_up": warm_up_messages(given.public),
        "gold": [one.text for one in judged],
        "chat": chat,
    }
    runs: dict[str, Run] = {}
    for name, title in TITLES.items():
        print(f"{title} …", file=sys.stderr)
        runs[name] = run(name, given.pipeline, **texts)
    print("\n\n".join(_sections(judged, runs)))


def _arguments() -> argparse.Namespace:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--messages", type=int, default=2_000, help="of the public chat")
    arguments.add_argument("--public", type=Path, default=RECIPE / "corpus" / "public")
    arguments.add_argument("--pipeline", type=Path, default=DEFAULT_PIPELINE)
    return arguments.parse_args()


def _sections(judged: Sequence[Any], runs: Mapping[str, Run]) -> Iterator[str]:
    chat = len(runs["both"].chat)
    read = f"{chat:,} messages of public work chat" if chat else "the gold set: no public chat here"
    yield f"## Detection, side by side\n\n{describe_machine()}"
    yield f"### Speed, on {read}\n\n{_SPEED}"
    yield speed_table(runs)
    yield ratio_table(runs)
    yield f"### Found in the gold set, {len(judged):,} messages\n\n{_QUALITY}"
    yield identifier_table(judged, runs)
    yield entity_table(judged, runs)
    yield secret_table(judged, runs)
    if chat:
        yield f"### Raised by public work chat, for each 1,000 of its messages\n\n{_ALARMS}"
        yield alarm_table(runs)
    yield "### Who took part"
    yield "\n".join(f"- {each.title}: {each.about}." for each in runs.values())


if __name__ == "__main__":
    main()
