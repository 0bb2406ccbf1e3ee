"""`finding`, `category` and `off_channel`: what was seen in the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.finding import Finding
from bot.domain.labels import CATEGORIES, LABELS, counted_title, title_of
from bot.policy.conditions.carriers import CARRIERS
from bot.policy.reading.faults import FaultList
from bot.policy.reading.fields import open_fields
from bot.policy.reading.nodes import Node
from bot.policy.situation import Held, Situation

# Findings in earlier messages of the thread are context: they may make a category, but nobody is
# held to account for what another wrote.
_CONTEXT = "thread:"
_OFF_CHANNEL = "OFF_CHANNEL"


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingCondition:
    """Enough findings of one of these labels, each sure enough."""

    labels: tuple[str, ...]
    min_confidence: float = 0.5
    min_count: int = 1

    def check(self, situation: Situation) -> Held | None:
        """Return the findings, each value counted in each of its places."""
        found = tuple(one for one in situation.result.findings if self._counts(one))
        if len(found) < self.min_count:
            return None
        titles = counted_titles(found)
        were = "was" if len(found) == 1 else "were"
        in_all = f" ({len(found):,} in all)" if self.min_count > 1 and len(titles) > 1 else ""
        return Held(because=(f"{' and '.join(titles)} {were} found{in_all}",), findings=found)

    def _counts(self, finding: Finding) -> bool:
        return (
            finding.label in self.labels
            and finding.confidence >= self.min_confidence
            and _is_own(finding)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryCondition:
    """The message is of one of these categories."""

    names: tuple[str, ...]
    min_score: float = 0.0

    def check(self, situation: Situation) -> Held | None:
        """Return the categories it is of, and the findings that carry them."""
        scores = situation.result.categories
        held = tuple(n for n in self.names if n in scores and scores[n] >= self.min_score)
        if not held:
            return None
        titles = " and ".join(title_of(name) for name in held)
        carriers = {label for name in held for label in CARRIERS.get(name, ())}
        findings = tuple(
            one for one in situation.result.findings if one.label in carriers and _is_own(one)
        )
        seen = ", ".join(counted_titles(findings))
        because = f"it holds {titles}" + (f" ({seen})" if seen else "")
        return Held(because=(because,), findings=findings, categories=held)


@dataclass(frozen=True, slots=True, kw_only=True)
class OffChannelCondition:
    """The message moves the talk to another messenger."""

    unless_approved: bool

    def check(self, situation: Situation) -> Held | None:
        """Hold unless every messenger it names is on the policy's list.

        A move that names no messenger ("text me privately") is a move all the same.
        """
        if _OFF_CHANNEL not in situation.result.categories:
            return None
        named = situation.result.messengers
        others = named - situation.approved_messengers if self.unless_approved else named
        if named and not others:
            return None
        where = f" ({', '.join(sorted(others))})" if others else ""
        return Held(
            because=(f"it moves the talk to another messenger{where}",), categories=(_OFF_CHANNEL,)
        )


def counted_titles(findings: Iterable[Finding]) -> list[str]:
    """Return what was found, each label once with how often ("10,000 Social Security numbers")."""
    counted = Counter(one.label for one in findings)
    return [counted_title(label, count) for label, count in counted.items()]


def _is_own(finding: Finding) -> bool:
    return not finding.part.startswith(_CONTEXT)


def read_finding(node: Node, faults: FaultList) -> FindingCondition:
    """Read `finding: {label: US_SSN, min_confidence: 0.8, min_count: 2}`."""
    known = ("label", "labels", "min_confidence", "min_count")
    fields = open_fields(node, faults, "finding", known)
    labels = fields.some("label", LABELS, "label") + fields.some("labels", LABELS, "label")
    if not (fields.has("label") or fields.has("labels")):
        faults.add(node.line, "finding names no label")
    return FindingCondition(
        labels=labels,
        min_confidence=fields.share("min_confidence", 0.5),
        min_count=max(1, fields.whole("min_count", 1)),
    )


def read_category(node: Node, faults: FaultList) -> CategoryCondition:
    """Read `category: PHI`, `category: [PHI, PII]` or `category: {names: […], min_score: 0.8}`."""
    if node.fields is None:
        node = Node(line=node.line, fields={"names": node}, key_lines={"names": node.line})
    fields = open_fields(node, faults, "category", ("name", "names", "min_score"))
    names = fields.some("name", CATEGORIES, "category")
    names += fields.some("names", CATEGORIES, "category")
    if not (fields.has("name") or fields.has("names")):
        faults.add(node.line, "category names no category")
    return CategoryCondition(names=names, min_score=fields.share("min_score", 0.0))


def read_off_channel(node: Node, faults: FaultList) -> OffChannelCondition:
    """Read `off_channel: {unless_approved: true}`."""
    fields = open_fields(node, faults, "off_channel", ("unless_approved",))
    return OffChannelCondition(unless_approved=fields.flag("unless_approved"))
