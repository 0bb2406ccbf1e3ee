"""Reads mail as it is sent (RFC 5322 and MIME), however badly it is put together."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from email.errors import (
    CloseBoundaryNotFoundDefect,
    MultipartInvariantViolationDefect,
    NoBoundaryInMultipartDefect,
    StartBoundaryNotFoundDefect,
)
from email.message import Message
from email.parser import BytesParser
from email.policy import Compat32
from pathlib import Path
from typing import BinaryIO, cast

from bot.domain.attachment import Extract, FileTrait
from bot.domain.notice import safe_name
from bot.extraction.allowance import Allowance
from bot.extraction.decoding import looks_binary
from bot.extraction.limits import Unreadable
from bot.extraction.mail.letters import decode_body, decode_heading, decode_page, repaired
from bot.extraction.mail.texts import plain_text, web_page
from bot.extraction.mail.unpacking import unpacked
from bot.extraction.pieces import Gap, Member, Piece, Trait

_SHOWN = frozenset(
    ["from", "sender", "reply-to", "to", "cc", "bcc", "subject", "date", "keywords", "comments"]
)
# Parsed, a mail takes a few times its size in memory.
_LARGEST = 60_000_000
_TORN = (
    CloseBoundaryNotFoundDefect,
    MultipartInvariantViolationDefect,
    NoBoundaryInMultipartDefect,
    StartBoundaryNotFoundDefect,
)
_SEALED = {
    "multipart/encrypted",
    "application/pgp-encrypted",
    "application/x-microsoft-rpmsg-message",
}
_SIGNED_OR_SEALED = {"application/pkcs7-mime", "application/x-pkcs7-mime"}
_SIGNATURES = {
    "application/pgp-signature",
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
}
_TEXTS = {"text/plain", "text/html", "text/enriched"}
_LARGEST_SIGNATURE = 20_000
_OUTSIDE = "text outside the mail's parts"
_PART_BEGINS = re.compile(r"^content-(?:type|transfer-encoding):", re.IGNORECASE | re.MULTILINE)
_PGP = "-----BEGIN PGP MESSAGE-----"


class _RawHeaders(Compat32):
    """Headers as they came: Python would put question marks for bytes that are no ASCII."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        return repaired(value)


class _Mail(Message):
    """A mail whose enclosed mails stay as they are: they are files within, looked into apart."""

    _payload: object  # as email.message keeps it

    def get_content_maintype(self) -> str:
        kind = super().get_content_maintype()
        return "enclosed" if kind == "message" else kind

    @property
    def packed(self) -> str:
        """The content as it came, bytes that are no ASCII as surrogates; "" for parts of parts."""
        # get_payload would decode it by the character set, whatever is in it.
        return self._payload if isinstance(self._payload, str) else ""


@dataclass(slots=True)
class _Counts:
    """How many of each there were so far, for the places of those without a name."""

    files: int = 0
    mails: int = 0
    texts: dict[str, int] = field(default_factory=dict)

    def text_place(self, kind: str) -> str:
        self.texts[kind] = self.texts.get(kind, 0) + 1
        return kind if self.texts[kind] == 1 else f"{kind}, part {self.texts[kind]}"


def read_mail(path: Path, allowance: Allowance) -> Iterator[Piece]:
    """Yield the pieces of a mail: header fields, texts, attached files and mails."""
    if path.stat().st_size > _LARGEST:
        raise Unreadable(f"it is too large for a mail: more than {_LARGEST:,} bytes")
    with path.open("rb") as opened:
        try:
            mail = cast("_Mail", BytesParser(_Mail, policy=_RawHeaders()).parse(opened))
        except RecursionError:
            raise Unreadable("its parts are packed too deep in each other") from None
        if not mail.keys() and looks_binary(_head(opened)):
            raise Unreadable("it is no mail: it is not even text")
    yield from _read_headers(mail, allowance)
    counts = _Counts()
    for part in mail.walk():
        allowance.check_time()
        yield from _read_part(part, counts, allowance)


def _head(opened: BinaryIO) -> bytes:
    opened.seek(0)
    return opened.read(4096)


def _read_headers(mail: _Mail, allowance: Allowance) -> Iterator[Piece]:
    lines = [
        f"{name}: {decode_heading(value)}" for name, value in mail.items() if name.lower() in _SHOWN
    ]
    if lines:
        yield Extract("header fields", allowance.spend_text("\n".join(lines)))


