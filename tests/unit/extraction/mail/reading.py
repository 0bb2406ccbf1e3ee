"""Reads a file's bytes with a reader, as the tests of this folder do."""

from bot.extraction.allowance import Allowance
from bot.extraction.limits import Limits
from bot.extraction.mail.table import READERS
from bot.extraction.pieces import Member


def pieces(kind, content, folder, **limits):
    """Return the pieces; a file within as (place, name, content)."""
    path = folder / "file"
    path.write_bytes(content)
    allowance = Allowance(Limits(**limits), folder, len(content))
    return [_opened(piece) for piece in READERS[kind](path, allowance)]


def _opened(piece):
    if isinstance(piece, Member):
        return (piece.place, piece.name, piece.path.read_bytes())
    return piece
