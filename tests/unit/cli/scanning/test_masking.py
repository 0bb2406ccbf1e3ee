"""Excerpts show where a value stands and never the value."""

import pytest

from bot.cli.scanning.masking import excerpt
from tests.builders import finding
from tests.marking import marked

EXCERPTS = {
    "one value": ("my ssn is ⟦123-45-6789⟧ ok", "my ssn is •••••• ok"),
    "two values": ("⟦Ada⟧ has ⟦asthma⟧", "•••••• has ••••••"),
    "side by side": ("⟦ab1⟧⟦cd2⟧ x", "•••••• x"),
    "the same value again, unmarked": ("⟦hunter2⟧ means HUNTER2", "•••••• means ••••••"),
    "control characters": ("\x1b[2J\u202e ⟦secret⟧", "�[2J� ••••••"),
    "spaces": ("a   b\t⟦secret⟧", "a b ••••••"),
    "other lines": ("before\nssn ⟦secret⟧ ok\nafter", "ssn •••••• ok"),
    "a value of several lines": ("before\nkey ⟦one\ntwo⟧ ok\nafter", "key •••••• ok"),
}


@pytest.mark.parametrize(("text", "shown"), EXCERPTS.values(), ids=EXCERPTS)
def test_every_found_value_is_masked(text, shown):
    part, spans = marked(text)
    findings = [finding(start=start, end=end) for start, end in spans]

    assert excerpt(part.text, findings, spans[0]) == shown


def test_a_value_that_reaches_over_the_edge_of_the_excerpt_shows_no_part_of_itself():
    part, spans = marked(
        "⟦" + "9" * 50 + "⟧" + " " * 10 + "⟦here⟧" + " " * 10 + "⟦" + "8" * 50 + "⟧"
    )
    findings = [finding(start=start, end=end) for start, end in spans]

    assert excerpt(part.text, findings, spans[1]) == "•••••• •••••• ••••••"


def test_an_unmarked_repeat_cut_by_the_edge_is_masked_too():
    part, [span] = marked("abcdefgh" + "." * 36 + "⟦abcdefgh⟧")

    assert excerpt(part.text, [finding(start=span[0], end=span[1])], span) == (
        "••••••" + "." * 36 + "••••••"
    )
