"""Finds connection strings that carry their password.

URLs (RFC 3986 userinfo: `postgres://jo:secret@db/prod`), ODBC and ADO.NET strings with `Pwd=`, and
Azure's with `AccountKey=` or `SharedAccessKey=`. A placeholder instead of the password is quiet.

Misses: strings whose parts stand on different lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.detection.placeholders import is_placeholder
from bot.domain.finding import Finding
from bot.domain.message import TextPart

LABEL = "CONNECTION_STRING"
GATE = r"://\S*:\S+@|(?i)(?:pwd|password|accountkey|sharedaccesskey)\s?="

_URL = re.compile(
    r"(?<![A-Za-z0-9+.-])(?:jdbc:)?[A-Za-z][A-Za-z0-9+.-]{1,20}://[^\s:/@\"'<>]{0,80}:"
    r"(?P<secret>[^\s/@\"'<>]{1,120})@[^\s\"'<>`]{2,300}"
)
_FIELDS = re.compile(
    r"(?<![A-Za-z0-9])(?:[A-Za-z][A-Za-z ]{1,28}=[^;\n\"']{0,200};\s?){1,12}"
    r"(?:[A-Za-z][A-Za-z ]{1,28}=[^;\s\"']{1,200};?)?"
)
_SECRET_FIELD = re.compile(
    r"(?i)(?:^|;)\s?(?:pwd|password|accountkey|sharedaccesskey)\s?=(?P<secret>[^;\n]{1,200})"
)
_JDBC = re.compile(
    r"(?<![A-Za-z0-9])jdbc:[a-z0-9:]{2,40}//[^\s\"'<>]{1,200}?[?&;](?i:password|pwd)="
    r"(?P<secret>[^\s&;\"'<>]{1,100})[^\s\"'<>]{0,200}"
)
# What a fresh installation on one's own machine answers to.
_DEFAULT = re.compile(
    r"://(?P<user>[a-z]{2,12}):(?P=user)@(?:localhost|127\.0\.0\.1)(?![A-Za-z0-9.])"
)
_TRAILING = ".,;:!?)*`"


def detect(part: TextPart) -> Iterator[Finding]:
    """Yield one finding per connection string."""
    for form in (_URL, _JDBC):
        for written in form.finditer(part.text):
            if not is_placeholder(written["secret"]) and not _DEFAULT.search(written[0]):
                yield _finding(part, written)
    for written in _FIELDS.finditer(part.text):
        secret = _SECRET_FIELD.search(written[0])
        if secret is not None and not is_placeholder(secret["secret"].strip()):
            yield _finding(part, written)


def _finding(part: TextPart, written: re.Match[str]) -> Finding:
    return Finding(
        label=LABEL,
        part=part.name,
        start=written.start(),
        end=written.start() + len(written[0].rstrip().rstrip(_TRAILING)),
        confidence=0.95,
        because="a connection string with a password in it",
    )
