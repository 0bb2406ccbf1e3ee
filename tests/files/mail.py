"""Builds mails, mailboxes and Outlook files."""

import struct

from tests.files.compound_file import compound_file


def mail(*parts, head="From: ann@example.com\nSubject: Hello"):
    """Return a mail of many parts, each given with its own header."""
    body = "".join(f"--cut\n{part}\n" for part in parts) + "--cut--\n"
    return f"{head}\nContent-Type: multipart/mixed; boundary=cut\n\n{body}".encode()


def part(kind, content, *more):
    """Return one part of a mail; `more` are further lines of its header."""
    return "\n".join([f"Content-Type: {kind}", *more, "", content])


def outlook_properties(header=32, **values):
    """Return a list of properties of fixed length, such as p3705=1."""
    rows = b"".join(
        struct.pack("<HHIQ", 3, int(name[1:], 16), 0, value) for name, value in values.items()
    )
    return b"\0" * header + rows


def outlook_texts(**values):
    """Return the streams of properties that are text, such as p0037="Subject"."""
    return {
        f"__substg1.0_{name[1:].upper()}001F": value.encode("utf-16-le")
        for name, value in values.items()
    }


def outlook_mail(content):
    """Return an Outlook file of the streams and folders given."""
    return compound_file({"__properties_version1.0": outlook_properties(), **content})


def compressed_rtf(rtf):
    """Return RTF as Outlook packs it, every byte as it is, with the mark of the end."""
    pieces = [rtf[at : at + 8] for at in range(0, len(rtf), 8)]
    packed = b"".join(b"\0" + piece for piece in pieces[:-1])
    end = (207 + len(rtf)) % 4096 << 4
    last = pieces[-1]
    if len(last) == 8:
        packed += b"\0" + last + b"\1" + struct.pack(">H", end)
    else:
        packed += bytes([1 << len(last)]) + last + struct.pack(">H", end)
    return struct.pack("<II4sI", len(packed) + 12, len(rtf), b"LZFu", 0) + packed
