"""What is read of a PowerPoint presentation of today."""

import pytest

from bot.domain.attachment import Extract, FileTrait
from bot.extraction.pieces import Trait
from tests.files.office import A, P, deck, links, slide
from tests.unit.extraction.office.reading import pieces

HIDDEN_SHAPE = '<p:cNvPr hidden="1" descr="a face"/>'
TABLE = (
    "<a:tbl><a:tr><a:tc><a:p><a:r><a:t>name</a:t></a:r></a:p></a:tc>"
    "<a:tc><a:p><a:r><a:t>ssn</a:t></a:r></a:p></a:tc></a:tr>"
    "<a:tr><a:tc><a:p><a:r><a:t>Ann</a:t></a:r></a:p></a:tc>"
    "<a:tc><a:p><a:r><a:t>1</a:t></a:r></a:p></a:tc></a:tr></a:tbl>"
)
SLIDES = {
    "text": (slide("a", "b"), [Extract("slide 1", "a\nb")]),
    "a hidden slide": (
        slide("a", more=' show="0"'),
        [Trait(FileTrait.HIDDEN_CONTENT, "hidden slide 1"), Extract("hidden slide 1", "a")],
    ),
    "a hidden shape": (
        slide("a", shape=HIDDEN_SHAPE),
        [
            Trait(FileTrait.HIDDEN_CONTENT, "slide 1, hidden shape"),
            Extract("slide 1", "a"),
            Extract("slide 1, alternative text", "a face"),
        ],
    ),
    "a table": (
        slide(shape=TABLE),
        [Extract("slide 1, table 1, rows 1–2", "name; ssn\nname: Ann; ssn: 1")],
    ),
}


@pytest.mark.parametrize(("content", "expected"), SLIDES.values(), ids=SLIDES)
def test_a_slide_is_read_in_its_place(tmp_path, content, expected):
    assert pieces("pptx", deck([content]), tmp_path) == expected


def test_slides_are_counted_as_they_are_shown(tmp_path):
    order = links(("s1", "slide", "slides/slide2.xml"), ("s2", "slide", "slides/slide1.xml"))
    content = deck([slide("a"), slide("b")], {"ppt/_rels/presentation.xml.rels": order})

    assert pieces("pptx", content, tmp_path) == [Extract("slide 2", "a"), Extract("slide 1", "b")]


BESIDE = {
    "notes": (
        {
            "ppt/notesSlides/n1.xml": slide("n", tag="notes"),
            "ppt/notesSlides/_rels/n1.xml.rels": links(("r1", "slide", "../slides/slide1.xml")),
            "ppt/slides/_rels/slide1.xml.rels": links(
                ("r1", "notesSlide", "../notesSlides/n1.xml")
            ),
        },
        [Extract("slide 1, notes", "n")],
    ),
    "a comment": (
        {
            "ppt/comments/c1.xml": f'<p:cmLst xmlns:p="{P}"><p:cm><p:text>c</p:text></p:cm>'
            "</p:cmLst>",
            "ppt/slides/_rels/slide1.xml.rels": links(("r1", "comments", "../comments/c1.xml")),
        },
        [Extract("slide 1, comment 1", "c")],
    ),
    "a comment of a newer kind": (
        {
            "ppt/comments/c1.xml": f'<q:cmLst xmlns:q="urn:q" xmlns:a="{A}"><q:cm><q:txBody><a:p>'
            "<a:r><a:t>c</a:t></a:r></a:p></q:txBody></q:cm></q:cmLst>",
            "ppt/slides/_rels/slide1.xml.rels": links(("r1", "comments", "../comments/c1.xml")),
        },
        [Extract("slide 1, comment 1", "c")],
    ),
    "a layout": (
        {"ppt/slideLayouts/slideLayout2.xml": slide("l", tag="sldLayout")},
        [Extract("slide layout 2", "l")],
    ),
    "a film from elsewhere": (
        {
            "ppt/slides/_rels/slide1.xml.rels": links(
                ("r1", "video", "https://x.example/a.mp4", "out")
            )
        },
        [
            Trait(FileTrait.EXTERNAL_LINK, "slide 1, links"),
            Extract("slide 1, links", "https://x.example/a.mp4"),
        ],
    ),
    "code": ({"ppt/vbaProject.bin": "any"}, [Trait(FileTrait.MACRO, "macros")]),
}


@pytest.mark.parametrize(("parts", "expected"), BESIDE.values(), ids=BESIDE)
def test_what_stands_beside_the_slides_is_read_in_its_place(tmp_path, parts, expected):
    assert pieces("pptx", deck([slide("a")], parts), tmp_path) == [
        Extract("slide 1", "a"),
        *expected,
    ]
