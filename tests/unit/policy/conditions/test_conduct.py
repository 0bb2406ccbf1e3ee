"""`rate` counts over time, and `edited` knows an edit."""

import pytest

from bot.policy.situation import Held
from tests.builders import message
from tests.unit.policy.building import before, condition, condition_and_faults, situation

THREE_IN_TEN_MINUTES = "rate: {of: messages, over: 2, within: 10m}"


def test_the_message_that_goes_over_the_limit_holds():
    held = condition(THREE_IN_TEN_MINUTES).check(situation(past=[before(1), before(2)]))

    assert held == Held(because=("3 messages within 10 minutes",))


@pytest.mark.parametrize(
    "past",
    [
        pytest.param([before(1)], id="at the limit, not over"),
        pytest.param([before(1), before(10)], id="just outside the time"),
        pytest.param([before(1), before(-1)], id="after the present"),
    ],
)
def test_what_does_not_go_over_the_limit_does_not_hold(past):
    assert condition(THREE_IN_TEN_MINUTES).check(situation(past=past)) is None


def test_a_message_just_inside_the_time_counts():
    held = condition(THREE_IN_TEN_MINUTES).check(situation(past=[before(1), before(9.99)]))

    assert held is not None


def test_an_edit_is_no_new_message():
    held = condition(THREE_IN_TEN_MINUTES).check(
        situation(message(is_edit=True), past=[before(1), before(2), before(3)])
    )

    assert held is None


def test_a_category_is_counted_by_what_each_message_was():
    past = [before(1, categories=frozenset({"JOKE"})), before(2, categories=frozenset({"GOSSIP"}))]
    asked = condition("rate: {of: JOKE, over: 1, within: 1d}")

    assert asked.check(situation(past=past, categories={"JOKE": 0.9})) == Held(
        because=("2 messages that read as a joke within 1 day",), categories=("JOKE",)
    )
    assert asked.check(situation(past=past[1:], categories={"JOKE": 0.9})) is None


def test_a_message_that_adds_nothing_is_not_the_one_that_goes_over():
    past = [before(1, categories=frozenset({"JOKE"}))] * 5
    asked = condition("rate: {of: JOKE, over: 1, within: 1d}")

    assert asked.check(situation(past=past)) is None
    assert asked.check(situation(past=past, categories={"JOKE": 0.9})) is not None


def test_mentioned_people_are_added_up():
    past = [before(1, mentions=30)]
    asked = condition("rate: {of: mentions, over: 50, within: 10m}")

    assert asked.check(situation(message(mentions=20), past=past)) is None
    assert asked.check(situation(message(mentions=21), past=past)).because == (
        "51 people mentioned within 10 minutes",
    )


def test_calls_to_everyone_are_counted():
    past = [before(1, mentions_everyone=True), before(2)]
    asked = condition("rate: {of: mentions_everyone, over: 1, within: 10m}")

    assert asked.check(situation(message(), past=past)) is None
    assert asked.check(situation(message(mentions_everyone=True), past=past)).because == (
        "2 calls to everyone within 10 minutes",
    )


def test_an_edit_is_known():
    asked = condition("edited: true")

    assert asked.check(situation(message(is_edit=True))).because == ("the message was edited",)
    assert asked.check(situation(message())) is None


@pytest.mark.parametrize(
    ("written", "whats"),
    [
        pytest.param(
            "rate: {of: message, over: 2, within: 10m}",
            ["unknown thing to count “message”; did you mean “messages”?"],
            id="of",
        ),
        pytest.param(
            "rate: {of: messages}", ["“over” is missing", "“within” is missing"], id="missing"
        ),
        pytest.param(
            "rate: {of: messages, over: two, within: 10}",
            [
                "“over” must be a whole number",
                "“within” must be a duration such as 10m, 4h, 30d or 3y",
            ],
            id="numbers",
        ),
        pytest.param(
            "rate: {of: [messages, JOKE], over: 2, within: 1d}",
            ["“of” must be a single value, not a list"],
            id="list",
        ),
        pytest.param(
            "edited: 1",
            ["“edited” can only be true; put it under `not` for the contrary"],
            id="edited",
        ),
    ],
)
def test_what_cannot_be_read_is_a_fault(written, whats):
    _, faults = condition_and_faults(written)

    assert faults == [(1, what) for what in whats]
