"""What becomes of one file's bytes."""

import hashlib
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.attachment import Attachment, Extract, Reading
from bot.extraction.limits import Limits
from bot.extraction.looking import look_inside


def look(name, content, **limits):
    return look_inside(Attachment(id="F1", name=name), content, Limits(**limits))


def archive(*members):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as opened:
        for name, content in members:
            opened.writestr(name, content)
    return held.getvalue()


def test_a_text_file_is_read_with_its_hash_size_and_place():
    looked_at = look("notes.md", b"one\r\ntwo\n")

    assert looked_at == Attachment(
        id="F1",
        name="notes.md",
        size=9,
        reading=Reading.READ,
        real_type="md",
        sha256=hashlib.sha256(b"one\r\ntwo\n").hexdigest(),
        extracts=(Extract("lines 1–3", "one\ntwo\n"),),
    )


def test_a_long_text_is_cut_into_numbered_blocks():
    looked_at = look("app.log", "\n".join(f"entry {n}" for n in range(1, 402)).encode())

    places = [extract.place for extract in looked_at.extracts]

    assert places == ["lines 1–200", "lines 201–400", "line 401"]


def test_an_empty_file_is_a_clean_look_without_text():
    looked_at = look("empty.txt", b"")

    assert (looked_at.reading, looked_at.extracts) == (Reading.READ, ())


READABLE = {
    "utf-8": ("a.txt", "naïve".encode(), "naïve"),
    "utf-8 with mark": ("a.txt", "naïve".encode("utf-8-sig"), "naïve"),
    "utf-16 little end first": ("a.txt", b"\xff\xfe" + "naïve".encode("utf-16-le"), "naïve"),
    "utf-16 big end first": ("a.txt", b"\xfe\xff" + "naïve".encode("utf-16-be"), "naïve"),
    "utf-32": ("a.txt", "naïve".encode("utf-32"), "naïve"),
    "western": ("a.txt", "a naïve “quote”".encode("cp1252"), "a naïve “quote”"),
    "unknown ending": ("a.zzz", b"plain", "plain"),
    "no ending": ("README", b"plain", "plain"),
    "text named as a pdf": ("a.pdf", b"plain", "plain"),
    "text that talks of pdf": ("a.txt", b"it begins %PDF-1.7", "it begins %PDF-1.7"),
    "text that begins like a program": ("a.txt", b"MZ is a school", "MZ is a school"),
    "json": ("a.json", b'{"a": 1}', '{"a": 1}'),
    "a stray control character": ("a.txt", b"x" * 99 + b"\x19", "x" * 99 + "\x19"),
    "terminal colours": ("a.log", b"\x1b[31mred", "\x1b[31mred"),
}


@pytest.mark.parametrize(("name", "content", "text"), READABLE.values(), ids=READABLE)
def test_text_is_read_in_the_usual_encodings(name, content, text):
    looked_at = look(name, content)

    assert [extract.text for extract in looked_at.extracts] == [text]


UNREADABLE = {
    "pdf": ("a.pdf", b"%PDF-1.7\n1 0 obj endobj", "pdf", "no reader for PDF files yet"),
    "png": ("a.png", b"\x89PNG\r\n\x1a\n\0\0", "png", "no reader for PNG images yet"),
    "jpeg by its other ending": (
        "a.jpeg",
        b"\xff\xd8\xff\xe0\0",
        "jpg",
        "no reader for JPEG images yet",
    ),
    "docx": (
        "a.docx",
        archive(("[Content_Types].xml", ""), ("word/document.xml", "")),
        "docx",
        "no reader for Word documents yet",
    ),
    "docx with a macro, renamed": (
        "a.docx",
        archive(("word/document.xml", ""), ("word/vbaProject.bin", "")),
        "docm",
        (
            "no reader for Word documents with macros yet; by its name it claims to be something"
            " else (really: docm)"
        ),
    ),
    "odt": (
        "a.odt",
        archive(("mimetype", "application/vnd.oasis.opendocument.text")),
        "odt",
        "no reader for OpenDocument texts yet",
    ),
    "zip": ("a.zip", archive(("a.txt", "a")), "zip", "no reader for zip archives yet"),
    "zip with a broken directory": (
        "a.zip",
        b"PK\x03\x04\0",
        "zip",
        "no reader for zip archives yet",
    ),
    "old Office": (
        "a.xls",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0",
        "ole2",
        "no reader for Office files of the old or an encrypted form yet",
    ),
    "program named as a text": (
        "a.txt",
        b"MZ\x90\0\x03",
        "exe",
        (
            "no reader for Windows programs yet; by its name it claims to be something else"
            " (really: exe)"
        ),
    ),
    "linux program named as a table": (
        "a.csv",
        b"\x7fELF\x02\x01",
        "elf",
        (
            "no reader for Linux programs yet; by its name it claims to be something else"
            " (really: elf)"
        ),
    ),
    "tar": ("a.tar", b"\0" * 257 + b"ustar", "tar", "no reader for tar archives yet"),
    "e-mail": ("a.eml", b"Subject: x\n\nbody", "eml", "no reader for e-mail files yet"),
    "control characters throughout": (
        "a.txt",
        b"x" * 98 + b"\x19\x19",
        "unknown",
        "it is neither text nor of a kind known here",
    ),
    "unknown bytes": ("a.dat", b"a\0b", "unknown", "it is neither text nor of a kind known here"),
    "false mark": (
        "a.txt",
        b"\xff\xfea",
        "unknown",
        "it claims to be utf-16 text and is not",
    ),
    "cyrillic of long ago": (
        "a.txt",
        "секрет".encode("koi8-r"),
        "unknown",
        "the encoding of its text is not known",
    ),
    "a byte no western text has": (
        "a.txt",
        b"plain words and \x81",
        "unknown",
        "the encoding of its text is not known",
    ),
}


