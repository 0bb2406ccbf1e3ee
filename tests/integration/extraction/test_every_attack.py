"""Every hostile kind of file, read in confinement: the outcome to the letter."""

import pytest

from bot.domain.attachment import Reading
from tests.files.every_attack import FILES, SECRET
from tests.integration.extraction.outcomes import outcome, seen_in

EXPANSION = "expansion limit: it unpacks to more than 200 times its size"
NO_KIND = "it is neither text nor of a kind known here"
INNER = "unpacked, member “a.7z”, member “a.zip”, member “a”, unpacked"
# What each is, why it was not read in full ("" where it was), its traits, and its places.
OUTCOMES = {
    "zip bomb": (
        "zip",
        "expansion limit: it unpacks to more than 200 times its size",
        (),
        ("names of its members",),
    ),
    "bomb in gzip in gzip": (
        "gz",
        "expansion limit: it unpacks to more than 200 times its size",
        (),
        (),
    ),
    "bomb of overlapping files": (
        "zip",
        f"member “a” and 9 more places: {NO_KIND}; {EXPANSION}",
        ("BROKEN",),
        ("names of its members",),
    ),
    "nested 40 deep": (
        "zip",
        "files are packed more than 8 deep in it",
        (),
        tuple("member “a”, " * depth + "names of its members" for depth in range(9)),
    ),
    "nested in archives of all kinds": (
        "gz",
        "files are packed more than 8 deep in it",
        (),
        (
            "unpacked, member “a.7z”, names of its members",
            "unpacked, member “a.7z”, member “a.zip”, names of its members",
            f"{INNER}, member “a.7z”, names of its members",
            f"{INNER}, member “a.7z”, member “a.zip”, names of its members",
        ),
    ),
    "mails in mails": (
        "eml",
        "files are packed more than 8 deep in it",
        (),
        tuple("attached mail 1, " * depth + "header fields" for depth in range(9)),
    ),
    "a thousand and one files": (
        "zip",
        "it holds more than 1,000 files",
        (),
        (
            "names of its members",
            "names of its members (2)",
            "names of its members (3)",
            "names of its members (4)",
            "names of its members (5)",
            "names of its members (6)",
        ),
    ),
    "path that leads out": (
        "zip",
        "",
        ("OUTSIDE_PATH",),
        ("names of its members", "member “../../etc/passwd”, line 1"),
    ),
    "link that leads out": ("tar", "", ("OUTSIDE_PATH",), ("names of its members",)),
    "truncated zip": (
        "zip",
        "its directory is torn or missing",
        ("BROKEN",),
        ("names of its members", "member “a.txt”, line 1"),
    ),
    "truncated document": (
        "zip",
        "its directory is torn or missing; member “word/document.xml”: it is torn or malformed",
        ("BROKEN",),
        (
            "names of its members",
            "member “_rels/.rels”, line 1",
            "member “word/document.xml”, line 1",
        ),
    ),
    "truncated pdf": ("pdf", "it is broken: no pages can be found in it", ("BROKEN",), ()),
    "truncated database": ("sqlite", "the database is torn or malformed", ("BROKEN",), ()),
    "program named as a document": (
        "exe",
        "no reader for Windows programs",
        ("EXECUTABLE", "WRONG_ENDING"),
        (),
    ),
    "document named as a picture": ("docx", "", ("WRONG_ENDING",), ("paragraph 1",)),
    "locked zip": (
        "zip",
        "member “a.txt”: it asks for a password",
        ("ENCRYPTED",),
        ("names of its members",),
    ),
    "locked pdf": ("pdf", "it is protected with a password", ("ENCRYPTED",), ()),
    "locked document": ("encrypted_office", "it is protected with a password", ("ENCRYPTED",), ()),
    "2 GB declared": ("zip", "", ("BROKEN",), ("names of its members", "member “a.txt”, line 1")),
    "2 GB declared in tar": (
        "tar",
        f"member “a.txt”: {NO_KIND}; member “a.txt” and 1 more place: it is torn or malformed",
        ("BROKEN",),
        ("names of its members",),
    ),
    "name that reads backwards": (
        "exe",
        "no reader for Windows programs",
        ("DECEPTIVE_NAME", "EXECUTABLE"),
        (),
    ),
    "name with control characters": ("txt", "", ("DECEPTIVE_NAME",), ("line 1",)),
    "name that is a path": ("txt", "", (), ("line 1",)),
    "name of 5,000 letters": ("txt", "", (), ("line 1",)),
    "empty": ("txt", "", (), ()),
    "font": ("ttf", "no reader for fonts", (), ()),
    "media": ("mp4", "no reader for videos", (), ()),
    "external link": ("docx", "", ("EXTERNAL_LINK",), ("paragraph 1", "links")),
    "macro": ("docm", "", ("MACRO",), ("paragraph 1",)),
    "svg with script": ("svg", "", ("ACTIVE_CONTENT",), ("line 1",)),
    "pickle": ("pickle", "no reader for pickled Python objects", ("EXECUTABLE",), ()),
    "pdf with zip behind": (
        "pdf",
        "",
        ("POLYGLOT",),
        (
            "page 1",
            "behind its end, names of its members",
            "behind its end, member “a.txt”, line 1",
        ),
    ),
    "picture with zip behind": (
        "png",
        "",
        ("POLYGLOT",),
        ("behind its end, names of its members", "behind its end, member “a.txt”, line 1"),
    ),
    "zip with text before": (
        "zip",
        "it is also a file of another kind, which was not read",
        ("POLYGLOT",),
        ("names of its members", "member “a.txt”, line 1"),
    ),
    "picture with a script in it": (
        "png",
        "it is also a file of another kind, which was not read",
        ("POLYGLOT",),
        ("properties",),
    ),
    "text behind a pdf": ("pdf", "", (), ("page 1", "behind its end, line 1")),
    "much text behind a pdf": ("pdf", "", (), ("page 1", "behind its end, lines 1–200")),
    "text behind a zip": (
        "zip",
        "",
        (),
        ("names of its members", "member “a.txt”, line 1", "behind its end, line 1"),
    ),
    "text behind a picture": ("png", "", (), ("behind its end, line 1",)),
    "text behind a document": ("docx", "", (), ("paragraph 1", "behind its end, line 1")),
    "text behind a 7z": (
        "7z",
        "",
        (),
        ("names of its members", "member “a.txt”, line 1", "behind its end, line 1"),
    ),
    "unlisted file in a zip": (
        "zip",
        "",
        ("BROKEN",),
        ("names of its members", "member “a.txt”, line 1", "member “b.txt”, line 1"),
    ),
    "bytes between files of a zip": (
        "zip",
        "something stands between its files that is none of them",
        (),
        ("names of its members", "member “a.txt”, line 1"),
    ),
    "unlisted part of a document": (
        "docx",
        "its archive holds more than its list of parts says, which was not read",
        ("BROKEN",),
        ("paragraph 1",),
    ),
    "file of a 7z that is not there": (
        "7z",
        "member “a”: its archive says it holds it, and does not",
        ("BROKEN",),
        ("names of its members",),
    ),
    "comment in gzip": ("gz", "", (), ("comment", "unpacked, line 1")),
    "comment in tar": ("tar", "", (), ("names of its members", "comment")),
    "text in a view": ("sqlite", "", (), ("schema",)),
    "base64 that goes on": ("eml", "", (), ("header fields", "mail text")),
    "wide text late in a text": ("txt", "", (), ("lines 1–200", "line 201")),
    "binary that ends nowhere": ("rtf", "", (), ("paragraph 1",)),
    "pages in a circle": ("pdf", "pages 2–1000000: it cannot be opened", ("BROKEN",), ("page 1",)),
    "entities in xml": (
        "xml",
        "it declares texts that are put in by name, which is not done here",
        (),
        ("line 1",),
    ),
    "entities in a document": (
        "docx",
        "part “word/b.xml”: its XML declares entities, which no office file does",
        ("BROKEN",),
        ("paragraph 1",),
    ),
    "json 100,000 deep": ("json", "", (), ("line 1", "line 1 (2)")),
    "groups without end": ("rtf", "its groups are nested too deep", (), ()),
    "parts in parts": ("eml", "its parts are packed too deep in each other", (), ()),
    "cell at the end of the sheet": ("xlsx", "", (), ("sheet “Pay”, cells A1048576:XFD1048576",)),
}


@pytest.mark.parametrize("attack", FILES)
def test_every_attack_has_its_outcome(attack):
    assert outcome(*FILES[attack]) == OUTCOMES[attack]


PACKED = ["base64 that goes on", "wide text late in a text", "unlisted file in a zip"]
HIDING = [attack for attack, (_, content) in FILES.items() if SECRET in content]


@pytest.mark.parametrize("attack", [*HIDING, *PACKED])
def test_what_stands_where_nobody_looks_is_found_or_said_not_to_be_read(attack):
    seen = seen_in(*FILES[attack])

    is_found = any(SECRET.decode() in extract.text for extract in seen.extracts)
    assert is_found or seen.reading is Reading.UNSCANNED
