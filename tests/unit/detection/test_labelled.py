"""A value is found beside its name, in either order."""

import pytest

from bot.detection.labelled import labelled, values
from tests.marking import marked

MRN = labelled("mrns?|chart record|chart|record", r"\d{6}")
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
    "a long name its own value follows": "room 551204, chart record ⟦482913⟧",
    "a name somebody's own value follows": "room 551204, mrn for Jo is ⟦482913⟧",
    "before its name, another line behind": "⟦482913⟧ is her mrn\n551204 is her room",
    "before its name, another number behind": "⟦482913⟧ is her mrn 551204 is her room",
    "before its name behind a dash": "⟦482913⟧ - mrn\n551204 - room",
    "its own value behind a colon": "what it is = mrn: ⟦482913⟧",
    "a colon is stronger than is": "551204 is mrn: ⟦482913⟧",
    "a name that has another's value": "55-12-04 is her mrn, 482913 is her room",
    "a name that has another's value, the next unnamed": "55-12-04 is her mrn, ⟦482913⟧",
    "a name in brackets behind a number": "55-12-04 (mrn), ⟦482913⟧",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_exactly_the_marked_values_are_found(text):
    part, expected = marked(text)

    found = [(start, end) for start, end, _ in values(MRN, part.text)]

    assert found == expected
