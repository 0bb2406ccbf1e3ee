"""What is read along with a message of an export."""

from datetime import timedelta

from bot.cli.scanning.export.context import Context
from bot.cli.scanning.records import Earlier
from tests.builders import NOON


def at(seconds):
    return NOON + timedelta(seconds=seconds)


def test_thread_and_author_are_told_once_and_oldest_first():
    context = Context()
    context.add("root", "U1", (at(0), "mine in the thread"))
    context.add("else", "U1", (at(1), "mine elsewhere"))
    context.add("root", "U2", (at(2), "another's in the thread"))
    context.add("else", "U2", (at(3), "another's elsewhere"))

    assert context.before("root", "U1", at(4)) == (
        Earlier("mine in the thread", own=True),
        Earlier("mine elsewhere", own=True),
        Earlier("another's in the thread", own=False),
    )


def test_what_the_author_said_long_before_in_the_thread_is_not_just_before():
    context = Context()
    context.add("root", "U1", (at(0), "long before"))

    assert context.before("root", "U1", at(601)) == (Earlier("long before", own=False),)


def test_only_the_newest_are_read_along():
    context = Context()
    for number in range(10):
        context.add("root", f"U{number}", (at(number), str(number)))

    newest = [one.text for one in context.before("root", "U", at(20))]
    assert newest == ["4", "5", "6", "7", "8", "9"]


def test_a_long_history_is_forgotten_from_its_beginning():
    context = Context()
    for number in range(5000):
        context.add(f"thread {number}", "U1", (at(0), str(number)))

    assert context.before("thread 0", "nobody", at(0)) == ()
    assert context.before("thread 4999", "nobody", at(0)) == (Earlier("4999", own=False),)
