"""Builds archives, sound ones and hostile ones."""

import io
import lzma
import struct
import tarfile
import warnings
import zipfile
import zlib

_MARK = b"PK\x01\x02"
_LINK = 0o120777 << 16


def zip_of(*members, method=zipfile.ZIP_DEFLATED, comment=b""):
    """Return a zip archive of names with contents; a name may come twice."""
    held = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(held, "w", method) as archive:
        warnings.simplefilter("ignore")  # that a name comes twice is meant
        for name, content in members:
            archive.writestr(name, content)
        archive.comment = comment
    return held.getvalue()


def with_part(archive, name, content):
    """Return a zip archive with one more file."""
    held = io.BytesIO(archive)
    with zipfile.ZipFile(held, "a") as opened:
        opened.writestr(name, content)
    return held.getvalue()


def with_unlisted(archive, name, content, *, header=True):
    """Return a zip archive with a file before its directory that the directory does not name.

    Without the header before it, the file is just bytes.
    """
    one = zip_of((name, content))
    at, end = archive.index(_MARK), archive.rindex(b"PK\x05\x06")
    hidden = without_directory(one) if header else content
    tail = bytearray(archive[end:])
    tail[16:20] = struct.pack("<L", at + len(hidden))
    return archive[:at] + hidden + archive[at:end] + bytes(tail)


def zip_with_link(name, target):
    """Return a zip archive that holds a symbolic link."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        info = zipfile.ZipInfo(name)
        info.create_system = 3  # Unix, whose modes the next line sets
        info.external_attr = _LINK
        archive.writestr(info, target)
    return held.getvalue()


def locked_zip(name, content):
    """Return a zip archive whose one file is marked as encrypted."""
    made = bytearray(zip_of((name, content)))
    made[6] |= 1
    made[made.index(_MARK) + 8] |= 1
    return bytes(made)


def with_declared_size(archive, size):
    """Return a zip archive of one file with another size declared."""
    made = bytearray(archive)
    at = made.index(_MARK)
    made[22:26] = made[at + 24 : at + 28] = struct.pack("<L", size)
    return bytes(made)


def with_method(archive, number):
    """Return a zip archive of one file that says it is packed in another way."""
    made = bytearray(archive)
    at = made.index(_MARK)
    made[8:10] = made[at + 10 : at + 12] = struct.pack("<H", number)
    return bytes(made)


def without_directory(archive):
    """Return a zip archive up to its directory."""
    return archive[: archive.index(_MARK)]


def overlapping_zip(count, kernel):
    """Return a zip archive whose directory names one file many times."""
    made = zip_of(("a", kernel))
    at, end = made.index(_MARK), made.index(b"PK\x05\x06")
    entry = made[at:end]
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(entry) * count, at, 0)
    return made[:at] + entry * count + tail


def tar_of(*members, form=tarfile.GNU_FORMAT):
    """Return a tar archive of names with contents, or with the fields of a header."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w", format=form) as archive:
        for name, content in members:
            info = tarfile.TarInfo(name)
            if isinstance(content, bytes):
                info.size = len(content)
                archive.addfile(info, io.BytesIO(content))
            else:
                for field, value in content.items():
                    setattr(info, field, value)
                archive.addfile(info)
    return held.getvalue()


def seven_of(*members, method=b"\x21", properties=b"\x16"):
    """Return a 7z archive of names with contents, all packed together with LZMA2."""
    whole = b"".join(content for _, content in members)
    filters = [{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 23}]
    packed = lzma.compress(whole, lzma.FORMAT_RAW, filters=filters)
    coder = bytes([len(method) | 0x20]) + method + bytes([len(properties)]) + properties
    sizes = b"".join(_number(len(content)) for _, content in members[:-1])
    streams = (
        b"\x06\x00\x01\x09" + _number(len(packed)) + b"\x00"
        b"\x07\x0b\x01\x00\x01" + coder + b"\x0c" + _number(len(whole)) + b"\x00"
        b"\x08\x0d" + _number(len(members)) + b"\x09" + sizes + b"\x00\x00"
    )
    named = b"\x00" + b"".join(f"{name}\0".encode("utf-16-le") for name, _ in members)
    files = b"\x05" + _number(len(members)) + b"\x11" + _number(len(named)) + named + b"\x00"
    header = b"\x01\x04" + streams + files + b"\x00"
    start = struct.pack("<2QL", len(packed), len(header), zlib.crc32(header))
    mark = b"7z\xbc\xaf\x27\x1c\x00\x04" + struct.pack("<L", zlib.crc32(start))
    return mark + start + packed + header


def _number(value):
    """Return a number as 7z writes it, in the longest form."""
    return b"\xff" + struct.pack("<Q", value)
