"""Reads a file's bytes with a reader, as the tests of this folder do."""

import os
import shutil

import pytest

from bot.extraction.allowance import Allowance
from bot.extraction.limits import Limits
from bot.extraction.pages.table import READERS
from bot.extraction.pieces import Member

# Where CI is set the test fails instead: what it runs on has to have it.
needs_ocr = pytest.mark.skipif(
    shutil.which("tesseract") is None and "CI" not in os.environ, reason="no tesseract here"
)


def pieces(kind, content, folder, **limits):
    """Return the pieces; a file within as (place, name, content)."""
    found = []
    collect(found, kind, content, folder, **limits)
    return found


def collect(found, kind, content, folder, **limits):
    """Put the pieces into a list, which has those read before the reader gave up."""
    path = folder / "file"
    path.write_bytes(content)
    allowance = Allowance(Limits(**limits), folder, len(content))
    found.extend(_opened(piece) for piece in READERS[kind](path, allowance))


def _opened(piece):
    if isinstance(piece, Member):
        return (piece.place, piece.name, piece.path.read_bytes())
    return piece


def install(folder, script):
    """Put a program named tesseract into a folder."""
    folder.mkdir()
    program = folder / "tesseract"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
