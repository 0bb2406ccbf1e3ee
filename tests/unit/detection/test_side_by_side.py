"""Two numbers of different kinds side by side: each is taken for what it is called."""

from itertools import permutations

import pytest

from bot.detection.catalogue import CATALOGUE
from bot.detection.identifiers import IdentifierTier
from bot.detection.merging import merge
from bot.domain.message import TextPart

# A label, what people call it, and such a number.
KINDS = (
    ("US_SSN", "SSN", "514-29-8837"),
    ("US_SSN", "social security number", "514298837"),
    ("US_ITIN", "ITIN", "945884410"),
    ("US_EIN", "tax id", "611738205"),
    ("US_EIN", "EIN", "47-2938116"),
    ("US_BANK_NUMBER", "checking account", "900123456789"),
    ("US_BANK_NUMBER", "bank account number", "4839201175"),
    ("US_BANK_ROUTING", "routing number", "021000021"),
    ("MEDICAL_RECORD_NUMBER", "MRN", "00482913"),
    ("MEDICAL_RECORD_NUMBER", "patient id", "4829133"),
    ("HEALTH_PLAN_ID", "medicaid id", "900123456S"),
    ("HEALTH_PLAN_ID", "aetna member id", "W482913374"),
    ("US_DRIVER_LICENSE", "driver's license", "D4829173"),
    ("US_DRIVER_LICENSE", "driver's license number", "08573412"),
    ("US_PASSPORT", "passport number", "482913374"),
    ("DATE_OF_BIRTH", "DOB", "03/12/1984"),
    ("DATE_OF_BIRTH", "date of birth", "March 12, 1984"),
    ("CASE_NUMBER", "docket number", "482913"),
)
WAYS = {
    "and": "{a} {v} and {b} {w}",
    "colons, a comma": "{a}: {v}, {b}: {w}",
    "colons, two lines": "{a}: {v}\n{b}: {w}",
    "two lines": "{a} {v}\n{b} {w}",
    "values first, and": "{v} is my {a} and {w} is my {b}",
    "values first, a comma": "{v} is my {a}, {w} is my {b}",
    "values first, two lines": "{v} is my {a}\n{w} is my {b}",
    "values first, names in brackets": "{v} ({a}), {w} ({b})",
    "values first, a dash": "{v} - {a}\n{w} - {b}",
    "values first, equals": "{v} = {a}, {w} = {b}",
    "values first, as": "use {v} as {a} and {w} as {b}",
    "the first value first": "{v} is the {a}, {b} {w}",
    "the first value first, and": "{v} is the {a} and the {b} is {w}",
    "the second value first": "{a}: {v}, {w} is the {b}",
    "the second value first, a bracket": "{a} {v}, {w} ({b})",
    "nothing between": "{a} {v} {b} {w}",
    "a comma": "{a} {v}, {b} {w}",
    "is": "{a} is {v}, {b} is {w}",
    "somebody's": "my {a} is {v} and the {b} for Jo is {w}",
    "somebody's, a comma": "{a} {v}, {b} for Jo Doe is {w}",
    "somebody's, a colon": "{a} {v}, {b} for Jo Doe: {w}",
    "fields": "{a}={v};{b}={w}",
    "a table": "{a}: {v} | {b}: {w}",
    "one in brackets": "{a} {v} ({b} {w})",
    "a dash": "{a} {v} - {b} {w}",
    "commas before the values": "{a}, {v}; {b}, {w}",
    "a slash": "{a} {v} / {b} {w}",
}
TIER = IdentifierTier(CATALOGUE)


def _found(text):
    reading = TIER.read([TextPart("body", text)])
    return {(one.label, text[one.start : one.end]) for one in merge(reading.findings, ())}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_each_number_is_what_its_own_name_says(way):
    mistaken = {}
    for (first, a, v), (second, b, w) in permutations(KINDS, 2):
        text = way.format(a=a, b=b, v=v, w=w)
        found = _found(text)
        if first != second and found != {(first, v), (second, w)}:
            mistaken[text] = found

    assert mistaken == {}
