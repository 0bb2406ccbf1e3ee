"""Opens what is kept: database, keys, stores and queue."""

from __future__ import annotations

import fcntl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.bootstrap.clock import SystemClock
from bot.config import Settings, revealed
from bot.errors import StoreError
from bot.metrics import PrometheusMeter
from bot.ports import CaseStore, Clock, CoverageLog, EventQueue, MessageStore, Vault
from bot.queue.embedded import EmbeddedQueue
from bot.store.cases import SqlCaseStore
from bot.store.coverage import SqlCoverageLog
from bot.store.engine import open_database
from bot.store.keys import check_keys, load_or_create_keys, parse_keys
from bot.store.messages import SqlMessageStore
from bot.store.sealed import AesGcmSealer
from bot.store.vault import SqlVault


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """Everything that is kept, open."""

    queue: EventQueue
    messages: MessageStore
    cases: CaseStore
    coverage: CoverageLog
    vault: Vault
    clock: Clock
    meter: PrometheusMeter


@asynccontextmanager
async def open_keeping(settings: Settings) -> AsyncIterator[Keeping]:
    """Open the database (made and migrated if need be) and close it in the end."""
    settings.chatwarden_data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    sealer = AesGcmSealer(_master_keys(settings))
    clock = SystemClock()
    with _alone_in(settings.chatwarden_data_dir):
        database = await open_database(settings.store_url)
        try:
            vault = SqlVault(database, sealer, clock)
            await check_keys(vault)
            yield Keeping(
                queue=EmbeddedQueue(database, sealer, clock),
                messages=SqlMessageStore(database, sealer, clock),
                cases=SqlCaseStore(database, sealer, clock),
                coverage=SqlCoverageLog(database, sealer, clock),
                vault=vault,
                clock=clock,
                meter=PrometheusMeter(),
            )
        finally:
            await database.close()


def _master_keys(settings: Settings) -> tuple[bytes, ...]:
    given = revealed(settings.chatwarden_seal_keys)
    if not given:
        return load_or_create_keys(settings.chatwarden_data_dir / "seal.keys")
    return parse_keys(given)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Hold the data folder for this process; the system lets go of it however the process ends.

    A second process would take up what the first has in hand, and warn a second time.
    """
    with (folder / "lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise StoreError(f"Another Chatwarden is using {folder}.") from None
        yield
