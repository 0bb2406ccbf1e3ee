"""One finding per stretch of text: what to keep where detectors and pipeline overlap."""

from __future__ import annotations

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
        if not _overlapping(finding, found):
            found.append(finding)
    for entity in sorted(entities, key=_surer):
        found = kept[entity.part]
        rivals = _overlapping(entity, found)
        if not rivals:
            found.append(entity)
        elif len(rivals) == 1 and _is_wider_alike(entity, rivals[0]):
            found.remove(rivals[0])
            found.append(replace(rivals[0], start=entity.start, end=entity.end))
    return tuple(
        finding for found in kept.values() for finding in sorted(found, key=lambda f: f.start)
    )


def _surer(finding: Finding) -> tuple[float, int, int]:
    return (-finding.confidence, finding.start - finding.end, finding.start)


def _overlapping(finding: Finding, others: Sequence[Finding]) -> list[Finding]:
    return [other for other in others if finding.start < other.end and other.start < finding.end]


def _is_wider_alike(entity: Finding, rival: Finding) -> bool:
    return entity.label == rival.label and entity.start <= rival.start and rival.end <= entity.end
