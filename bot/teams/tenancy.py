"""The app's own standing: added to a team, chat or person, or taken out again."""

from __future__ import annotations

from bot.domain.case import AuditEvent
from bot.domain.coverage import CoverageGap
from bot.domain.event import InboundEvent
from bot.domain.message import ConversationKind, Platform
from bot.errors import MalformedEvent
from bot.teams.directory import TeamsDirectory
from bot.teams.identity import Raw, sender_of, text_of
from bot.teams.installations import Installations
from bot.teams.keeping import TeamsKeeping
from bot.teams.letters import Letters
from bot.teams.places import ADD_AGAIN, REMOVED
from bot.teams.references import Reference, References, reference_in
from bot.teams.tier import Wider

_UPGRADE = "-upgrade"


class TenancyEvents:
    """Takes the events about the app itself."""

    def __init__(
        self,
        references: References,
        directory: TeamsDirectory,
        *,
        installations: Installations,
        letters: Letters,
        keeping: TeamsKeeping,
        wider: Wider | None = None,
    ) -> None:
        self._references = references
        self._directory = directory
        self._installations = installations
        self._letters = letters
        self._keeping = keeping
        self._wider = wider

    async def on_installation(self, event: InboundEvent, activity: Raw) -> None:
        """The app was added or removed."""
        action = text_of(activity, "action")
        if action.removesuffix(_UPGRADE) == "add":
            await self._added(event, activity)
        elif action == "remove":
            await self._removed(event, activity)
        elif action != f"remove{_UPGRADE}":  # the new version of the app is added at once
            raise MalformedEvent("It neither adds nor removes.")

    async def _added(self, event: InboundEvent, activity: Raw) -> None:
        place = await self._references.learn(activity)
        await self._keeping.coverage.close_gaps(Platform.TEAMS, event.tenant, place.conversation)
        if place.kind is not ConversationKind.DIRECT:
            where, by = _scope(place), sender_of(activity)
            await self._installations.add(event.tenant, where, "" if by.is_bot else by.id)
            await self._audit(event, "added the app to a team or chat")
            if self._wider is not None:
                await self._wider.installed(place)

    async def _removed(self, event: InboundEvent, activity: Raw) -> None:
        place = reference_in(activity)
        if place.kind is ConversationKind.DIRECT:
            await self._references.forget_direct(event.tenant, sender_of(activity).id)
            await self._references.forget_conversation(event.tenant, place.conversation)
            return
        if await self._is_the_end(event.tenant, _scope(place)):
            await self._dispose(event)
            return
        if await self._references.find(event.tenant, place.conversation) is None:
            return  # told again after everything was disposed of: nothing is learnt from it
        await self._installations.remove(event.tenant, _scope(place))
        await self._references.forget_conversation(event.tenant, place.conversation)
        self._directory.drop_conversation(event.tenant, place.conversation)
        await self._keeping.coverage.open_gap(
            CoverageGap(
                platform=Platform.TEAMS,
                tenant=event.tenant,
                conversation=place.conversation,
                since=event.received_at,
                because=REMOVED,
                way_round=ADD_AGAIN,
            )
        )
        await self._audit(event, "took the app out of a team or chat")

    async def _is_the_end(self, tenant: str, place: str) -> bool:
        """Whether nothing of the tenant is seen without that place.

        Whoever is in a team may take the app out of it: while an admin lets Graph tell of the
        whole tenant, that must not dispose of everybody's cases.
        """
        if not await self._installations.is_last(tenant, place):
            return False
        return self._wider is None or not await self._wider.is_told(tenant)

    async def _dispose(self, event: InboundEvent) -> None:
        """It was the last place in the tenant: everything of the tenant is disposed of."""
        await self._references.forget(event.tenant)
        await self._letters.forget(event.tenant)
        if self._wider is not None:
            await self._wider.forget(event.tenant)
        self._directory.drop_tenant(event.tenant)
        await self._keeping.messages.forget(Platform.TEAMS, event.tenant)
        await self._audit(event, "uninstalled the app; the tenant's data was disposed of")
        # By it the event, begun anew after a crash, knows that there is something to dispose of.
        await self._installations.forget(event.tenant)
        await self._keeping.queue.forget(Platform.TEAMS, event.tenant)  # this very event with it

    async def _audit(self, event: InboundEvent, verb: str) -> None:
        await self._keeping.cases.audit(
            AuditEvent(
                actor="teams",
                verb=verb,
                subject=f"tenant:{Platform.TEAMS.value}/{event.tenant}",
                at=event.received_at,
            )
        )


def _scope(place: Reference) -> str:
    """The app is added to a team as a whole, whichever of its channels tells of it."""
    return place.team or place.conversation
