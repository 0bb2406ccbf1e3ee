"""What kind of text a file is: by its content where that has a mark, by its ending otherwise."""

from __future__ import annotations

import codecs
import re
from io import StringIO

from bot.extraction.data.controls import looks_binary
from bot.extraction.data.decoding import wide_encoding
from bot.extraction.data.json_tokens import NotJson, Tokens
from bot.extraction.data.json_values import Values
from bot.extraction.kinds import PLAIN_ENDINGS, TEXT, TEXTS, Kind

_NEAR = 4096
_WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What the text begins with, blanks left out, and the kind that makes it.
_BEGINNINGS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), name)
    for pattern, name in (
        (r"-----BEGIN PGP ", "pgp"),
        (r"-----BEGIN [A-Z0-9 ]+-----", "pem"),
        (r"BEGIN:VCALENDAR\b", "ics"),
        (r"BEGIN:VCARD\b", "vcf"),
        (r"From \S+.*\d\d:\d\d.*\n(?:>?[\w-]+: .*\n)", "mbox"),
        (r"<!DOCTYPE\s+svg\b|<svg[\s>]", "svg"),
        (r"<!DOCTYPE\s+html\b|<(?:html|head|body|script)[\s>]", "html"),
    )
)
_XML = re.compile(r"<\?xml\s")
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")
_COMMENTS = re.compile(r"(?:<!--(?s:.*?)-->|<\?(?s:.*?)\?>|<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?>|\s)++")
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]*):(?: |\t|$)")
# Only servers and mail programs write these; people quote the others when they pass a mail on.
_OF_A_MAIL_WORDS = (
    "received return-path delivered-to mime-version message-id dkim-signature x-mailer date"
)
_OF_A_MAIL = frozenset(_OF_A_MAIL_WORDS.split())
_FEWEST_HEADERS = 2
_JSON_NAMED = frozenset({"", "txt", "text", "log", "json", "jsonl", "ndjson"})
# Text that begins like a web page and is written to be read as what its ending says.
_TEMPLATES = frozenset(
    ["php", "jsx", "tsx", "vue", "md", "markdown", "rst", "adoc", "js", "ts", "py", "rb"]
)


def is_text(head: bytes) -> bool:
    """Whether the first bytes are those of a text, in a wide encoding or another."""
    return not looks_binary(head[:_NEAR]) or _wide(head) is not None


def in_characters(head: bytes) -> str:
    """Return the first characters, those beyond ASCII in some form or other: marks have none."""
    wide = _wide(head)
    text = head.decode(wide or "latin-1", "replace")
    return text.removeprefix("\ufeff").removeprefix("ï»¿").lstrip().replace("\r\n", "\n")


def text_kind(head: bytes, ending: str) -> Kind:
    """Return the kind of a file that was found to be text."""
    text = in_characters(head)
    return TEXTS.get(_by_content(text, ending)) or by_ending(ending)


def by_ending(ending: str) -> Kind:
    """Return the kind of text that the ending claims."""
    if ending in PLAIN_ENDINGS:
        return Kind(ending, "text files")
    return next((kind for kind in TEXTS.values() if kind.is_named(ending)), TEXT)


def _by_content(text: str, ending: str) -> str:
    for beginning, name in _BEGINNINGS:
        if beginning.match(text):
            return "" if name == "html" and ending in _TEMPLATES else name
    if text.startswith("<"):
        return _mark_up(text, ending)
    if _is_mail(text):
        return "eml"
    return _json(text) if text[:1] in ("{", "[") and ending in _JSON_NAMED else ""


def _mark_up(text: str, ending: str) -> str:
    comments = _COMMENTS.match(text)
    root = _ROOT.match(text, comments.end() if comments else 0)
    name = root[1].lower() if root else ""
    if name in {"svg", "html"} and ending not in _TEMPLATES:
        return name
    return "xml" if _XML.match(text) and name and ending not in _TEMPLATES else ""


def _is_mail(text: str) -> bool:
    names = set()
    for line in text.split("\n")[:200]:
        header = _HEADER.match(line)
        if header:
            names.add(header[1].lower())
        elif not line.startswith((" ", "\t")) or not names:
            break
    return (
        len(names) >= _FEWEST_HEADERS
        and len(names & _OF_A_MAIL) >= 1
        and "from"
        in names | {"from" for mark in ("received", "return-path", "mime-version") if mark in names}
    )


def _json(text: str) -> str:
    """Return "json" or "jsonl" where what is at hand of the text is that, as far as it goes."""
    first, _, second = text.partition("\n")
    if second.lstrip()[:1] in ("{", "[") and _is_json(first) and first.rstrip()[-1:] in ("}", "]"):
        return "jsonl"
    return "json" if _is_json(text) else ""


def _is_json(text: str) -> bool:
    tokens, values = Tokens(StringIO(text)), Values()
    try:
        count = sum(bool(values.take(token)) for token in tokens if token.lastgroup != "line")
    except NotJson:
        # Where the head of a longer file ends, a string may be cut.
        return bool(values.left_over()) and tokens.rest().count('"') == 1 and len(text) > _NEAR
    return count > 0 or not values.left_over()


def _wide(head: bytes) -> str | None:
    for mark, encoding in _WIDE_MARKS:
        if head.startswith(mark):
            return encoding
    return wide_encoding(head)
