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
    "behind a colon": "src:⟦54.23.101.7⟧",
    "the tail of an address and a time": "10:54.23.101.7",
    "in italics": "_⟦54.23.101.7⟧_",
    "the head of a name": "54.23.101.7_web",
    "the tail of a name": "web_54.23.101.7",
    "the tail of a package": "web-54.23.101.7",
    "a range": "⟦54.23.101.7⟧-⟦54.23.101.20⟧",
    "a short range, named": "ban ⟦54.23.101.7⟧-20",
    "a package's revision": "linux 54.23.101.7-20",
    "a package's name": "54.23.101.7-beta",
    "private, small numbers": "try ⟦10.0.0.5⟧",
    "a section": "clause 10.1.2.4",
    "small numbers with a port": "⟦4.3.2.1⟧:8080",
    "small numbers with a network's length": "⟦4.3.2.1⟧/24",
    "small numbers in a URL": "http://⟦4.3.2.1⟧/admin",
    "version six with a port": "[⟦2600:1f18:22ba:8c00::1a⟧]:443",
    "version six in a network": "⟦2600:1f18:22ba:8c00::⟧/64",
    "version six with a zone": "⟦fe80::1ff:fe23:4567:890a⟧%eth0",
    "mapped": "⟦::ffff:54.23.101.7⟧",
    "embedded": "⟦64:ff9b::54.23.101.7⟧",
    "the machine itself, mapped": "ping ::ffff:127.0.0.1",
    "in a log": "⟦54.23.101.7⟧ - - [12/Mar/2026:10:11:12 +0000]",
    "at a sentence's end": "it is ⟦54.23.101.7⟧.",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_exactly_the_marked_values_are_found(text):
    part, expected = marked(text)

    found = {(finding.start, finding.end) for finding in detect(part)}

    assert found == set(expected)
