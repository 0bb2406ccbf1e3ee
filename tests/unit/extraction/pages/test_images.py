"""What is read of a picture."""

import struct
import zlib

import pytest

from bot.domain.attachment import Extract, FileTrait
from bot.extraction.limits import Unreadable
from bot.extraction.pieces import Gap, Trait
from tests.files.pages import bmp, gif, jpeg_header, picture_of, png, tiff, webp_header
from tests.unit.extraction.pages.reading import collect, install, needs_ocr, pieces

NO_OCR = Gap("no OCR here", "picture")
TOO_LARGE = "the picture is too large to read by OCR"
WIDE = (200, 40)


def exif(*entries):
    """Return Exif data of one folder, each entry a number and a text."""
    count, body, texts = len(entries), b"", b""
    for number, text in entries:
        at = 8 + 2 + 12 * count + 4 + len(texts)
        body += struct.pack("<HHII", number, 1, len(text), at)
        texts += text
    return b"II*\0\x08\0\0\0" + struct.pack("<H", count) + body + b"\0\0\0\0" + texts


@pytest.fixture
def no_ocr(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))


LETTERS = {
    "png": png,
    "bmp": bmp,
    "gif": gif,
    "tiff": lambda *picture: tiff(picture),
}


@needs_ocr
@pytest.mark.parametrize(("kind", "build"), LETTERS.items(), ids=LETTERS)
def test_the_letters_in_a_picture_are_read(kind, build, tmp_path):
    content = build(*picture_of("Secret plan"))

    assert pieces(kind, content, tmp_path) == [Extract("picture", "Secret plan")]


@needs_ocr
def test_each_page_of_a_tiff_file_is_read(tmp_path):
    content = tiff(picture_of("Secret plan"), picture_of("Second page"))

    assert pieces("tiff", content, tmp_path) == [
        Extract("page 1", "Secret plan"),
        Extract("page 2", "Second page"),
    ]


@needs_ocr
def test_a_picture_without_letters_is_a_clean_look(tmp_path):
    assert pieces("png", png(*WIDE), tmp_path) == []


@needs_ocr
def test_a_picture_torn_behind_its_header_is_a_gap(tmp_path):
    assert pieces("jpg", jpeg_header(*WIDE), tmp_path) == [Gap("OCR failed on it", "picture")]


HEADERS = {
    "png": ("png", png),
    "jpg": ("jpg", jpeg_header),
    "webp": ("webp", webp_header),
    "bmp": ("bmp", lambda width, height: bmp(width, height, b"")),
    "gif": ("gif", lambda width, height: gif(width, height, b"")),
    "tiff": ("tiff", lambda width, height: tiff((width, height, b""))),
}


@pytest.mark.usefixtures("no_ocr")
@pytest.mark.parametrize(("kind", "build"), HEADERS.values(), ids=HEADERS)
def test_without_ocr_a_picture_is_a_gap(kind, build, tmp_path):
    assert pieces(kind, build(*WIDE), tmp_path) == [NO_OCR]


BOMBS = {kind: given for kind, given in HEADERS.items() if kind != "png"} | {
    "png": ("png", lambda width, height: png(width, height, b"\0"))
}


@pytest.mark.parametrize(("kind", "build"), BOMBS.values(), ids=BOMBS)
def test_a_picture_that_declares_too_many_pixels_is_not_decoded(kind, build, tmp_path):
    assert pieces(kind, build(16_000, 16_000), tmp_path) == [Gap(TOO_LARGE, "picture")]


@pytest.mark.parametrize(("kind", "build"), BOMBS.values(), ids=BOMBS)
def test_a_tiny_picture_is_an_icon(kind, build, tmp_path):
    assert pieces(kind, build(16, 16), tmp_path) == []


@pytest.mark.usefixtures("no_ocr")
def test_of_an_animation_the_other_pictures_are_a_gap(tmp_path):
    assert pieces("gif", gif(*WIDE, b"", frames=2), tmp_path) == [
        NO_OCR,
        Gap("of an animation only the first picture is read", "animation"),
    ]


