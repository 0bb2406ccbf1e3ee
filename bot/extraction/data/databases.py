"""Reads SQLite databases: the rows of their tables, and nothing that they could run."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from bot.domain.attachment import Extract, FileTrait
from bot.extraction.allowance import Allowance
from bot.extraction.data.blocks import span
from bot.extraction.data.controls import looks_binary
from bot.extraction.limits import LimitReached, Unreadable
from bot.extraction.pieces import Gap, Member, Piece, Trait
from bot.extraction.places import shown

_Value: TypeAlias = "int | float | str | bytes | None"
_ROWS = 200
_STEPS = 100_000  # of SQLite's, between looks at the clock
_LONGEST_VALUE = 50_000_000
_SMALL = 256  # bytes; what is shorter is a key or a hash, not a file
_TORN = "the database is torn or malformed"
# Real tables alone: a view, a virtual table or a trigger runs what somebody else wrote.
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 ORDER BY rowid"
_STATEMENTS = "SELECT type, sql FROM sqlite_master ORDER BY rowid"
_WORDS = ("'", "--", "/*")  # with a text, or a comment
_ALLOWED = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ})


def read_database(path: Path, allowance: Allowance) -> Iterator[Piece]:
    """Yield the rows of each table in blocks, with the headings of their columns."""
    with path.open("rb") as opened:
        copied = allowance.unpack(opened)
    try:
        with closing(_connect(copied, allowance)) as database:
            yield from _about_schema(database, allowance)
            for table in _tables(database):
                yield from _read_table(database, table, allowance)
    except sqlite3.Error:
        yield Trait(FileTrait.BROKEN)
        raise Unreadable(_TORN) from None
    finally:
        copied.unlink(missing_ok=True)


def _connect(path: Path, allowance: Allowance) -> sqlite3.Connection:
    database = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    database.text_factory = lambda raw: raw.decode("utf-8", "replace")
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    for wary in ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON"):
        database.execute(f"PRAGMA {wary}")
    # No function, no attaching, no writing, whatever a schema asks for.
    database.set_authorizer(
        lambda action, *_: sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY
    )
    database.set_progress_handler(lambda: int(_is_late(allowance)), _STEPS)
    return database


def _is_late(allowance: Allowance) -> bool:
    try:
        allowance.check_time()
    except LimitReached:
        return True
    return False


def _about_schema(database: sqlite3.Connection, allowance: Allowance) -> Iterator[Piece]:
    """Yield what the schema says beside the names of columns; nothing of it is run."""
    said = [
        statement
        for kind, statement in database.execute(_STATEMENTS)
        if statement and (kind != "table" or any(mark in statement for mark in _WORDS))
    ]
    if said:
        yield Extract("schema", allowance.spend_text("\n".join(said)))


def _tables(database: sqlite3.Connection) -> list[str]:
    return [name for (name,) in database.execute(_TABLES) if name != "sqlite_sequence"]


def _read_table(database: sqlite3.Connection, table: str, allowance: Allowance) -> Iterator[Piece]:
    place = f"table “{shown(table)}”"
    quoted = table.replace('"', '""')
    try:
        found = database.execute(f'SELECT * FROM "{quoted}"')  # noqa: S608 - a name cannot be bound
        columns = [column for column, *_ in found.description]
        first = 1
        while rows := found.fetchmany(_ROWS):
            yield from _block(_Rows(place, columns, first, rows), allowance)
            first += len(rows)
    except sqlite3.DatabaseError:
        allowance.check_time()
        yield Trait(FileTrait.BROKEN, place)
        yield Gap(_TORN, place)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Some rows of a table, and the number of the first."""

    table: str
    columns: list[str]
    first: int
    rows: list[tuple[_Value, ...]]


def _block(block: _Rows, allowance: Allowance) -> Iterator[Piece]:
    allowance.check_time()
    lines = [
        "; ".join(
            f"{column}: {said}"
            for column, value in zip(block.columns, row, strict=True)
            if (said := _said(value))
        )
        for row in block.rows
    ]
    where = f"{block.table}, {span('row', block.first, block.first + len(lines) - 1)}"
    if any(lines):
        yield Extract(where, allowance.spend_text("\n".join(lines)))
    for number, row in enumerate(block.rows, block.first):
        for column, value in zip(block.columns, row, strict=True):
            if isinstance(value, bytes) and _is_file(value):
                place = f"{block.table}, row {number}, column “{shown(column)}”"
                yield Member(place, "", allowance.unpack(io.BytesIO(value)))


def _said(value: _Value) -> str:
    if value is None or (isinstance(value, bytes) and _is_file(value)):
        return ""
    if isinstance(value, bytes):
        return value.hex() if looks_binary(value) else value.decode("utf-8", "replace")
    return " ".join(str(value).split())


def _is_file(value: bytes) -> bool:
    return len(value) > _SMALL
