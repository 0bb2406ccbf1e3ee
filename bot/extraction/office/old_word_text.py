"""The marks that stand in the text of old Word documents, and the fields between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BEGIN, _MIDDLE, _END = "\x13", "\x14", "\x15"
_INSTRUCTION = re.compile(r"\x13([^\x13\x14\x15]{1,2000})")
_MARKS = str.maketrans(
    {
        "\x07": "; ",  # end of a cell
        "\x0b": "\n",
        "\x0c": "\n",
        "\x0e": "\n",
        "\x1e": "-",
        "\x1f": "",
        "\xa0": " ",
        _BEGIN: " ",
        _MIDDLE: " ",
        _END: "",
        **{chr(code): "" for code in (1, 2, 3, 4, 5, 8)},  # where pictures and notes hang
    }
)


def clean(paragraph: str) -> str:
    """Return a paragraph without marks; what fields are told to do stays in it."""
    return paragraph.translate(_MARKS)


def instructions_in(text: str) -> Iterator[str]:
    """Return what each field is told to do."""
    for match in _INSTRUCTION.finditer(text):
        yield match[1]
