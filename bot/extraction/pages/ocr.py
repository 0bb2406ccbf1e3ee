"""Reads the letters of a picture by the command `tesseract`, where that is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile, mkstemp

from bot.extraction.allowance import Allowance
from bot.extraction.limits import Unreadable

# What tesseract takes for a colour picture is some 12 bytes a pixel beside 100 MB: so many fit
# into the memory that a reader has.
MOST_PIXELS = 25_000_000
_SHARE_OF_TIME = 0.6  # of the time for a file; the rest is for what is not OCR
_SECONDS_A_PICTURE = 20.0
_LEAST_SECONDS = 0.5
_MOST_OUTPUT = 2_000_000
_MOST_LANGUAGES = 3  # each one more makes it slower
_SILENT = subprocess.DEVNULL


class NotLegible(Unreadable):
    """A picture whose letters were not read; its text says why."""


@dataclass(frozen=True, slots=True)
class Ocr:
    """The command, and how long it may go on for the pictures of one file together."""

    command: str  # "" where there is none
    folder: Path
    deadline: float

    def check(self) -> float:
        """Return the seconds that a picture may take; raises NotLegible where it can't be read."""
        if not self.command:
            raise NotLegible("no OCR here")
        seconds = min(_SECONDS_A_PICTURE, self.deadline - time.monotonic())
        if seconds < _LEAST_SECONDS:
            raise NotLegible("it takes too long to read by OCR")
        return seconds

    def read(self, picture: Path, page: int | None = None) -> str:
        """Return the text of a picture (of its numbered page); raises NotLegible."""
        seconds = self.check()
        with NamedTemporaryFile(dir=self.folder) as text:
            self._run(picture, page, out=text.fileno(), seconds=seconds)
            text.seek(0)
            read = text.read(_MOST_OUTPUT + 1)
        if len(read) > _MOST_OUTPUT:
            raise NotLegible("OCR finds more text in it than a picture can hold")
        return read.decode(errors="replace").replace("\f", "").strip()

    def read_pixels(self, netpbm: bytes | bytearray) -> str:
        """Return the text of a picture given in a Netpbm format; raises NotLegible."""
        number, name = mkstemp(dir=self.folder)
        picture = Path(name)
        try:
            with open(number, "wb") as written:  # noqa: PTH123 - an open file, not a path
                written.write(netpbm)
            return self.read(picture)
        finally:
            picture.unlink()

    def _run(self, picture: Path, page: int | None, *, out: int, seconds: float) -> None:
        arguments = [
            self.command,
            str(picture.absolute()),
            "stdout",
            "-l",
            _languages(self.command),
        ]
        if page is not None:
            arguments += ["-c", f"tessedit_page_number={page}"]
        try:
            subprocess.run(  # noqa: S603 - our own arguments; the file's name is ours too
                arguments,
                stdin=_SILENT,
                stdout=out,
                stderr=_SILENT,
                env=_surroundings(),
                timeout=seconds,
                check=True,
            )
        except subprocess.TimeoutExpired:
            raise NotLegible("it takes too long to read by OCR") from None
        except (subprocess.CalledProcessError, OSError):
            raise NotLegible("OCR failed on it") from None


def open_ocr(allowance: Allowance) -> Ocr:
    """Return the OCR for one file, whose time starts now."""
    seconds = _SHARE_OF_TIME * allowance.limits.reading_seconds
    command = shutil.which("tesseract") or ""
    return Ocr(command, allowance.folder, time.monotonic() + seconds)


@cache
def _languages(command: str) -> str:
    try:
        listed = subprocess.run(  # noqa: S603 - our own arguments
            [command, "--list-langs"],
            stdin=_SILENT,
            capture_output=True,
            env=_surroundings(),
            timeout=_SECONDS_A_PICTURE,
            check=True,
        ).stdout.decode(errors="replace")
    except (subprocess.SubprocessError, OSError):
        return "eng"
    # The first line is a heading; "osd" tells how a page is turned, and is no language.
    found = {line.strip() for line in listed.splitlines()[1:]} - {"", "osd", "eng"}
    return "+".join(["eng", *sorted(found)[: _MOST_LANGUAGES - 1]])


def _surroundings() -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "TESSDATA_PREFIX") if name in os.environ}
    return {**kept, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C"}
