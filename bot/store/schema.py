"""Brings the database's tables up to date, and refuses what is not ours."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect
from sqlalchemy.exc import DatabaseError, OperationalError

from bot.errors import StoreError

_MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(engine: Engine) -> None:
    """Run the migrations that are still missing; raises StoreError."""
    try:
        with engine.begin() as connection:
            _upgrade(connection)
    except OperationalError:
        raise StoreError("It cannot be written; is the folder writable, the disk full?") from None
    except DatabaseError:
        raise StoreError("The file is not a database.") from None


def _upgrade(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    scripts = ScriptDirectory.from_config(config)
    present = MigrationContext.configure(connection).get_current_revision()
    if present == scripts.get_current_head():
        return
    if present is None and inspect(connection).get_table_names():
        raise StoreError("The database belongs to another program.")
    if present is not None and present not in {step.revision for step in scripts.walk_revisions()}:
        raise StoreError("It was written by a newer version of Chatwarden.")
    command.upgrade(config, "head")
