"""The road of a message over a real store, real identifiers and the real policies."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.detection.engine import DetectionEngine
from bot.domain.case import CaseStatus
from bot.domain.decision import ActionKind, ActionOutcome, OutcomeStatus
from bot.domain.message import Platform
from bot.domain.reply import AuthorReply, ReplyKind
from bot.errors import NotAllowed, TryLater, UnknownMessage
from bot.inspection import Inspection, in_order
from bot.policy.loader import LIBRARY, load_policies
from bot.responding import Responding
from bot.simulated import SimulatedEnforcer
from bot.store.cases import SqlCaseStore
from bot.store.engine import open_database
from bot.store.messages import SqlMessageStore
from bot.store.sealed import AesGcmSealer
from tests.builders import NOON, action, attachment, author, message, ref
from tests.fakes import CountingMeter, FixedClock

BOOK = load_policies([LIBRARY])
CONFIDENTIAL = "her ssn is 536-22-8765, please file it"
HARMLESS = "the build is green, shipping at noon"


class RecordingEnforcer:
    """Does nothing but remember; fails or forgets as a test asks."""

    def __init__(self):
        self.done = []
        self.recalled = []
        self.fault = None
        self.memory = None

    async def enforce(self, action, message, decision):
        if self.fault:
            raise self.fault
        self.done.append(action.kind)
        return ActionOutcome(kind=action.kind, status=OutcomeStatus.DONE)

    async def recall(self, action, message, decision):
        self.recalled.append(action.kind)
        return self.memory


class NoFiles:
    """Reads no attachment: the texts under test have none."""

    async def read(self, message):
        return message


@pytest.fixture
async def database(tmp_path):
    database = await open_database(f"sqlite:///{tmp_path}/road.db")
    yield database
    await database.close()


@pytest.fixture
def clock():
    return FixedClock(NOON)


@pytest.fixture
def enforcer():
    return RecordingEnforcer()


@pytest.fixture
def cases(database, clock):
    return SqlCaseStore(database, AesGcmSealer((b"k" * 32,)), clock)


@pytest.fixture
def road(database, clock, enforcer):
    meter = CountingMeter()
    return Inspection(
        attachments=NoFiles(),
        detection=DetectionEngine(),
        policies=BOOK.governed_by(["nc-ccps-im"], enforced=["nc-ccps-im"]),
        enforcer=enforcer,
        simulated=SimulatedEnforcer(meter),
        messages=SqlMessageStore(database, AesGcmSealer((b"k" * 32,)), clock),
        clock=clock,
        meter=meter,
    )


async def test_a_confidential_message_is_warned_about_and_opens_a_case(road, enforcer, cases):
    decision = await road.handle(message(CONFIDENTIAL))

    [case] = await cases.list_cases()
    assert ActionKind.WARN_AUTHOR in enforcer.done
    assert "3.b" in {clause.number for match in decision.matches for clause in match.clauses}
    assert (case.status, case.messages) == (CaseStatus.OPEN, 1)


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


@pytest.fixture
def answers(road, enforcer, cases):
    return Responding(enforcer=enforcer, messages=road.messages, cases=cases)


def reply(kind, by="U1", **changes):
    return AuthorReply(**{"ref": ref(), "kind": kind, "by": by, "at": NOON} | changes)


async def test_an_answer_is_recorded_for_the_supervisor(road, answers, cases):
    await road.handle(message(CONFIDENTIAL))

    await answers.respond(reply(ReplyKind.NEEDED, reason="the court asked for it"))

    [line] = await cases.list_cases()
    case = await cases.load_case(line.id)
    assert [(one.kind, one.reason) for one in case.thread[0].replies] == [
        (ReplyKind.NEEDED, "the court asked for it")
    ]


async def test_an_author_can_have_the_message_removed(road, answers, enforcer):
    await road.handle(message(CONFIDENTIAL))

    outcome = await answers.respond(reply(ReplyKind.REMOVE))

    assert (outcome.kind, outcome.status) == (ActionKind.REMOVE_MESSAGE, OutcomeStatus.DONE)
    assert enforcer.done[-1] is ActionKind.REMOVE_MESSAGE


async def test_a_removal_asked_for_twice_is_done_once(road, answers, enforcer):
    await road.handle(message(CONFIDENTIAL))

    outcomes = [await answers.respond(reply(ReplyKind.REMOVE)) for _ in range(2)]

    assert [outcome.status for outcome in outcomes] == [OutcomeStatus.DONE, OutcomeStatus.DONE]
    assert enforcer.done.count(ActionKind.REMOVE_MESSAGE) == 1


async def test_an_answer_given_twice_is_audited_once(road, answers, cases):
    await road.handle(message(CONFIDENTIAL))

    await answers.respond(reply(ReplyKind.NOT_CONFIDENTIAL))
    await answers.respond(reply(ReplyKind.NOT_CONFIDENTIAL))

    trail = await cases.audit_trail(subject=f"message:{ref().key}")
    assert [event.verb for event in trail] == ["answered not_confidential"]


async def test_nobody_answers_for_somebody_else(road, answers):
    await road.handle(message(CONFIDENTIAL))

    with pytest.raises(NotAllowed):
        await answers.respond(reply(ReplyKind.REMOVE, by="U2"))


async def test_an_unknown_message_cannot_be_answered_for(answers):
    with pytest.raises(UnknownMessage):
        await answers.respond(reply(ReplyKind.REMOVE))


async def test_a_message_nothing_was_decided_about_cannot_be_answered_for(road, answers):
    await road.messages.save_message(message(CONFIDENTIAL))

    with pytest.raises(UnknownMessage):
        await answers.respond(reply(ReplyKind.REMOVE))


async def test_what_an_author_did_before_is_known_to_the_policies(road):
    await road.handle(message(CONFIDENTIAL))

    past = await road.messages.activity(author(), Platform.LOCAL, NOON - timedelta(days=1))

    assert [(one.at, one.categories) for one in past] == [(NOON, frozenset({"PII"}))]
