"""How fast attachments are read, each confined: `python -m benchmarks.extraction [MB]`.

Printed as tables in Markdown: what a kind of file takes, and what confinement adds to a small file.
"""

from __future__ import annotations

import io
import json
import sys
import tarfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import quantiles
from types import MappingProxyType

from benchmarks.detection.table import table
from benchmarks.machine import describe_machine
from bot.domain.attachment import Attachment, Reading
from bot.extraction.confinement.reading_room import ReadingRoom
from bot.extraction.limits import Limits
from bot.extraction.looking import arriving, conclude, look_at
from tests.files.mail import mail, part
from tests.files.office import document, package, paragraph, rows, sheet, workbook
from tests.files.pages import many_page_pdf

_SMALL_FILES = 50
_LINE = "ticket OPS-{n:06d} waits for Ada Lovelace, ada{n}@example.com, +1 919 555 {n:04d}"
_HEAD = ("name", "ssn", "mail", "town", "since")
_LINES_A_PAGE = 45


def _lines(size: int) -> list[str]:
    each = len(_LINE.format(n=1)) + 1
    return [_LINE.format(n=number) for number in range(size // each)]


def _rows(size: int) -> list[tuple[str, ...]]:
    each = ("Ada Lovelace", "536-22-{n:04d}", "ada{n}@example.com", "Salem", "2026-03-12")
    count = size // (len(",".join(each)) + 1)
    return [tuple(cell.format(n=number) for cell in each) for number in range(count)]


def _txt(size: int) -> bytes:
    return "\n".join(_lines(size)).encode()


def _csv(size: int) -> bytes:
    return "\n".join(",".join(row) for row in (_HEAD, *_rows(size))).encode()


def _json(size: int) -> bytes:
    return json.dumps([dict(zip(_HEAD, row, strict=True)) for row in _rows(size // 2)]).encode()


def _html(size: int) -> bytes:
    cells = ("</td><td>".join(row) for row in _rows(size // 2))
    return f"<table><tr><td>{'</td></tr><tr><td>'.join(cells)}</td></tr></table>".encode()


def _zip(size: int) -> bytes:
    return package({f"{number}.csv": _csv(size // 10) for number in range(10)})


def _tar(size: int) -> bytes:
    held, content = io.BytesIO(), _txt(size // 10)
    with tarfile.open(fileobj=held, mode="w") as opened:
        for number in range(10):
            member = tarfile.TarInfo(f"{number}.txt")
            member.size = len(content)
            opened.addfile(member, io.BytesIO(content))
    return held.getvalue()


def _docx(size: int) -> bytes:
    return document("".join(map(paragraph, _lines(size))))


def _xlsx(size: int) -> bytes:
    return workbook({"Pay": sheet(rows(_HEAD, *_rows(size)))})


def _pdf(size: int) -> bytes:
    lines = _lines(size)
    pages = [lines[at : at + _LINES_A_PAGE] for at in range(0, len(lines), _LINES_A_PAGE)]
    return many_page_pdf(*pages)


def _eml(size: int) -> bytes:
    return mail(part("text/plain", "list"), part("text/csv", _csv(size).decode()))


FILES: Mapping[str, Callable[[int], bytes]] = MappingProxyType(
    {
        "txt": _txt,
        "csv": _csv,
        "json": _json,
        "html": _html,
        "zip": _zip,
        "tar": _tar,
        "docx": _docx,
        "xlsx": _xlsx,
        "pdf": _pdf,
        "eml": _eml,
    }
)


@dataclass(frozen=True, slots=True)
class Took:
    """What the reading of one file took, and what became of it."""

    seconds: float
    peak_megabytes: float
    looked_at: Attachment


def read(room: ReadingRoom, name: str, content: bytes) -> Took:
    """Have one file read; the time is from its arrival to its text being here."""
    limits, attachment = Limits(), Attachment(id="F1", name=name)
    began = time.perf_counter()
    with arriving(room, limits) as arrival:
        arrival.take(content)
        known = arrival.finish(attachment)
        verdict = room.submit(arrival.folder, name, limits).result()
        looked_at = conclude(known, arrival.folder, verdict, limits)
    seconds = time.perf_counter() - began
    return Took(seconds, verdict.peak_kilobytes / 1024, looked_at)


def start_up(room: ReadingRoom) -> tuple[str, str, str]:
    """Return the milliseconds of the first start, and of a small file: median and 99th of 100."""
    began = time.perf_counter()
    missing = room.start()
    cold = time.perf_counter() - began
    print(f"{describe_machine()}; walls missing: {', '.join(missing) or 'none'}\n")
    took = []
    for _ in range(_SMALL_FILES):
        began = time.perf_counter()
        look_at(room, Attachment(id="F1", name="a.txt"), [b"one line"], Limits())
        took.append(time.perf_counter() - began)
    cuts = quantiles(took, n=100)
    return f"{cold * 1e3:,.0f}", f"{cuts[49] * 1e3:.0f}", f"{cuts[98] * 1e3:.0f}"


def main() -> None:
    """Print the tables."""
    megabytes = float(sys.argv[1]) if len(sys.argv) > 1 else 5.0
    room = ReadingRoom()
    try:
        started = start_up(room)
        steps = ("first start", "small file, p50", "small file, p99")
        print(table(("", "ms"), zip(steps, started, strict=True)), end="\n\n")
        head = ("kind", "MB of text", "file MB", "s", "MB/s", "peak MB", "read")
        print(table(head, (_row(room, kind, megabytes) for kind in FILES)))
    finally:
        room.close()


def _row(room: ReadingRoom, kind: str, megabytes: float) -> tuple[str, ...]:
    content = FILES[kind](int(megabytes * 1e6))
    took = read(room, f"a.{kind}", content)
    is_read = took.looked_at.reading is Reading.READ
    text = sum(len(extract.text) for extract in took.looked_at.extracts) / 1e6
    return (
        kind,
        f"{text:.1f}",
        f"{len(content) / 1e6:.1f}",
        f"{took.seconds:.2f}",
        f"{text / took.seconds:.1f}",
        f"{took.peak_megabytes:.0f}",
        "whole" if is_read else took.looked_at.because,
    )


if __name__ == "__main__":
    main()
