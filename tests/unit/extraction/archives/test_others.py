"""Tar, 7z, and single files that are packed."""

import bz2
import gzip
import io
import lzma
import tarfile

import pytest

from bot.domain.attachment import Extract, FileTrait
from bot.extraction.archives.table import READERS
from bot.extraction.pieces import Gap, Trait
from tests.files.archives import seven_of, tar_of
from tests.unit.extraction.data.reading import pieces

BROKEN = Trait(FileTrait.BROKEN)
TORN = "it is torn or malformed"
A = "member “a.txt”"
LONG = bytes(range(256)) * 400


def names(*found):
    return Extract("names of its members", "\n".join(found))


def gzip_named(name, content):
    held = io.BytesIO()
    with gzip.GzipFile(name, "wb", fileobj=held) as packed:
        packed.write(content)
    return held.getvalue()


ONE = tar_of(("a.txt", b"text"))
TARS = {
    "file": (ONE, [(A, "a.txt", b"text"), names("a.txt")]),
    "folder and device": (
        tar_of(("d", {"type": tarfile.DIRTYPE}), ("null", {"type": tarfile.CHRTYPE})),
        [names("d", "null")],
    ),
    "path upwards": (
        tar_of(("../a", b"text")),
        [
            Trait(FileTrait.OUTSIDE_PATH, "member “../a”"),
            ("member “../a”", "../a", b"text"),
            names("../a"),
        ],
    ),
    "link to without": (
        tar_of(("l", {"type": tarfile.SYMTYPE, "linkname": "/etc/passwd"})),
        [Trait(FileTrait.OUTSIDE_PATH, "member “l”"), names("l")],
    ),
    "link to within": (
        tar_of(("l", {"type": tarfile.SYMTYPE, "linkname": "a.txt"})),
        [names("l")],
    ),
    "hard link to without": (
        tar_of(("d/l", {"type": tarfile.LNKTYPE, "linkname": "../a.txt"})),
        [Trait(FileTrait.OUTSIDE_PATH, "member “d/l”"), names("d/l")],
    ),
    "another archive behind its end": (
        ONE + tar_of(("b.txt", b"more")),
        [(A, "a.txt", b"text"), names("a.txt"), BROKEN, Gap(TORN)],
    ),
    "torn within a file": (
        tar_of(("a.txt", LONG))[:1000],
        [
            (A, "a.txt", LONG[:488]),
            Trait(FileTrait.BROKEN, A),
            Gap(TORN, A),
            names("a.txt"),
            BROKEN,
            Gap(TORN),
        ],
    ),
}


@pytest.mark.parametrize(("content", "expected"), TARS.values(), ids=TARS)
def test_a_tar_archive_is_read_and_no_link_followed(content, expected, tmp_path):
    assert pieces(READERS["tar"], content, tmp_path) == expected


LOCKED = seven_of(("a.txt", b"text"), method=b"\x06\xf1\x07\x01")
SEVENS = {
    "files": (
        seven_of(("a.txt", b"text"), ("d/b.txt", b"more")),
        [
            names("a.txt", "d/b.txt"),
            (A, "a.txt", b"text"),
            ("member “d/b.txt”", "d/b.txt", b"more"),
        ],
    ),
    "encrypted": (
        LOCKED,
        [names("a.txt"), Trait(FileTrait.ENCRYPTED, A), Gap("it asks for a password", A)],
    ),
    "packed in an unknown way": (
        seven_of(("a.txt", b"text"), method=b"\x03\x04\x01"),
        [names("a.txt"), Gap("it is packed in a way that is not known here", A)],
    ),
    "with a dictionary of four gigabytes": (
        seven_of(("a.txt", b"text"), properties=b"\x28"),
        [names("a.txt"), (A, "a.txt", b"text")],
    ),
    "path upwards": (
        seven_of(("../a", b"text")),
        [
            names("../a"),
            Trait(FileTrait.OUTSIDE_PATH, "member “../a”"),
            ("member “../a”", "../a", b"text"),
        ],
    ),
    "torn": (
        seven_of(("a.txt", b"text"))[:-9],
        [BROKEN, Gap("its directory is torn or missing", "all of it")],
    ),
    "mere mark": (
        b"7z\xbc\xaf\x27\x1c",
        [BROKEN, Gap("its directory is torn or missing", "all of it")],
    ),
}


@pytest.mark.parametrize(("content", "expected"), SEVENS.values(), ids=SEVENS)
def test_a_7z_archive_is_read(content, expected, tmp_path):
    assert pieces(READERS["7z"], content, tmp_path) == expected


PACKED = {
    "gzip": ("gz", gzip.compress(b"text"), [("unpacked", "", b"text")]),
    "gzip with a name": ("gz", gzip_named("a.csv", b"text"), [("unpacked", "a.csv", b"text")]),
    "bzip2": ("bz2", bz2.compress(b"text"), [("unpacked", "", b"text")]),
    "xz": ("xz", lzma.compress(b"text"), [("unpacked", "", b"text")]),
    "two behind each other": (
        "gz",
        gzip.compress(b"text") + gzip.compress(b"more"),
        [("unpacked", "", b"textmore")],
    ),
    "something behind the end": (
        "xz",
        lzma.compress(b"text") + b"x",
        [("unpacked", "", b"text"), BROKEN, Gap(TORN)],
    ),
    "torn": (
        "gz",
        gzip.compress(b"text" * 100)[:-9],
        [("unpacked", "", b"text" * 100), BROKEN, Gap(TORN)],
    ),
    "bomb": (
        "gz",
        gzip.compress(b"\0" * 20_000_000),
        [Gap("expansion limit: it unpacks to more than 200 times its size", "all of it")],
    ),
}


@pytest.mark.parametrize(("kind", "content", "expected"), PACKED.values(), ids=PACKED)
def test_a_packed_file_is_a_file_within(kind, content, expected, tmp_path):
    assert pieces(READERS[kind], content, tmp_path) == expected
