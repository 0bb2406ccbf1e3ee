"""A field that is missing, odd or unknown becomes a fault, and reading goes on."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.policy.reading.faults import FaultList
from bot.policy.reading.fields import open_fields
from bot.policy.reading.nodes import read_nodes

KNOWN = ("a", "b", "colour")


def fields(text):
    faults = FaultList(Path("a.yaml"))
    return open_fields(read_nodes(text, faults), faults, "a thing", KNOWN)


def whats(opened):
    return [(fault.line, fault.what) for fault in opened.faults.found]


@pytest.mark.parametrize(
    ("take", "text", "value"),
    [
        pytest.param(lambda f: f.text("a"), "a: hello", "hello", id="text"),
        pytest.param(lambda f: f.text("a"), "a: 4.10", "4.10", id="text that looks like a number"),
        pytest.param(lambda f: f.optional_text("a"), "b: 1", "", id="no text"),
        pytest.param(lambda f: f.texts("a"), "a: x", ("x",), id="one text"),
        pytest.param(lambda f: f.texts("a"), "a: [x, y]", ("x", "y"), id="texts"),
        pytest.param(lambda f: f.texts("a"), "b: x", (), id="no texts"),
        pytest.param(lambda f: f.names("a", KNOWN, "name"), "a: [b, a]", ("b", "a"), id="names"),
        pytest.param(lambda f: f.names("a", KNOWN, "name"), "a: []", (), id="names, none"),
        pytest.param(lambda f: f.some("a", KNOWN, "name"), "b: x", (), id="some, not given"),
        pytest.param(lambda f: f.name("a", KNOWN, "name"), "a: b", "b", id="name"),
        pytest.param(lambda f: f.flag("a"), "a: true", True, id="true"),
        pytest.param(lambda f: f.flag("a"), "a: false", False, id="false"),
        pytest.param(lambda f: f.flag("a"), "b: true", False, id="no flag"),
        pytest.param(lambda f: f.whole("a", 7), "a: 12", 12, id="whole number"),
        pytest.param(lambda f: f.whole("a", 7), "b: 12", 7, id="no whole number"),
        pytest.param(lambda f: f.number("a", 7), "a: 1.5", 1.5, id="number"),
        pytest.param(lambda f: f.share("a", 0.5), "a: 1", 1.0, id="share"),
        pytest.param(lambda f: f.day("a"), "a: 2026-03-02", date(2026, 3, 2), id="day"),
        pytest.param(lambda f: f.duration("a"), "a: 2h", timedelta(hours=2), id="duration"),
        pytest.param(lambda f: f.duration("a"), "b: 2h", None, id="no duration"),
        pytest.param(lambda f: len(f.children("a")), "a: [x, {y: 1}]", 2, id="children"),
        pytest.param(lambda f: f.children("a"), "b: x", (), id="no children"),
    ],
)
def test_a_good_field_is_taken(take, text, value):
    opened = fields(text)

    assert take(opened) == value
    assert [what for _, what in whats(opened)] == []


@pytest.mark.parametrize(
    ("take", "text", "value", "what"),
    [
        pytest.param(lambda f: f.text("a"), "b: 1", "", "“a” is missing", id="missing"),
        pytest.param(lambda f: f.text("a"), "a: ''", "", "“a” is empty", id="empty"),
        pytest.param(lambda f: f.text("a"), "a:", "", "“a” is empty", id="nothing"),
        pytest.param(
            lambda f: f.text("a"), "a: [x]", "", "“a” must be a single value, not a list", id="list"
        ),
        pytest.param(
            lambda f: f.names("a", KNOWN, "name"),
            "a: [b, color]",
            ("b",),
            "unknown name “color”; did you mean “colour”?",
            id="near name",
        ),
        pytest.param(
            lambda f: f.names("a", KNOWN, "name"),
            "a: xyz",
            (),
            "unknown name “xyz”; known: a, b, colour",
            id="far name",
        ),
        pytest.param(
            lambda f: f.some("a", KNOWN, "name"), "a: []", (), "“a” names none", id="names none"
        ),
        pytest.param(
            lambda f: f.name("a", KNOWN, "name"), "b: 1", "a", "“a” is missing", id="no name"
        ),
        pytest.param(
            lambda f: f.name("a", KNOWN, "name"),
            "a: [b]",
            "b",
            "“a” must be a single value, not a list",
            id="names for one",
        ),
        pytest.param(lambda f: f.flag("a"), "a: yes", False, "“a” must be true or false", id="yes"),
        pytest.param(
            lambda f: f.flag("a"), "a: [true]", False, "“a” must be true or false", id="flag list"
        ),
        pytest.param(
            lambda f: f.whole("a", 7), "a: 1.5", 7, "“a” must be a whole number", id="no whole"
        ),
        pytest.param(
            lambda f: f.whole("a", 7),
            "a: 1000000000",
            7,
            "“a” must be a whole number",
            id="too many digits",
        ),
        pytest.param(
            lambda f: f.number("a", 7), "a: big", 7, "“a” must be a number", id="no number"
        ),
        pytest.param(
            lambda f: f.number("a", 7), "a: nan", 7, "“a” must be a number", id="not a number"
        ),
        pytest.param(
            lambda f: f.number("a", 7), "a: inf", 7, "“a” must be a number", id="infinite"
        ),
        pytest.param(lambda f: f.number("a", 7), "a: -1", 7, "“a” must be a number", id="negative"),
        pytest.param(
            lambda f: f.share("a", 0.5),
            "a: 1.1",
            0.5,
            "“a” must be a number from 0 to 1",
            id="over 1",
        ),
        pytest.param(
            lambda f: f.share("a", 0.5), "a: x", 0.5, "“a” must be a number from 0 to 1", id="share"
        ),
        pytest.param(
            lambda f: f.day("a"),
            "a: 02.03.2026",
            date.max,
            "“a” must be a date written 2026-03-02",
            id="day",
        ),
        pytest.param(
            lambda f: f.duration("a"),
            "a: 10 days",
            None,
            "“a” must be a duration such as 10m, 4h, 30d or 3y",
            id="duration",
        ),
        pytest.param(
            lambda f: f.children("a"),
            "a: x",
            (),
            "“a” must be a list, not a single value",
            id="one",
        ),
    ],
)
def test_a_bad_field_is_a_fault(take, text, value, what):
    opened = fields(text)

    assert take(opened) == value
    assert whats(opened) == [(1, what)]


def test_an_unknown_key_is_a_fault_on_its_line():
    opened = fields("a: 1\ncolor: red\nb: 2\n")

    assert whats(opened) == [(2, "unknown key “color” in a thing; did you mean “colour”?")]


def test_what_is_no_mapping_is_a_fault_and_holds_nothing():
    opened = fields("[a]")

    assert not opened.has("a")
    assert whats(opened) == [(1, "a thing must be a mapping, not a list")]
