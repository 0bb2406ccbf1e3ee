"""Reads a file's bytes with a reader, as the tests of this folder do."""

from bot.extraction.allowance import Allowance
from bot.extraction.limits import Limits, Unreadable
from bot.extraction.office.table import READERS
from bot.extraction.pieces import Gap, Member


def pieces(kind, content, folder, **limits):
    """Return the pieces; a file within as (place, name, content), giving up as a Gap of all."""
    path = folder / "file"
    path.write_bytes(content)
    allowance = Allowance(Limits(**limits), folder, len(content))
    found = []
    try:
        found.extend(_opened(piece) for piece in READERS[kind](path, allowance))
    except Unreadable as reason:
        found.append(Gap(str(reason), "all of it"))
    return found


def _opened(piece):
    if isinstance(piece, Member):
        return (piece.place, piece.name, piece.path.read_bytes())
    return piece
