"""A message's menu: reported to a supervisor, or kept as a record."""

import json
from datetime import timedelta

import pytest

from bot.domain.attachment import Reading
from bot.domain.message import AudienceKind, Standing
from tests.integration.teams.conftest import ref_of
from tests.integration.teams.test_messages import HARMLESS, SECRET_TEXT
from tests.standins.teams_company import ADA, ADMINS, BLIND, BOB, CY, REPORTS

DONE = {
    "report": "Thank you. A supervisor will look at it.",
    "saveRecord": "The message is on its way to the records.",
}


async def _choose(office, message, command, *, person=BOB, **more):
    answer = await office.send.activity(office.events.command(message, person, command, **more))
    await office.settled()
    return answer


async def _case(office):
    [line] = await office.keeping.cases.list_cases()
    return await office.keeping.cases.load_case(line.id)


async def _asked(office):
    """Return what people asked for of the one message of the one case."""
    [shown] = (await _case(office)).thread
    return [(report.by.name, report.note) for report in shown.reports]


async def _disposed(office):
    office.clock.ahead += timedelta(days=4)
    before = office.clock.now() - timedelta(days=3)
    return await office.keeping.messages.dispose_unflagged(before)


def _in_a_chat_between_people(office, message, command, note):
    """Return the invoke as it comes from a 1:1 chat: it names no conversation."""
    told = office.events.command(message, BOB, command, note=note)
    told["conversation"] = {"tenantId": told["conversation"]["tenantId"]}
    return told


@pytest.mark.parametrize("command", ["report", "saveRecord"])
async def test_a_command_is_answered_with_its_dialog_and_leaves_nothing(office, command):
    message = await office.say(HARMLESS)

    answer = await _choose(office, message, command)

    assert (answer.status, answer.json["task"]["type"]) == (200, "continue")
    assert HARMLESS not in answer.text
    assert await office.keeping.cases.audit_trail() == []


@pytest.mark.parametrize("command", ["report", "saveRecord"])
async def test_a_dialog_that_was_sent_off_is_taken_at_once(office, command):
    message = await office.say(HARMLESS)

    answer = await _choose(office, message, command, note="it names a client")

    assert answer.json == {"task": {"type": "message", "value": DONE[command]}}
    assert answer.seconds < 1


async def test_a_report_without_a_reason_is_asked_for_it(office):
    message = await office.say(HARMLESS)

    answer = await _choose(office, message, "report", note=" ")

    assert answer.json["task"]["type"] == "continue"
    assert await office.keeping.cases.list_cases() == []


async def test_a_reported_message_becomes_a_case_though_no_rule_held(office):
    message = await office.say(HARMLESS)

    await _choose(office, message, "report", note="it names a client")

    case = await _case(office)
    assert (case.line.titles, case.line.author_name) == (("Reported by a person.",), "Ada Adams")
    assert await _asked(office) == [("Bob Brown", "it names a client")]
    assert office.world.calls_to("activities.send") == []


async def test_a_report_is_written_to_the_audit_trail(office):
    message = await office.say(HARMLESS)

    await _choose(office, message, "report", note="it names a client")

    [event] = await office.keeping.cases.audit_trail()
    assert (event.actor, event.verb, event.subject) == (
        f"person:{office.world.people[BOB].aad}",
        "reported",
        f"message:{ref_of(message).key}",
    )


async def test_a_report_teams_repeats_counts_once(office):
    message = await office.say(HARMLESS)
    told = office.events.command(message, BOB, "report", note="it names a client")

    answers = [await office.send.activity(told) for _ in range(2)]
    await office.settled()

    assert [answer.status for answer in answers] == [200, 200]
    assert await _asked(office) == [("Bob Brown", "it names a client")]


