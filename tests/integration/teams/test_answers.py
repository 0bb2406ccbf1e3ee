"""Buttons: only the author answers, at once, and every answer is recorded."""

import json
from dataclasses import replace

import pytest

from bot.domain.reply import ReplyKind
from tests.integration.teams.test_messages import SECRET_TEXT
from tests.standins.teams_company import ADA, BOB
from tests.standins.teams_events import buttons_of

CARD = "application/vnd.microsoft.card.adaptive"
ERROR = "application/vnd.microsoft.error"


@pytest.fixture
async def warned(office):
    """A warned message."""
    return await office.say(SECRET_TEXT)


async def _replies(office):
    [line] = await office.keeping.cases.list_cases()
    case = await office.keeping.cases.load_case(line.id)
    return [(reply.kind, reply.by, reply.reason) for reply in case.thread[0].replies]


def _shown(office):
    [warning] = office.world.sent_to(ADA)
    return json.dumps(warning, ensure_ascii=False)


def _aad(office, person=ADA):
    return office.world.people[person].aad


async def test_a_warning_has_the_three_buttons(office, warned):
    [warning] = office.world.sent_to(ADA)

    assert set(buttons_of(warning)) == {
        "chatwarden_remove",
        "chatwarden_needed",
        "chatwarden_not_confidential",
    }


async def test_not_confidential_is_recorded_and_shown_in_the_answer_and_for_good(office, warned):
    answer = await office.press(ADA, "not_confidential")

    words = "Recorded: you say this is not confidential."
    assert (answer.status, answer.json["statusCode"], answer.json["type"]) == (200, 200, CARD)
    assert words in json.dumps(answer.json["value"])
    assert words in _shown(office)
    assert buttons_of(office.world.sent_to(ADA)[0]) == {}
    assert await _replies(office) == [(ReplyKind.NOT_CONFIDENTIAL, _aad(office), "")]


async def test_the_answer_comes_well_before_teams_gives_up(office, warned):
    answer = await office.press(ADA, "not_confidential")

    assert answer.seconds < 1


async def test_the_reason_is_recorded_and_shown_as_taken(office, warned):
    answer = await office.press(ADA, "needed", reason="payroll asked for it")

    assert "Your reason is recorded." in json.dumps(answer.json["value"])
    assert await _replies(office) == [(ReplyKind.NEEDED, _aad(office), "payroll asked for it")]


@pytest.mark.parametrize("reason", ["", "  ", "x"], ids=["none", "blank", "too short"])
async def test_without_a_reason_it_is_asked_for(office, warned, reason):
    answer = await office.press(ADA, "needed", reason=reason)

    assert answer.json == {
        "statusCode": 400,
        "type": ERROR,
        "value": {"code": "400", "message": "Please say why it is needed."},
    }
    assert await _replies(office) == []


async def test_remove_says_honestly_that_a_bot_cannot(office, warned):
    answer = await office.press(ADA, "remove")

    words = json.dumps(answer.json["value"])
    assert "I am not permitted to remove it. Please delete it yourself." in words
    assert await _replies(office) == [(ReplyKind.REMOVE, _aad(office), "")]


async def test_a_colleague_cannot_answer_for_the_author(office, warned):
    answer = await office.press(BOB, "not_confidential", to=ADA)

    assert (answer.status, answer.json["statusCode"], answer.json["type"]) == (200, 403, ERROR)
    assert await _replies(office) == []
    assert office.counted("requests_refused", platform="teams", reason="not_the_author") == 1


async def test_what_the_card_says_of_its_presser_is_not_believed(office, warned):
    answer = await office.press(BOB, "not_confidential", to=ADA, by=_aad(office), author=ADA)

    assert (answer.json["statusCode"], await _replies(office)) == (403, [])


@pytest.mark.parametrize(
    "number",
    ["", "nobody-asked-that-1234", "x" * 500, {"a": 1}, None, "a/b/../c-0123456789"],
    ids=["empty", "unknown", "long", "object", "none", "a path"],
)
async def test_a_number_we_did_not_give_out_is_refused(office, warned, number):
    answer = await office.press(ADA, "remove", question=number)

    assert (answer.status, answer.json["statusCode"]) == (200, 404)
    assert await _replies(office) == []


async def test_the_number_of_another_message_is_answered_for_that_one_alone(office, warned):
    [mine] = office.world.sent_to(ADA)
    await office.say(SECRET_TEXT, person=BOB)
    number = buttons_of(office.world.sent_to(BOB)[0])["chatwarden_remove"]["data"]["question"]

    answer = await office.press(ADA, "not_confidential", question=number)

    assert answer.json["statusCode"] == 403
    assert office.world.sent_to(ADA) == [mine]


async def test_a_button_of_another_version_is_not_implemented(office, warned):
    [sent] = office.world.sent_to(ADA)
    odd = {"verb": "chatwarden_explode", "data": {}}

    answer = await office.send.activity(office.events.press(sent, ADA, odd))

    assert answer.status == 501


async def test_a_press_teams_repeats_is_recorded_once(office, warned):
    [sent] = office.world.sent_to(ADA)
    pressed = office.events.press(sent, ADA, buttons_of(sent)["chatwarden_remove"])

    answers = [await office.send.activity(pressed) for _ in range(2)]
    await office.settled()

    assert [answer.status for answer in answers] == [200, 200]
    assert await _replies(office) == [(ReplyKind.REMOVE, _aad(office), "")]


async def test_a_card_that_cannot_be_changed_leaves_the_answer_standing(office, warned):
    office.world.fail("activities.update", status=404, code="ActivityNotFoundInConversation")

    answer = await office.press(ADA, "not_confidential")

    assert answer.json["statusCode"] == 200
    assert await _replies(office) == [(ReplyKind.NOT_CONFIDENTIAL, _aad(office), "")]
    assert await office.keeping.queue.list_set_aside() == []


class TestWithoutTimeToWait:
    """A house so busy that the answer is not ready when Teams wants one."""

    @pytest.fixture
    def config(self, config):
        return replace(config, invoke_seconds=0.0)

    async def test_the_answer_is_taken_and_the_card_changed_later(self, office, warned):
        answer = await office.press(ADA, "not_confidential")

        assert "Your answer is recorded." in json.dumps(answer.json["value"])
        assert "Recorded: you say this is not confidential." in _shown(office)
