"""What people ask for from a message's menu: reports open cases, and both keep the text."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from bot.domain.message import MessageRef
from bot.domain.report import RecordEntry, Report
from bot.errors import UnknownMessage
from bot.store import docket
from bot.store.columns import insert_new
from bot.store.records import Records
from bot.store.rows import touch_case
from bot.store.tables import messages, record_entries, reports

_MESSAGE = select(messages).where(messages.c.key == bindparam("key"))


def add_report(connection: Connection, records: Records, report: Report, now: datetime) -> bool:
    """Write a report down and enter it into the thread's case; False if it is known."""
    found = _kept(connection, report.ref)
    row = {"message_id": found.id, "person": report.by.id, "report": records.seal_report(report)}
    if not insert_new(connection, reports, row):
        return False
    message = records.open_message(found.text, found.rest, report.ref)
    docket.enter_report(connection, records, message=message, now=now)
    return True


def add_entry(connection: Connection, records: Records, entry: RecordEntry, now: datetime) -> bool:
    """Write down that a message is a record; False if it is known."""
    found = _kept(connection, entry.ref)
    row = {"message_id": found.id, "person": entry.by.id, "entry": records.seal_entry(entry)}
    if not insert_new(connection, record_entries, row):
        return False
    touch_case(connection, found.thread_key, now)
    return True


def _kept(connection: Connection, ref: MessageRef) -> Row[Any]:
    """Return the message's row; raises UnknownMessage where its text is not there."""
    found = connection.execute(_MESSAGE, {"key": ref.key}).one_or_none()
    if found is None or found.rest is None:
        raise UnknownMessage
    return found
