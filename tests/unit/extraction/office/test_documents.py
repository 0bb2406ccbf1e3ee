"""What is read of a Word document of today."""

import pytest

from bot.domain.attachment import Extract, FileTrait
from bot.extraction.pieces import Gap, Trait
from tests.files.office import document, paragraph, word_part
from tests.unit.extraction.office.reading import pieces

HIDDEN = "<w:rPr><w:vanish/></w:rPr>"
TABLE = "<w:tbl>{}</w:tbl>"
BODY = Extract("paragraph 1", "body")


def row(*cells):
    return "<w:tr>" + "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in cells) + "</w:tr>"


def box(text):
    return f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"


BODIES = {
    "paragraphs": (
        paragraph("one") + "<w:p/>" + paragraph("two"),
        [Extract("paragraphs 1–2", "one\ntwo")],
    ),
    "runs of one word": (
        "<w:p><w:r><w:t>123-45</w:t></w:r><w:r><w:t>-6789</w:t></w:r></w:p>",
        [Extract("paragraph 1", "123-45-6789")],
    ),
    "a table": (
        TABLE.format(row("name", "ssn") + row("Ann", "123-45-6789")),
        [Extract("table 1, rows 1–2", "name; ssn\nname: Ann; ssn: 123-45-6789")],
    ),
    "a table between paragraphs": (
        paragraph("one") + TABLE.format(row("1", "2")) + paragraph("two"),
        [
            Extract("paragraph 1", "one"),
            Extract("table 1, row 1", "1; 2"),
            Extract("paragraph 2", "two"),
        ],
    ),
    "a tracked deletion": (
        (
            "<w:p><w:r><w:t>ssn </w:t></w:r><w:del><w:r><w:delText>123</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>XXX</w:t></w:r></w:ins></w:p>"
        ),
        [
            Extract("tracked deletion, paragraph 1", "ssn 123"),
            Extract("paragraph 1", "ssn XXX"),
        ],
    ),
    "text moved away": (
        "<w:p><w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom></w:p>",
        [Extract("tracked deletion, paragraph 1", "gone")],
    ),
    "hidden text": (
        f"<w:p><w:r><w:t>a</w:t></w:r><w:r>{HIDDEN}<w:t>b</w:t></w:r></w:p>",
        [
            Trait(FileTrait.HIDDEN_CONTENT, "hidden text, paragraph 1"),
            Extract("hidden text, paragraph 1", "ab"),
            Extract("paragraph 1", "a"),
        ],
    ),
    "text that is not hidden": (
        paragraph("a", '<w:rPr><w:vanish w:val="0"/></w:rPr>'),
        [Extract("paragraph 1", "a")],
    ),
    "a text box, there twice": (
        (
            "<w:p><w:r><w:t>a</w:t></w:r><mc:AlternateContent xmlns:mc='urn:mc'>"
            f"<mc:Choice>{box('b')}</mc:Choice><mc:Fallback>{box('b')}</mc:Fallback>"
            "</mc:AlternateContent></w:p>"
        ),
        [Extract("text box 1", "b"), Extract("paragraph 1", "a")],
    ),
    "a text box that older programs show otherwise": (
        (
            "<w:p><mc:AlternateContent xmlns:mc='urn:mc'>"
            f"<mc:Choice>{box('b')}</mc:Choice><mc:Fallback>{box('c')}</mc:Fallback>"
            "</mc:AlternateContent></w:p>"
        ),
        [Extract("text box 1", "b"), Extract("text box 2", "c")],
    ),
    "alternative text": (
        '<w:p><w:drawing><wp:docPr xmlns:wp="urn:wp" descr="a face"/></w:drawing></w:p>',
        [Extract("alternative text", "a face")],
    ),
    "a watermark": (
        '<w:p><w:pict><v:textpath xmlns:v="urn:v" string="SECRET"/></w:pict></w:p>',
        [Extract("alternative text", "SECRET")],
    ),
    "a field that counts pages": (
        "<w:p><w:r><w:instrText> PAGE </w:instrText></w:r></w:p>",
        [],
    ),
    "a field that starts a program": (
        "<w:p><w:r><w:instrText>DDEAUTO c:\\\\cmd.exe x</w:instrText></w:r></w:p>",
        [
            Trait(FileTrait.ACTIVE_CONTENT, "field"),
            Extract("field", "DDEAUTO c:\\\\cmd.exe x"),
        ],
    ),
    "a field that fetches a picture": (
        '<w:p><w:fldSimple w:instr="INCLUDEPICTURE &quot;https://x.example/a&quot;"/></w:p>',
        [
            Trait(FileTrait.EXTERNAL_LINK, "field"),
            Extract("field", 'INCLUDEPICTURE "https://x.example/a"'),
        ],
    ),
}


@pytest.mark.parametrize(("body", "expected"), BODIES.values(), ids=BODIES)
def test_what_stands_in_the_body_is_read_in_its_place(tmp_path, body, expected):
    assert pieces("docx", document(body), tmp_path) == expected


def test_text_of_a_style_that_hides_is_hidden(tmp_path):
    styles = word_part("styles", f'<w:style w:styleId="Gone">{HIDDEN}</w:style>')
    body = paragraph("a", '<w:rPr><w:rStyle w:val="Gone"/></w:rPr>')

    assert pieces("docx", document(body, {"word/styles.xml": styles}), tmp_path) == [
        Trait(FileTrait.HIDDEN_CONTENT, "hidden text, paragraph 1"),
        Extract("hidden text, paragraph 1", "a"),
    ]


def test_a_torn_file_is_broken(tmp_path):
    assert pieces("docx", document(paragraph("body"))[:-30], tmp_path) == [
        Trait(FileTrait.BROKEN),
        Gap("it is torn: the list of its parts is missing or damaged", "all of it"),
    ]


def test_a_file_without_its_main_part_is_a_gap(tmp_path):
    content = document("", {"word/document.xml": word_part("hdr", paragraph("h"))})

    assert pieces("docx", content, tmp_path) == [
        Trait(FileTrait.BROKEN),
        Gap("its main part is missing or damaged"),
        Extract("header", "h"),
    ]


def test_long_text_comes_in_blocks(tmp_path):
    body = "".join(paragraph(f"line {number}") for number in range(1, 202))

    found = pieces("docx", document(body), tmp_path)

    assert [piece.place for piece in found] == ["paragraphs 1–200", "paragraph 201"]


def test_a_file_that_expands_without_measure_is_given_up(tmp_path):
    content = document(paragraph("a" * 5_000) * 3_000)

    assert pieces("docx", content, tmp_path)[-1] == Gap(
        "expansion limit: it unpacks to more than 200 times its size", "all of it"
    )


def test_text_boxes_within_text_boxes_take_no_longer_than_they_are_long(tmp_path):
    open_, close = "<mc:AlternateContent xmlns:mc='urn:mc'><mc:Choice>", "</mc:Choice>"
    deep = paragraph("x")
    for _ in range(40):
        inner = f"<w:p><w:txbxContent>{deep}</w:txbxContent></w:p>"
        deep = f"<w:p>{open_}{inner}{close}<mc:Fallback/></mc:AlternateContent></w:p>"

    assert pieces("docx", document(deep), tmp_path) == [Extract("text box 1", "x")]
