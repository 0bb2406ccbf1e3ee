"""Lengths of time are read as they are written, and said in their largest whole unit."""

from datetime import timedelta

import pytest

from bot.policy.durations import parse_duration, say_duration


@pytest.mark.parametrize(
    ("written", "length", "said"),
    [
        ("90s", timedelta(seconds=90), "90 seconds"),
        ("10m", timedelta(minutes=10), "10 minutes"),
        ("1h", timedelta(hours=1), "1 hour"),
        ("30d", timedelta(days=30), "30 days"),
        ("2w", timedelta(weeks=2), "2 weeks"),
        ("3y", timedelta(days=1095), "3 years"),
        ("60m", timedelta(hours=1), "1 hour"),
        ("200y", timedelta(days=73000), "200 years"),
    ],
)
def test_a_duration_is_read_and_said(written, length, said):
    assert parse_duration(written) == length
    assert say_duration(length) == said


@pytest.mark.parametrize(
    "written", ["", "10", "m", "10 m", "-1d", "1.5h", "10x", "0d", "1d2h", "201y", "100000s"]
)
def test_what_is_no_duration_is_none(written):
    assert parse_duration(written) is None


def test_less_than_a_second_is_said_too():
    assert say_duration(timedelta(milliseconds=500)) == "0.5 seconds"
