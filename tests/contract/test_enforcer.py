"""What every enforcer keeps to: an outcome in words for every action, and what it recalls."""

from dataclasses import replace

import pytest

from bot.domain.decision import MET_BY_THE_RECORD, ActionKind, OutcomeStatus
from bot.simulated import SimulatedEnforcer
from tests import builders as b
from tests.contract.platforms import TEXT
from tests.fakes import CountingMeter

KINDS = [kind for kind in ActionKind if kind not in MET_BY_THE_RECORD]
TELLING = [
    ActionKind.WARN_AUTHOR,
    ActionKind.WARN_RECIPIENTS,
    ActionKind.NOTIFY_ADMINS,
    ActionKind.POST_NOTICE,
]


@pytest.fixture(params=["real", "simulated"])
def enforcer(request, place):
    return place.enforcer if request.param == "real" else SimulatedEnforcer(CountingMeter())


def decided(kind, message):
    """Return an action and the decision it is part of."""
    action = b.action(kind, tell=("admins",))
    match = b.match(actions=(kind,), findings=(b.finding(start=10, end=21),))
    return action, b.decision(ref=message.ref, matches=(match,), actions=(action,))


async def enforce(enforcer, kind, message):
    action, decision = decided(kind, message)
    return await enforcer.enforce(action, message, decision)


async def recall(enforcer, kind, message):
    action, decision = decided(kind, message)
    return await enforcer.recall(action, message, decision)


@pytest.mark.parametrize("kind", KINDS)
async def test_every_action_has_an_outcome_in_words_without_the_text(enforcer, place, kind):
    outcome = await enforce(enforcer, kind, place.message)

    assert outcome.kind is kind
    assert outcome.detail not in ("", TEXT)
    assert "536-22-8765" not in outcome.detail + outcome.receipt


@pytest.mark.parametrize("kind", KINDS)
async def test_what_cannot_be_reached_is_an_outcome_and_not_an_error(enforcer, place, kind):
    outcome = await enforce(enforcer, kind, place.missing)

    assert (outcome.kind, outcome.status is OutcomeStatus.DONE) == (kind, False)
    assert outcome.detail != ""


@pytest.mark.parametrize("kind", KINDS)
async def test_nothing_is_recalled_before_it_was_done(enforcer, place, kind):
    assert await recall(enforcer, kind, place.message) is None


@pytest.mark.parametrize("kind", TELLING)
async def test_what_was_told_is_done_and_recalled_as_done(place, kind):
    told = await enforce(place.enforcer, kind, place.message)

    recalled = await recall(place.enforcer, kind, place.message)

    assert (told.status, recalled.kind, recalled.status) == (
        OutcomeStatus.DONE,
        kind,
        OutcomeStatus.DONE,
    )


async def test_telling_of_a_file_is_recalled_although_another_was_not_told_of(place):
    other = b.attachment(id="F-other", name="other.csv")
    message = replace(place.message, attachments=(other, *place.message.attachments))
    action = b.action(ActionKind.WARN_RECIPIENTS)
    rule = b.match(findings=(), attachments=(place.message.attachments[0].id,))
    decision = b.decision(ref=message.ref, matches=(rule,), actions=(action,))

    told = await place.enforcer.enforce(action, message, decision)
    recalled = await place.enforcer.recall(action, message, decision)

    assert (told.status, recalled.status) == (OutcomeStatus.DONE, OutcomeStatus.DONE)


async def test_telling_of_one_message_is_not_taken_for_telling_of_another_revision(place):
    edited = replace(place.message, ref=replace(place.message.ref, revision="7"), is_edit=True)
    await enforce(place.enforcer, ActionKind.WARN_AUTHOR, place.message)

    assert await recall(place.enforcer, ActionKind.WARN_AUTHOR, edited) is None


@pytest.mark.parametrize("kind", KINDS)
async def test_what_was_only_simulated_says_so_and_is_never_recalled(place, kind):
    simulated = SimulatedEnforcer(CountingMeter())

    outcome = await enforce(simulated, kind, place.message)

    assert (outcome.status, await recall(simulated, kind, place.message)) == (
        OutcomeStatus.SIMULATED,
        None,
    )
