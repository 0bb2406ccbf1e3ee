"""Whether OCR has something to read on a PDF page; without it here, that is a gap."""

import pytest

from bot.domain.attachment import Extract
from bot.extraction.pieces import Gap
from tests.files.pages import drawn, one_page_pdf, page, stream
from tests.unit.extraction.pages.reading import needs_ocr, pieces

LONG = "a line of text that is long enough to be a page of text by itself"
PAGE = Extract("page 1", LONG)
UNREAD = Gap("no OCR here", "page 1")
GREY = "/ColorSpace /DeviceGray /BitsPerComponent 8"


def striped(count, height, text=b""):
    """Return a page of which a picture is drawn in stripes, none of them a large picture."""
    names = range(20, 20 + count)
    entries = f"/Type /XObject /Subtype /Image /Width 600 /Height {height} {GREY}"
    made = {name: stream(b"\x80" * 600 * height, entries, packed=True) for name in names}
    drawing = b" ".join(b"q 600 0 0 %d 0 0 cm /I%d Do Q" % (height, name) for name in names)
    listed = " ".join(f"/I{name} {name} 0 R" for name in names).encode()
    with_them = page().replace(b"/XObject << /P 8 0 R >>", b"/XObject << %s >>" % listed)
    return one_page_pdf(drawing + b" " + text, objects={**made, 5: with_them})


def marked(kind, shown, more=""):
    """Return a page of text with a mark on it that shows something."""
    entries = (
        "/Type /XObject /Subtype /Form /BBox [0 0 400 50] /Resources << /Font << /F 3 0 R >> >>"
    )
    mark = f"<< /Type /Annot /Subtype /{kind} /Rect [50 50 450 100] {more} /AP << /N 30 0 R >> >>"
    objects = {30: stream(shown, entries), 31: mark.encode()}
    return one_page_pdf(drawn(LONG), page_more="/Annots [31 0 R]", objects=objects)


def with_font_of(first):
    """Return a page whose font says that its letters begin at a character."""
    table = f"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <20> <7E> <{first}>"
    cmap = f"begincmap {table} endbfrange endcmap"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 33 0 R >>"
    return one_page_pdf(drawn("Hello"), objects={3: font, 33: stream(cmap.encode())})


def outlined(count):
    """Return a page of one outline of so many strokes."""
    return one_page_pdf(b"".join(b"%d 9 m 5 5 l " % at for at in range(count)) + b"f")


PAGES = {
    "a picture in stripes": (striped(2, 30), [UNREAD]),
    "a small picture": (striped(1, 30), []),
    "a large picture in stripes on a page of text": (striped(20, 30, drawn(LONG)), [PAGE, UNREAD]),
    "a few icons on a page of text": (striped(10, 30, drawn(LONG)), [PAGE]),
    "stripes over text of another OCR": (striped(20, 30, drawn(LONG, mode=3)), [PAGE]),
    "a stamp with letters": (marked("Stamp", drawn("Hello")), [PAGE, UNREAD]),
    "a stamp without": (marked("Stamp", b"0 0 9 9 re f"), [PAGE]),
    "an icon with letters": (
        marked("Text", drawn("?"), "/Contents (note)"),
        [PAGE, Extract("page 1, comments", "note")],
    ),
    "a font that tells its letters": (with_font_of("0020"), [Extract("page 1", "Hello")]),
    "a font that does not": (
        with_font_of("E020"),
        [Extract("page 1", "".join(chr(0xE000 + ord(letter)) for letter in "Hello")), UNREAD],
    ),
    "one outline of many strokes": (outlined(3000), [UNREAD]),
    "one outline of few": (outlined(100), []),
}


@pytest.mark.parametrize(("content", "expected"), PAGES.values(), ids=PAGES)
def test_a_page_that_shows_more_than_its_text_is_looked_at(
    content, expected, tmp_path, monkeypatch
):
    monkeypatch.setenv("PATH", str(tmp_path))

    assert pieces("pdf", content, tmp_path) == expected


def pictured(width, filtered):
    entries = f"/Type /XObject /Subtype /Image /Width {width} /Height {width} {GREY} {filtered}"
    drawing = b"q 600 0 0 600 0 0 cm /P Do Q"
    return one_page_pdf(drawing, objects={8: stream(b"x" * 99, entries)})


UNDRAWN = {
    "broken": (pictured(2000, "/Filter /JPXDecode"), "it cannot be drawn for OCR"),
    "huge": (pictured(60_000, ""), "the picture is too large to read by OCR"),
}


@needs_ocr
@pytest.mark.parametrize(("content", "because"), UNDRAWN.values(), ids=UNDRAWN)
def test_a_picture_that_is_left_out_of_a_drawn_page_is_a_gap(content, because, tmp_path):
    assert pieces("pdf", content, tmp_path) == [Gap(because, "page 1")]
