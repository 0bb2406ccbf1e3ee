"""All readers there are, by the kind of file each reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from types import MappingProxyType

from bot.extraction.pieces import Reader

# Imported by name, and only by the process that forks the reading ones: their libraries are heavy,
# and nothing that parses files is to be loaded where the keys and tokens are.
TABLES = (
    "bot.extraction.archives.table",
    "bot.extraction.data.table",
    "bot.extraction.mail.table",
    "bot.extraction.office.table",
    "bot.extraction.pages.table",
)


def load_readers(tables: Iterable[str] = TABLES) -> Mapping[str, Reader]:
    """Return the readers of these modules; each has a mapping named READERS."""
    readers: dict[str, Reader] = {}
    for table in tables:
        readers.update(import_module(table).READERS)
    return MappingProxyType(readers)
