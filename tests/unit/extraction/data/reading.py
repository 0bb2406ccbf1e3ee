"""Reads a file's bytes with a reader, as the tests of data and archives do."""

from bot.extraction.allowance import Allowance
from bot.extraction.limits import Limits, Unreadable
from bot.extraction.pieces import Gap, Member


def pieces(reader, content, folder, **limits):
    """Return the pieces; a file within as (place, name, content), giving up as a Gap of all."""
    path = folder / "file"
    path.write_bytes(content)
    allowance = Allowance(Limits(**limits), folder, len(content))
    found = []
    try:
        found.extend(_opened(piece) for piece in reader(path, allowance))
    except Unreadable as reason:
        found.append(Gap(str(reason), "all of it"))
    return found


def _opened(piece):
    if isinstance(piece, Member):
        return (piece.place, piece.name, piece.path.read_bytes())
    return piece
