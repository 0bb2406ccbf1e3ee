"""A user name and its password side by side: "login is jo / …", "creds: jo, …", "un/pw: jo / …".

The user name is in the group `user`, where the form is sure that it is one.
"""

from __future__ import annotations

import re

from bot.detection.passwords.form import (
    ACCOUNT,
    LINK,
    MIXED_VALUE,
    PECULIAR_GATE,
    QUOTE,
    SHORT_NAME,
    Looks,
    PasswordForm,
    PasswordForms,
)

_AND = r"(?:\s?[/|:,]\s?|\s(?i:and(?:\sthen)?|then)\s)"
_TOGETHER = re.compile(  # "user/pass: jo/…", "the username and password are jo and …"
    r"(?i:(?<![A-Za-z0-9])(?:user(?: ?name| ?id)?|un|u|log[ -]?in|id)\s?(?:[/&+|]|and)\s?"
    rf"(?:{SHORT_NAME}|p(?![a-z]))(?:\sfor\s[^\n:=?]{{1,30}}?)?(?:\s?{LINK}|\s(?:are|is)(?![a-z])))"
    rf"\s?{QUOTE}(?P<user>{ACCOUNT})[\"'`*]{{0,3}}{_AND}[\"'`*]{{0,3}}(?P<value>[^\s\"'`]{{4,60}})"
)
_PASS_BEHIND = re.compile(  # "user jo / pass Blue42"
    r"(?i:[/|+\n]\s?pass\s|,\s(?:and\s)?(?:the\s)?pass\s|(?<![a-z0-9])u(?:n|sr"
    r"|ser(?:name)?)?:? ?\S{2,40}(?:[ ,/|\n]{1,3}p(?:ass)?: ?|"
    r"\s(?:and\s|with\s)?pass\s))(?P<quote>[\"'`*]?)"
    rf"{MIXED_VALUE}(?!\s(?:to|into|in|as|through|from)\s)"
)
_PAIR = re.compile(
    r"(?i:(?<![A-Za-z0-9-])(?:(?:log(?:ged)?[ -]?in|sign[ -]?in|account|user)"
    r"(?:\s(?:for|to|on|info|details)(?:\s[^\s/:]{1,20}){1,3}?)?(?:\s(?:is|with|as"
    r"|using)(?![A-Za-z])|\s?[:=])|(?:creds|credentials|user(?:name)?\s?/\s?p(?:ass(?:word)?"
    r"|w))(?:\s(?:for|to|on)(?:\s[^\s/:]{1,20}){1,3}?)?(?:\s(?:is|are)(?![A-Za-z])|"
    r"\s?[:=])?)\s?)(?P<quote>[\"'`*]?)(?P<user>[A-Za-z0-9][A-Za-z0-9._@\\-]{1,50})\s?[/|:]\s?"
    r"(?P<value>(?!\d+(?![A-Za-z0-9!#$%]))[^\s/]{4,60})"  # not a host and its port
)
_USUAL = r"(?i:admin(?:istrator)?|root|guest|operator|support|service)"
_ACCOUNT = (
    rf"(?:{_USUAL}|[A-Za-z]{{2,20}}@"
    r"|[A-Za-z][A-Za-z0-9.-]{0,20}[_@0-9][A-Za-z0-9._-]{0,20})"
)
_SLASHED = re.compile(  # "use front_desk / Blue42", "user jo / Blue42"
    r"(?i:(?<![A-Za-z0-9])(?:log(?:ged)?[ -]?(?:in|on)|sign[ -]?(?:in|on)|accounts?|user|creds|un"
    r"|id|credentials|page|portal|router|console|use|try|with|as)(?![A-Za-z0-9]))"
    rf"(?:(?:[^\n]{{0,90}}?[\s:,(])?(?P<user>{_ACCOUNT}(?=\s[/|]\s)|{_USUAL}(?=[/|]))"
    r"|\s[A-Za-z]{2,20}(?=\s[/|]\s))\s?[/|]\s?"
    rf"(?P<quote>[\"'`*]?){MIXED_VALUE}"
)
_JOINED = re.compile(  # "the login is still sales@ and Blue42"
    r"(?i:(?<![A-Za-z0-9])(?:log(?:ged)?[ -]?(?:in|on)|sign[ -]?(?:in|on)|accounts?|creds"
    r"|credentials)(?![A-Za-z0-9]))[^\n]{0,90}?[\s:,(]"
    rf"(?P<user>{_ACCOUNT})(?:,\s|\s(?i:and(?:\sthen)?|then|with)\s)(?P<quote>[\"'`*]?)"
    rf"{MIXED_VALUE}"
)
_LOGIN_AS = re.compile(  # "log in w/ jo and Blue42"
    r"(?i:(?<![A-Za-z0-9])(?:log|sign)(?:ged)?[ -]?(?:in|on)\s(?:w/|with|as"
    r"|using)\s?)(?P<user>[A-Za-z][\w.@-]{1,30})"
    rf"(?i:,?\s(?:and|then|with)\s|,\s)(?P<quote>[\"'`*]?){MIXED_VALUE}"
)
_CREDS_THEN = re.compile(  # "creds for the feed are feeduser and then …"
    r"(?i:(?<![A-Za-z0-9])(?:creds|credentials|log[ -]?in)\s(?:[^\n:=]{0,40}\s)?(?:are|is)\s)"
    r"(?P<user>[A-Za-z][A-Za-z0-9._@-]{1,30})(?i:,?\s(?:and\s)?(?:then\s)?|,\s)"
    rf"(?P<quote>[\"'`*]?){MIXED_VALUE}"
)
_STRONG = r"(?P<value>(?=[^\s/]{0,60}[!#$%&*@^~._-])(?=[^\s/]{0,60}[0-9])[^\s\"'`/]{8,60})"
_SPACED = re.compile(  # "grafana: viewer / D4shboard!", behind no name at all
    rf"(?<![^\s\"'`*(])(?P<user>{ACCOUNT})[\"'`*]{{0,3}} / (?P<quote>[\"'`*]?){_STRONG}"
)
_AFTER_ITS = re.compile(  # "it's jo then Sun!set33", "try mine, jo and Sun!set33"
    r"(?i:(?<![A-Za-z0-9])(?:it'?s|put(?:\sin)?|use|enter|type|try|with|(?:mine|account|login),)\s)"
    rf"(?P<user>(?=[a-z]){ACCOUNT}),?\s(?:and(?:\sthen)?|then|with)\s(?P<quote>[\"'`*]?)"
    rf"(?=[A-Z0-9]\S{{1,40}}[!#$%&*@^~](?:\w|$|\s|[,.;)]))(?=\S{{0,40}}(?:\w[!#$%^&*~@]\w|\d\w{{0,8}}!)){_STRONG}"
)
_ANSWERED = re.compile(  # what was asked the line before: "the sftp login?" and "jo / Blue42"
    r"(?i:(?<![a-z])(?:log[ -]?ins?|sign[ -]?in|creds|credentials|accounts?|passwords?|pws?)"
    r"(?![a-z])[^\n]{0,90}\n\s?(?:it'?s\s|try\s|use\s)?)"
    rf"(?P<quote>[\"'`*]?)(?P<user>{ACCOUNT})[\"'`*]{{0,3}}(?:\s?[/|]\s?|:|,\s|\s(?i:and|then)\s)"
    rf"[\"'`*]{{0,3}}{MIXED_VALUE}(?=\s{{0,20}}\Z)"
)
_IN_CODE = re.compile(  # `auth = ("jo", "Blue42")`
    r"(?i:(?<![a-z])(?:auth|login|creds|credentials|basic_?auth)\s?(?:=|:)?\s?\(\s?)[\"']"
    rf"(?P<user>{ACCOUNT})[\"'],\s?(?P<quote>[\"'])(?P<value>[^\s\"']{{4,60}})(?=(?P=quote)\))"
)

