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
    "blanks within the brackets": "⟦( 919 ) 733-2391⟧",
    "blanks around its hyphens": "⟦919 - 733 - 2391⟧",
    "the country's one before a bracket": "⟦1(919)733-2391⟧",
    "the country's one at once": "⟦1919-733-2391⟧ is my cell",
    "two, a slash between": "⟦919-733-2391⟧/⟦984-232-1180⟧",
    "with a hyphen behind": "call:⟦919-733-2391⟧-",
    "behind a hash that is a phone's": "cell#⟦9197332391⟧",
    "behind a hyphen that is a phone's": "phone-⟦919-733-2391⟧",
    "a field with an underscore": "mobile_no=⟦+919876543210⟧",
    "behind a lone at": "call me @⟦919-733-2391⟧",
    "behind an at of a host": "scp jo@919-733-2391",
    "in an address": "call https://corp.io/919-733-2391",
    "an address of WhatsApp": "https://wa.me/⟦19197332391⟧",
    "in a signature": "Jo Doe\nVP Sales\no ⟦919.733.2391⟧\nm ⟦984.232.1180⟧",
    "in a link": "tel:⟦+1-919-733-2391⟧",
    "with a trunk's zero": "⟦+44 (0)20 7183 8750⟧",
    "dialled out of Europe": "⟦0044 20 7183 8750⟧",
    "dialled out of the US": "⟦011 44 20 7183 8750⟧",
    "dialled out of Europe, in one run": "call ⟦00491715552310⟧",
    "within Britain": "call the desk, ⟦020 7183 8750⟧",
    "within Britain, a mobile": "my mobile: ⟦07400 123456⟧",
    "within Britain, not called so": "lot 020 7183 8750",
    "within Germany": "Tel. ⟦030/901820⟧",
    "a line that is dialled": "her direct line is ⟦919-733-2391⟧",
    "within Germany, a mobile": "⟦0171 5552310⟧ is my mobile",
    "within France": "text ⟦06 12 34 56 78⟧",
    "within Australia": "⟦0412 345 678⟧ text me",
    "within Australia, a bracket": "⟦(02) 9374 4000⟧ is the phone",
    "within India": "⟦98765 43210⟧ call me",
    "within India, in one run": "⟦9876543210⟧ is my whatsapp",
    "nowhere": "call 0099 999 9999",
    "the tail of a card": "call with 4243 0213 4026 6043",
    "an order, a call near": "call order 0412 345 678",
    "a date with blanks": "call me on 01 02 2024 10 11",
    "nine digits in threes": "phone inventory 021 077 669",
    "a line of some kind": "the night line is ⟦312.842.6607⟧ x 14",
    "quantities": "quantities: 617 224 1180 in that order, tons",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_exactly_the_marked_values_are_found(text):
    part, expected = marked(text)

    found = {(finding.start, finding.end) for finding in detect(part)}

    assert found == set(expected)
