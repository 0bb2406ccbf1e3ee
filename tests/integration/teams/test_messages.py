"""Messages in, warnings out."""

import json

import pytest

from bot.domain.message import AudienceKind, ConversationKind, Standing
from tests.integration.teams.conftest import ref_of
from tests.standins.teams_company import (
    ADA,
    ADMINS,
    BOARD,
    BOB,
    DEAL,
    FINANCE,
    GUEST,
    LUNCH,
    MEETING,
    NOBODY,
    OUTSIDE,
    PARTNER,
    PROJECT,
    REPORTS,
)
from tests.standins.teams_people import BOT_ID, PARTNER_TENANT, TENANT

SECRET_TEXT = "her ssn is 536-22-8765, please file it"
HARMLESS = "the build is green, shipping at noon"


def _words(activity):
    return json.dumps(activity, ensure_ascii=False)


async def test_a_confidential_message_is_warned_about_in_a_1_1_chat(office):
    await office.say(SECRET_TEXT)

    [warning] = office.world.sent_to(ADA)
    assert "a Social Security number: ••••••" in _words(warning)
    assert "clause 3.b" in _words(warning)
    assert "536-22-8765" not in _words(warning)


async def test_nothing_is_said_in_front_of_the_others(office):
    await office.say(SECRET_TEXT)

    assert office.world.sent_in(REPORTS) == []


async def test_the_admins_are_told_where_they_read_without_the_content(office):
    await office.say(SECRET_TEXT)

    [told] = office.world.sent_in(ADMINS)
    assert "A message in Finance › Reports was flagged" in _words(told)
    assert "536-22-8765" not in _words(told)


async def test_a_harmless_message_leads_to_nothing(office):
    message = await office.say(HARMLESS)

    assert await office.keeping.messages.is_finished(ref_of(message))
    assert office.world.calls_to("activities.send") == []


async def test_an_edit_is_inspected_again(office):
    message = await office.say(HARMLESS)
    office.world.edit(message, SECRET_TEXT)

    await office.tell(office.events.edit(message))

    revision = str(int(message.modified.timestamp() * 1000))
    assert len(office.world.sent_to(ADA)) == 1
    assert await office.keeping.messages.latest_revision(ref_of(message)) == ref_of(
        message, revision
    )


async def test_an_edit_delivered_again_warns_once(office):
    message = await office.say(HARMLESS)
    office.world.edit(message, SECRET_TEXT)
    edit = office.events.edit(message)

    for _ in range(2):
        await office.tell(edit)

    assert len(office.world.sent_to(ADA)) == 1


async def test_a_deleted_message_is_noted_in_its_case(office):
    message = await office.say(SECRET_TEXT)
    office.world.delete(message)

    await office.tell(office.events.delete(message))

    [line] = await office.keeping.cases.list_cases()
    case = await office.keeping.cases.load_case(line.id)
    assert [found.withdrawn_at is not None for found in case.thread] == [True]


async def test_a_message_that_is_back_is_inspected_again(office):
    message = await office.say(HARMLESS)
    office.world.delete(message)
    await office.tell(office.events.delete(message))
    message.text = SECRET_TEXT
    office.world.undelete(message)

    await office.tell(office.events.undelete(message))

    assert len(office.world.sent_to(ADA)) == 1


async def test_replies_of_a_thread_share_a_case(office):
    root = await office.say(SECRET_TEXT)

    await office.say("and his is 536-22-8766", person=BOB, root=root.id)

    [case] = await office.keeping.cases.list_cases()
    assert case.messages == 2


@pytest.mark.parametrize(
    ("conversation", "kind", "name"),
    [
        (REPORTS, ConversationKind.CHANNEL, "Finance › Reports"),
        (FINANCE, ConversationKind.CHANNEL, "Finance › General"),
        (BOARD, ConversationKind.CHANNEL, "Finance › Board"),
        (LUNCH, ConversationKind.GROUP, "a group chat"),
        ("a:ada", ConversationKind.DIRECT, "a chat with the bot"),
    ],
    ids=["channel", "general", "private", "group chat", "1:1"],
)
async def test_a_conversation_has_its_kind_and_a_name(office, conversation, kind, name):
    office.world.direct(ADA)

    kept = await office.kept(await office.say(HARMLESS, conversation=conversation))

    assert (kept.conversation.id, kept.conversation.kind, kept.conversation.name) == (
        conversation,
        kind,
        name,
    )
    is_private = conversation == BOARD or kind is not ConversationKind.CHANNEL
    assert kept.conversation.is_private is is_private


