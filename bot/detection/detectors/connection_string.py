"""Finds connection strings that carry their password.

URLs (RFC 3986 userinfo: `postgres://jo:secret@db/prod`) and URLs of databases with a password among
their parameters, Oracle's `jo/secret@db`, ODBC and ADO.NET strings with `Pwd=`, libpq's
`host=db password=…`, Redis's with commas, and Azure's with `AccountKey=` or `SharedAccessKey=`.
Quiet: a placeholder instead of the password, a documented key, the default of one's own machine.

Misses: strings whose parts stand on different lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.detection.nobody import listed
from bot.detection.placeholders import is_placeholder
from bot.detection.taken_spans import TakenSpans
from bot.domain.finding import Finding
from bot.domain.message import TextPart

LABEL = "CONNECTION_STRING"
_FIELD_NAMES = r"(?i:pwd|password|accountkey|sharedaccesskey|sharedaccesssignature)"
GATE = (
    r"://\S*:\S+@|(?i)(?:pwd|password|accountkey|sharedaccesskey|sharedaccesssignature)(?:\s?=|%3d)"
    r"|jdbc:oracle|sqlplus|://\S*[?&;](?:pass(?:wd)?|secret)="
)

_URL = re.compile(
    r"(?<![A-Za-z0-9+.-])(?:jdbc:)?[A-Za-z][A-Za-z0-9+.-]{1,20}://[^\s:/@\"'<>]{0,80}:"
    r"(?P<secret>[^\s/\"'<>]{1,120})@[^\s\"'<>`@]{2,300}"
)
_URL_OF_ADDRESS = re.compile(  # "smtp://jo@corp.io:secret@mail.corp.io"
    r"(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]{1,20}://[^\s:/@\"'<>]{1,60}@[^\s:/@\"'<>]{3,60}:"
    r"(?P<secret>(?!\d{2,5}@)[^\s/\"'<>]{1,120})@[^\s\"'<>`@]{2,300}"
)
_PARAMETERS = re.compile(  # after "?", "&" or ";" in the URL of a database
    r"(?<![A-Za-z0-9+.-])(?:jdbc:[a-z0-9:]{2,40}|(?:postgres(?:ql)?|mysql|mariadb|mssql|sqlserver"
    r"|mongodb|redis|rediss|clickhouse|cassandra|snowflake|oracle|db2|amqps?|kafka|ldaps?|smtps?"
    r"|s?ftp)(?:\+[a-z0-9_]{2,20})?:)//[^\s\"'<>]{1,200}?[?&;](?i:password|passwd|pwd|pass|secret)="
    r"(?P<secret>[^\s&;\"'<>]{1,100})[^\s\"'<>]{0,200}"
)
_ORACLE = re.compile(  # "jdbc:oracle:thin:jo/secret@db:1521/x", "sqlplus jo/secret@db"
    r"(?:(?<![A-Za-z0-9])jdbc:oracle:(?:thin|oci8?):"
    r"|(?<![A-Za-z0-9])sqlplus(?:\s-\w{1,8}){0,3}\s[\"']?)"
    r"[A-Za-z][\w$#]{0,60}/(?P<secret>[^\s/\"'<>]{1,80})@[^\s\"'<>`]{2,200}"
)
_FIELDS = re.compile(
    r"(?<![A-Za-z0-9])(?:[A-Za-z][A-Za-z ]{1,28}=[^;\n\"']{0,200};\s?){1,12}"
    r"(?:[A-Za-z][A-Za-z ]{1,28}=[^;\s\"']{1,200};?)?"
)
_SECRET_FIELD = re.compile(rf"(?:^|;)\s?{_FIELD_NAMES}\s?=(?P<secret>[^;\n]{{1,200}})")
_ESCAPED = re.compile(  # SQLAlchemy's odbc_connect
    r"(?<![A-Za-z0-9+.-])[a-z]{2,12}(?:\+[a-z]{2,12})?:///\?odbc_connect=[^\s\"'<>]{0,400}?"
    r"(?i:%3B|=)(?i:pwd|password)(?i:%3D)(?P<secret>[^\s%&\"'<>]{1,100})[^\s\"'<>]{0,300}"
)
_KEYWORDS = re.compile(  # libpq: "host=db user=jo password=secret"
    r"(?<![A-Za-z0-9_])(?:host|hostaddr|server|dbname|port|user)=[^\s;,&\"']{1,80}"
    r"(?:\s[a-z_]{2,24}=[^\s;,\"']{1,80}){0,8}?\s(?i:password"
    r"|pwd)=(?P<secret>[^\s;,\"']{1,80})(?:\s[a-z_]{2,24}=[^\s;,\"']{1,80}){0,8}"
)
_COMMAS = re.compile(  # StackExchange.Redis
    r"(?<![A-Za-z0-9.-])[A-Za-z0-9][A-Za-z0-9.-]{1,80}:\d{2,5}"
    r"(?:,\s?[A-Za-z]{2,30}=[^\s,]{0,80}){0,8}?"
    r",\s?(?i:password)=(?P<secret>[^\s,]{1,120})(?:,\s?[A-Za-z]{2,30}=[^\s,]{0,80}){0,8}"
)
# What a fresh installation on one's own machine answers to, and who everybody may be.
_DEFAULT = re.compile(
    r"://(?P<user>[a-z]{2,12}):(?P=user)@(?:localhost|127\.0\.0\.1)(?![A-Za-z0-9.])|://anonymous:"
)
_TRAILING = ".,;:!?)*`"


def detect(part: TextPart) -> Iterator[Finding]:
    """Yield one finding per connection string."""
    taken = TakenSpans()
    for start, end in _found(part.text):
        if taken.take(start, end):
            yield Finding(
                label=LABEL,
                part=part.name,
                start=start,
                end=end,
                confidence=0.95,
                because="a connection string with a password in it",
            )


def _found(text: str) -> Iterator[tuple[int, int]]:
    forms = (_URL, _URL_OF_ADDRESS, _PARAMETERS, _ORACLE, _ESCAPED, _KEYWORDS, _COMMAS)
    for form in forms:
        for written in form.finditer(text):
            if _is_secret(written["secret"]) and not _DEFAULT.search(written[0]):
                yield _span(written)
    for written in _FIELDS.finditer(text):
        secret = _SECRET_FIELD.search(written[0])
        if secret is not None and _is_secret(secret["secret"].strip()):
            yield _span(written)


def _is_secret(value: str) -> bool:
    return not is_placeholder(value) and value not in listed("keys")


def _span(written: re.Match[str]) -> tuple[int, int]:
    return written.start(), written.start() + len(written[0].rstrip().rstrip(_TRAILING))
