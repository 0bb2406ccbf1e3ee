"""Our identifier tier alone, and both tiers by the bot's own road."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from spacy.util import load_meta

from benchmarks.detection.contestants import Contestant
from benchmarks.detection.labels import ANY_SECRET, ENTITIES_BY_PATTERN, IDENTIFIERS
from benchmarks.detection.looks import Found, Look
from bot.detection import batching
from bot.detection.catalogue import CATALOGUE
from bot.detection.engine import DetectionEngine
from bot.detection.identifiers import IdentifierTier
from bot.detection.merging import merge
from bot.detection.pipeline_loading import load_pipeline
from bot.domain.finding import Finding
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

_LABELS = IDENTIFIERS - {ANY_SECRET} | ENTITIES_BY_PATTERN
# Our deadlines are by the clock on the wall: on a busy machine a look could end before its time.
_PATIENCE_SECONDS = 600.0
_PAUSE = "_GATHERING_SECONDS"


def identifier_tier(_pipeline: Path) -> Contestant:
    """Return the tier of patterns."""
    return _IdentifierTier()


def both_tiers(pipeline: Path) -> Contestant:
    """Return the engine with a pipeline."""
    return _BothTiers(pipeline)


class _IdentifierTier:
    about = f"{len(CATALOGUE)} detectors, and where their findings overlap one is kept"
    labels = _LABELS

    def __init__(self) -> None:
        self._tier = IdentifierTier(CATALOGUE, seconds_each=_PATIENCE_SECONDS)

    def look(self, text: str) -> Look:
        reading = self._tier.read([TextPart("body", text)])
        _demand_all_of(reading.unfinished)
        return Look(_found(merge(reading.findings, ())))


class _BothTiers:
    def __init__(self, pipeline: Path) -> None:
        _let_nobody_wait()
        reader = load_pipeline(pipeline, seconds=_PATIENCE_SECONDS)
        meta = load_meta(pipeline / "meta.json")
        components = ", ".join(meta["pipeline"])
        self.about = (
            f"the same and the pipeline {meta['lang']}_{meta['name']} {meta['version']} "
            f"({components}); categories too"
        )
        self.labels = _LABELS | reader.labels
        self._engine = DetectionEngine(reader=reader, seconds_each=_PATIENCE_SECONDS)
        self._runner = asyncio.Runner()

    def look(self, text: str) -> Look:
        result = self._runner.run(self._engine.inspect(_message(text)))
        _demand_all_of(result.unfinished)
        return Look(_found(result.findings), tuple(result.categories))


def _found(findings: Sequence[Finding]) -> tuple[Found, ...]:
    return tuple(Found(one.start, one.end, one.label, one.confidence) for one in findings)


def _let_nobody_wait() -> None:
    """Take out the pause in which a message waits for company: nobody comes here.

    It costs no CPU time itself, but after it the core's caches are cold, for ours alone.
    """
    if not hasattr(batching, _PAUSE):
        raise AttributeError(f"the batcher's pause is no longer called {_PAUSE}")
    setattr(batching, _PAUSE, 0.0)


def _demand_all_of(unfinished: Sequence[str]) -> None:
    """Raise where a look was not finished: it would count as fast, and as clean."""
    if unfinished:
        raise RuntimeError(f"not finished: {', '.join(unfinished)}")


def _message(text: str) -> Message:
    return Message(
        ref=MessageRef(platform=Platform.LOCAL, tenant="T", conversation="C", message="M"),
        author=Author(id="U", tenant="T"),
        conversation=Conversation(id="C"),
        audience=Audience(kind=AudienceKind.INTERNAL, because="measured"),
        text=text,
        sent_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
