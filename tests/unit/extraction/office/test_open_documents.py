"""What is read of OpenDocument texts, spreadsheets and presentations."""

import pytest

from bot.domain.attachment import Extract, FileTrait
from bot.extraction.pieces import Gap, Trait
from tests.files.office import ODF, open_document
from tests.unit.extraction.office.reading import pieces

HIDING = (
    "<office:automatic-styles>"
    '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="T"><style:table-properties table:display="false"/></style:style>'
    '<style:style style:name="S"><style:drawing-page-properties presentation:visibility="hidden"/>'
    "</style:style></office:automatic-styles>"
)
CELL = "<table:table-cell><text:p>{}</text:p></table:table-cell>"


def cells(*texts):
    return "".join(CELL.format(text) for text in texts)


def row(*texts, more=""):
    return f"<table:table-row{more}>{cells(*texts)}</table:table-row>"


TEXTS = {
    "paragraphs": (
        "<text:h>one</text:h><text:p>t<text:span>w</text:span>o<text:s/><text:tab/>3</text:p>",
        [Extract("paragraphs 1–2", "one\ntwo \t3")],
    ),
    "a table": (
        f"<table:table>{row('name', 'ssn')}{row('Ann', '1')}</table:table><text:p>end</text:p>",
        [
            Extract("table 1, rows 1–2", "name; ssn\nname: Ann; ssn: 1"),
            Extract("paragraph 1", "end"),
        ],
    ),
    "a comment": (
        "<text:p>a<office:annotation><text:p>c</text:p></office:annotation></text:p>",
        [Extract("paragraph 1, comment", "c"), Extract("paragraph 1", "a")],
    ),
    "a footnote": (
        "<text:p>a<text:note><text:note-body><text:p>n</text:p></text:note-body></text:note></text:p>",
        [Extract("paragraph 1, footnote", "n"), Extract("paragraph 1", "a")],
    ),
    "a tracked deletion": (
        (
            "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p>"
            "</text:deletion></text:changed-region></text:tracked-changes><text:p>a</text:p>"
        ),
        [Extract("tracked deletion", "gone"), Extract("paragraph 1", "a")],
    ),
    "hidden text": (
        '<text:p>a<text:span text:style-name="H">b</text:span></text:p>',
        [
            Trait(FileTrait.HIDDEN_CONTENT, "paragraph 1, hidden text"),
            Extract("paragraph 1, hidden text", "ab"),
            Extract("paragraph 1", "a"),
        ],
    ),
    "a link": (
        '<text:p><text:a xlink:href="https://x.example">a</text:a></text:p>',
        [Extract("paragraph 1", "a"), Extract("links", "https://x.example")],
    ),
    "a picture from elsewhere": (
        '<text:p><draw:frame><draw:image xlink:href="https://x.example/a"/></draw:frame></text:p>',
        [
            Trait(FileTrait.EXTERNAL_LINK, ""),
            Extract("links", "https://x.example/a"),
        ],
    ),
    "a picture of its own": (
        '<text:p><draw:frame><draw:image xlink:href="Pictures/a.png"/></draw:frame></text:p>',
        [],
    ),
    "a script that an event starts": (
        "<office:event-listeners><script:event-listener/></office:event-listeners>",
        [Trait(FileTrait.ACTIVE_CONTENT, "")],
    ),
}


@pytest.mark.parametrize(("body", "expected"), TEXTS.values(), ids=TEXTS)
def test_a_text_is_read(tmp_path, body, expected):
    content = open_document(f"<office:text>{body}</office:text>", styles=HIDING)

    assert pieces("odt", content, tmp_path) == expected


PAY = "sheet “Pay”"
SHEETS = {
    "rows under headings": (
        row("name", "ssn") + row("Ann", "1"),
        [Extract(f"{PAY}, cells A1:B2", "name; ssn\nname: Ann; ssn: 1")],
    ),
    "rows and cells that stand for many": (
        row("", more=' table:number-rows-repeated="1000000"')
        + '<table:table-row><table:table-cell table:number-columns-repeated="2"/>'
        + cells("x")
        + "</table:table-row>",
        [Extract(f"{PAY}, cells A1000001:C1000001", "x")],
    ),
    "a comment": (
        (
            "<table:table-row><table:table-cell><office:annotation><text:p>c</text:p>"
            "</office:annotation><text:p>a</text:p></table:table-cell></table:table-row>"
        ),
        [Extract(f"{PAY}, cell A1, comment", "c"), Extract(f"{PAY}, cells A1:A1", "a")],
    ),
    "a hidden row": (
        row("a", more=' table:visibility="collapse"'),
        [
            Trait(FileTrait.HIDDEN_CONTENT, f"{PAY}, hidden row 1"),
            Extract(f"{PAY}, cells A1:A1", "a"),
        ],
    ),
}


