"""What meets each clause, and what each rule is there for."""

from __future__ import annotations

from dataclasses import dataclass

from bot.policy.engine import PolicyBook
from bot.policy.file_format import MetBy, Policy, PolicyClause


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseLine:
    """One clause and what meets it."""

    policy: str
    number: str
    asks: str
    met_by: tuple[str, ...]
    rules: tuple[str, ...] = ()
    how: str = ""
    not_yet: str = ""
    no_machine_can: str = ""

    @property
    def is_hole(self) -> bool:
        """Whether nothing meets it and it does not say why."""
        by_rule_alone = self.met_by == (MetBy.RULE.value,)
        met = bool(self.rules) if by_rule_alone else bool(self.met_by)
        return not met and not self.no_machine_can


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """One rule and the clauses it is there for."""

    policy: str
    rule: str
    clauses: tuple[str, ...]

    @property
    def is_hole(self) -> bool:
        """Whether it stands on no clause."""
        return not self.clauses


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The table, both ways."""

    clauses: tuple[ClauseLine, ...]
    rules: tuple[RuleLine, ...]

    @property
    def holes(self) -> tuple[str, ...]:
        """Name every clause nothing meets and every rule no clause asks for."""
        clauses = tuple(f"{one.policy} clause {one.number}" for one in self.clauses if one.is_hole)
        rules = tuple(f"{one.policy}/{one.rule}" for one in self.rules if one.is_hole)
        return clauses + rules

    @property
    def not_yet(self) -> tuple[ClauseLine, ...]:
        """Return the clauses of which something is not built yet."""
        return tuple(one for one in self.clauses if one.not_yet)


def coverage_of(book: PolicyBook) -> Coverage:
    """Return the table of every policy in the book, whatever its mode."""
    return Coverage(
        clauses=tuple(_clause(policy, one) for policy in book.policies for one in policy.clauses),
        rules=tuple(
            RuleLine(
                policy=policy.id,
                rule=rule.id,
                clauses=tuple(clause.number for clause in rule.cites),
            )
            for policy in book.policies
            for rule in policy.rules
        ),
    )


def _clause(policy: Policy, one: PolicyClause) -> ClauseLine:
    return ClauseLine(
        policy=policy.id,
        number=one.clause.number,
        asks=one.clause.asks,
        met_by=tuple(way.value for way in one.met_by),
        rules=tuple(rule.id for rule in policy.rules if one.clause in rule.cites),
        how=one.how,
        not_yet=one.not_yet,
        no_machine_can=one.no_machine_can,
    )
