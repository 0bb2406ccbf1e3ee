"""The tests of a policy file are read with everything they say, or with the fault they hold."""

from datetime import timedelta

import pytest

from bot.domain.attachment import FileTrait
from bot.domain.message import AudienceKind, ConversationKind, Platform, Standing
from bot.policy.file_format import Given, PolicyTest, TestFile, TestMessage, TestPast
from tests.unit.policy.building import POLICY, read

EVERYTHING = """\
  - test: everything
    text: hello
    thread: [one, two]
    platform: slack
    conversation: direct
    audience: guest
    author: external
    divisions: [roads]
    attachments:
      - {name: a.csv, size: 7, type: text/csv, text: "a,b"}
      - {name: b.zip, unscanned: it is encrypted}
      - {name: c.pdf, real_type: exe, traits: [EXECUTABLE, WRONG_ENDING], holds: {US_SSN: 3}}
    mentions: 3
    mentions_everyone: true
    edited: true
    past:
      - {ago: 30m, times: 5, categories: [JOKE], mentions: 2, mentions_everyone: true}
      - {ago: 1h}
    given:
      findings: {US_SSN: 0.7}
      categories: [PII]
      messengers: [signal]
      unfinished: [spacy]
    expect: [numbers]
    known_gap: It is only an example.
"""


def test_everything_a_test_says_is_read(tmp_path):
    policy, faults = read(POLICY + EVERYTHING, tmp_path)

    assert faults == []
    assert policy.tests[-1] == PolicyTest(
        name="everything",
        message=TestMessage(
            text="hello",
            thread=("one", "two"),
            platform=Platform.SLACK,
            conversation=ConversationKind.DIRECT,
            audience=AudienceKind.GUEST,
            author=Standing.EXTERNAL,
            divisions=frozenset({"roads"}),
            attachments=(
                TestFile(name="a.csv", size=7, type="text/csv", text="a,b"),
                TestFile(name="b.zip", unscanned="it is encrypted"),
                TestFile(
                    name="c.pdf",
                    real_type="exe",
                    traits=frozenset({FileTrait.EXECUTABLE, FileTrait.WRONG_ENDING}),
                    holds={"US_SSN": 3},
                ),
            ),
            mentions=3,
            mentions_everyone=True,
            edited=True,
        ),
        expect=("numbers",),
        past=(
            TestPast(
                ago=timedelta(minutes=30),
                times=5,
                categories=frozenset({"JOKE"}),
                mentions=2,
                mentions_everyone=True,
            ),
            TestPast(ago=timedelta(hours=1)),
        ),
        given=Given(
            findings={"US_SSN": 0.7},
            categories={"PII": 0.99},
            messengers=frozenset({"signal"}),
            unfinished=("spacy",),
        ),
        known_gap="It is only an example.",
        line=28,
    )


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        pytest.param(
            "guest",
            "guests",
            (33, "unknown audience “guests”; did you mean “guest”?"),
            id="audience",
        ),
        pytest.param("ago: 1h", "times: 2", (45, "“ago” is missing"), id="past without its time"),
        pytest.param("name: b.zip, ", "", (38, "“name” is missing"), id="file without a name"),
        pytest.param(
            "US_SSN: 0.7",
            "SSN: 0.7",
            (47, "unknown name “SSN”; did you mean “US_SSN”?"),
            id="finding",
        ),
        pytest.param(
            "US_SSN: 0.7", "US_SSN: 7", (47, "“US_SSN” must be a number from 0 to 1"), id="score"
        ),
        pytest.param(
            "[EXECUTABLE, ",
            "[EXECUTABEL, ",
            (39, "unknown trait “EXECUTABEL”; did you mean “EXECUTABLE”?"),
            id="trait",
        ),
        pytest.param(
            "holds: {US_SSN: 3}",
            "holds: {SSN: 3}",
            (39, "unknown key “SSN” in “holds”; did you mean “US_SSN”?"),
            id="what a file holds",
        ),
        pytest.param(
            "holds: {US_SSN: 3}",
            "holds: {US_SSN: 100001}",
            (39, "“holds” counts more than 100,000"),
            id="more than a file holds",
        ),
        pytest.param(
            "categories: [PII]",
            "categories: [PIII]",
            (48, "unknown name “PIII”; did you mean “PII”?"),
            id="category",
        ),
        pytest.param(
            "    expect: [numbers]\n", "", (28, "“expect” is missing"), id="no expectation"
        ),
    ],
)
def test_a_fault_in_a_test_is_found_on_its_line(tmp_path, old, new, fault):
    assert EVERYTHING.count(old) == 1

    _, faults = read(POLICY + EVERYTHING.replace(old, new), tmp_path)

    assert faults == [fault]


def test_tests_without_a_name_are_not_taken_for_one_another(tmp_path):
    nameless = "  - {text: hello, expect: []}\n"

    _, faults = read(POLICY + nameless + nameless, tmp_path)

    assert faults == [(28, "“test” is missing"), (29, "“test” is missing")]
