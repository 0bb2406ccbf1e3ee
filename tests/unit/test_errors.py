"""An error's docstring is its message."""

import inspect

import pytest

from bot import errors

ERRORS = [
    kind
    for kind in vars(errors).values()
    if inspect.isclass(kind) and issubclass(kind, errors.ChatwardenError)
]


@pytest.mark.parametrize("kind", ERRORS, ids=lambda kind: kind.__name__)
def test_every_error_speaks_a_sentence(kind):
    assert (kind.__doc__ or "").strip().endswith(".")


def test_the_detail_follows_the_sentence():
    fault = errors.UnknownCase("Number 7.")

    assert str(fault) == "There is no such case. Number 7."


def test_try_later_carries_the_pause():
    assert errors.TryLater(after=30).after == 30
