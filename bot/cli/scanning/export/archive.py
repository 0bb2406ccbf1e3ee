"""Opens an export and reads its members under limits."""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

MOST_BYTES_IN_A_MEMBER = 64_000_000
MOST_EXPANSION = 200
_SMALL = 1_000_000  # below that, expansion harms nobody: short texts repeat themselves
_USERS = "users.json"
_LISTS = ("channels.json", "groups.json", "dms.json", "mpims.json")
_DAY = re.compile(r"(?P<folder>[^/]+)/(?P<day>\d{4}-\d\d-\d\d)\.json")


class BadMember(Exception):
    """A member of the export cannot be read; says why. The scan names it and goes on."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day of one conversation: the folder it lies in, and its member."""

    folder: str
    date: str
    member: str


class Export:
    """A Slack export; members are read one at a time."""

    def __init__(self, archive: zipfile.ZipFile, top: str) -> None:
        self._archive = archive
        self._top = top
        self._members = {info.filename: info for info in archive.infolist()}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._archive.close()

    def days(self) -> Iterator[Day]:
        """Yield the days of all conversations, each conversation's in their order."""
        found = (
            (name, _DAY.fullmatch(name.removeprefix(self._top)))
            for name in self._members
            if name.startswith(self._top)
        )
        days = [Day(match["folder"], match["day"], name) for name, match in found if match]
        yield from sorted(days, key=lambda day: (day.folder, day.date))

    def listed(self, name: str) -> list[dict[str, Any]]:
        """Return the objects of a list at the top ("users.json"), none if it is not there."""
        member = self._top + name
        return self.objects(member) if member in self._members else []

    def objects(self, member: str) -> list[dict[str, Any]]:
        """Return the JSON objects a member lists; raises BadMember."""
        try:
            value = json.loads(self._content(self._members[member]).decode("utf-8-sig"))
        except RecursionError:
            raise BadMember("it is nested too deep") from None
        except ValueError:
            raise BadMember("it is not JSON in UTF-8") from None
        if not isinstance(value, list):
            raise BadMember("it is not a list")
        return [one for one in value if isinstance(one, dict)]

    def _content(self, info: zipfile.ZipInfo) -> bytes:
        # What the directory declares is checked first, what comes out is checked again.
        _refuse_bomb(info.file_size, info.compress_size)
        try:
            with self._archive.open(info) as opened:
                content = opened.read(MOST_BYTES_IN_A_MEMBER + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError):
            raise BadMember("it is damaged") from None
        except (NotImplementedError, RuntimeError):
            raise BadMember("it is encrypted or packed in a way not known here") from None
        _refuse_bomb(len(content), info.compress_size)
        return content


def open_export(path: Path) -> Export | None:
    """Return the file as an export; None if it is none."""
    try:
        if not path.is_file() or not zipfile.is_zipfile(path):
            return None
        archive = zipfile.ZipFile(path)
    except (OSError, ValueError, NotImplementedError, zipfile.BadZipFile):
        return None
    top = _top_of(archive.namelist())
    if top is None:
        archive.close()
        return None
    return Export(archive, top)


def _top_of(names: list[str]) -> str | None:
    """Return the folder the lists lie in: the archive's top, or one folder around it all."""
    there = set(names)
    tops = (name.removesuffix(_USERS) for name in names if name.endswith(_USERS))
    return next((top for top in tops if _is_top(top, there)), None)


def _is_top(top: str, there: set[str]) -> bool:
    is_folder = top == "" or (top.endswith("/") and top.count("/") == 1)
    return is_folder and any(top + listing in there for listing in _LISTS)


def _refuse_bomb(size: int, packed: int) -> None:
    if size > MOST_BYTES_IN_A_MEMBER:
        raise BadMember(f"it is too large: more than {MOST_BYTES_IN_A_MEMBER:,} bytes")
    if size > _SMALL and size > packed * MOST_EXPANSION:
        raise BadMember(f"it expands more than {MOST_EXPANSION} times")
