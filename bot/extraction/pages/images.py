"""Reads pictures: the texts they carry, and the letters in them by OCR."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.domain.attachment import Extract, FileTrait
from bot.extraction.allowance import Allowance
from bot.extraction.limits import Unreadable
from bot.extraction.pages.dimensions import Size, sizes_of
from bot.extraction.pages.ocr import MOST_PIXELS, NotLegible, Ocr, open_ocr
from bot.extraction.pages.pdf_pages import in_words
from bot.extraction.pages.picture_notes import notes_of
from bot.extraction.pieces import Gap, Piece, Trait

_ICON_BYTES, _ICON_WIDTH, _ICON_HEIGHT = 20_000, 100, 30
_TOO_LARGE = "the picture is too large to read by OCR"
_TIFF_STARTS = (b"II*\0", b"MM\0*")


def read_image(path: Path, allowance: Allowance) -> Iterator[Piece]:
    """Yield the pieces of an image file: "properties", and "picture" or a TIFF file's pages."""
    with path.open("rb") as image:
        paged = image.read(4) in _TIFF_STARTS
        try:
            sizes = sizes_of(image)
        except Unreadable:
            yield Trait(FileTrait.BROKEN)
            raise
        notes = notes_of(image)
    if notes:
        yield Extract("properties", allowance.spend_text("\n".join(notes)))
    if _is_icon(sizes, allowance.size):
        return
    yield from _read_letters(path, sizes, allowance, paged=paged)


def _is_icon(sizes: list[Size], size: int) -> bool:
    small = all(one.width < _ICON_WIDTH and one.height < _ICON_HEIGHT for one in sizes)
    return small and size < _ICON_BYTES


def _read_letters(
    path: Path, sizes: list[Size], allowance: Allowance, *, paged: bool
) -> Iterator[Piece]:
    ocr = open_ocr(allowance)
    missed: dict[str, list[int]] = {}
    single = len(sizes) == 1 or not paged
    for number, size in enumerate(sizes[:1] if single else sizes, 1):
        try:
            text = _letters(path, size, ocr, page=None if single else number - 1)
        except NotLegible as reason:
            missed.setdefault(str(reason), []).append(number)
            continue
        if text:
            yield Extract("picture" if single else f"page {number}", allowance.spend_text(text))
    for because, pages in missed.items():
        yield Gap(because, "picture" if single else in_words(pages))
    if len(sizes) > 1 and not paged:
        yield Gap("of an animation only the first picture is read", "animation")


def _letters(path: Path, size: Size, ocr: Ocr, page: int | None) -> str:
    if size.pixels > MOST_PIXELS:
        raise NotLegible(_TOO_LARGE)
    return ocr.read(path, page)
