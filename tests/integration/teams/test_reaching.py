"""Whom a notice reaches, in which place, and what is said where it reaches nobody."""

from dataclasses import replace

import pytest

from bot.domain.decision import ActionKind, OutcomeStatus
from tests.builders import author, read_attachment
from tests.integration.teams.acting import enforce, said_by
from tests.integration.teams.conftest import ref_of
from tests.integration.teams.test_messages import SECRET_TEXT
from tests.standins.teams_company import ADA, ADMIN, ADMINS, BOB, CY, FINANCE, LUNCH, REPORTS
from tests.standins.teams_people import TENANT


@pytest.fixture
async def about(office):
    """A message of Ada's that was seen, and about which nothing was done yet."""
    return await said_by(office, ADA)


@pytest.mark.parametrize(
    ("changes", "detail"),
    [
        ({"has_blocked": True}, "the person has blocked or removed the app"),
        ({"is_installed": False}, "not permitted: the tenant's settings forbid it"),
    ],
    ids=["blocked", "not installed"],
)
async def test_an_author_who_cannot_be_reached_is_said_to_be_so(office, about, changes, detail):
    for name, value in changes.items():
        setattr(office.world.people[ADA], name, value)
    for place in office.world.conversations.values():
        place.team = "" if "is_installed" in changes else place.team

    outcome = await enforce(office, about)

    assert (outcome.status is OutcomeStatus.DONE, outcome.detail) == (False, detail)
    assert office.world.sent_in(REPORTS) == []


async def test_somebody_the_bot_never_met_is_unreachable(office, about):
    stranger = replace(about, author=author(id="nobody", tenant=TENANT))

    outcome = await enforce(office, stranger)

    assert (outcome.status, outcome.detail) == (
        OutcomeStatus.UNREACHABLE,
        "the bot has never met the person",
    )


async def test_where_the_policy_asks_for_a_notice_the_outcome_names_it(office, about):
    office.world.people[ADA].has_blocked = True

    outcome = await enforce(office, about, ActionKind.WARN_AUTHOR, ActionKind.POST_NOTICE)

    assert outcome.detail == (
        "the person has blocked or removed the app; the clause is named in the conversation, as "
        "the policy asks"
    )


async def test_a_1_1_chat_that_is_gone_is_opened_anew(office, about):
    await enforce(office, about)
    office.world.fail("activities.send", status=404, code="ConversationNotFound")

    outcome = await enforce(office, await said_by(office, ADA, LUNCH))

    assert outcome.status is OutcomeStatus.DONE
    assert len(office.world.calls_to("conversations.create")) == 2


async def test_a_conversation_that_is_gone_is_unreachable(office, about):
    del office.world.conversations[REPORTS]

    outcome = await enforce(office, about, ActionKind.POST_NOTICE)

    assert (outcome.status, outcome.detail) == (
        OutcomeStatus.UNREACHABLE,
        "the conversation is gone",
    )


async def test_a_conversation_the_bot_was_taken_out_of_is_unreachable(office, about):
    await office.room.references.forget_conversation(TENANT, REPORTS)

    outcome = await enforce(office, about, ActionKind.WARN_RECIPIENTS)

    assert (outcome.status, outcome.detail) == (
        OutcomeStatus.UNREACHABLE,
        "the bot is not, or no longer, in the conversation",
    )


async def test_a_tenant_without_the_app_is_unreachable(office, about):
    elsewhere = replace(about, ref=replace(about.ref, tenant="T0ELSE"))

    outcome = await enforce(office, elsewhere)

    assert (outcome.status, outcome.detail) == (
        OutcomeStatus.UNREACHABLE,
        "Chatwarden is no longer installed in that tenant",
    )


async def test_recipients_are_told_in_the_thread_of_the_message(office, about):
    files = (read_attachment(id="F1", name="one.csv"),)

    await enforce(office, replace(about, attachments=files), ActionKind.WARN_RECIPIENTS)

    assert office.world.told_in(REPORTS)[-1].root == about.ref.message


async def test_a_reminder_is_posted_in_the_thread_of_the_message(office, about):
    outcome = await enforce(office, about, ActionKind.POST_NOTICE)

    [posted] = office.world.sent_in(REPORTS)
    assert (outcome.status, posted["summary"]) == (
        OutcomeStatus.DONE,
        "A reminder for this conversation.",
    )
    assert office.world.told_in(REPORTS)[-1].root == about.ref.message


async def test_an_admin_conversation_that_is_gone_falls_to_who_installed_it(office, about):
    amy = office.world.people[ADMIN].as_sender()
    await office.tell(office.events.installation(FINANCE, "add") | {"from": amy})
    del office.world.conversations[ADMINS]

    outcome = await enforce(office, about, ActionKind.NOTIFY_ADMINS)

    assert outcome.status is OutcomeStatus.DONE
    assert len(office.world.sent_to(ADMIN)) == 1


class TestWithoutAnAdminConversation:
    """A tenant where nobody said where the admins read."""

    @pytest.fixture
    def registration(self, registration):
        return replace(registration, admin_conversation="")

    async def test_admins_are_unreachable_and_it_says_which_setting(self, office, about):
        outcome = await enforce(office, about, ActionKind.NOTIFY_ADMINS)

        assert (outcome.status, outcome.detail) == (
            OutcomeStatus.UNREACHABLE,
            "no admin conversation is set (TEAMS_ADMIN_CONVERSATION)",
        )


class TestTargetedMessages:
    """A tenant where Teams shows a message to one person alone."""

    @pytest.fixture
    def config(self, config):
        return replace(config, targeted_messages=True)

    async def test_who_is_not_reached_in_a_1_1_chat_is_told_in_the_place_alone(self, office):
        for place in (REPORTS, FINANCE):
            office.world.conversations[place].members.append(CY)
        office.world.fail("conversations.create", status=403, code="ForbiddenOperationException")

        said = await office.say(SECRET_TEXT, CY)

        sent = office.world.told_in(REPORTS)[-1]
        [outcome] = [
            found
            for found in await office.keeping.messages.outcomes(ref_of(said))
            if found.kind is ActionKind.WARN_AUTHOR
        ]
        assert (sent.target, sent.root) == (CY, said.id)
        assert outcome.status is OutcomeStatus.DONE
        assert outcome.detail == (
            "told in the conversation, seen by the author alone (not permitted: the tenant's "
            "settings forbid it)"
        )

    async def test_its_buttons_work_as_well(self, office):
        office.world.fail("conversations.create", status=403, code="MessageWritesBlocked")
        await office.say(SECRET_TEXT, BOB)
        sent = office.world.sent_in(REPORTS)[-1]
        button = sent["attachments"][0]["content"]["actions"][2]

        answer = await office.send.activity(office.events.press(sent, BOB, button))
        await office.settled()

        assert answer.json["statusCode"] == 200
        assert "Recorded" in str(office.world.sent_in(REPORTS)[-1])

    async def test_where_it_is_refused_too_the_first_reason_stands(self, office, about):
        office.world.fail("activities.send", status=403, sub_code="MessageWritesBlocked", times=2)

        outcome = await enforce(office, about)

        assert (outcome.status, outcome.detail) == (
            OutcomeStatus.UNREACHABLE,
            "the person has blocked or removed the app",
        )
