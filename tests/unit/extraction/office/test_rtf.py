"""What is read of an RTF document."""

import struct

import pytest

from bot.domain.attachment import Extract, FileTrait
from bot.extraction.pieces import Gap, Trait
from tests.files.compound_file import compound_file
from tests.files.office import packed_object
from tests.unit.extraction.office.reading import pieces


def rtf(inside):
    fonts = r"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial;}}"
    return (r"{\rtf1\ansi\ansicpg1252\deff0" + fonts + inside + "}").encode()


def embedded(name, content):
    head = struct.pack("<II", 0x501, 2) + struct.pack("<I", len(name) + 1) + name.encode() + b"\0"
    return (head + bytes(8) + struct.pack("<I", len(content)) + content).hex()


TEXTS = {
    "paragraphs": (r"one\par two\par", [Extract("paragraphs 1–2", "one\ntwo")]),
    "one number in two groups": (r"{123-45}{\b -6789}", [Extract("paragraph 1", "123-45-6789")]),
    "line breaks of the file": ("12\r\n34", [Extract("paragraph 1", "1234")]),
    "letters of a code page": (r"caf\'e9", [Extract("paragraph 1", "café")]),
    "letters of a font's code page": (r"{\f1 \'c0\'c1}", [Extract("paragraph 1", "АБ")]),
    "letters by their number": (r"\u8364\'80 5", [Extract("paragraph 1", "€ 5")]),
    "letters by number without a stand-in": (r"\uc0\u8364 5", [Extract("paragraph 1", "€5")]),
    "braces": (r"\{a\}", [Extract("paragraph 1", "{a}")]),
    "a row": (r"a\cell b\cell\row", [Extract("paragraph 1", "a; b;")]),
    "a header": (r"{\header h}a", [Extract("paragraph 1", "a"), Extract("header", "h")]),
    "a footnote": (
        r"a{\footnote n}",
        [Extract("paragraph 1", "a"), Extract("footnote 1", "n")],
    ),
    "a comment": (
        r"a{\*\atnid X}{\*\annotation c}",
        [Extract("paragraph 1", "a"), Extract("comment 1", "c")],
    ),
    "properties": (
        r"{\info{\title t}{\author u}}a",
        [Extract("paragraph 1", "a"), Extract("document properties", "tu")],
    ),
    "hidden text": (
        r"a{\v b}",
        [
            Extract("hidden text, paragraph 1", "ab"),
            Extract("paragraph 1", "a"),
        ],
    ),
    "a tracked deletion": (
        r"a{\deleted b}",
        [Extract("tracked deletion, paragraph 1", "ab"), Extract("paragraph 1", "a")],
    ),
    "a destination of no text": (r"{\*\unheard x}a", [Extract("paragraph 1", "a")]),
    "a link": (
        r'{\field{\*\fldinst HYPERLINK "https://x.example"}{\fldrslt a}}',
        [Extract("paragraph 1", "a"), Extract("field 1", 'HYPERLINK "https://x.example"')],
    ),
    "a file within": (
        r"{\object{\*\objdata " + embedded("Package", packed_object("a.txt", b"x")[4:]) + "}}",
        [("embedded object 1, embedded file “a.txt”", "a.txt", b"x")],
    ),
    "a document within": (
        r"{\object{\*\objdata " + embedded("X", compound_file({"Package": b"PK"})) + "}}",
        [("embedded object 1, embedded file “object.bin”", "object.bin", b"PK")],
    ),
    "a damaged object": (
        r"{\object{\*\objdata 0105}}",
        [
            Trait(FileTrait.BROKEN, "embedded object 1"),
            Gap("an embedded object is damaged", "embedded object 1"),
        ],
    ),
    "a picture": (
        r"{\pict\pngblip " + (b"\x89PNG" + b"p" * 2_996).hex() + "}",
        [("picture 1", "picture1.png", b"\x89PNG" + b"p" * 2_996)],
    ),
    "groups that never end": (r"a{{{{b", [Extract("paragraph 1", "ab")]),
    "groups that never began": (r"a}}}}b", [Extract("paragraph 1", "ab")]),
    "a template from elsewhere": (
        r"{\*\template https://x.example/a.dot}a",
        [
            Extract("paragraph 1", "a"),
            Trait(FileTrait.EXTERNAL_LINK, "links"),
            Extract("links", "https://x.example/a.dot"),
        ],
    ),
}
HIDDEN = Trait(FileTrait.HIDDEN_CONTENT, "hidden text, paragraph 1")


@pytest.mark.parametrize(("inside", "expected"), TEXTS.values(), ids=TEXTS)
def test_text_is_read_with_what_hangs_on_it(tmp_path, inside, expected):
    found = pieces("rtf", rtf(inside), tmp_path)

    assert [piece for piece in found if piece != HIDDEN] == expected


def test_hidden_text_is_told(tmp_path):
    assert HIDDEN in pieces("rtf", rtf(r"{\v b}"), tmp_path)


def test_groups_too_deep_are_given_up(tmp_path):
    assert pieces("rtf", rtf("{" * 3_000), tmp_path) == [
        Gap("its groups are nested too deep", "all of it")
    ]
