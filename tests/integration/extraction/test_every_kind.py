"""Every kind of file, read in confinement: its type, its traits, its places to the letter."""

import pytest

from tests.files.every_kind import FILES
from tests.integration.extraction.outcomes import outcome

# What each is, why it was not read in full ("" where it was), its traits, and its places.
OUTCOMES = {
    "a.pdf": ("pdf", "", (), ("page 1", "page 1, comments")),
    "two.pdf": ("pdf", "", (), ("page 1", "page 2")),
    "a.docx": (
        "docx",
        "",
        (),
        ("tracked deletion, paragraph 2", "paragraph 1", "comment 1", "header 1"),
    ),
    "a.xlsx": ("xlsx", "", ("HIDDEN_CONTENT",), ("hidden sheet “Pay”, cells A1:B2",)),
    "a.xlsb": ("xlsb", "", (), ("sheet “Pay”, cells A1:B2",)),
    "a.pptx": ("pptx", "", (), ("slide 1", "slide 2")),
    "a.doc": ("doc", "", (), ("paragraph 1", "footnotes, paragraph 1")),
    "a.xls": ("xls", "", (), ("sheet “Pay”, cells A1:A2",)),
    "a.ppt": ("ppt", "", (), ("slide 1",)),
    "a.odt": ("odt", "", (), ("paragraph 1",)),
    "a.ods": ("ods", "", (), ("sheet “Pay”, cells A1:B1",)),
    "a.odp": ("odp", "", (), ("slide 1",)),
    "a.rtf": ("rtf", "", (), ("paragraph 1", "header")),
    "a.emf": ("emf", "", (), ("drawing",)),
    "a.html": ("html", "", (), ("line 1",)),
    "a.svg": ("svg", "", (), ("line 1",)),
    "a.csv": ("csv", "", (), ("rows 1–2",)),
    "a.tsv": ("tsv", "", (), ("rows 1–2",)),
    "a.json": ("json", "", (), ("line 1",)),
    "a.jsonl": ("jsonl", "", (), ("lines 1–3",)),
    "a.ipynb": ("ipynb", "", (), ("cell 1",)),
    "a.xml": ("xml", "", (), ("line 1",)),
    "a.yaml": ("yaml", "", (), ("lines 1–2",)),
    "a.md": ("md", "", (), ("lines 1–2",)),
    "a.txt": ("txt", "", (), ("lines 1–2",)),
    "western.log": ("log", "", (), ("lines 1–2",)),
    "a.eml": (
        "eml",
        "",
        (),
        (
            "header fields",
            "mail text",
            "attached file “t.csv”, row 1",
            "attached mail 1, header fields",
            "attached mail 1, mail text",
        ),
    ),
    "a.mbox": ("mbox", "", (), ("mail 1, header fields", "mail 1, mail text")),
    "a.msg": ("msg", "", (), ("header fields", "mail text")),
    "a.ics": ("ics", "", (), ("event 1",)),
    "a.vcf": ("vcf", "", (), ("contact 1", "contact 1, picture, line 1")),
    "a.zip": (
        "zip",
        "",
        (),
        ("names of its members", "member “folder/a.txt”, line 1", "member “b.csv”, rows 1–2"),
    ),
    "a.tar": ("tar", "", (), ("member “a.txt”, line 1", "names of its members")),
    "a.tar.gz": (
        "gz",
        "",
        (),
        ("unpacked, member “a.txt”, line 1", "unpacked, names of its members"),
    ),
    "a.gz": ("gz", "", (), ("unpacked, line 1",)),
    "a.bz2": ("bz2", "", (), ("unpacked, line 1",)),
    "a.xz": ("xz", "", (), ("unpacked, line 1",)),
    "a.7z": (
        "7z",
        "",
        (),
        ("names of its members", "member “a.txt”, line 1", "member “b.txt”, line 1"),
    ),
    "a.sqlite": ("sqlite", "", (), ("table “people”, row 1",)),
    "a.png": ("png", "", (), ("properties",)),
    "a.bmp": ("bmp", "", (), ()),
    "a.gif": ("gif", "", (), ("properties",)),
    "a.tiff": ("tiff", "", (), ("properties",)),
    "a.pem": ("pem", "", (), ("lines 1–4",)),
    "empty.txt": ("txt", "", (), ()),
    "a.woff2": ("woff2", "no reader for fonts", (), ()),
    "a.mp4": ("mp4", "no reader for videos", (), ()),
    "a.rar": ("rar", "no reader for RAR archives", (), ()),
    "a.bin": ("unknown", "it is neither text nor of a kind known here", (), ()),
}


@pytest.mark.parametrize("name", FILES)
def test_every_kind_is_read_at_its_places_or_says_why_not(name):
    assert outcome(name, FILES[name]) == OUTCOMES[name]
