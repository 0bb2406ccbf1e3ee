"""Counts what a scan found, and says what exit status that makes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from bot.cli.scanning.records import Refused, Scanned

CLEAN, FOUND, ERROR = 0, 1, 2


@dataclass(slots=True)
class Tally:
    """Running totals of a scan."""

    looked_at: int = 0
    matched: int = 0
    not_looked_at: int = 0
    labels: Counter[str] = field(default_factory=Counter)
    categories: Counter[str] = field(default_factory=Counter)
    clauses: Counter[str] = field(default_factory=Counter)

    def add(self, outcome: Scanned | Refused) -> None:
        """Count one outcome."""
        if isinstance(outcome, Refused):
            self.not_looked_at += 1
            return
        self.looked_at += 1
        self.not_looked_at += bool(outcome.unfinished)
        self.matched += bool(outcome.decision.matches)
        self.labels.update(finding.label for finding in outcome.result.findings)
        self.categories.update(outcome.result.categories.keys())
        matches = outcome.decision.matches
        # Each once, in the order of the decision: a set would give another order in each run.
        cited = dict.fromkeys(clause.citation for match in matches for clause in match.clauses)
        self.clauses.update(cited.keys())

    @property
    def status(self) -> int:
        """The exit status; a look that failed is not a clean look."""
        if self.not_looked_at:
            return ERROR
        return FOUND if self.matched else CLEAN
