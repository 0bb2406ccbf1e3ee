"""Phone numbers are found, other digits are left alone."""

import pytest

from bot.detection.detectors.phone_number import detect
from tests.marking import marked

# ⟦…⟧ encloses what must be found, so a text without marks must stay quiet.
TEXTS = {
    "with hyphens": "call me at ⟦919-733-2391⟧",
    "with brackets": "⟦(919) 733-2391⟧ is my cell",
    "with dots": "⟦919.733.2391⟧",
    "with spaces": "reach him on ⟦919 733 2391⟧ tonight",
    "with the country's one": "⟦1-919-733-2391⟧",
    "international": "⟦+1 919 733 2391⟧",
    "of another country": "⟦+44 20 7946 0958⟧ is london",
    "in one run, called a phone": "text me ⟦9197332391⟧",
    "local, called a phone": "call ⟦733-2391⟧",
    "before its extension": "⟦919-733-2391⟧ x204",
    "in one run, called nothing": "9197332391",
    "a timestamp": "call at 1700000000",
    "an area never assigned": "call 119-733-2391",
    "kept for fiction": "call 919-555-0142",
    "kept for fiction, local": "call 555-0142",
    "toll-free": "call 1-800-829-1040",
    "a hotline": "call 1-800-273-8255",
    "an order of the same form": "order 919-733-2391",
    "part of a longer id": "id 919-733-2391-77",
    "an issue": "#9197332391",
    "a version": "v1.919.733.2391",
    "an extension": "call ext 2391",
    "local, called nothing": "range 733-2391",
    "an impossible international one": "+999 733 2391 22",
    "too long to be one": "+1919733239155",
    "a date": "call on 2024-03-12",
    "behind a word that ends in a hex letter": "phone:⟦202.516.8830⟧",
    "a field's value": "mobile=⟦+16172628840⟧",
    "another field's value": "qty=+16172628840",
    "two groups, called so": "⟦617 2628840⟧ is my cell",
    "two groups, not called so": "617 2628840 widgets",
    "slashes, called so": "call ⟦860/525/7713⟧",
    "slashes, not called so": "ratio 860/525/7713",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_exactly_the_marked_values_are_found(text):
    part, expected = marked(text)

    found = {(finding.start, finding.end) for finding in detect(part)}

    assert found == set(expected)
