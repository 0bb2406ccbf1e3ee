"""Passwords that are named where they stand: "password: …", "pw is …", "login is jo / …"."""

from __future__ import annotations

import re

from bot.detection.passwords.form import (
    LINK,
    MIXED_VALUE,
    NAME,
    NAME_GATE,
    NAME_STARTS,
    QUOTE,
    SHORT_GATE,
    SHORT_NAME,
    SHORT_STARTS,
    WHOSE,
    Looks,
    PasswordForm,
    PasswordForms,
)

_MARKED = re.compile(
    rf"(?i:{SHORT_NAME})[\"']?(?i:{WHOSE})(?:[ \t]{{0,3}}{LINK}[ \t]{{0,2}}|\s?-\s"
    rf"|\? ?(?i:it'?s) |[?][\"']? ?{LINK} ?){QUOTE}(?P<value>\S{{4,80}})"
)
_QUOTED = re.compile(
    rf"(?i:{SHORT_NAME})[\"']?(?i:{WHOSE})\s{{0,2}}(?:(?:{LINK}|is|es)\s{{0,2}})"
    r"(?P<quote>[\"'`])(?P<value>[^\"'`\n]{4,60})(?P=quote)"
)
_QUOTED_AT_ONCE = re.compile(  # `password "blue lagoon 7"`, `what's the pw?" "Blue77"`
    rf"(?i:{NAME})(?:|[^\n?\"]{{0,50}}(?:\?[\"']?|[\"']))\s"
    r"(?P<quote>[\"'`])(?P<value>[^\"'`\n]{4,40})(?P=quote)(?=\s*(?:$|[.,;!)\n]))",
    re.MULTILINE,
)
_SAID = re.compile(
    rf"(?i:{NAME}{WHOSE}\s(?:is|was|are|es|ist|lautet|est)(?:\s(?:now|still|currently|just|simply|again"
    r"|literally|actually|always))?|"
    rf"{NAME}(?:\s(?:for|on|to|of)(?:\s\w{{1,20}}){{1,4}})?\s(?:has been |was |is |got )?(?:now )?"
    r"(?:changed|set|reset|updated|rotated)(?:\s\w{2,12}){0,2}? to"
    rf"|{NAME},\s[^\n,]{{1,40}},\s(?:is|was)|{NAME}[^\n,]{{0,20}}\s(?:is|as)\s(?:the\s)?(?:usual"
    rf"|same|normal)[^\n,]{{0,40}},)[\s:]\s?{QUOTE}(?P<value>\S{{4,80}})"
)
_CHANGED = re.compile(  # "changed the password for the portal to Blue42"
    r"(?i:(?:changed?|set|reset|updated?)\s(?:\w{1,30}\s){0,3}?"
    rf"{NAME}{WHOSE}\s(?:to|as))[\s:]\s?{QUOTE}(?P<value>\S{{4,80}})"
)
_PLAIN = re.compile(  # nothing but "my password is swordfish"
    rf"(?i:{NAME}{WHOSE}\s(?:is|es)\s)(?P<quote>)(?P<value>[A-Za-z]{{5,20}})"
    r"(?=[.!]?\s*$|,?\s(?i:and|y)\s(?i:(?:my|the|his|her|your|ur|el|la)\s)?"
    r"(?i:user|login|pin|email|account|usuario)|,?\s(?i:all|in|no)\s(?i:lower|upper|caps|spaces))",
    re.MULTILINE,
)
_BARE = re.compile(  # "pw Blue42", not the next line of a table
    rf"(?i:{NAME}(?:'s(?:\s(?:still|now|just))?|,)?)\s(?P<quote>[\"'`*]?)"
    r"(?P<value>(?=[^\s=/:,|]{0,60}[0-9])(?=[^\s=/:,|]{0,60}[A-Za-z])[^\s=/:,|]{6,60})(?![=/:|])"
)
_ANSWERED = re.compile(  # a question, then nothing but what looks like a password
    rf"(?i:{NAME})[^\n?]{{0,40}}(?:[?:]|(?i:below|line|next|follows)[.:]?)\s?\n\s?(?i:it'?s\s)?(?P<quote>[\"'`*]?){MIXED_VALUE}"
    rf"(?=\s{{0,20}}\Z)"
)
_BEFORE = re.compile(  # "Blue#42 is the new password"
    r"(?:(?<!\S)|(?<=[\"'`*]))(?P<quote>)(?P<value>(?=[^\s:/]{0,40}[0-9])(?=[^\s:/]{0,40}[A-Za-z])"
    r"[^\s\"'`*:/,;()]{6,40})[\"'`*]{0,2}\s(?i:(?:is|as|for|(?:should\s"
    r"|will\s)?(?:still\s)?works?\s(?:as|for))\s(?:the|my|our|his|her|your|ur)\s"
    rf"(?:[a-z-]{{1,15}}\s){{0,2}}?{NAME}"
    r"(?=\s*(?:$|[.,!;:)\n])|\s(?:for|on|to|now|if|and|btw|fyi|pls|please|in|of)(?![a-z])))"
)
_ASKED = re.compile(  # "the pw for the db? -> Blue42"
    rf"(?i:{NAME})[^\n?]{{1,50}}\?[\"']? ?{LINK} ?{QUOTE}(?P<value>\S{{4,60}})"
)
_LATER = re.compile(  # "forgot the password so I changed it to Blue42"
    rf"(?i:{NAME}|(?<![A-Za-z0-9])default)[^\n]{{0,80}}?(?i:\s(?:changed?|set|reset|switch(?:ed)?"
    rf"|updated?|made)\s"
    r"(?:it|them|mine|that|this|yours)\s(?:back\s)?(?:to|as)|[.,;!?)-]\s(?:so\s)?(?:it'?s|it is|"
    r"that'?s|try|use|enter|type|i use)(?:\s(?:now|still|just))?|,\sso|\s(?:is|are)\snow"
    r"|\ssame\s[^\n,]{1,30}\sone,)\s"
    rf"(?P<quote>[\"'`*]?){MIXED_VALUE}"
)
_BRACKETED = re.compile(  # "she gave me her password (Blue42)"
    rf"(?i:{NAME})[^\n(?]{{0,40}}\((?P<quote>)(?P<value>[^\s()]{{6,40}})\)"
)
_NUMBER = re.compile(  # "the password is the badge number 00412233"
    rf"(?i:{NAME}\sis\sthe\s[^\n.,:]{{3,40}}?\s)(?P<quote>)(?P<value>\d{{6,12}})(?![A-Za-z0-9])"
)
_MOVED = re.compile(  # both of "the password went from Blue-42 to Blue-43"
    rf"(?i:{NAME})[^\n.]{{0,40}}?\sfrom\s\S{{4,40}}\sto\s(?P<quote>)(?P<value>\S{{4,40}})"
)
_MOVED_FROM = re.compile(
    rf"(?i:{NAME})[^\n.]{{0,40}}?\sfrom\s(?P<quote>)(?P<value>\S{{4,40}})(?=\sto\s)"
)
_OUTLIVED = re.compile(  # "the pass expired, we're at Blue-42 now"
    r"(?i:(?<![A-Za-z0-9])p[a@]ss(?:word|wd|code)?s?|pwd?)(?i:\s(?:has\s)?(?:just\s)?"
    r"(?:expired|rotated|changed|reset)[^\n]{0,12}?\s(?:we're|it'?s|now)\s(?:(?:at|on|now)\s)?)"
    rf"(?P<quote>[\"'`*]?){MIXED_VALUE}"
)
_PASS = re.compile(
    r"(?i:(?<![A-Za-z0-9])(?:root|admin|db|wifi|wi-fi|my|new|temp|prod|user|guest|server|vpn|ssh"
    r"|sudo|the)\spass(?:\sis)?\s)(?P<quote>[\"'`*]?)(?P<value>\S{4,80})"
)
_PASS_FOR = re.compile(  # "p@ss for the cameras is …"
    r"(?i:(?<![A-Za-z0-9])p[a@][s$]{2}\s(?:for|to|on|of)\s[^:=\n?.\"]{1,40}?\s(?:is|was)\s)"
    rf"{QUOTE}(?P<value>\S{{4,80}})"
)
_SAME_NAME = re.compile(  # "admin admin123"
    r"(?i:(?<![A-Za-z0-9])(?P<name>admin|root|guest|oper|support|sysadmin)(?:\s?[/:]\s?|\s))"
    r"(?P<quote>)(?P<value>(?i:(?P=name))\d{1,4}[!@#$]?)(?![A-Za-z0-9])"
)
_USUAL_NAME = re.compile(  # "root:Blue42"
    r"(?<![\w/.:@-])(?i:admin(?:istrator)?|root|sa)[:/](?P<quote>)"
    r"(?P<value>(?=[^\s/:]{0,40}[A-Z!#$%&*])(?=[^\s/:]{0,40}[0-9])[^\s/:,;]{6,40})(?![/:])"
)

