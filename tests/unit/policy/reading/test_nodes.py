"""YAML is read with its lines; doubled keys, aliases and broken text are faults."""

from pathlib import Path

import pytest

from bot.policy.reading.faults import FaultList
from bot.policy.reading.nodes import read_nodes


def nodes(text):
    faults = FaultList(Path("a.yaml"))
    root = read_nodes(text, faults)
    return root, [(fault.line, fault.what) for fault in faults.found]


def test_every_place_knows_its_line_and_its_text_as_written():
    root, faults = nodes("clause: 4.10\n\nmode: off\nlist:\n  - a\n  - {b: 2026-03-02}\n")

    assert faults == []
    assert root.key_lines == {"clause": 1, "mode": 3, "list": 4}
    assert root.fields["clause"].scalar == "4.10"
    assert root.fields["mode"].scalar == "off"
    first, second = root.fields["list"].items
    assert (first.scalar, first.line) == ("a", 5)
    assert (second.fields["b"].scalar, second.line) == ("2026-03-02", 6)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("{a: 1}", "a mapping"), ("[]", "a list"), ("a", "a single value")],
    ids=["mapping", "list", "scalar"],
)
def test_a_place_says_what_it_holds(text, kind):
    root, _ = nodes(text)

    assert root.kind == kind


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param(
            "a: 1\nb: 2\na: 3\n", (3, "“a” is given twice (first on line 1)"), id="doubled"
        ),
        pytest.param(
            "x:\n  a: 1\n  a: 1\n", (3, "“a” is given twice (first on line 2)"), id="deep"
        ),
        pytest.param("a: 1\n[b]: 2\n", (2, "a key must be a single word"), id="odd key"),
    ],
)
def test_an_odd_key_is_a_fault_and_reading_goes_on(text, fault):
    root, faults = nodes(text)

    assert root is not None
    assert faults == [fault]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param("", (1, "the file is empty"), id="empty"),
        pytest.param("# nothing\n", (1, "the file is empty"), id="comments only"),
        pytest.param(
            "a: &x 1\nb: *x\n", (2, "not readable as YAML: aliases (*) are not read"), id="alias"
        ),
        pytest.param(
            "a: [1\nb: 2\n",
            (2, "not readable as YAML: expected ',' or ']', but got ':'"),
            id="unclosed",
        ),
        pytest.param("a: 1\nb: \x07\n", (2, "holds a character YAML forbids"), id="character"),
        pytest.param(
            "a: 1\n---\nb: 2\n",
            (2, "not readable as YAML: but found another document"),
            id="two documents",
        ),
    ],
)
def test_what_is_no_yaml_is_one_fault(text, fault):
    root, faults = nodes(text)

    assert root is None
    assert faults == [fault]
