"""What a zip archive is: an office document, an e-book, a program, or just an archive."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from bot.extraction.kinds import BINARIES, ZIP, Kind

_MOST_READ = 1_000_000
_ENCRYPTED_FLAG = 0x1
_MACRO_TYPES = ("vnd.ms-office.vbaproject", "macrosheet+xml", "vnd.ms-office.activex+xml")
_MACRO_FOLDERS = ("xl/macrosheets/", "basic/", "scripts/")
# What a zip reader may raise on a file made to break it.
BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    ValueError,
    LookupError,
    NotImplementedError,
    OSError,
    EOFError,
    RuntimeError,
    OverflowError,
)

# The content type of a package's main part, in lower case, and the kind it makes it.
_MAIN_PARTS: tuple[tuple[str, str], ...] = (
    ("ms-word.document.macroenabled", "docm"),
    ("ms-word.template.macroenabled", "docm"),
    ("wordprocessingml.document.main", "docx"),
    ("wordprocessingml.template.main", "docx"),
    ("ms-excel.sheet.binary", "xlsb"),
    ("ms-excel.sheet.macroenabled", "xlsm"),
    ("ms-excel.template.macroenabled", "xlsm"),
    ("ms-excel.addin.macroenabled", "xlsm"),
    ("spreadsheetml.sheet.main", "xlsx"),
    ("spreadsheetml.template.main", "xlsx"),
    ("ms-powerpoint.presentation.macroenabled", "pptm"),
    ("ms-powerpoint.slideshow.macroenabled", "pptm"),
    ("ms-powerpoint.template.macroenabled", "pptm"),
    ("ms-powerpoint.addin.macroenabled", "pptm"),
    ("presentationml.presentation.main", "pptx"),
    ("presentationml.slideshow.main", "pptx"),
    ("presentationml.template.main", "pptx"),
    ("ms-visio.", "vsdx"),
    ("ms-package.xps", "xps"),
)
_WITH_MACROS = {"docx": "docm", "xlsx": "xlsm", "pptx": "pptm"}
# By the media type that a member named "mimetype", or the manifest, declares.
_MEDIA_TYPES: tuple[tuple[str, str], ...] = (
    ("application/vnd.oasis.opendocument.text", "odt"),
    ("application/vnd.oasis.opendocument.spreadsheet", "ods"),
    ("application/vnd.oasis.opendocument.presentation", "odp"),
    ("application/vnd.oasis.opendocument.", "odg"),
    ("application/epub+zip", "epub"),
)
# By the members it holds, where it declares nothing; the first that fits.
_MEMBERS: tuple[tuple[str, str], ...] = (
    ("androidmanifest.xml", "apk"),
    ("appxmanifest.xml", "appx"),
    ("payload/", "ipa"),
    ("index/document.iwa", "pages"),
    ("index.zip", "pages"),
    ("word/document", "docx"),
    ("xl/workbook", "xlsx"),
    ("ppt/presentation", "pptx"),
    ("visio/", "vsdx"),
    ("meta-inf/manifest.mf", "jar"),
)
_IWORK = ("pages", "numbers", "key")


@dataclass(frozen=True, slots=True)
class Package:
    """What a zip archive is, and what its directory says of it."""

    kind: Kind
    has_macros: bool = False
    is_encrypted: bool = False
    is_torn: bool = False


def package_of(path: Path, ending: str) -> Package:
    """Judge a zip archive by its directory; one whose directory is torn is an archive."""
    try:
        with zipfile.ZipFile(path) as opened:
            return _judged(opened, ending)
    except BROKEN_ZIP:
        return Package(ZIP, is_torn=True)


def _judged(opened: zipfile.ZipFile, ending: str) -> Package:
    members = {_plain(info.filename): info for info in opened.infolist()}
    declared = _text_of(opened, members.get("[content_types].xml"))
    has_macros = _has_macros(members, declared)
    kind = (
        _first(_MAIN_PARTS, declared)
        or _by_media_type(opened, members)
        or _by_members(list(members))
    )
    if kind == "pages" and ending in _IWORK:
        kind = ending  # the three hold the same members
    if has_macros:
        kind = _WITH_MACROS.get(kind, kind)
    return Package(
        BINARIES.get(kind, ZIP),
        has_macros=has_macros,
        is_encrypted=any(info.flag_bits & _ENCRYPTED_FLAG for info in members.values()),
    )


def _has_macros(members: dict[str, zipfile.ZipInfo], declared: str) -> bool:
    return (
        any(mark in declared for mark in _MACRO_TYPES)
        or any(name.rpartition("/")[2] == "vbaproject.bin" for name in members)
        or any(
            name.startswith(_MACRO_FOLDERS)
            and not name.endswith(("/", "script-lb.xml"))
            and ("content.xml" in members or "xl/" in name)
            for name in members
        )
    )


def _by_media_type(opened: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo]) -> str:
    declared = _text_of(opened, members.get("mimetype")).strip()
    for media_type, kind in _MEDIA_TYPES:
        if declared.startswith(media_type):
            return kind
    manifest = _text_of(opened, members.get("meta-inf/manifest.xml"))
    return _first(_MEDIA_TYPES, manifest)


def _by_members(members: list[str]) -> str:
    for start, kind in _MEMBERS:
        if any(member.startswith(start) for member in members):
            return kind
    return ""


def _first(table: tuple[tuple[str, str], ...], text: str) -> str:
    return next((kind for mark, kind in table if mark in text), "")


def _text_of(opened: zipfile.ZipFile, info: zipfile.ZipInfo | None) -> str:
    if info is None:
        return ""
    try:
        with opened.open(info) as member:
            return member.read(_MOST_READ).decode("utf-8", "replace").replace("\0", "").lower()
    except BROKEN_ZIP:
        return ""


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
