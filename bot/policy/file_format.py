"""A policy as its file says it; the words of the format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from bot.domain.attachment import FileTrait
from bot.domain.clause import Clause
from bot.domain.decision import ActionKind, Severity
from bot.domain.message import AudienceKind, ConversationKind, Platform, Standing
from bot.policy.situation import Condition


class Mode(StrEnum):
    """Whether a policy acts."""

    OFF = "off"  # not looked at
    SHADOW = "shadow"  # decided and shown, never acted on
    ENFORCE = "enforce"  # acted on


class MetBy(StrEnum):
    """What meets a clause."""

    RULE = "rule"  # a rule that cites it
    NOTICE = "notice"  # people are told, and that they were told is recorded
    WORKFLOW = "workflow"  # a governed request with approvers, scope and end
    CAPABILITY = "capability"  # something the product can do and prove
    ATTESTED = "attested"  # a person confirms it on a schedule
    COMPOSITION = "composition"  # the way policies are taken together
    SCOPE = "scope"  # whom and what the policy applies to


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyClause:
    """A clause, and what meets it.

    `how` says it for everything but rules; `not_yet` says what is missing; `no_machine_can` says
    what no machine can check, and why.
    """

    clause: Clause
    met_by: tuple[MetBy, ...]
    how: str = ""
    not_yet: str = ""
    no_machine_can: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """When to act, and how."""

    id: str
    cites: tuple[Clause, ...]
    when: Condition
    severity: Severity
    actions: tuple[ActionKind, ...]
    tell: tuple[str, ...] = ()
    keep: timedelta | None = None
    triage: str = ""
    false_positives: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Where a policy applies; an empty tuple means everywhere, to everyone."""

    platforms: tuple[Platform, ...] = ()
    conversations: tuple[ConversationKind, ...] = ()
    divisions: tuple[str, ...] = ()
    authors: tuple[Standing, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TestFile:
    """An attachment of a policy test: its type as its platform claims it and as it is inside.

    `holds` stands in for detection: so many findings of a label inside the file.
    """

    __test__ = False  # a word of the format, not something for pytest to collect

    name: str
    size: int = 1000
    type: str = ""
    real_type: str = ""
    traits: frozenset[FileTrait] = frozenset()
    text: str = ""
    unscanned: str = ""
    holds: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class TestPast:
    """What the author did before, `times` over, that long ago."""

    __test__ = False  # a word of the format, not something for pytest to collect

    ago: timedelta
    times: int = 1
    categories: frozenset[str] = frozenset()
    mentions: int = 0
    mentions_everyone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What stands in for detection, where the finding would come from the trained pipeline."""

    findings: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    categories: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    messengers: frozenset[str] = frozenset()
    unfinished: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TestMessage:
    """The message of a policy test; everything unsaid is ordinary."""

    __test__ = False  # a word of the format, not something for pytest to collect

    text: str = ""
    thread: tuple[str, ...] = ()
    platform: Platform = Platform.LOCAL
    conversation: ConversationKind = ConversationKind.CHANNEL
    audience: AudienceKind = AudienceKind.INTERNAL
    author: Standing = Standing.MEMBER
    divisions: frozenset[str] = frozenset()
    attachments: tuple[TestFile, ...] = ()
    mentions: int = 0
    mentions_everyone: bool = False
    edited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyTest:
    """A message and the exact rules it must meet; with a known gap it must still miss."""

    name: str
    message: TestMessage
    expect: tuple[str, ...]
    near_miss: tuple[str, ...] = ()
    past: tuple[TestPast, ...] = ()
    given: Given | None = None
    known_gap: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """One written policy: who answers for it, what it asks, what meets that."""

    id: str
    title: str
    mode: Mode
    owner: str
    adopted: date
    review_by: date
    why: str
    source: str
    clauses: tuple[PolicyClause, ...]
    rules: tuple[Rule, ...]
    tests: tuple[PolicyTest, ...]
    scope: Scope = Scope()
    approved_messengers: frozenset[str] = frozenset()
    file: str = ""
    line: int = 0
    review_line: int = 0
