"""Small secrets in the database, each sealed to its name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, delete, func, or_, select

from bot.ports import Clock, Sealer
from bot.store.columns import insert_new
from bot.store.engine import Database
from bot.store.tables import vault


@dataclass(frozen=True, slots=True)
class SqlVault:
    """Implements the Vault port."""

    database: Database
    sealer: Sealer
    clock: Clock

    async def put(
        self, space: str, key: str, value: bytes, *, expires: datetime | None = None
    ) -> None:
        """Keep the value, replacing what was there; what has expired is swept out."""
        now = self.clock.now()
        row = {
            "space": space,
            "key": key,
            "value": self.sealer.seal(value, tenant=space, context=_place(space, key)),
            "expires_at": expires,
        }

        def work(connection: Connection) -> None:
            named = and_(vault.c.space == space, vault.c.key == key)
            connection.execute(delete(vault).where(or_(named, vault.c.expires_at <= now)))
            insert_new(connection, vault, row)

        await self.database.write(work)

    async def get(self, space: str, key: str) -> bytes | None:
        """Return the value; None if there is none or it has expired."""
        query = select(vault.c.value).where(
            vault.c.space == space, vault.c.key == key, self._is_valid()
        )
        sealed = await self.database.read(lambda connection: connection.scalar(query))
        return self._opened(space, key, sealed)

    async def take(self, space: str, key: str) -> bytes | None:
        """Return the value and dispose of it; of two takers only one gets it."""
        statement = (
            delete(vault)
            .where(vault.c.space == space, vault.c.key == key, self._is_valid())
            .returning(vault.c.value)
        )
        sealed = await self.database.write(lambda connection: connection.scalar(statement))
        return self._opened(space, key, sealed)

    async def delete(self, space: str, key_prefix: str) -> int:
        """Dispose of every value whose key begins so; return how many."""
        # LIKE would take "t1" for "T1" on SQLite.
        begins = func.substr(vault.c.key, 1, len(key_prefix)) == key_prefix
        statement = delete(vault).where(vault.c.space == space, begins)
        return await self.database.write(lambda connection: connection.execute(statement).rowcount)

    def _is_valid(self) -> ColumnElement[bool]:
        return or_(vault.c.expires_at.is_(None), vault.c.expires_at > self.clock.now())

    def _opened(self, space: str, key: str, sealed: bytes | None) -> bytes | None:
        if sealed is None:
            return None
        return self.sealer.open(sealed, tenant=space, context=_place(space, key))


def _place(space: str, key: str) -> str:
    return f"vault|value|{space}/{key}"
