"""The log of what could not be seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, insert, select, update

from bot.domain.coverage import CoverageGap
from bot.domain.message import Platform
from bot.ports import Clock, Sealer
from bot.store.engine import Database
from bot.store.records import GapWords, Records
from bot.store.tables import gaps


@dataclass(frozen=True, slots=True)
class SqlCoverageLog:
    """Implements the CoverageLog port."""

    database: Database
    sealer: Sealer
    clock: Clock

    async def open_gap(self, gap: CoverageGap) -> None:
        """Record a gap; one that is open already for the same reason changes nothing."""
        words = GapWords(gap.because, gap.way_round)
        row = {
            "platform": gap.platform.value,
            "tenant": gap.tenant,
            "conversation": gap.conversation,
            "since": gap.since,
            "until": gap.until,
            "words": self._records.seal_words(words, gap.tenant, gap.conversation),
        }
        still_open = select(gaps).where(_is_open(gap.platform, gap.tenant, gap.conversation))

        def work(connection: Connection) -> None:
            known = {self._gap(found).because for found in connection.execute(still_open)}
            if gap.because not in known:
                connection.execute(insert(gaps).values(row))

        await self.database.write(work)

    async def close_gaps(self, platform: Platform, tenant: str, conversation: str) -> None:
        """End the open gaps of that conversation now."""
        statement = update(gaps).where(_is_open(platform, tenant, conversation))
        now = self.clock.now()
        await self.database.write(
            lambda connection: connection.execute(statement.values(until=now)).rowcount
        )

    async def gaps(self, limit: int = 200) -> Sequence[CoverageGap]:
        """Return the gaps, open ones first, newest first."""
        order = (gaps.c.until.is_(None).desc(), gaps.c.since.desc(), gaps.c.id.desc())
        query = select(gaps).order_by(*order).limit(limit)
        rows = await self.database.read(lambda connection: connection.execute(query).all())
        return [self._gap(row) for row in rows]

    @property
    def _records(self) -> Records:
        return Records(self.sealer)

    def _gap(self, row: Row[Any]) -> CoverageGap:
        words = self._records.open_words(row.words, row.tenant, row.conversation)
        return CoverageGap(
            platform=Platform(row.platform),
            tenant=row.tenant,
            conversation=row.conversation,
            since=row.since,
            until=row.until,
            because=words.because,
            way_round=words.way_round,
        )


def _is_open(platform: Platform, tenant: str, conversation: str) -> ColumnElement[bool]:
    return and_(
        gaps.c.platform == platform.value,
        gaps.c.tenant == tenant,
        gaps.c.conversation == conversation,
        gaps.c.until.is_(None),
    )
