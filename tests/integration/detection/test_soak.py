"""Both tiers over messages without end: memory stays flat."""

import asyncio
import hashlib
import os
from pathlib import Path

import pytest

from bot.detection.engine import DetectionEngine
from bot.detection.pipeline_loading import load_pipeline
from tests import builders as b

# The measure of the house; CHATWARDEN_SOAK lets a shorter run be made by hand.
MESSAGES = int(os.environ.get("CHATWARDEN_SOAK", "300000"))
WARM = MESSAGES // 15
AT_ONCE = 64
GROWTH = 1.05
PAGE = os.sysconf("SC_PAGE_SIZE")


def resident():
    """Return the resident memory of this process in bytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE


def unique_messages(count):
    """Yield messages of which each holds words that no other has."""
    for number in range(count):
        letters = hashlib.blake2b(str(number).encode()).hexdigest()
        words = [letters[at : at + 4 + at % 7] for at in range(0, 60, 12)]
        yield f"{number} {' '.join(words)} was told by {words[0].title()} \U0001f600"


async def inspect(engine, texts):
    await asyncio.gather(*(engine.inspect(b.message(text)) for text in texts))


@pytest.mark.slow
async def test_memory_stays_flat_over_unique_messages():
    engine = DetectionEngine(reader=load_pipeline(seconds=600))
    texts = unique_messages(MESSAGES)
    warm = 0
    for done in range(0, MESSAGES, AT_ONCE):
        if not warm and done >= WARM:
            warm = resident()
        await inspect(engine, [text for text, _ in zip(texts, range(AT_ONCE), strict=False)])

    assert resident() <= warm * GROWTH
