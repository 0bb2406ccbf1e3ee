"""What is read of an Excel workbook of today."""

import resource
import time

import pytest

from bot.domain.attachment import Extract, FileTrait
from bot.extraction.pieces import Gap, Trait
from tests.files.office import X, binary_workbook, cell, rows, sheet, workbook
from tests.unit.extraction.office.reading import pieces

PAY = "sheet “Pay”"
STAFF = Extract(f"{PAY}, cells A1:B2", "name; ssn\nname: Ann; ssn: 123-45-6789")
STAFF_ROWS = rows(("name", "ssn"), ("Ann", "123-45-6789"))
ONE_ROW = Extract(f"{PAY}, cells A1:B1", "a; b")


def styles(*formats):
    codes = "".join(
        f'<numFmt numFmtId="{200 + at}" formatCode="{code}"/>' for at, code in enumerate(formats)
    )
    uses = "".join(f'<xf numFmtId="{200 + at}"/>' for at in range(len(formats)))
    return (
        f'<styleSheet xmlns="{X}"><numFmts>{codes}</numFmts><cellXfs>{uses}</cellXfs></styleSheet>'
    )


SHEETS = {
    "rows under headings": (STAFF_ROWS, [STAFF]),
    "a title above the headings": (
        rows(("Staff",), ("name", "ssn"), ("Ann", "1")),
        [Extract(f"{PAY}, cells A1:B3", "Staff\nname; ssn\nname: Ann; ssn: 1")],
    ),
    "a cell far out": (
        f'<row r="7">{cell("AB7", "x")}</row>',
        [Extract(f"{PAY}, cells A7:AB7", "x")],
    ),
    "cells without names": (
        "<row><c><v>1</v></c><c><v>2</v></c></row>",
        [Extract(f"{PAY}, cells A1:B1", "1; 2")],
    ),
    "a hidden row": (
        rows(("a", "b"), more=' hidden="1"'),
        [Trait(FileTrait.HIDDEN_CONTENT, f"{PAY}, hidden row 1"), ONE_ROW],
    ),
    "a formula never calculated": (
        '<row r="1"><c r="A1"><f>"12"&amp;"3"</f></c></row>',
        [Extract(f"{PAY}, cells A1:A1", '="12"&"3"')],
    ),
    "a formula that fetches": (
        '<row r="1"><c r="A1"><f>WEBSERVICE("https://x")</f><v>5</v></c></row>',
        [
            Trait(FileTrait.EXTERNAL_LINK, f"{PAY}, formula"),
            Extract(f"{PAY}, cells A1:A1", "5"),
        ],
    ),
    "a number in powers of ten": (
        '<row r="1"><c r="A1"><v>4.111111111111111E15</v></c></row>',
        [Extract(f"{PAY}, cells A1:A1", "4111111111111111")],
    ),
    "a string that is not there": ('<row r="1"><c r="A1" t="s"><v>7</v></c></row>', []),
}


@pytest.mark.parametrize(("inside", "expected"), SHEETS.values(), ids=SHEETS)
def test_a_sheet_is_read_row_by_row(tmp_path, inside, expected):
    assert pieces("xlsx", workbook({"Pay": sheet(inside)}), tmp_path) == expected


FORMATS = {
    "a social security number": ("000-00-0000", 12345678, "012-34-5678"),
    "quoted strokes": ("000&quot;-&quot;00&quot;-&quot;0000", 123456789, "123-45-6789"),
    "a date": ("yyyy\\-mm\\-dd", 32874, "1990-01-01"),
    "a date and time": ("d/m/yy h:mm", 32874.5, "1990-01-01 12:00:00"),
    "money": ("#,##0.00", 12.5, "12.5"),
    "a number longer than its format": ("000-00-0000", 1234567890, "1234567890"),
    "a date beyond all calendars": ("yyyy", 9999999, "9999999"),
}


@pytest.mark.parametrize(("code", "value", "expected"), FORMATS.values(), ids=FORMATS)
def test_a_number_is_read_as_its_format_shows_it(tmp_path, code, value, expected):
    inside = f'<row r="1">{cell("A1", value, " s=" + repr("0"))}</row>'
    content = workbook({"Pay": sheet(inside)}, {"xl/styles.xml": styles(code)})

    assert pieces("xlsx", content, tmp_path) == [Extract(f"{PAY}, cells A1:A1", expected)]


@pytest.mark.parametrize(
    ("state", "kind"),
    {"hidden": "hidden sheet", "veryHidden": "very hidden sheet"}.items(),
)
def test_a_hidden_sheet_is_told_by_its_place(tmp_path, state, kind):
    content = workbook({"Pay": sheet(rows(("a", "b")))}, state=state)

    assert pieces("xlsx", content, tmp_path) == [
        Trait(FileTrait.HIDDEN_CONTENT, f"{kind} “Pay”"),
        Extract(f"{kind} “Pay”, cells A1:B1", "a; b"),
    ]


def test_a_sheet_that_no_list_names_is_read_and_told(tmp_path):
    content = workbook({}, {"xl/worksheets/old.xml": sheet(rows(("a", "b")))})
    place = "unlisted sheet “xl/worksheets/old.xml”"

    assert pieces("xlsx", content, tmp_path) == [
        Trait(FileTrait.HIDDEN_CONTENT, place),
        Extract(f"{place}, cells A1:B1", "a; b"),
    ]


