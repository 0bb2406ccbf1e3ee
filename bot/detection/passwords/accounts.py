"""How user names are called, and what behind one says that it is one: its password."""

from __future__ import annotations

import re

from bot.detection.passwords.form import ACCOUNT, LINK, SHORT_NAME
from bot.detection.passwords.looks import (
    has_a_sign,
    is_describing,
    is_mixed,
    is_peculiar,
    is_strong,
    unwrapped,
)
from bot.detection.passwords.matching import is_said
from bot.detection.passwords.unlikely_accounts import ORDINARY, SHARED
from bot.detection.placeholders import is_placeholder

# After these and a colon any word counts; after the others only what a password follows.
_SURE = (
    r"log[ -]?in (?:creds|credentials|info)(?=\s?:)|user[ _-]?(?:name|id)|us(?:e|r)?name|userid"
    r"|login(?:[ _-]?(?:name|id))?|logon|log[ -]in|log[oi]n[ _-]id|(?:ad|windows|domain) account"
    r"(?: name)?|screen ?name|uid|user(?=[\"'*]{0,2}\s?(?:[:=→]|->))|creds|credentials"
)
_UNSURE = (
    r"(?:domain\\)?user|usr|un(?=[ :])|u(?=:)|(?:user ?|log ?)(?:name|in)s|acc(?:oun)?ts?(?: name)?"
    r"|(?:id|dn)(?=[ :=])|(?:log|sign)(?:ged|ed)?[ -]?(?:in|on)(?:to)?|admin(?:istrator)?"
    r"|(?:use|try)(?=\s\S{2,42} / )"
)
_NAME = (
    rf"(?i:(?<![A-Za-z0-9/$_])(?<!last )(?:(?:[a-z]{{1,15}}_)?(?P<sure>{_SURE})"
    rf"|(?:[a-z]{{1,15}}_)?(?:{_UNSURE}))(?![A-Za-z0-9]))"
)
STARTS = (
    r"(?i:\b(?:[a-z]{1,15}_)?(?:log ?-?in|logon|log ?-?on|log[oi]n_id|user|usr|usename|un\b|u\b"
    r"|(?:ad|windows|domain) account|acc(?:oun)?ts?\b|screen ?name|uid|creds|credentials|id\b|dn\b"
    r"|(?:logged|sign|signed)[ -]?(?:in|on)|admin|use\b|try\b|domain\\user))"
)
_WHOSE = (
    r"(?i:\s(?:for|to|on|of|info|the)\s[^:=\n.?!]{1,40}?(?=\s?(?:[:=→]|->)\s|\s(?:is|as|with)\s))?"
)
_THEN = r"(?P<then>[^\n]{0,24})"
LABELLED = re.compile(
    rf"{_NAME}[\"'*]{{0,2}}{_WHOSE}"
    rf"(?P<link>\s?(?:{LINK})|>(?=[^\s<>]{{2,40}}</)|\s-\s|'s\s|(?i:\sas\sme)?,\s|"
    r"(?i:\s(?:(?:is|was|as|with|called|still)[\s:]\s?){0,2}))"
    rf"[\"'`*]{{0,2}}\s?[\"'`*(]{{0,2}}(?P<value>{ACCOUNT}){_THEN}"
)
CALLED = re.compile(  # "use jo as the username and …"
    rf"(?i:(?:use|type|enter|put|with)\s)[\"'`*]?(?P<value>{ACCOUNT})[\"'`*]?(?i:\s(?:as|for|in)\s"
    r"(?:the |your |a )?(?:user ?name|user ?id|login(?: name)?|user|un))"
    r"(?:,\s|,?\s(?i:and|with|then)\s)[\"'`*]?(?=\S{0,40}[0-9!@#$%])\S{6,40}\s(?i:as|for)\s"
)
OF_A_PASSWORD = re.compile(  # "the password for svc_mail is …"
    rf"(?i:{SHORT_NAME}\s(?:for|of|on)\s(?:the\s)?(?P<named>(?:user|account|acct|login)\s)?)"
    rf"[\"'`*]?(?P<value>{ACCOUNT})[\"'`*]?(?i:\s?{LINK}\s?|\s(?:is|was)\s(?:now\s|still\s)?)"
    r"[\"'`*]?(?P<behind>\S{4,60})"
)
OF_A_CHANGE = re.compile(  # "reset j_roe's password to …"
    rf"(?i:(?:reset|changed?|set)\s)(?P<named>)(?P<value>{ACCOUNT})'s?\s(?i:{SHORT_NAME}\s(?:to|is)\s)"
    r"(?P<behind>\S{4,60})"
)
_AT_A_HOST = ACCOUNT.replace("@", "")
_SPELLED_OUT = re.compile(
    r"(?:mysql\w*|wget|sqlcmd|(?:docker|podman|helm|az|skopeo)(?: [a-z]{1,12})? login"
    r"|plink|pscp|psftp) (?:[^\n]{0,80}? )?(?:-u|-U|--user(?:name)?)[ =]?[\"']?"
    rf"(?P<value>{ACCOUNT})[\"']?"
    r" (?:[^\n]{0,60}? )?(?:-p|-P|-pw|--pass(?:word)?)[ =]?[\"']?(?P<behind>[^\s\"'$<-]{4,60})"
)
_WITH_A_COLON = re.compile(
    rf"(?:curl|wget|http) [^\n]{{0,120}}?(?:-u|--user|-a)[ =]?[\"']?(?P<value>{ACCOUNT})"
    r":(?P<behind>[^\s\"'$<{]{4,60})"
)
_SHARES = re.compile(
    rf"(?:smbclient [^\n]{{0,80}}?-U ?[\"']?|net use [^\n]{{0,80}}?/user:)(?P<value>{ACCOUNT})"
    r"[% ](?P<behind>[^\s\"'$<*/]{4,60})"
)
_SSHPASS = re.compile(
    r"sshpass -p ?[\"']?(?P<behind>[^\s\"'$<]{4,60})[\"']? ssh (?:[^\n]{0,60}? )?"
    rf"(?P<value>{_AT_A_HOST})(?=@)"
)
_SSH = re.compile(
    rf"ssh (?P<value>{_AT_A_HOST})@[\w.-]{{2,60}} (?:w/|with|then|pw|pass(?:word)?:?) [\"'`]?"
    r"(?P<behind>[^\s\"'`$<]{6,60})"
)
COMMANDS = (_SPELLED_OUT, _WITH_A_COLON, _SHARES, _SSHPASS, _SSH)
ASKED = re.compile(  # what was asked the line before: "what's the username?" and "jo_roe"
    r"(?i:(?<![a-z])(?:user ?name|user ?id|login (?:name|id))(?![a-z])"
    r"(?![^\n]{0,60}p(?:ass|w))[^\n]{0,60}\n\s?(?:it'?s\s)?)"
    rf"[\"'`*]?(?P<value>{ACCOUNT})(?=[\"'`*]?[.!]?\s{{0,20}}\Z)"
)

