"""One file of every hostile kind, under the name it is sent with."""

import base64
import gzip
import struct
import tarfile
import zlib

from tests.files.archives import (
    locked_zip,
    overlapping_zip,
    seven_of,
    tar_of,
    with_declared_size,
    with_part,
    with_unlisted,
    without_directory,
    zip_of,
)
from tests.files.compound_file import compound_file
from tests.files.data import database
from tests.files.kinds import EXE, pickled
from tests.files.mail import mail, part
from tests.files.office import document, links, paragraph, sheet, workbook
from tests.files.pages import drawn, locked_pdf, one_page_pdf, page, pdf, png, stream

_PDF = one_page_pdf(drawn("page of text"))
_ZIP = zip_of(("a.txt", b"one"))
_WORD = document(paragraph("said"))
SECRET = b"ssn: 123-45-6780"
_LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
_OUTSIDE = links(("r1", "attachedTemplate", "https://evil.example/t.dotm", "External"))
_MAIL = "From: ann@example.com\nMIME-Version: 1.0\nSubject: Hello"


def _nested(depth):
    content = b"one"
    for _ in range(depth):
        content = zip_of(("a", content))
    return content


def _mixed(depth):
    content = b"one"
    for _ in range(depth):
        content = gzip.compress(tar_of(("a.7z", seven_of(("a.zip", zip_of(("a", content)))))))
    return content


def _bomb():
    return zip_of(("a.txt", bytes(30_000_000)))


def _claimed_seven():
    named = b"\0" + "a\0".encode("utf-16-le") * 3
    header = b"\x01\x05\x03\x11" + bytes([len(named)]) + named + b"\0\0"
    start = struct.pack("<2QL", 0, len(header), zlib.crc32(header))
    mark = b"7z\xbc\xaf\x27\x1c\0\4" + struct.pack("<L", zlib.crc32(start))
    return mark + start + header


def _long_tar():
    made = bytearray(tar_of(("a.txt", b"one")))
    made[124:136] = b"\x80\0\0\0\x7f" + b"\xff" * 7
    made[148:156] = b" " * 8
    made[148:156] = b"%06o\0 " % sum(made[:512])
    return bytes(made)


def _mail_in_mails(depth):
    content = f"{_MAIL}\n\nbody"
    for _ in range(depth):
        content = f"{_MAIL}\nContent-Type: message/rfc822\n\n{content}"
    return content.encode()


def _looping_pages():
    return pdf(
        {
            2: b"<< /Type /Pages /Kids [2 0 R 5 0 R] /Count 1000000 >>",
            3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            4: stream(drawn("page of text")),
            5: page(),
        }
    )


def _twice_in_base64():
    body = "\n".join(base64.b64encode(text).decode() for text in (b"hello, ", SECRET))
    return mail(part("text/plain", body, "Content-Transfer-Encoding: base64"), head=_MAIL)


def _commented_gzip():
    return b"\x1f\x8b\x08\x10\0\0\0\0\0\xff" + SECRET + b"\0" + gzip.compress(b"one")[10:]