def test_shared_strings_are_put_in_their_cells(tmp_path):
    inside = '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c></row>'
    strings = f'<sst xmlns="{X}"><si><t>b</t></si><si><r><t>a</t></r><rPh><t>…</t></rPh></si></sst>'
    book = {
        "xl/sharedStrings.xml": strings,
    }

    assert pieces("xlsx", workbook({"Pay": sheet(inside)}, book), tmp_path) == [ONE_ROW]


def test_names_are_read(tmp_path):
    names = '<definedNames><definedName name="ssn">"123"</definedName></definedNames>'
    content = workbook({"Pay": sheet(rows(("a", "b")))}, names=names)

    assert pieces("xlsx", content, tmp_path) == [ONE_ROW, Extract("defined names", 'ssn: "123"')]


def test_headers_of_pages_and_rules_for_input_are_read(tmp_path):
    more = (
        '<dataValidations><dataValidation prompt="your ssn"><formula1>"a,b"</formula1>'
        "</dataValidation></dataValidations><headerFooter><oddHeader>h</oddHeader></headerFooter>"
    )
    content = workbook({"Pay": sheet(rows(("a", "b")), more)})

    assert pieces("xlsx", content, tmp_path) == [
        Extract(f"{PAY}, input rule", 'your ssn\n"a,b"'),
        Extract(f"{PAY}, page header or footer", "h"),
        ONE_ROW,
    ]


def test_a_sheet_of_old_macros_is_code(tmp_path):
    macro = (
        f'<xm:macrosheet xmlns:xm="urn:xm" xmlns="{X}"><sheetData>{rows(("a", "b"))}</sheetData>'
    )
    content = workbook({"Pay": macro + "</xm:macrosheet>"})

    assert pieces("xlsx", content, tmp_path) == [Trait(FileTrait.MACRO, PAY), ONE_ROW]


def test_a_torn_sheet_is_read_up_to_there(tmp_path):
    content = workbook({"Pay": sheet(STAFF_ROWS)[:-40]})

    assert pieces("xlsx", content, tmp_path) == [
        Extract(f"{PAY}, cells A1:B1", "name; ssn"),
        Trait(FileTrait.BROKEN, PAY),
        Gap("it is damaged and breaks off", PAY),
    ]


def test_names_of_sheets_are_shown_without_marks_that_turn_them(tmp_path):
    content = workbook({"Pay\u202etxt": sheet(rows(("a", "b")))})

    assert pieces("xlsx", content, tmp_path) == [
        Extract("sheet “Pay\ufffdtxt”, cells A1:B1", "a; b")
    ]


def test_more_text_than_may_be_is_given_up(tmp_path):
    inside = '<row><c t="s"><v>0</v></c></row>' * 100
    strings = f'<sst xmlns="{X}"><si><t>{"a" * 100}</t></si></sst>'
    content = workbook({"Pay": sheet(inside)}, {"xl/sharedStrings.xml": strings})

    assert pieces("xlsx", content, tmp_path, max_characters=5_000)[-1] == Gap(
        "it holds more than 5,000 characters of text", "all of it"
    )


def test_parts_with_the_same_name_are_both_read(tmp_path):
    content = workbook({"Pay": sheet(rows(("a", "b")))}, {"XL/Worksheets/sheet1.xml": "x"})

    assert Trait(FileTrait.BROKEN, "two parts of one name") in pieces("xlsx", content, tmp_path)


def test_a_workbook_of_the_binary_form_is_read(tmp_path):
    content = binary_workbook([["name", "ssn"], ["Ann", "1"]], comment=(1, 1, "no"))

    assert pieces("xlsb", content, tmp_path) == [
        Extract(f"{PAY}, cell B2, comment", "no"),
        Extract(f"{PAY}, cells A1:B2", "name; ssn\nname: Ann; ssn: 1"),
    ]


def test_a_hidden_sheet_of_the_binary_form_is_told(tmp_path):
    content = binary_workbook([["a"]], state=1)

    assert pieces("xlsb", content, tmp_path) == [
        Trait(FileTrait.HIDDEN_CONTENT, "hidden sheet “Pay”"),
        Extract("hidden sheet “Pay”, cells A1:A1", "a"),
    ]


def test_a_torn_sheet_of_the_binary_form_is_read_up_to_there(tmp_path):
    content = binary_workbook([["a", "b"], ["c"]], cut=8)

    assert pieces("xlsb", content, tmp_path) == [
        ONE_ROW,
        Trait(FileTrait.BROKEN, PAY),
        Gap("it is damaged and breaks off", PAY),
    ]


@pytest.mark.slow
def test_a_hundred_thousand_rows_are_read_in_time_and_little_memory(tmp_path):
    line = "".join(f'<c r="{column}1" t="str"><v>text</v></c>' for column in "ABCDEFGHIJ")
    content = workbook({"Big": sheet(f"<row>{line}</row>" * 100_000)})
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()  # what else runs here meanwhile does not count

    found = pieces("xlsx", content, tmp_path, max_expansion=2_000)

    assert len(found) == 500
    assert time.process_time() - began <= 20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before <= 512_000
