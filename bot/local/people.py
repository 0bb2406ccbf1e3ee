"""The cast of the chat: who one may be, and where they talk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.domain.message import ConversationKind, Standing

TENANT = "harbor-county"  # the organisation whose policies govern; everybody in it has an account
PARTNER = "northfield"
ORGANISATIONS: Mapping[str, str] = MappingProxyType(
    {TENANT: "Harbor County", PARTNER: "Northfield Supply"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody one may be in the chat; `home` is the organisation they belong to."""

    id: str
    name: str
    role: str
    home: str = TENANT
    standing: Standing = Standing.MEMBER

    @property
    def initials(self) -> str:
        """The letters of the round picture."""
        return "".join(word[0] for word in self.name.split())[:2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A conversation of the chat, and who is in it."""

    id: str
    kind: ConversationKind
    name: str
    about: str
    members: tuple[str, ...]

    @property
    def is_private(self) -> bool:
        """Whether only its members can find it."""
        return self.kind is not ConversationKind.CHANNEL


_PEOPLE = (
    Person(id="dana", name="Dana Whitfield", role="Employee, benefits"),
    Person(id="marcus", name="Marcus Oyelaran", role="Colleague, payroll"),
    Person(
        id="priya",
        name="Priya Raman",
        role="Outside partner, Northfield Supply",
        home=PARTNER,
        standing=Standing.EXTERNAL,
    ),
    Person(id="helen", name="Helen Castellano", role="Supervisor"),
)
_PLACES = (
    Place(
        id="benefits-team",
        kind=ConversationKind.CHANNEL,
        name="benefits-team",
        about="Harbor County only",
        members=("dana", "marcus", "helen"),
    ),
    Place(
        id="northfield-rollout",
        kind=ConversationKind.CHANNEL,
        name="northfield-rollout",
        about="Shared with Northfield Supply",
        members=("dana", "marcus", "priya", "helen"),
    ),
    Place(
        id="dana-marcus",
        kind=ConversationKind.DIRECT,
        name="Dana and Marcus",
        about="Direct message",
        members=("dana", "marcus"),
    ),
)
PEOPLE: Mapping[str, Person] = MappingProxyType({person.id: person for person in _PEOPLE})
PLACES: Mapping[str, Place] = MappingProxyType({place.id: place for place in _PLACES})


def outsiders(place: Place) -> tuple[Person, ...]:
    """Return the members of a conversation who belong to another organisation."""
    return tuple(PEOPLE[who] for who in place.members if PEOPLE[who].home != TENANT)


def places_of(person: Person) -> tuple[Place, ...]:
    """Return the conversations a person is in."""
    return tuple(place for place in _PLACES if person.id in place.members)
