"""Reads the clauses of a policy file."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.clause import Clause
from bot.policy.file_format import MetBy, PolicyClause
from bot.policy.reading.faults import FaultList
from bot.policy.reading.fields import Fields, open_fields
from bot.policy.reading.nodes import Node

_KEYS = ("clause", "asks", "source", "url", "met_by", "how", "not_yet", "no_machine_can")


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The policy a clause belongs to, as its clauses repeat it."""

    policy: str
    title: str
    source: str
    url: str


def read_clause(node: Node, faults: FaultList, origin: Origin) -> PolicyClause:
    """Read one clause; source and url are the policy's own unless it names others."""
    fields = open_fields(node, faults, "a clause", _KEYS)
    clause = Clause(
        policy=origin.policy,
        policy_title=origin.title,
        number=fields.text("clause"),
        asks=fields.text("asks"),
        source=fields.optional_text("source") or origin.source,
        url=fields.optional_text("url") or origin.url,
    )
    met_by = fields.some("met_by", [one.value for one in MetBy], "way to meet a clause")
    read = PolicyClause(
        clause=clause,
        met_by=tuple(MetBy(name) for name in met_by),
        how=fields.optional_text("how"),
        not_yet=fields.optional_text("not_yet"),
        no_machine_can=fields.optional_text("no_machine_can"),
        line=node.line,
    )
    _check(fields, read)
    return read


def _check(fields: Fields, read: PolicyClause) -> None:
    number = read.clause.number
    if not fields.has("met_by") and not read.no_machine_can:
        fields.fault("clause", f"clause {number} names nothing that meets it (met_by)")
    others = set(read.met_by) - {MetBy.RULE}
    if others and not read.how:
        named = ", ".join(sorted(others))
        fields.fault("met_by", f"clause {number} is met by {named}, but `how` is missing")
    if read.not_yet and not others:
        fields.fault("not_yet", "`not_yet` is for what rules do not meet; correct the rule instead")
