"""Passwords in commands, queries and settings: `--password=…`, `identified by '…'`, `<pwd>…`."""

from __future__ import annotations

import re

from bot.detection.passwords.form import Looks, PasswordForm, PasswordForms

_VALUE = r"(?P<quote>[\"'`]?)(?P<value>[^\s\"'`]{4,80})"
_OPTION = re.compile(
    r"(?:--?(?:pass(?:word|phrase|wd)?|pwd|storepass|keypass|srcstorepass|deststorepass)[ =]"
    r"|sshpass -p ?|-pass(?:in|out) pass:|mysql(?:dump|admin)?(?: [^\n]{0,80}?)? -p"
    r"|(?:curl|wget|http) [^\n]{0,120}?(?:-u|--user|-a) ?[\"']?[^\s:]{1,60}:"
    r"|redis-cli [^\n]{0,60}?-a |(?:docker|podman|helm|az"
    r"|skopeo) (?:[a-z]{1,12} )?login [^\n]{0,80}?-p |(?:plink|pscp|psftp) [^\n]{0,60}?-pw "
    r"|(?:sqlcmd|bcp|isql) [^\n]{0,80}?-P ?|(?:ldapsearch|ldapmodify|ldapadd) [^\n]{0,120}?-w "
    r"|psexec(?:\.exe)? [^\n]{0,80}?-p |mongo(?:sh|dump|restore|export)? [^\n]{0,80}?-p "
    r"|smbclient [^\n]{0,80}?-U [^\s%]{1,40}%|net use [^\n]{0,80}?/user:\S{1,60} "
    r"|net user \S{1,40} |htpasswd -[a-zA-Z]{0,3}b[a-zA-Z]{0,3} \S{1,60} \S{1,60} "
    r"|from-literal=[\"']?[A-Za-z0-9_.-]{0,30}(?i:pass(?:word|wd)?|pwd)=)"
    r"(?![\d:]+(?:\s|$))" + _VALUE  # "-p 27017:27017" is a port
)
_PIPED = re.compile(
    r"echo (?:-n )?[\"']?(?:[a-z][a-z0-9_-]{1,30}:)?(?P<quote>)(?P<value>[^\s\"'|]{4,60})[\"']?"
    r" ?\| ?(?:sudo )?(?:sudo -S|chpasswd|passwd --stdin|docker login)"
)
_QUERY = re.compile(
    r"(?i:identified by |(?:with|encrypted|login|role|user"
    r"|set)\s(?:[^\n;]{0,60}?\s)?password\s?=?\s?"
    r"|password\()(?P<quote>['\"])(?P<value>[^\s'\"]{4,60})(?=['\"])"
)
_TAG = re.compile(
    r"(?i:<[a-z:_-]{0,20}(?:password|passwd|pwd)>)(?P<quote>)(?P<value>[^\s<>]{4,80})(?=</)"
)
_ATTRIBUTE = re.compile(
    r"(?i:<add\s[^<>\n]{0,60}(?:password|pwd)[\"']\s{0,3}value=)(?P<quote>[\"'])"
    r"(?P<value>[^\"'\n]{4,80})(?=[\"'])"
)
_SECURE_STRING = re.compile(
    r"(?i:convertto-securestring\s(?:-string\s)?)(?P<quote>[\"'])(?P<value>[^\"'\n]{4,60})(?=[\"'])"
)

COMMANDS = (
    PasswordForms(
        r"--?pass|--?pwd|-(?:src|dest)?storepass|-keypass|sshpass|mysql|curl |wget |http "
        r"|redis-cli |(?:docker|podman|helm|az|skopeo) [a-z]*\s?login|plink |pscp |psftp |sqlcmd "
        r"|bcp |isql |psexec"
        r"|ldap(?:search|modify|add) |mongo|smbclient |net use|htpasswd|from-literal",
        (PasswordForm(_OPTION, 0.9, Looks.WORD),),
        also=r"--?pass|--?pwd|-(?:src|dest)?storepass|-keypass|sshpass|(?:mysql|mongo)[^\n]* -p"
        r"|(?:curl|wget|http) [^\n]*-(?:u|-user|a)|redis-cli |login |plink |pscp |psftp |sqlcmd "
        r"|bcp "
        r"|isql |ldap(?:search|modify|add) |psexec|smbclient |net use|htpasswd|from-literal",
    ),
    PasswordForms(
        r"(?i:(?:password|passwd|pwd)(?:>|[\"']\s{0,3}value=))",
        (PasswordForm(_TAG, 0.9, Looks.WORD), PasswordForm(_ATTRIBUTE, 0.9, Looks.WORD)),
    ),
    PasswordForms(
        r"(?i:identified by|password\s?=?\s?['\"]|password\(|securestring)",
        (PasswordForm(_QUERY, 0.85, Looks.WORD), PasswordForm(_SECURE_STRING, 0.85, Looks.WORD)),
    ),
    PasswordForms(r"\| ?(?:sudo|chpasswd|passwd|docker)", (PasswordForm(_PIPED, 0.8, Looks.WORD),)),
)
