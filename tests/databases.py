"""Fresh databases for tests: migrated once, then copied."""

from bot.store.engine import open_database

_migrated: list[bytes] = []


async def open_new_database(folder):
    """Return a new, empty database in the folder; close it when done."""
    path = folder / "house.db"
    url = f"sqlite:///{path}"
    if _migrated:
        path.write_bytes(_migrated[0])
    else:
        await (await open_database(url)).close()
        _migrated.append(path.read_bytes())
    return await open_database(url)
