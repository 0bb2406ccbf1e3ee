"""What becomes of a message on its road."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.case import CaseStatus
from bot.domain.decision import ActionKind, ActionOutcome, OutcomeStatus
from bot.domain.message import Platform
from bot.errors import TryLater
from bot.inspection import in_order
from bot.policy.loader import LIBRARY, load_policies
from tests.builders import NOON, action, attachment, author, message, ref

BOOK = load_policies([LIBRARY])
CONFIDENTIAL = "her ssn is 536-22-8765, please file it"
HARMLESS = "the build is green, shipping at noon"


async def test_a_confidential_message_is_warned_about_and_opens_a_case(road, enforcer, cases):
    decision = await road.handle(message(CONFIDENTIAL))

    [case] = await cases.list_cases()
    assert ActionKind.WARN_AUTHOR in enforcer.done
    assert "3.b" in {clause.number for match in decision.matches for clause in match.clauses}
    assert (case.status, case.messages) == (CaseStatus.OPEN, 1)


@pytest.mark.parametrize(("who", "matched"), [("U1", True), ("U2", False)], ids=["own", "others"])
async def test_a_number_spread_over_two_messages_of_one_author_is_found(road, who, matched):
    begun = message("my ssn is 536-22", ref=ref(message="M0"), author=author(id=who))
    await road.handle(begun)

    decision = await road.handle(message("8765", sent_at=NOON + timedelta(seconds=9)))

    assert bool(decision.matches) is matched


async def test_a_harmless_message_leads_to_nothing(road, enforcer, cases):
    decision = await road.handle(message(HARMLESS))

    assert (decision.matches, enforcer.done, await cases.list_cases()) == ((), [], [])


async def test_the_same_revision_is_handled_once(road, enforcer):
    await road.handle(message(CONFIDENTIAL))
    told = list(enforcer.done)

    again = await road.handle(message(CONFIDENTIAL))

    assert (again, enforcer.done) == (None, told)


async def test_two_events_about_one_message_at_once_warn_once(road, enforcer):
    # As with a file on Slack: its own event, and the message that carries it.
    await asyncio.gather(road.handle(message(CONFIDENTIAL)), road.handle(message(CONFIDENTIAL)))

    assert enforcer.done.count(ActionKind.WARN_AUTHOR) == 1


async def test_an_edit_is_inspected_again(road, enforcer):
    await road.handle(message(HARMLESS))

    await road.handle(message(CONFIDENTIAL, ref=ref(revision="1"), is_edit=True))

    assert ActionKind.WARN_AUTHOR in enforcer.done


async def test_the_decision_is_recorded_before_anything_is_done(road, enforcer):
    enforcer.fault = TryLater(after=1)

    with pytest.raises(TryLater):
        await road.handle(message(CONFIDENTIAL))

    assert (await road.messages.load_decision(ref())).matches
    assert await road.messages.is_finished(ref()) is False


async def test_what_was_decided_before_a_crash_is_done_after_it(road, enforcer):
    enforcer.fault = TryLater(after=1)
    with pytest.raises(TryLater):
        await road.handle(message(CONFIDENTIAL))
    enforcer.fault = None

    # The platform hands the event out again; even an edited text would not change the decision.
    await road.handle(message(HARMLESS))

    assert enforcer.done.count(ActionKind.WARN_AUTHOR) == 1
    assert await road.messages.is_finished(ref()) is True


async def test_an_interrupted_action_is_looked_for_before_it_is_repeated(road, enforcer):
    enforcer.fault = TryLater(after=1)
    with pytest.raises(TryLater):
        await road.handle(message(CONFIDENTIAL))
    enforcer.fault = None
    enforcer.memory = ActionOutcome(kind=ActionKind.WARN_AUTHOR, status=OutcomeStatus.DONE)

    await road.handle(message(CONFIDENTIAL))

    assert (enforcer.recalled, ActionKind.WARN_AUTHOR in enforcer.done) == (
        [ActionKind.WARN_AUTHOR],
        False,
    )


async def test_a_policy_in_shadow_warns_nobody(road, enforcer):
    shadow = BOOK.governed_by(["nc-ccps-im"], enforced=[])

    decision = await replace(road, policies=shadow).handle(message(CONFIDENTIAL))

    assert (decision.matches, enforcer.done) == ((), [])
    assert decision.shadow_matches != ()


async def test_repeated_warnings_are_throttled_and_recorded(road, enforcer):
    strict = replace(road, warnings_per_minute=2)

    for number in range(3):
        await strict.handle(message(CONFIDENTIAL, ref=ref(message=f"M{number}")))

    outcomes = await road.messages.outcomes(ref(message="M2"))
    [warned] = [outcome for outcome in outcomes if outcome.kind is ActionKind.WARN_AUTHOR]
    assert enforcer.done.count(ActionKind.WARN_AUTHOR) == 2
    assert (warned.status, warned.detail) == (
        OutcomeStatus.THROTTLED,
        "the author was warned 2 times within a minute",
    )


async def test_a_minute_later_the_author_is_warned_again(road, enforcer, clock):
    strict = replace(road, warnings_per_minute=1)
    await strict.handle(message(CONFIDENTIAL))
    clock.moment += timedelta(minutes=2)

    await strict.handle(message(CONFIDENTIAL, ref=ref(message="M2")))

    assert enforcer.done.count(ActionKind.WARN_AUTHOR) == 2


async def test_a_deleted_message_is_noted_on_its_case(road, cases):
    await road.handle(message(CONFIDENTIAL))

    await road.withdraw(ref())

    [line] = await cases.list_cases()
    case = await cases.load_case(line.id)
    assert case.thread[0].withdrawn_at == NOON


async def test_an_attachment_is_warned_about_to_both_sides(road, enforcer):
    await road.handle(message("see attached", attachments=(attachment(),)))

    assert {ActionKind.WARN_AUTHOR, ActionKind.WARN_RECIPIENTS} <= set(enforcer.done)


def test_harm_is_limited_before_people_are_told():
    kinds = (ActionKind.WARN_AUTHOR, ActionKind.OPEN_CASE, ActionKind.REMOVE_MESSAGE)

    ordered = in_order(tuple(action(kind) for kind in kinds))

    assert [one.kind for one in ordered] == [ActionKind.REMOVE_MESSAGE, ActionKind.WARN_AUTHOR]


async def test_what_an_author_did_before_is_known_to_the_policies(road):
    await road.handle(message(CONFIDENTIAL))

    past = await road.messages.activity(author(), Platform.LOCAL, NOON - timedelta(days=1))

    assert [(one.at, one.categories) for one in past] == [(NOON, frozenset({"PII"}))]
