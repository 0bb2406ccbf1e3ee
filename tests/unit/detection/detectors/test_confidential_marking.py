"""Markings are found, talk about confidentiality is not."""

import pytest

from bot.detection.detectors.confidential_marking import detect
from tests.marking import marked

# ⟦…⟧ encloses what must be found, so a text without marks must stay quiet.
TEXTS = {
    "in capitals": "this deck is ⟦CONFIDENTIAL⟧",
    "at the head": "⟦Confidential⟧: Q3 numbers",
    "in brackets": "[⟦Confidential⟧] Q3 numbers",
    "a legend": "⟦Attorney-Client Privileged⟧ memo attached",
    "a legend of two": "⟦PRIVILEGED AND CONFIDENTIAL⟧",
    "internal use": "slides are ⟦for internal use only⟧",
    "official use": "⟦FOUO⟧ see below",
    "not for distribution": "⟦Not for distribution⟧.",
    "do not distribute": "⟦Do not distribute⟧ outside the agency",
    "do not distribute something": "do not distribute the load evenly",
    "a question": "is this CONFIDENTIAL?",
    "a question about a legend": "can we drop the internal use only footer?",
    "prose": "please keep this confidential",
    "prose at the head": "Confidential informants are paid",
    "talk about marking": "should be marked CONFIDENTIAL",
    "training": "the CUI training is due",
    "denied": "it is not CONFIDENTIAL",
    "TLP red": "⟦TLP:RED⟧ indicators",
    "TLP amber, small letters": "⟦tlp:amber⟧ from the isac",
    "TLP green": "tlp:green is ok to share",
    "CUI before slashes": "⟦CUI⟧ // do not post",
    "top secret with its caveat": "⟦TOP SECRET//SI⟧",
    "SBU": "⟦SBU⟧ roster",
    "what became of a marking": "FOUO was replaced last year",
    "a bin for papers": "CONFIDENTIAL bin pickup is thursday",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_exactly_the_marked_values_are_found(text):
    part, expected = marked(text)

    found = {(finding.start, finding.end) for finding in detect(part)}

    assert found == set(expected)
