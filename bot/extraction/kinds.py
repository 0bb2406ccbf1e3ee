"""The kinds of file known here, and the first bytes each is recognised by."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its stable name, what a person calls it, the endings it is named with."""

    name: str
    title: str
    endings: tuple[str, ...] = ()

    def is_named(self, ending: str) -> bool:
        """Whether a file with that ending claims to be of this kind."""
        return ending == self.name or ending in self.endings


@dataclass(frozen=True, slots=True)
class Signature:
    """Bytes that give a kind away, at an offset from the start of the file."""

    magic: bytes
    kind: Kind
    offset: int = 0


ZIP = Kind("zip", "zip archives")
PDF = Kind("pdf", "PDF files")
UNKNOWN = Kind("unknown", "files of this kind")
_PROGRAM = Kind("exe", "Windows programs", ("dll", "scr", "sys", "com", "cpl", "ocx"))
_MACH_O = Kind("macho", "macOS programs", ("dylib", "app", "bundle", "o"))
_TIFF = Kind("tiff", "TIFF images", ("tif",))
_MP3 = Kind("mp3", "sound files")
_OLE2 = ("doc", "xls", "ppt", "msg", "msi", "dot", "xlt", "pub", "vsd")
_RAR = Kind("rar", "RAR archives")

SIGNATURES: tuple[Signature, ...] = (
    Signature(b"PK\x03\x04", ZIP),
    Signature(b"PK\x05\x06", ZIP),
    Signature(b"PK\x07\x08", ZIP),
    Signature(b"\x89PNG\r\n\x1a\n", Kind("png", "PNG images")),
    Signature(b"\xff\xd8\xff", Kind("jpg", "JPEG images", ("jpeg", "jpe", "jfif"))),
    Signature(b"GIF87a", Kind("gif", "GIF images")),
    Signature(b"GIF89a", Kind("gif", "GIF images")),
    Signature(b"II*\x00", _TIFF),
    Signature(b"MM\x00*", _TIFF),
    Signature(b"WEBP", Kind("webp", "WebP images"), 8),
    Signature(b"ftyp", Kind("mp4", "videos", ("m4a", "m4v", "mov", "heic", "avif", "3gp")), 4),
    Signature(b"ID3", _MP3),
    Signature(b"\xff\xfb", _MP3),
    Signature(b"OggS", Kind("ogg", "sound files", ("oga", "ogv", "opus"))),
    Signature(b"fLaC", Kind("flac", "sound files")),
    Signature(b"WAVE", Kind("wav", "sound files"), 8),
    Signature(b"\x1aE\xdf\xa3", Kind("mkv", "videos", ("webm", "mka"))),
    Signature(b"\x7fELF", Kind("elf", "Linux programs", ("so", "o", "bin", "ko"))),
    Signature(b"\xfe\xed\xfa\xce", _MACH_O),
    Signature(b"\xfe\xed\xfa\xcf", _MACH_O),
    Signature(b"\xce\xfa\xed\xfe", _MACH_O),
    Signature(b"\xcf\xfa\xed\xfe", _MACH_O),
    Signature(b"\xca\xfe\xba\xbe", Kind("class", "Java programs", ("dylib",))),
    Signature(b"\x00asm", Kind("wasm", "WebAssembly programs")),
    Signature(b"MZ", _PROGRAM),
    Signature(b"L\x00\x00\x00\x01\x14\x02\x00", Kind("lnk", "Windows shortcuts")),
    Signature(b"\x1f\x8b", Kind("gz", "gzip archives", ("tgz", "gzip", "svgz"))),
    Signature(b"BZh", Kind("bz2", "bzip2 archives", ("tbz", "tbz2"))),
    Signature(b"\xfd7zXZ\x00", Kind("xz", "xz archives", ("txz",))),
    Signature(b"\x28\xb5\x2f\xfd", Kind("zst", "Zstandard archives", ("tzst",))),
    Signature(b"7z\xbc\xaf\x27\x1c", Kind("7z", "7-Zip archives")),
    Signature(b"Rar!\x1a\x07", _RAR),
    Signature(b"MSCF", Kind("cab", "Windows cabinet archives")),
    Signature(b"ustar", Kind("tar", "tar archives"), 257),
    Signature(b"{\\rtf", Kind("rtf", "RTF documents")),
    Signature(b"%!PS", Kind("ps", "PostScript files", ("eps", "ai"))),
    Signature(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        Kind("ole2", "Office files of the old or an encrypted form", _OLE2),
    ),
    Signature(b"SQLite format 3\x00", Kind("sqlite", "SQLite databases", ("db", "sqlite3", "db3"))),
    Signature(b"wOF2", Kind("woff2", "fonts")),
    Signature(b"wOFF", Kind("woff", "fonts")),
    Signature(b"\x00\x01\x00\x00\x00", Kind("ttf", "fonts")),
)

# What a zip archive is by the members it holds; the first that fits.
PACKAGES: tuple[tuple[str, Kind], ...] = (
    ("word/vbaProject.bin", Kind("docm", "Word documents with macros")),
    ("xl/vbaProject.bin", Kind("xlsm", "Excel workbooks with macros", ("xlam", "xlsb", "xltm"))),
    ("ppt/vbaProject.bin", Kind("pptm", "PowerPoint presentations with macros", ("ppsm",))),
    ("word/", Kind("docx", "Word documents", ("dotx",))),
    ("xl/", Kind("xlsx", "Excel workbooks", ("xltx", "xlsb"))),
    ("visio/", Kind("vsdx", "Visio drawings")),
    ("ppt/", Kind("pptx", "PowerPoint presentations", ("ppsx", "potx"))),
    ("AndroidManifest.xml", Kind("apk", "Android programs")),
    ("META-INF/MANIFEST.MF", Kind("jar", "Java archives", ("war", "ear"))),
)

# What a zip archive is by the media type its first member declares.
MEDIA_TYPES: tuple[tuple[bytes, Kind], ...] = (
    (b"application/vnd.oasis.opendocument.text", Kind("odt", "OpenDocument texts", ("ott",))),
    (b"application/vnd.oasis.opendocument.spreadsheet", Kind("ods", "OpenDocument spreadsheets")),
    (b"application/vnd.oasis.opendocument.presentation", Kind("odp", "OpenDocument presentations")),
    (b"application/epub+zip", Kind("epub", "e-books")),
)

# Kinds that are text but not readable line by line, by the ending they are named with.
MAIL = Kind("eml", "e-mail files", ("mht", "mhtml", "mbox", "emlx"))
TEXT = Kind("txt", "text files", ("text", "asc", "me"))
HTML = Kind("html", "web pages", ("htm", "xhtml", "xht"))
CSV = Kind("csv", "tables")
TSV = Kind("tsv", "tables", ("tab",))
# Read as they stand; the ending is taken at its word, because text has no signature.
_PLAIN = (
    "md log json jsonl ndjson geojson xml svg yaml yml toml ini cfg conf env properties sql py pyi "
    "js mjs ts tsx jsx java kt c h cc cpp hpp cs go rs rb php pl lua r sh bash zsh ps1 bat cmd vbs "
    "css scss tex bib rst adoc org diff patch ics vcf pem key crt srt vtt ipynb tf hcl gradle "
    "dockerfile makefile"
)
PLAIN_ENDINGS = frozenset(_PLAIN.split())
