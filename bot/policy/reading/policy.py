"""Reads a policy file as a whole."""

from __future__ import annotations

from pathlib import Path

from bot.domain.message import ConversationKind, Platform, Standing
from bot.policy.file_format import Mode, Policy, PolicyClause, PolicyTest, Rule, Scope
from bot.policy.reading.clauses import Origin, read_clause
from bot.policy.reading.cross_checks import check_policy
from bot.policy.reading.examples import read_test
from bot.policy.reading.faults import FaultList
from bot.policy.reading.fields import Fields, open_fields
from bot.policy.reading.nodes import Node, read_nodes
from bot.policy.reading.rules import read_rule

_KEYS = (
    "policy",
    "title",
    "mode",
    "owner",
    "adopted",
    "review_by",
    "why",
    "source",
    "url",
    "applies_to",
    "approved_messengers",
    "clauses",
    "rules",
    "tests",
)


def read_policy(path: Path, faults: FaultList) -> Policy | None:
    """Read the file; what it returns is of use only if no fault was found."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        faults.add(1, "is not written in UTF-8")
        return None
    except OSError as error:
        faults.add(1, f"cannot be read: {error.strerror}")
        return None
    root = read_nodes(text, faults)
    if root is None:
        return None
    fields = open_fields(root, faults, "a policy", _KEYS)
    if root.fields is None:
        return None
    policy = _policy(fields, faults, path)
    check_policy(policy, faults)
    return policy


def _policy(fields: Fields, faults: FaultList, path: Path) -> Policy:
    clauses = _clauses(fields, faults)
    rules = _rules(fields, faults, clauses)
    return Policy(
        id=fields.text("policy"),
        title=fields.text("title"),
        mode=Mode(fields.name("mode", list(Mode), "mode")),
        owner=fields.text("owner"),
        adopted=fields.day("adopted"),
        review_by=fields.day("review_by"),
        why=fields.text("why"),
        source=fields.text("source"),
        clauses=clauses,
        rules=rules,
        tests=_tests(fields, faults, rules),
        scope=_scope(fields.child("applies_to"), faults),
        approved_messengers=frozenset(name.lower() for name in fields.texts("approved_messengers")),
        file=str(path),
        line=fields.line_of("policy"),
        review_line=fields.line_of("review_by"),
    )


def _clauses(fields: Fields, faults: FaultList) -> tuple[PolicyClause, ...]:
    origin = Origin(
        policy=_plain(fields, "policy"),
        title=_plain(fields, "title"),
        source=_plain(fields, "source"),
        url=_plain(fields, "url"),
    )
    clauses = fields.required("clauses")
    if clauses is not None and clauses.items == ():
        fields.fault("clauses", "a policy without a clause asks nothing")
    return tuple(read_clause(node, faults, origin) for node in fields.children("clauses"))


def _rules(
    fields: Fields, faults: FaultList, clauses: tuple[PolicyClause, ...]
) -> tuple[Rule, ...]:
    fields.required("rules")
    known = {one.clause.number: one.clause for one in clauses}
    return tuple(read_rule(node, faults, known) for node in fields.children("rules"))


def _tests(fields: Fields, faults: FaultList, rules: tuple[Rule, ...]) -> tuple[PolicyTest, ...]:
    fields.required("tests")
    known = [rule.id for rule in rules]
    return tuple(read_test(node, faults, known) for node in fields.children("tests"))


def _scope(node: Node | None, faults: FaultList) -> Scope:
    if node is None:
        return Scope()
    keys = ("platforms", "conversations", "divisions", "authors")
    fields = open_fields(node, faults, "applies_to", keys)
    platforms = fields.some("platforms", list(Platform), "platform")
    conversations = fields.some("conversations", list(ConversationKind), "kind of conversation")
    everyone = fields.has("authors") and fields.texts("authors") == ("everyone",)
    authors = () if everyone else fields.some("authors", list(Standing), "standing")
    divisions = fields.texts("divisions")
    return Scope(
        platforms=tuple(Platform(name) for name in platforms),
        conversations=tuple(ConversationKind(name) for name in conversations),
        divisions=() if divisions == ("all",) else divisions,
        authors=tuple(Standing(name) for name in authors),
    )


def _plain(fields: Fields, key: str) -> str:
    """Return the text without checking it; that is done once, where the policy is made."""
    node = fields.child(key)
    return (node.scalar or "").strip() if node else ""
