"""Tidies the text of a page: line ends, and words and numbers that a line's end cut in two."""

from __future__ import annotations

import re

# PDFium puts U+0002 for a hyphen at a line's end, or leaves the hyphen.
_CUT_WORD = re.compile(r"(?<=[^\W\d_])[\x02\u00ad-]\n(?=[^\W\d_])")
_CUT_NUMBER = re.compile(r"(?<=\d)[\x02-]\n(?=\d)")
_UNKNOWN = re.compile(r"[\x00-\x08\x0e-\x1f\ufffd\ufffe\uffff\ue000-\uf8ff]")
_MOST_UNKNOWN = 0.3


def tidy(text: str) -> str:
    """Return the text with one kind of line end, joined where a hyphen cut a word or number.

    "confi-/dential" loses its hyphen; "123-/45-6789" keeps it; "Smith-/Jones" stays cut, as the
    hyphen may be the name's own.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _CUT_WORD.sub(_joined, text)
    return _CUT_NUMBER.sub("-", text).replace("\x02", "-").replace("\0", " ")


def _joined(cut: re.Match[str]) -> str:
    return "" if cut.string[cut.end()].islower() else "-\n"


def letters_in(text: str) -> int:
    """Count what can be read in a text; 0 where its font does not tell what most letters are."""
    seen = "".join(text.split())
    unknown = len(_UNKNOWN.findall(seen))
    return 0 if unknown > _MOST_UNKNOWN * len(seen) else len(seen) - unknown
