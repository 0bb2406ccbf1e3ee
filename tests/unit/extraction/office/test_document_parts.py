"""What is read of the parts of a Word document beside its body."""

import pytest

from bot.domain.attachment import Extract, FileTrait
from bot.extraction.pieces import Gap, Trait
from tests.files.compound_file import compound_file
from tests.files.office import document, links, packed_object, paragraph, word_part
from tests.unit.extraction.office.reading import pieces

BODY = Extract("paragraph 1", "body")

PARTS = {
    "a header": (
        {"word/header1.xml": word_part("hdr", paragraph("h"))},
        [Extract("header 1", "h")],
    ),
    "a footer, whatever its part is called": (
        {"word/odd.xml": word_part("ftr", paragraph("f"))},
        [Extract("footer", "f")],
    ),
    "comments": (
        {
            "word/comments.xml": word_part(
                "comments", f"<w:comment>{paragraph('c')}</w:comment><w:comment/>"
            )
        },
        [Extract("comment 1", "c")],
    ),
    "a footnote": (
        {
            "word/footnotes.xml": word_part(
                "footnotes", f"<w:footnote>{paragraph('n')}</w:footnote>"
            )
        },
        [Extract("footnote 1", "n")],
    ),
    "an endnote": (
        {"word/endnotes.xml": word_part("endnotes", f"<w:endnote>{paragraph('n')}</w:endnote>")},
        [Extract("endnote 1", "n")],
    ),
    "properties": (
        {"docProps/core.xml": '<coreProperties xmlns="urn:cp"><title>t</title></coreProperties>'},
        [Extract("document properties", "title: t")],
    ),
    "a property of its maker's own": (
        {
            "docProps/custom.xml": '<Properties xmlns="urn:c"><property name="ssn">'
            "<lpwstr>123</lpwstr></property></Properties>"
        },
        [Extract("document properties", "ssn: 123")],
    ),
    "data of its maker's own": (
        {"customXml/item1.xml": "<staff><name>Ann</name></staff>"},
        [Extract("part “customXml/item1.xml”", "Ann")],
    ),
    "a database it takes letters from": (
        {"word/settings.xml": word_part("settings", '<w:connectString w:val="PWD=x"/>')},
        [Extract("document settings", "PWD=x")],
    ),
    "code": (
        {"word/vbaProject.bin": "any"},
        [Trait(FileTrait.MACRO, "macros")],
    ),
    "a control": (
        {"word/activeX/activeX1.xml": '<ax:ocx xmlns:ax="urn:ax"/>'},
        [Trait(FileTrait.ACTIVE_CONTENT, "control")],
    ),
    "a template fetched from elsewhere": (
        {
            "word/_rels/settings.xml.rels": links(
                ("r1", "attachedTemplate", "https://x.example/a.dotm", "out")
            )
        },
        [
            Trait(FileTrait.EXTERNAL_LINK, "links"),
            Extract("links", "https://x.example/a.dotm"),
        ],
    ),
    "a template on its writer's disk": (
        {
            "word/_rels/settings.xml.rels": links(
                ("r1", "attachedTemplate", "file:///C:/Normal.dotm", "out")
            )
        },
        [Extract("links", "file:///C:/Normal.dotm")],
    ),
    "a link to follow": (
        {"word/_rels/document.xml.rels": links(("r1", "hyperlink", "https://x.example", "out"))},
        [Extract("links", "https://x.example")],
    ),
    "a picture": (
        {"word/media/image1.png": b"p" * 3_000},
        [("picture “image1.png”", "image1.png", b"p" * 3_000)],
    ),
    "a picture too small to show text": ({"word/media/image1.png": b"p" * 2_999}, []),
    "its first page as a picture": ({"docProps/thumbnail.jpeg": b"p" * 3_000}, []),
    "an embedded workbook": (
        {"word/embeddings/a.xlsx": b"PK"},
        [("embedded file “a.xlsx”", "a.xlsx", b"PK")],
    ),
    "an embedded file in its wrapping": (
        {"word/embeddings/o.bin": compound_file({"\x01Ole10Native": packed_object("a.txt", b"x")})},
        [("embedded file “a.txt”", "a.txt", b"x")],
    ),
    "an embedded document without its wrapping": (
        {"word/embeddings/o.bin": compound_file({"Package": b"PK"})},
        [("embedded file “o.bin”", "o.bin", b"PK")],
    ),
    "a file that belongs to no document": (
        {"secret.txt": b"x"},
        [("embedded file “secret.txt”", "secret.txt", b"x")],
    ),
    "a damaged part": (
        {"word/header1.xml": word_part("hdr", paragraph("h"))[:-5]},
        [
            Extract("header 1", "h"),
            Trait(FileTrait.BROKEN, "header 1"),
            Gap("it is damaged and breaks off", "header 1"),
        ],
    ),
    "a part that is no XML": (
        {"word/header1.xml": "h"},
        [
            Trait(FileTrait.BROKEN, "part “word/header1.xml”"),
            Gap("it is damaged and cannot be read", "part “word/header1.xml”"),
        ],
    ),
    "entities that expand without end": (
        {
            "word/header1.xml": '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
            + word_part("hdr", paragraph("&b;"))
        },
        [
            Trait(FileTrait.BROKEN, "header 1"),
            Gap("its XML declares entities, which no office file does", "header 1"),
        ],
    ),
}


@pytest.mark.parametrize(("parts", "expected"), PARTS.values(), ids=PARTS)
def test_what_stands_beside_the_body_is_read_in_its_place(tmp_path, parts, expected):
    assert pieces("docx", document(paragraph("body"), parts), tmp_path) == [BODY, *expected]
