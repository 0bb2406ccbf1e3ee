"""No user name is shut out by the gate, and looking for them takes its time."""

import time

import pytest
import re2

from bot.detection.detectors.username import GATE, detect
from bot.detection.patterns import Gate
from bot.domain.message import TextPart
from tests.marking import marked
from tests.unit.detection.detectors.test_username import TEXTS

FOUND = [part.text for part, spans in map(marked, TEXTS.values()) if spans]


@pytest.mark.parametrize("text", FOUND)
def test_where_one_is_found_the_gate_is_open(text):
    assert re2.search(GATE, text)


def test_the_gate_shares_an_automaton_with_the_others():
    together = Gate([GATE])._together._places

    assert together == (0,)


# What a form almost matches, over and over.
SCRAPS = [
    "user is jdoe and the ",
    "login for the ",
    "use a_b as the username and ",
    "password for a.b is ",
    "mysql -u ab -",
    "its jo then ",
    "a_b / ",
    "user | pw\njo | Kite4410\n",
    "username\n",
]
LONG = 100_000  # characters
# Far above what any takes on a loaded machine, far below what a quadratic one would.
SECONDS = 2.0


@pytest.mark.parametrize("scrap", SCRAPS)
def test_almost_a_user_name_over_and_over_takes_linear_time(scrap):
    part = TextPart("body", scrap * (LONG // len(scrap)))

    began = time.process_time()
    for _ in detect(part):
        pass

    assert time.process_time() - began < SECONDS
