"""API keys are found by their form or their name, hashes and ids are not."""

import pytest

from bot.detection.detectors.api_key import detect
from tests.marking import marked

# ⟦…⟧ encloses what must be found, so a text without marks must stay quiet.
TEXTS = {
    "AWS": "key ⟦AKIAQ3EGRZ7TLXW5YB2M⟧ leaked",
    "AWS secret, near its id": "aws_secret_access_key = ⟦" + "a1B2c3D4e5" * 4 + "⟧",
    "GitHub": "⟦ghp_" + "a1B2c3D4e5F6" * 3 + "⟧",
    "GitHub, fine-grained": "⟦github_pat_"
    + "a1B2c3D4e5F" * 2
    + "_"
    + "a1B2c3D4e5F6g7H8i9J" * 3
    + "k0⟧",
    "GitLab": "⟦glpat-" + "a1B2c3D4e5" * 2 + "⟧",
    "Slack": "⟦xoxb-" + "123456789012-" * 2 + "a1B2c3D4e5F6⟧",
    "Slack webhook": "https://⟦hooks.slack.com/services/T0A1B2C3D/B0A1B2C3D/"
    + "a1B2c3D4e5F6" * 2
    + "⟧",
    "Stripe": "⟦sk_live_" + "a1B2c3D4e5F6" * 2 + "⟧",
    "Google": "⟦AIza" + "a1B2c3D4e5" * 3 + "F6g7H⟧",
    "OpenAI": "⟦sk-proj-" + "a1B2c3D4e5" * 5 + "⟧",
    "Anthropic": "⟦sk-ant-api03-" + "a1B2c3D4e5" * 5 + "⟧",
    "Twilio": "⟦SK" + "a1b2c3d4" * 4 + "⟧",
    "Twilio's token, the service near": "twilio auth is ⟦" + "a1b2c3d4" * 4 + "⟧",
    "SendGrid": "⟦SG." + "a1B2c3D4e5F" * 2 + "." + "a1B2c3D4e5F6g7" * 3 + "K⟧",
    "npm": "⟦npm_" + "a1B2c3D4e5F6" * 3 + "⟧",
    "PyPI": "⟦pypi-AgE" + "a1B2c3D4e5" * 6 + "⟧",
    "DigitalOcean": "⟦dop_v1_" + "a1b2c3d4" * 8 + "⟧",
    "Shopify": "⟦shpat_" + "a1b2c3d4" * 4 + "⟧",
    "Telegram": "⟦1234567890:AA" + "a1B2c3D4e5F" * 3 + "⟧",
    "Vault": "⟦hvs." + "a1B2c3D4e5F6" * 3 + "⟧",
    "Databricks": "⟦dapi" + "a1b2c3d4" * 4 + "⟧",
    "JSON web token": "⟦eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0ODI5MTMifQ.Zm9vYmFyYmF6cXV4Y29yZ2U⟧",
    "called a key": "api key: ⟦9f8e7d6c5b4a39281706abcd⟧",
    "called a token, of something": "token for staging is ⟦9f8e7d6c5b4a39281706abcd⟧",
    "called a secret, in code": 'client_secret="⟦9f8e7d6c5b4a39281706abcd⟧"',
    "a bearer": "Authorization: Bearer ⟦9f8e7d6c5b4a39281706abcd⟧",
    "two forms at once": "⟦sk-proj-" + "a1B2c3D4e5" * 3 + "T3BlbkFJ" + "a1B2c3D4e5" * 3 + "⟧",
    "a plain form, the service named behind": "a1b2c3d4" * 4 + " is no twilio thing",
    "a secret": "secret: ⟦3f786850e387550fdab836ed⟧",
    "called a key, without a link": "apikey ⟦3f786850e387550fdab836ed⟧",
    "another key, without a link": "cache key 3f786850e387550fdab836ed",
    "AWS's example": "AKIAIOSFODNN7EXAMPLE",
    "the sample of jwt.io": "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9"
    ".eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ."
    "SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c",
    "a key too short": "ghp_a1B2c3D4",
    "a publishable key": "pk_live_" + "a1B2c3D4e5F6" * 2,
    "a commit": "commit 9f8e7d6c5b4a392817069f8e7d6c5b4a39281706",
    "a digest": "sha256:" + "9f8e7d6c" * 8,
    "a uuid called a token": "token: 9f8e7d6c-5b4a-3928-1706-9f8e7d6c5b4a",
    "thirty-two digits, no service near": "md5 is " + "a1b2c3d4" * 4,
    "words called a key": "api key: ask-the-platform-team-please",
    "a placeholder": "api_key=your_api_key_goes_here1",
    "a call": "token = fetch_token_from_vault1(app)",
    "talk": "rotate the api key before the token expires",
    "a token, no marks": "api token ⟦bPd72QNWSF3EH6FEhcKt⟧",
    "a token, words": "api token rotation schedule",
    "a service key": "service key ⟦oiehEwLhqqA8FutShQVR3DC9Phj1ctga⟧",
    "GitHub's example": "gho_16C7e42F292c6912" + "E7710c838347Ae178B4a",
    "Slack's example": "xoxb-17653672481-" + "19874698323-pdFZKVeTuE8sk7oOcBrzbqgy",
    "Google's example": "AIzaSyDaGmWKa4JsXZ-" + "HjGw7ISLn_3namBGewQe",
    "an example's neighbour": "⟦gho_16C7e42F292c6912" + "E7710c838347Ae178B4b⟧",
    "SendGrid's example": "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",
    "Azurite's key": "azure storage Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6"
    "IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==",
    "a made-up key": "ghp_" + "x" * 36,
    "the alphabet for a key": "api_key = abcdefghijklmnop1234",
    "one letter for a key": "ghp_" + "Q" * 36,
    "an environment variable": "export STRIPE_KEY=⟦9f8e7d6c5b4a39281706abcd⟧",
    "a database's variable": "FOREIGN_KEY=9f8e7d6c5b4a39281706abcd",
    "a public variable": "NEXT_PUBLIC_KEY=9f8e7d6c5b4a39281706abcd",
    "a variable from another": "STRIPE_KEY=$STRIPE_LIVE_KEY_FROM_VAULT1",
    "a variable from the environment": 'JWT_SECRET=os.environ["JWT_SECRET_2024"]',
    "a service's key, no link": "datadog key ⟦9f8e7d6c5b4a39281706abcd⟧ again",
    "a service's token": "use the netlify deploy token ⟦9f8e7d6c5b4a39281706abcd⟧",
    "a service's key, talk": "datadog key rotation is planned for 2026-01-31",
    "a secret, no link": "key id AKX-demo, secret ⟦9f8e7d6c5b4a39281706abcd⟧",
    "a secret's talk": "secret santa2026 is on friday",
    "one of several": "unseal key, one of three: ⟦9f8e7d6c5b4a39281706abcd⟧",
    "an arrow": "api key → ⟦9f8e7d6c5b4a39281706abcd⟧",
    "a header": "curl -H 'X-Api-Key: ⟦9f8e7d6c5b4a39281706abcd⟧' https://x.io",
    "a cookie": "Cookie: lang=en; session=⟦9f8e7d6c5b4a39281706abcd⟧",
    "a cookie without a session": "Cookie: lang=en; theme=9f8e7d6c5b4a39281706abcd",
    "a session of talk": "the session 9f8e7d6c5b4a39281706abcd timed out",
    "a service near, no key of it": "mistral commit a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4",
    "a word in a plain form's place": "linkedin secret acknowledgements",
    "a service's uuid": "the opsgenie key is ⟦9f8e7d6c-5b4a-3928-1706-9f8e7d6c5b4a⟧",
    "another uuid": "the ticket key is 9f8e7d6c-5b4a-3928-1706-9f8e7d6c5b4a",
    "a key cut short": "⟦ghp_" + "a1B2c3D4e5F6" * 2 + "⟧...",
    "two of one kind": "⟦npm_" + "a1B2c3D4e5F6" * 3 + "⟧ ⟦npm_" + "b1B2c3D4e5F6" * 3 + "⟧",
    "a form inside a name": "api key: ⟦glpat-" + "a1B2c3D4e5" * 2 + "⟧",
    "a longer one around it": "AccountKey=⟦" + "a1B2c3D4e5" * 8 + "a1B2c3==⟧",
    "AWS, any digit": "⟦AKIA" + "I44QH8DHBZ9PLM7X⟧",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_exactly_the_marked_values_are_found(text):
    part, expected = marked(text)

    found = {(finding.start, finding.end) for finding in detect(part)}

    assert found == set(expected)
