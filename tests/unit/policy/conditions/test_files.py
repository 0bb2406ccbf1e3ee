"""`attachment` and `unfinished` hold for files and for looks that failed."""

from dataclasses import replace

import pytest

from bot.domain.attachment import FileTrait, Reading
from bot.domain.traits import TRAITS
from bot.policy.situation import Held
from tests.builders import attachment, finding, message, read_attachment
from tests.unit.policy.building import condition, condition_and_faults, situation


def with_files(*files):
    return situation(message(attachments=files))


def test_any_file_holds_and_its_name_is_left_out():
    held = condition("attachment: {any: true}").check(
        with_files(read_attachment(name="salaries of everybody.csv"))
    )

    assert held == Held(because=("a file was sent",), attachments=("F1",))


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


@pytest.mark.parametrize(
    ("traits", "because"),
    [
        pytest.param([{"MACRO"}], ("a file with a macro was sent",), id="one"),
        pytest.param(
            [{"MACRO"}, {"MACRO", "BROKEN"}], ("2 files with macros were sent",), id="two alike"
        ),
        pytest.param(
            [{"MACRO", "WRONG_ENDING"}],
            ("a file with a macro was sent", "a file that is not what its name says was sent"),
            id="two in one",
        ),
        pytest.param([{"BROKEN"}], None, id="another"),
        pytest.param([set()], None, id="none"),
    ],
)
def test_one_of_the_traits_is_enough_and_each_is_said(traits, because):
    asked = condition("attachment: {traits: [WRONG_ENDING, MACRO]}")
    files = [
        read_attachment(id=f"F{n}", traits=frozenset(map(FileTrait, names)))
        for n, names in enumerate(traits)
    ]

    held = asked.check(with_files(*files))

    assert (held.because if held else None) == because


@pytest.mark.parametrize("trait", list(FileTrait))
def test_every_trait_can_be_asked_for_and_reads_as_a_sentence(trait):
    asked = condition(f"attachment: {{traits: [{trait}]}}")
    files = [read_attachment(id=f"F{n}", traits=frozenset({trait})) for n in range(2)]

    one, both = asked.check(with_files(files[0])), asked.check(with_files(*files))

    assert one.because == (f"{TRAITS[trait].one} was sent",)
    assert both.because == (f"2 {TRAITS[trait].many} were sent",)


@pytest.mark.parametrize(
    ("file", "because"),
    [
        pytest.param({"name": "a.exe"}, "a file was sent, of type exe", id="by its name"),
        pytest.param(
            {"name": "a.pdf", "real_type": "exe"}, "a file was sent, of type exe", id="inside"
        ),
        pytest.param({"name": "a.pdf", "real_type": "pdf"}, None, id="another"),
    ],
)
def test_a_file_is_of_a_type_that_is_asked_for(file, because):
    held = condition("attachment: {types: [.EXE, msi]}").check(with_files(read_attachment(**file)))

    assert (held.because if held else None) == ((because,) if because else None)


def in_file(identity, count, label="US_SSN", confidence=0.9):
    part = f"attachment:{identity}:rows 1–200"
    return tuple(
        finding(label=label, part=part, start=n, end=n + 1, confidence=confidence)
        for n in range(count)
    )


def test_identifiers_inside_one_file_are_counted_and_handed_on():
    found = in_file("F1", 100)
    asked = condition("attachment: {min_identifiers: 100}")

    held = asked.check(
        situation(
            message(attachments=(read_attachment(), read_attachment(id="F2"))), findings=found
        )
    )

    assert held == Held(
        because=("a file was sent, with 100 identifiers inside",),
        findings=found,
        attachments=("F1",),
    )


NOT_ENOUGH = {
    "one too few": in_file("F1", 99),
    "spread over two files": in_file("F1", 50) + in_file("F2", 50),
    "in the message": (finding(),) * 100,
    "names": in_file("F1", 100, label="PERSON"),
    "doubtful ones": in_file("F1", 100, confidence=0.4),
}


@pytest.mark.parametrize("found", NOT_ENOUGH.values(), ids=NOT_ENOUGH.keys())
def test_identifiers_count_only_where_they_are_and_if_they_are(found):
    files = (read_attachment(), read_attachment(id="F2"))

    held = condition("attachment: {min_identifiers: 100}").check(
        situation(message(attachments=files), findings=found)
    )

    assert held is None


def test_several_files_of_many_identifiers_are_told_together():
    files = (read_attachment(), read_attachment(id="F2"))
    found = in_file("F1", 3) + in_file("F2", 2)

    held = condition("attachment: {min_identifiers: 2, types: [csv]}").check(
        situation(message(attachments=files), findings=found)
    )

    assert held.because == (
        "2 files were sent, of type csv, each with 2 identifiers or more inside",
    )


def test_a_file_that_was_read_in_part_could_not_be_checked_in_full():
    torn = read_attachment()
    torn = replace(torn, reading=Reading.UNSCANNED)

    held = condition("attachment: {unscanned: true}").check(with_files(torn))

    assert held.because == ("a file was sent, and could not be checked in full",)


def test_an_unfinished_look_names_the_files_it_is_about():
    files = (read_attachment(), read_attachment(id="F2"), attachment(id="F3"))

    held = condition("unfinished: true").check(
        situation(message(attachments=files), unfinished=("x on attachment:F2:page 1",))
    )

    assert held.attachments == ("F2", "F3")


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
        pytest.param(
            "attachment: {traits: [MACROS]}",
            "unknown trait “MACROS”; did you mean “MACRO”?",
            id="unknown trait",
        ),
        pytest.param("attachment: {traits: []}", "“traits” names none", id="no trait"),
        pytest.param("attachment: {types: []}", "“types” names none", id="no type"),
        pytest.param(
            "attachment: {min_identifiers: 0}",
            "“min_identifiers” must be a whole number, at least 1",
            id="no identifier",
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
