"""Passwords are found where they are called one, talk about passwords is not."""

import pytest

from bot.detection.detectors.password import detect
from tests.marking import marked

# ⟦…⟧ encloses what must be found, so a text without marks must stay quiet.
TEXTS = {
    "after a colon": "password: ⟦Winter2024!⟧",
    "after a colon, a plain word": "pw: ⟦swordfish⟧",
    "after an equals sign": "PWD=⟦s3cr3tpw⟧ please",
    "after is": "the password is ⟦Winter2024!⟧",
    "after is, ending a sentence": "My password is ⟦hunter2⟧.",
    "after is, quoted": 'password is "⟦swordfish⟧" ok',
    "of something": "password for the vpn is ⟦Tr0ub4dor&3⟧",
    "of a device": "wifi password: ⟦bluefish88⟧",
    "changed to one": "changed the password to ⟦Spring#25⟧",
    "in a pair": "login is jsmith / ⟦Winter2024!⟧",
    "in credentials": "creds: admin:⟦P@ssw0rd99⟧",
    "on a command line": "mysql --password=⟦s3cr3tpw⟧",
    "with curl": "curl -u jo:⟦s3cr3tpw⟧ https://x.io",
    "a PIN": "door pin is ⟦4821⟧",
    "without a link": "username jdoe password ⟦Winter2024!⟧",
    "in JSON": '{"password": "⟦s3cr3tpw⟧"}',
    "asked and answered": "password?\n⟦Winter2024!⟧",
    "in code marks": "password: `⟦Winter2024!⟧`",
    "after a colon, a plain word with a sentence's mark": "pw: ⟦swordfish⟧!",
    "quoted, of two words": 'pass = "⟦correct horse⟧" ok',
    "in code marks, before more": "password is `⟦Winter2024!⟧`.",
    "a host and its port": "login with registry:5000",
    "after its own is": "the password's ⟦Blue$kies77⟧",
    "of a pass": "root pass is ⟦Blue77skies⟧",
    "after a comma": "it's the same password, ⟦Blue77skies⟧",
    "asked and answered at once": "sudo pw? its ⟦Blue77skies⟧",
    "a code of an alarm": "the alarm code is ⟦7741⟧",
    "a code of an error": "the error code is 7741",
    "a date after a comma": "change the password, 2024-10-01",
    "asked in full and answered": "what's the password for staging?\n⟦Winter2024!⟧",
    "on the line below": "password:\n⟦Winter2024!⟧",
    "asked, and a name answered": "who changed the password?\nMaria",
    "asked, and a time answered": "when did the password change?\n10:30am",
    "asked, and a sentence answered": "is the password new?\nsince v2024 yes",
    "after a colon, a plain word among others": "password: contact the service desk",
    "after a dash, a plain word": "password - contact",
    "a reset": "password reset is broken",
    "forgotten": "I forgot my password again",
    "a policy": "password policy: 90 days",
    "an adjective after a colon": "password: incorrect",
    "an adjective": "the password is expired",
    "a placeholder": "password: <password>",
    "stars": "password: ********",
    "a variable": "password=$DB_PASSWORD",
    "code": "password = os.environ['DB_PASSWORD']",
    "a call": "password=get_secret(name)",
    "a bad example": "password: password123 is a bad one",
    "a measure": "password is 1200 days old",
    "too short": "password: abc",
    "a link": "reset password: https://corp.io/reset/1a2b",
    "a bypass": "bypass: enabled99",
    "a boarding pass": "the hall pass is 2024-01",
    "a card of a year": "pin is great",
    "any plain word after is, nothing behind it": "my password is ⟦swordfish⟧",
    "a plain word after is, more behind it": "my password is swordfish flavoured",
    "how it is": "my password is outdated",
    "before its name": "⟦Sparrow#12⟧ is the new pw",
    "as the password": "try ⟦Qwerty!2024⟧ as the password",
    "before the name of a product": "Bitwarden2 is our password manager",
    "in an XML tag": "<password>⟦kJ3nd82x⟧</password>",
    "pass behind a slash": "user svc_backup / pass ⟦Tr4in-Stop⟧",
    "a boarding pass and its gate": "boarding pass / gate12a",
    "the pass is": "the pass is ⟦october19⟧",
    "the pass is valid": "the pass is valid",
    "the variable of Postgres": "PGPASSWORD=⟦kJ3nd82x⟧ psql",
    "voicemail pin at once": "voicemail pin ⟦4471⟧",
    "a pin pad": "voicemail pin reset",
    "quoted, a star at its end": '"password": "⟦Sn0wDay*⟧"',
    "mysql's option": "mysql -u root -p⟦R00tMe99⟧ payroll",
    "mysql's option without a value": "mysql -u root -p payroll",
    "u and p": "u: frontdesk p: ⟦Lobby4455⟧",
    "u and p, talk": "u: free at 3? p: maybe",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_exactly_the_marked_values_are_found(text):
    part, expected = marked(text)

    found = {(finding.start, finding.end) for finding in detect(part)}

    assert found == set(expected)
