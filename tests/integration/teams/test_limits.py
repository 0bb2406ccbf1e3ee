"""What Teams limits, refuses or forgets: waited for, said, or found again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.decision import ActionKind, OutcomeStatus
from bot.errors import TryLater
from tests.builders import read_attachment
from tests.integration.teams.acting import enforce, recall, said_by
from tests.integration.teams.test_messages import SECRET_TEXT
from tests.standins.teams_company import ADA, REPORTS

REMOVALS = {
    ActionKind.REMOVE_MESSAGE: "remove a message",
    ActionKind.REMOVE_ATTACHMENT: "remove a file",
    ActionKind.HIDE_MESSAGE: "hide a message",
}


@pytest.fixture
async def about(office):
    """A message of Ada's that was seen, and about which nothing was done yet."""
    return await said_by(office, ADA)


@pytest.mark.parametrize("status", [412, 429, 502, 504])
async def test_a_short_wait_is_waited_out_in_place(office, about, status):
    office.world.fail("activities.send", status=status, retry_after=0)

    outcome = await enforce(office, about)

    assert outcome.status is OutcomeStatus.DONE
    assert len(office.world.calls_to("activities.send")) == 2


async def test_without_a_word_on_how_long_the_wait_is_short(office, about):
    office.world.fail("activities.send", status=429)

    assert (await enforce(office, about)).status is OutcomeStatus.DONE


async def test_a_long_wait_is_left_to_the_queue(office, about):
    office.world.fail("activities.send", status=429, retry_after=30)

    with pytest.raises(TryLater) as wait:
        await enforce(office, about)

    assert wait.value.after == 30
    assert len(office.world.calls_to("activities.send")) == 1


async def test_teams_is_not_asked_for_ever(office, about):
    office.world.fail("activities.send", status=502, retry_after=0, times=99)

    with pytest.raises(TryLater):
        await enforce(office, about)

    assert len(office.world.calls_to("activities.send")) == 3


async def test_a_message_waits_for_a_teams_that_is_away_and_is_warned_about_once(office):
    office.world.fail("conversations.create", status=503, times=1)
    said = office.world.say(REPORTS, ADA, SECRET_TEXT)
    await office.send.activity(office.events.message(said))
    await office.until(lambda: office.counted("events", outcome="retry") == 1)

    office.clock.ahead += timedelta(seconds=20)
    await office.settled()

    assert len(office.world.sent_to(ADA)) == 1
    assert office.counted("rate_limited", platform="teams") == 1


async def test_a_token_revoked_before_its_end_is_renewed(office, about):
    office.world.tokens.clear()

    assert (await enforce(office, about)).status is OutcomeStatus.DONE
    assert len(office.world.calls_to("token")) == 2


@pytest.mark.parametrize("kind", REMOVALS, ids=lambda kind: kind.value)
async def test_what_a_bot_cannot_do_is_not_permitted_and_names_the_way(office, about, kind):
    outcome = await enforce(office, about, kind)

    assert outcome.status is OutcomeStatus.NOT_PERMITTED
    assert outcome.detail == (
        f"not permitted: Teams lets no bot {REMOVALS[kind]} of somebody else's; blocking it "
        "takes the licensed grant for Microsoft Graph (docs/howto/install-teams.md)"
    )
    assert await recall(office, about, kind) is None


async def test_what_the_record_meets_is_no_action_of_teams(office, about):
    outcome = await enforce(office, about, ActionKind.KEEP_RECORD)

    assert (outcome.status, outcome.detail) == (OutcomeStatus.FAILED, "Teams has no such action")


async def test_an_error_nobody_has_words_for_is_named_by_its_code(office, about):
    office.world.fail("activities.send", status=400, code="BadSyntax", message=SECRET_TEXT)

    outcome = await enforce(office, about)

    assert (outcome.status, outcome.detail) == (
        OutcomeStatus.FAILED,
        "Teams refused it (BadSyntax)",
    )


async def test_a_warning_sent_before_a_crash_is_remembered(office, about):
    sent = await enforce(office, about)

    recalled = await recall(office, about)

    assert (recalled.status, recalled.receipt) == (OutcomeStatus.DONE, sent.receipt)


async def test_a_warning_about_another_revision_is_not_taken_for_it(office, about):
    await enforce(office, about)

    edited = replace(about, ref=replace(about.ref, revision="1700000000000"))

    assert await recall(office, edited) is None


async def test_only_the_files_not_yet_warned_about_are_told_after_a_crash(office, about):
    files = (read_attachment(id="F1", name="one.csv"), read_attachment(id="F2", name="two.csv"))
    await enforce(office, replace(about, attachments=files[:1]), ActionKind.WARN_RECIPIENTS)

    recalled = await recall(office, replace(about, attachments=files), ActionKind.WARN_RECIPIENTS)

    told = [sent["summary"] for sent in office.world.sent_in(REPORTS)]
    assert told == ["Please do not open “one.csv”.", "Please do not open “two.csv”."]
    assert recalled.status is OutcomeStatus.DONE
