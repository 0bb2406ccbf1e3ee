"""How fast the spaCy pipeline reads messages, on one core: `python -m benchmarks.pipeline [n]`."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from statistics import quantiles

# One core: the matrix library reads this when it is first imported.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import random

from benchmarks.identifiers import make_messages
from benchmarks.machine import describe_machine
from bot.detection.pipeline_loading import load_pipeline
from bot.detection.spacy_pipeline import SpacyPipeline
from bot.domain.message import TextPart

_SEED = 11
_AT_ONCE = 64


async def one_by_one(pipeline: SpacyPipeline, messages: list[str]) -> list[float]:
    """Return the CPU seconds each message took, alone; all threads count."""
    took = []
    for text in messages:
        begun = time.process_time()
        await pipeline.read([TextPart("body", text)], [])
        took.append(time.process_time() - begun)
    return took


async def together(pipeline: SpacyPipeline, messages: list[str]) -> float:
    """Return the messages a CPU second of callers that come together."""
    begun = time.process_time()
    for start in range(0, len(messages), _AT_ONCE):
        batch = messages[start : start + _AT_ONCE]
        await asyncio.gather(*(pipeline.read([TextPart("body", text)], []) for text in batch))
    return len(messages) / (time.process_time() - begun)


async def measure(count: int) -> None:
    """Print the figures."""
    begun = time.perf_counter()
    pipeline = load_pipeline()
    loaded = time.perf_counter() - begun
    # No text twice: what was read a moment ago is remembered.
    messages = make_messages(2 * count + 50, random.Random(_SEED), 10)
    await one_by_one(pipeline, messages[:50])
    took = quantiles(await one_by_one(pipeline, messages[50 : count + 50]), n=100)
    rate = await together(pipeline, messages[count + 50 :])
    print(f"pipeline tier, {count} messages of 20 words ({describe_machine()})")
    print(f"  loaded in {loaded:.2f} s")
    print(f"  one by one: p50 {took[49] * 1e3:.2f} ms, p99 {took[98] * 1e3:.2f} ms")
    print(f"  {_AT_ONCE} together: {rate:.0f} messages/s")
    pipeline.close()


if __name__ == "__main__":
    asyncio.run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000))
