"""Decides about a message by every policy that applies; pure, the time is an argument."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.activity import Activity
from bot.domain.decision import Decision, RuleMatch
from bot.domain.finding import InspectionResult
from bot.domain.message import Message
from bot.errors import PolicyFaults
from bot.policy.composition import actions_of, gravest_first, prevailing_of
from bot.policy.file_format import Mode, Policy, Rule
from bot.policy.scope import applies
from bot.policy.situation import Held, Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyBook:
    """The written policies of an organisation; implements ports.Policies."""

    policies: tuple[Policy, ...] = ()

    def decide(
        self,
        message: Message,
        result: InspectionResult,
        *,
        past: Sequence[Activity],
        now: datetime,
    ) -> Decision:
        """Return what all policies that apply say about the message, the strictest prevailing."""
        situation = Situation(message=message, result=result, past=tuple(past), now=now)
        matches = self._matches(Mode.ENFORCE, situation)
        on_trial = self._matches(Mode.SHADOW, situation)
        return Decision(
            ref=message.ref,
            decided_at=now,
            matches=matches,
            actions=actions_of(matches),
            prevailing=prevailing_of(matches),
            shadow_matches=on_trial,
            shadow_actions=actions_of(on_trial),
            unfinished=result.unfinished,
        )

    def governed_by(self, ids: Collection[str], *, enforced: Collection[str]) -> PolicyBook:
        """Return the book with these policies only: those enforced act, the others are on trial.

        Raises PolicyFaults for an id that is not in the book.
        """
        known = {policy.id for policy in self.policies}
        unknown = sorted({*ids, *enforced} - known)
        if unknown:
            named, there = ", ".join(unknown), ", ".join(sorted(known)) or "none"
            raise PolicyFaults(f"There is no policy named {named}; known: {there}.")
        return PolicyBook(
            policies=tuple(
                replace(policy, mode=Mode.ENFORCE if policy.id in enforced else Mode.SHADOW)
                for policy in self.policies
                if policy.id in ids
            )
        )

    def _matches(self, mode: Mode, situation: Situation) -> tuple[RuleMatch, ...]:
        return gravest_first(
            [
                match
                for policy in self.policies
                if policy.mode is mode and applies(policy.scope, situation.message)
                for match in matches_of(policy, situation)
            ]
        )


def matches_of(policy: Policy, situation: Situation) -> Iterator[RuleMatch]:
    """Yield the rules of one policy that hold, whatever its mode, in the order of its file."""
    situation = replace(situation, approved_messengers=policy.approved_messengers)
    for rule in policy.rules:
        held = rule.when.check(situation)
        if held is not None:
            yield _match(policy, rule, held)


def _match(policy: Policy, rule: Rule, held: Held) -> RuleMatch:
    because = "; ".join(held.because) or "what the rule asks is so"
    return RuleMatch(
        policy=policy.id,
        rule=rule.id,
        clauses=rule.cites,
        severity=rule.severity,
        because=because[0].upper() + because[1:] + ".",
        actions=rule.actions,
        tell=rule.tell,
        keep=rule.keep,
        findings=held.findings,
        categories=held.categories,
        attachments=held.attachments,
    )
