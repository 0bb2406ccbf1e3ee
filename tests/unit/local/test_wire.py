"""What travels is read strictly, and faults never repeat it."""

import pytest

from bot.errors import MalformedEvent
from bot.local.wire import Answer, NewMessage, NewText, Posted, read
from tests.unit.local.building import posted


def test_an_event_comes_back_as_it_was_written_down():
    event = posted("my text", thread="M0")

    assert read(Posted, event.model_dump_json().encode()) == event


@pytest.mark.parametrize(
    ("shape", "body", "place"),
    [
        pytest.param(NewText, b"{", "body", id="no JSON"),
        pytest.param(NewText, b"[]", "body", id="no object"),
        pytest.param(NewText, b"{}", "text", id="a field is missing"),
        pytest.param(NewText, b'{"text": 7}', "text", id="a number for a text"),
        pytest.param(NewText, b'{"text": "x", "more": 1}', "more", id="a field too many"),
        pytest.param(NewMessage, b'{"conversation": ""}', "conversation", id="an empty id"),
        pytest.param(Answer, b'{"kind": "shrug"}', "kind", id="an answer nobody offers"),
    ],
)
def test_a_wrong_shape_says_where_it_is_wrong(shape, body, place):
    with pytest.raises(MalformedEvent, match=rf" {place}: "):
        read(shape, body)


def test_a_fault_never_repeats_what_was_sent():
    body = b'{"text": ["my ssn is 536-22-8731"]}'

    with pytest.raises(MalformedEvent) as fault:
        read(NewText, body)

    assert "536" not in str(fault.value)
