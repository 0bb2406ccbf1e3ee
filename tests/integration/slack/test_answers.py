"""Buttons and the modal: only the author answers, and every answer is recorded."""

import json

import pytest
from slack_sdk.oauth.installation_store import Installation

from bot.domain.reply import ReplyKind
from tests.integration.slack.test_messages import SECRET_TEXT
from tests.standins.slack_events import buttons_of, press, submit
from tests.standins.slack_world import HOME, PARTNER, Token


@pytest.fixture
async def warned(office):
    """A warned message and the buttons of its warning."""
    message = await office.say(SECRET_TEXT)
    [warning] = office.world.sent_to("UADA")
    return message, buttons_of(warning)


async def _replies(office):
    [line] = await office.keeping.cases.list_cases()
    case = await office.keeping.cases.load_case(line.id)
    return [(reply.kind, reply.by, reply.reason) for reply in case.thread[0].replies]


def _shown(office):
    [warning] = office.world.sent_to("UADA")
    return json.dumps(warning["blocks"], ensure_ascii=False)


async def test_a_warning_has_the_three_buttons(warned):
    _, buttons = warned

    assert set(buttons) == {"remove", "needed", "not_confidential"}


async def test_not_confidential_is_recorded_and_shown(office, warned):
    _, buttons = warned

    answer = await office.send.interaction(press(buttons["not_confidential"]))
    await office.settled()

    assert answer.status == 200
    assert await _replies(office) == [(ReplyKind.NOT_CONFIDENTIAL, "UADA", "")]
    assert "Recorded: you say this is not confidential." in _shown(office)


async def test_needed_opens_a_modal_that_carries_the_reference_only(office, warned):
    message, buttons = warned

    await office.send.interaction(press(buttons["needed"]))
    await office.settled()

    [opened] = office.world.calls_to("views.open")
    assert opened["trigger_id"] == "13.37.abc"
    assert opened["view"]["private_metadata"] == f"slack/T0HOME/C0GENERAL/{message['ts']}/0"


async def test_the_reason_is_recorded_and_shown_as_taken(office, warned):
    _, buttons = warned
    await office.send.interaction(press(buttons["needed"]))
    [opened] = office.world.calls_to("views.open")

    answer = await office.send.interaction(submit(opened["view"], "payroll asked for it"))
    await office.settled()

    assert (answer.status, answer.text) == (200, "")
    assert await _replies(office) == [(ReplyKind.NEEDED, "UADA", "payroll asked for it")]
    assert "Your reason is recorded." in _shown(office)


async def test_remove_without_any_grant_says_so_honestly(office, warned):
    message, buttons = warned

    await office.send.interaction(press(buttons["remove"]))
    await office.settled()

    assert message in office.world.messages["C0GENERAL"]
    assert "neither the author nor an admin has granted" in _shown(office)
    assert await _replies(office) == [(ReplyKind.REMOVE, "UADA", "")]


async def test_remove_uses_the_authors_own_grant(office, warned):
    message, buttons = warned
    office.world.tokens["xoxp-ada"] = Token("UADA")
    await office.room.workspaces.installations.async_save(
        Installation(user_id="UADA", team_id=HOME, user_token="xoxp-ada")
    )

    await office.send.interaction(press(buttons["remove"]))
    await office.settled()

    assert message not in office.world.messages["C0GENERAL"]
    assert "Removed. Thank you." in _shown(office)


async def test_a_colleague_cannot_answer_for_the_author(office, warned):
    _, buttons = warned

    answer = await office.send.interaction(press(buttons["not_confidential"], user="UBOB"))
    await office.settled()

    assert (answer.status, await _replies(office)) == (200, [])
    assert office.counted("requests_refused", platform="slack", reason="not_the_author") == 1


async def test_somebody_from_another_organisation_cannot_answer(office, warned):
    _, buttons = warned

    await office.send.interaction(press(buttons["remove"], user="UADA", team=PARTNER))
    await office.settled()

    assert await _replies(office) == []


async def test_a_button_pressed_twice_is_recorded_once(office, warned):
    _, buttons = warned

    for _ in range(2):
        await office.send.interaction(press(buttons["not_confidential"]))
    await office.settled()

    assert await _replies(office) == [(ReplyKind.NOT_CONFIDENTIAL, "UADA", "")]


async def test_a_button_of_a_message_nobody_knows_is_refused_quietly(office, warned):
    _, buttons = warned
    unknown = {**buttons["remove"], "value": "slack/T0HOME/C0GENERAL/1.1/0"}

    answer = await office.send.interaction(press(unknown))
    await office.settled()

    assert answer.status == 200
    assert await office.keeping.queue.list_set_aside() == []