_IN_CODE_GATE = r"(?i:(?:auth|login|creds|credentials)\s?[=:]?\s?\(\s?[\"'])"
_GETTING_IN = r"(?i:(?:log|sign)(?:ged)?[ -]?[io]n|account|user|cred)"
_SLASH = r"\s[/|]\s|(?i:admin|istrator|root|guest|operator|support|service)[/|]"
TOGETHER = PasswordForms(
    r"(?i:(?:user|name|id|un|in|\bu)\s?(?:[/&+|]|and)\s?(?:p|clave|contra|wpa|ftp))",
    (PasswordForm(_TOGETHER, 0.85, Looks.SIGNED),),
)
PAIRED = (
    PasswordForms(
        r"(?i:\bpass\s|\bp: ?|\bpass: ?)", (PasswordForm(_PASS_BEHIND, 0.8, Looks.SIGNED),)
    ),
    PasswordForms(
        _GETTING_IN, (PasswordForm(_PAIR, 0.8, Looks.SIGNED),), also=rf"{_GETTING_IN}[^\n]*[/|:]"
    ),
    PasswordForms(
        _SLASH,
        (PasswordForm(_SLASHED, 0.7, Looks.MIXED),),
        also=r"(?i:(?:in|on|accounts?|user|creds|un|id|credentials|page|portal|router|console|use"
        r"|try|with|as)\b[^\n]*[/|]\s?\S*\d)",
    ),
    PasswordForms(
        _GETTING_IN,
        (PasswordForm(_JOINED, 0.7, Looks.MIXED),),
        also=rf"{_GETTING_IN}[^\n]*(?i:[@_0-9]|admin|istrator|root|guest|operator|support|service)"
        r"\S*(?:,|\s(?i:and|then|with))\s[^\n]*\d",
    ),
    PasswordForms(
        r"(?i:(?:log|sign)(?:ged)?[ -]?(?:in|on)\s(?:w/|with|as|using)\s)",
        (PasswordForm(_LOGIN_AS, 0.7, Looks.MIXED),),
    ),
    PasswordForms(
        _GETTING_IN,
        (PasswordForm(_CREDS_THEN, 0.75, Looks.MIXED),),
        also=r"(?i:(?:cred|log)[^\n]*\s(?:are|is)\s[^\n]*(?:,|and|then)[^\n]*\d)",
    ),
    PasswordForms(
        " / ",
        (PasswordForm(_SPACED, 0.65, Looks.STRONG),),
        also=r" / [\"'`*]?\S*\d",
    ),
    PasswordForms(
        PECULIAR_GATE,
        (PasswordForm(_AFTER_ITS, 0.65, Looks.STRONG),),
        also=r"\s(?:and|then|with)\s[\"'`*]?[A-Z0-9]\S*[!#$%&*@^~]",
    ),
    PasswordForms(
        rf"{_GETTING_IN}|(?i:passwords?|\bpws?\b)",
        (PasswordForm(_ANSWERED, 0.7, Looks.MIXED),),
        also=rf"(?:{_GETTING_IN}|(?i:password|pw))[^\n]*\n[^\n]*\d",
    ),
    PasswordForms(
        _IN_CODE_GATE,
        (PasswordForm(_IN_CODE, 0.75, Looks.SIGNED),),
    ),
)
