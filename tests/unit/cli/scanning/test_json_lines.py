"""The JSON-lines contract, line by line."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli.scanning.json_lines import LineReader, answer
from bot.cli.scanning.records import Record, Refused, Scanned
from bot.domain.attachment import Attachment
from bot.domain.decision import Action, ActionKind
from bot.domain.message import Audience, AudienceKind, PartKind
from tests.builders import clause, context, decision, finding, match, message, result
from tests.unit.cli.scanning.doubles import FixedClock


def read(*lines, most_bytes=1000):
    data = b"".join(line if isinstance(line, bytes) else line.encode() for line in lines)
    return list(LineReader(FixedClock(), most_bytes).read(io.BytesIO(data)))


def test_a_whole_line_becomes_a_message():
    line = {
        "id": "m-1",
        "text": "hello",
        "thread": ["one", "two"],
        "audience": "external",
        "attachments": ["files/a.csv"],
    }

    [record] = read(json.dumps(line))

    assert (record.id, record.message.text) == ("m-1", "hello")
    assert [part.text for part in record.message.context] == ["one", "two"]
    assert [part.name for part in record.message.context] == ["thread:0", "thread:1"]
    assert record.message.audience == Audience(
        kind=AudienceKind.EXTERNAL, because="the input says so"
    )
    assert record.message.attachments == (
        Attachment(id="files/a.csv", name="a.csv", locator="files/a.csv"),
    )


NAMED = {
    "nobody named": ({}, "my ssn is", PartKind.JUST_BEFORE),
    "the same author": ({"author": "ann"}, {"text": "a", "author": "ann"}, PartKind.JUST_BEFORE),
    "another author": ({"author": "ann"}, {"text": "a", "author": "bob"}, PartKind.THREAD),
    "only the message's author named": ({"author": "ann"}, "a", PartKind.THREAD),
    "only the earlier author named": ({}, {"text": "a", "author": "bob"}, PartKind.THREAD),
}


@pytest.mark.parametrize(("fields", "said", "kind"), NAMED.values(), ids=NAMED.keys())
def test_an_earlier_text_is_the_authors_own_where_the_names_agree(fields, said, kind):
    [record] = read(json.dumps({"text": "x", "thread": [said]} | fields))

    assert [part.kind for part in record.message.context] == [kind]


def test_all_but_the_text_may_be_missing():
    [record] = read('{"text": "hello"}')

    assert (record.id, record.message.context, record.message.attachments) == (1, (), ())
    assert record.message.audience.kind is AudienceKind.INTERNAL


IDENTITIES = ["m-1", "", 7, -0.5, True, False, None]


@pytest.mark.parametrize("identity", IDENTITIES, ids=repr)
def test_an_id_of_any_simple_kind_comes_back_as_it_was(identity):
    [record] = read(json.dumps({"id": identity, "text": "x"}))

    scanned = Scanned(record=record, result=result(), decision=decision(matches=(), actions=()))

    assert repr(json.loads(answer(scanned))["id"]) == repr(identity)


def test_lines_are_numbered_as_an_editor_does_and_blank_ones_left_out():
    records = read('{"text": "a"}\r\n', "\n", "  \n", '{"text": "b"}')

    assert [record.id for record in records] == [1, 4]


def test_a_byte_order_mark_is_no_part_of_the_first_line():
    [record] = read(b'\xef\xbb\xbf{"text": "a"}')

    assert record.message.text == "a"


def test_fields_the_contract_does_not_name_are_left_alone():
    [record] = read('{"text": "a", "gold": [1]}')

    assert record.message.text == "a"


def test_half_a_character_is_replaced_so_that_offsets_stay():
    [record] = read(r'{"text": "a\ud800b"}')

    assert record.message.text == "a\ufffdb"


BAD = {
    "not JSON": ("{nonsense", 1, "it is not JSON: see character 2"),
    "cut short": ('{"text": "a', 1, "it is not JSON: see character 10"),
    "no object": ('["a"]', 1, "it is not a JSON object"),
    "not UTF-8": (b'{"text": "\xff"}', 1, "it is not UTF-8"),
    "too deep": ("[" * 900 + "]" * 900, 1, "it is not a JSON object"),
    "a constant of Python": ('{"text": NaN}', 1, "it holds a number that cannot be read"),
    "no text": ('{"id": "m"}', "m", '"text" is missing'),
    "text null": ('{"id": "m", "text": null}', "m", '"text" is not a string'),
    "text a number": ('{"id": "m", "text": 5}', "m", '"text" is not a string'),
    "thread a string": ('{"text": "a", "thread": "b"}', 1, '"thread" is not a list of strings'),
    "thread of numbers": ('{"text": "a", "thread": [1]}', 1, '"thread" is not a list of strings'),
    "thread without texts": (
        '{"text": "a", "thread": [{"author": "b"}]}',
        1,
        '"thread" is not a list of strings',
    ),
    "attachments an object": (
        '{"text": "a", "attachments": {}}',
        1,
        '"attachments" is not a list of strings',
    ),
    "audience unknown": (
        '{"text": "a", "audience": "everyone"}',
        1,
        '"audience" is not "internal", "guest" or "external"',
    ),
    "audience a list": (
        '{"text": "a", "audience": ["guest"]}',
        1,
        '"audience" is not "internal", "guest" or "external"',
    ),
    "id a list": (
        '{"id": [1], "text": "a"}',
        1,
        '"id" is not a string, number, true, false or null',
    ),
    "id out of range": ('{"id": 1e999, "text": "a"}', 1, '"id" is a number out of range'),
    "too long": ('{"text": "' + "a" * 2000 + '"}', 1, "the line is longer than 1,900 bytes"),
}


@pytest.mark.parametrize(("line", "identity", "because"), BAD.values(), ids=BAD)
def test_a_bad_line_is_refused_in_its_place_and_the_next_is_read(line, identity, because):
    refused, record = read(line, "\n", '{"text": "next"}', most_bytes=1900)

    assert refused == Refused(because=because, id=identity, line=1)
    assert (record.id, record.message.text) == (2, "next")


def test_nesting_beyond_what_python_parses_is_refused():
    deep = "[" * 100_000

    [refused] = read(deep, most_bytes=200_000)

    assert refused.because == "it is nested too deep"


def test_a_line_many_times_too_long_is_one_refusal():
    refused, record = read("a" * 5000, "\n", '{"text": "next"}', most_bytes=100)

    assert (refused.because, record.id) == ("the line is longer than 100 bytes", 2)


def test_a_refusal_does_not_quote_the_line():
    [refused] = read('{"id": 1, "text": secret-123}')

    assert "secret" not in answer(refused)


def test_a_refused_line_is_answered_with_its_error():
    refused = Refused(because='"text" is missing', id="m", line=3)

    assert json.loads(answer(refused)) == {"id": "m", "line": 3, "error": '"text" is missing'}


def test_an_answer_says_all_that_was_found_and_decided():
    hit = match(
        clauses=(clause(number="3.b"), clause(number="4.a")),
        actions=(ActionKind.WARN_AUTHOR,),
    )
    scanned = Scanned(
        record=Record(id="m", message=message(context=context("before"))),
        result=result(findings=(finding(confidence=0.912345),), categories={"PHI": 0.93}),
        decision=decision(
            matches=(hit,), actions=(Action(kind=ActionKind.WARN_AUTHOR, cites=(hit.key,)),)
        ),
        unfinished=("unscanned: a.pdf: no reader for PDF files",),
    )

    assert json.loads(answer(scanned)) == {
        "id": "m",
        "findings": [
            {
                "label": "US_SSN",
                "start": 0,
                "end": 11,
                "confidence": 0.9123,
                "because": "format holds, word near",
                "part": "body",
            }
        ],
        "categories": {"PHI": 0.93},
        "matches": [{"policy": "nc-ccps-im", "rule": "confidential", "clauses": ["3.b", "4.a"]}],
        "actions": ["warn_author"],
        "unfinished": ["unscanned: a.pdf: no reader for PDF files"],
    }


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
KEYS = st.sampled_from(["id", "text", "thread", "audience", "attachments", "other"])
LINES = st.dictionaries(KEYS, JSON_VALUES).map(json.dumps).map(str.encode) | st.binary()


@given(st.lists(LINES.map(lambda line: line.replace(b"\n", b"")), max_size=5))
def test_every_line_that_is_not_blank_has_one_outcome_whatever_it_holds(lines):
    outcomes = list(LineReader(FixedClock()).read(io.BytesIO(b"\n".join(lines))))

    assert len(outcomes) == sum(1 for line in lines if line.strip())
    for refused in outcomes:
        if isinstance(refused, Refused):
            assert json.loads(answer(refused))["line"] == refused.line
