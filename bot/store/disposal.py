"""Disposes of what is no longer to be kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, Update, delete, exists, or_, select, update

from bot.domain.message import Platform
from bot.store.engine import Database
from bot.store.rows import announce
from bot.store.tables import cases, decisions, messages, record_entries, reports

_AT_ONCE = 200
_ASKED_FOR = (reports, record_entries)


async def dispose_unflagged(database: Database, before: datetime) -> int:
    """Dispose of the text of unflagged messages older than that; return how many."""
    statement = _dispose(before)
    disposed, last = 0, _AT_ONCE
    while last == _AT_ONCE:  # in small bites: events are waiting to be written down
        last = await database.write(lambda connection: connection.execute(statement).rowcount)
        disposed += last
    return disposed


def forget(connection: Connection, platform: Platform, tenant: str) -> None:
    """Delete the tenant's cases and messages; what hangs on them goes with them."""
    for table in (cases, messages):
        its_own = (table.c.platform == platform.value, table.c.tenant == tenant)
        connection.execute(delete(table).where(*its_own))
    announce(connection)


def _dispose(before: datetime) -> Update:
    decided = exists().where(decisions.c.message_id == messages.c.id)
    old = (
        select(messages.c.id)
        .where(
            messages.c.sent_at < before,
            messages.c.rest.is_not(None),
            ~decided.where(decisions.c.flagged),
            # What somebody reported is judged by it, and a record is there to be read later.
            *(~exists().where(asked.c.message_id == messages.c.id) for asked in _ASKED_FOR),
            # What was decided is still to be done: actions of a shadow policy need the text.
            or_(messages.c.finished_at.is_not(None), ~decided),
        )
        .limit(_AT_ONCE)
    )
    return update(messages).where(messages.c.id.in_(old)).values(text=None, rest=None)
