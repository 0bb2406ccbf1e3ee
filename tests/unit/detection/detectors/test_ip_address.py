"""IP addresses are found, versions and sections are not."""

import pytest

from bot.detection.detectors.ip_address import detect
from tests.marking import marked

# ⟦…⟧ encloses what must be found, so a text without marks must stay quiet.
TEXTS = {
    "public": "blocked ⟦54.23.101.7⟧ at the edge",
    "private": "ssh into ⟦10.0.14.7⟧",
    "small numbers, named": "the server is ⟦10.1.2.3⟧",
    "with a port": "⟦54.23.101.7⟧:8080",
    "version six": "ping ⟦2600:1f18:22ba:8c00::1a⟧",
    "version six, not named": "⟦2600:1f18:22ba:8c00::1a⟧",
    "version six in full": "⟦2600:1f18:22ba:8c00:1:2:3:4⟧",
    "private, few digits": "⟦10.0.44.7⟧ again",
    "public, few digits": "2.5.29.17 again",
    "loopback": "ping 127.0.0.1",
    "documentation": "ping 192.0.2.17",
    "documentation, version six": "ping 2001:db8::17",
    "a public resolver": "dns 8.8.8.8",
    "no such octet": "ping 54.23.301.7",
    "a version": "version 54.23.101.7",
    "a version by its letter": "v54.23.101.7",
    "small numbers": "see 4.3.2.1",
    "five numbers": "54.23.101.7.2",
    "a time": "12:34:56",
    "a namespace": "use ab::cd here",
    "letters only": "dead:beef::cafe is fun",
    "an order": "ticket 54.23.101.7",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_exactly_the_marked_values_are_found(text):
    part, expected = marked(text)

    found = {(finding.start, finding.end) for finding in detect(part)}

    assert found == set(expected)
