"""Private keys are found, talk about them is not."""

import pytest

from bot.detection.detectors.private_key import detect
from tests.marking import marked

# ⟦…⟧ encloses what must be found, so a text without marks must stay quiet.
TEXTS = {
    "PEM": "⟦-----BEGIN RSA PRIVATE KEY-----\n"
    "MIIEpAIBAAKCAQEA7bq1\n"
    "-----END RSA PRIVATE KEY-----⟧ ok",
    "PEM, cut off": "⟦-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQ⟧",
    "PEM, on one line": "⟦-----BEGIN EC PRIVATE KEY-----\\n"
    "MHcCAQEEIIrYSSNQFaA2Hwf1\\n"
    "-----END EC PRIVATE KEY-----⟧",
    "PEM, encrypted": "⟦-----BEGIN RSA PRIVATE KEY-----\n"
    "Proc-Type: 4,ENCRYPTED\n"
    "DEK-Info: AES-128-CBC,00\n"
    "\n"
    "MIIEpAIBAAKCAQEA7bq1⟧",
    "PuTTY": "⟦PuTTY-User-Key-File-3: ssh-rsa\n"
    "Encryption: none\n"
    "Public-Lines: 1\n"
    "AAAA\n"
    "Private-Lines: 1\n"
    "AAAAgQDk⟧",
    "WireGuard": "⟦PrivateKey = " + "yAnz5TF0lXXJte14" + "tjiQlMNOIuSZh0hTGh8qhkLM9Xk" + "=⟧",
    "its opening line alone": "it starts with -----BEGIN RSA PRIVATE KEY----- I think",
    "a public key": "-----BEGIN PUBLIC KEY-----\nMIIEpAIBAAKCAQEA7bq1",
    "a certificate": "-----BEGIN CERTIFICATE-----\nMIIEpAIBAAKCAQEA7bq1",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_exactly_the_marked_values_are_found(text):
    part, expected = marked(text)

    found = {(finding.start, finding.end) for finding in detect(part)}

    assert found == set(expected)
