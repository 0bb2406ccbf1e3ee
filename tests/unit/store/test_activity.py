"""Authors' activity is kept at hand within bounds."""

import asyncio
from datetime import timedelta

from bot.domain.activity import Activity
from bot.domain.message import Platform
from bot.store.activity import ActivityLog
from bot.store.messages import SqlMessageStore
from bot.store.sealed import AesGcmSealer
from tests import builders as b
from tests.databases import open_new_database
from tests.fakes import FixedClock

MONTH_AGO = b.NOON - timedelta(days=30)


async def test_what_was_let_go_to_make_room_is_read_again(tmp_path):
    database = await open_new_database(tmp_path)
    messages = SqlMessageStore(database, AesGcmSealer([b"k" * 32]), FixedClock())
    authors = [b.author(id=f"U{number}") for number in range(4)]
    for number, author in enumerate(authors):
        message = b.message(ref=b.ref(message=f"M{number}"), author=author)
        await messages.save_decision(message, b.result(), b.decision(ref=message.ref))
    log = ActivityLog(database, most_kept=2)

    twice = [await log.since(each, Platform.LOCAL, MONTH_AGO) for each in authors + authors]

    await database.close()
    assert twice == [(Activity(at=b.NOON),)] * 8


async def test_authors_asked_about_at_once_crowd_each_other_out_without_harm(tmp_path):
    database = await open_new_database(tmp_path)
    messages = SqlMessageStore(database, AesGcmSealer([b"k" * 32]), FixedClock())
    authors = [b.author(id=f"U{number}") for number in range(8)]
    for number, author in enumerate(authors):
        message = b.message(ref=b.ref(message=f"M{number}"), author=author)
        await messages.save_decision(message, b.result(), b.decision(ref=message.ref))
    log = ActivityLog(database, most_kept=1)

    at_once = await asyncio.gather(
        *(log.since(each, Platform.LOCAL, MONTH_AGO) for each in authors * 3)
    )

    await database.close()
    assert at_once == [(Activity(at=b.NOON),)] * 24
