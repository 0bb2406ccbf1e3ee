"""`rate` and `edited`: what an author does over time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from bot.domain.activity import Activity
from bot.domain.labels import CATEGORIES, title_of
from bot.policy.durations import say_duration
from bot.policy.reading.faults import FaultList
from bot.policy.reading.fields import open_fields
from bot.policy.reading.nodes import Node
from bot.policy.situation import Held, Situation

_COUNTED: Mapping[str, tuple[Callable[[Activity], int], str]] = MappingProxyType(
    {
        "messages": (lambda _: 1, "messages"),
        "mentions": (lambda one: one.mentions, "people mentioned"),
        "mentions_everyone": (lambda one: int(one.mentions_everyone), "calls to everyone"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RateCondition:
    """More than `over` of something within a time, the present message included."""

    of: str
    over: int
    within: timedelta

    def check(self, situation: Situation) -> Held | None:
        """Hold if this message takes the count over the limit; one that adds nothing cannot.

        An edit adds nothing: the message was counted when it was first sent.
        """
        adds = 0 if situation.message.is_edit else self._count(_present(situation))
        since = situation.now - self.within
        earlier = (one for one in situation.past if since < one.at <= situation.now)
        total = adds + sum(self._count(one) for one in earlier)
        if not adds or total <= self.over:
            return None
        return Held(
            because=(f"{total} {self._what()} within {say_duration(self.within)}",),
            categories=(self.of,) if self.of in CATEGORIES else (),
        )

    def _count(self, activity: Activity) -> int:
        if self.of in _COUNTED:
            return _COUNTED[self.of][0](activity)
        return int(self.of in activity.categories)

    def _what(self) -> str:
        if self.of in _COUNTED:
            return _COUNTED[self.of][1]
        return f"messages that read as {title_of(self.of)}"


@dataclass(frozen=True, slots=True)
class EditedCondition:
    """The message is an edit of an earlier one."""

    def check(self, situation: Situation) -> Held | None:
        """Hold for an edit."""
        return Held(because=("the message was edited",)) if situation.message.is_edit else None


def read_rate(node: Node, faults: FaultList) -> RateCondition:
    """Read `rate: {of: PERSONAL_USE, over: 5, within: 1d}`."""
    fields = open_fields(node, faults, "rate", ("of", "over", "within"))
    fields.required("over")
    fields.required("within")
    return RateCondition(
        of=fields.name("of", (*_COUNTED, *CATEGORIES), "thing to count"),
        over=fields.whole("over", 0),
        within=fields.duration("within") or timedelta(minutes=1),
    )


def read_edited(node: Node, faults: FaultList) -> EditedCondition:
    """Read `edited: true`."""
    if node.scalar != "true":
        faults.add(node.line, "“edited” can only be true; put it under `not` for the contrary")
    return EditedCondition()


def _present(situation: Situation) -> Activity:
    message = situation.message
    return Activity(
        at=situation.now,
        categories=frozenset(situation.result.categories),
        mentions=message.mentions,
        mentions_everyone=message.mentions_everyone,
    )
