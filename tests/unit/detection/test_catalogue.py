"""What every detector owes: known labels, quiet on odd text, linear time, no repeated text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.detection.catalogue import CATALOGUE
from bot.detection.identifiers import IdentifierTier
from bot.domain.labels import LABELS
from bot.domain.message import TextPart

FROM_THE_PIPELINE = {"PERSON", "LOCATION", "ORGANIZATION", "MEDICAL_CONDITION", "MEDICATION"}
LONG = 400_000  # characters
# Far above what any takes on a loaded machine, far below what a quadratic one would.
SECONDS = 3.0
LONG_TEXTS = {
    "digits": "1234567890" * (LONG // 10),
    "letters": "abcdefghij" * (LONG // 10),
    "near-matches": (
        "password is the account number of ssn 514-29-, 4000 0000 1234 5677 a@b 1.2.3. "
        "://x: DL# MRN case number dob born 12 Main Elm eyJh. -----BEGIN PRIVATE KEY----- "
    )
    * (LONG // 160),
}
# One text for each label, all in one message: what a detector finds here it must find there.
EVERYTHING = """\
ssn 514-29-8837; itin 912-70-1234; EIN 56-2345671; visa 4000000012345676; call 919-733-2391
mail jo@corp.io from 54.23.101.7; checking account 0012345678; routing 021000021
DE44500105175407324931; VIN 1HGCM82633A004352; driver's license number D1234567
passport number 487215903; username: jdoe; MRN 00482913; Medicaid ID 945123456K
mbi 2QH7-WK3-RT58; NPI 1497758544; DEA FS5836474; dx E11.9; docket no. 22-104567
DOB: 03/12/1984; ship to 742 Evergreen Terrace; password: Winter2024!
postgres://app:s3cr3tpw@db.corp.io/prod; token: 9f8e7d6c5b4a39281706abcd; CONFIDENTIAL
-----BEGIN RSA PRIVATE KEY-----
MIIEpAIBAAKCAQEA7bq1"""
TIER = IdentifierTier(CATALOGUE, seconds_each=60)

PIECES = st.sampled_from(
    [
        "ssn ",
        "password: ",
        "mrn ",
        "dob ",
        "case number ",
        "514-29-8837",
        "0.",
        "@",
        "://",
        ":",
        "-",
    ]
)
TEXTS = st.lists(st.text(max_size=12) | PIECES | st.from_regex(r"\A[0-9A-Z .-]{1,20}\Z")).map(
    "".join
)


def test_every_identifier_label_has_a_detector():
    reading = TIER.read([TextPart("body", EVERYTHING)])

    assert {one.label for one in reading.findings} == set(LABELS) - FROM_THE_PIPELINE


def test_no_finding_repeats_the_text():
    reading = TIER.read([TextPart("body", EVERYTHING)])

    quoted = [one for one in reading.findings if EVERYTHING[one.start : one.end] in one.because]
    assert quoted == []


def test_every_detector_has_its_own_name():
    assert len({detector.name for detector in CATALOGUE}) == len(CATALOGUE)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_odd_text_neither_breaks_a_detector_nor_leads_outside(text):
    reading = TIER.read([TextPart("body", text)])

    assert reading.unfinished == ()
    assert all(0 <= one.start < one.end <= len(text) for one in reading.findings)
    assert all(0 < one.confidence <= 1 for one in reading.findings)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_an_open_gate_hides_nothing_from_a_detector(text):
    wide_open = IdentifierTier([_without_gate(detector) for detector in CATALOGUE])

    behind_gates, without = (
        TIER.read([TextPart("body", text)]),
        wide_open.read([TextPart("b", text)]),
    )

    assert _spans(behind_gates) == _spans(without)


@pytest.mark.parametrize("text", LONG_TEXTS.values(), ids=LONG_TEXTS.keys())
def test_a_long_text_takes_no_more_than_linear_time(text):
    part = TextPart("body", text)

    took = {detector.name: _seconds(detector, part) for detector in CATALOGUE}

    assert {name: seconds for name, seconds in took.items() if seconds > SECONDS} == {}


def _without_gate(detector):
    return type(detector)(name=detector.name, gate="", detect=detector.detect)


def _spans(reading):
    return {(one.label, one.start, one.end) for one in reading.findings}


def _seconds(detector, part):
    began = time.process_time()
    for _ in detector.detect(part):
        pass
    return time.process_time() - began
