"""Turns a bitmap of PDFium's into the plainest format of pictures, which needs no library."""

from __future__ import annotations

import pypdfium2
from pypdfium2 import raw

_GREY = raw.FPDFBitmap_Gray


def netpbm(bitmap: pypdfium2.PdfBitmap) -> bytearray:
    """Return the bitmap as a PGM file where it is grey, as a PPM file where it is coloured."""
    grey = bitmap.format == _GREY
    content = bytearray(b"P%d %d %d 255\n" % (5 if grey else 6, bitmap.width, bitmap.height))
    for line in _lines(bitmap):
        content += line if grey else _red_first(line, bitmap.n_channels)
    return content


def _lines(bitmap: pypdfium2.PdfBitmap) -> list[memoryview]:
    held = memoryview(bitmap.buffer).cast("B")
    used = bitmap.width * bitmap.n_channels
    starts = range(0, bitmap.height * bitmap.stride, bitmap.stride)
    return [held[start : start + used] for start in starts]


def _red_first(line: memoryview, channels: int) -> bytearray:
    turned = bytearray(len(line) // channels * 3)
    for place, channel in enumerate((2, 1, 0)):
        turned[place::3] = line[channel::channels]
    return turned
