"""What every case store keeps to: a case is moved by one person at a time."""

import asyncio
from dataclasses import replace

import pytest

from bot.domain.case import CaseStatus, Resolution, Review, Step
from bot.domain.decision import ActionKind, ActionOutcome, OutcomeStatus
from bot.domain.message import Platform
from bot.domain.reply import AuthorReply, ReplyKind
from bot.errors import CaseMoved
from tests import builders as b
from tests.contract.flagging import AUDIT, LATER, flag, in_thread, pass_by, review


async def test_a_step_moves_the_case_and_is_kept(messages, cases):
    await flag(messages, b.message())

    taken = await review(cases, version=1, note="mine")

    case = await cases.load_case(1)
    assert (case.version, case.reviews) == (2, (taken,))
    assert (case.line.status, case.line.claimed_by) == (CaseStatus.CLAIMED, "S1")
    assert (case.line.updated_at, await cases.audit_trail("case:1")) == (LATER, [AUDIT])


async def test_of_two_supervisors_at_once_the_second_is_told_to_look_again(messages, cases):
    await flag(messages, b.message())

    results = await asyncio.gather(
        review(cases, version=1, by="S1"),
        review(cases, version=1, by="S2"),
        return_exceptions=True,
    )

    case = await cases.load_case(1)
    assert [type(each) for each in results] == [Review, CaseMoved]
    assert (case.line.claimed_by, len(case.reviews), case.version) == ("S1", 1, 2)
    assert len(await cases.audit_trail()) == 1


async def test_a_closed_case_says_how_it_ended_and_who_had_it(messages, cases):
    await flag(messages, b.message())
    await review(cases, version=1)

    await review(
        cases, Step.UPHOLD, CaseStatus.CLOSED, version=2, resolution=Resolution.UPHELD, note="so"
    )
    await review(cases, Step.NOTE, CaseStatus.CLOSED, version=3, note="and more")

    case = await cases.load_case(1)
    assert (case.resolution, case.line.status) == (Resolution.UPHELD, CaseStatus.CLOSED)
    assert case.line.claimed_by == "S1"


@pytest.mark.parametrize(
    ("step", "status"),
    [(Step.ESCALATE, CaseStatus.ESCALATED), (Step.REOPEN, CaseStatus.OPEN)],
    ids=["escalated", "reopened"],
)
async def test_a_case_handed_on_is_nobodys(messages, cases, step, status):
    await flag(messages, b.message())
    await review(cases, version=1)

    await review(cases, step, status, version=2, note="so")

    case = await cases.load_case(1)
    assert (case.line.claimed_by, case.resolution) == ("", None)


async def test_a_new_flagged_message_opens_a_closed_case_again(messages, cases):
    await flag(messages, in_thread(1))
    await review(
        cases, Step.OVERTURN, CaseStatus.CLOSED, version=1, resolution=Resolution.OVERTURNED
    )

    await flag(messages, in_thread(2))

    case = await cases.load_case(1)
    assert (case.line.status, case.line.claimed_by, case.resolution) == (CaseStatus.OPEN, "", None)


async def test_an_unflagged_message_leaves_a_closed_case_closed(messages, cases):
    await flag(messages, in_thread(1))
    await review(cases, Step.UPHOLD, CaseStatus.CLOSED, version=1, resolution=Resolution.UPHELD)

    await pass_by(messages, in_thread(2))

    case = await cases.load_case(1)
    assert (case.line.status, case.version, len(case.thread)) == (CaseStatus.CLOSED, 2, 2)


async def test_a_claimed_case_stays_claimed_when_it_grows(messages, cases):
    await flag(messages, in_thread(1))
    await review(cases, version=1)

    await flag(messages, in_thread(2))

    case = await cases.load_case(1)
    assert (case.line.status, case.line.claimed_by) == (CaseStatus.CLAIMED, "S1")
    assert case.version == 3


async def test_every_change_of_a_case_is_announced(messages, cases):
    leak, done = in_thread(1), ActionOutcome(kind=ActionKind.WARN_AUTHOR, status=OutcomeStatus.DONE)
    answer = AuthorReply(ref=leak.ref, kind=ReplyKind.NEEDED, by="U1", at=LATER)
    seen = [await cases.changed()]

    await flag(messages, leak)
    seen.append(await cases.changed())
    await messages.save_outcome(leak.ref, done)
    seen.append(await cases.changed())
    await messages.save_reply(answer)
    seen.append(await cases.changed())
    await pass_by(messages, in_thread(2))
    seen.append(await cases.changed())
    await messages.withdraw(leak.ref, LATER)
    seen.append(await cases.changed())
    await review(cases, version=3)
    seen.append(await cases.changed())
    await messages.forget(Platform.LOCAL, "T1")
    seen.append(await cases.changed())

    assert seen == sorted(set(seen))


async def test_an_answer_moves_the_case_on_but_an_outcome_does_not(messages, cases):
    await flag(messages, b.message())
    done = ActionOutcome(kind=ActionKind.WARN_AUTHOR, status=OutcomeStatus.DONE)
    answer = AuthorReply(ref=b.ref(), kind=ReplyKind.NOT_CONFIDENTIAL, by="U1", at=LATER)

    await messages.save_outcome(b.ref(), done)
    after_outcome = (await cases.load_case(1)).version
    await messages.save_reply(answer)
    after_answer = (await cases.load_case(1)).version

    assert (after_outcome, after_answer) == (1, 2)


async def test_what_belongs_to_no_case_is_not_announced(messages, cases):
    await pass_by(messages, b.message())
    await messages.withdraw(b.ref(), LATER)

    assert await cases.changed() == 0


async def test_the_audit_trail_is_shown_newest_first(cases):
    trail = [
        replace(AUDIT, verb=f"step {number}", subject=f"case:{number % 2}", detail="half \ud83d")
        for number in range(4)
    ]
    for event in trail:
        await cases.audit(event)

    assert await cases.audit_trail() == trail[::-1]
    assert await cases.audit_trail("case:1") == [trail[3], trail[1]]
    assert await cases.audit_trail(limit=1) == [trail[3]]
