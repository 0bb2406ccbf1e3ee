"""HTML cut into its pieces: as a browser would, but nothing that is torn gets lost."""

import time

import pytest

from bot.teams.markup import End, Start, Words, pieces_of

CUT = {
    "nothing": ("", []),
    "text": ("a &amp; b", [Words("a & b")]),
    "a tag": ("<P>x</p >", [Start("p"), Words("x"), End("p")]),
    "given": (
        """<a HREF="x>y" b='1&amp;2' c=3 d>""",
        [Start("a", {"href": "x>y", "b": "1&2", "c": "3", "d": ""})],
    ),
    "the first one counts": ("<a b=1 b=2>", [Start("a", {"b": "1"})]),
    "closed at once": ("<br/>x", [Start("br"), Words("x")]),
    "a comment": ("a<!-- <b> -->c", [Words("a"), Words("c")]),
    "a declaration": ("<!doctype html>a", [Words("a")]),
    "no tag": ("1 < 2 <3", [Words("1 < 2 <3")]),
    "a script": ("<script>if (a<b) x</SCRIPT>y", [Start("script"), End("script"), Words("y")]),
    "a script without an end": ("<script>x", [Start("script"), Words("x")]),
    "a comment without an end": ("a<!--b", [Words("a"), Words("<!--b")]),
    "a tag without an end": ("a<b c", [Words("a"), Words("<b c")]),
    "a quotation mark in a name": (
        '<p a"b>c</p>',
        [Start("p", {"a": "", "b": ""}), Words("c"), End("p")],
    ),
    "a quotation without an end": ('<p a="b>c', [Start("p", {"a": '"b'}), Words("c")]),
}


@pytest.mark.parametrize(("markup", "pieces"), CUT.values(), ids=CUT)
def test_it_is_cut(markup, pieces):
    assert list(pieces_of(markup)) == pieces


TORN = [
    "<a ",
    "<a b='",
    "<a x=",
    "<a>x",
    "<!--",
    "<![CDATA[",
    "</",
    "<?",
    "<",
    "&#",
    "<script>",
    '="<',
]


@pytest.mark.parametrize("torn", TORN)
def test_a_megabyte_of_what_is_never_closed_is_cut_in_one_pass(torn):
    markup = torn * (1_000_000 // len(torn))
    began = time.perf_counter()

    for _ in pieces_of(markup):
        pass

    assert time.perf_counter() - began < 4
