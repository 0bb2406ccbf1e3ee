"""A value is found beside its name, in either order."""

import pytest

from bot.detection.labelled import labelled, values
from tests.marking import marked

MRN = labelled("mrns?|record", r"\d{6}")
TEXTS = {
    "after its name": "MRN ⟦482913⟧",
    "after a colon": "mrn: ⟦482913⟧",
    "after number and is": "record number is ⟦482913⟧",
    "of somebody": "mrn for Jo Doe is ⟦482913⟧",
    "on the next line": "mrn?\n⟦482913⟧",
    "before its name": "⟦482913⟧ is her mrn",
    "before its name in brackets": "⟦482913⟧ (MRN)",
    "two of them": "mrn ⟦482913⟧ and record ⟦482914⟧",
    "another word between": "mrn desk 482913",
    "its name is the head of a word": "recording 482913",
    "longer than a value": "mrn 4829135",
    "of somebody with a digit": "mrn for bed 4 is x 482913",
    "a name its own value follows is not the one before": "room 551204, mrn ⟦482913⟧",
    "behind a closing bracket": "(the mrn): ⟦482913⟧",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_exactly_the_marked_values_are_found(text):
    part, expected = marked(text)

    found = [(start, end) for start, end, _ in values(MRN, part.text)]

    assert found == expected
