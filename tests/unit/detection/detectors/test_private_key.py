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
    "PEM, a DSA key": "⟦-----BEGIN DSA PRIVATE KEY-----\nMIIBugIBAAKBgQDk7bq1\n"
    "-----END DSA PRIVATE KEY-----⟧",
    "PEM, of OpenSSH": "⟦-----BEGIN OPENSSH PRIVATE KEY-----\n"
    f"{'b3BlbnNzaC1rZXkt'}djEAAAAABG5vbmU\nAAAAE2VjZHNhLXNoYTIt\n"
    "-----END OPENSSH PRIVATE KEY-----⟧",
    "PEM, encrypted PKCS 8": "⟦-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIFHDBOBgkqhkiG9w0B⟧",
    "PGP": "⟦-----BEGIN PGP PRIVATE KEY BLOCK-----\n"
    "Version: GnuPG v2\n"
    "\n"
    "lQOYBFxKj7gBCADk7bq1Y2Vw\n"
    "=aB3d\n"
    "-----END PGP PRIVATE KEY BLOCK-----⟧",
    "PGP, its old name": "⟦-----BEGIN PGP SECRET KEY BLOCK-----\n\nlQOYBFxKj7gBCADk7bq1⟧",
    "SSH2": "⟦---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\n"
    'Comment: "jo at the desk"\n'
    "P2/56wAAAi4AAAA3aWYtbW9k\n"
    "---- END SSH2 ENCRYPTED PRIVATE KEY ----⟧",
    "SSH2, public": "---- BEGIN SSH2 PUBLIC KEY ----\nAAAAB3NzaC1yc2EAAAAB",
    "on one line, with spaces": "key: ⟦-----BEGIN RSA PRIVATE KEY----- MIIEpAIBAAKCAQEA7bq1 "
    "Y2VwdGlibGVzb21ldGhpbmc= -----END RSA PRIVATE KEY-----⟧ thx",
    "in a JSON of a service account": '{"type": "service_account", "private_key": '
    '"⟦-----BEGIN PRIVATE KEY-----\\nMIIEvQIBADANBgkqhkiG9w0BAQ\\n'
    '-----END PRIVATE KEY-----⟧\\n", "client_email": "x"}',
    "quoted": "> ⟦-----BEGIN EC PRIVATE KEY-----\n> MHcCAQEEIIrYSSNQFaA2Hwf1\n"
    "> -----END EC PRIVATE KEY-----⟧",
    "with typographer's dashes": "⟦--BEGIN RSA PRIVATE KEY--\nMIIEpAIBAAKCAQEA7bq1⟧",
    "in a program": 'k = "⟦-----BEGIN RSA PRIVATE KEY-----",\n"MIIEpAIBAAKCAQEA7bq1⟧"',
    "no end line, words behind": "⟦-----BEGIN EC PRIVATE KEY-----\nMIIEpAIBAAKCAQEA7bq1⟧\nit is",
    "left out in the middle": "-----BEGIN RSA PRIVATE KEY-----\n[removed]\n"
    "-----END RSA PRIVATE KEY----- was here",
    "the opening line, all that was sent": "here\n⟦-----BEGIN OPENSSH PRIVATE KEY-----⟧\n",
    "the opening line of a certificate": "-----BEGIN CERTIFICATE-----",
    "a request for a certificate": "-----BEGIN CERTIFICATE REQUEST-----\nMIICijCCAXICAQAwRTEL",
    "a public key of PGP": "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQENBFxKj7gBCADk7bq1",
    "a signed message": "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nhello",
    "PuTTY, on one line": "⟦PuTTY-User-Key-File-2: ssh-rsa\\nEncryption: none\\nPrivate-Lines: 1"
    "\\nAAAAgQDk⟧",
    "PuTTY, cut off before its secret": "PuTTY-User-Key-File-2: ssh-rsa\nEncryption: none\n",
    "age": "⟦AGE-SECRET-KEY-1" + "QPZRY9X8GF" * 5 + "2TVDW0S3⟧",
    "age, public": "age1" + "qpzry9x8gf" * 5 + "2tvdw0s3",
    "WireGuard's other key": "⟦PresharedKey = yAnz5TF0lXXJte14tjiQlMNOIuSZh0hTGh8qhkLM9Xk=⟧",
    "WireGuard, in a sentence": "⟦wg0 private key is yAnz5TF0lXXJte14tjiQlMNOIuSZh0hTGh8qhkLM9Xk=⟧",
    "WireGuard, public": "PublicKey = " + "yAnz5TF0lXXJte14tjiQlMNOIuSZh0hTGh8qhkLM9Xk" + "=",
    "OpenSSH without its lines": "⟦b3BlbnNz" + "aC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAA⟧",
    "an OpenSSH public key": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIG8f4Kq2mXv7Lp0Zr3Tn",
    "once more in Base64": "client-key-data: ⟦LS0tLS1CRUdJTi"
    "BSU0EgUFJJVkFURSBLRVktLS0tLQpNSUlFcEFJQkFBS0NBUUVB⟧",
    "a certificate in Base64": "client-certificate-data: LS0tLS1CRUdJTi"
    "BDRVJUSUZJQ0FURS0tLS0tCk1JSUVwQUlCQUFL",
    "a JSON web key": '⟦{"kty":"RSA","n":"7bq1Y2Vw","d":"' + "a1B2c3D4e5F6" * 3 + '"}⟧',
    "a JSON web key, public": '{"kty":"RSA","n":"' + "a1B2c3D4e5F6" * 3 + '","e":"AQAB"}',
    "XML": "⟦<RSAKeyValue><Modulus>7bq1</Modulus><D>" + "a1B2c3D4e5F6" * 4 + "</D></RSAKeyValue>⟧",
    "XML, public": "<RSAKeyValue><Modulus>" + "a1B2c3D4e5F6" * 4 + "</Modulus></RSAKeyValue>",
    "talk": "did you add your public key, or the private key?",
    "its opening line alone": "it starts with -----BEGIN RSA PRIVATE KEY----- I think",
    "a public key": "-----BEGIN PUBLIC KEY-----\nMIIEpAIBAAKCAQEA7bq1",
    "a certificate": "-----BEGIN CERTIFICATE-----\nMIIEpAIBAAKCAQEA7bq1",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_exactly_the_marked_values_are_found(text):
    part, expected = marked(text)

    found = {(finding.start, finding.end) for finding in detect(part)}

    assert found == set(expected)