NAMED = PasswordForms(
    rf"{NAME_GATE}|(?i:\bdefault\b)",
    (
        PasswordForm(_SAID, 0.9, Looks.SIGNED),
        PasswordForm(_QUOTED_AT_ONCE, 0.8, Looks.SIGNED),
        PasswordForm(_ANSWERED, 0.8, Looks.SIGNED),
        PasswordForm(_BARE, 0.7, Looks.SIGNED),
        PasswordForm(_ASKED, 0.85, Looks.SIGNED),
        PasswordForm(_NUMBER, 0.65, Looks.CODE),
        PasswordForm(_LATER, 0.75, Looks.MIXED),
        PasswordForm(_BRACKETED, 0.75, Looks.MIXED),
        PasswordForm(_MOVED, 0.7, Looks.MIXED),
        PasswordForm(_MOVED_FROM, 0.7, Looks.MIXED),
        PasswordForm(_PLAIN, 0.6, Looks.LAST_WORD),
    ),
    rf"{NAME_STARTS}|(?i:default)",
)
SHORTLY_NAMED = PasswordForms(
    SHORT_GATE,
    (
        PasswordForm(_QUOTED, 0.9, Looks.WORD),
        PasswordForm(_MARKED, 0.9, Looks.WORD),
        PasswordForm(_PASS_FOR, 0.8, Looks.SIGNED),
        PasswordForm(_OUTLIVED, 0.7, Looks.MIXED),
    ),
    SHORT_STARTS,
)
NAMED_LAST = (  # what stands before the name is worth a look only where all of it may be
    PasswordForms(
        NAME_GATE,
        (PasswordForm(_CHANGED, 0.9, Looks.SIGNED),),
        also=rf"(?i:(?:chang|set|updat)[^\n]*)(?:{NAME_GATE})",
    ),
    PasswordForms(
        NAME_GATE,
        (PasswordForm(_BEFORE, 0.85, Looks.SIGNED),),
        also=r"[0-9][^\n]*\s(?i:(?:is|as|for)\s(?:the|my|our|his|her|your|ur)\s)[^\n]*"
        rf"(?:{NAME_GATE})",
    ),
    PasswordForms(SHORT_GATE, (PasswordForm(_PASS, 0.8, Looks.SIGNED),), also=r"(?i:\spass\s)"),
)
DEFAULTS = PasswordForms(
    r"(?i:(?:admin|root|guest|oper|support)(?:\s?[/:]\s?|\s)(?:admin|root|guest|oper|support|sys))"
    r"|(?i:(?:admin|istrator|root|\bsa)[:/])",
    (PasswordForm(_SAME_NAME, 0.7, Looks.CODE), PasswordForm(_USUAL_NAME, 0.65, Looks.MIXED)),
    also=r"(?i:(?:admin|istrator|root|guest|oper|support|sa)(?:\s?[/:]\s?|\s)\S*\d)",
)
