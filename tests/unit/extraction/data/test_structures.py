"""Mark-up, notebooks and databases."""

import base64

import pytest

from bot.domain.attachment import Extract, FileTrait
from bot.extraction.data.table import READERS
from bot.extraction.pieces import Gap, Trait
from tests.files.data import database, notebook
from tests.unit.extraction.data.reading import pieces

ACTIVE = Trait(FileTrait.ACTIVE_CONTENT)
ENTITIES = Gap("it declares texts that are put in by name, which is not done here")
TORN = "the database is torn or malformed"
PICTURE = base64.b64encode(b"picture").decode()
PEOPLE = database(
    ("CREATE TABLE people (name, ssn)",), ("INSERT INTO people VALUES (?, ?)", "Ada", "123")
)

FILES = {
    "page": ("html", b"<p>one</p>two &amp; three", [Extract("line 1", " one two & three")]),
    "page in pieces": (
        "html",
        b"<b>1</b>23" + b"<td>x</td>\n" * 2,
        [Extract("lines 1–3", "123 x\n x\n")],
    ),
    "xml": (
        "xml",
        b'<?xml version="1.0"?>\n<p id="5" xmlns="x"><ssn>123</ssn>\n<n><![CDATA[a]]></n></p>',
        [Extract("lines 1–3", "\n p id: 5  ssn: 123\n  n:  a")],
    ),
    "xml that is torn": ("xml", b"<ssn>123</", [Extract("line 1", " ssn: 123</")]),
    "xml with entities": (
        "xml",
        b'<!DOCTYPE l [<!ENTITY a "123">]><l>&a;</l>',
        [Extract("line 1", '<!DOCTYPE l [  ENTITY a "123" ]> l: &a;'), ENTITIES],
    ),
    "notebook": (
        "ipynb",
        notebook(
            {"source": ["a = 1\n", "b"], "outputs": [{"text": ["one"]}]},
            {
                "source": "shown",
                "outputs": [{"data": {"text/plain": "two", "image/png": PICTURE}}],
            },
        ),
        [
            Extract("cell 1", "a = 1\nb"),
            Extract("cell 1, output 1", "one"),
            Extract("cell 2", "shown"),
            Extract("cell 2, output 1", "two"),
            ("cell 2, output 1, “picture.png”", "picture.png", b"picture"),
        ],
    ),
    "notebook that is none": ("ipynb", b'{"a": 1}', [Extract("line 1", "a: 1")]),
    "notebook that is torn": (
        "ipynb",
        b'{"cells": [1',
        [Extract("line 1", "cells[0]: 1; cells[0]:")],
    ),
    "database": (
        "sqlite",
        PEOPLE,
        [Extract("table “people”, row 1", "name: Ada; ssn: 123")],
    ),
    "database with a view": (
        "sqlite",
        database(
            ("CREATE TABLE a (x)",),
            ("INSERT INTO a VALUES ('1')",),
            ("CREATE VIEW v AS SELECT randomblob(1000000000) FROM a",),
        ),
        [
            Extract("schema", "CREATE VIEW v AS SELECT randomblob(1000000000) FROM a"),
            Extract("table “a”, row 1", "x: 1"),
        ],
    ),
    "database with a file in it": (
        "sqlite",
        database(("CREATE TABLE a (x, y)",), ("INSERT INTO a VALUES (?, ?)", b"\0" * 300, b"\1\2")),
        [
            Extract("table “a”, row 1", "y: 0102"),
            ("table “a”, row 1, column “x”", "", b"\0" * 300),
        ],
    ),
    "database with a page overwritten": (
        "sqlite",
        PEOPLE[:4096] + b"\xff" * 4096,
        [Trait(FileTrait.BROKEN, "table “people”"), Gap(TORN, "table “people”")],
    ),
    "database cut off": (
        "sqlite",
        PEOPLE[:100],
        [Trait(FileTrait.BROKEN), Gap(TORN, "all of it")],
    ),
    "bytes of no kind": (
        "unknown",
        b"a\0b",
        [Gap("it is neither text nor of a kind known here", "all of it")],
    ),
}


