"""What is read of a PDF file."""

import time

import pytest

from bot.domain.attachment import Extract, FileTrait
from bot.extraction.limits import LimitReached, Unreadable
from bot.extraction.pages.pdf_pages import in_words
from bot.extraction.pieces import Gap, Trait
from tests.files.pages import (
    drawn,
    locked_pdf,
    many_page_pdf,
    one_page_pdf,
    page,
    pdf,
    scanned_pdf,
    stream,
)
from tests.unit.extraction.pages.reading import collect, needs_ocr, pieces

ACTIVE = Trait(FileTrait.ACTIVE_CONTENT)
PAGE = Extract("page 1", "Hello")
LONG = "These are letters enough that the page counts as one of text, surely."


def test_text_is_read_page_by_page(tmp_path):
    content = many_page_pdf(["one", "two"], ["three"])

    assert pieces("pdf", content, tmp_path) == [
        Extract("page 1", "one\ntwo"),
        Extract("page 2", "three"),
    ]


TEXTS = {
    "hidden": drawn("Hello", mode=3),
    "white": b"1 1 1 rg " + drawn("Hello"),
    "off the page": b"1 0 0 1 5000 0 cm " + drawn("Hello"),
    "tiny": drawn("Hello", size=1),
}


@pytest.mark.parametrize("contents", TEXTS.values(), ids=TEXTS)
def test_text_that_nobody_sees_is_read(contents, tmp_path):
    assert pieces("pdf", one_page_pdf(contents), tmp_path) == [PAGE]


def test_a_script_packed_in_a_stream_of_objects_is_found(tmp_path):
    inner = b"12 0 << /S /JavaScript /JS (x) >>"
    packed = stream(inner, "/Type /ObjStm /N 1 /First 5", packed=True)
    content = b"%PDF-1.7\n"
    rows, places = {1: b"<< /Type /Catalog /Pages 2 0 R /OpenAction 12 0 R >>"}, {}
    rows |= {2: b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>", 4: stream(drawn("Hello")), 9: packed}
    rows |= {3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", 5: page()}
    for number, body in rows.items():
        places[number] = len(content)
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(
        b"\2\0\0\0\x09\0" if number == 12 else b"\1" + places.get(number, 0).to_bytes(4) + b"\0"
        for number in range(13)
    )
    cross = stream(table, "/Type /XRef /W [1 4 1] /Size 13 /Root 1 0 R")
    content += b"20 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF" % (cross, len(content))

    assert (b"JavaScript" in content, pieces("pdf", content, tmp_path)) == (False, [ACTIVE, PAGE])


def test_a_file_that_asks_for_a_password_is_encrypted(tmp_path):
    found = []

    with pytest.raises(Unreadable, match="it is protected with a password"):
        collect(found, "pdf", locked_pdf("Hello", password="secret"), tmp_path)

    assert found == [Trait(FileTrait.ENCRYPTED)]


def test_a_file_that_anybody_may_open_is_read_though_it_is_encrypted(tmp_path):
    assert pieces("pdf", locked_pdf("Hello", password=""), tmp_path) == [PAGE]


BROKEN = {"only a head": b"%PDF-1.7\n", "noise": b"%PDF-1.7\n" + bytes(range(256)), "empty": b""}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_unreadable_and_said_to_be_broken(content, tmp_path):
    found = []

    with pytest.raises(Unreadable, match="it is broken"):
        collect(found, "pdf", content, tmp_path)

    assert found == [Trait(FileTrait.BROKEN)]


def test_a_file_without_its_table_of_objects_is_repaired(tmp_path):
    content = one_page_pdf(drawn("Hello"))
    torn = content[: content.index(b"xref")] + content[content.index(b"trailer") :]

    assert pieces("pdf", torn, tmp_path) == [PAGE]


def test_pages_that_do_not_open_are_a_gap_and_the_others_are_read(tmp_path):
    content = pdf(
        {
            2: b"<< /Type /Pages /Kids [5 0 R 30 0 R 31 0 R] /Count 3 >>",
            3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            4: stream(drawn("Hello")),
            5: page(),
        }
    )

    assert pieces("pdf", content, tmp_path) == [
        PAGE,
        Trait(FileTrait.BROKEN),
        Gap("it cannot be opened", "pages 2–3"),
    ]


def test_a_file_that_claims_a_million_pages_ends_soon(tmp_path):
    content = one_page_pdf(drawn("Hello")).replace(b"/Count 1 ", b"/Count 1000000 ")

    assert len(pieces("pdf", content, tmp_path)) <= 3


def test_a_hundred_pages_are_read_in_five_seconds(tmp_path):
    lines = [f"This is line {number} of a page with a number 123-45-6789" for number in range(45)]
    began = time.monotonic()

    found = pieces("pdf", many_page_pdf(*[lines] * 100), tmp_path)

    assert (len(found), time.monotonic() - began < 5) == (100, True)


def test_more_text_than_allowed_is_a_limit(tmp_path):
    with pytest.raises(LimitReached, match="it holds more than 4 characters"):
        pieces("pdf", one_page_pdf(drawn("Hello")), tmp_path, max_characters=4)


@needs_ocr
def test_a_scanned_page_is_read(tmp_path):
    assert pieces("pdf", scanned_pdf("Secret plan"), tmp_path) == [Extract("page 1", "Secret plan")]


@needs_ocr
def test_a_large_picture_on_a_page_of_text_is_read(tmp_path):
    content = scanned_pdf("Secret plan", text=drawn(LONG))

    assert pieces("pdf", content, tmp_path) == [
        Extract("page 1", LONG),
        Extract("page 1, picture 1", "Secret plan"),
    ]


def test_without_ocr_a_scanned_page_is_a_gap(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))

    assert pieces("pdf", scanned_pdf("Secret plan"), tmp_path) == [Gap("no OCR here", "page 1")]


def test_without_ocr_a_large_picture_is_a_gap(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))

    assert pieces("pdf", scanned_pdf("Secret plan", text=drawn(LONG)), tmp_path) == [
        Extract("page 1", LONG),
        Gap("no OCR here", "page 1, picture 1"),
    ]


def test_the_text_that_another_ocr_laid_beneath_a_picture_is_trusted(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))

    assert pieces("pdf", scanned_pdf("Secret plan", text=drawn(LONG, mode=3)), tmp_path) == [
        Extract("page 1", LONG)
    ]


WORDS = {
    "one": ([3], "page 3"),
    "run": ([1, 2, 3], "pages 1–3"),
    "both": ([1, 2, 5], "pages 1–2, 5"),
    "none": ([], ""),
}


@pytest.mark.parametrize(("numbers", "words"), WORDS.values(), ids=WORDS)
def test_numbers_of_pages_are_said_in_words(numbers, words):
    assert in_words(numbers) == words
