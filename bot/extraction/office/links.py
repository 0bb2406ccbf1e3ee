"""Links out of a file: those a reader may follow, and those that opening the file follows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.attachment import FileTrait
from bot.extraction.allowance import Allowance
from bot.extraction.office.blocks import Block, simply
from bot.extraction.office.parts import Index
from bot.extraction.pieces import Piece, Trait
from bot.extraction.places import joined

_FOLLOWED_BY_HAND = frozenset({"hyperlink", "hlink"})
_LOCAL_DRIVE = re.compile(r"(?:file:/*)?[a-z]:[\\/]", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]+:|[\\/]{2}", re.IGNORECASE)
_INSIDE = re.compile(r"(?:data|mailto|tel|about):", re.IGNORECASE)


def is_elsewhere(target: str) -> bool:
    """Whether a target is on another machine: an address or a share, not a path on this one."""
    if _LOCAL_DRIVE.match(target) or _INSIDE.match(target):
        return False
    return bool(_ELSEWHERE.match(target))


def about_links(index: Index, allowance: Allowance) -> Iterator[Piece]:
    """Return where the links of all parts lead, and a trait for each that is followed unasked."""
    blocks: dict[str, Block] = {}
    for link in index.links:
        if not link.outside:
            continue
        place = joined(index.place(link.source), "links")
        if link.kind not in _FOLLOWED_BY_HAND and _is_fetched(link.kind, link.target):
            yield Trait(FileTrait.EXTERNAL_LINK, place)
        block = blocks.setdefault(place, Block(allowance, simply(place)))
        yield from block.add(link.target)
    for block in blocks.values():
        yield from block.rest()


def _is_fetched(kind: str, target: str) -> bool:
    # Word notes for every document the template on its writer's disk that it was made from.
    return is_elsewhere(target) if kind == "attachedTemplate" else bool(target)