@pytest.mark.parametrize(("kind", "content", "expected"), FILES.values(), ids=FILES)
def test_a_file_is_read_with_its_places(kind, content, expected, tmp_path):
    found = pieces(READERS[kind], content, tmp_path)

    assert [piece for piece in found if not isinstance(piece, Extract)] == [
        piece for piece in expected if not isinstance(piece, Extract)
    ]
    assert _words(found) == _words(expected)


def _words(found):
    """Return places and texts, with blanks as they come: tags leave some."""
    return [
        (piece.place, [line.split() for line in piece.text.split("\n")])
        for piece in found
        if isinstance(piece, Extract)
    ]


RUNNING = {
    "script": "<svg><script>x</script></svg>",
    "script with a prefix": "<svg><svg:script>x</svg:script></svg>",
    "handler": '<svg onload="x"/>',
    "handler behind a sign in quotes": '<svg><text title=">" onclick=x>a</text></svg>',
    "link that runs": '<svg><a href="javascript:x"/></svg>',
    "link that runs, in disguise": '<svg><a xlink:href=" java&#x0a;script:x"/></svg>',
    "animation that sets a handler": '<svg><set attributeName="onclick" to="x"/></svg>',
    "frame in a foreign object": '<svg><foreignObject><iframe src="x"/></foreignObject></svg>',
}
STILL = {
    "drawing": '<svg><path d="M1"/></svg>',
    "link": '<svg><a href="page"/></svg>',
    "attribute that begins like a handler": '<svg><text once="x"/></svg>',
    "script in words": "<svg><text>javascript: no script</text></svg>",
}


@pytest.mark.parametrize("text", RUNNING.values(), ids=RUNNING)
def test_a_drawing_that_runs_code_says_so(text, tmp_path):
    assert ACTIVE in pieces(READERS["svg"], text.encode(), tmp_path)


@pytest.mark.parametrize("text", STILL.values(), ids=STILL)
def test_a_drawing_that_runs_none_does_not(text, tmp_path):
    assert ACTIVE not in pieces(READERS["svg"], text.encode(), tmp_path)


PAGES = {
    "script": ("<script>x</script>", True),
    "handler": ("<body onload=x>", True),
    "sends elsewhere": ('<meta http-equiv="refresh" content="0;url=x">', True),
    "form": ("<form><input type=password></form>", False),
    "picture": ('<img src="data:image/svg+xml;base64,xx">', False),
    "description": ('<meta name="description" content="x">', False),
}


@pytest.mark.parametrize(("text", "is_active"), PAGES.values(), ids=PAGES)
def test_a_page_that_runs_code_or_sends_elsewhere_says_so(text, is_active, tmp_path):
    assert (ACTIVE in pieces(READERS["html"], text.encode(), tmp_path)) is is_active


def test_a_tag_across_the_pieces_a_page_is_read_in_is_one_tag(tmp_path):
    content = b"x" * 65_530 + b'<img alt="seen">y'

    found = pieces(READERS["html"], content, tmp_path)

    assert "".join(piece.text for piece in found) == "x" * 65_530 + " seen  y"


HOSTILE = [
    "<!--",
    "<a",
    "<",
    "</",
    '<a alt="',
    "&#",
    "<![CDATA[",
    "<a x='\"",
    '"',
    "\n",
    "x=",
    "<a>",
    " ",
]


@pytest.mark.parametrize("scrap", HOSTILE, ids=repr)
@pytest.mark.parametrize("kind", ["html", "svg", "xml"])
def test_a_megabyte_of_a_hostile_scrap_is_read_within_the_time(kind, scrap, tmp_path):
    content = "<a " + scrap * (1_000_000 // len(scrap))

    found = pieces(READERS[kind], content.encode(), tmp_path)

    assert all(isinstance(piece, Extract) for piece in found)
