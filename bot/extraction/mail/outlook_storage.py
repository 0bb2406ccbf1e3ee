"""One folder of an Outlook file: a mail, a recipient or an attachment, with its properties."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import olefile

from bot.extraction.limits import Unreadable
from bot.extraction.mail.letters import Decoded, decode_body, decode_page

# What olefile raises for files that are torn or made to break it.
TORN = (OSError, ValueError, IndexError, RecursionError, struct.error)
_PROPERTIES = "__properties_version1.0"
_STREAM = "__substg1.0_"
_UNICODE, _BYTES_TEXT, _BINARY, _OBJECT = "001F", "001E", "0102", "000D"
_TEXT_STREAM = re.compile(
    r"__substg1\.0_([0-9A-F]{4})(001[EF]|101[EF](?=-))(?:-[0-9A-F]{8})?", re.IGNORECASE
)
_CODE_PAGE, _LOCALE, _INTERNET_CODE_PAGE = 0x3FFD, 0x3FF1, 0x3FDE
_NAMES_OF_PAGES = {65001: "utf-8", 1200: "utf-16-le", 20127: "ascii", 28591: "latin-1"}
_FIRST_NAMED, _PUBLIC_SET = 0x8000, 2
_YEAR_NOUGHT = datetime(1601, 1, 1, tzinfo=UTC)
# Where a mail does not name its code page, its language tells: those that are not western.
_PAGES_OF_LANGUAGES = {
    0x01: 1256, 0x02: 1251, 0x04: 936, 0x05: 1250, 0x08: 1253, 0x0D: 1255, 0x0E: 1250, 0x11: 932,
    0x12: 949, 0x15: 1250, 0x18: 1250, 0x19: 1251, 0x1E: 874, 0x1F: 1254, 0x22: 1251,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Storage:
    """A folder by its path; `header` is how many bytes its list of properties begins with."""

    file: olefile.OleFileIO[Any]
    path: tuple[str, ...] = ()
    header: int = 32
    inherited_page: int = 0

    def folders(self, start: str) -> Iterator[tuple[str, ...]]:
        """Yield the paths of the folders directly in this one whose names begin so."""
        folders = self.file.listdir(streams=False, storages=True)
        return ((*self.path, name) for name in self._within(folders) if name.startswith(start))

    def text(self, number: int) -> Decoded:
        """Return a property that is text; blank where there is none."""
        wide = self._stream(number, _UNICODE)
        if wide:
            return Decoded(wide.decode("utf-16-le", errors="replace").rstrip("\0"))
        narrow = self._stream(number, _BYTES_TEXT)
        return self._decoded(narrow.rstrip(b"\0")) if narrow else Decoded("")

    def binary(self, number: int) -> bytes:
        """Return a property that is bytes; none where there is none."""
        return self._stream(number, _BINARY)

    def texts(self) -> Iterator[tuple[int, str]]:
        """Yield number and value of every property that is text, or a list of texts."""
        for name in self._within(self.file.listdir()):
            named = _TEXT_STREAM.fullmatch(name)
            if named:
                content = self.read(name)
                wide = named[2].upper().endswith("1F")
                text = content.decode("utf-16-le", "replace") if wide else self._narrow(content)
                yield int(named[1], 16), text.rstrip("\0")

    def _within(self, entries: list[list[str]]) -> Iterator[str]:
        depth = len(self.path)
        for entry in entries:
            if len(entry) == depth + 1 and tuple(entry[:depth]) == self.path:
                yield entry[depth]

    def page(self, content: bytes) -> Decoded:
        """Return the text of a web page, which has a code page of its own."""
        named = _name_of(self.number(_INTERNET_CODE_PAGE) or 0)
        return decode_page(content, named, _name_of(self.code_page))

    def _decoded(self, content: bytes) -> Decoded:
        return decode_body(content, _name_of(self.code_page))

    def _narrow(self, content: bytes) -> str:
        return self._decoded(content.rstrip(b"\0")).text

    @property
    def code_page(self) -> int:
        """The code page that its texts are written in; 0 where nothing tells."""
        language = (self.number(_LOCALE) or 0) & 0x3FF
        known = self.number(_CODE_PAGE) or self.inherited_page
        return known or _PAGES_OF_LANGUAGES.get(language, 0)

    def number(self, number: int) -> int | None:
        """Return a property that is a whole number."""
        value = self._fixed(number)
        return struct.unpack("<I", value[:4])[0] if value else None

    def moment(self, number: int) -> str:
        """Return a property that is a date and time, in UTC."""
        value = self._fixed(number)
        if not value:
            return ""
        try:
            since = timedelta(microseconds=struct.unpack("<Q", value)[0] // 10)
            return f"{_YEAR_NOUGHT + since:%Y-%m-%d %H:%M} UTC"
        except OverflowError:
            return ""

    def embedded(self, number: int) -> Storage | None:
        """Return the mail that is embedded as a property; None where there is none."""
        path = (*self.path, f"{_STREAM}{number:04X}{_OBJECT}")
        if not self.file.exists([*path, _PROPERTIES]):
            return None
        return Storage(self.file, path, header=24, inherited_page=self.inherited_page)

    def _fixed(self, number: int) -> bytes:
        listed = self.read(_PROPERTIES)[self.header :]
        whole = len(listed) - len(listed) % 16
        for _, found, _, value in struct.iter_unpack("<HHI8s", listed[:whole]):
            if found == number:
                return bytes(value)
        return b""

    def _stream(self, number: int, kind: str) -> bytes:
        return self.read(f"{_STREAM}{number:04X}{kind}")

    def read(self, name: str) -> bytes:
        """Return a stream directly in this folder; none where there is none."""
        path = [*self.path, name]
        try:
            if self.file.get_type(path) != olefile.STGTY_STREAM:
                return b""
            return bytes(self.file.openstream(path).read())
        except TORN:
            raise Unreadable("it is broken: a part of it leads nowhere") from None


def headers_of_transport(file: olefile.OleFileIO[Any]) -> set[int]:
    """Return the numbers in this file of the properties that are named as headers of a mail."""
    listed = Storage(file, ("__nameid_version1.0",)).read(f"{_STREAM}00030102")
    whole = len(listed) - len(listed) % 8
    found = set()
    for _, whose, index in struct.iter_unpack("<IHH", listed[:whole]):
        # Named by a text rather than a number, in a set that is neither MAPI's nor the public one.
        if whose & 1 and whose >> 1 > _PUBLIC_SET:
            found.add(_FIRST_NAMED + index)
    return found


def _name_of(page: int) -> str | None:
    return _NAMES_OF_PAGES.get(page, f"cp{page}") if page else None
