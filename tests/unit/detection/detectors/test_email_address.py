"""E-mail addresses are found, those of nobody are not."""

import pytest

from bot.detection.detectors.email_address import detect
from tests.marking import marked

# ⟦…⟧ encloses what must be found, so a text without marks must stay quiet.
TEXTS = {
    "plain": "mail ⟦jo.doe@ncdhhs.gov⟧ please",
    "with a tag, ending a sentence": "It's ⟦jo+x@mail.co.uk⟧.",
    "in angle brackets": "Jo <⟦jo@corp.io⟧>",
    "two": "⟦a@corp.io⟧,⟦b@corp.io⟧",
    "a team's": "write to ⟦support@corp.io⟧",
    "reserved domain": "jo@example.com",
    "below a reserved domain": "jo@mail.example.org",
    "reserved ending": "jo@corp.test",
    "nobody reads it": "noreply@corp.io",
    "a remote": "git@github.com:corp/app.git",
    "a picture": "logo@2x.png",
    "a package": "left-pad@1.3.0",
    "no domain": "@channel jo@home",
    "in a url": "https://jo:x@corp.io/a",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_exactly_the_marked_values_are_found(text):
    part, expected = marked(text)

    found = {(finding.start, finding.end) for finding in detect(part)}

    assert found == set(expected)
