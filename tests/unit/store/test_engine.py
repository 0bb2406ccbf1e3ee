"""Opening a database: what is made, what is refused, how works share a commit."""

import asyncio
import sqlite3
import stat

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import MetaData, insert, select, text
from sqlalchemy.exc import IntegrityError

from bot.errors import StoreError
from bot.queue.inbox import METADATA as INBOX
from bot.store.engine import open_database
from bot.store.tables import METADATA as STORE
from bot.store.tables import counters


@pytest.fixture
async def database(tmp_path):
    database = await open_database(f"sqlite:///{tmp_path / 'house.db'}")
    yield database
    await database.close()


def add(name, value=1):
    return lambda connection: connection.execute(insert(counters).values(name=name, value=value))


def names(connection):
    return list(connection.scalars(select(counters.c.name).order_by(counters.c.name)))


async def test_a_new_database_is_for_us_alone(database, tmp_path):
    await database.write(add("a"))

    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}

    assert modes == dict.fromkeys(("house.db", "house.db-wal", "house.db-shm"), 0o600)


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1)],
)
async def test_a_commit_is_durable_and_disposal_is_real(database, pragma, value):
    assert await database.read(lambda c: c.scalar(text(f"PRAGMA {pragma}"))) == value


async def test_the_migrations_make_the_tables_that_the_code_speaks_to(database):
    def differences(connection):
        both = MetaData()
        for table in (*STORE.tables.values(), *INBOX.tables.values()):
            table.to_metadata(both)
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        return compare_metadata(context, both)

    assert await database.read(differences) == []


async def test_a_database_is_as_it_was_left(tmp_path):
    url = f"sqlite:///{tmp_path / 'house.db'}"
    database = await open_database(url)
    await database.write(add("a"))
    await database.close()

    again = await open_database(url)

    assert await again.read(names) == ["a"]
    await again.close()


async def test_writes_that_come_together_share_a_commit(database):
    transactions = []

    def note(connection):
        transactions.append(connection.get_transaction())

    await asyncio.gather(*(database.write(note) for _ in range(50)))

    assert (len(transactions), len(set(transactions)) < 5) == (50, True)


async def test_a_write_that_fails_leaves_those_beside_it_whole(database):
    def fail(connection):
        add("half done")(connection)
        raise ZeroDivisionError

    results = await asyncio.gather(
        database.write(add("a")),
        database.write(fail),
        database.write(add("b")),
        return_exceptions=True,
    )

    assert type(results[1]) is ZeroDivisionError
    assert await database.read(names) == ["a", "b"]


async def test_a_caller_that_is_cancelled_does_not_hold_up_the_others(database):
    first, second = (asyncio.create_task(database.write(add(name))) for name in ("a", "b"))
    await asyncio.sleep(0)

    first.cancel()
    await second

    assert await database.read(names) == ["a", "b"]


async def test_closing_waits_for_what_is_being_written(tmp_path):
    database = await open_database(f"sqlite:///{tmp_path / 'house.db'}")
    writing = [asyncio.create_task(database.write(add(f"{number}"))) for number in range(100)]
    await asyncio.sleep(0)

    await database.close()

    assert all(task.done() for task in writing) or len(await asyncio.gather(*writing)) == 100


def _foreign(path):
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipes (name)")
    connection.commit()
    connection.close()


def _newer(path):
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE alembic_version (version_num)")
    connection.execute("INSERT INTO alembic_version VALUES ('9999')")
    connection.commit()
    connection.close()


def _no_database(path):
    path.write_bytes(b"this is a letter to my aunt " * 100)


@pytest.mark.parametrize(
    ("prepare", "told"),
    [
        (_foreign, "another program"),
        (_newer, "newer version"),
        (_no_database, "not a database"),
    ],
    ids=["another program's", "newer", "no database"],
)
async def test_a_file_that_is_not_ours_is_refused(tmp_path, prepare, told):
    path = tmp_path / "house.db"
    prepare(path)

    with pytest.raises(StoreError, match=told):
        await open_database(f"sqlite:///{path}")


async def test_a_folder_is_no_database(tmp_path):
    with pytest.raises(StoreError, match="cannot be written"):
        await open_database(f"sqlite:///{tmp_path}")


async def test_an_error_of_the_database_does_not_quote_the_row(database):
    await database.write(add("CANARY"))

    with pytest.raises(IntegrityError) as refused:
        await database.write(add("CANARY"))

    assert "CANARY" not in str(refused.value)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("sqlite:////nowhere/at/all/house.db", "cannot be written"),
        ("sqlite://", "must be a file"),
        ("sqlite:///:memory:", "must be a file"),
        ("postgresql://user:secret@host/name", "postgresql is not supported yet"),
        ("secret", "not one of a database"),
    ],
)
async def test_an_address_that_cannot_be_used_is_refused_without_its_password(url, told):
    with pytest.raises(StoreError, match=told) as refused:
        await open_database(url)

    assert "secret" not in str(refused.value)