@pytest.mark.parametrize(("inside", "expected"), SHEETS.values(), ids=SHEETS)
def test_a_spreadsheet_is_read_row_by_row(tmp_path, inside, expected):
    table = f'<table:table table:name="Pay">{inside}</table:table>'
    content = open_document(f"<office:spreadsheet>{table}</office:spreadsheet>")

    assert pieces("ods", content, tmp_path) == expected


def test_a_hidden_sheet_is_told_by_its_place(tmp_path):
    table = f'<table:table table:name="Pay" table:style-name="T">{row("a")}</table:table>'
    content = open_document(f"<office:spreadsheet>{table}</office:spreadsheet>", styles=HIDING)

    assert pieces("ods", content, tmp_path) == [
        Trait(FileTrait.HIDDEN_CONTENT, "hidden sheet “Pay”"),
        Extract("hidden sheet “Pay”, cells A1:A1", "a"),
    ]


def test_slides_and_their_notes_are_read(tmp_path):
    first = (
        "<draw:page><draw:frame><draw:text-box><text:p>a</text:p></draw:text-box></draw:frame>"
        "<presentation:notes><text:p>n</text:p></presentation:notes></draw:page>"
    )
    second = '<draw:page draw:style-name="S"><text:p>b</text:p></draw:page>'
    body = f"<office:presentation>{first}{second}</office:presentation>"

    assert pieces("odp", open_document(body, styles=HIDING), tmp_path) == [
        Extract("slide 1", "a"),
        Extract("slide 1, notes", "n"),
        Trait(FileTrait.HIDDEN_CONTENT, "hidden slide 2"),
        Extract("hidden slide 2", "b"),
    ]


def part(root, inside="", more=""):
    spaces = "".join(f' xmlns:{name}="{ODF}{name}:1.0"' for name in ("office", "style", "text"))
    spaces += f' xmlns:manifest="{ODF}manifest:1.0" xmlns:meta="{ODF}meta:1.0" xmlns:dc="urn:dc"'
    return f"<{root}{spaces}{more}>{inside}</{root}>"


BESIDE = {
    "a header": (
        {
            "styles.xml": part(
                "office:document-styles",
                "<style:master-page><style:header><text:p>h</text:p></style:header>"
                "</style:master-page>",
            )
        },
        [Extract("header", "h")],
    ),
    "properties": (
        {
            "meta.xml": part(
                "office:document-meta",
                "<office:meta><dc:title>t</dc:title>"
                '<meta:user-defined meta:name="ssn">1</meta:user-defined></office:meta>',
            )
        },
        [Extract("document properties", "title: t\nssn: 1")],
    ),
    "code": (
        {"Basic/Standard/Module1.xml": '<m:module xmlns:m="urn:m">Sub Main</m:module>'},
        [Trait(FileTrait.MACRO, "macros"), Extract("macros", "Sub Main")],
    ),
    "a picture": (
        {"Pictures/a.png": b"p" * 3_000},
        [("picture “a.png”", "a.png", b"p" * 3_000)],
    ),
    "an object": (
        {
            "Object 1/content.xml": part(
                "office:document-content", "<office:body><text:p>o</text:p></office:body>"
            )
        },
        [Extract("embedded object “object 1”, paragraph 1", "o")],
    ),
}


@pytest.mark.parametrize(("parts", "expected"), BESIDE.values(), ids=BESIDE)
def test_what_stands_beside_the_body_is_read_in_its_place(tmp_path, parts, expected):
    body = "<office:text><text:p>a</text:p></office:text>"
    found = pieces("odt", open_document(body, parts=parts), tmp_path)

    assert [piece for piece in found if piece != Extract("paragraph 1", "a")] == expected


def test_a_file_with_a_password_is_not_read(tmp_path):
    entry = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    parts = {"META-INF/manifest.xml": part("manifest:manifest", entry), "content.xml": b"\x01\x02"}

    assert pieces("odt", open_document("", parts=parts), tmp_path) == [
        Trait(FileTrait.ENCRYPTED),
        Gap("it is protected with a password", "all of it"),
    ]


def test_a_torn_file_is_broken(tmp_path):
    assert pieces("odt", open_document("")[:-30], tmp_path) == [
        Trait(FileTrait.BROKEN),
        Gap("it is torn: the list of its parts is missing or damaged", "all of it"),
    ]
