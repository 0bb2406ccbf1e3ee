"""A word near raises confidence; a weak form lowers it."""

import pytest

from bot.detection.catalogue import CATALOGUE
from bot.detection.identifiers import IdentifierTier
from bot.domain.message import TextPart

# Each pair differs in one thing.
PAIRS = {
    "a card word near": ("visa 4000000012345676", 0.95, "id 4000000012345676", 0.85),
    "the number's name near": ("ssn 514-29-8837", 0.95, "it's 514-29-8837", 0.85),
    "hyphens, not spaces": ("it's 514-29-8837", 0.85, "it's 514 29 8837", 0.6),
    "an ITIN's name near": ("itin 912-70-1234", 0.95, "it's 912-70-1234", 0.8),
    "a word for calling near": ("call 919-733-2391", 0.95, "try 919-733-2391", 0.85),
    "a person's mailbox": ("jo@corp.io", 0.9, "info@corp.io", 0.5),
    "named as an address": ("ip 54.23.101.7", 0.95, "see 54.23.101.7", 0.8),
    "a word of cars near": ("vin 1HGCM82633A004352", 0.95, "see 1HGCM82633A004352", 0.75),
    "Medicare named near": ("mbi 2QH7-WK3-RT58", 0.95, "see 2QH7-WK3-RT58", 0.85),
    "the DEA named": ("DEA FS5836474", 0.95, "rx FS5836474", 0.75),
    "named as a diagnosis": ("dx E11.9", 0.95, "asthma E11.9", 0.85),
    "a court near": ("court case # 2291034", 0.85, "the case # 2291034", 0.65),
    "a record, not a patient's number": ("MRN 4829137", 0.95, "patient id 4829137", 0.8),
    "all nine digits": ("ssn 514298837", 0.9, "ssn last 4: 8837", 0.6),
}


@pytest.mark.parametrize(("text", "sure", "other", "less_sure"), PAIRS.values(), ids=PAIRS.keys())
def test_confidence_says_how_strong_the_signs_are(text, sure, other, less_sure):
    tier = IdentifierTier(CATALOGUE)

    found = [tier.read([TextPart("body", each)]).findings for each in (text, other)]

    assert [[one.confidence for one in each] for each in found] == [[sure], [less_sure]]
