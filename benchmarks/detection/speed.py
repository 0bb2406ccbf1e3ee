"""How fast each contestant read the messages, and how that compares."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import quantiles

from benchmarks.detection.looks import Look, Run
from benchmarks.detection.table import table

# Ours, and whom it is held against: like with like, then what the whole of it costs.
_HELD_AGAINST = (
    ("identifiers", "presidio_alone"),
    ("identifiers", "secrets"),
    ("identifiers", "presidio"),
    ("both", "presidio"),
)


def speed_table(runs: Mapping[str, Run]) -> str:
    """Return messages a second and the times of single messages."""
    head = ("", "messages/s", "p50 ms", "p99 ms", "reference loop ms")
    return table(head, [_row(run) for run in runs.values()])


def ratio_table(runs: Mapping[str, Run]) -> str:
    """Return how many times as fast ours is, in this run."""
    rows = [
        [f"{runs[ours].title} over {runs[theirs].title}", f"{_ratio(runs[ours], runs[theirs]):.1f}"]
        for ours, theirs in _HELD_AGAINST
    ]
    return table(("messages a second, ours over theirs", "times"), rows)


def _ratio(ours: Run, theirs: Run) -> float:
    return _rate(ours) / _rate(theirs)


def _row(run: Run) -> list[str]:
    cuts = quantiles((look.seconds for look in _timed(run)), n=100)
    return [
        run.title,
        f"{_rate(run):,.0f}",
        f"{cuts[49] * 1e3:.3f}",
        f"{cuts[98] * 1e3:.3f}",
        f"{run.reference_ms:.0f}",
    ]


def _rate(run: Run) -> float:
    looks = _timed(run)
    return len(looks) / sum(look.seconds for look in looks)


def _timed(run: Run) -> tuple[Look, ...]:
    return run.chat or run.gold
