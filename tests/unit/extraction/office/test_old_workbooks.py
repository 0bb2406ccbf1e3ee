"""What is read of Excel workbooks of the old binary form."""

import struct

import pytest

from bot.domain.attachment import Extract, FileTrait
from bot.extraction.pieces import Gap, Trait
from tests.files.compound_file import compound_file
from tests.files.office import biff, old_workbook
from tests.unit.extraction.office.reading import pieces

LOCKED = [Trait(FileTrait.ENCRYPTED), Gap("it is protected with a password", "all of it")]
BROKEN = [
    Trait(FileTrait.BROKEN, "sheets"),
    Gap("they are damaged and break off", "sheets"),
]
STAFF = [(0, 0, "name"), (0, 1, "ssn"), (1, 0, "Ann"), (1, 1, "123-45-6789")]
RUNS = struct.pack("<HBH", 3, 8, 1) + b"two" + bytes(4)
TABLE = biff(0xFC, struct.pack("<II", 3, 3) + struct.pack("<HB", 4, 0) + b"on")
TABLE += biff(0x3C, b"\1" + "e1".encode("utf-16-le") + RUNS + struct.pack("<HB", 1, 1) + b"\xe9\0")
SHARED = [biff(0xFD, struct.pack("<HHHI", 0, number, 0, number)) for number in range(3)]
DIGITS = biff(0x041E, struct.pack("<HHB", 200, 11, 0) + b"000-00-0000")
STYLE = biff(0xE0, struct.pack("<HH", 0, 200) + bytes(16))
PACKED = biff(0x027E, struct.pack("<HHHI", 0, 0, 0, 123456789 << 2 | 2))
MANY = biff(0xBD, struct.pack("<HHHIHIH", 0, 0, 0, 7 << 2 | 2, 0, 150 << 2 | 3, 1))
TEXT_OF_FORMULA = biff(6, struct.pack("<HHH", 0, 0, 0) + bytes(6) + b"\xff\xff" + bytes(8))
TEXT_OF_FORMULA += biff(0x0207, struct.pack("<HB", 2, 0) + b"ok")
HIDDEN_ROW = biff(0x0208, struct.pack("<HHHHHHHH", 0, 0, 1, 0, 0, 0, 0x20, 0))
FIRST = "sheet “Pay”, cells A1:A1"

WORKBOOKS = {
    "strings that go on in another record": (
        old_workbook(TABLE, records=SHARED),
        [Extract("sheet “Pay”, cells A1:C1", "one1; two; é")],
    ),
    "a number as its format shows it": (
        old_workbook(DIGITS, STYLE, records=[PACKED]),
        [Extract(FIRST, "123-45-6789")],
    ),
    "many numbers in one record": (
        old_workbook(records=[MANY]),
        [Extract("sheet “Pay”, cells A1:B1", "7; 1.5")],
    ),
    "a text that a formula gave": (
        old_workbook(records=[TEXT_OF_FORMULA]),
        [Extract(FIRST, "ok")],
    ),
    "a hidden row": (
        old_workbook(records=[HIDDEN_ROW], cells=[(0, 0, "a")]),
        [
            Trait(FileTrait.HIDDEN_CONTENT, "sheet “Pay”, hidden row 1"),
            Extract(FIRST, "a"),
        ],
    ),
    "a cell that breaks off": (
        old_workbook(cells=[(0, 0, "a")], records=[biff(0x0203, b"ab")]),
        BROKEN,
    ),
    "a record longer than the rest of the file": (
        old_workbook(records=[struct.pack("<HH", 0x0203, 9_999)]),
        BROKEN,
    ),
    "no list of sheets": (compound_file({"Workbook": biff(0x0809, b"\0\6" + bytes(14))}), BROKEN),
    "rows under headings": (
        old_workbook(cells=STAFF),
        [Extract("sheet “Pay”, cells A1:B2", "name; ssn\nname: Ann; ssn: 123-45-6789")],
    ),
    "a hidden sheet": (
        old_workbook(cells=[(0, 0, "a")], state=1),
        [
            Trait(FileTrait.HIDDEN_CONTENT, "hidden sheet “Pay”"),
            Extract("hidden sheet “Pay”, cells A1:A1", "a"),
        ],
    ),
    "a comment": (
        old_workbook(biff(0x1B6, bytes(18)), biff(0x3C, b"\0no")),
        [Extract("comments and text boxes", "no")],
    ),
    "code": (
        old_workbook(streams={"_VBA_PROJECT_CUR": {"VBA": {"dir": b"x"}}}),
        [Trait(FileTrait.MACRO, "macros")],
    ),
    "a password": (old_workbook(biff(0x2F, bytes(6))), LOCKED),
    "no workbook at all": (
        compound_file({"Other": b"x"}),
        [
            Trait(FileTrait.BROKEN),
            Gap("its part “Workbook” is missing or damaged", "all of it"),
        ],
    ),
}


@pytest.mark.parametrize(("content", "expected"), WORKBOOKS.values(), ids=WORKBOOKS)
def test_a_workbook_is_read(tmp_path, content, expected):
    assert pieces("xls", content, tmp_path) == expected