FILES = {
    "zip bomb": ("a.zip", _bomb()),
    "bomb in gzip in gzip": ("a.gz", gzip.compress(gzip.compress(bytes(30_000_000)))),
    "bomb of overlapping files": ("a.zip", overlapping_zip(60, bytes(1_000_000))),
    "nested 40 deep": ("a.zip", _nested(40)),
    "nested in archives of all kinds": ("a.gz", _mixed(3)),
    "mails in mails": ("a.eml", _mail_in_mails(20)),
    "a thousand and one files": ("a.zip", zip_of(*((f"{n}", b"") for n in range(1001)))),
    "path that leads out": ("a.zip", zip_of(("../../etc/passwd", b"one"))),
    "link that leads out": (
        "a.tar",
        tar_of(("a", {"type": b"2", "linkname": "/etc/passwd"})),
    ),
    "truncated zip": ("a.zip", without_directory(_ZIP)),
    "truncated document": ("a.docx", _WORD[:300]),
    "truncated pdf": ("a.pdf", _PDF[:300]),
    "truncated database": ("a.db", database(("CREATE TABLE a (x)",))[:200]),
    "program named as a document": ("a.pdf", EXE),
    "document named as a picture": ("a.png", _WORD),
    "locked zip": ("a.zip", locked_zip("a.txt", b"one")),
    "locked pdf": ("a.pdf", locked_pdf("text", password="x")),
    "locked document": ("a.docx", compound_file({"EncryptedPackage": b"x"})),
    "2 GB declared": ("a.zip", with_declared_size(_ZIP, 2_000_000_000)),
    "2 GB declared in tar": ("a.tar", _long_tar()),
    "name that reads backwards": ("a\u202efdp.exe", EXE),
    "name with control characters": ("a\x1b[31m\0.txt", b"one"),
    "name that is a path": ("../../a.txt", b"one"),
    "name of 5,000 letters": ("a" * 5000 + ".txt", b"one"),
    "empty": ("a.pdf", b""),
    "font": ("a.ttf", b"\0\x01\0\0\0\x10" + bytes(range(200))),
    "media": ("a.mp4", b"\0\0\0\x18ftypisom" + bytes(200)),
    "external link": ("a.docx", with_part(_WORD, "word/_rels/settings.xml.rels", _OUTSIDE)),
    "macro": (
        "a.docm",
        with_part(_WORD, "word/vbaProject.bin", compound_file({"VBA": {"dir": b"x"}})),
    ),
    "svg with script": ("a.svg", b"<svg xmlns='x'><script>run()</script></svg>"),
    "pickle": ("a.pkl", pickled({"a": [1, 2]}, 4)),
    # One file, two kinds: only what was read of both is a clean look.
    "pdf with zip behind": ("a.pdf", _PDF + _ZIP),
    "picture with zip behind": ("a.png", png(10, 10) + _ZIP),
    "zip with text before": ("a.zip", SECRET + b"\n" + _ZIP),
    "picture with a script in it": ("a.png", png(10, 10, None, (b"tEXt", b"a\0<script >x"))),
    # What stands where programs do not look.
    "text behind a pdf": ("a.pdf", _PDF + SECRET),
    "much text behind a pdf": ("a.pdf", _PDF + (SECRET * 30 + b"\n") * 199 + SECRET),
    "text behind a zip": ("a.zip", _ZIP + SECRET),
    "text behind a picture": ("a.png", png(10, 10) + SECRET),
    "text behind a document": ("a.docx", _WORD + SECRET),
    "text behind a 7z": ("a.7z", seven_of(("a.txt", b"one")) + SECRET),
    "unlisted file in a zip": ("a.zip", with_unlisted(_ZIP, "b.txt", SECRET)),
    "bytes between files of a zip": (
        "a.zip",
        with_unlisted(_ZIP, "b.txt", SECRET * 3, header=False),
    ),
    "unlisted part of a document": ("a.docx", with_unlisted(_WORD, "b.txt", SECRET)),
    "file of a 7z that is not there": ("a.7z", _claimed_seven()),
    "comment in gzip": ("a.gz", _commented_gzip()),
    "comment in tar": (
        "a.tar",
        tar_of(
            ("a", {"type": b"5", "pax_headers": {"comment": SECRET.decode()}}),
            form=tarfile.PAX_FORMAT,
        ),
    ),
    "text in a view": (
        "a.db",
        database(("CREATE TABLE a (x)",), ("CREATE VIEW v AS SELECT '123-45-6780' AS ssn",)),
    ),
    "base64 that goes on": ("a.eml", _twice_in_base64()),
    "wide text late in a text": (
        "a.txt",
        (b"one " * 100 + b"\n") * 200 + SECRET.decode().encode("utf-16-le"),
    ),
    "binary that ends nowhere": ("a.rtf", rb"{\rtf1 one \bin2147483647 " + SECRET),
    # What is made to be endless.
    "pages in a circle": ("a.pdf", _looping_pages()),
    "entities in xml": ("a.xml", f"<?xml version='1.0'?>{_LAUGHS}<x>&b;</x>".encode()),
    "entities in a document": ("a.docx", with_part(_WORD, "word/b.xml", f"{_LAUGHS}<x>&b;</x>")),
    "json 100,000 deep": ("a.json", b"[" * 100_000 + b'"one"' + b"]" * 100_000),
    "groups without end": ("a.rtf", rb"{\rtf1 " + b"{" * 100_000),
    "parts in parts": (
        "a.eml",
        f"{_MAIL}\n".encode()
        + b"".join(
            b"Content-Type: multipart/mixed; boundary=x%d\n\n--x%d\n" % (n, n) for n in range(3000)
        ),
    ),
    "cell at the end of the sheet": (
        "a.xlsx",
        workbook({"Pay": sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')}),
    ),
}
