"""What a file is, whatever it is named, and what is odd about its outside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.attachment import FileTrait
from bot.extraction.real_type import identify
from tests.files.archives import locked_zip, tar_of, without_directory, zip_of
from tests.files.compound_file import compound_file
from tests.files.data import database
from tests.files.kinds import EXE, GIF, JPEG, PDF, package, pickled, png

EXECUTABLE, MACRO, LOCKED = FileTrait.EXECUTABLE, FileTrait.MACRO, FileTrait.ENCRYPTED
POLYGLOT, WRONG = FileTrait.POLYGLOT, FileTrait.WRONG_ENDING
DECEPTIVE = FileTrait.DECEPTIVE_NAME
WORD = "vnd.openxmlformats-officedocument.wordprocessingml.document.main"
WORD_MACRO = "vnd.ms-word.document.macroEnabled.main"
EXCEL = "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main"
POINT = "vnd.openxmlformats-officedocument.presentationml.presentation.main"
ODT = "application/vnd.oasis.opendocument.text"
ZIP = zip_of(("a.txt", "x"))
MAIL = b"Received: by x\nFrom: a@b.c\nSubject: x\n\nbody"


@pytest.fixture
def judged(tmp_path):
    """Return a function that judges bytes under a name: the kind and its traits."""

    def run(content, name):
        path = tmp_path / "file"
        path.write_bytes(content)
        identity = identify(path, name)
        return (identity.kind.name, *identity.traits)

    return run


BINARIES = {
    "pdf": (PDF, "a.pdf", "pdf"),
    "pdf behind other bytes": (b"junk\n" + PDF, "a.pdf", "pdf"),
    "png": (png(), "a.png", "png"),
    "jpg": (JPEG, "a.jpeg", "jpg"),
    "gif": (GIF, "a.gif", "gif"),
    "bmp": (b"BM\0\0\0\0", "a.bmp", "bmp"),
    "webp": (b"RIFF\0\0\0\0WEBPVP8 ", "a.webp", "webp"),
    "heic": (b"\0\0\0\x18ftypheic\0\0", "a.heic", "heic"),
    "video": (b"\0\0\0\x18ftypisom\0\0", "a.mp4", "mp4"),
    "sound": (b"ID3\x03\0\0\0", "a.mp3", "mp3"),
    "midi": (b"MThd\0\0\0\x06\0\0", "a.mid", "midi"),
    "font": (b"\0\x01\0\0\0\x10", "a.ttf", "ttf"),
    "web font": (b"wOF2\0\x01\0\0", "a.woff2", "woff2"),
    "docx": (package(WORD, "word/document.xml"), "a.docx", "docx"),
    "xlsx": (package(EXCEL, "xl/workbook.xml"), "a.xlsx", "xlsx"),
    "pptx": (package(POINT, "ppt/presentation.xml"), "a.pptx", "pptx"),
    "docx by its members": (zip_of(("word/document.xml", "x")), "a.docx", "docx"),
    "odt": (zip_of(("mimetype", ODT)), "a.odt", "odt"),
    "odt whose type is not first": (zip_of(("a", "x"), ("mimetype", ODT)), "a.odt", "odt"),
    "e-book": (zip_of(("mimetype", "application/epub+zip")), "a.epub", "epub"),
    "numbers": (zip_of(("Index/Document.iwa", "x")), "a.numbers", "numbers"),
    "zip": (ZIP, "a.zip", "zip"),
    "docx that is torn": (without_directory(ZIP), "a.docx", "zip"),
    "7z": (b"7z\xbc\xaf\x27\x1c\0\4", "a.7z", "7z"),
    "rar": (b"Rar!\x1a\x07\0\0\0", "a.rar", "rar"),
    "tar": (tar_of(("a", b"x")), "a.tar", "tar"),
    "tar of the first form": (
        b"a".ljust(148, b"\0") + b"000541\0 " + b"\0" * 356,
        "a.tar",
        "tar",
    ),
    "iso": (b"\0" * 32769 + b"CD001", "a.iso", "iso"),
    "dmg": (b"\1\0" * 600 + b"koly" + b"\0" * 508, "a.dmg", "dmg"),
    "sqlite": (database(("CREATE TABLE a (x)",)), "a.db", "sqlite"),
    "parquet": (b"PAR1\x15\0", "a.parquet", "parquet"),
    "avro": (b"Obj\x01\x04\0", "a.avro", "avro"),
    "doc": (compound_file({"WordDocument": b"x"}), "a.doc", "doc"),
    "xls": (compound_file({"Workbook": b"x"}), "a.xls", "xls"),
    "ppt": (compound_file({"PowerPoint Document": b"x"}), "a.ppt", "ppt"),
    "msg": (compound_file({"__properties_version1.0": b"x"}), "a.msg", "msg"),
    "ole2 that is torn": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "a.doc", "ole2"),
    "rtf": (b"{\\rtf1 x}", "a.rtf", "rtf"),
    "bytes of no kind": (b"a\0b", "a.pdf", "unknown"),
    "empty": (b"", "a.pdf", "txt"),
}
TEXTS = {
    "text": (b"plain", "README", "txt"),
    "text of an unknown ending": (b"plain", "a.zzz", "txt"),
    "text that begins like a program": (b"MZ is a school", "a.txt", "txt"),
    "text that talks of pdf": (b"it begins %PDF-1.7", "a.txt", "txt"),
    "wide text without a mark": ("plain text".encode("utf-16-le"), "a.txt", "txt"),
    "markdown": (b"# a", "a.md", "md"),
    "yaml": (b"a: 1", "a.yaml", "yaml"),
    "csv": (b"a,b", "a.csv", "csv"),
    "json": (b'{"a": 1}', "a", "json"),
    "json that goes on": (b'[{"a": "' + b"x" * 70_000 + b'"}]', "a.txt", "json"),
    "json lines": (b'{"a": 1}\n{"a": 2}', "a.json", "jsonl"),
    "braces": (b"{ not json }", "a.txt", "txt"),
    "html": (b"<!DOCTYPE html><p>x", "a.txt", "html"),
    "markdown that begins with a tag": (b"<html> is a tag", "a.md", "md"),
    "xml": (b"<?xml version='1.0'?><a/>", "a", "xml"),
    "svg": (b"<?xml version='1.0'?><!-- x --><svg/>", "a.xml", "svg"),
    "mail": (MAIL, "a", "eml"),
    "a mail that was pasted": (b"From: a\nTo: b\nSubject: x\n\nbody", "a.txt", "txt"),
    "mailbox": (b"From a@b Thu Jan  1 00:00:00 1970\nSubject: x\n\nx", "a", "mbox"),
    "calendar": (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR", "a.txt", "ics"),
    "contact": (b"\xef\xbb\xbfBEGIN:VCARD\nEND:VCARD", "a", "vcf"),
    "key": (b"-----BEGIN RSA PRIVATE KEY-----\nx", "a", "pem"),
}
KINDS = BINARIES | TEXTS


@pytest.mark.parametrize(("content", "name", "kind"), KINDS.values(), ids=KINDS)
def test_a_file_is_known_by_its_bytes_and_nothing_is_odd_about_it(content, name, kind, judged):
    assert judged(content, name) == (kind,)


ODD = {
    "windows program": (EXE, "a.exe", ("exe", EXECUTABLE)),
    "windows program named as a text": (EXE, "a.txt", ("exe", EXECUTABLE, WRONG)),
    "linux program": (b"\x7fELF\x02\x01", "a", ("elf", EXECUTABLE)),
    "macOS program": (b"\xcf\xfa\xed\xfe\x07\0", "a", ("macho", EXECUTABLE)),
    "java class": (b"\xca\xfe\xba\xbe\0\0\0\x34", "a.class", ("class", EXECUTABLE)),
    "webassembly": (b"\0asm\1\0\0\0", "a.wasm", ("wasm", EXECUTABLE)),
    "jar": (zip_of(("META-INF/MANIFEST.MF", "x")), "a.jar", ("jar", EXECUTABLE)),
    "apk": (zip_of(("AndroidManifest.xml", "x")), "a.apk", ("apk", EXECUTABLE)),
    "shortcut": (b"L\0\0\0\x01\x14\x02\0\0", "a.lnk", ("lnk", EXECUTABLE)),
    "batch file": (b"del x", "a.bat", ("bat", EXECUTABLE)),
    "script of Windows": (b"x()", "a.js", ("js", EXECUTABLE)),
    "program of DOS that is text": (b"X5O!P%", "a.com", ("txt", EXECUTABLE)),
    "script without ending": (b"#!/bin/sh\nx", "run", ("txt", EXECUTABLE)),
    "source code": (b"#!/usr/bin/env python\nx", "a.py", ("py",)),
    "pickle": (pickled({"a": [1, 2]}, 4), "a.pkl", ("pickle", EXECUTABLE)),
    "pickle of the second protocol": (pickled({"a": [1]}, 2), "a", ("pickle", EXECUTABLE)),
    "macros": (package(WORD_MACRO, "word/vbaProject.bin"), "a.docm", ("docm", MACRO)),
    "macros, renamed": (
        package(WORD_MACRO, "word/vbaProject.bin"),
        "a.docx",
        ("docm", MACRO, WRONG),
    ),
    "macros under another content type": (
        package(EXCEL, "odd/vbaProject.bin"),
        "a.xlsm",
        ("xlsm", MACRO),
    ),
    "macros of old": (
        compound_file({"WordDocument": b"x", "Macros": {"VBA": {"dir": b"x"}}}),
        "a.doc",
        ("doc", MACRO),
    ),
    "encrypted office": (
        compound_file({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}),
        "a.docx",
        ("encrypted_office", LOCKED),
    ),
    "encrypted zip": (locked_zip("a.txt", "x"), "a.zip", ("zip", LOCKED)),
    "encrypted message": (b"-----BEGIN PGP MESSAGE-----\nx", "a.asc", ("pgp", LOCKED)),
    "password store": (b"\x03\xd9\xa2\x9a\x67\xfb\x4b\xb5", "a.kdbx", ("kdbx", LOCKED)),
    "text named as a pdf": (b"plain", "a.pdf", ("txt", WRONG)),
    "picture named as a table": (png(), "a.csv", ("png", WRONG)),
    "docx named as the old form": (package(WORD), "a.doc", ("docx", WRONG)),
    "picture and archive": (png() + ZIP, "a.png", ("png", POLYGLOT)),
    "pdf and archive": (PDF + ZIP, "a.pdf", ("pdf", POLYGLOT)),
    "program and archive": (EXE + ZIP, "a.exe", ("exe", EXECUTABLE, POLYGLOT)),
    "text and archive": (b"text\n" + ZIP, "a.zip", ("zip", POLYGLOT)),
    "picture and pdf": (png()[:-12] + PDF, "a.png", ("png", POLYGLOT)),
    "picture and script": (GIF[:13] + b"<script>x</script>", "a.gif", ("gif", POLYGLOT)),
    "picture that is assigned": (b"GIF89a=1;\0\0", "a.gif", ("gif", POLYGLOT)),
    "picture with a program behind": (GIF + EXE, "a.gif", ("gif", POLYGLOT)),
    "picture with an archive behind": (
        JPEG + b"Rar!\x1a\x07\x01\0\0\0",
        "a.jpg",
        ("jpg", POLYGLOT),
    ),
    "picture with a film behind": (JPEG + b"\0\0\0\x18ftypmp42\0\0", "a.jpg", ("jpg",)),
    "picture with noughts behind": (JPEG + b"\0" * 99, "a.jpg", ("jpg",)),
    "archive with a page behind": (ZIP + b"<html>x", "a.zip", ("zip", POLYGLOT)),
    "pdf with an archive in it": (PDF[:20] + ZIP + PDF[20:], "a.pdf", ("pdf",)),
}


@pytest.mark.parametrize(("content", "name", "expected"), ODD.values(), ids=ODD)
def test_what_is_odd_about_a_file_is_said(content, name, expected, judged):
    assert judged(content, name) == expected


NAMES = {
    "ordinary": ("Bericht März 2024.v2.txt", False),
    "archive of an archive": ("a.tar.gz.txt", False),
    "persian": ("می\u200cشود.txt", False),
    "family of emoji": ("👩\u200d👧.txt", False),
    "a mark at the start, as phones put it": ("\u200eIMG.txt", False),
    "turned": ("a\u202etxt.txt", True),
    "isolated": ("a\u2066b.txt", True),
    "a mark within": ("a\u200fb.txt", True),
    "invisible": ("a\u200bb.txt", True),
    "joiner between Latin letters": ("a\u200db.txt", True),
    "control character": ("a\nb.txt", True),
    "blanks before the ending": ("a.pdf        .txt", True),
}


@pytest.mark.parametrize(("name", "is_deceptive"), NAMES.values(), ids=NAMES)
def test_a_name_made_to_be_misread_is_noticed(name, is_deceptive, judged):
    assert (DECEPTIVE in judged(b"x", name)) is is_deceptive


def test_a_harmless_ending_before_one_that_runs_deceives(judged):
    assert judged(EXE, "invoice.pdf.exe") == ("exe", EXECUTABLE, DECEPTIVE)


BEGINNINGS = st.sampled_from(
    [b"", ZIP[:30], GIF[:13], JPEG[:4], png()[:12], PDF[:9], b"\x80\4", b"{"]
)


@given(BEGINNINGS, st.binary(), st.sampled_from(["a.txt", "a.zip", "", "\0.\u202e", "a.pdf.exe"]))
def test_whatever_the_bytes_a_file_is_of_some_kind(tmp_path_factory, beginning, content, name):
    path = tmp_path_factory.getbasetemp() / "any"
    path.write_bytes(beginning + content)

    assert identify(path, name).kind.name