@pytest.mark.parametrize(
    ("conversation", "kind", "because"),
    [
        (
            REPORTS,
            AudienceKind.INTERNAL,
            "everybody in the conversation has an account of the organisation",
        ),
        (PROJECT, AudienceKind.GUEST, "a guest is in the conversation"),
        (
            DEAL,
            AudienceKind.EXTERNAL,
            "the shared channel has members of another organisation",
        ),
        (
            OUTSIDE,
            AudienceKind.EXTERNAL,
            "somebody of another organisation is in the conversation",
        ),
        (
            MEETING,
            AudienceKind.EXTERNAL,
            "somebody who did not sign in is in the conversation",
        ),
    ],
    ids=["internal", "guest", "shared channel", "federated chat", "anonymous"],
)
async def test_the_audience_is_as_far_as_its_most_distant_member(
    office, conversation, kind, because
):
    kept = await office.kept(await office.say(HARMLESS, conversation=conversation))

    assert (kept.audience.kind, kept.audience.because) == (kind, because)


async def test_an_audience_that_cannot_be_looked_up_is_unknown_and_says_why(office):
    office.world.fail("members.paged", status=403, code="BotNotInConversationRoster", times=9)

    kept = await office.kept(await office.say(HARMLESS))

    assert (kept.audience.kind, kept.audience.because) == (
        AudienceKind.UNKNOWN,
        "Teams did not say who reads along (the bot is not a member of the conversation)",
    )


@pytest.mark.parametrize(
    ("person", "conversation", "standing", "home"),
    [
        (ADA, REPORTS, Standing.MEMBER, TENANT),
        (GUEST, PROJECT, Standing.GUEST, TENANT),
        (PARTNER, DEAL, Standing.EXTERNAL, PARTNER_TENANT),
        (NOBODY, MEETING, Standing.EXTERNAL, ""),
    ],
    ids=["member", "guest", "partner", "anonymous"],
)
async def test_an_author_has_a_standing_and_a_home(office, person, conversation, standing, home):
    kept = await office.kept(await office.say(HARMLESS, person, conversation))

    known = office.world.people[person]
    assert (kept.author.id, kept.author.standing, kept.author.tenant, kept.author.name) == (
        known.aad or known.id,
        standing,
        home,
        known.name,
    )


async def test_an_author_who_cannot_be_looked_up_is_unknown_and_has_a_name(office):
    office.world.fail("members.get", status=404, code="MemberNotFoundInConversation")

    kept = await office.kept(await office.say(HARMLESS))

    assert (kept.author.standing, kept.author.name) == (Standing.UNKNOWN, "Ada Adams")


async def test_another_bots_message_is_counted_and_left_alone(office):
    bot = {"id": "28:another", "name": "Helper"}

    await office.say(SECRET_TEXT, event={"from": bot})

    assert office.counted("messages", outcome="bot") == 1
    assert office.world.calls_to("activities.send") == []


async def test_our_own_messages_are_left_alone(office):
    await office.say(SECRET_TEXT, event={"from": {"id": BOT_ID}})

    assert office.counted("messages", outcome="ignored") == 1
    assert office.world.calls_to("activities.send") == []


@pytest.mark.parametrize(
    "html",
    [
        f"<p>see</p><codeblock><code>{SECRET_TEXT}</code></codeblock>",
        f"<blockquote itemtype='http://schema.skype.com/Forward'><p>{SECRET_TEXT}</p></blockquote>",
        "<p>ssn 536&#45;22-<b>8765</b></p>",
    ],
    ids=["a code snippet", "forwarded", "in pieces"],
)
async def test_what_stands_only_in_the_rich_body_is_inspected_too(office, html):
    await office.say("see", html=html)

    assert len(office.world.sent_to(ADA)) == 1


async def test_the_same_message_under_another_moment_warns_once(office):
    message = await office.say(SECRET_TEXT)

    await office.tell(office.events.message(message, timestamp="2026-03-02T12:00:00Z"))

    assert len(office.world.sent_to(ADA)) == 1


async def test_looks_at_people_and_places_are_remembered(office):
    for _ in range(5):
        await office.say(HARMLESS)

    counts = {
        name: len(office.world.calls_to(name)) for name in ("members.get", "members.paged", "token")
    }
    assert counts == {"members.get": 1, "members.paged": 1, "token": 1}


async def test_a_file_in_a_channel_is_said_to_be_unseen(office):
    html = '<p>see the list</p><attachment id="a1b2"></attachment>'

    kept = await office.kept(await office.say("see the list", html=html))

    [file] = kept.attachments
    assert (file.id, file.reading.value, "Microsoft Graph" in file.because) == (
        "a1b2",
        "unscanned",
        True,
    )
