"""Kinds of files as a person calls one of them; a kind not named here goes by its ending."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_ARCHIVES = {
    "7z": "7-Zip archive",
    "ace": "ACE archive",
    "ar": "ar archive",
    "arj": "ARJ archive",
    "bz2": "bzip2 archive",
    "cab": "Windows cabinet archive",
    "gz": "gzip archive",
    "jar": "Java archive",
    "lha": "LHA archive",
    "lz4": "LZ4 archive",
    "rar": "RAR archive",
    "tar": "tar archive",
    "xz": "xz archive",
    "z": "compress archive",
    "zip": "zip archive",
    "zst": "Zstandard archive",
}
_DOCUMENTS = {
    "csv": "table (CSV)",
    "doc": "Word document of the old form",
    "docm": "Word document with macros",
    "docx": "Word document",
    "encrypted_office": "Office file with a password",
    "eml": "e-mail",
    "epub": "e-book",
    "html": "web page",
    "ics": "calendar entry",
    "ipynb": "notebook",
    "json": "JSON file",
    "jsonl": "file of JSON lines",
    "key": "Keynote presentation",
    "log": "log",
    "mbox": "mailbox",
    "md": "Markdown text",
    "msg": "Outlook message",
    "numbers": "Numbers spreadsheet",
    "odg": "OpenDocument drawing",
    "odp": "OpenDocument presentation",
    "ods": "OpenDocument spreadsheet",
    "odt": "OpenDocument text",
    "ole2": "Office file of the old form",
    "onenote": "OneNote notebook",
    "pages": "Pages document",
    "pdf": "PDF document",
    "ppt": "PowerPoint presentation of the old form",
    "pptm": "PowerPoint presentation with macros",
    "pptx": "PowerPoint presentation",
    "ps": "PostScript file",
    "pst": "Outlook data file",
    "pub": "Publisher document",
    "rtf": "RTF document",
    "tnef": "Outlook's winmail.dat",
    "tsv": "table (TSV)",
    "txt": "text",
    "vcf": "contact card",
    "vsd": "Visio drawing of the old form",
    "vsdx": "Visio drawing",
    "xls": "Excel workbook of the old form",
    "xlsb": "Excel workbook of the binary form",
    "xlsm": "Excel workbook with macros",
    "xlsx": "Excel workbook",
    "xml": "XML file",
    "xps": "XPS document",
}
_MEDIA = {
    "bmp": "bitmap image",
    "dicom": "medical image",
    "dwg": "AutoCAD drawing",
    "emf": "Windows metafile",
    "gif": "GIF image",
    "heic": "HEIC image",
    "ico": "icon",
    "jp2": "JPEG 2000 image",
    "jpg": "JPEG image",
    "jxl": "JPEG XL image",
    "png": "PNG image",
    "psd": "Photoshop image",
    "svg": "SVG drawing",
    "tiff": "TIFF image",
    "webp": "WebP image",
    "wmf": "Windows metafile",
    **dict.fromkeys(("asf", "avi", "flv", "mkv", "mp4", "mpg"), "video"),
    **dict.fromkeys(
        ("aac", "aiff", "amr", "flac", "m4a", "midi", "mp3", "ogg", "wav"), "sound file"
    ),
    **dict.fromkeys(("otf", "ttc", "ttf", "woff", "woff2"), "font"),
}
_PROGRAMS = {
    "apk": "Android program",
    "appx": "Windows app",
    "chm": "Windows help file",
    "class": "Java program",
    "crx": "browser extension",
    "deb": "Debian package",
    "dex": "Android program",
    "elf": "Linux program",
    "exe": "Windows program",
    "ipa": "iOS program",
    "lnk": "Windows shortcut",
    "macho": "macOS program",
    "msi": "Windows installer",
    "pickle": "pickled Python object",
    "rpm": "RPM package",
    "swf": "Flash film",
    "wasm": "WebAssembly program",
}
_DATA = {
    "arrow": "Arrow table",
    "avro": "Avro table",
    "der": "certificate or key",
    "djvu": "DjVu document",
    "dmg": "macOS disc image",
    "evtx": "Windows event log",
    "hdf5": "HDF5 data",
    "iso": "disc image",
    "jks": "Java key store",
    "kdbx": "KeePass password store",
    "luks": "encrypted disc",
    "mdb": "Access database",
    "npy": "NumPy array",
    "orc": "ORC table",
    "parquet": "Parquet table",
    "pcap": "network record",
    "pem": "certificate or key",
    "pgp": "PGP message or key",
    "sqlite": "SQLite database",
    "vhd": "disc image",
}
FILE_KINDS: Mapping[str, str] = MappingProxyType(
    {**_ARCHIVES, **_DOCUMENTS, **_MEDIA, **_PROGRAMS, **_DATA}
)


def kind_title(kind: str) -> str:
    """Return what a person calls one file of a kind; "type unknown" where there is none."""
    if kind in ("", "unknown"):
        return "type unknown"
    return FILE_KINDS.get(kind) or (kind if "/" in kind else f"{kind.upper()} file")