async def test_a_message_the_bot_never_saw_is_inspected_as_its_authors(office):
    await office.say(HARMLESS)  # Ada is known, and can be written to
    unseen = office.world.say(BLIND, ADA, SECRET_TEXT)

    await _choose(office, unseen, "report", note="it names a client")

    [shown] = (await _case(office)).thread
    assert (shown.author.name, shown.text) == ("Ada Adams", SECRET_TEXT)
    assert {match.rule for match in shown.decision.matches} >= {"confidential"}
    assert (shown.conversation.name, shown.audience.kind) == (
        "a conversation without the app",
        AudienceKind.UNKNOWN,
    )
    assert len(office.world.sent_to(ADA)) == 1


async def test_the_admins_are_told_of_it_where_the_policy_asks_for_that(office):
    unseen = office.world.say(REPORTS, ADA, SECRET_TEXT)
    await office.say(HARMLESS)

    await _choose(office, unseen, "report", note="it names a client")

    [told] = office.world.sent_in(ADMINS)
    assert "was flagged" in json.dumps(told)
    assert "536-22-8765" not in json.dumps(told)


async def test_an_author_the_bot_never_met_is_named_as_teams_names_them(office):
    unseen = office.world.say(BLIND, CY, HARMLESS)

    await _choose(office, unseen, "report", note="it names a client")

    [shown] = (await _case(office)).thread
    assert (shown.author.id, shown.author.name, shown.author.standing) == (
        office.world.people[CY].aad,
        "Cy Clark",
        Standing.UNKNOWN,
    )


async def test_a_file_on_a_message_the_bot_never_saw_is_said_to_be_unread(office):
    html = f'<p>{HARMLESS}</p><attachment id="a1b2"></attachment>'
    unseen = office.world.say(BLIND, ADA, HARMLESS, html=html)

    await _choose(office, unseen, "report", note="it names a client")

    [file] = (await _case(office)).thread[0].attachments
    assert (file.reading, "Microsoft Graph" in file.because) == (Reading.UNSCANNED, True)


async def test_a_message_whose_text_was_disposed_of_is_read_again(office):
    message = await office.say(HARMLESS)
    assert await _disposed(office) == 1

    await _choose(office, message, "report", note="it names a client")

    [shown] = (await _case(office)).thread
    assert (shown.text, shown.ref.revision != "0") == (HARMLESS, True)
    assert await _asked(office) == [("Bob Brown", "it names a client")]


async def test_a_record_is_kept_when_the_others_are_disposed_of(office):
    kept, gone = await office.say(HARMLESS), await office.say("see you")

    await _choose(office, kept, "saveRecord", note="")

    assert await _disposed(office) == 1
    assert (await office.kept(kept)).text == HARMLESS
    assert await office.keeping.messages.latest_revision(ref_of(gone)) == ref_of(gone)
    [event] = await office.keeping.cases.audit_trail()
    assert event.verb == "saved as a record"


async def test_a_chat_between_people_needs_no_name(office):
    unseen = office.world.say(BLIND, ADA, HARMLESS)
    told = _in_a_chat_between_people(office, unseen, "report", "it names a client")

    answer = await office.send.activity(told)
    await office.settled()

    assert answer.status == 200
    assert (await _case(office)).thread[0].ref == ref_of(unseen)


async def test_a_command_about_no_message_is_malformed(office):
    told = _in_a_chat_between_people(office, office.world.say(BLIND, ADA, "x"), "report", "why")
    told["value"]["messagePayload"] = {}

    assert (await office.send.activity(told)).status == 400


async def test_a_command_about_no_message_in_a_known_place_is_malformed(office):
    told = office.events.command(office.world.say(BLIND, ADA, "x"), BOB, "report", note="why")
    told["value"]["messagePayload"] = {}

    assert (await office.send.activity(told)).status == 400
    assert office.counted("events_received", platform="teams", outcome="malformed") == 1


async def test_a_command_of_another_version_is_not_implemented(office):
    message = office.world.say(REPORTS, ADA, HARMLESS)

    assert (await _choose(office, message, "explode", note="why")).status == 501
