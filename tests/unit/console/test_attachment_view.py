"""A file as a case page shows it: what it is, what is with it, what was not read."""

import pytest

from bot.console.attachment_view import AttachmentView, TraitView, view_attachment
from bot.console.finding_view import FindingViews
from bot.console.marking import marker_for
from bot.domain.attachment import Extract, FileTrait, Reading
from bot.domain.notice import MASK
from tests import builders as b
from tests import case_builders as c


def view(file, **changes):
    flagged = c.flagged(attachments=(file,), **changes)
    marker = marker_for((flagged,), revealed=False)
    return view_attachment(file, marker, FindingViews(flagged, marker))


def test_a_program_with_another_name_is_told_for_what_it_is():
    _, program = c.hostile_files()[0]

    assert view(program) == AttachmentView(
        name="invoice�fdp.exe",
        size="48.0 kB",
        type="Windows program",
        claimed="PDF document",
        sha256="a1" * 32,
        traits=(
            TraitView("program", "It is a program, or a script that a double click runs.", "bad"),
            TraitView("deceptive name", "Its name is made to be read as another name.", "bad"),
        ),
        reading="could not be checked",
        tone="warn",
        because="no reader for Windows programs",
    )


READINGS = {
    "not looked at yet": ({}, "not read yet", "info"),
    "read": ({"reading": Reading.READ}, "read in full", "good"),
    "partly read": (
        {"reading": Reading.UNSCANNED, "extracts": (Extract("page 1", "x"),)},
        "partly read",
        "warn",
    ),
    "partly read, its text not kept": (
        {"reading": Reading.UNSCANNED, "read_in_part": True},
        "partly read",
        "warn",
    ),
    "unscanned": ({"reading": Reading.UNSCANNED}, "could not be checked", "warn"),
}


@pytest.mark.parametrize(("changes", "reading", "tone"), READINGS.values(), ids=READINGS.keys())
def test_a_file_says_what_became_of_the_look_inside(changes, reading, tone):
    seen = view(b.attachment(**changes))

    assert (seen.reading, seen.tone) == (reading, tone)


TYPES = {
    "seen": ({"real_type": "docx"}, "Word document"),
    "not looked into": ({"claimed_type": "image/png"}, "PNG image, by its own claim"),
    "not told": ({}, "type unknown"),
    "a kind without words of its own": ({"real_type": "sql"}, "SQL file"),
    "a media type nobody listed": (
        {"claimed_type": "application/x-odd"},
        "application/x-odd, by its own claim",
    ),
}


@pytest.mark.parametrize(("changes", "words"), TYPES.values(), ids=TYPES.keys())
def test_a_type_is_told_in_words(changes, words):
    assert view(b.attachment(**changes)).type == words


def test_values_that_were_found_are_hidden_in_the_name_and_the_reasons():
    file = b.attachment(name=f"{c.SECRET}.zip", because=f"file “{c.SECRET}”: it is encrypted")

    seen = view(file)

    assert (seen.name, seen.because) == (f"{MASK}.zip", f"file “{MASK}”: it is encrypted")


def test_places_beyond_what_anybody_reads_are_counted():
    found = tuple(b.finding(part=f"attachment:F1:file {n}, header") for n in range(50))

    seen = view(b.attachment(), findings=found)

    assert (len(seen.findings), seen.more_places) == (40, 10)


def test_every_trait_has_a_chip_with_a_sentence():
    seen = view(b.attachment(traits=frozenset(FileTrait)))

    assert len({trait.title for trait in seen.traits}) == len(FileTrait)
    assert all(trait.sentence.endswith(".") for trait in seen.traits)
