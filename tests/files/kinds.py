"""Builds the beginnings of files of many kinds, enough to be recognised by."""

import pickle
import struct
import zlib

from tests.files.archives import zip_of

PDF = b"%PDF-1.7\n1 0 obj\nendobj\nstartxref\n0\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x04JF\xff\xda\x00\x02\x12\x34\xff\xd9"
GIF = b"GIF89a\x01\x00\x01\x00\x00\x00\x00\x2c\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x01\x44\x00;"
EXE = b"MZ\x90\x00\x03\x00\x00\x00" + b"\0" * 64


def png():
    """Return a picture of one point."""
    parts = ((b"IHDR", struct.pack(">2L5B", 1, 1, 8, 0, 0, 0, 0)), (b"IDAT", b"x"), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">L", len(content)) + kind + content + struct.pack(">L", zlib.crc32(content))
        for kind, content in parts
    )


def pickled(value, protocol):
    """Return a pickle of a value."""
    return pickle.dumps(value, protocol)


def package(content_type, *members):
    """Return an Office package whose main part has this content type."""
    types = (
        f'<Types><Override PartName="/main" ContentType="application/{content_type}+xml"/></Types>'
    )
    return zip_of(("[Content_Types].xml", types), *((name, "x") for name in members))
