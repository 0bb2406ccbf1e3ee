"""`finding`, `category` and `off_channel` hold for what was seen in the message's own text."""

import pytest

from bot.policy.situation import Held
from tests.builders import finding
from tests.unit.policy.building import condition, condition_and_faults, situation

SSN = finding(label="US_SSN", confidence=0.9)
CARD = finding(label="CREDIT_CARD", confidence=0.9, start=20, end=36)
IN_THREAD = finding(label="US_SSN", part="thread:0")
IN_FILE = finding(label="US_SSN", part="attachment:F1:page 1")


def test_a_finding_of_the_label_holds_and_is_handed_on():
    held = condition("finding: {label: US_SSN}").check(situation(findings=(CARD, SSN)))

    assert held == Held(because=("a Social Security number was found",), findings=(SSN,))


@pytest.mark.parametrize(
    ("written", "holds"),
    [
        pytest.param("finding: {label: US_ITIN}", False, id="another label"),
        pytest.param("finding: {labels: [US_ITIN, US_SSN]}", True, id="one of the labels"),
        pytest.param("finding: {label: US_SSN, min_confidence: 0.9}", True, id="just sure enough"),
        pytest.param("finding: {label: US_SSN, min_confidence: 0.91}", False, id="not sure enough"),
        pytest.param("finding: {label: US_SSN, min_count: 2}", False, id="too few"),
        pytest.param("finding: {labels: [US_SSN, CREDIT_CARD], min_count: 2}", True, id="enough"),
    ],
)
def test_a_finding_must_be_of_the_label_sure_and_counted(written, holds):
    held = condition(written).check(situation(findings=(SSN, CARD)))

    assert (held is not None) == holds


def test_below_half_sure_is_not_found_unless_the_rule_says_so():
    doubtful = situation(findings=(finding(confidence=0.4),))

    assert condition("finding: {label: US_SSN}").check(doubtful) is None
    assert condition("finding: {label: US_SSN, min_confidence: 0.4}").check(doubtful) is not None


def test_several_findings_are_counted_aloud():
    asked = condition("finding: {labels: [US_SSN, CREDIT_CARD], min_count: 2}")

    assert asked.check(situation(findings=(SSN, CARD))).because == (
        "a Social Security number and a payment card number were found (2 in all)",
    )
    assert asked.check(situation(findings=(SSN,) * 10_000)).because == (
        "10,000 Social Security numbers were found",
    )


def test_what_carries_a_category_is_counted_and_not_listed():
    held = condition("category: PII").check(
        situation(categories={"PII": 0.9}, findings=(SSN,) * 10_000)
    )

    assert held.because == ("it holds personal information (10,000 Social Security numbers)",)


def test_what_another_wrote_earlier_in_the_thread_is_not_held_against_the_author():
    held = condition("finding: {label: US_SSN}").check(situation(findings=(IN_THREAD,)))

    assert held is None


def test_what_an_attachment_holds_counts():
    held = condition("finding: {label: US_SSN}").check(situation(findings=(IN_FILE,)))

    assert held.findings == (IN_FILE,)


def test_a_category_holds_with_the_findings_that_carry_it():
    held = condition("category: [PII, PHI]").check(
        situation(categories={"PII": 0.8}, findings=(SSN, CARD, IN_THREAD))
    )

    assert held == Held(
        because=("it holds personal information (a Social Security number)",),
        findings=(SSN,),
        categories=("PII",),
    )


def test_a_category_no_finding_carries_holds_alone():
    held = condition("category: JOKE").check(situation(categories={"JOKE": 0.8}, findings=(SSN,)))

    assert held == Held(because=("it holds a joke",), categories=("JOKE",))


@pytest.mark.parametrize(
    ("written", "holds"),
    [
        pytest.param("category: PHI", False, id="another category"),
        pytest.param("category: {name: PII, min_score: 0.8}", True, id="just over the score"),
        pytest.param("category: {name: PII, min_score: 0.81}", False, id="under the score"),
        pytest.param("category: {names: [PHI, PII]}", True, id="one of the names"),
    ],
)
def test_a_category_must_be_named_and_sure(written, holds):
    held = condition(written).check(situation(categories={"PII": 0.8}))

    assert (held is not None) == holds


@pytest.mark.parametrize(
    ("messengers", "because"),
    [
        pytest.param(
            {"whatsapp"}, "it moves the talk to another messenger (whatsapp)", id="unapproved"
        ),
        pytest.param(
            {"teams", "signal"},
            "it moves the talk to another messenger (signal)",
            id="one of two unapproved",
        ),
        pytest.param(set(), "it moves the talk to another messenger", id="none named"),
        pytest.param({"teams"}, None, id="approved"),
    ],
)
def test_a_move_off_the_channel_is_judged_by_the_list_of_approved_messengers(messengers, because):
    held = condition("off_channel: {unless_approved: true}").check(
        situation(
            approved=["teams"], categories={"OFF_CHANNEL": 0.9}, messengers=frozenset(messengers)
        )
    )

    assert held == (
        Held(because=(because,), categories=("OFF_CHANNEL",)) if because is not None else None
    )


def test_without_the_exception_every_move_counts():
    held = condition("off_channel: {}").check(
        situation(
            approved=["teams"], categories={"OFF_CHANNEL": 0.9}, messengers=frozenset({"teams"})
        )
    )

    assert held.because == ("it moves the talk to another messenger (teams)",)


def test_naming_a_messenger_is_not_moving_there():
    held = condition("off_channel: {unless_approved: true}").check(
        situation(messengers=frozenset({"whatsapp"}))
    )

    assert held is None


@pytest.mark.parametrize(
    ("written", "what"),
    [
        pytest.param(
            "finding: {label: US_SNN}", "unknown label “US_SNN”; did you mean “US_SSN”?", id="label"
        ),
        pytest.param("finding: {min_count: 2}", "finding names no label", id="no label"),
        pytest.param(
            "finding: {label: US_SSN, min_confidence: 90}",
            "“min_confidence” must be a number from 0 to 1",
            id="confidence",
        ),
        pytest.param("category: {min_score: 0.5}", "category names no category", id="no category"),
        pytest.param(
            "category: PHII", "unknown category “PHII”; did you mean “PII”?", id="category"
        ),
    ],
)
def test_what_cannot_be_read_is_a_fault(written, what):
    _, faults = condition_and_faults(written)

    assert faults == [(1, what)]
