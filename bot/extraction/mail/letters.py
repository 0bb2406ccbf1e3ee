"""Bytes of a mail to text, by the character set that the mail names."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header

# Encodings of Python that are no character sets; some take long on text made for that.
_NOT_FOR_MAIL = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"}

# Programs that write the larger set name the smaller one it grew from; browsers do the same.
_GROWN = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso8859-1": "cp1252",
}
_DECLARED = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]+)", re.IGNORECASE)
_HEAD_OF_A_PAGE = 4096
_FEW, _SMALL_SHARE = 2, 0.01


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and why it may not be all that the sender wrote ("" where it surely is)."""

    text: str
    doubt: str = ""


def decode_body(content: bytes, charset: str | None) -> Decoded:
    """Return the text in the character set it names, or else in the likeliest."""
    if charset is None:
        return Decoded(_likeliest(content))
    known = _codec(charset)
    if known is None:
        return Decoded(_likeliest(content), "its character set is not known here")
    try:
        return Decoded(content.decode(known))
    except UnicodeDecodeError:
        if known == "ascii":  # many a program calls its mail that, whatever it holds
            return Decoded(_likeliest(content))
        return _as_far_as_it_goes(content, known)


def decode_page(content: bytes, charset: str | None, otherwise: str | None = None) -> Decoded:
    """Return the text of a web page, which may name its character set itself."""
    named = _DECLARED.search(content[:_HEAD_OF_A_PAGE])
    return decode_body(content, charset or (named[1].decode() if named else otherwise))


def _as_far_as_it_goes(content: bytes, charset: str) -> Decoded:
    text = content.decode(charset, errors="replace")
    many = text.count("\N{REPLACEMENT CHARACTER}") > max(_FEW, _SMALL_SHARE * len(text))
    return Decoded(text, "some of it is not in the character set it names" if many else "")


def decode_heading(value: str) -> str:
    """Return a header's text with its encoded words read and its line breaks gone."""
    try:
        parts = decode_header(repaired(value))
    except (HeaderParseError, ValueError, LookupError):
        parts = [(value, None)]
    text = "".join(_heading_part(part, charset) for part, charset in parts)
    return " ".join(text.split())


def _heading_part(part: str | bytes, charset: str | None) -> str:
    if isinstance(part, str):
        return part
    return decode_body(part, charset).text


def repaired(value: str) -> str:
    """Return a header in which raw bytes, which no header may hold, have become letters."""
    raw = str(value).encode("utf-8", errors="surrogateescape")
    return _likeliest(raw)


def _codec(charset: str) -> str | None:
    try:
        found = codecs.lookup(charset)
        b"".decode(charset)  # refuses what does not make text of bytes
    except (LookupError, ValueError):
        return None
    return None if found.name in _NOT_FOR_MAIL else _GROWN.get(found.name, found.name)


def _likeliest(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