_PASSWORD = (
    rf"[\"'`*]{{0,2}}(?i:(?:[a-z]{{1,12}}[ _.])?(?:{SHORT_NAME}|passw?r?d|p|word)"
    r"(?![A-Za-z0-9(]))[\"'`*]{0,2}"
)
_JOINED = (
    r"[\"'`*)\]]{0,3}(?:[.,;]?\s{0,3}(?:(?:[/|&+→-]|->|(?i:and|n|with|w/?|then|has|&))\s{1,2})?)"
    r"(?i:(?:the|his|her|its|my|your|ur|initial|temp|new)\s){0,2}"
)
_NAMED_BEHIND = re.compile(
    rf"{_JOINED}{_PASSWORD}(?P<link>\s?(?:{LINK})|\s-(?=\s)|'s(?=\s)|\s(?i:is|was)(?=\s)"
    r"|,(?:\s[^\n,:]{1,25},)?|[^\n]{0,30}(?=\n)|)\s{1,2}[\"'`*]{0,2}(?P<behind>\S{4,60})"
    rf"|{_JOINED}{_PASSWORD}\s?(?:{LINK})[\"'`*]{{0,2}}(?P<close>\S{{4,60}})"
)
_PAIRED_BEHIND = re.compile(
    r"[\"'`*]{0,3}(?P<by>\s?(?:[/|&]|→|->)\s?|:|[,;]\s|,?\s(?i:and(?:\s(?:then|(?:it )?opens"
    r" with))?|then|with|w/)\s)[\"'`*]{0,2}(?P<behind>\S{6,60})"
)
_SURE_LINK = re.compile(r"\s?(?:[:=]|->|=>|→|➡|⇒)|'s|\s(?i:is|was)(?!\S)")
_ACCOUNT_LIKE = re.compile(r".*[0-9._\\]|[a-z]+[A-Z]")
_WITH_A_PASSWORD = re.compile(
    r"(?i:svc[-_].*|.*[_\\].*|[a-z]{1,20}\.(?!com$|net$|org$|gov$|edu$|io$|us$|zip$|pdf$|xlsx?$|docx?$"
    r"|local$|corp$|csv$|txt$|lan$|internal$|dev$|app$|js$|py$)[a-z]{1,20})"
)
_FIRST_AND_LAST = re.compile(
    r"(?!config|settings|self|this|env|os|args|process|options|request|user|cfg|conf|auth|secrets|var)"
    r"[a-z]{1,20}\.[a-z]{2,20}",
    re.IGNORECASE,
)


def is_account(value: str, *, shared: bool) -> bool:
    """Whether it can be a user name; `shared` allows the names that everybody has."""
    lower = value.lower()
    if lower in ORDINARY or (not shared and lower in SHARED):
        return False
    # "jo.doe" has the form of code that fetches a name; only what code is rooted in makes it that.
    return not is_placeholder(value) or _FIRST_AND_LAST.fullmatch(value) is not None


def is_account_like(value: str) -> bool:
    """Whether a digit, a dot, an underscore make it more than a word."""
    return _ACCOUNT_LIKE.match(value) is not None


def has_the_form(value: str) -> bool:
    """Whether it is formed as accounts are and hosts, files and people are not: "svc_mail"."""
    return _WITH_A_PASSWORD.fullmatch(value) is not None


def is_a_password(behind: str) -> bool:
    """Whether what is named as a password looks like one."""
    value = unwrapped(behind, "")
    return is_said(value) and has_a_sign(value)


def is_followed(text: str, end: int, link: str) -> bool:
    """Whether behind a user name, which its link ties to its label, stands its password."""
    linked = _SURE_LINK.match(link) is not None
    if (named := _NAMED_BEHIND.match(text, end)) is not None and _is_named(named, linked=linked):
        return True
    paired = _PAIRED_BEHIND.match(text, end)
    if paired is None:
        return False
    value = unwrapped(paired["behind"], "")
    if not is_said(value):
        return False
    if is_peculiar(value) or is_strong(value):
        return True
    return is_mixed(value) and (linked or link.strip() != "" or "/" in paired["by"])


def _is_named(named: re.Match[str], *, linked: bool) -> bool:
    value = unwrapped(named["behind"] or named["close"], "")
    if not is_said(value):
        return False
    if has_a_sign(value):
        return True
    said = named["close"] is not None or named["link"].strip() in {"is", "was", ":", "=", "->", "→"}
    return said and linked and not is_describing(value)
