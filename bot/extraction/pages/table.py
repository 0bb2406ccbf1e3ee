"""Which reader of this package reads which kind of file."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.extraction.pages.images import read_image
from bot.extraction.pages.pdf import read_pdf
from bot.extraction.pieces import Reader

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "pdf": read_pdf,
        **dict.fromkeys(("png", "jpg", "gif", "bmp", "tiff", "webp"), read_image),
    }
)
