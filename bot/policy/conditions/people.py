"""`audience` and `author`: who reads along, and who wrote."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.message import AudienceKind, Standing
from bot.policy.reading.faults import FaultList
from bot.policy.reading.fields import Fields
from bot.policy.reading.nodes import Node
from bot.policy.situation import Held, Situation

_READERS = {
    AudienceKind.INTERNAL: "everybody in the conversation is inside the organisation",
    AudienceKind.GUEST: "a guest reads along",
    AudienceKind.EXTERNAL: "somebody outside the organisation reads along",
    AudienceKind.UNKNOWN: "who reads along could not be found out",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AudienceCondition:
    """The conversation's most distant reader is one of these."""

    kinds: tuple[AudienceKind, ...]

    def check(self, situation: Situation) -> Held | None:
        """Hold for the kinds named; an unknown audience counts as external and says why."""
        audience = situation.message.audience
        if audience.kind in self.kinds:
            phrase = _READERS[audience.kind]
        elif audience.is_outside and AudienceKind.EXTERNAL in self.kinds:
            phrase = "who reads along could not be found out, so it counts as external"
        else:
            return None
        why = f" ({audience.because})" if audience.because else ""
        return Held(because=(phrase + why,))


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorCondition:
    """The author is one of these to the organisation."""

    standings: tuple[Standing, ...]

    def check(self, situation: Situation) -> Held | None:
        """Hold for the standings named."""
        standing = situation.message.author.standing
        if standing not in self.standings:
            return None
        return Held(because=(f"the author's standing is “{standing.value}”",))


def read_audience(node: Node, faults: FaultList) -> AudienceCondition:
    """Read `audience: external` or `audience: [guest, external]`."""
    names = _alone(node, faults).some("audience", list(AudienceKind), "audience")
    return AudienceCondition(kinds=tuple(AudienceKind(name) for name in names))


def read_author(node: Node, faults: FaultList) -> AuthorCondition:
    """Read `author: guest` or `author: [guest, bot]`."""
    names = _alone(node, faults).some("author", list(Standing), "standing")
    return AuthorCondition(standings=tuple(Standing(name) for name in names))


def _alone(node: Node, faults: FaultList) -> Fields:
    names = {"audience": node, "author": node}
    return Fields(Node(line=node.line, fields=names), faults)
