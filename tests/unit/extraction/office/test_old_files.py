"""What is read of office files of the old binary form."""

import struct

import pytest

from bot.domain.attachment import Extract, FileTrait
from bot.extraction.pieces import Gap, Trait
from tests.files.compound_file import compound_file
from tests.files.office import (
    atom,
    enhanced_metafile,
    old_deck,
    old_word,
    packed_object,
)
from tests.unit.extraction.office.reading import pieces

LOCKED = [Trait(FileTrait.ENCRYPTED), Gap("it is protected with a password", "all of it")]
PNG = b"\x89PNG\r\n\x1a\n" + b"p" * 3_000 + b"IEND\xaeB`\x82"

DOCUMENTS = {
    "paragraphs": (old_word(["one\rtwo\r"]), [Extract("paragraphs 1–2", "one\ntwo")]),
    "notes, headers and comments": (
        old_word(["body\r", "note\r", "head\r", "", "comment\r"]),
        [
            Extract("paragraph 1", "body"),
            Extract("footnotes, paragraph 1", "note"),
            Extract("headers and footers, paragraph 1", "head"),
            Extract("comments, paragraph 1", "comment"),
        ],
    ),
    "a table": (old_word(["a\x07b\x07\r"]), [Extract("paragraph 1", "a; b;")]),
    "a field": (
        old_word(['\x13HYPERLINK "x"\x14a\x15\r']),
        [Extract("paragraph 1", 'HYPERLINK "x" a'), Extract("field", 'HYPERLINK "x"')],
    ),
    "code": (
        old_word(["a"], streams={"Macros": {"VBA": {"dir": b"x"}}}),
        [Trait(FileTrait.MACRO, "macros"), Extract("paragraph 1", "a")],
    ),
    "a file within": (
        old_word(
            ["a"], streams={"ObjectPool": {"_1": {"\x01Ole10Native": packed_object("b.txt", b"x")}}}
        ),
        [
            Extract("paragraph 1", "a"),
            ("embedded object 1, embedded file “b.txt”", "b.txt", b"x"),
        ],
    ),
    "a document within": (
        old_word(["a"], streams={"ObjectPool": {"_1": {"Workbook": b"x"}}}),
        [
            Extract("paragraph 1", "a"),
            Gap("an embedded document of the old form is not read", "embedded object 1"),
        ],
    ),
    "a picture": (
        old_word(["a"], streams={"Data": b"..." + PNG + b"..."}),
        [Extract("paragraph 1", "a"), ("picture 1", "picture1.png", PNG)],
    ),
    "a password": (old_word(["a"], flags=0x0300), LOCKED),
    "a table of pieces that is not there": (
        old_word(["a"], flags=0),
        [
            Trait(FileTrait.BROKEN),
            Gap("its part “0Table” is missing or damaged", "all of it"),
        ],
    ),
    "no text at all": (
        compound_file({"WordDocument": b"x"}),
        [Trait(FileTrait.BROKEN), Gap("the table of its text is damaged", "all of it")],
    ),
    "a torn directory": (
        old_word(["a"])[:600],
        [
            Trait(FileTrait.BROKEN),
            Gap("it is torn: its directory is missing or damaged", "all of it"),
        ],
    ),
}


@pytest.mark.parametrize(("content", "expected"), DOCUMENTS.values(), ids=DOCUMENTS)
def test_a_document_is_read(tmp_path, content, expected):
    assert pieces("doc", content, tmp_path) == expected


def wide(text):
    return atom(0x0FA0, text.encode("utf-16-le"))


def slide(*inside, kind=0x03EE):
    return atom(kind, b"".join(inside), version=0xF)


DECKS = {
    "slides": (
        old_deck(slide(wide("a\rb")), slide(atom(0x0FA8, b"c"))),
        [Extract("slide 1", "a\nb"), Extract("slide 2", "c")],
    ),
    "notes": (old_deck(slide(wide("n"), kind=0x03F0)), [Extract("notes 1", "n")]),
    "a comment": (
        old_deck(slide(atom(0x0FBA, "c".encode("utf-16-le")), kind=0x2EE0)),
        [Extract("comment 1", "c")],
    ),
    "the outline": (
        old_deck(atom(0x0FF0, atom(0x03F3, b"") + wide("a"), version=0xF)),
        [Extract("slide 1", "a")],
    ),
    "a slide saved twice": (
        old_deck(slide(wide("a")), slide(wide("a"))),
        [Extract("slide 1", "a")],
    ),
    "a hidden slide": (
        old_deck(slide(atom(0x03F9, bytes(10) + b"\4\0"), wide("a"))),
        [Trait(FileTrait.HIDDEN_CONTENT, "hidden slide 1"), Extract("slide 1", "a")],
    ),
    "code": (
        old_deck(atom(0x0400, struct.pack("<III", 0, 1, 2))),
        [Trait(FileTrait.MACRO, "macros")],
    ),
    "a password": (
        old_deck(b"", streams={"Current User": bytes(12) + b"\xdf\xc4\xd1\xf3"}),
        LOCKED,
    ),
    "a record that breaks off": (
        old_deck(struct.pack("<HHI", 0, 0x0FA8, 9) + b"abc"),
        [
            Trait(FileTrait.BROKEN, ""),
            Gap("it is damaged and breaks off", ""),
            Extract("presentation", "abc"),
        ],
    ),
}


@pytest.mark.parametrize(("content", "expected"), DECKS.values(), ids=DECKS)
def test_a_presentation_is_read(tmp_path, content, expected):
    assert pieces("ppt", content, tmp_path) == expected


def test_a_file_of_today_with_a_password_is_not_read(tmp_path):
    content = compound_file({"EncryptedPackage": b"x"})

    assert pieces("encrypted_office", content, tmp_path) == LOCKED


OBJECTS = {
    "a file dragged into a document": (
        {"\x01Ole10Native": packed_object("a.txt", b"x")},
        [("embedded file “a.txt”", "a.txt", b"x")],
    ),
    "an object of another program": (
        {"Other": b"x"},
        [Gap("it is of a program whose files are not read")],
    ),
}


@pytest.mark.parametrize(("streams", "expected"), OBJECTS.values(), ids=OBJECTS)
def test_an_object_is_unwrapped(tmp_path, streams, expected):
    assert pieces("ole2", compound_file(streams), tmp_path) == expected


def test_a_metafile_is_read_line_by_line(tmp_path):
    content = enhanced_metafile("Ann", "123-45-6789")

    assert pieces("emf", content, tmp_path) == [Extract("drawing", "Ann\n123-45-6789")]


def test_letters_drawn_one_by_one_are_put_together(tmp_path):
    content = enhanced_metafile("A", "n", "n", height=0)

    assert pieces("emf", content, tmp_path) == [Extract("drawing", "Ann")]
