"""The console's words."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.console import words
from bot.domain.attachment import Reading
from bot.domain.case import CaseStatus, Resolution, Step
from bot.domain.decision import ActionKind, OutcomeStatus, Severity
from bot.domain.message import AudienceKind, Platform
from bot.domain.reply import ReplyKind
from tests.builders import NOON


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (timedelta(seconds=-5), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(seconds=60), "1 min ago"),
        (timedelta(minutes=59), "59 min ago"),
        (timedelta(hours=1), "1 hour ago"),
        (timedelta(hours=23, minutes=59), "23 hours ago"),
        (timedelta(days=1), "1 day ago"),
        (timedelta(days=40), "40 days ago"),
    ],
    ids=str,
)
def test_an_age_is_told_in_its_largest_unit(passed, said):
    assert words.age(NOON, NOON + passed) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [(365, "1 year"), (1095, "3 years"), (30, "30 days"), (1, "1 day"), (0, "0 days")],
)
def test_a_time_to_keep_is_told_in_years_where_it_comes_out_even(days, said):
    assert words.lasting(timedelta(days=days)) == said


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (-1, "size unknown"),
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1_000, "1.0 kB"),
        (2_350_000, "2.4 MB"),
    ],
)
def test_a_file_size_is_told_as_people_say_it(size, said):
    assert words.file_size(size) == said


def test_a_moment_is_told_in_utc():
    at = datetime(2026, 3, 2, 1, 5, tzinfo=timezone(timedelta(hours=-5)))

    assert words.moment(at) == "2 Mar 2026, 06:05 UTC"
    assert words.moment(datetime(2026, 12, 24, 18, 0, tzinfo=UTC)) == "24 Dec 2026, 18:00 UTC"


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        pytest.param(words.STATUS_TITLES, CaseStatus, id="statuses"),
        pytest.param(words.STATUS_TONES, CaseStatus, id="tones of statuses"),
        pytest.param(words.RESOLUTION_TITLES, Resolution, id="resolutions"),
        pytest.param(words.STEP_BUTTONS, Step, id="buttons"),
        pytest.param(words.STEPS_DONE, Step, id="steps done"),
        pytest.param(words.ACTION_TITLES, ActionKind, id="actions"),
        pytest.param(words.OUTCOME_TONES, OutcomeStatus, id="outcomes"),
        pytest.param(words.REPLY_TITLES, ReplyKind, id="replies"),
        pytest.param(words.READING_TITLES, Reading, id="readings"),
        pytest.param(words.AUDIENCE_TITLES, AudienceKind, id="audiences"),
        pytest.param(words.PLATFORM_TITLES, Platform, id="platforms"),
        pytest.param(words.SEVERITY_TITLES, Severity, id="severities"),
    ],
)
def test_every_name_has_its_word(titles, names):
    assert set(titles) == set(names)
