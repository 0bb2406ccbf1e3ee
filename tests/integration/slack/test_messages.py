"""Messages in, warnings out."""

import json

from bot.domain.message import AudienceKind, MessageRef, Platform, Standing
from tests.standins.slack_events import deletion_event, edit_event, envelope, message_event
from tests.standins.slack_world import BOT_ID, BOT_USER, HOME, PARTNER

SECRET_TEXT = "her ssn is 536-22-8765, please file it"
HARMLESS = "the build is green, shipping at noon"


def _ref(message, channel="C0GENERAL", revision="0"):
    return MessageRef(
        platform=Platform.SLACK,
        tenant=HOME,
        conversation=channel,
        message=message["ts"],
        revision=revision,
    )


async def test_a_confidential_message_is_warned_about_in_a_direct_message(office):
    await office.say(SECRET_TEXT)

    [warning] = office.world.sent_to("UADA")
    words = json.dumps(warning["blocks"], ensure_ascii=False)
    assert "a Social Security number: ••••••" in words
    assert "clause 3.b" in words
    assert "536-22-8765" not in words


async def test_the_author_also_gets_a_word_in_the_channel(office):
    await office.say(SECRET_TEXT)

    [whisper] = office.world.calls_to("chat.postEphemeral")
    assert (whisper["channel"], whisper["user"]) == ("C0GENERAL", "UADA")


async def test_a_whisper_that_fails_is_no_failure(office):
    office.world.fail("chat.postEphemeral", error="user_not_in_channel")

    message = await office.say(SECRET_TEXT)

    statuses = {found.status for found in await office.keeping.messages.outcomes(_ref(message))}
    assert {status.value for status in statuses} == {"done"}


async def test_the_admins_are_told_in_their_channel_without_the_content(office):
    await office.say(SECRET_TEXT)

    told = json.dumps(office.world.messages.get("C0ADMINS", []), ensure_ascii=False)
    assert "was flagged" in told
    assert "536-22-8765" not in told


async def test_a_harmless_message_leads_to_nothing(office):
    message = await office.say(HARMLESS)

    assert await office.keeping.messages.is_finished(_ref(message))
    assert office.world.calls_to("chat.postMessage") == []


async def test_an_edit_is_inspected_again(office):
    before = await office.say(HARMLESS)

    edited_ts = office.world.stamp()
    await office.tell(edit_event(before, SECRET_TEXT, edited_ts=edited_ts))

    assert len(office.world.sent_to("UADA")) == 1
    assert await office.keeping.messages.latest_revision(_ref(before)) == _ref(
        before, revision=edited_ts
    )


async def test_a_link_that_unfolds_is_no_edit(office):
    before = await office.say(HARMLESS)
    unfolded = edit_event(before, SECRET_TEXT, edited_ts="1")
    del unfolded["message"]["edited"]

    await office.tell(unfolded)

    assert office.world.sent_to("UADA") == []


async def test_a_deleted_message_is_noted_in_its_case(office):
    message = await office.say(SECRET_TEXT)

    await office.tell(deletion_event(message))

    [line] = await office.keeping.cases.list_cases()
    case = await office.keeping.cases.load_case(line.id)
    assert [found.withdrawn_at is not None for found in case.thread] == [True]


async def test_a_thread_root_deleted_above_its_replies_is_noted_too(office):
    message = await office.say(SECRET_TEXT)
    tombstone = edit_event(message, "This message was deleted.", edited_ts="1")
    tombstone["message"] |= {"subtype": "tombstone", "user": "USLACKBOT"}

    await office.tell(tombstone)

    [line] = await office.keeping.cases.list_cases()
    case = await office.keeping.cases.load_case(line.id)
    assert [found.withdrawn_at is not None for found in case.thread] == [True]


async def test_replies_of_a_thread_share_a_case(office):
    root = await office.say(SECRET_TEXT)

    await office.say("and his is 536-22-8766", user="UBOB", thread_ts=root["ts"])

    [case] = await office.keeping.cases.list_cases()
    assert case.messages == 2


async def test_a_partner_reading_along_makes_the_audience_external(office):
    message = await office.say(SECRET_TEXT, channel="C0PARTNER")

    kept = await office.keeping.messages.load_message(_ref(message, "C0PARTNER"))
    assert kept.audience.kind is AudienceKind.EXTERNAL


async def test_a_partner_writing_in_a_shared_channel_is_an_outsider(office):
    shared = {
        "team_id": PARTNER,
        "enterprise_id": "E0PARTNER",
        "context_team_id": PARTNER,
        "is_ext_shared_channel": True,
    }
    message = office.world.say("C0PARTNER", "UPART", HARMLESS)
    await office.tell(message_event(message, "C0PARTNER", team=PARTNER), **shared)

    kept = await office.keeping.messages.load_message(_ref(message, "C0PARTNER"))
    assert (kept.ref.tenant, kept.author.standing, kept.author.tenant) == (
        HOME,
        Standing.EXTERNAL,
        PARTNER,
    )


async def test_a_guest_in_the_channel_makes_the_audience_guest(office):
    message = await office.say(HARMLESS, channel="C0GUESTS")

    kept = await office.keeping.messages.load_message(_ref(message, "C0GUESTS"))
    assert (kept.audience.kind, kept.audience.because) == (
        AudienceKind.GUEST,
        "a guest is in the channel",
    )


async def test_an_audience_that_cannot_be_looked_up_is_unknown_and_says_why(office):
    office.world.fail("conversations.info", error="channel_not_found")

    message = await office.say(HARMLESS)

    kept = await office.keeping.messages.load_message(_ref(message))
    assert (kept.audience.kind, kept.audience.because) == (
        AudienceKind.UNKNOWN,
        "Slack did not say who reads along (channel_not_found)",
    )


async def test_another_bots_message_is_counted_and_left_alone(office):
    await office.say(SECRET_TEXT, user="UAPP", bot_id="B0OTHER")

    assert office.counted("messages", outcome="bot") == 1
    assert office.world.calls_to("chat.postMessage") == []


async def test_our_own_messages_are_left_alone(office):
    await office.say(SECRET_TEXT, user=BOT_USER, bot_id=BOT_ID)

    assert office.world.calls_to("chat.postMessage") == []


async def test_what_stands_only_in_a_block_is_inspected_too(office):
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": SECRET_TEXT}}]

    await office.say("see below", blocks=blocks)

    assert len(office.world.sent_to("UADA")) == 1


async def test_an_event_delivered_again_warns_once(office):
    message = office.world.say("C0GENERAL", "UADA", SECRET_TEXT)
    event = message_event(message)
    body = json.dumps(envelope(event, event_id="EvONCE"))

    first = await office.send.raw(body)
    again = await office.send.raw(body, headers={"X-Slack-Retry-Num": "1"})
    await office.settled()

    assert (first.status, again.status) == (200, 200)
    assert office.counted("events_received", platform="slack", outcome="duplicate") == 1
    assert len(office.world.sent_to("UADA")) == 1


async def test_the_same_message_under_another_event_id_warns_once(office):
    message = await office.say(SECRET_TEXT)

    await office.tell(message_event(message))

    assert len(office.world.sent_to("UADA")) == 1
