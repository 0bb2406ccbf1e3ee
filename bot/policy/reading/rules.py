"""Reads the rules of a policy file."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.clause import Clause
from bot.domain.decision import ActionKind, Severity
from bot.policy.conditions.logic import AllOf, read_condition
from bot.policy.file_format import Rule
from bot.policy.reading.faults import FaultList
from bot.policy.reading.fields import Fields, open_fields
from bot.policy.reading.nodes import Node

_KEYS = (
    "rule",
    "cites",
    "when",
    "severity",
    "actions",
    "tell",
    "keep",
    "triage",
    "false_positives",
)
_SEVERITIES = tuple(one.name.lower() for one in Severity)
_DEFAULT_GROUP = "admins"


def read_rule(node: Node, faults: FaultList, clauses: Mapping[str, Clause]) -> Rule:
    """Read one rule; it may cite the clauses of its own file only."""
    fields = open_fields(node, faults, "a rule", _KEYS)
    when = fields.required("when")
    for key in ("cites", "actions"):
        fields.required(key)
    actions = tuple(
        ActionKind(name)
        for name in fields.some("actions", [one.value for one in ActionKind], "action")
    )
    rule = Rule(
        id=fields.text("rule"),
        cites=tuple(clauses[number] for number in fields.some("cites", clauses, "clause")),
        when=read_condition(when, faults) if when else AllOf(()),
        severity=Severity[fields.name("severity", _SEVERITIES, "severity").upper()],
        actions=actions,
        tell=_groups(fields, actions),
        keep=fields.duration("keep"),
        triage=fields.optional_text("triage"),
        false_positives=fields.texts("false_positives"),
        line=node.line,
    )
    _check(fields, rule)
    return rule


def _groups(fields: Fields, actions: tuple[ActionKind, ...]) -> tuple[str, ...]:
    if ActionKind.NOTIFY_ADMINS in actions:
        return fields.texts("tell") or (_DEFAULT_GROUP,)
    return ()


def _check(fields: Fields, rule: Rule) -> None:
    if fields.has("tell") and ActionKind.NOTIFY_ADMINS not in rule.actions:
        fields.fault("tell", "“tell” names groups, but notify_admins is not among the actions")
    if fields.has("keep") and ActionKind.KEEP_RECORD not in rule.actions:
        fields.fault("keep", "“keep” is given, but keep_record is not among the actions")
    if ActionKind.KEEP_RECORD in rule.actions and not fields.has("keep"):
        fields.fault("actions", "keep_record needs “keep”: for how long")
