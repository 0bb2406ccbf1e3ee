"""What every message store hands out as the context of a message."""

from datetime import timedelta

import pytest

from bot.domain.message import PartKind, TextPart
from tests import builders as b


def said(text, minute=0, **changes):
    """Return a message of the thread M0, named after its text."""
    of_ref = {key: changes.pop(key) for key in ("conversation", "revision") if key in changes}
    defaults = {
        "ref": b.ref(message=f"M-{text.split()[0]}", **of_ref),
        "sent_at": b.NOON + timedelta(minutes=minute),
        "thread": "M0",
    }
    return b.message(text, **defaults | changes)


def elsewhere(text, minute=0, **changes):
    return said(text, minute, thread="", **changes)


SOMEBODY = b.author(id="U2")
ASKED = said("asked", 30)


async def texts(messages, *saved, of=ASKED, limit=10):
    for message in saved:
        await messages.save_message(message)
    return [part.text for part in await messages.context(of, limit)]


async def test_context_is_what_was_said_before_in_the_thread_oldest_first(messages):
    for message in (said("second", 2, author=SOMEBODY), said("first", 1)):
        await messages.save_message(message)

    assert await messages.context(ASKED, 10) == (
        TextPart("thread:0", "first", PartKind.THREAD),
        TextPart("thread:1", "second", PartKind.THREAD),
    )


async def test_what_was_said_after_the_message_is_no_context(messages):
    assert await texts(messages, said("before", 29), said("after", 31)) == ["before"]


async def test_the_root_of_a_thread_belongs_to_it(messages):
    root = b.message("root", ref=b.ref(message="M0"), author=SOMEBODY)

    assert await texts(messages, root) == ["root"]


async def test_only_the_newest_are_handed_out(messages):
    saved = [said(f"text{minute}", minute) for minute in range(9)]

    assert await texts(messages, *saved, limit=3) == ["text6", "text7", "text8"]


async def test_no_context_is_handed_out_where_none_is_wanted(messages):
    assert await texts(messages, said("before", 29), limit=0) == []


async def test_of_an_edited_message_the_newest_revision_is_context(messages):
    edited = said("first", 1, revision="1")
    saved = [said("first draft", 1), b.message("final", ref=edited.ref, thread="M0")]

    assert await texts(messages, *saved) == ["final"]


async def test_earlier_revisions_of_the_message_itself_are_left_out(messages):
    assert await texts(messages, said("asked earlier", 29), said("before", 28)) == ["before"]


async def test_what_was_withdrawn_is_left_out(messages):
    gone = said("gone", 1)
    await messages.save_message(gone)
    await messages.withdraw(gone.ref, b.NOON)

    assert await texts(messages, said("left", 2)) == ["left"]


async def test_what_was_disposed_of_is_left_out(messages):
    await messages.save_message(said("gone", 1))
    await messages.dispose_unflagged(b.NOON + timedelta(minutes=2))

    assert await texts(messages, said("left", 2)) == ["left"]


async def test_a_message_without_text_is_left_out(messages):
    wordless = b.message("", ref=b.ref(message="M7"), thread="M0", sent_at=b.NOON)

    assert await texts(messages, wordless, said("words", 2)) == ["words"]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (elsewhere("just", 21), ["just"]),
        (elsewhere("long", 19), []),
        (elsewhere("another's", 29, author=SOMEBODY), []),
        (elsewhere("elsewhere", 29, conversation="C2"), []),
    ],
    ids=["just before", "too long before", "somebody else", "another conversation"],
)
async def test_what_the_author_said_just_before_is_context(messages, before, expected):
    assert await texts(messages, before) == expected


async def test_the_same_thread_id_in_another_conversation_is_another_thread(messages):
    assert await texts(messages, said("other", 1, conversation="C2", author=SOMEBODY)) == []


async def test_what_the_author_said_just_before_is_told_from_the_rest(messages):
    saved = [
        said("before", 1),
        said("another's", 28, author=SOMEBODY),
        said("mine", 29),
        elsewhere("aside", 29),
    ]
    for message in saved:
        await messages.save_message(message)

    assert [(part.text, part.kind) for part in await messages.context(ASKED, 10)] == [
        ("before", PartKind.THREAD),
        ("another's", PartKind.THREAD),
        ("mine", PartKind.JUST_BEFORE),
        ("aside", PartKind.JUST_BEFORE),
    ]


async def test_thread_and_author_are_merged_in_order_without_doubles(messages):
    saved = [
        said("thread", 25, author=SOMEBODY),
        elsewhere("aside", 26),
        said("both", 27),
    ]

    assert await texts(messages, *saved) == ["thread", "aside", "both"]
