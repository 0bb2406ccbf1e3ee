"""Builders for policy tests: conditions and whole files from what an author would write."""

from datetime import timedelta
from pathlib import Path
from textwrap import dedent

from bot.domain.activity import Activity
from bot.policy.conditions.logic import read_condition
from bot.policy.engine import PolicyBook
from bot.policy.loader import load_policies
from bot.policy.reading.faults import FaultList
from bot.policy.reading.nodes import read_nodes
from bot.policy.reading.policy import read_policy
from bot.policy.situation import Situation
from tests.builders import NOON, message, result

POLICY = """\
policy: house-rules
title: House rules
mode: enforce
owner: the-owner
adopted: 2026-01-01
review_by: 2027-01-01
why: To show how it is done.
source: The house
clauses:
  - clause: "1"
    asks: No numbers.
    met_by: rule
rules:
  - rule: numbers
    cites: ["1"]
    when: {finding: {label: US_SSN}}
    severity: high
    actions: [warn_author]
tests:
  - test: a number
    text: "219-09-9998"
    given: {findings: [US_SSN]}
    expect: [numbers]
  - test: no number
    text: "219"
    expect: []
    near_miss: [numbers]
"""


def changed(old: str = "", new: str = "") -> str:
    """The policy with one thing changed; what is to be changed must be there once."""
    if old:
        assert POLICY.count(old) == 1, f"{old!r} stands {POLICY.count(old)} times in the policy"
    return POLICY.replace(old, new) if old else POLICY


def read(text: str, folder: Path, name: str = "house-rules.yaml"):
    """The policy of a file with that text, and its faults as (line, what)."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    faults = FaultList(path)
    policy = read_policy(path, faults)
    return policy, [(fault.line, fault.what) for fault in faults.found]


def book(folder: Path, *texts: str) -> PolicyBook:
    """The book of files with these texts, each named by its id."""
    for text in texts:
        name = text.splitlines()[0].removeprefix("policy: ")
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load_policies([folder])


def condition(written: str):
    """The condition an author would write so; it must have no fault."""
    read_one, faults = condition_and_faults(written)
    assert faults == []
    return read_one


def condition_and_faults(written: str):
    """The condition, and the faults as (line, what)."""
    faults = FaultList(Path("house-rules.yaml"))
    node = read_nodes(dedent(written), faults)
    read_one = read_condition(node, faults)
    return read_one, [(fault.line, fault.what) for fault in faults.found]


def situation(message_=None, *, approved=(), past=(), **found):
    """A situation: a message (“hello” if none is given) and what was found in it."""
    return Situation(
        message=message_ or message(),
        result=result(**found),
        past=tuple(past),
        now=NOON,
        approved_messengers=frozenset(approved),
    )


def before(minutes=0.0, **changes):
    """What the author did so many minutes ago."""
    return Activity(at=NOON - timedelta(minutes=minutes), **changes)
