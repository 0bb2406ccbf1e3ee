"""What was found, counted: ten thousand numbers in a file are one line, with their places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.attachment import Attachment
from bot.domain.finding import Finding
from bot.domain.labels import counted_title
from bot.domain.places import Stretch, in_words, read_place

BODY = "body"
_PREFIX = "attachment:"
_Key = tuple[str, str, tuple[str, str]]  # label, source, place or what a place is one of many of


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """All findings of one label in one place, or in places that are told in one go.

    `source` is the attachment's id, or the name of the text part for what is in no attachment at
    hand; `where` is the place within the attachment, in words.
    """

    label: str
    source: str
    where: str
    findings: tuple[Finding, ...]

    @property
    def title(self) -> str:
        """How many there are of what."""
        return counted_title(self.label, len(self.findings))


def tally(findings: Iterable[Finding], attachments: Sequence[Attachment]) -> tuple[Tally, ...]:
    """Return the findings taken together, in the order in which they first appear.

    A finding is counted once, however often it is given (several rules hold for it).
    """
    sources = _Sources(attachments)
    groups: dict[_Key, list[tuple[Finding, Stretch | None]]] = {}
    seen: set[tuple[str, str, int, int]] = set()
    for finding in findings:
        same = finding.label, finding.part, finding.start, finding.end
        if same in seen:
            continue
        seen.add(same)
        source, place = sources.place_of(finding.part)
        stretch = sources.stretch_of(finding, place)
        family = stretch.family if stretch else (place, "")
        groups.setdefault((finding.label, source, family), []).append((finding, stretch))
    return tuple(_tally(key, group) for key, group in groups.items())


def source_of(part: str, attachments: Iterable[Attachment]) -> str:
    """Return the id of the attachment a text part is of, empty where it is of none of these."""
    inside = (each.id for each in attachments if part.startswith(f"{_PREFIX}{each.id}:"))
    return next(inside, "")


def _tally(key: _Key, group: list[tuple[Finding, Stretch | None]]) -> Tally:
    label, source, (place, _) = key
    stretches = [stretch for _, stretch in group if stretch]
    return Tally(
        label=label,
        source=source,
        where=in_words(stretches) if stretches else place,
        findings=tuple(finding for finding, _ in group),
    )


class _Sources:
    """The attachments at hand, their texts by the name of the part."""

    def __init__(self, attachments: Sequence[Attachment]) -> None:
        self._attachments = attachments
        self._known: dict[str, tuple[str, str, Stretch | None]] = {}
        self._texts = {
            f"{_PREFIX}{each.id}:{extract.place}": extract.text
            for each in attachments
            for extract in each.extracts
        }

    def place_of(self, part: str) -> tuple[str, str]:
        """Return the source of a part and the place in it."""
        return self._look(part)[:2]

    def stretch_of(self, finding: Finding, place: str) -> Stretch | None:
        """Return the place as a stretch, down to the row where the text is at hand."""
        stretch = self._look(finding.part)[2] if place else None
        text = self._texts.get(finding.part)
        return stretch.narrowed(text, finding.start) if stretch and text else stretch

    def _look(self, part: str) -> tuple[str, str, Stretch | None]:
        if part not in self._known:
            source = source_of(part, self._attachments)
            place = part.removeprefix(f"{_PREFIX}{source}:") if source else ""
            self._known[part] = source or part, place, read_place(place) if place else None
        return self._known[part]
