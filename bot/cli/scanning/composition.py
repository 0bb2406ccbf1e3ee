"""Puts a scanner together from the settings and the command line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.bootstrap.attachments import limits_of
from bot.bootstrap.clock import SystemClock
from bot.bootstrap.policies import policy_folders
from bot.cli.scanning.local_files import LocalFiles
from bot.cli.scanning.scanner import Scanner
from bot.config import Settings
from bot.detection.engine import DetectionEngine
from bot.extraction.confinement.reading_room import ReadingRoom
from bot.extraction.reader import ConfinedReader
from bot.policy.engine import PolicyBook
from bot.policy.loader import load_policies

# Nobody waits for one message here, and a busy machine must not change what is found.
_PATIENCE_SECONDS = 600.0


def build_scanner(
    settings: Settings, policies: Sequence[str], reading_room: ReadingRoom
) -> Scanner:
    """Return a scanner under those policies, or under all the settings name, or simply all.

    Raises PolicyFaults for a policy that is not there.
    """
    limits = replace(limits_of(settings), message_seconds=_PATIENCE_SECONDS)
    chosen = choose_policies(settings, policies)  # first: a wrong name is told at once
    return Scanner(
        detection=_build_detection(settings),
        policies=chosen,
        reader=ConfinedReader(LocalFiles(limits.max_bytes).fetch, reading_room, limits),
        clock=SystemClock(),
    )


def choose_policies(settings: Settings, named: Sequence[str]) -> PolicyBook:
    """Return the policies in force for a scan: a policy on trial counts like any other."""
    book = load_policies(policy_folders(settings))
    ids = tuple(named) or settings.chatwarden_policies or tuple(one.id for one in book.policies)
    return book.governed_by(ids, enforced=ids)


def _build_detection(settings: Settings) -> DetectionEngine:
    # Slow to import: a mistake on the command line is told before.
    from bot.bootstrap.detection import SHIPPED_PIPELINE  # noqa: PLC0415 -- imports spaCy
    from bot.detection.pipeline_loading import load_pipeline  # noqa: PLC0415 -- imports spaCy

    pipeline = load_pipeline(
        settings.chatwarden_pipeline or SHIPPED_PIPELINE, seconds=_PATIENCE_SECONDS
    )
    return DetectionEngine(
        reader=pipeline, seconds_each=_PATIENCE_SECONDS, seconds_all=_PATIENCE_SECONDS
    )
