"""Runs the tests at the foot of the policy files; detection is handed in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.domain.activity import Activity
from bot.domain.attachment import Attachment, Extract, Reading
from bot.domain.finding import Finding, InspectionResult
from bot.domain.message import (
    Audience,
    Author,
    Conversation,
    Message,
    MessageRef,
    PartKind,
    TextPart,
)
from bot.policy.engine import PolicyBook, matches_of
from bot.policy.file_format import Given, Policy, PolicyTest, TestFile, TestMessage, TestPast
from bot.policy.situation import Situation

Detect = Callable[[Message], Awaitable[InspectionResult]]
_SURE = 0.99
_NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of one test."""

    policy: Policy
    test: PolicyTest
    found: tuple[str, ...]

    @property
    def meets(self) -> bool:
        """Whether exactly the expected rules held."""
        return sorted(self.found) == sorted(self.test.expect)

    @property
    def passed(self) -> bool:
        """Whether the test is as it should be: met, or a known gap that is still open."""
        return self.meets != bool(self.test.known_gap)

    @property
    def what(self) -> str:
        """Say what is wrong, or why a miss is none."""
        if self.test.known_gap:
            closed = "the gap is closed: take the known_gap mark away"
            return closed if self.meets else f"known gap: {self.test.known_gap}"
        if self.meets:
            return "met"
        return f"expected {_listed(self.test.expect)}, found {_listed(self.found)}"


async def run_tests(book: PolicyBook, detect: Detect) -> tuple[Verdict, ...]:
    """Run every test of every policy, whatever its mode, each policy by itself."""
    return tuple(
        [await run_test(policy, test, detect) for policy in book.policies for test in policy.tests]
    )


async def run_test(policy: Policy, test: PolicyTest, detect: Detect) -> Verdict:
    """Run one test; what is given stands in for detection, otherwise detection looks."""
    message = message_of(test.message)
    seen = _result(test.given, message) if test.given else await detect(message)
    result = replace(seen, findings=(*seen.findings, *_held(test.message)))
    situation = Situation(
        message=message,
        result=result,
        past=tuple(one for past in test.past for one in _activities(past)),
        now=_NOW,
    )
    found = tuple(match.rule for match in matches_of(policy, situation))
    return Verdict(policy=policy, test=test, found=found)


def message_of(told: TestMessage, now: datetime = _NOW) -> Message:
    """Return the message a test tells of."""
    return Message(
        ref=MessageRef(
            platform=told.platform,
            tenant="test",
            conversation="test",
            message="test",
            revision="1" if told.edited else "0",
        ),
        author=Author(id="author", tenant="test", standing=told.author, divisions=told.divisions),
        conversation=Conversation(id="test", kind=told.conversation, name="test"),
        audience=Audience(kind=told.audience, because="as told"),
        text=told.text,
        sent_at=now,
        context=tuple(
            TextPart(f"thread:{number}", text, PartKind.THREAD)
            for number, text in enumerate(told.thread)
        ),
        attachments=tuple(
            _attachment(number, file) for number, file in enumerate(told.attachments)
        ),
        mentions=told.mentions,
        mentions_everyone=told.mentions_everyone,
        is_edit=told.edited,
    )


def _attachment(number: int, file: TestFile) -> Attachment:
    return Attachment(
        id=f"F{number}",
        name=file.name,
        size=file.size,
        claimed_type=file.type,
        real_type=file.real_type,
        traits=file.traits,
        reading=Reading.UNSCANNED if file.unscanned else Reading.READ,
        because=file.unscanned,
        extracts=(Extract("whole file", file.text),) if file.text else (),
    )


def _held(told: TestMessage) -> Iterator[Finding]:
    for number, file in enumerate(told.attachments):
        for label, count in file.holds.items():
            for at in range(count):
                yield _finding(label, f"attachment:F{number}:row {at + 1}", 0)


def _result(given: Given, message: Message) -> InspectionResult:
    return InspectionResult(
        findings=tuple(
            _finding(label, "body", len(message.text), confidence)
            for label, confidence in given.findings.items()
        ),
        categories=given.categories,
        messengers=given.messengers,
        unfinished=given.unfinished,
    )


def _finding(label: str, part: str, end: int, confidence: float = _SURE) -> Finding:
    return Finding(
        label=label,
        part=part,
        start=0,
        end=end,
        confidence=confidence,
        because="the test says so",
    )


def _activities(past: TestPast) -> tuple[Activity, ...]:
    one = Activity(
        at=_NOW - past.ago,
        categories=past.categories,
        mentions=past.mentions,
        mentions_everyone=past.mentions_everyone,
    )
    return (one,) * past.times


def _listed(rules: tuple[str, ...]) -> str:
    return ", ".join(sorted(rules)) or "no rule"
