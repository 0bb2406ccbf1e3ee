"""Reads everything a report is asked for: files, folders, exports, standard input."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from bot.cli.scanning.export.archive import open_export
from bot.cli.scanning.export.reading import read_export
from bot.cli.scanning.local_files import in_pieces, read_pieces
from bot.cli.scanning.paths import list_files, shown
from bot.cli.scanning.records import Record, Refused
from bot.cli.scanning.text_files import FileReader

STDIN = "-"
_STDIN_NAME = "standard input"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Reads paths as records; `on_file` is called after each file."""

    files: FileReader
    open_stdin: Callable[[], BinaryIO]
    on_file: Callable[[], None] = lambda: None

    def read(self, paths: Sequence[str]) -> Iterator[Record | Refused]:
        """Yield the records of all paths, in order."""
        for path in paths:
            for file in [Path(path)] if path == STDIN else list_files([path]):
                yield from self._read(file, path)
                self.on_file()

    def _read(self, file: Path | Refused, named: str) -> Iterator[Record | Refused]:
        if isinstance(file, Refused):
            yield file
        elif named == STDIN:
            yield from self._read_stdin()
        else:
            yield from self._read_file(file)

    def _read_stdin(self) -> Iterator[Record | Refused]:
        with self.open_stdin() as stdin:
            yield from self.files.read(_STDIN_NAME, in_pieces(stdin))

    def _read_file(self, path: Path) -> Iterator[Record | Refused]:
        name = shown(path)
        export = open_export(path)
        if export is not None:
            with export:
                yield from read_export(export, name)
            return
        yield from self.files.read(name, read_pieces(path, self.files.limits.max_bytes))


def count_files(paths: Sequence[str]) -> int:
    """Return how many files there are to read."""
    return sum(1 for _ in list_files([path for path in paths if path != STDIN]))
