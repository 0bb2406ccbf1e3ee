"""What every message store tells of an author's activity."""

from datetime import timedelta

from bot.domain.activity import Activity
from bot.domain.message import Platform
from tests import builders as b
from tests.contract.saving import MONTH_AGO, decide


async def test_activity_is_what_the_author_did_oldest_first(messages):
    later = b.message(
        ref=b.ref(message="M2", conversation="C2"),
        sent_at=b.NOON + timedelta(hours=1),
        mentions=2,
        mentions_everyone=True,
    )
    await decide(messages, later, categories={"JOKE": 0.8, "PII": 0.6})
    await decide(messages, b.message())
    await decide(messages, b.message(ref=b.ref(message="M3"), author=b.author(id="U2")))

    assert await messages.activity(b.author(), Platform.LOCAL, MONTH_AGO) == (
        Activity(at=b.NOON),
        Activity(
            at=later.sent_at,
            categories=frozenset({"JOKE", "PII"}),
            mentions=2,
            mentions_everyone=True,
        ),
    )


async def test_activity_grows_with_every_decision_and_forgets_what_is_too_old(messages):
    first, second = (
        b.message(ref=b.ref(message=f"M{number}"), sent_at=b.NOON + timedelta(hours=number))
        for number in (1, 2)
    )
    await decide(messages, first)
    before = await messages.activity(b.author(), Platform.LOCAL, MONTH_AGO)
    await decide(messages, second)

    lately = await messages.activity(b.author(), Platform.LOCAL, second.sent_at)
    all_of_it = await messages.activity(b.author(), Platform.LOCAL, MONTH_AGO)

    assert before == (Activity(at=first.sent_at),)
    assert lately == (Activity(at=second.sent_at),)
    assert all_of_it == (Activity(at=first.sent_at), Activity(at=second.sent_at))


async def test_a_message_not_yet_decided_on_is_no_activity(messages):
    await messages.save_message(b.message())

    assert await messages.activity(b.author(), Platform.LOCAL, MONTH_AGO) == ()


async def test_an_edit_is_no_second_message_of_the_author(messages):
    await decide(messages, b.message(), categories={"JOKE": 0.8})
    edit = b.message(ref=b.ref(revision="1"), sent_at=b.NOON + timedelta(minutes=1), mentions=1)
    await decide(messages, edit, categories={"PII": 0.9})

    assert await messages.activity(b.author(), Platform.LOCAL, MONTH_AGO) == (
        Activity(at=b.NOON, categories=frozenset({"JOKE", "PII"}), mentions=1),
    )


async def test_what_is_forgotten_is_no_activity_any_more(messages):
    await decide(messages, b.message())
    await messages.activity(b.author(), Platform.LOCAL, MONTH_AGO)

    await messages.forget(Platform.LOCAL, "T1")

    assert await messages.activity(b.author(), Platform.LOCAL, MONTH_AGO) == ()
