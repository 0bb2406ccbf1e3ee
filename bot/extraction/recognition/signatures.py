"""The bytes that each kind of file is recognised by."""

from __future__ import annotations

from dataclasses import dataclass

from bot.extraction.kinds import BINARIES, Kind


@dataclass(frozen=True, slots=True)
class Signature:
    """Bytes that give a kind away, at an offset from the start of the file."""

    magic: bytes
    kind: Kind
    offset: int = 0

    def fits(self, head: bytes) -> bool:
        """Whether the bytes stand where they should."""
        return head.startswith(self.magic, self.offset)


# kind, the bytes, their offset; where two fit, the first counts.
_TABLE: tuple[tuple[str, bytes, int], ...] = (
    ("zip", b"PK\x03\x04", 0),
    ("zip", b"PK\x05\x06", 0),
    ("zip", b"PK\x07\x08", 0),
    ("png", b"\x89PNG\r\n\x1a\n", 0),
    ("jpg", b"\xff\xd8\xff", 0),
    ("gif", b"GIF87a", 0),
    ("gif", b"GIF89a", 0),
    ("tiff", b"II*\x00", 0),
    ("tiff", b"MM\x00*", 0),
    ("webp", b"WEBP", 8),
    ("wav", b"WAVE", 8),
    ("avi", b"AVI ", 8),
    ("midi", b"RMID", 8),
    ("aiff", b"AIFF", 8),
    ("aiff", b"AIFC", 8),
    ("djvu", b"AT&TFORM", 0),
    ("heic", b"ftyphei", 4),
    ("heic", b"ftyphev", 4),
    ("heic", b"ftypmif1", 4),
    ("heic", b"ftypmsf1", 4),
    ("heic", b"ftypavi", 4),
    ("m4a", b"ftypM4A", 4),
    ("m4a", b"ftypM4B", 4),
    ("mp4", b"ftyp", 4),
    ("mp4", b"moov\x00\x00\x00", 4),
    ("mp3", b"ID3", 0),
    ("mp3", b"\xff\xfb", 0),
    ("mp3", b"\xff\xf3", 0),
    ("mp3", b"\xff\xf2", 0),
    ("aac", b"\xff\xf1", 0),
    ("aac", b"\xff\xf9", 0),
    ("ogg", b"OggS", 0),
    ("flac", b"fLaC", 0),
    ("amr", b"#!AMR", 0),
    ("midi", b"MThd\x00\x00\x00\x06", 0),
    ("mkv", b"\x1aE\xdf\xa3", 0),
    ("flv", b"FLV\x01", 0),
    ("asf", b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", 0),
    ("mpg", b"\x00\x00\x01\xba", 0),
    ("mpg", b"\x00\x00\x01\xb3", 0),
    ("bmp", b"BM", 0),
    ("ico", b"\x00\x00\x01\x00\x01\x00", 0),
    ("psd", b"8BPS\x00", 0),
    ("jp2", b"\x00\x00\x00\x0cjP  \r\n\x87\n", 0),
    ("jxl", b"\x00\x00\x00\x0cJXL \r\n\x87\n", 0),
    ("jxl", b"\xff\x0a", 0),
    ("wmf", b"\xd7\xcd\xc6\x9a", 0),
    ("wmf", b"\x01\x00\x09\x00\x00\x03", 0),
    ("emf", b" EMF", 40),
    ("dicom", b"DICM", 128),
    ("dwg", b"AC10", 0),
    ("elf", b"\x7fELF", 0),
    ("macho", b"\xfe\xed\xfa\xce", 0),
    ("macho", b"\xfe\xed\xfa\xcf", 0),
    ("macho", b"\xce\xfa\xed\xfe", 0),
    ("macho", b"\xcf\xfa\xed\xfe", 0),
    ("macho", b"\xca\xfe\xba\xbe\x00\x00\x00\x01", 0),  # programs for several processors;
    ("macho", b"\xca\xfe\xba\xbe\x00\x00\x00\x02", 0),  # Java's begin the same, with a version
    ("macho", b"\xca\xfe\xba\xbe\x00\x00\x00\x03", 0),
    ("class", b"\xca\xfe\xba\xbe", 0),
    ("wasm", b"\x00asm", 0),
    ("exe", b"MZ", 0),
    ("lnk", b"L\x00\x00\x00\x01\x14\x02\x00", 0),
    ("dex", b"dex\n03", 0),
    ("swf", b"FWS", 0),
    ("swf", b"CWS", 0),
    ("swf", b"ZWS", 0),
    ("chm", b"ITSF\x03\x00", 0),
    ("deb", b"!<arch>\ndebian", 0),
    ("ar", b"!<arch>\n", 0),
    ("rpm", b"\xed\xab\xee\xdb", 0),
    ("crx", b"Cr24", 0),
    ("gz", b"\x1f\x8b", 0),
    ("bz2", b"BZh", 0),
    ("xz", b"\xfd7zXZ\x00", 0),
    ("zst", b"\x28\xb5\x2f\xfd", 0),
    ("lz4", b"\x04\x22\x4d\x18", 0),
    ("z", b"\x1f\x9d", 0),
    ("7z", b"7z\xbc\xaf\x27\x1c", 0),
    ("rar", b"Rar!\x1a\x07", 0),
    ("cab", b"MSCF\x00\x00\x00\x00", 0),
    ("arj", b"\x60\xea", 0),
    ("lha", b"-lh", 2),
    ("ace", b"**ACE**", 7),
    ("tar", b"ustar", 257),
    ("iso", b"CD001", 32769),
    ("vhd", b"KDMV", 0),
    ("vhd", b"QFI\xfb", 0),
    ("vhd", b"vhdxfile", 0),
    ("vhd", b"conectix", 0),
    ("rtf", b"{\\rt", 0),  # readers ask for no more than that
    ("ps", b"%!PS", 0),
    ("ps", b"\xc5\xd0\xd3\xc6", 0),
    ("ole2", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0),
    ("onenote", b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d", 0),
    ("tnef", b"\x78\x9f\x3e\x22", 0),
    ("pst", b"!BDN", 0),
    ("sqlite", b"SQLite format 3\x00", 0),
    ("mdb", b"\x00\x01\x00\x00Standard ", 0),
    ("kdbx", b"\x03\xd9\xa2\x9a", 0),
    ("luks", b"LUKS\xba\xbe", 0),
    ("parquet", b"PAR1", 0),
    ("avro", b"Obj\x01", 0),
    ("arrow", b"ARROW1", 0),
    ("arrow", b"FEA1", 0),
    ("orc", b"ORC", 0),
    ("hdf5", b"\x89HDF\r\n\x1a\n", 0),
    ("npy", b"\x93NUMPY", 0),
    ("woff2", b"wOF2", 0),
    ("woff", b"wOFF", 0),
    ("otf", b"OTTO", 0),
    ("ttc", b"ttcf", 0),
    ("ttf", b"\x00\x01\x00\x00\x00", 0),
    ("ttf", b"true\x00", 0),
    ("jks", b"\xfe\xed\xfe\xed\x00", 0),
    ("pcap", b"\xd4\xc3\xb2\xa1", 0),
    ("pcap", b"\xa1\xb2\xc3\xd4", 0),
    ("pcap", b"\x0a\x0d\x0d\x0a", 0),
    ("evtx", b"ElfFile\x00", 0),
    ("der", b"\x30\x82", 0),
)
SIGNATURES: tuple[Signature, ...] = tuple(
    Signature(magic, BINARIES[name], offset) for name, magic, offset in _TABLE
)