@pytest.mark.parametrize(
    ("name", "content", "real", "because"), UNREADABLE.values(), ids=UNREADABLE
)
def test_what_cannot_be_read_is_unscanned_and_says_why(name, content, real, because):
    looked_at = look(name, content)

    assert looked_at == Attachment(
        id="F1",
        name=name,
        size=len(content),
        reading=Reading.UNSCANNED,
        because=because,
        real_type=real,
        sha256=hashlib.sha256(content).hexdigest(),
    )


def test_text_over_the_byte_limit_is_unscanned():
    looked_at = look("a.txt", b"x" * 11, max_bytes=10)

    assert looked_at.because == "it is too large: 11 bytes, of which at most 10 are read"


def test_text_over_the_character_limit_is_unscanned_not_cut():
    looked_at = look("a.txt", b"four\nfour\n", max_characters=9)

    assert (looked_at.because, looked_at.extracts) == (
        "it holds more than 9 characters of text",
        (),
    )


TABLES = {
    "headings stand beside their values": (
        b"name,ssn\nAda,123\n,456\n",
        "name; ssn\nname: Ada; ssn: 123\nssn: 456",
    ),
    "a first row with values is no heading": (
        b"Ada,123-45\nBob,456-78",
        "Ada; 123-45\nBob; 456-78",
    ),
    "a single row has no headings": (b"name,ssn", "name; ssn"),
    "semicolons part the cells too": (b"name;ssn\nAda;123", "name; ssn\nname: Ada; ssn: 123"),
    "a break within a cell stays on its row": (b'a,b\n"x\ny",z', "a; b\na: x y; b: z"),
    "a row longer than its headings is read whole": (b"a,b\n1,2,3", "a; b\na: 1; b: 2; 3"),
}


@pytest.mark.parametrize(("content", "text"), TABLES.values(), ids=TABLES)
def test_a_table_is_read_row_by_row(content, text):
    looked_at = look("list.csv", content)

    assert [extract.text for extract in looked_at.extracts] == [text]
    assert looked_at.extracts[0].place.startswith("row")


def test_a_table_that_does_not_parse_is_read_as_lines():
    content = b'a,"unclosed\n' + b"x" * 140_000

    looked_at = look("list.csv", content)

    assert looked_at.extracts == (Extract("lines 1–2", content.decode()),)


PAGES = {
    "tags are left out": (b"<p>one</p>two", " one two"),
    "a number goes on across inline tags": (b"<b>123</b>-45-<i>6789</i>", "123-45-6789"),
    "a cell ends a number": (b"<td>1</td><td>2</td>", " 1  2"),
    "characters written as names are read": (b"a &amp; b&lt;c", "a & b<c"),
    "comments are read": (b"<!-- hidden -->", "  hidden"),
    "attributes people see are read": (b'<img alt="seen" id="unseen">', " seen"),
    "lines stay where they were": (b"<a\nhref='#'>x</a>\ny", " #\nx\ny"),
    "a sign that is no tag stays": (b"1 < 2 > 0", "1 < 2 > 0"),
}


@pytest.mark.parametrize(("content", "text"), PAGES.values(), ids=PAGES)
def test_a_web_page_is_read_without_its_tags(content, text):
    looked_at = look("page.html", content)

    assert [extract.text for extract in looked_at.extracts] == [text]


HOSTILE = [b"<!--", b"<a", b"<", b"</", b'<a alt="', b"&#", b"<![CDATA[", b"<a x='\"", b'"', b"\r"]


@pytest.mark.parametrize("scrap", HOSTILE, ids=repr)
@pytest.mark.parametrize("name", ["page.html", "list.csv"])
def test_a_megabyte_of_a_hostile_scrap_is_looked_at_at_once(name, scrap):
    looked_at = look(name, scrap * (1_000_000 // len(scrap)))

    assert looked_at.reading is Reading.READ


NAMES = st.sampled_from(["a.txt", "a.csv", "a.html", "a.json", "a.zip", "a.eml", "", "\0.\u202e"])
BEGINNINGS = st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf", b"%PDF-", b"MZ"])


@given(NAMES, BEGINNINGS, st.binary())
def test_whatever_the_bytes_the_file_has_an_outcome(name, beginning, content):
    looked_at = look(name, beginning + content)

    assert looked_at.reading in (Reading.READ, Reading.UNSCANNED)
    assert (looked_at.reading is Reading.UNSCANNED) == bool(looked_at.because)
