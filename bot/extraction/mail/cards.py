"""Reads calendars (ics) and address cards (vcf): each event and each contact as a text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.domain.attachment import Extract
from bot.domain.notice import safe_name
from bot.extraction.allowance import Allowance
from bot.extraction.decoding import decode
from bot.extraction.mail.content_lines import Line, content_lines
from bot.extraction.mail.unpacking import unpacked
from bot.extraction.pieces import Member, Piece

_CALENDAR = {
    "VCALENDAR": "calendar",
    "VEVENT": "event",
    "VTODO": "task",
    "VJOURNAL": "journal entry",
    "VFREEBUSY": "free and busy times",
    "VTIMEZONE": "time zone",
}
_CONTACTS = {"VCARD": "contact"}
_TITLES = {
    "FN": "name",
    "N": "name",
    "TEL": "phone",
    "EMAIL": "e-mail",
    "ADR": "address",
    "ORG": "organization",
    "BDAY": "date of birth",
    "DTSTART": "begins",
    "DTEND": "ends",
    "DUE": "due",
}
_IN_PIECES = {"N", "ADR", "ORG", "GENDER"}  # "Doe;Jane;;;"
_FILE_NAMES = ("FILENAME", "X-FILENAME", "X-APPLE-FILENAME")


def read_calendar(path: Path, allowance: Allowance) -> Iterator[Piece]:
    """Yield the events, tasks and so on of a calendar file."""
    return _read_cards(path, allowance, _CALENDAR)


def read_contacts(path: Path, allowance: Allowance) -> Iterator[Piece]:
    """Yield the contacts of a file of address cards."""
    return _read_cards(path, allowance, _CONTACTS)


@dataclass(slots=True)
class _Card:
    """What is read of one component, with the names of the components open within it."""

    place: str
    open: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    files: list[Line] = field(default_factory=list)


def _read_cards(path: Path, allowance: Allowance, kinds: Mapping[str, str]) -> Iterator[Piece]:
    counts: dict[str, int] = {}
    stack = [_Card("text outside of any entry")]
    for line in content_lines(decode(path.read_bytes())):
        allowance.check_time()
        name = line.value.strip().upper()
        if line.name == "BEGIN" and name in kinds:
            counts[name] = counts.get(name, 0) + 1
            stack.append(_Card(_place(kinds[name], counts[name]), [name]))
        elif line.name in {"BEGIN", "END"}:
            yield from _turn(stack, line.name, name, allowance)
        elif line.encoding == "BASE64" or line.value[:5].lower() == "data:":
            stack[-1].files.append(line)
        else:
            stack[-1].lines.append(_said(line))
    for card in reversed(stack):
        yield from _pieces(card, allowance)


def _place(kind: str, count: int) -> str:
    return kind if kind == "calendar" and count == 1 else f"{kind} {count}"


def _turn(stack: list[_Card], mark: str, name: str, allowance: Allowance) -> Iterator[Piece]:
    """Begin or end a component; one of no kind of its own, an alarm, belongs to what it is in."""
    if mark == "BEGIN":
        stack[-1].open.append(name)
    elif stack[-1].open and len(stack) > 1:
        stack[-1].open.pop()
        if not stack[-1].open:
            yield from _pieces(stack.pop(), allowance)


def _said(line: Line) -> str:
    text = line.text.strip()
    if line.name in _IN_PIECES:
        text = ", ".join(piece.strip() for piece in text.split(";") if piece.strip())
    who = line.parameters.get("CN", "")
    title = _TITLES.get(line.name, line.name.lower())
    return f"{title}: {', '.join(filter(None, [who, text]))}" if title else text


def _pieces(card: _Card, allowance: Allowance) -> Iterator[Piece]:
    if card.lines:
        yield Extract(card.place, allowance.spend_text("\n".join(card.lines)))
    for number, line in enumerate(card.files, 1):
        name = next((line.parameters[key] for key in _FILE_NAMES if key in line.parameters), "")
        what = "picture" if line.name in {"PHOTO", "LOGO"} else f"attached file {number}"
        where = f"attached file “{safe_name(name)}”" if name else what
        is_address = line.value[:5].lower() == "data:"
        value = line.value.partition(",")[2] if is_address else line.value
        packed = "base64" if not is_address or ";base64" in line.value[:200] else ""
        with unpacked(value, packed) as stream:
            yield Member(f"{card.place}, {where}", name or what, allowance.unpack(stream))
