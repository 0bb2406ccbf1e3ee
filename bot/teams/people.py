"""What a roster says about people, and who reads along where they are together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.message import Audience, AudienceKind, Author, Standing
from bot.teams.identity import Raw, someone, text_of

_GUEST_MARK = "#EXT#"
_BOT = "28:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One entry of a roster."""

    id: str
    mri: str
    name: str = ""
    tenant: str = ""
    role: str = ""
    is_invited: bool = False  # the sign-in name of a guest says so


def read_member(raw: Raw) -> Member:
    """Return what Teams says of a member."""
    known = someone(raw)
    login = text_of(raw, "userPrincipalName")
    return Member(
        id=known.id,
        mri=known.mri,
        name=known.name or text_of(raw, "givenName"),
        tenant=text_of(raw, "tenantId"),
        role=text_of(raw, "userRole").lower(),
        is_invited=_GUEST_MARK in login.upper(),
    )


def standing_of(member: Member, host: str) -> Standing:
    """Return what somebody is to the organisation that hosts the conversation."""
    if member.mri.startswith(_BOT):
        return Standing.BOT
    if member.role == "anonymous" or (member.tenant and member.tenant != host):
        return Standing.EXTERNAL
    if member.role == "guest" or member.is_invited:
        return Standing.GUEST
    return Standing.MEMBER if member.tenant else Standing.UNKNOWN


def author_of(member: Member, host: str) -> Author:
    """Return a member as an author; guests are at home in the tenant, as accounts."""
    standing = standing_of(member, host)
    outside = standing is Standing.EXTERNAL
    home = member.tenant if outside and member.tenant else host
    if outside and home == host:
        home = ""  # somebody anonymous has no home
    return Author(id=member.id, tenant=home, name=member.name, standing=standing)


def audience_of(members: Iterable[Member], host: str, *, is_shared: bool = False) -> Audience:
    """Return who reads along, by the most distant member, and why we believe so."""
    found = {standing_of(member, host): member for member in members}
    if Standing.EXTERNAL in found:
        return Audience(
            kind=AudienceKind.EXTERNAL,
            because=_outsider(found[Standing.EXTERNAL], is_shared=is_shared),
        )
    if Standing.UNKNOWN in found:
        because = "Teams did not say to which organisation a member belongs"
        return Audience(kind=AudienceKind.UNKNOWN, because=because)
    if not found:
        return Audience(kind=AudienceKind.UNKNOWN, because="Teams named nobody who reads along")
    if Standing.GUEST in found:
        return Audience(kind=AudienceKind.GUEST, because="a guest is in the conversation")
    because = "everybody in the conversation has an account of the organisation"
    return Audience(kind=AudienceKind.INTERNAL, because=because)


def _outsider(member: Member, *, is_shared: bool) -> str:
    if member.role == "anonymous":
        return "somebody who did not sign in is in the conversation"
    if is_shared:
        return "the shared channel has members of another organisation"
    return "somebody of another organisation is in the conversation"
