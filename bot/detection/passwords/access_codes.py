"""Codes of digits that let somebody in: PINs, door and alarm codes, one-time codes, safes."""

from __future__ import annotations

import re

from bot.detection.passwords.form import WHOSE, Looks, PasswordForm, PasswordForms

_END = r"(?![A-Za-z0-9]|[.:/,-]\d|%|\s\d{3})"
_DIGITS = r"(?:\d{4,8}[#*]?|\d{3} \d{3}|\d(?:-\d){3,7})"
_VALUE = rf"(?P<quote>[\"'`*]?)(?P<value>{_DIGITS}){_END}"
_PLACES = (
    r"door|gate|alarm|garage|lock ?box|key ?pad|unlock|master|entry|elevator|safe|vault|cabinet|"
    r"disarm|panic|security|access|lobby|closet|shed|opener"
)
_DEVICES = r"voicemail|atm|screen|phone|tablet|copier|printer|room|card|my|his|her"
_ONE_TIME = (
    r"one[- ]?time|2fa|mfa|two[- ]factor|verification|authenticat(?:or|ion)|duo|okta|sms|"
    r"log[- ]?in|sign[- ]?in|recovery|backup"
)
_IS = (
    r"\s?(?:(?:is|was|are|of|(?:might|may|could) be)(?:\s(?:now|still|actually|either"
    r"|set to)){0,2}\s|:|=|->|→|\s-)\s?(?:either\s)?"
)
_NAME = (
    rf"(?<![A-Za-z0-9-])(?:(?:(?:{_PLACES}|{_DEVICES})\s)?(?:pin|passcode|pass code)|"
    rf"(?:{_PLACES})\s(?:combo|combination|code)|(?:{_ONE_TIME})\s(?:pass)?code|otp|host key|"
    r"(?:screen|phone|tablet)\slock|key ?pad)(?:\s?(?:code|numbers?|#))?(?:'s|\s\#|\s\?)?"
)
_SAID = re.compile(rf"(?i:{_NAME}{WHOSE}{_IS}){_VALUE}")
_OR = re.compile(  # the other of "my pin is either 4410 or 4411"
    rf"(?i:{_NAME}[^\n]{{0,40}}?)(?<!\d)\d{{4,8}}(?i:,?\sor\s(?:maybe\s|it'?s\s"
    rf"|it was\s)?)(?P<quote>)(?P<value>\d{{4,8}}){_END}"
)
_LATER = re.compile(  # "I have the pin if you need it, it's 4410"
    rf"(?i:{_NAME}[^\n]{{0,30}}?(?:[.,;!-]\s|\s)(?:it'?s|it is|it was|that'?s"
    rf"|try)\s(?:either\s)?){_VALUE}"
)
_BACK = re.compile(  # "4410 is my pin"
    rf"(?<![A-Za-z0-9.,:/$#-])(?P<quote>)(?P<value>\d{{4,8}}[#*]?)(?i:\s(?:is|was)\s(?:my|the|our"
    rf"|your|his|her)\s(?:[a-z]{{2,12}}\s)?{_NAME})(?!\s?(?:[:=]|is\s))"
)
_AT_ONCE = re.compile(
    rf"(?i:(?<![A-Za-z0-9-])(?:(?:{_PLACES}|{_DEVICES})\s(?:pin|passcode|password)|"
    rf"(?:{_PLACES})\s(?:code|combo)|(?:{_ONE_TIME})\s(?:pass)?code|host key|alarm (?:disarm|off)"
    rf"|gate opener)\s)(?P<quote>)(?P<value>{_DIGITS}){_END}"
)
# A year or India's six-digit PIN code says nothing.
_PIN = re.compile(
    r"(?i:(?<![A-Za-z0-9/#-])(?<!gpio )(?<!connector )(?:pin|passcode)[!.]?\s(?:#\s?)?)(?P<quote>)"
    r"(?P<value>(?!(?:19|20)\d\d\s[a-z])(?:\d{4,5}|\d{7,8})[#*]?)" + _END
)
_FAR = re.compile(  # "PIN to release prints 4410", "the pin's her anniversary, 0614"
    r"(?i:(?<![A-Za-z0-9/#-])pin(?:\s(?:to|for)\s[a-z' ]{2,30}?(?:\sis|:)?|(?:'s"
    r"|\sis)\s[a-z' ]{3,40},)\s)"
    rf"(?P<quote>)(?P<value>(?!(?:19|20)\d\d(?!\d))\d{{4,8}}[#*]?){_END}"
)
_OPENS = re.compile(  # "the code to open it is 4410", "the master code opens every room: 60606"
    r"(?i:(?<![A-Za-z0-9-])(?:code|combo|combination|pin)\s(?:to\s)?(?:opens?|unlocks?"
    r"|get in(?:to)?|disarms?|enter)(?:\s[^\n:=.?]{1,40}?)?(?:\sis\s|\s?[:=]\s?))"
    rf"{_VALUE}"
)
_ASKED = re.compile(  # "the code for the cabinet? yes 1945"
    r"(?i:(?<![A-Za-z0-9-])(?<!zip )(?<!area )(?<!error )(?<!promo )(?<!postal )(?<!country )"
    r"(?<!status )(?<!source )(?<!cost )(?<!exit )(?:pin|code|combo|passcode)\s(?:for|to|of|on)\s"
    r"[^\n?]{1,40}\?[\"']?\s(?:yes,?\s|it'?s\s|try\s|->\s?)?)" + _VALUE
)
_FOR = re.compile(  # "arm code for the jurors 2216"
    rf"(?i:(?<![A-Za-z0-9-])(?:{_PLACES})\scode\sfor\s(?:the\s)?[a-z' ]{{2,30}}?\s)"
    rf"(?P<quote>)(?P<value>\d{{4,8}}){_END}"
)
_COMBINATION = re.compile(
    r"(?i:(?<![A-Za-z0-9-])(?:combo|combination)(?:\s(?:is|was|for\s[^\n:=.?]{1,30}?(?:\sis|:))|"
    r"\s?[:=])?\s)(?P<quote>)(?P<value>\d{1,2}[ -]{1,3}\d{1,2}[ -]{1,3}\d{1,2})(?![0-9/-])"
)
_KEYPAD = re.compile(
    r"(?i:(?<![A-Za-z0-9-])(?:key ?pad|alarm|door|gate|safe)(?:\s[^\n.?]{0,40})?\s"
    r"(?:now|to|is|code)\s)(?P<quote>)(?P<value>\d(?:-\d){3,7}(?:-(?:star|pound|hash))?)" + _END
)
_ANSWERED = re.compile(  # what was asked the line before
    r"(?i:(?<![a-z])(?:alarm|door|gate|safe|key ?pad|lock|pin|passcode|combo"
    r"|fuel card)(?![a-z])[^\n]{0,60}(?:code|\?|combo|pin|to)\s?\n(?:it'?s |try "
    r"|same as [^\n,]{2,30}, |still )?)(?P<quote>[\"'`*]?)(?P<value>\d{4,8}[#*]?"
    r"|\d(?:-\d){3,7})(?=[\"'`*]?(?:\s{0,20}\Z|[.,!]?\s(?:then|and|but)\s))"
)

