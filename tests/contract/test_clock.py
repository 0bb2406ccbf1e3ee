"""What every clock keeps to."""

from datetime import UTC, timedelta

import pytest

from bot.bootstrap.clock import SystemClock
from tests.fakes import FixedClock


@pytest.fixture(params=[SystemClock, FixedClock])
def any_clock(request):
    return request.param()


def test_the_time_is_told_in_utc(any_clock):
    assert (any_clock.now().tzinfo, any_clock.now().utcoffset()) == (UTC, timedelta(0))


def test_the_time_does_not_run_backwards(any_clock):
    told = [any_clock.now() for _ in range(100)]

    assert told == sorted(told)
