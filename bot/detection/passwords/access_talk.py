"""Passwords that are not called one, said where people talk of getting in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.detection.context import is_near, words
from bot.detection.passwords.form import (
    MIXED_VALUE,
    NAME,
    SHORT_GATE,
    SHORT_NAME,
    SHORT_STARTS,
    Looks,
    PasswordForm,
    PasswordForms,
)
from bot.detection.passwords.looks import is_peculiar

_SPELLED = (
    r"(?:with an? (?:capital|upper ?case)|(?:all|in all) (?:lower ?case|caps)|all one word"
    r"|no (?:spaces?|caps)|capital [a-z](?![a-z]))"
)
# "it's Winter2024 with a capital w"
_HINTED = re.compile(
    r"(?:(?<!\S)|(?<=[\"'`*(]))(?P<quote>)(?P<value>(?=[^\s:/]{0,40}[0-9])(?=[^\s:/]{0,40}[A-Za-z])"
    rf"[^\s\"'`*:/,;()]{{6,40}})[\"'`*.,]{{0,2}}\s(?i:{_SPELLED})"
)
_NAMED_AND_HINTED = re.compile(  # `admin pw? "conveyor", all lower case`
    rf"(?i:{NAME})[^\n\"'`]{{0,60}}(?P<quote>[\"'`])(?P<value>[A-Za-z]{{5,20}})(?P=quote),?\s"
    rf"(?i:{_SPELLED})"
)
_ZERO_NOT_O = re.compile(
    r"(?i:(?:zero|one|capital \w|letter \w) not (?:an? "
    r"|the )?(?:letter )?\w,?\s)(?P<quote>[\"'`*]?)"
    rf"{MIXED_VALUE}"
)
_LETS_IN = re.compile(
    r"(?:(?<!\S)|(?<=[\"'`*(]))(?P<quote>)(?P<value>(?=[^\s:/]{0,40}[0-9])(?=[^\s:/]{0,40}[A-Za-z])"
    r"[^\s\"'`*:/,;()]{6,40})[\"'`*]{0,2}\s(?i:(?:gets|got|lets|let|and it (?:let|got))\s"
    r"(?:u|you|me|us|him|her|them)\s(?:back\s)?in(?:to)?(?![a-z]))"
)
_AT_THE_END = re.compile(
    r"(?i:(?:same|but)\s[^\n:]{0,60}(?:on|at|in) the (?:end|front|beginning|start):\s)"
    rf"(?P<quote>[\"'`*]?){MIXED_VALUE}"
)
_CODE_TO_OPEN = re.compile(
    r"(?i:(?<![A-Za-z0-9-])(?:code|pass|key|word)\s(?:to|that)\s(?:opens?|unlocks?|decrypts?"
    r"|unzips?|gets? in(?:to)?)(?:\s[^\n:=.?]{1,30}?)?(?:\sis\s|\s?[:=]\s?))"
    rf"(?P<quote>[\"'`*]?){MIXED_VALUE}"
)
_WIFI = re.compile(
    r"(?i:(?<![A-Za-z0-9])(?:wi-?fi|network|ssid|hotspot|wlan)(?![A-Za-z0-9])[^\n]{0,60}?[,;]?\s"
    r"(?:key|psk|pass)\s?(?:=|:|is)\s?)(?P<quote>[\"'`*]?)(?P<value>[^\s\"'`]{8,63})"
)
# Words of a wallet's or an account's recovery phrase (BIP 39: 12 to 24).
_PHRASE = re.compile(
    r"(?i:(?:recovery|seed|backup|mnemonic|secret|wallet)\s(?:phrase|words)(?:\s(?:is"
    r"|are))?\s?:?\s?)"
    r"(?P<quote>[\"'`]?)(?P<value>[a-z]{3,8}(?:[ ,]{1,2}[a-z]{3,8}){11,23})(?![a-z])"
)
# "passphrase is purple monkey dishwasher 12"
_PASSPHRASE = re.compile(
    r"(?i:pass[- ]?phrase(?:\s(?:for|to|on)\s[^\n:=.?]{1,30}?)?(?:\sis\s|\s?[:=]\s?))"
    r"(?P<quote>[\"'`]?)(?P<value>[a-z]{3,12}(?: [a-z]{3,12}){2,6} \d{1,6})(?![A-Za-z0-9])"
)
# What was asked the line before: "wifi for the visitors?" and "it's Blue42".
_WANTED = r"wi-?fi|log ?-?in|logged in|locked out|sign in|creds|unlock"
_ASKED = re.compile(
    rf"(?i:{SHORT_NAME}|(?<![a-z])(?:{_WANTED}))"
    r"[^\n]{0,90}\n(?i:\s?(?:it'?s|try|use|new one[^\n:]{0,20}:|s?he uses[^\n,]{1,40},)\s)?"
    rf"(?P<quote>[\"'`*]?){MIXED_VALUE}(?=[.!]?\s{{0,20}}\Z)"
)

TALK = (
    PasswordForms(
        rf"(?i:{_SPELLED.replace('(?![a-z])', '')})",
        (
            PasswordForm(_HINTED, 0.65, Looks.MIXED),
            PasswordForm(_NAMED_AND_HINTED, 0.65, Looks.LAST_WORD),
        ),
    ),
    PasswordForms(
        r"(?i:(?:zero|one|capital \w|letter \w) not )",
        (PasswordForm(_ZERO_NOT_O, 0.65, Looks.MIXED),),
    ),
    PasswordForms(
        r"(?i:(?:lets?|g[eo]ts?)\s(?:u|you|me|us|him|her|them)\s(?:back\s)?in)",
        (PasswordForm(_LETS_IN, 0.65, Looks.MIXED),),
    ),
    PasswordForms(
        r"(?i:the (?:end|front|beginning|start):)",
        (PasswordForm(_AT_THE_END, 0.65, Looks.MIXED),),
    ),
    PasswordForms(
        r"(?i:(?:code|pass|key|word)\s(?:to|that)\s(?:open|unlock|decrypt|unzip|gets? in))",
        (PasswordForm(_CODE_TO_OPEN, 0.75, Looks.MIXED),),
    ),
    PasswordForms(
        r"(?i:(?:key|psk|pass)\s?(?:=|:|is)\s)|(?i:(?:key|psk|pass)=)",
        (PasswordForm(_WIFI, 0.75, Looks.SIGNED),),
    ),
    PasswordForms(
        r"(?i:(?:recovery|seed|backup|mnemonic|secret|wallet)\s(?:phrase|words)|pass[- ]?phrase)",
        (
            PasswordForm(_PHRASE, 0.8, Looks.CODE),
            PasswordForm(_PASSPHRASE, 0.75, Looks.CODE),
        ),
    ),
    PasswordForms(
        rf"{SHORT_GATE}|(?i:{_WANTED})",
        (PasswordForm(_ASKED, 0.65, Looks.MIXED),),
        starts=rf"{SHORT_STARTS}|(?i:{_WANTED})",
        also=rf"(?:{SHORT_GATE}|(?i:{_WANTED}))[^\n]*\n",
    ),
)

_WORD = re.compile(
    r"(?<!\S)[\"'`*(]{0,2}(?P<value>[A-Za-z][A-Za-z0-9!@#$%^&*?~_.-]{6,39})(?![^\s\"'`),;:.!?])"
)
# "Winter2024!" where the sentence goes on, or has just said what comes.
_EXCLAIMED = re.compile(r"(?:[A-Za-z]{4,}\d{1,4}|[A-Za-z]{2,12}\d[A-Za-z]{1,8})!(?=[,;)]|\s[a-z])")
_LAST = re.compile(r"(?:[A-Za-z]{4,}\d{1,4}|[A-Za-z]{2,12}\d[A-Za-z]{1,8})!(?=\s{0,20}\Z)")
_SAYS = re.compile(r"(?i:\b(?:takes|with|type|enter|try|now|then|use|using)\s|[/|:=]\s?)[\"'`*(]?$")
_ACCESS = words(
    r"log(?:s|ging|ged)?[ -]?(?:in|on|into)|log[io]ns?|sign(?:s|ed|ing)?[ -]?(?:in|on|into)"
    r"|pass(?:es)?|(?:set-adaccount)?pass(?:word|wd|code|phrase)s?|pwd?s?|psw?d|creds?|credentials?"
    r"|accounts?|accts?|admin|root|sudo|users?|user ?names?|usr|defaults?|temp(?:orary)?|prompts?"
    r"|prompted|unlocks?|locked(?: out)?|(?:screen|phone) lock|opens (?:with|up)|in with|wi-?fi"
    r"|ssid|hotspot|reset|type[ds]?|typing|enter|works?|worked|still takes|try|tried"
    r"|wrong (?:window|chat|channel|tab|box)|ssh|vpn|rdp|(?:old|new) one|word is"
    r"|(?:lets?|gets?|got) (?:me|you|u|us|him|her) in(?:to)?"
)


def peculiar_words(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of words put together as passwords are, near talk of getting in."""
    for written in _WORD.finditer(text):
        start, end = written.span("value")
        value = written["value"].rstrip(".?")
        if value.endswith("!") and not _keeps_its_mark(text, start):
            value = value.rstrip("!")
        end = start + len(value)
        if not value.endswith("!") and not is_peculiar(value):
            continue
        if is_near(text, (start, end), _ACCESS, before=80):
            yield start, end


def _keeps_its_mark(text: str, start: int) -> bool:
    """Whether the "!" at its end is the word's own, not the sentence's."""
    if _EXCLAIMED.match(text, start):
        return True
    return (
        _LAST.match(text, start) is not None
        and _SAYS.search(text[max(0, start - 20) : start]) is not None
    )
