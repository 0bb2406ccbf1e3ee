"""`attachment` and `unfinished` hold for files and for looks that failed."""

import pytest

from bot.domain.attachment import Reading
from tests.builders import attachment, message, read_attachment
from tests.unit.policy.building import condition, condition_and_faults, situation


def with_files(*files):
    return situation(message(attachments=files))


def test_any_file_holds_and_its_name_is_left_out():
    held = condition("attachment: {any: true}").check(
        with_files(read_attachment(name="salaries of everybody.csv"))
    )

    assert held.because == ("a file was sent",)


def test_files_are_counted():
    held = condition("attachment: {any: true}").check(
        with_files(read_attachment(), read_attachment())
    )

    assert held.because == ("2 files were sent",)


def test_no_file_does_not_hold():
    assert condition("attachment: {any: true}").check(situation()) is None


@pytest.mark.parametrize(
    ("size", "holds"),
    [
        pytest.param(25_000_001, True, id="over"),
        pytest.param(25_000_000, False, id="at the limit"),
        pytest.param(-1, False, id="not told"),
    ],
)
def test_a_file_is_large_over_the_limit(size, holds):
    held = condition("attachment: {min_size_mb: 25}").check(with_files(read_attachment(size=size)))

    assert (held.because if held else None) == (
        ("a file was sent, larger than 25 MB",) if holds else None
    )


@pytest.mark.parametrize(
    ("name", "holds"),
    [
        pytest.param("list.csv", False, id="on the list"),
        pytest.param("list.CSV", False, id="on the list, in capitals"),
        pytest.param("list.exe", True, id="not on the list"),
        pytest.param("list", True, id="no ending at all"),
    ],
)
def test_a_file_is_held_to_the_list_of_types(name, holds):
    held = condition("attachment: {types_not_in: [.csv, PDF]}").check(
        with_files(read_attachment(name=name))
    )

    assert (held.because if held else None) == (
        ("a file was sent, of a type that is not on the list",) if holds else None
    )


@pytest.mark.parametrize(
    ("reading", "holds"),
    [
        pytest.param(Reading.READ, False, id="read"),
        pytest.param(Reading.UNSCANNED, True, id="unscanned"),
        pytest.param(Reading.PENDING, True, id="not looked at yet"),
    ],
)
def test_only_a_read_file_is_a_clean_look(reading, holds):
    dark = with_files(attachment(reading=reading))

    unscanned = condition("attachment: {unscanned: true}").check(dark)
    unfinished = condition("unfinished: true").check(dark)

    assert (unscanned.because if unscanned else None) == (
        ("a file was sent, and could not be checked",) if holds else None
    )
    assert (unfinished.because if unfinished else None) == (
        ("it could not be checked in full",) if holds else None
    )


def test_all_that_is_asked_must_hold_for_one_and_the_same_file():
    large = read_attachment(size=30_000_000)
    dark = attachment(reading=Reading.UNSCANNED)
    asked = condition("attachment: {min_size_mb: 25, unscanned: true}")

    assert asked.check(with_files(large, dark)) is None
    assert asked.check(
        with_files(attachment(reading=Reading.UNSCANNED, size=30_000_000))
    ).because == ("a file was sent, larger than 25 MB, and could not be checked",)


def test_a_look_that_did_not_finish_is_no_clean_look():
    held = condition("unfinished: true").check(situation(unfinished=("spacy",)))

    assert held.because == ("it could not be checked in full",)


@pytest.mark.parametrize(
    ("written", "what"),
    [
        pytest.param(
            "attachment: {}",
            "attachment asks nothing; write `any: true` for any file",
            id="nothing asked",
        ),
        pytest.param(
            "attachment: {any: false}",
            "“any” can only be true; leave it out or put the rule under `not`",
            id="any false",
        ),
        pytest.param(
            "attachment: true", "attachment must be a mapping, not a single value", id="no mapping"
        ),
        pytest.param(
            "attachment: {min_size_mb: -1}", "“min_size_mb” must be a number", id="negative"
        ),
        pytest.param("attachment: {unscanned: yes}", "“unscanned” must be true or false", id="yes"),
        pytest.param(
            "unfinished: false",
            "“unfinished” can only be true; put it under `not` for the contrary",
            id="unfinished false",
        ),
    ],
)
def test_what_cannot_be_read_is_a_fault(written, what):
    _, faults = condition_and_faults(written)

    assert faults == [(1, what)]
