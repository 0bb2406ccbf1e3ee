"""Checks that need more than one field: ids, citations, tests."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from bot.policy.file_format import MetBy, Policy, PolicyClause
from bot.policy.reading.faults import Fault, FaultList

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def check_policy(policy: Policy, faults: FaultList) -> None:
    """Note what is wrong between the parts of one file."""
    stem = Path(policy.file).stem
    if policy.id and policy.id != stem:
        faults.add(policy.line, f"the id “{policy.id}” is not the file's name, “{stem}”")
    _check_ids(policy, faults)
    _check_doubles(((one.clause.number, one.line) for one in policy.clauses), "clause", faults)
    _check_doubles(((rule.id, rule.line) for rule in policy.rules), "rule", faults)
    _check_doubles(((test.name, test.line) for test in policy.tests), "test", faults)
    cited = {clause.number for rule in policy.rules for clause in rule.cites}
    for one in policy.clauses:
        _check_citation(one, cited, faults)
    _check_tests(policy, faults)


def double_policies(policies: Iterable[Policy]) -> list[Fault]:
    """Return a fault for each policy whose id another file has taken."""
    first: dict[str, Policy] = {}
    faults = []
    for policy in policies:
        taken = first.setdefault(policy.id, policy)
        if taken is not policy:
            what = f"the id “{policy.id}” is taken by {taken.file}"
            faults.append(Fault(policy.file, policy.line, what))
    return faults


def _check_ids(policy: Policy, faults: FaultList) -> None:
    ids = [(policy.id, policy.line), *((rule.id, rule.line) for rule in policy.rules)]
    for written, line in ids:
        if written and not _ID.fullmatch(written):
            faults.add(line, f"the id “{written}” must be lower-case words joined by hyphens")


def _check_doubles(named: Iterable[tuple[str, int]], what: str, faults: FaultList) -> None:
    first: dict[str, int] = {}
    for name, line in named:
        if name in first:
            faults.add(line, f"{what} “{name}” is given twice (first on line {first[name]})")
        elif name:
            first[name] = line


def _check_citation(one: PolicyClause, cited: set[str], faults: FaultList) -> None:
    number = one.clause.number
    if number in cited and MetBy.RULE not in one.met_by:
        faults.add(one.line, f"clause {number} is cited by a rule, but met_by does not say `rule`")
    if number not in cited and MetBy.RULE in one.met_by:
        faults.add(one.line, f"clause {number} says it is met by a rule, but no rule cites it")


def _check_tests(policy: Policy, faults: FaultList) -> None:
    passing = [test for test in policy.tests if not test.known_gap]
    expected = {rule for test in passing for rule in test.expect}
    missed = {rule for test in passing for rule in test.near_miss}
    for rule in policy.rules:
        if rule.id not in expected:
            faults.add(rule.line, f"rule “{rule.id}” has no test that expects it")
        if rule.id not in missed:
            faults.add(rule.line, f"rule “{rule.id}” has no test that is a near miss of it")
