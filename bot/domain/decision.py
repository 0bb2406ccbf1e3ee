"""What the policies decided about a message, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

from bot.domain.clause import Clause
from bot.domain.finding import Finding
from bot.domain.message import MessageRef


class Severity(IntEnum):
    """How grave a match is; a higher one prevails."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3
    CRITICAL = 4


class ActionKind(StrEnum):
    """The closed list of what a rule may ask for, weakest first."""

    POST_NOTICE = "post_notice"
    KEEP_RECORD = "keep_record"
    WARN_AUTHOR = "warn_author"
    ASK_JUSTIFICATION = "ask_justification"
    WARN_RECIPIENTS = "warn_recipients"
    NOTIFY_ADMINS = "notify_admins"
    OPEN_CASE = "open_case"
    HIDE_MESSAGE = "hide_message"
    REMOVE_ATTACHMENT = "remove_attachment"
    REMOVE_MESSAGE = "remove_message"


# Met by the record itself: the case, the retention class, the buttons of the warning.
MET_BY_THE_RECORD = frozenset(
    {ActionKind.OPEN_CASE, ActionKind.KEEP_RECORD, ActionKind.ASK_JUSTIFICATION}
)


class Dimension(StrEnum):
    """What a decision settles; the strictest clause prevails in each."""

    DONE = "what is done"
    TOLD = "who is told"
    KEPT = "how long it is kept"


class OutcomeStatus(StrEnum):
    """What became of an action."""

    DONE = "done"
    NOT_PERMITTED = "not permitted"  # the platform did not grant it; `detail` says what is missing
    FAILED = "failed"  # it was tried and did not work
    UNREACHABLE = "unreachable"  # the person or message is gone
    THROTTLED = "throttled"  # held back because the author was warned moments ago
    SIMULATED = "simulated"  # shadow mode: all but the last call


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleMatch:
    """A rule that held, the clauses it cites, and what made it hold.

    `attachments` are the ids of the files it held for, empty where it asked nothing of a file.
    """

    policy: str
    rule: str
    clauses: tuple[Clause, ...]
    severity: Severity
    because: str
    actions: tuple[ActionKind, ...]
    tell: tuple[str, ...] = ()
    keep: timedelta | None = None
    findings: tuple[Finding, ...] = ()
    categories: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The rule's name across policies: `policy/rule`."""
        return f"{self.policy}/{self.rule}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One thing to do about a message; `cites` are match keys, the strictest first.

    `tell` names the groups to notify ("admins", "privacy-officer"); `keep` is how long the
    record is kept.
    """

    kind: ActionKind
    cites: tuple[str, ...]
    tell: tuple[str, ...] = ()
    keep: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prevailing:
    """Which clause won one dimension, and which it was stricter than; shown to people."""

    dimension: Dimension
    value: str
    won: str
    over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What all policies in force say about one message at one moment.

    Shadow matches and actions are those of policies on trial; only the simulated enforcer ever
    sees them. Matches are ordered, gravest first.
    """

    ref: MessageRef
    decided_at: datetime
    matches: tuple[RuleMatch, ...] = ()
    actions: tuple[Action, ...] = ()
    prevailing: tuple[Prevailing, ...] = ()
    shadow_matches: tuple[RuleMatch, ...] = ()
    shadow_actions: tuple[Action, ...] = ()
    unfinished: tuple[str, ...] = ()

    def match(self, key: str) -> RuleMatch:
        """Return the match, in force or in shadow, with that key."""
        return next(match for match in self.matches + self.shadow_matches if match.key == key)

    def action(self, kind: ActionKind) -> Action | None:
        """Return the action of that kind, if one was decided."""
        return next((action for action in self.actions if action.kind is kind), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionOutcome:
    """What became of one action, in words for the admin; `receipt` is the platform's own id."""

    kind: ActionKind
    status: OutcomeStatus
    detail: str = ""
    receipt: str = ""
