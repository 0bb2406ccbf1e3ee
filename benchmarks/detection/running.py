"""Runs a contestant in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.detection.confinement import ONE_THREAD
from benchmarks.detection.contestants import TITLES
from benchmarks.detection.looks import Run, read_look


def run(
    name: str,
    pipeline: Path,
    *,
    warm_up: Sequence[str],
    gold: Sequence[str],
    chat: Sequence[str],
) -> Run:
    """Return what a contestant saw in the texts; raises if its process fails."""
    given = {"warm_up": [*warm_up], "texts": [*gold, *chat]}
    answer = subprocess.run(
        [sys.executable, "-m", "benchmarks.detection.contestant", name, str(pipeline)],
        input=json.dumps(given),
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **ONE_THREAD},
        check=True,
    )
    about, *lines = map(json.loads, answer.stdout.splitlines())
    looks = tuple(map(read_look, lines))
    return Run(
        name=name,
        title=TITLES[name],
        about=about["about"],
        labels=frozenset(about["labels"]),
        reference_ms=about["reference_ms"],
        gold=looks[: len(gold)],
        chat=looks[len(gold) :],
    )
