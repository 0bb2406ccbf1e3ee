"""The queue of flagged threads as its page lists them; no content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.console.people import author_of_line, shown_name
from bot.console.words import (
    PLATFORM_TITLES,
    SEVERITY_TITLES,
    STATUS_TITLES,
    STATUS_TONES,
    age,
    counted,
)
from bot.domain.case import CaseLine, CaseStatus
from bot.domain.message import Platform
from bot.reviewing import OPEN_STATUSES

LISTED = 200
_NAMED = 4  # of what was found; more of it makes no clearer title


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice of statuses a reader can list."""

    name: str
    title: str
    statuses: frozenset[CaseStatus] | None
    empty: str


FILTERS = (
    Filter("", "To do", OPEN_STATUSES, "Nothing waits for you."),
    *(
        Filter(
            status.value,
            STATUS_TITLES[status],
            frozenset({status}),
            f"No case is {status.value} right now.",
        )
        for status in CaseStatus
    ),
    Filter("all", "All", None, "No thread was flagged so far."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """One flagged thread in the list."""

    number: int
    level: int
    severity: str
    title: str
    clause: str
    place: str
    platform: str
    author: str
    messages: int
    opened_at: datetime
    updated_at: datetime
    age: str
    status: str
    tone: str
    claimed_by: str


def filter_named(name: str) -> Filter:
    """Return the filter of that name, the first one where there is none."""
    return next((each for each in FILTERS if each.name == name), FILTERS[0])


def view_queue(lines: Sequence[CaseLine], *, now: datetime, reader: str) -> tuple[QueueRow, ...]:
    """Return the rows of the list."""
    return tuple(view_line(line, now=now, reader=reader) for line in lines)


def view_line(line: CaseLine, *, now: datetime, reader: str) -> QueueRow:
    """Return one flagged thread as the list shows it to that reader."""
    return QueueRow(
        number=line.id,
        level=int(line.severity),
        severity=SEVERITY_TITLES[line.severity],
        title=_sentence(line.titles),
        clause=_first_of(line.clauses),
        place=shown_name(line.conversation_name, "a conversation without a name"),
        platform=_platform(line.platform),
        author=author_of_line(line),
        messages=line.messages,
        opened_at=line.opened_at,
        updated_at=line.updated_at,
        age=age(line.updated_at, now),
        status=STATUS_TITLES[line.status],
        tone=STATUS_TONES[line.status],
        claimed_by="you" if line.claimed_by == reader else line.claimed_by,
    )


def _platform(name: str) -> str:
    return PLATFORM_TITLES[Platform(name)] if name in set(Platform) else name


def _first_of(clauses: tuple[str, ...]) -> str:
    """Name the first clause, the gravest, and count the others."""
    if not clauses:
        return "No clause is cited"
    others = len(clauses) - 1
    return f"{clauses[0]}, and {counted(others, 'other')}" if others else clauses[0]


def _sentence(titles: tuple[str, ...]) -> str:
    """Join what was found: "A password, a person's name and an e-mail address".

    A rule that looks at no content gives its reason, a sentence, in place of a title; it stands
    only where nothing else does.
    """
    named = tuple(title for title in titles if not title.endswith("."))
    titles = named or tuple(title.removesuffix(".") for title in titles[:1])
    if not titles:
        return "Flagged by a rule"
    if len(titles) > _NAMED:
        titles = (*titles[: _NAMED - 1], f"{len(titles) - _NAMED + 1} more")
    listed = titles[0] if len(titles) == 1 else f"{', '.join(titles[:-1])} and {titles[-1]}"
    return listed[0].upper() + listed[1:]
