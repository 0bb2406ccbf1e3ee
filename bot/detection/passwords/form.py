"""One way people write a password, and the words all ways share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum


class Looks(Enum):
    """What the value itself must look like, given how it is named."""

    CODE = "the form says it all"
    WORD = "any word, if nothing else is said"
    LAST_WORD = "any word that does not describe"
    SIGNED = "a digit, a mark or an odd capital"
    MIXED = "letters and digits mixed as in no name or version"
    STRONG = "mixed, long, with capitals and a mark"


@dataclass(frozen=True, slots=True)
class PasswordForm:
    """A pattern with the groups `quote` and `value`, and what its value must look like.

    It may have the group `user`: whose password it is.
    """

    pattern: re.Pattern[str]
    confidence: float
    looks: Looks


@dataclass(frozen=True, slots=True)
class PasswordForms:
    """Forms behind one gate (RE2): where it does not occur, none of them does.

    `gate` is cheap beside the gates of all detectors: words, nothing that may stretch. `also` is
    asked only where some gate is open, and may. The forms begin where `starts` does; if it is
    empty, anywhere.
    """

    gate: str
    forms: tuple[PasswordForm, ...]
    starts: str = ""
    also: str = ""


_WORDS = (
    r"pass(?:[- ]?word|phrase|code|wd|wrd|wor?t)|pas(?:word|sowrd)|p[a@][s$]{2}(?:w[o0]rd|wd)"
    r"|pss?w(?:r?d|ord)|pw(?:r?d)?|p/w|contrase[ñn]a"
    r"|passwort|kennwort|mot de passe|senha|has[łl]o|wachtwoord"
)
_KEYS = (
    r"psk|(?:wpa2?|wi-?fi|network|pre-?shared) ?key|(?:snmp )community(?: string)?|community string"
    r"|(?:store|key|db|ftp|smtp|vpn|wifi|bind)pass"
)
# "DB_PASSWORD", "root pw", "passwords", "adminPassword"; not "$PASSWORD", not the call "password(".
NAME = (
    r"(?:(?<![A-Za-z0-9$])(?:pg|db|my|user|root|admin)?|(?<=[a-z])(?=(?-i:P)))"
    rf"(?:{_WORDS}|{_KEYS})s?(?![A-Za-z0-9(])"
)
SHORT_NAME = (
    rf"(?:{NAME}|(?<![A-Za-z0-9])(?<!first )(?<!second )(?<!last )p[a@][s$]{{2}}(?![A-Za-z0-9(])"
    r"|(?<![A-Za-z0-9])clave(?![A-Za-z0-9(]))"
)
NAME_GATE = (
    r"(?i:pass(?:[- ]?w|phrase|code)|pas(?:word|sowrd)|p[a@][s$]{2}w|pss?w(?:r?d|ord)"
    r"|p/?ws?\b|pwr?ds?\b|contrase|[sn]wort|mot de passe"
    r"|senha|has[łl]o|wachtw|psk\b|(?:wpa2?|wi-?fi|network|shared) ?key|community"
    r"|[a-z]pass\b)"
)
SHORT_GATE = rf"{NAME_GATE}|(?i:p[a@][s$]{{2}}(?:\W|_|$)|clave\b)"
NAME_STARTS = rf"(?i:(?:pg|db|my|user|root|admin)?(?:{_WORDS}|{_KEYS}))"
SHORT_STARTS = rf"{NAME_STARTS}|(?i:p[a@][s$]{{2}}|clave)"
# "password for the portal: …", "pw to the vault is …", "the password you want is …"
WHOSE = (
    r"(?:\s\([^()\n]{1,40}\)(?=\s?[:=])|\s(?:for|to|on|of|in|at|behind|du|de|del|do|da|para|pour"
    r"|f[üu]r|vom|voor|van|that (?:opens|unlocks)|you"
    r"|u|we|they)\s(?!\S+\s?\?)(?:[^:=\n?.\"]|\.(?=\w)){1,40}?(?=\s?[:=→]|\s?->|\s(?:is|was|es)\s))?"
)
LINK = r"(?:[:=]|=>|->|→|➡|⇒)"
# A value in which letters and digits are mixed.
MIXED_VALUE = r"(?P<value>(?=[^\s=/:]{0,60}[0-9])(?=[^\s=/:]{0,60}[A-Za-z])[^\s=/:]{6,60})(?![=/:])"
QUOTE = r"(?P<quote>[\"'`*]{0,3})"
# A user name: "jdoe", "CORP\\jdoe", "jo.doe", "hosts@".
ACCOUNT = r"(?:\.\\)?[A-Za-z][A-Za-z0-9._@\\-]{1,40}(?:[A-Za-z0-9]|(?<=[A-Za-z0-9])@(?![\w.@-]))"
# Marks inside a word as in no other, or a "!" behind one with a digit.
PECULIAR_GATE = r"[A-Za-z0-9@][!#$%^&*~@][A-Za-z0-9$!#%^&*~]|[0-9][A-Za-z]{0,8}!"