BROKEN = {
    "png": b"\x89PNG\r\n\x1a\n",
    "png of no height": png(9, 0),
    "jpg": b"\xff\xd8\xff",
    "jpg without a frame": b"\xff\xd8\xff\xfe\0\x04ab\xff\xda",
    "gif": b"GIF89a",
    "tiff that runs in a circle": b"II*\0\x08\0\0\0\0\0\x08\0\0\0",
    "bmp": b"BM",
    "webp": b"RIFF\0\0\0\0WEBP",
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_picture_that_does_not_say_how_large_it_is_is_broken(content, tmp_path):
    found = []

    with pytest.raises(Unreadable, match="it is broken"):
        collect(found, "png", content, tmp_path)

    assert found == [Trait(FileTrait.BROKEN)]


def noted_png(name, content):
    return png(9, 9, None, (name, content))


def noted_jpg(mark, content):
    return jpeg_header(9, 9, (mark, content))


def exif_jpg(number, text):
    return noted_jpg(0xE1, b"Exif\0\0" + exif((number, text)))


PACKED = b"Title\0\0" + zlib.compress(b"plan")
XMP = b"http://ns.adobe.com/xap/1.0/\0<a><b>plan</b></a>"
NOTES = {
    "png text": ("png", noted_png(b"tEXt", b"Title\0plan"), "Title: plan"),
    "png packed": ("png", noted_png(b"zTXt", PACKED), "Title: plan"),
    "png in a language": ("png", noted_png(b"iTXt", b"Title\0\0\0en\0\0plan"), "Title: plan"),
    "png exif": ("png", noted_png(b"eXIf", exif((0x010E, b"plans"))), "description: plans"),
    "jpg comment": ("jpg", noted_jpg(0xFE, b"plan"), "comment: plan"),
    "jpg exif": ("jpg", exif_jpg(0x013B, b"Ann Roe"), "artist: Ann Roe"),
    "jpg of windows": ("jpg", exif_jpg(0x9C9C, "plan\0".encode("utf-16-le")), "comment: plan"),
    "jpg xmp": ("jpg", noted_jpg(0xE1, XMP), "description: plan"),
    "gif comment": ("gif", gif(9, 9, b"", comment=b"plan"), "comment: plan"),
    "tiff description": ("tiff", tiff((9, 9, b""), description=b"plans"), "description: plans"),
}


@pytest.mark.parametrize(("kind", "content", "text"), NOTES.values(), ids=NOTES)
def test_the_texts_beside_a_picture_are_read(kind, content, text, tmp_path):
    assert pieces(kind, content, tmp_path) == [Extract("properties", text)]


SLEEPS = '[ "$2" = stdout ] && exec /bin/sleep 60; exit 1'
PROGRAMS = {
    "reads": (
        '[ "$2" = stdout ] && echo read "$4" "$OMP_THREAD_LIMIT"',
        Extract("picture", "read eng 1"),
    ),
    "names languages": (
        '[ "$1" = --list-langs ] && printf "head\\nosd\\nfra\\neng\\n" || echo "$4"',
        Extract("picture", "eng+fra"),
    ),
    "fails": ("exit 1", Gap("OCR failed on it", "picture")),
    "goes on for ever": (SLEEPS, Gap("it takes too long to read by OCR", "picture")),
    "says too much": (
        '[ "$2" = stdout ] && exec /usr/bin/head -c 3000000 /dev/zero; exit 1',
        Gap("OCR finds more text in it than a picture can hold", "picture"),
    ),
}


@pytest.mark.parametrize(("script", "expected"), PROGRAMS.values(), ids=PROGRAMS)
def test_whatever_the_command_does_is_an_outcome(script, expected, tmp_path, monkeypatch):
    install(tmp_path / "programs", script)
    monkeypatch.setenv("PATH", str(tmp_path / "programs"))

    assert pieces("png", png(*WIDE), tmp_path, reading_seconds=2.0) == [expected]


def test_pages_for_which_no_time_is_left_are_named(tmp_path, monkeypatch):
    install(tmp_path / "programs", SLEEPS)
    monkeypatch.setenv("PATH", str(tmp_path / "programs"))
    content = tiff(*[(*WIDE, b"\xff" * 8000)] * 3)

    assert pieces("tiff", content, tmp_path, reading_seconds=2.0) == [
        Gap("it takes too long to read by OCR", "pages 1–3")
    ]


def test_nothing_is_left_in_the_folder_but_the_file(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path / "none"))

    pieces("png", png(*WIDE), tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["file"]
