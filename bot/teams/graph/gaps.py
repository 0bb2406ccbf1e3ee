"""What Graph does not tell us, as gaps in coverage, in words for the admin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.coverage import CoverageGap
from bot.domain.message import Platform
from bot.ports import CoverageLog
from bot.teams.graph.client import FORBIDDEN, LICENCE
from bot.teams.graph.ledger import Account, Lack

TEAMS = "/teams/getAllMessages"
CHATS = "/chats/getAllMessages"
UNREACHED = "ValidationError"
AWAY = "away"
_ABOUT = {TEAMS: "channels", CHATS: "chats"}
_GRANTS = {TEAMS: "ChannelMessage.Read.All", CHATS: "Chat.Read.All"}
_ADD_THE_APP = (
    "Grant the app {grant} in Microsoft Entra, or add it to each team and chat it should see."
)
_REACH = "See that Microsoft can reach CHATWARDEN_PUBLIC_URL by https."
_WAIT = "It is tried again every few minutes; what was missed is fetched then."


@dataclass(frozen=True, slots=True)
class Gaps:
    """Writes them down; those of a whole tenant are shown anew where they changed."""

    coverage: CoverageLog

    async def show(self, tenant: str, account: Account) -> None:
        """Show what a tenant's account lacks now, and nothing that it lacks no more."""
        wanted = [_gap(tenant, lack) for lack in account.lacks.values()]
        because = sorted(gap.because for gap in wanted)
        if because == account.shown:
            return
        await self.coverage.close_gaps(Platform.TEAMS, tenant, "")
        for gap in wanted:
            await self.coverage.open_gap(gap)
        account.shown = because

    async def passed(self, tenant: str, resource: str, since: datetime, until: datetime) -> None:
        """Note a gap that is over: what was written meanwhile is being fetched."""
        about = _ABOUT.get(resource, "a conversation")
        await self.coverage.open_gap(
            CoverageGap(
                platform=Platform.TEAMS,
                tenant=tenant,
                since=since,
                until=until,
                because=f"Microsoft Graph told nothing of {about}; it was fetched afterwards",
            )
        )

    async def not_fetched(
        self, tenant: str, conversation: str, since: datetime, because: str
    ) -> None:
        """Note that what was written in a conversation since then could not be fetched."""
        await self.coverage.open_gap(
            CoverageGap(
                platform=Platform.TEAMS,
                tenant=tenant,
                conversation=conversation,
                since=since,
                because=f"what was written during a gap could not be fetched: {because}",
                way_round="Look through it by hand.",
            )
        )


def _gap(tenant: str, lack: Lack) -> CoverageGap:
    about = _ABOUT.get(lack.resource, "a conversation")
    because, way_round = _words(lack, about)
    return CoverageGap(
        platform=Platform.TEAMS,
        tenant=tenant,
        since=lack.since,
        because=because,
        way_round=way_round,
    )


def _words(lack: Lack, about: str) -> tuple[str, str]:
    grant = _GRANTS.get(lack.resource, "ChannelMessage.Read.Group or ChatMessage.Read.Chat")
    if lack.code == FORBIDDEN:
        because = f"{about} without the app are not seen: the tenant has not granted {grant}"
        return because, _ADD_THE_APP.format(grant=grant)
    if lack.code == LICENCE:
        return f"Microsoft Graph tells of no {about} for want of a licence", ""
    if lack.code == UNREACHED:
        return f"Microsoft Graph tells of no {about}: it could not reach us", _REACH
    if lack.code == AWAY:
        return f"Microsoft Graph tells of no {about} now: it does not answer", _WAIT
    return f"Microsoft Graph tells of no {about}: it refused ({lack.code})", _WAIT
