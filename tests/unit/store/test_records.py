"""Records written before a field was there still open."""

import json

from bot.domain.attachment import FileTrait, Reading
from bot.store.findings import Verdict
from bot.store.records import Records
from bot.store.sealed import AesGcmSealer
from tests import builders as b

SEALER = AesGcmSealer([b"k" * 32])
RECORDS = Records(SEALER)
# As they were written before findings stood in a table, and before files had traits.
_FINDING = {
    "label": "US_SSN",
    "part": "body",
    "start": 0,
    "end": 11,
    "confidence": 0.95,
    "because": "format holds, word near",
}
_REF = {
    "platform": "local",
    "tenant": "T1",
    "conversation": "C1",
    "message": "M1",
    "revision": "0",
}
_CLAUSE = {
    "policy": "nc-ccps-im",
    "policy_title": "NC CC&PS Instant Messaging",
    "number": "3.b",
    "asks": "Confidential information stays out of instant messages.",
    "source": "",
    "url": "",
}
_MATCH = {
    "policy": "nc-ccps-im",
    "rule": "confidential",
    "clauses": [_CLAUSE],
    "severity": 3,
    "because": "a Social Security number was found",
    "actions": ["warn_author", "open_case"],
    "tell": [],
    "keep": None,
    "findings": [_FINDING],
    "categories": ["PII"],
}
_VERDICT = {
    "result": {
        "findings": [_FINDING],
        "categories": {"PII": 0.9},
        "messengers": [],
        "unfinished": [],
    },
    "decision": {
        "ref": _REF,
        "decided_at": "2026-03-02T12:00:00Z",
        "matches": [_MATCH],
        "actions": [
            {"kind": "warn_author", "cites": ["nc-ccps-im/confidential"], "tell": [], "keep": None},
            {"kind": "open_case", "cites": ["nc-ccps-im/confidential"], "tell": [], "keep": None},
        ],
        "prevailing": [],
        "shadow_matches": [],
        "shadow_actions": [],
        "unfinished": [],
    },
}


def sealed(plain, column):
    written = json.dumps(plain).encode()
    return SEALER.seal(written, tenant="T1", context=f"{column}|{b.ref().key}")


def test_a_verdict_of_an_earlier_version_opens():
    opened = RECORDS.open_verdict(sealed(_VERDICT, "decisions|verdict"), b.ref())

    assert opened == Verdict(
        b.result(findings=(b.finding(),), categories={"PII": 0.9}), b.decision()
    )


def test_a_file_of_an_earlier_version_opens_without_traits():
    file = b.attachment(reading=Reading.READ)
    plain = json.loads(SEALER.open(RECORDS.seal_rest(b.message(attachments=(file,))), **_place()))
    for field in ("traits", "read_in_part"):
        del plain["attachments"][0][field]

    opened = RECORDS.open_message(_text(), sealed(plain, "messages|rest"), b.ref())

    assert opened.attachments == (file,)


def test_a_files_traits_are_kept():
    file = b.attachment(traits=frozenset({FileTrait.MACRO, FileTrait.BROKEN}), read_in_part=True)

    rest = RECORDS.seal_rest(b.message(attachments=(file,)))

    assert RECORDS.open_message(_text(), rest, b.ref()).attachments == (file,)


def _place():
    return {"tenant": "T1", "context": f"messages|rest|{b.ref().key}"}


def _text():
    return RECORDS.seal_text(b.message())