_STARTS = (
    rf"(?i:{_PLACES}|{_DEVICES}|{_ONE_TIME}|pin|pass ?code|\botp|host key|key ?pad|code|combo"
    r"|combination|alarm|gate|lock|fuel card)"
)
_WORDS = (
    r"(?i:\bpins?\b|pass ?code|\bcode\b|combo|combination|\botp\b|host key|key ?pad|opener|alarm"
    r"|lock\b|fuel card|\bsafe\b|gate\b|door\b|password\s\d)"
)

CODES = (
    PasswordForms(
        _WORDS,
        (
            PasswordForm(_SAID, 0.75, Looks.CODE),
            PasswordForm(_OR, 0.65, Looks.CODE),
            PasswordForm(_LATER, 0.7, Looks.CODE),
            PasswordForm(_AT_ONCE, 0.7, Looks.CODE),
            PasswordForm(_OPENS, 0.7, Looks.CODE),
            PasswordForm(_ASKED, 0.65, Looks.CODE),
            PasswordForm(_PIN, 0.65, Looks.CODE),
            PasswordForm(_FAR, 0.65, Looks.CODE),
            PasswordForm(_FOR, 0.65, Looks.CODE),
            PasswordForm(_COMBINATION, 0.65, Looks.CODE),
            PasswordForm(_KEYPAD, 0.65, Looks.CODE),
            PasswordForm(_ANSWERED, 0.7, Looks.CODE),
        ),
        starts=_STARTS,
        also=rf"(?s:{_WORDS}.*\d[ -]{{0,3}}\d[ -]{{0,3}}\d)",
    ),
    PasswordForms(
        r"(?i:\d[#*]?\s(?:is|was)\s(?:my|the|our|your|his|her)\s)",
        (PasswordForm(_BACK, 0.7, Looks.CODE),),
        also=rf"(?i:\d{{4}}[#*]?\s(?:is|was)\s(?:my|the|our|your|his|her)\s)[^\n]*{_WORDS}",
    ),
)
