"""Writes each finding of a verdict down once, in few characters: a file may hold ten thousand.

A verdict carries its findings with the result and again with every rule that held for them, and
each names its label, its place and its reason in full. Written down are a table of findings, whose
words stand in a list they share, and for every rule the stretches of the table it means.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.domain.decision import Decision, RuleMatch
from bot.domain.finding import Finding, InspectionResult

Stretch = list[int]  # where it begins in the table, how long it is
Row = list[Any]  # the numbers of its words, and its own numbers


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found in a revision and what was decided about it."""

    result: InspectionResult
    decision: Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """All findings of a verdict, and which of them the result and each match hold."""

    words: list[str]
    rows: list[Row]
    result: list[Stretch]
    matches: list[list[Stretch]]
    shadow_matches: list[list[Stretch]]


@dataclass(frozen=True, slots=True)
class Compact:
    """A verdict as it is written: without findings, which stand beside it."""

    result: InspectionResult
    decision: Decision
    findings: Findings | None = None  # an older record holds them where they belong


def compact(verdict: Verdict) -> Compact:
    """Take the findings out of a verdict, nothing lost."""
    table, decision = _Table(), verdict.decision
    return Compact(
        replace(verdict.result, findings=()),
        replace(
            decision,
            matches=_bare(decision.matches),
            shadow_matches=_bare(decision.shadow_matches),
        ),
        Findings(
            result=table.take(verdict.result.findings),
            matches=[table.take(match.findings) for match in decision.matches],
            shadow_matches=[table.take(match.findings) for match in decision.shadow_matches],
            words=list(table.words),
            rows=table.rows,
        ),
    )


def whole(kept: Compact) -> Verdict:
    """Put the findings back where they were."""
    if kept.findings is None:
        return Verdict(kept.result, kept.decision)
    found = [_finding(row, kept.findings.words) for row in kept.findings.rows]
    decision = kept.decision
    return Verdict(
        replace(kept.result, findings=_of(kept.findings.result, found)),
        replace(
            decision,
            matches=_filled(decision.matches, kept.findings.matches, found),
            shadow_matches=_filled(decision.shadow_matches, kept.findings.shadow_matches, found),
        ),
    )


@dataclass(slots=True)
class _Table:
    words: dict[str, int] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    _numbers: dict[Finding, int] = field(default_factory=dict)
    _known: dict[int, int] = field(default_factory=dict)  # by identity: rules share most findings

    def take(self, findings: Iterable[Finding]) -> list[Stretch]:
        """Return the findings as stretches of the table, which takes in the new ones."""
        stretches: list[Stretch] = []
        for finding in findings:
            number = self._known.get(id(finding))
            if number is None:
                number = self._known[id(finding)] = self._number(finding)
            if stretches and number == stretches[-1][0] + stretches[-1][1]:
                stretches[-1][1] += 1
            else:
                stretches.append([number, 1])
        return stretches

    def _number(self, finding: Finding) -> int:
        number = self._numbers.setdefault(finding, len(self.rows))
        if number == len(self.rows):
            words = [self._word(word) for word in (finding.label, finding.part, finding.because)]
            self.rows.append([*words, finding.start, finding.end, finding.confidence])
        return number

    def _word(self, word: str) -> int:
        return self.words.setdefault(word, len(self.words))


def _finding(row: Row, words: Sequence[str]) -> Finding:
    label, part, because, start, end, confidence = row
    return Finding(
        label=words[label],
        part=words[part],
        because=words[because],
        start=start,
        end=end,
        confidence=confidence,
    )


def _bare(matches: Iterable[RuleMatch]) -> tuple[RuleMatch, ...]:
    return tuple(replace(match, findings=()) for match in matches)


def _filled(
    matches: Iterable[RuleMatch], kept: Iterable[list[Stretch]], found: Sequence[Finding]
) -> tuple[RuleMatch, ...]:
    return tuple(
        replace(match, findings=_of(stretches, found))
        for match, stretches in zip(matches, kept, strict=True)
    )


def _of(stretches: Iterable[Stretch], found: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(each for first, count in stretches for each in found[first : first + count])
