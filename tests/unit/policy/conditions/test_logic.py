"""`all`, `any` and `not` join conditions, and a word that is none is a fault."""

import pytest

from bot.domain.message import AudienceKind
from bot.policy.situation import Held
from tests.builders import audience, finding, message
from tests.unit.policy.building import condition, condition_and_faults, situation

SSN = finding()
BEFORE_A_GUEST = message(audience=audience(AudienceKind.GUEST, because=""))
FOUND = "a Social Security number was found"
GUEST = "a guest reads along"


@pytest.mark.parametrize(
    ("written", "both", "one", "none"),
    [
        pytest.param(
            "all: [finding: {label: US_SSN}, audience: guest]", (FOUND, GUEST), None, None, id="all"
        ),
        pytest.param(
            "any: [finding: {label: US_SSN}, audience: guest]",
            (FOUND, GUEST),
            (GUEST,),
            None,
            id="any",
        ),
        pytest.param("not: {finding: {label: US_SSN}}", None, (), (), id="not"),
        pytest.param(
            "all: [audience: guest, not: {finding: {label: US_SSN}}]",
            None,
            (GUEST,),
            None,
            id="not within all",
        ),
    ],
)
def test_conditions_are_joined(written, both, one, none):
    asked = condition(written)

    assert _because(asked.check(situation(BEFORE_A_GUEST, findings=(SSN,)))) == both
    assert _because(asked.check(situation(BEFORE_A_GUEST))) == one
    assert _because(asked.check(situation())) == none


def test_what_two_conditions_saw_alike_is_named_once():
    held = condition("all: [finding: {label: US_SSN}, finding: {label: US_SSN}]").check(
        situation(findings=(SSN,))
    )

    assert held == Held(because=(FOUND,), findings=(SSN,))


@pytest.mark.parametrize(
    ("written", "faults"),
    [
        pytest.param(
            "audiences: guest",
            [(1, "unknown condition “audiences”; did you mean “audience”?")],
            id="unknown word",
        ),
        pytest.param(
            "{audience: guest, edited: true}",
            [(1, "a condition is one word and what it asks; join several by `all`")],
            id="two words",
        ),
        pytest.param(
            "guest",
            [(1, "a condition is one word and what it asks; join several by `all`")],
            id="no mapping",
        ),
        pytest.param("all: []", [(1, "“all” must be a list of conditions")], id="empty list"),
        pytest.param(
            "any: {audience: guest}", [(1, "“any” must be a list of conditions")], id="no list"
        ),
        pytest.param(
            """\
            all:
              - audience: nobody
              - any:
                  - colour: red
            """,
            [
                (2, "unknown audience “nobody”; known: external, guest, internal, unknown"),
                (
                    4,
                    (
                        "unknown condition “colour”; known: all, any, attachment, audience, author,"
                        " category, edited, finding, not, off_channel, rate, unfinished"
                    ),
                ),
            ],
            id="two faults, each on its line",
        ),
        pytest.param(
            "not: {" * 9 + "edited: true" + "}" * 9,
            [(1, "conditions are nested deeper than 8")],
            id="too deep",
        ),
    ],
)
def test_what_cannot_be_read_is_a_fault(written, faults):
    assert condition_and_faults(written)[1] == faults


def _because(held):
    return None if held is None else held.because
