"""The messages everybody reads: the gold set, and real work chat nothing was trained on."""

from __future__ import annotations

import importlib
import random
import sys
from pathlib import Path
from typing import Any

from benchmarks.identifiers import make_messages
from bot.detection.pipeline_loading import DEFAULT_PIPELINE

RECIPE = DEFAULT_PIPELINE.parent
_SEED = 7
# A bot runs for weeks: patterns that build their automata as they meet new text have met it all.
_WARM_UP = 9_000


def read_gold() -> list[Any]:
    """Return the judged messages, and the last message of each judged thread."""
    gold = _recipe("gold")
    folder = RECIPE / "gold"
    return [
        *gold.read_messages(folder / "messages.txt"),
        *gold.read_threads(folder / "threads.txt"),
    ]


def sample_chat(public: Path, count: int) -> list[str]:
    """Return that many different messages of the part never trained on; none if it is not there."""
    if not (public / "chat").is_dir():
        return []
    texts = {row.text: None for row in _recipe("chat").measured_chat(public) if len(row.text) > 1}
    return random.Random(_SEED).sample(list(texts), min(count, len(texts)))


def warm_up_messages(public: Path) -> list[str]:
    """Return messages of neither set: nobody may have seen a text before it is timed."""
    if not (public / "chat").is_dir():
        return make_messages(_WARM_UP, random.Random(_SEED), 4)
    texts = sorted({row.text for row in _recipe("chat").calibration_chat(public)})
    return random.Random(_SEED).sample(texts, _WARM_UP)


def _recipe(script: str) -> Any:
    """Return a script of the recipe: they are no package, and are run from their own folder."""
    folder = str(RECIPE / "scripts")
    if folder not in sys.path:
        sys.path.append(folder)
    return importlib.import_module(script)