def _read_part(part: _Mail, counts: _Counts, allowance: Allowance) -> Iterator[Piece]:
    if any(isinstance(defect, _TORN) for defect in part.defects):
        yield Trait(FileTrait.BROKEN)
    kind = part.get_content_type()
    if _is_sealed(part, kind):
        yield Trait(FileTrait.ENCRYPTED)
        yield Gap("it is encrypted", counts.text_place("mail text"))
    elif kind in _SIGNED_OR_SEALED:
        yield Gap("it is packed in its signature (S/MIME)", counts.text_place("mail text"))
    elif part.is_multipart():
        yield from _read_around(part, allowance)
    else:
        yield from _read_leaf(part, kind, counts, allowance)


def _is_sealed(part: _Mail, kind: str) -> bool:
    if kind in _SEALED:
        return True
    return kind in _SIGNED_OR_SEALED and _parameter(part, "smime-type") != "signed-data"


def _read_around(part: _Mail, allowance: Allowance) -> Iterator[Piece]:
    """Yield what stands before and after the parts, which programs for mail do not show."""
    for text in (part.preamble, part.epilogue):
        if text and text.strip():
            yield from plain_text(_OUTSIDE, _clean(text), allowance)
        if text and _PART_BEGINS.search(text):
            yield Trait(FileTrait.BROKEN)
            yield Gap("it looks like parts of a mail, which were not unpacked", _OUTSIDE)
    if not isinstance(part.get_payload(), list):
        return
    if part.get_content_type() == "message/delivery-status":
        blocks = [f"{key}: {value}" for block in _parts(part) for key, value in block.items()]
        yield from plain_text("delivery report", "\n".join(blocks), allowance)


def _parts(part: _Mail) -> list[_Mail]:
    held = part.get_payload()
    return [one for one in held if isinstance(one, _Mail)] if isinstance(held, list) else []


def _read_leaf(
    part: _Mail, kind: str, counts: _Counts, allowance: Allowance
) -> Generator[Piece, None, None]:
    name = decode_heading(_file_name(part))
    # Of many parts by its name, yet without the line that would part them: it is text.
    is_text = kind.startswith("multipart/") or (kind in _TEXTS and not name)
    if kind in _SIGNATURES and len(part.packed) <= _LARGEST_SIGNATURE:
        return
    if not is_text or _disposition(part) == "attachment":
        yield from _read_attached(part, name, counts, allowance)
    else:
        yield from _read_text(part, kind, counts, allowance)


def _read_text(part: _Mail, kind: str, counts: _Counts, allowance: Allowance) -> Iterator[Piece]:
    is_page = kind == "text/html"
    place = counts.text_place("mail text (HTML)" if is_page else "mail text")
    with unpacked(part.packed, _encoding(part)) as stream:
        decode = decode_page if is_page else decode_body
        decoded = decode(stream.read(), part.get_content_charset())
    if _PGP in decoded.text:
        yield Trait(FileTrait.ENCRYPTED)
        yield Gap("a part of it is encrypted", place)
    if decoded.doubt:
        yield Gap(decoded.doubt, place)
    yield from (web_page if is_page else plain_text)(place, decoded.text, allowance)


def _read_attached(
    part: _Mail, name: str, counts: _Counts, allowance: Allowance
) -> Iterator[Piece]:
    kind = part.get_content_type()
    if kind == "application/ms-tnef" or name.lower() == "winmail.dat":
        yield Gap("attachments packed by Outlook's own rules (TNEF) are not read", "winmail.dat")
        return
    if kind in {"message/rfc822", "message/global", "message/news"}:
        counts.mails += 1
        place, name = f"attached mail {counts.mails}", name or "mail.eml"
    else:
        counts.files += 1
        place = f"attached file “{safe_name(name)}”" if name else f"attached file {counts.files}"
    with unpacked(part.packed, _encoding(part)) as stream:
        yield Member(place, name or _name_for(kind), allowance.unpack(stream))


def _name_for(kind: str) -> str:
    """Return a name for a part that has none, by what it says it is; bytes are looked at anyway."""
    endings = {"text/calendar": "ics", "text/html": "html", "text/csv": "csv", "text/vcard": "vcf"}
    return f"part.{endings[kind]}" if kind in endings else "part"


def _file_name(part: _Mail) -> str:
    try:
        return part.get_filename() or ""
    except (LookupError, ValueError, TypeError):
        return "unnamed"


def _disposition(part: _Mail) -> str:
    return (part.get_content_disposition() or "").lower()


def _parameter(part: _Mail, name: str) -> str:
    try:
        value = part.get_param(name)
    except (LookupError, ValueError, TypeError):
        return ""
    return str(value or "").lower()


def _encoding(part: _Mail) -> str:
    return str(part.get("Content-Transfer-Encoding", "")).strip().lower()


def _clean(text: str) -> str:
    return decode_body(text.encode("utf-8", errors="surrogateescape"), None).text
