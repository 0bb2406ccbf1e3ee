"""One file of every kind that is read, as its sender would name it."""

import base64
import bz2
import gzip
import json
import lzma
import struct

from tests.files.archives import seven_of, tar_of, with_part, zip_of
from tests.files.data import database, notebook
from tests.files.mail import mail, outlook_mail, outlook_texts, part
from tests.files.office import (
    atom,
    binary_workbook,
    deck,
    document,
    enhanced_metafile,
    links,
    old_deck,
    old_word,
    old_workbook,
    open_document,
    paragraph,
    rows,
    sheet,
    slide,
    word_part,
    workbook,
)
from tests.files.pages import bmp, drawn, gif, many_page_pdf, one_page_pdf, png, tiff

_NOTE = "/Annots [<< /Type /Annot /Rect [0 0 9 9] /Subtype /Text /Contents (note) >>]"
_BINARY = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
_TYPES = f'<Types><Override PartName="/xl/workbook.bin" ContentType="{_BINARY}"/></Types>'

_ICON = b"\xff" * 100
_BESIDE = {
    "word/_rels/document.xml.rels": links(
        ("r1", "header", "header1.xml"), ("r2", "comments", "comments.xml")
    ),
    "word/header1.xml": word_part("hdr", paragraph("head")),
    "word/comments.xml": word_part(
        "comments", f'<w:comment w:id="1" w:author="Ann">{paragraph("note")}</w:comment>'
    ),
}


def _old_slide(text):
    return atom(0x03EE, atom(0x0FA0, text.encode("utf-16-le")), version=0xF)


def _open(kind, body):
    named = {"mimetype": f"application/vnd.oasis.opendocument.{kind}"}
    tag = f"office:{kind}"
    return open_document(f"<{tag}>{body}</{tag}>", parts=named)


def _metafile():
    made = bytearray(enhanced_metafile("drawn"))
    made[40:44] = b" EMF"
    return bytes(made)


def _spreadsheet():
    cells = "".join(
        f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in ("name", "ssn")
    )
    row = f"<table:table-row>{cells}</table:table-row>"
    table = f'<table:table table:name="Pay">{row}</table:table>'
    return _open("spreadsheet", table)


def _drawn_page():
    page = '<draw:page draw:name="One"><text:p>said</text:p></draw:page>'
    return _open("presentation", page)


def _card():
    photo = base64.b64encode(b"text in it").decode()
    return f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann\r\nPHOTO;ENCODING=b:{photo}\r\nEND:VCARD\r\n"


# The name says what it claims; each has a place that a person can find.
FILES = {
    "a.pdf": one_page_pdf(drawn("page of text"), page_more=_NOTE),
    "two.pdf": many_page_pdf(["one"], ["two"]),
    "a.docx": document(
        f"{paragraph('said')}<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>",
        _BESIDE,
    ),
    "a.xlsx": workbook({"Pay": sheet(rows(("name", "ssn"), ("Ann", "123")))}, state="hidden"),
    "a.xlsb": with_part(
        binary_workbook([["name", "ssn"], ["Ann", "123"]]), "[Content_Types].xml", _TYPES
    ),
    "a.pptx": deck([slide("one"), slide("two")]),
    "a.doc": old_word(["body\r", "note\r"]),
    "a.xls": old_workbook(cells=((0, 0, "name"), (1, 0, "Ann"))),
    "a.ppt": old_deck(_old_slide("one")),
    "a.odt": _open("text", "<text:p>said</text:p>"),
    "a.ods": _spreadsheet(),
    "a.odp": _drawn_page(),
    "a.rtf": rb"{\rtf1 said{\header head}}",
    "a.emf": _metafile(),
    "a.html": b"<html><body>said<!-- aside --></body></html>",
    "a.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><text>drawn</text></svg>',
    "a.csv": b"name,ssn\nAnn,123\n",
    "a.tsv": b"name\tssn\nAnn\t123\n",
    "a.json": json.dumps({"people": [{"ssn": "123"}]}).encode(),
    "a.jsonl": b'{"ssn": 1}\n{"ssn": 2}\n',
    "a.ipynb": notebook({"cell_type": "code", "source": "x = 1", "outputs": []}),
    "a.xml": b"<?xml version='1.0'?><person ssn='123'>Ann</person>",
    "a.yaml": b"ssn: 123\n",
    "a.md": b"# said\n",
    "a.txt": "Zoë\n".encode("utf-16"),
    "western.log": "2026 caf\xe9 closed\n".encode("cp1252"),
    "a.eml": mail(
        part("text/plain", "body"),
        part("text/csv", "a,b", 'Content-Disposition: attachment; filename="t.csv"'),
        part("message/rfc822", "From: bob@example.com\nMIME-Version: 1.0\n\ninner"),
        head="From: ann@example.com\nMIME-Version: 1.0\nSubject: Hello",
    ),
    "a.mbox": b"From a@b Mon Jan  1 00:00:00 2024\nFrom: a@b.c\nDate: x\n\none\n",
    "a.msg": outlook_mail(outlook_texts(p0037="Hello", p1000="body")),
    "a.ics": b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:meet\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    "a.vcf": _card().encode(),
    "a.zip": zip_of(("folder/a.txt", b"one"), ("b.csv", b"x,y\n1,2\n")),
    "a.tar": tar_of(("a.txt", b"one")),
    "a.tar.gz": gzip.compress(tar_of(("a.txt", b"one"))),
    "a.gz": gzip.compress(b"one"),
    "a.bz2": bz2.compress(b"one"),
    "a.xz": lzma.compress(b"one"),
    "a.7z": seven_of(("a.txt", b"one"), ("b.txt", b"two")),
    "a.sqlite": database(("CREATE TABLE people (ssn)",), ("INSERT INTO people VALUES ('1')",)),
    "a.png": png(10, 10, _ICON, (b"tEXt", b"Title\0said")),
    "a.bmp": bmp(10, 10, _ICON),
    "a.gif": gif(10, 10, _ICON, comment=b"said"),
    "a.tiff": tiff((10, 10, _ICON), description=b"said\0"),
    "a.pem": b"-----BEGIN CERTIFICATE-----\nTUlJ\n-----END CERTIFICATE-----\n",
    "empty.txt": b"",
    # Not read, and said so.
    "a.woff2": b"wOF2\0\x01\0\0" + bytes(range(200)),
    "a.mp4": struct.pack(">I", 24) + b"ftypisom" + bytes(200),
    "a.rar": b"Rar!\x1a\x07\x01\x00" + bytes(200),
    "a.bin": bytes(range(256)),
}
