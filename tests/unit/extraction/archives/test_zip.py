"""Zip archives, and what is done to them to hide something."""

import zipfile

import pytest

from bot.domain.attachment import Extract, FileTrait
from bot.extraction.archives.zip import read_zip
from bot.extraction.pieces import Gap, Trait
from tests.files.archives import (
    locked_zip,
    overlapping_zip,
    with_declared_size,
    with_method,
    without_directory,
    zip_of,
    zip_with_link,
)
from tests.unit.extraction.data.reading import pieces

BROKEN = Trait(FileTrait.BROKEN)
A, B = "member “a.txt”", "member “b.txt”"
A_READ, B_READ = (A, "a.txt", b"text"), (B, "b.txt", b"more")
SOUND = zip_of(("a.txt", "text"))
TWO = zip_of(("a.txt", "text"), ("b.txt", "more"))
TORN = "it is torn or malformed"
LOST = "its directory is torn or missing"


def names(*found):
    return Extract("names of its members", "\n".join(found))


def outside(name):
    place = f"member “{name}”"
    return [names(name), Trait(FileTrait.OUTSIDE_PATH, place), (place, name, b"text")]


ARCHIVES = {
    "empty": (zip_of(), []),
    "stored": (zip_of(("a.txt", "text"), method=zipfile.ZIP_STORED), [names("a.txt"), A_READ]),
    "deflated": (SOUND, [names("a.txt"), A_READ]),
    "bzip2": (zip_of(("a.txt", "text"), method=zipfile.ZIP_BZIP2), [names("a.txt"), A_READ]),
    "lzma": (zip_of(("a.txt", "text"), method=zipfile.ZIP_LZMA), [names("a.txt"), A_READ]),
    "folder": (zip_of(("d/", "")), [names("d/")]),
    "comment": (
        zip_of(("a.txt", "text"), comment=b"hello"),
        [Extract("archive comment", "hello"), names("a.txt"), A_READ],
    ),
    "with a program before it": (b"MZ program" + SOUND, [names("a.txt"), A_READ]),
    "packed in an unknown way": (
        with_method(SOUND, 98),
        [names("a.txt"), Gap("it is packed in a way that is not known here", A)],
    ),
    "encrypted": (
        locked_zip("a.txt", "text"),
        [
            names("a.txt"),
            Trait(FileTrait.ENCRYPTED, A),
            Gap("it asks for a password", A),
        ],
    ),
    "path upwards": (zip_of(("../a", "text")), outside("../a")),
    "path upwards from within": (zip_of(("d/../../a", "text")), outside("d/../../a")),
    "absolute path": (zip_of(("/a", "text")), outside("/a")),
    "path on a drive": (zip_of(("C:a", "text")), outside("C:a")),
    "path upwards as Windows writes it": (zip_of(("..\\a", "text")), outside("..\\a")),
    "path that goes up and stays within": (
        zip_of(("d/../a.txt", "text")),
        [names("d/../a.txt"), ("member “d/../a.txt”", "d/../a.txt", b"text")],
    ),
    "link to without": (
        zip_with_link("d/l", "../../etc/passwd"),
        [names("d/l"), Trait(FileTrait.OUTSIDE_PATH, "member “d/l”")],
    ),
    "link to within": (zip_with_link("d/l", "../a.txt"), [names("d/l")]),
    "the same name twice": (
        zip_of(("a.txt", "text"), ("a.txt", "more")),
        [BROKEN, names("a.txt", "a.txt"), A_READ, (A, "a.txt", b"more")],
    ),
    "another name before the file than in the directory": (
        SOUND.replace(b"a.txt", b"b.txt", 1),
        [BROKEN, names("a.txt", "b.txt"), A_READ, (B, "b.txt", b"text")],
    ),
    "a file the directory does not name": (
        without_directory(SOUND) + zip_of(("b.txt", "more")),
        [BROKEN, names("b.txt", "a.txt"), B_READ, A_READ],
    ),
    "no directory": (
        without_directory(TWO),
        [BROKEN, Gap(LOST), names("a.txt", "b.txt"), A_READ, B_READ],
    ),
    "torn within a file": (
        without_directory(TWO)[:-2],
        [
            BROKEN,
            Gap(LOST),
            names("a.txt", "b.txt"),
            A_READ,
            (B, "b.txt", b"mor"),
            Trait(FileTrait.BROKEN, B),
            Gap(TORN, B),
        ],
    ),
    "two gigabytes declared": (
        with_declared_size(SOUND, 2**31),
        [names("a.txt"), A_READ, Trait(FileTrait.BROKEN, A)],
    ),
    "mere mark": (b"PK\x03\x04", [BROKEN, Gap(LOST)]),
}


@pytest.mark.parametrize(("content", "expected"), ARCHIVES.values(), ids=ARCHIVES)
def test_an_archive_is_read_whatever_its_directory_says(content, expected, tmp_path):
    assert pieces(read_zip, content, tmp_path) == expected


BOMBS = {
    "one large file": zip_of(("a", b"\0" * 20_000_000)),
    "one file named many times": overlapping_zip(50, b"\0" * 9_000_000),
}


@pytest.mark.parametrize("content", BOMBS.values(), ids=BOMBS)
def test_a_bomb_ends_at_the_expansion_limit(content, tmp_path):
    found = pieces(read_zip, content, tmp_path)

    assert found[-1].because == "expansion limit: it unpacks to more than 200 times its size"


def test_more_files_than_are_allowed_end_the_reading(tmp_path):
    found = pieces(read_zip, TWO, tmp_path, max_members=1)

    assert found == [
        names("a.txt", "b.txt"),
        A_READ,
        Gap("it holds more than 1 files", "all of it"),
    ]


def test_a_name_is_shown_without_marks_that_turn_it(tmp_path):
    found = pieces(read_zip, zip_of(("a\u202etxt.exe", "text")), tmp_path)

    assert found[1] == ("member “a�txt.exe”", "a\u202etxt.exe", b"text")
