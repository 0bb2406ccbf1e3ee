"""Which reader of this package reads which kind of file."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.extraction.archives.packed import read_bzip2, read_gzip, read_xz
from bot.extraction.archives.seven import read_seven
from bot.extraction.archives.tar import read_tar
from bot.extraction.archives.zip import read_zip
from bot.extraction.pieces import Reader

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        **dict.fromkeys(("zip", "jar", "apk", "ipa", "appx"), read_zip),
        "7z": read_seven,
        "tar": read_tar,
        "gz": read_gzip,
        "bz2": read_bzip2,
        "xz": read_xz,
    }
)
