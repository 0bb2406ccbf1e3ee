"""A case as its page shows it: the thread in order, who did what, and what may be done now."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from bot.console.decision_view import PolicyView, cited_policies
from bot.console.marking import Marker, Segment, marker_for
from bot.console.message_view import MessageView, view_message
from bot.console.queue_view import QueueRow, view_line
from bot.console.words import (
    RESOLUTION_TITLES,
    STEP_BUTTONS,
    STEP_HINTS,
    STEPS_DONE,
)
from bot.domain.case import Case, Step
from bot.reviewing import steps_open_to

# The judgements stand side by side; none is made easier than the other.
_ORDER = (Step.CLAIM, Step.REOPEN, Step.UPHOLD, Step.OVERTURN, Step.ESCALATE, Step.NOTE)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """A step open to the reader, as a button."""

    name: str
    button: str
    hint: str
    needs_note: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One step somebody took."""

    by: str
    words: str
    at: datetime
    note: tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """Everything the page of a case shows."""

    number: int
    row: QueueRow
    version: int
    resolution: str
    policies: tuple[PolicyView, ...]
    messages: tuple[MessageView, ...]
    timeline: tuple[TimelineEntry, ...]
    steps: tuple[StepView, ...]
    is_own: bool
    has_hidden: bool
    revealed: bool


def view_case(case: Case, *, reader: str, now: datetime, revealed: bool = False) -> CaseView:
    """Return the case as its page shows it to that reader."""
    marker = marker_for(case.thread, revealed=revealed)
    return CaseView(
        number=case.id,
        row=view_line(case.line, now=now, reader=reader),
        version=case.version,
        resolution=RESOLUTION_TITLES[case.resolution] if case.resolution else "",
        policies=cited_policies(each.decision for each in case.thread if each.decision),
        messages=_messages(case, marker),
        timeline=tuple(
            TimelineEntry(
                by=review.by,
                words=STEPS_DONE[review.step],
                at=review.at,
                note=marker.mark(review.note),
            )
            for review in case.reviews
        ),
        steps=tuple(_step(step) for step in sorted(steps_open_to(case, reader), key=_ORDER.index)),
        is_own=not steps_open_to(case, reader),
        has_hidden=any(flagged.findings for flagged in case.thread),
        revealed=revealed,
    )


def _messages(case: Case, marker: Marker) -> tuple[MessageView, ...]:
    """Show each message; where several revisions are shown, say which is which."""
    written = Counter(flagged.ref.message for flagged in case.thread)
    seen: Counter[str] = Counter()
    views = []
    for number, flagged in enumerate(case.thread, start=1):
        name = flagged.ref.message
        seen[name] += 1
        revision = f"version {seen[name]} of {written[name]}" if written[name] > 1 else ""
        views.append(view_message(flagged, marker, number=number, revision=revision))
    return tuple(views)


def _step(step: Step) -> StepView:
    return StepView(
        name=step.value,
        button=STEP_BUTTONS[step],
        hint=STEP_HINTS.get(step, ""),
        needs_note=step not in (Step.CLAIM, Step.REOPEN),
    )
