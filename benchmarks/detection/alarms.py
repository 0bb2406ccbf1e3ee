"""What ordinary work chat raises."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from benchmarks.detection.labels import ANY_SECRET, ENTITIES, IDENTIFIERS, as_any_secret
from benchmarks.detection.looks import Run
from benchmarks.detection.quality import DEMONSTRATED
from benchmarks.detection.table import table

_HEAD = ("", "identifiers", "of them secrets", "entities", "categories", "most often")
_NAMED = 3  # of the identifiers, those that come most often


def alarm_table(runs: Mapping[str, Run]) -> str:
    """Return findings per 1,000 messages."""
    # Presidio without a pipeline finds the same identifiers.
    shown = [run for run in runs.values() if run.name != "presidio_alone"]
    return table(_HEAD, map(_row, (*shown, runs["presidio"].at_least(DEMONSTRATED))))


def _row(run: Run) -> list[str]:
    labels = Counter(each.label for look in run.chat for each in look.found)
    counts = Counter({label: n for label, n in labels.items() if label in IDENTIFIERS})
    secrets = sum(n for label, n in counts.items() if as_any_secret(label) == ANY_SECRET)
    entities = sum(labels[label] for label in ENTITIES)
    categories = sum(len(look.categories) for look in run.chat)
    return [
        run.title,
        _rate(counts.total(), run),
        _rate(secrets, run) if ANY_SECRET in map(as_any_secret, run.labels) else "–",
        _rate(entities, run) if run.labels & set(ENTITIES) else "–",
        _rate(categories, run) if run.name == "both" else "–",
        ", ".join(f"{label} {_rate(n, run)}" for label, n in counts.most_common(_NAMED)),
    ]


def _rate(count: int, run: Run) -> str:
    return f"{1000 * count / len(run.chat):.1f}"
