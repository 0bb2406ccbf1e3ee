"""What an author answers to a block in Teams itself is the answer to our warning."""

import pytest

from bot.domain.reply import ReplyKind
from tests.integration.teams.test_messages import SECRET_TEXT
from tests.standins.teams_company import DEAL


@pytest.fixture
async def blocked(office):
    """A message that was told of and blocked."""
    await office.subscribe()
    said = await office.hear(SECRET_TEXT, conversation=DEAL)
    assert said.violation["dlpAction"] == "blockAccess"
    return said


async def _replies(office):
    [line] = await office.keeping.cases.list_cases()
    case = await office.keeping.cases.load_case(line.id)
    return [(one.kind, one.by, one.reason) for found in case.thread for one in found.replies]


async def test_the_block_itself_changes_the_message_and_answers_nothing(office, blocked):
    await office.notify(blocked, "updated")

    assert await _replies(office) == []
    assert len(office.world.calls_to("graph.messages.patch")) == 1


async def test_an_override_says_why_it_is_needed(office, blocked):
    office.world.override(blocked, "the auditor asked")

    await office.notify(blocked, "updated")

    ada = office.world.people["29:ada"].aad
    assert await _replies(office) == [(ReplyKind.NEEDED, ada, "the auditor asked")]


async def test_a_false_positive_says_that_it_is_not_confidential(office, blocked):
    office.world.report_false_positive(blocked)

    await office.notify(blocked, "updated")

    ada = office.world.people["29:ada"].aad
    assert await _replies(office) == [(ReplyKind.NOT_CONFIDENTIAL, ada, "")]


async def test_an_answer_told_again_is_one_answer(office, blocked):
    office.world.override(blocked, "the auditor asked")
    await office.notify(blocked, "updated")
    office.world.keep(blocked)

    await office.notify(blocked, "updated")

    assert len(await _replies(office)) == 1


async def test_nothing_is_blocked_or_warned_of_again_by_an_answer(office, blocked):
    office.world.override(blocked, "the auditor asked")

    await office.notify(blocked, "updated")

    assert len(office.world.calls_to("graph.messages.patch")) == 1
    assert len(office.world.sent_to("29:ada")) == 1


async def test_where_only_the_bot_sees_a_place_it_is_watched_for_answers(office):
    office.world.roles -= {"ChannelMessage.Read.All"}
    office.world.roles |= {"ChannelMessage.Read.Group"}
    said = await office.say(SECRET_TEXT, conversation=DEAL)
    office.world.override(said, "the auditor asked")

    await office.notify(said, "updated")

    [(kind, _by, reason)] = await _replies(office)
    assert (kind, reason) == (ReplyKind.NEEDED, "the auditor asked")
