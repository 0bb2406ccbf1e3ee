"""Reads mail as Outlook keeps it (msg files), with the mails embedded in it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import olefile

from bot.domain.attachment import Extract, FileTrait
from bot.domain.notice import safe_name
from bot.extraction.allowance import Allowance
from bot.extraction.limits import LimitReached, Unreadable
from bot.extraction.mail.compressed_rtf import unpack_rtf
from bot.extraction.mail.letters import Decoded
from bot.extraction.mail.outlook_storage import TORN, Storage, headers_of_transport
from bot.extraction.mail.texts import plain_text, web_page
from bot.extraction.pieces import Gap, Member, Piece, Trait

_CLASS, _SUBJECT, _BODY, _RTF, _HTML = 0x001A, 0x0037, 0x1000, 0x1009, 0x1013
_SENT = 0x0039
_FIELDS = {
    "from": (0x0C1A, 0x0042),
    "from address": (0x5D01, 0x0C1F, 0x0065),
    "to": (0x0E04,),
    "cc": (0x0E03,),
    "bcc": (0x0E02,),
    "reply to": (0x0050,),
    "subject": (_SUBJECT,),
}
_NAME, _ADDRESS, _MAIL_ADDRESS = 0x3001, 0x3003, 0x39FE
_DATA, _LONG_NAME, _SHORT_NAME, _METHOD, _ELSEWHERE = 0x3701, 0x3707, 0x3704, 0x3705, 0x370D
_BY_REFERENCE = {2, 3, 4, 7}
# What contacts and appointments have; named properties have numbers from 0x8000 on.
_OTHERS = ((0x3A00, 0x3AFF), (0x8000, 0xFFFE))


@dataclass(frozen=True, slots=True)
class _Mail:
    """A mail in the file, and what to put before the places in it."""

    storage: Storage
    prefix: str
    allowance: Allowance

    def place(self, place: str) -> str:
        return f"{self.prefix}{place}"


def read_outlook_mail(path: Path, allowance: Allowance) -> Iterator[Piece]:
    """Yield the pieces of a mail: header fields, texts, attached files and mails."""
    try:
        opened = olefile.OleFileIO(str(path))
    except TORN:
        yield Trait(FileTrait.BROKEN)
        raise Unreadable("it is broken: it does not open as an Outlook file") from None
    with opened:
        storage = Storage(opened)
        page = storage.code_page
        yield from _read_mail(_Mail(Storage(opened, inherited_page=page), "", allowance))


def _read_mail(mail: _Mail) -> Iterator[Piece]:
    mail.allowance.check_time()
    kind = mail.storage.text(_CLASS).text.upper()
    if kind.startswith("IPM.NOTE.SMIME") and not kind.endswith("MULTIPARTSIGNED"):
        yield Trait(FileTrait.ENCRYPTED, mail.prefix.rstrip(", "))
        yield Gap("it is encrypted or packed in its signature", mail.place("mail text"))
    yield from _read_fields(mail)
    yield from _read_texts(mail)
    for number, path in enumerate(mail.storage.folders("__attach_version1.0"), 1):
        inner = Storage(mail.storage.file, path, 8, mail.storage.code_page)
        yield from _read_attached(mail, inner, number)


def _read_fields(mail: _Mail) -> Iterator[Piece]:
    lines = [line for title, numbers in _FIELDS.items() for line in _field(mail, title, numbers)]
    sent = mail.storage.moment(_SENT)
    lines += [f"date: {sent}"] if sent else []
    for path in mail.storage.folders("__recip_version1.0"):
        one = Storage(mail.storage.file, path, 8, mail.storage.code_page)
        told = [one.text(number).text for number in (_NAME, _MAIL_ADDRESS, _ADDRESS)]
        lines.append("recipient: " + ", ".join(dict.fromkeys(filter(None, told))))
    yield from _fields("header fields", lines, mail)
    yield from _fields("other fields", list(_others(mail.storage)), mail)


def _others(storage: Storage) -> Iterator[str]:
    """Yield what contacts, appointments and forms hold, but no headers of transport."""
    unseen = headers_of_transport(storage.file)
    for number, text in storage.texts():
        if any(first <= number <= last for first, last in _OTHERS) and number not in unseen:
            yield text


def _field(mail: _Mail, title: str, numbers: tuple[int, ...]) -> Iterator[str]:
    values = (mail.storage.text(number).text for number in numbers)
    return (f"{title}: {value}" for value in dict.fromkeys(values) if value)


def _fields(place: str, lines: list[str], mail: _Mail) -> Iterator[Piece]:
    text = "\n".join(line for line in lines if line.strip())
    if text:
        yield Extract(mail.place(place), mail.allowance.spend_text(text))


def _read_texts(mail: _Mail) -> Iterator[Piece]:
    plain = mail.storage.text(_BODY)
    place = mail.place("mail text")
    yield from _doubt(plain, place)
    yield from plain_text(place, plain.text, mail.allowance)
    raw = mail.storage.binary(_HTML)
    page = mail.storage.page(raw) if raw else mail.storage.text(_HTML)
    place = mail.place("mail text (HTML)")
    yield from _doubt(page, place)
    yield from web_page(place, page.text, mail.allowance)
    packed = mail.storage.binary(_RTF)
    if packed:
        yield from _read_rtf(packed, mail.place("mail text (RTF)"), mail.allowance)


def _doubt(decoded: Decoded, place: str) -> Iterator[Piece]:
    if decoded.doubt:
        yield Gap(decoded.doubt, place)


def _read_rtf(packed: bytes, place: str, allowance: Allowance) -> Iterator[Piece]:
    try:
        content = unpack_rtf(packed, allowance.expand)
    except LimitReached:
        raise
    except Unreadable as reason:
        yield Gap(str(reason), place)
        return
    yield Member(place, "body.rtf", allowance.unpack(io.BytesIO(content)))


def _read_attached(mail: _Mail, attached: Storage, number: int) -> Iterator[Piece]:
    name = attached.text(_LONG_NAME).text or attached.text(_SHORT_NAME).text
    name = name or attached.text(_NAME).text
    place = f"attached file “{safe_name(name)}”" if name else f"attached file {number}"
    enclosed = attached.embedded(_DATA)
    content = attached.binary(_DATA)
    if enclosed is not None:
        with mail.allowance.deeper():
            prefix = mail.place(f"attached mail {number}, ")
            yield from _read_mail(_Mail(enclosed, prefix, mail.allowance))
    elif content or attached.number(_METHOD) == 1:
        path = mail.allowance.unpack(io.BytesIO(content))
        yield Member(mail.place(place), name or "part", path)
    elif attached.number(_METHOD) in _BY_REFERENCE:
        yield from _fields(place, [attached.text(_ELSEWHERE).text], mail)
        yield Gap("it is kept elsewhere, not in the mail", mail.place(place))
    else:
        yield Gap("an object of another program, not read here", mail.place(place))
