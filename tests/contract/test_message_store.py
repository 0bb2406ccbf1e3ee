"""What every message store keeps to: messages and decisions."""

import asyncio
from dataclasses import replace

import pytest

from bot.domain.attachment import Extract
from bot.domain.message import AudienceKind
from bot.errors import UnknownMessage
from tests import builders as b
from tests.contract.saving import decide, quiet

FULL = b.message(
    "Her number is 417-28-6153 \N{SPEECH BALLOON}",
    author=b.author(divisions=frozenset({"field", "nc"})),
    audience=b.audience(AudienceKind.EXTERNAL),
    thread="M0",
    context=b.context("before"),
    attachments=(b.read_attachment("a,b"), b.attachment(id="F2", because="too large")),
    mentions=3,
    mentions_everyone=True,
    is_edit=True,
)


@pytest.mark.parametrize(
    "message",
    [
        b.message(),
        FULL,
        b.message(""),
        b.message("half a pair \ud83d"),
        b.message("nul \x00 \u202e"),
    ],
    ids=["plain", "full", "empty", "half a surrogate pair", "control characters"],
)
async def test_a_message_comes_back_as_it_was_saved(messages, message):
    await messages.save_message(message)

    assert await messages.load_message(message.ref) == message


async def test_of_a_file_that_is_kept_in_which_something_was_found(messages):
    found, harmless = Extract("page 1", "ssn 536-22-8765"), Extract("page 2", "minutes")
    sent = b.message(attachments=(b.attachment(extracts=(found, harmless)),))
    result = b.result(findings=(b.finding(part="attachment:F1:page 1"),))

    await messages.save_decision(sent, result, b.decision())

    kept = replace(sent, attachments=(b.attachment(extracts=(found,)),))
    assert await messages.load_message(sent.ref) == kept


async def test_saving_the_same_revision_again_changes_nothing(messages):
    await messages.save_message(b.message("first"))
    await messages.save_message(b.message("second"))

    assert (await messages.load_message(b.ref())).text == "first"


async def test_an_unknown_message_is_an_error(messages):
    with pytest.raises(UnknownMessage):
        await messages.load_message(b.ref())


async def test_the_same_id_of_another_tenant_is_another_message(messages):
    other = b.message("theirs", ref=b.ref(tenant="T2"))
    await messages.save_message(b.message("ours"))
    await messages.save_message(other)

    assert await messages.load_message(other.ref) == other


@pytest.mark.parametrize(
    ("revisions", "newest"),
    [
        (["0"], "0"),
        (["0", "1"], "1"),
        (["9", "10"], "10"),
        (["10", "9"], "10"),
        (["0", "1700000000.000200", "1700000000.000100"], "1700000000.000200"),
    ],
    ids=["one", "two", "ten after nine", "late arrival", "times of edits"],
)
async def test_the_newest_revision_is_the_greatest_whenever_it_came(messages, revisions, newest):
    for revision in revisions:
        await messages.save_message(b.message(ref=b.ref(revision=revision)))

    assert await messages.latest_revision(b.ref(revision="whatever")) == b.ref(revision=newest)


async def test_a_message_never_seen_has_no_newest_revision(messages):
    await messages.save_message(b.message())

    assert await messages.latest_revision(b.ref(message="M2")) is None


async def test_a_revision_is_finished_once_it_is_said_so(messages):
    await messages.save_message(b.message())
    before = await messages.is_finished(b.ref())

    await messages.finish(b.ref())

    finished = [await messages.is_finished(b.ref(revision=each)) for each in ("0", "1")]
    assert (before, finished) == (False, [True, False])


async def test_a_decision_comes_back_as_it_was_made(messages):
    await decide(messages, b.message(), b.decision(), categories={"PII": 0.9})

    assert await messages.load_decision(b.ref()) == b.decision()


async def test_nothing_is_decided_about_a_message_that_was_only_saved(messages):
    await messages.save_message(b.message())

    assert await messages.load_decision(b.ref()) is None


async def test_the_first_decision_stands(messages):
    await decide(messages, b.message(), b.decision())
    await decide(messages, b.message(), quiet(b.message()))

    assert await messages.load_decision(b.ref()) == b.decision()


async def test_deciding_keeps_a_message_that_was_not_saved_before(messages):
    await messages.save_decision(b.message(), b.result(), b.decision())

    assert await messages.load_message(b.ref()) == b.message()


async def test_a_withdrawal_is_known_for_known_messages_only(messages):
    await messages.save_message(b.message())

    known = [await messages.withdraw(b.ref(message=each), b.NOON) for each in ("M1", "M1", "M2")]

    assert known == [True, True, False]


async def test_many_messages_saved_at_once_are_all_there(messages):
    many = [b.message(f"text {n}", ref=b.ref(message=f"M{n}")) for n in range(200)]

    await asyncio.gather(*(messages.save_message(each) for each in many))

    assert [await messages.load_message(each.ref) for each in many[::20]] == many[::20]


async def test_one_fault_does_not_spoil_what_is_saved_beside_it(messages):
    results = await asyncio.gather(
        messages.save_message(b.message()),
        messages.begin_action(b.ref(message="unknown"), b.action()),
        messages.save_message(replace(b.message(), ref=b.ref(message="M2"))),
        return_exceptions=True,
    )

    assert [type(each) for each in results] == [type(None), UnknownMessage, type(None)]
    assert (await messages.load_message(b.ref(message="M2"))).text == "hello"
