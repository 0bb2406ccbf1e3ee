"""Reads mailboxes: files of mails one after the other, each begun by a line "From …"."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from bot.extraction.allowance import Allowance
from bot.extraction.limits import Unreadable
from bot.extraction.pieces import Member, Piece

_BEGIN = b"From "
_LONGEST_LINE = 64 * 1024


def read_mailbox(path: Path, allowance: Allowance) -> Iterator[Piece]:
    """Yield each mail as a file within."""
    with path.open("rb") as opened:
        mails = _Mails(opened)
        if not mails.at_mail:
            raise Unreadable("it is no mailbox: it does not begin with a mail")
        number = 0
        while mails.at_mail:
            number += 1
            allowance.check_time()
            mail = io.BufferedReader(mails.next_mail())
            yield Member(f"mail {number}", f"mail {number}.eml", allowance.unpack(mail))


class _Mails:
    """The mails of an opened mailbox."""

    def __init__(self, opened: BinaryIO) -> None:
        self._opened = opened
        self.at_mail = opened.readline(_LONGEST_LINE).startswith(_BEGIN)

    def next_mail(self) -> _OneMail:
        """Return a stream of the mail that begins here."""
        self.at_mail = False
        return _OneMail(self)

    def line(self, *, after_blank: bool) -> bytes:
        """Return the next line of the mail; b"" at its end."""
        line = self._opened.readline(_LONGEST_LINE)
        if after_blank and line.startswith(_BEGIN):
            self.at_mail = True
            return b""
        return line


class _OneMail(io.RawIOBase):
    def __init__(self, mails: _Mails) -> None:
        self._mails = mails
        self._held = b""
        self._after_blank = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # as io calls it
        if not self._held and not self._mails.at_mail:
            self._held = self._mails.line(after_blank=self._after_blank)
            self._after_blank = self._held in {b"\n", b"\r\n"}
        taken, self._held = self._held[: len(buffer)], self._held[len(buffer) :]
        buffer[: len(taken)] = taken
        return len(taken)
