"""All faults are raised at once, ordered, each with its file and line."""

import pytest

from bot.errors import PolicyFaults
from bot.policy.reading.faults import Fault, raise_all


def test_all_faults_are_raised_in_the_order_a_reader_goes_through_them():
    faults = [Fault("b.yaml", 1, "x"), Fault("a.yaml", 10, "y"), Fault("a.yaml", 9, "z")]

    with pytest.raises(PolicyFaults) as caught:
        raise_all([*faults, faults[0]])

    assert str(caught.value).splitlines()[1:] == [
        "a.yaml:9: z",
        "a.yaml:10: y",
        "b.yaml:1: x",
    ]


def test_without_a_fault_nothing_is_raised():
    raise_all([])
