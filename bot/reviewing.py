"""What a supervisor may do to a case: claim, note, uphold, overturn, escalate."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.case import TRANSITIONS, AuditEvent, Case, CaseStatus, Resolution, Review, Step
from bot.errors import CaseMoved, NotAllowed
from bot.ports import CaseStore, Clock

_RESOLVES = {Step.UPHOLD: Resolution.UPHELD, Step.OVERTURN: Resolution.OVERTURNED}
# A judgement without its reason is worth nothing to the next reader.
_NEEDS_A_NOTE = frozenset({Step.NOTE, Step.UPHOLD, Step.OVERTURN, Step.ESCALATE})
_NEEDS_THE_CLAIM = frozenset({Step.UPHOLD, Step.OVERTURN, Step.ESCALATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewing:
    """Moves cases along their table of transitions."""

    cases: CaseStore
    clock: Clock

    async def take_step(
        self, number: int, step: Step, *, by: str, version: int, note: str = ""
    ) -> None:
        """Take one step on a case, decided on what stood at `version`.

        Raises NotAllowed where the table or the claim forbids it, CaseMoved if it changed.
        """
        case = await self.cases.load_case(number)
        if case.version != version:
            raise CaseMoved
        note = note.strip()
        _check(case, step, by, note)
        review = Review(step=step, by=by, at=self.clock.now(), note=note)
        await self.cases.save_review(
            number,
            review,
            version=version,
            status=TRANSITIONS[case.line.status, step],
            audit=AuditEvent(actor=by, verb=step.value, subject=f"case:{number}", at=review.at),
            resolution=_RESOLVES.get(step),
        )


def steps_open_to(case: Case, by: str) -> tuple[Step, ...]:
    """Return the steps this person may take on the case now."""
    return tuple(step for step in Step if _forbidden(case, step, by) is None)


def _check(case: Case, step: Step, by: str, note: str) -> None:
    forbidden = _forbidden(case, step, by)
    if forbidden:
        raise NotAllowed(forbidden)
    if step in _NEEDS_A_NOTE and not note:
        raise NotAllowed("Say why: a note is needed for this step.")


def _forbidden(case: Case, step: Step, by: str) -> str | None:
    if (case.line.status, step) not in TRANSITIONS:
        return f"A case that is {case.line.status.value} cannot be moved by “{step.value}”."
    if step in _NEEDS_THE_CLAIM and case.line.claimed_by != by:
        return "Claim the case first."
    if any(by == each.author.id for each in case.thread if each.decision or each.reports):
        return "Nobody reviews a case of their own."
    return None


OPEN_STATUSES = frozenset({CaseStatus.OPEN, CaseStatus.CLAIMED, CaseStatus.ESCALATED})
