"""No form of a password is shut out by its gates, is there for nothing, or takes its time."""

import time

import pytest
import re2

from bot.detection.detectors.password import GATE, GROUPS, detect
from bot.domain.message import TextPart
from tests.marking import marked
from tests.unit.detection.detectors.test_password import TEXTS

MARKED = [marked(text) for text in TEXTS.values()]
BODIES = [part.text for part, _ in MARKED]


def _matches(group, text):
    return [match for form in group.forms for match in form.pattern.finditer(text)]


def test_where_a_form_matches_its_gates_are_open():
    shut = [
        (gate, text)
        for group in GROUPS
        for text in BODIES
        if _matches(group, text)
        for gate in (GATE, group.gate, group.also)
        if gate and not re2.search(gate, text)
    ]

    assert shut == []


def test_a_form_begins_where_its_group_does():
    missed = [
        (group.starts, match[0])
        for group in GROUPS
        if group.starts
        for text in BODIES
        for match in _matches(group, text)
        if match.start() not in {found.start() for found in re2.finditer(group.starts, text)}
    ]

    assert missed == []


def test_every_form_finds_something():
    found = {(part.text, span) for part, spans in MARKED for span in spans}
    idle = [
        form.pattern.pattern
        for group in GROUPS
        for form in group.forms
        if not any(
            (text, (match.start("value"), match.start("value") + len(value))) in found
            for text in BODIES
            for match in form.pattern.finditer(text)
            for value in (match["value"], match["value"].rstrip(").,\"'"))
        )
    ]

    assert idle == []


# What a form almost matches, over and over.
SCRAPS = [
    "pw ",
    "password is ",
    "set the password to ",
    'password "',
    "password (",
    "password from a ",
    "a,pw\nb,Kite4410\n",
    "pin is ",
    "login on a_b, ",
    "host=a password=",
    "wifi key=",
]
LONG = 100_000  # characters
# Far above what any takes on a loaded machine, far below what a quadratic one would.
SECONDS = 2.0


@pytest.mark.parametrize("scrap", SCRAPS)
def test_almost_a_password_over_and_over_takes_linear_time(scrap):
    part = TextPart("body", scrap * (LONG // len(scrap)))

    began = time.process_time()
    for _ in detect(part):
        pass

    assert time.process_time() - began < SECONDS
