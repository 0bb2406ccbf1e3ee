"""What is read of the parts of an Excel workbook beside its cells."""

import pytest

from bot.domain.attachment import Extract, FileTrait
from bot.extraction.pieces import Trait
from tests.files.office import A, X, links, rows, sheet, workbook
from tests.unit.extraction.office.reading import pieces

PAY = "sheet “Pay”"
ONE_ROW = Extract(f"{PAY}, cells A1:B1", "a; b")


def of_sheet(*rows_of_links):
    return {"xl/worksheets/_rels/sheet1.xml.rels": links(*rows_of_links)}


def drawn(inside):
    return f'<xdr:wsDr xmlns:xdr="urn:xdr" xmlns:a="{A}">{inside}</xdr:wsDr>'


BESIDE = {
    "a comment": (
        {
            "xl/comments1.xml": f'<comments xmlns="{X}"><commentList><comment ref="B2"><text>'
            "<r><t>no</t></r></text></comment></commentList></comments>",
            **of_sheet(("r1", "comments", "../comments1.xml")),
        },
        [Extract(f"{PAY}, cell B2, comment", "no")],
    ),
    "a comment in a thread": (
        {
            "xl/threadedComments/t1.xml": '<ThreadedComments xmlns="urn:t">'
            '<threadedComment ref="B2"><text>no</text></threadedComment></ThreadedComments>',
            **of_sheet(("r1", "threadedComment", "../threadedComments/t1.xml")),
        },
        [Extract(f"{PAY}, cell B2, threaded comment", "no")],
    ),
    "a text box": (
        {
            "xl/drawings/drawing1.xml": drawn("<a:p><a:r><a:t>no</a:t></a:r></a:p>"),
            **of_sheet(("r1", "drawing", "../drawings/drawing1.xml")),
        },
        [Extract(f"{PAY}, drawing", "no")],
    ),
    "a chart": (
        {
            "xl/charts/chart1.xml": f'<c:chartSpace xmlns:c="urn:c" xmlns:a="{A}"><a:t>Pay</a:t>'
            "<c:f>Pay!A1</c:f><c:v>7</c:v></c:chartSpace>",
            "xl/drawings/drawing1.xml": drawn(""),
            "xl/drawings/_rels/drawing1.xml.rels": links(("r1", "chart", "../charts/chart1.xml")),
            **of_sheet(("r1", "drawing", "../drawings/drawing1.xml")),
        },
        [Extract(f"{PAY}, drawing, chart 1", "Pay\n7")],
    ),
    "what a pivot table keeps of a sheet": (
        {
            "xl/pivotCache/pivotCacheDefinition1.xml": f'<pivotCacheDefinition xmlns="{X}">'
            '<cacheField name="ssn"><sharedItems><s v="123-45-6789"/></sharedItems></cacheField>'
            "</pivotCacheDefinition>"
        },
        [Extract("pivot cache", "ssn; 123-45-6789")],
    ),
    "a password for a database": (
        {
            "xl/connections.xml": f'<connections xmlns="{X}"><connection name="db">'
            '<dbPr connection="PWD=x"/></connection></connections>'
        },
        [Extract("data connections", "db; PWD=x")],
    ),
    "a link to another workbook": (
        {
            "xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{X}"><v>9</v>'
            "</externalLink>",
            "xl/externalLinks/_rels/externalLink1.xml.rels": links(
                ("r1", "externalLinkPath", "https://x.example/b.xlsx", "out")
            ),
        },
        [
            Extract("link to another workbook 1", "9"),
            Trait(FileTrait.EXTERNAL_LINK, "link to another workbook 1, links"),
            Extract("link to another workbook 1, links", "https://x.example/b.xlsx"),
        ],
    ),
    "a link that starts a program": (
        {
            "xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{X}">'
            '<ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
        },
        [
            Trait(FileTrait.ACTIVE_CONTENT, "link to another workbook 1, DDE"),
            Extract("link to another workbook 1", "cmd /c calc"),
        ],
    ),
    "code": ({"xl/vbaProject.bin": "any"}, [Trait(FileTrait.MACRO, "macros")]),
}


@pytest.mark.parametrize(("parts", "expected"), BESIDE.values(), ids=BESIDE)
def test_what_stands_beside_the_cells_is_read_in_its_place(tmp_path, parts, expected):
    content = workbook({"Pay": sheet(rows(("a", "b")))}, parts)

    assert pieces("xlsx", content, tmp_path) == [ONE_ROW, *expected]
