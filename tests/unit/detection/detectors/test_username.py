"""User names are found where they are called one."""

import pytest

from bot.detection.detectors.username import detect
from tests.marking import marked

# ⟦…⟧ encloses what must be found, so a text without marks must stay quiet.
TEXTS = {
    "after a colon": "username: ⟦jdoe⟧",
    "after an equals sign": "user_id=⟦jdoe7⟧ please",
    "after is, like an account": "the login is ⟦jdoe_adm⟧",
    "after is, before a password": "login is ⟦jsmith⟧ / Winter2024!",
    "of something": "username for the portal: ⟦jdoe⟧",
    "without a link, like an account": "userid ⟦jroe99⟧",
    "before a password, without a link": "log in as ⟦jroe⟧ with pw Blue$kies77",
    "without a link, any word": "userid jroe",
    "a screen": "back at the login screen with CTRL-ALT-F7",
    "a last login": "last login: Tue",
    "after is, an ordinary word": "the username is wrong",
    "after is, any word": "the username is jsmith",
    "a placeholder": "username: your_username",
    "an ordinary word": "username: required",
    "a label": "add a username field",
    "un and pw": "un ⟦mlopez⟧ pw Tulip!92",
    "login and password, no marks": "login ⟦bsmith⟧ password Coffee#1",
    "user and pass behind a slash": "user ⟦svc_backup⟧ / pass Tr4in-Stop",
    "named twice": "user: ⟦jdoe42⟧ pw: Blue$ky77",
    "a page of the login": "login page / step2",
    "a sentence behind user": "user: please restart",
    "an unknown word begins the sentence": "user: kindly restart it",
    "logon id": "logon id ⟦x4471k⟧",
    "a domain's account": "ad account ⟦CORP\\tlee⟧ locked",
    "a field of JSON": '"username": "⟦r.hale⟧"',
    "first and last name": "username: ⟦john.smith⟧",
    "code that fetches it": "username: config.login",
    "a variable with a prefix": "DB_USER=⟦etl_rw⟧",
    "a variable's use": "echo $DB_USER=x1",
    "login creds": "login creds: ⟦tmoss⟧ / Pa$$w0rd1",
    "before a password without a comma": "username is ⟦jdoe⟧ password is Blue$ky77",
    "before talk of passwords": "username is jdoe passwords aside",
    "login's": "my login's ⟦kpatel3⟧",
    "login's, talk": "my login's broken",
    "before a slash and a password": "use ⟦admin_kc⟧ / Tr0ut!pond",
    "before a slash and a word": "use admin_kc / pond",
    "before a slash and a folder": "use node_modules / react16",
    "any word before a slash": "try lunch / Tr0ut!pond",
    "in a command": "curl -u ⟦deploy⟧:9fjQ2kLm https://ci.corp.net",
    "in a command, its variable": "curl -u $USER:9fjQ2kLm https://ci.corp.net",
    "in a command, no password": "curl -u deploy https://ci.corp.net",
    "a ticket behind a login": "login issue / ticket448",
    "an article of the UN": "un charter / article7",
    "a link behind the UN": "talks at the UN http://t.co/63uYQKx4J2",
    "and": "I forgot my login and password!!",
    "the end of a sentence before a colon": "cannot login to app.I'm using:WebDriver",
    "a call that fetches it": "username = el.findElements(By.id)",
    "an index that fetches it": 'username: row["login"]',
    "in capitals": "USERNAME: ⟦JDOE⟧",
    "with a domain": "username: ⟦jdoe@corp⟧",
    "with a dash": "user: ⟦svc-backup⟧ pw: Tulip!92",
    "uid": "uid=⟦jroe77⟧ locked",
    "windows account": "windows account ⟦CORP\\jroe⟧",
    "user of an environment": "SMTP_USER=⟦alerts⟧",
    "user of a placeholder": "SMTP_USER=<user>",
    "user of a variable": "SMTP_USER=$USER",
    "user of many": "users: 4471 active",
    "a user's state": "user: disabled",
    "a user's guide": "user guide / chapter3",
    "a login's fault": "login failed 5 times",
    "two on two lines": "username: ⟦kim⟧\npassword: x\nusername: ⟦lee⟧",
    "u and p": "u: ⟦frontdesk⟧ p: Lobby4455",
    "un and pw in capitals": "UN: ⟦jdoe42⟧ PW: Blue$ky77",
    "login is, then a password": "login is ⟦kim⟧ and password is Blue$ky77",
    "login is, nothing": "login is slow and annoying",
    "a screen name": "screen name ⟦blue_kim7⟧",
    "a login's address": "login: https://portal.corp.net",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_exactly_the_marked_values_are_found(text):
    part, expected = marked(text)

    found = {(finding.start, finding.end) for finding in detect(part)}

    assert found == set(expected)
