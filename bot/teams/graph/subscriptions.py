"""Subscribes to what is said in a tenant, renews in time, and has gaps fetched afterwards."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import structlog

from bot.errors import NotInstalled, PlatformRefused, TryLater
from bot.ports import Clock, EventQueue
from bot.teams.graph.addresses import Where
from bot.teams.graph.certificates import Certificate, Certificates
from bot.teams.graph.client import NOT_FOUND, Graph, step
from bot.teams.graph.config import GraphConfig
from bot.teams.graph.events import backfill_event
from bot.teams.graph.gaps import AWAY, CHATS, TEAMS, Gaps
from bot.teams.graph.ledger import Account, Lack, Ledger, Standing
from bot.teams.rest import Json

_log = structlog.get_logger(__name__)

_ALL = (TEAMS, CHATS)
_CHANGES = "created,updated,deleted"
# Told of, and not yet delivered, when the subscription was last seen standing.
_MARGIN = timedelta(minutes=5)
_WATCHED_FOR = timedelta(days=30)
_REAUTHORISE = "reauthorizationRequired"
_REMOVED = "subscriptionRemoved"
_MISSED = "missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriptions:
    """Looks after every tenant's subscriptions."""

    config: GraphConfig
    graph: Graph
    certificates: Certificates
    ledger: Ledger
    gaps: Gaps
    queue: EventQueue
    clock: Clock

    async def keep(self, tenant: str) -> None:
        """Make and renew what a tenant needs; what cannot be had is a gap in coverage."""
        if not self.config.public_url:
            return
        async with self.ledger.account(tenant) as account:
            _let_go(account, self.clock.now())
            for resource in (*_ALL, *(one for one in account.standing if one not in _ALL)):
                await self._keep_one(tenant, account, resource)
            await self.gaps.show(tenant, account)

    async def watch(self, tenant: str, where: Where) -> bool:
        """Be told of one place, where nothing tells of the tenant as a whole; whether we are."""
        if not self.config.public_url:
            return False
        resource = where.resource
        async with self.ledger.account(tenant) as account:
            whole = account.standing.get(TEAMS if where.group else CHATS)
            is_told = whole is not None and not whole.is_lost
            if not is_told and resource not in account.standing:
                await self._keep_one(tenant, account, resource)
            return is_told or resource in account.standing

    async def are_standing(self, tenant: str) -> bool:
        """Whether anything tells of the tenant as a whole."""
        now = self.clock.now()
        async with self.ledger.account(tenant) as account:
            found = [account.standing[one] for one in _ALL if one in account.standing]
        return any(not one.is_lost and one.expires > now for one in found)

    async def on_lifecycle(self, tenant: str, event: str, subscription: str) -> None:
        """Do what becomes of a subscription asks for; raises TryLater."""
        async with self.ledger.account(tenant) as account:
            known = (one for one in account.standing.values() if one.id == subscription)
            standing = next(known, None)
            if standing is None:
                return  # one of before; nothing hangs on it
            if event == _REMOVED:
                account.standing[standing.resource] = replace(standing, is_lost=True)
            elif event == _REAUTHORISE:
                await self._reauthorise(tenant, account, standing)
            elif event == _MISSED:
                await self._have_fetched(tenant, standing.resource, standing.fetched_at)
                now = self.clock.now()
                account.standing[standing.resource] = replace(standing, fetched_at=now)
            await self._keep_one(tenant, account, standing.resource)
            await self.gaps.show(tenant, account)

    async def end(self, tenant: str) -> None:
        """End what stands; what Graph refuses now runs out within the hour."""
        async with self.ledger.account(tenant) as account:
            for standing in account.standing.values():
                with suppress(PlatformRefused, NotInstalled, TryLater):
                    path = f"/subscriptions/{step(standing.id)}"
                    await self.graph.call(tenant, "DELETE", path)
            account.standing.clear()

    async def _keep_one(self, tenant: str, account: Account, resource: str) -> None:
        standing = account.standing.get(resource)
        try:
            kept = await self._kept(tenant, account, standing, resource)
        except (PlatformRefused, NotInstalled, TryLater) as refusal:
            code = getattr(refusal, "code", AWAY)
            _log.warning("no subscription", tenant=tenant, resource=_kind(resource), code=code)
            self._note_lack(account, standing, resource, code)
            return
        account.standing[resource] = kept
        account.lacks.pop(resource, None)

    async def _kept(
        self, tenant: str, account: Account, standing: Standing | None, resource: str
    ) -> Standing:
        certificate = await self.certificates.current()
        now = self.clock.now()
        if standing is None:
            return await self._make(tenant, account.state, resource, certificate)
        if standing.is_lost or standing.expires <= now:
            return await self._make_again(tenant, account.state, standing, certificate)
        is_due = standing.expires - now <= self.config.renewed_before
        if not is_due and standing.certificate == certificate.id:
            return standing
        renewed = await self._renew(tenant, standing, certificate)
        return renewed or await self._make_again(tenant, account.state, standing, certificate)

    async def _make(
        self, tenant: str, state: str, resource: str, certificate: Certificate
    ) -> Standing:
        now = self.clock.now()
        body = {
            "changeType": _CHANGES,
            "notificationUrl": self.config.notification_url,
            "lifecycleNotificationUrl": self.config.lifecycle_url,
            "resource": resource,
            "expirationDateTime": _written(now + self.config.lives),
            "clientState": state,
            "includeResourceData": True,
            "encryptionCertificate": certificate.public,
            "encryptionCertificateId": certificate.id,
        }
        made = await self.graph.call(tenant, "POST", "/subscriptions", body=body)
        return Standing(
            resource=resource,
            id=str(made.get("id") or ""),
            expires=_ends(made, now + self.config.lives),
            certificate=certificate.id,
            alive_at=now,
            fetched_at=now,
        )

    async def _make_again(
        self, tenant: str, state: str, standing: Standing, certificate: Certificate
    ) -> Standing:
        """Subscribe anew, then have fetched what was said while nobody told."""
        made = await self._make(tenant, state, standing.resource, certificate)
        await self.gaps.passed(tenant, standing.resource, standing.alive_at, made.alive_at)
        await self._have_fetched(tenant, standing.resource, standing.alive_at)
        return made

    async def _renew(
        self, tenant: str, standing: Standing, certificate: Certificate
    ) -> Standing | None:
        """Let it live longer; None where it is gone, or would go on with an old certificate."""
        now = self.clock.now()
        path = f"/subscriptions/{step(standing.id)}"
        body = {"expirationDateTime": _written(now + self.config.lives)}
        if standing.certificate != certificate.id:
            body["encryptionCertificate"] = certificate.public
            body["encryptionCertificateId"] = certificate.id
        try:
            told = await self.graph.call(tenant, "PATCH", path, body=body)
            if told.get("encryptionCertificateId", certificate.id) != certificate.id:
                # There may be but one for a resource: the old one has to go first.
                await self.graph.call(tenant, "DELETE", path)
                return None
        except PlatformRefused as refusal:
            if refusal.code in NOT_FOUND:
                return None
            raise
        ends = _ends(told, now + self.config.lives)
        return replace(standing, expires=ends, alive_at=now, certificate=certificate.id)

    async def _reauthorise(self, tenant: str, account: Account, standing: Standing) -> None:
        path = f"/subscriptions/{step(standing.id)}/reauthorize"
        try:
            await self.graph.call(tenant, "POST", path)
        except PlatformRefused:  # it ends then, and what is said meanwhile is fetched
            account.standing[standing.resource] = replace(standing, is_lost=True)

    async def _have_fetched(self, tenant: str, resource: str, since: datetime) -> None:
        event = backfill_event(
            tenant, since=since - _MARGIN, now=self.clock.now(), resource=resource
        )
        await self.queue.put(event)

    def _note_lack(
        self, account: Account, standing: Standing | None, resource: str, code: str
    ) -> None:
        """One that still stands is no gap yet, however badly its renewal goes.

        Nor is one place alone: the bot itself is told what is said there.
        """
        now = self.clock.now()
        stands = standing is not None and not standing.is_lost and standing.expires > now
        if stands or resource not in _ALL:
            return
        before = account.lacks.get(resource)
        since = standing.alive_at if standing is not None else now
        if before is not None:
            since = before.since
        account.lacks[resource] = Lack(resource=resource, code=code, since=since)


def _let_go(account: Account, now: datetime) -> None:
    """An author who has not answered a block for so long will not; the subscription runs out."""
    for resource, standing in list(account.standing.items()):
        if resource not in _ALL and now - standing.fetched_at > _WATCHED_FOR:
            del account.standing[resource]


def _ends(told: Json, otherwise: datetime) -> datetime:
    try:
        found = datetime.fromisoformat(str(told.get("expirationDateTime")))
    except ValueError:
        return otherwise
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _kind(resource: str) -> str:
    return resource if resource in _ALL else "one conversation"
