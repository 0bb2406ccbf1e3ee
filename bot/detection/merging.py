"""One finding per stretch of text: what to keep where detectors and pipeline overlap."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import replace

from bot.domain.finding import Finding


def merge(identifiers: Sequence[Finding], entities: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return findings that do not overlap, in reading order within each part.

    Among identifiers the surer one stays, then the longer. An identifier beats what the pipeline
    says of the same stretch; where both name it alike, the longer stretch stays.
    """
    kept: dict[str, list[Finding]] = {each.part: [] for each in (*identifiers, *entities)}
    for finding in sorted(identifiers, key=_surer):
        found = kept[finding.part]
        if not found[_overlapping(finding, found)]:
            insort(found, finding, key=_start)
    for entity in sorted(entities, key=_surer):
        found = kept[entity.part]
        overlapping = _overlapping(entity, found)
        rivals = found[overlapping]
        if not rivals:
            insort(found, entity, key=_start)
        elif len(rivals) == 1 and _is_wider_alike(entity, rivals[0]):
            found[overlapping] = [replace(rivals[0], start=entity.start, end=entity.end)]
    return tuple(finding for found in kept.values() for finding in found)


def _surer(finding: Finding) -> tuple[float, int, int]:
    return (-finding.confidence, finding.start - finding.end, finding.start)


def _start(finding: Finding) -> int:
    return finding.start


def _overlapping(finding: Finding, kept: Sequence[Finding]) -> slice:
    """Return which overlap; what is kept stands in order and does not overlap itself."""
    first = bisect_right(kept, finding.start, key=_start)
    first -= first > 0 and kept[first - 1].end > finding.start
    return slice(first, bisect_left(kept, finding.end, lo=first, key=_start))


def _is_wider_alike(entity: Finding, rival: Finding) -> bool:
    return entity.label == rival.label and entity.start <= rival.start and rival.end <= entity.end
