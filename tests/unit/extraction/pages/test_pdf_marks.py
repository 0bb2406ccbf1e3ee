"""What is read of a PDF file beside the text of its pages."""

import pytest

from bot.domain.attachment import Extract, FileTrait
from bot.extraction.pieces import Trait
from tests.files.pages import drawn, one_page_pdf, stream
from tests.unit.extraction.pages.reading import pieces

ACTIVE = Trait(FileTrait.ACTIVE_CONTENT)
PAGE = Extract("page 1", "Hello")


def mark(more):
    return f"/Annots [<< /Type /Annot /Rect [0 0 9 9] {more} >>]"


WIDGET = "/Subtype /Widget /FT"
MARKS = {
    "comment": (
        mark("/Subtype /Text /Contents (note) /T (Ann)"),
        [Extract("page 1, comments", "Ann: note")],
    ),
    "highlight": (
        mark("/Subtype /Highlight /Contents (note)"),
        [Extract("page 1, comments", "note")],
    ),
    "popup": (mark("/Subtype /Popup /Contents (note)"), []),
    "link": (
        mark("/Subtype /Link /A << /S /URI /URI (https://a.example) >>"),
        [Extract("page 1, links", "https://a.example")],
    ),
    "launch": (
        mark("/Subtype /Link /A << /S /Launch /F (a.exe) >>"),
        [ACTIVE, Extract("page 1, links", "a.exe")],
    ),
    "loose field": (
        mark(f"{WIDGET} /Tx /T (ssn) /V (123)"),
        [Extract("page 1, form field “ssn”", "ssn: 123")],
    ),
    "empty field": (mark(f"{WIDGET} /Tx /T (ssn)"), []),
}


@pytest.mark.parametrize(("more", "expected"), MARKS.values(), ids=MARKS)
def test_what_is_laid_over_a_page_is_read(more, expected, tmp_path):
    found = pieces("pdf", one_page_pdf(drawn("Hello"), page_more=more), tmp_path)

    assert sorted(map(str, found)) == sorted(map(str, [PAGE, *expected]))


FIELDS = {
    "text": ("/FT /Tx /T (ssn) /V (123)", "ssn", "ssn: 123"),
    "choice": ("/FT /Ch /Ff 131072 /T (who) /Opt [(Ann) (Bob)] /V (Bob)", "who", "who: Bob"),
    "list": ("/FT /Ch /T (who) /Opt [(Ann) (Bob)] /V (Bob)", "who", "who: Bob"),
    "pressed": (
        "/FT /Btn /T (ok) /V /Yes /AS /Yes /AP << /N << /Yes 4 0 R /Off 4 0 R >> >>",
        "ok",
        "ok: Yes",
    ),
}


@pytest.mark.parametrize(("field", "name", "text"), FIELDS.values(), ids=FIELDS)
def test_the_fields_of_a_form_are_read_with_their_names(field, name, text, tmp_path):
    content = one_page_pdf(
        drawn("Hello"),
        page_more="/Annots [9 0 R]",
        objects={9: f"<< /Type /Annot /Subtype /Widget /Rect [0 0 9 9] {field} >>".encode()},
        catalog="/AcroForm << /Fields [9 0 R] >>",
    )

    assert pieces("pdf", content, tmp_path) == [
        PAGE,
        Extract(f"page 1, form field “{name}”", text),
    ]


ATTACHED = {
    9: b"<< /Type /Filespec /F (a.txt) /UF (a.txt) /EF << /F 10 0 R >> >>",
    10: stream(b"ssn"),
}
OUTLINE = {
    9: b"<< /First 10 0 R >>",
    10: b"<< /Title (Chapter) /Next 11 0 R >>",
    11: b"<< /Title (End) >>",
}
SCRIPT = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
WHOLE = {
    "properties": (
        {"trailer": "/Info 9 0 R", "objects": {9: b"<< /Title (Plan) /Author (Ann) >>"}},
        [Extract("properties", "title: Plan\nauthor: Ann")],
    ),
    "bookmarks": (
        {"catalog": "/Outlines 9 0 R", "objects": OUTLINE},
        [Extract("bookmarks", "Chapter\nEnd")],
    ),
    "attached file": (
        {"catalog": "/Names << /EmbeddedFiles << /Names [(a) 9 0 R] >> >>", "objects": ATTACHED},
        [("attached file “a.txt”", "a.txt", b"ssn")],
    ),
    "pinned file": (
        {"page_more": mark("/Subtype /FileAttachment /FS 9 0 R"), "objects": ATTACHED},
        [("page 1, attached file “a.txt”", "a.txt", b"ssn")],
    ),
    "script": (
        {"catalog": f"/Names << /JavaScript << /Names [(a) {SCRIPT}] >> >>"},
        [ACTIVE, Extract("script 1", "app.alert(1)")],
    ),
    "script on opening": ({"catalog": f"/OpenAction {SCRIPT}"}, [ACTIVE]),
    "script, written oddly": ({"catalog": f"/OpenAction {SCRIPT.replace('Ja', 'J#61')}"}, [ACTIVE]),
    "page on opening": ({"catalog": "/OpenAction [5 0 R /Fit]"}, []),
    "form data": (
        {
            "catalog": "/AcroForm << /Fields [] /XFA [(datasets) 9 0 R] >>",
            "objects": {9: stream(b"<ssn>123</ssn>")},
        },
        [Extract("form data, line 1", " 123")],
    ),
}


@pytest.mark.parametrize(("more", "expected"), WHOLE.values(), ids=WHOLE)
def test_what_belongs_to_the_whole_file_is_read(more, expected, tmp_path):
    found = pieces("pdf", one_page_pdf(drawn("Hello"), **more), tmp_path)

    assert sorted(map(str, found)) == sorted(map(str, [*expected, PAGE]))
