"""What Slack limits, refuses or forgets: waited for, said, or found again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.decision import Action, ActionKind, OutcomeStatus
from bot.errors import TryLater
from bot.slack.outcomes import words_for
from tests.builders import action, author, decision, match, message, read_attachment, ref
from tests.integration.slack.test_messages import SECRET_TEXT
from tests.standins.slack_events import message_event
from tests.standins.slack_world import BOT_TOKEN, HOME, Token

_NOBODY = "neither the author nor an admin has granted Chatwarden the removal of messages"


def _message(**changes):
    slack_ref = ref(platform="slack", tenant=HOME, conversation="C0GENERAL", message="1700000000.1")
    return message(
        SECRET_TEXT, **{"ref": slack_ref, "author": author(id="UADA", tenant=HOME)} | changes
    )


def _decision(*kinds):
    actions = tuple(action(kind) for kind in kinds)
    return decision(ref=_message().ref, matches=(match(),), actions=actions)


def _remove():
    return Action(kind=ActionKind.REMOVE_MESSAGE, cites=("nc-ccps-im/confidential",))


async def test_a_short_wait_is_waited_out_in_place(office):
    office.world.fail("chat.postMessage", status=429, retry_after=1)

    await office.say(SECRET_TEXT)

    assert len(office.world.sent_to("UADA")) == 1
    assert office.counted("rate_limited", platform="slack") == 0


async def test_a_long_wait_is_left_to_the_queue(office):
    office.world.fail("chat.postMessage", status=429, retry_after=30)
    with pytest.raises(TryLater) as wait:
        await office.room.enforcer.enforce(action(), _message(), _decision(ActionKind.WARN_AUTHOR))

    assert wait.value.after == 30


async def test_a_message_waits_for_a_slack_that_is_away_and_is_warned_about_once(office):
    office.world.fail("conversations.open", status=503, times=1)

    await _say_without_waiting(office)
    await office.until(lambda: office.counted("events", outcome="retry") == 1)
    office.clock.ahead += timedelta(seconds=20)
    await office.settled()

    assert len(office.world.sent_to("UADA")) == 1
    assert office.counted("rate_limited", platform="slack") == 1


async def test_a_warning_sent_before_a_crash_is_recognised_by_its_mark(office):
    enforcer, about = office.room.enforcer, _message()
    told = _decision(ActionKind.WARN_AUTHOR)
    sent = await enforcer.enforce(action(), about, told)

    recalled = await enforcer.recall(action(), about, told)

    assert (recalled.status, recalled.receipt) == (OutcomeStatus.DONE, sent.receipt)


async def test_a_warning_about_another_revision_is_not_taken_for_it(office):
    enforcer, about = office.room.enforcer, _message()
    told = _decision(ActionKind.WARN_AUTHOR)
    await enforcer.enforce(action(), about, told)

    edited = replace(about, ref=replace(about.ref, revision="1"))

    assert await enforcer.recall(action(), edited, told) is None


async def test_a_mark_somebody_else_posted_is_not_ours(office):
    enforcer, about = office.room.enforcer, _message()
    told = _decision(ActionKind.WARN_AUTHOR)
    await enforcer.enforce(action(), about, told)
    for found in office.world.messages["DUADA"]:
        found |= {"user": "UADA", "bot_id": "B0OTHER"}

    assert await enforcer.recall(action(), about, told) is None


async def test_only_the_files_not_yet_warned_about_are_told_after_a_crash(office):
    enforcer = office.room.enforcer
    root = office.world.say("C0GENERAL", "UADA", "two files")
    files = (read_attachment(id="F1", name="one.csv"), read_attachment(id="F2", name="two.csv"))
    about = _message(ref=replace(_message().ref, message=root["ts"]), attachments=files)
    warn = action(ActionKind.WARN_RECIPIENTS)
    told = _decision(ActionKind.WARN_RECIPIENTS)
    await enforcer.enforce(warn, replace(about, attachments=files[:1]), told)

    recalled = await enforcer.recall(warn, about, told)

    names = [found["text"] for found in office.world.messages["C0GENERAL"][1:]]
    assert names == ["Please do not open “one.csv”.", "Please do not open “two.csv”."]
    assert recalled.status is OutcomeStatus.DONE


async def test_an_author_who_is_gone_is_unreachable(office):
    gone = _message(author=author(id="UGONE", tenant=HOME))

    outcome = await office.room.enforcer.enforce(action(), gone, _decision(ActionKind.WARN_AUTHOR))

    assert (outcome.status, outcome.detail) == (
        OutcomeStatus.UNREACHABLE,
        "the person cannot be found",
    )


async def test_hiding_is_not_permitted_and_says_so(office):
    hide = action(ActionKind.HIDE_MESSAGE)

    outcome = await office.room.enforcer.enforce(hide, _message(), _decision(hide.kind))

    assert (outcome.status, outcome.detail) == (
        OutcomeStatus.NOT_PERMITTED,
        "not permitted: Slack has no way to hide a message for review",
    )


async def test_a_removal_nobody_granted_is_not_permitted(office):
    outcome = await office.room.enforcer.enforce(_remove(), _message(), _decision())

    assert (outcome.status, outcome.detail) == (
        OutcomeStatus.NOT_PERMITTED,
        f"not permitted: {_NOBODY}",
    )


class TestWithAnAdminsToken:
    """A workspace whose admin lent a token for removals."""

    @pytest.fixture
    def config(self, config, slack):
        slack.world.tokens["xoxp-admin"] = Token("UADMIN")
        slack.world.tokens["xoxp-bob"] = Token("UBOB")
        return replace(config, user_token="xoxp-admin")

    async def test_a_message_is_removed_with_it(self, office):
        posted = office.world.say("C0GENERAL", "UADA", SECRET_TEXT)
        about = _message(ref=replace(_message().ref, message=posted["ts"]))

        outcome = await office.room.enforcer.enforce(_remove(), about, _decision())

        assert (outcome.status, outcome.detail) == (
            OutcomeStatus.DONE,
            "removed with an admin's grant",
        )
        assert office.world.messages["C0GENERAL"] == []

    async def test_a_message_that_is_gone_counts_as_removed(self, office):
        outcome = await office.room.enforcer.enforce(_remove(), _message(), _decision())

        assert (outcome.status, outcome.detail) == (OutcomeStatus.DONE, "it was gone already")

    async def test_a_token_that_may_not_is_said_so(self, office):
        posted = office.world.say("C0GENERAL", "UADA", SECRET_TEXT)
        about = _message(ref=replace(_message().ref, message=posted["ts"]))
        office.world.tokens["xoxp-admin"] = Token("UBOB")

        outcome = await office.room.enforcer.enforce(_remove(), about, _decision())

        assert (outcome.status, outcome.detail) == (
            OutcomeStatus.NOT_PERMITTED,
            f"not permitted: with an admin's grant: {words_for('cant_delete_message')}",
        )

    async def test_flagged_files_are_removed(self, office):
        office.world.add_file("F1", b"x")
        about = _message(attachments=(read_attachment(id="F1"),))
        remove = action(ActionKind.REMOVE_ATTACHMENT)

        outcome = await office.room.enforcer.enforce(remove, about, _decision(remove.kind))

        assert (outcome.status, office.world.files) == (OutcomeStatus.DONE, {})


async def test_a_token_slack_no_longer_knows_sets_the_event_aside_with_its_reason(office):
    del office.world.tokens[BOT_TOKEN]

    await _say_without_waiting(office)
    await office.settled()

    [aside] = await office.keeping.queue.list_set_aside()
    assert "refused" in aside.because


async def _say_without_waiting(office):
    said = office.world.say("C0GENERAL", "UADA", SECRET_TEXT)
    await office.send.event(message_event(said))


class TestWithoutAnAdminChannel:
    """A workspace by token, where nobody said who the admins are."""

    @pytest.fixture
    def config(self, config):
        return replace(config, admin_channel="")

    async def test_admins_are_unreachable_and_it_says_which_setting(self, office):
        notify = action(ActionKind.NOTIFY_ADMINS)

        outcome = await office.room.enforcer.enforce(notify, _message(), _decision(notify.kind))

        assert (outcome.status, outcome.detail) == (
            OutcomeStatus.UNREACHABLE,
            "no admin channel is set (SLACK_ADMIN_CHANNEL)",
        )


async def test_a_reminder_is_posted_where_the_message_stands(office):
    remind = action(ActionKind.POST_NOTICE)

    outcome = await office.room.enforcer.enforce(remind, _message(), _decision(remind.kind))

    [posted] = office.world.messages["C0GENERAL"]
    assert (outcome.status, posted["text"]) == (
        OutcomeStatus.DONE,
        "A reminder for this conversation.",
    )


async def test_a_workspace_that_removed_the_app_is_unreachable(office):
    elsewhere = _message(ref=replace(_message().ref, tenant="T0ELSE"))
    told = _decision(ActionKind.WARN_AUTHOR)

    outcome = await office.room.enforcer.enforce(action(), elsewhere, told)
    recalled = await office.room.enforcer.recall(action(), elsewhere, told)

    assert outcome == recalled
    assert (outcome.status, outcome.detail) == (
        OutcomeStatus.UNREACHABLE,
        "Chatwarden is no longer installed in that workspace",
    )


async def test_a_removal_is_not_recalled_but_done_again(office):
    assert await office.room.enforcer.recall(_remove(), _message(), _decision()) is None


async def test_what_the_record_meets_is_no_action_of_slacks(office):
    keep = action(ActionKind.KEEP_RECORD)

    outcome = await office.room.enforcer.enforce(keep, _message(), _decision(keep.kind))

    assert (outcome.status, outcome.detail) == (
        OutcomeStatus.FAILED,
        "Slack has no such action",
    )


async def test_a_history_that_cannot_be_read_counts_as_not_sent(office):
    told = _decision(ActionKind.WARN_AUTHOR)
    await office.room.enforcer.enforce(action(), _message(), told)
    office.world.fail("conversations.history", error="missing_scope")

    assert await office.room.enforcer.recall(action(), _message(), told) is None
