"""Builds PDF files and pictures."""

import hashlib
import struct
import zlib

import pypdfium2

_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def pdf(objects, catalog="", trailer=""):
    """Return a PDF file of the objects given, by number; 1 is the catalog, 2 the pages."""
    objects = {1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(), **objects}
    content, places = b"%PDF-1.7\n", {}
    for number, body in sorted(objects.items()):
        places[number] = len(content)
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%d 1\n%010d 00000 n \n" % (number, at) for number, at in places.items())
    end = (
        f"trailer\n<< /Root 1 0 R /Size {max(objects) + 1} {trailer} >>\nstartxref\n{len(content)}"
    )
    return content + b"xref\n0 1\n0000000000 65535 f \n" + table + end.encode() + b"\n%%EOF\n"


def stream(content, entries="", *, packed=False):
    """Return a PDF stream, compressed or as it is."""
    if packed:
        content, entries = zlib.compress(content), f"{entries} /Filter /FlateDecode"
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries.encode(), content)


def page(contents=4, more=""):
    """Return a page whose contents are the numbered object; the font is object 3."""
    return (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {contents} 0 R "
        f"/Resources << /Font << /F 3 0 R >> /XObject << /P 8 0 R >> >> {more} >>"
    ).encode()


def drawn(*lines, size=12, mode=0):
    """Return what draws lines of text on a page."""
    shown = "".join(f"({line}) Tj T* " for line in lines)
    return f"BT /F {size} Tf {mode} Tr {size + 4} TL 50 700 Td {shown}ET".encode()


def one_page_pdf(contents, *, page_more="", objects=None, catalog="", trailer=""):
    """Return a PDF file of one page: object 5, its contents object 4, the font object 3."""
    kept = {
        2: b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>",
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        4: stream(contents),
        5: page(more=page_more),
        **(objects or {}),
    }
    return pdf(kept, catalog, trailer)


def many_page_pdf(*pages):
    """Return a PDF file of the pages of lines given."""
    kept = {3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"}
    numbers = range(10, 10 + 2 * len(pages), 2)
    for number, lines in zip(numbers, pages, strict=True):
        kept |= {number: page(number + 1), number + 1: stream(drawn(*lines))}
    kids = " ".join(f"{number} 0 R" for number in numbers)
    kept[2] = f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode()
    return pdf(kept)


def locked_pdf(text, *, password):
    """Return a PDF file of a line of text that is encrypted (RC4, 40 bits) with a user password."""
    padded = (password.encode() + _PADDING)[:32]
    owner = _rc4(_md5((b"owner" + _PADDING)[:32])[:5], padded)
    key = _md5(padded + owner + struct.pack("<i", -4) + b"id")[:5]
    contents = _rc4(_md5(key + b"\4\0\0\0\0")[:10], drawn(text))
    user = _rc4(key, _PADDING).hex()
    lock = f"<< /Filter /Standard /V 1 /R 2 /O <{owner.hex()}> /U <{user}> /P -4 >>"
    return one_page_pdf(contents, trailer=f"/Encrypt {lock} /ID [(id) (id)]")


def _md5(content):
    return hashlib.md5(content, usedforsecurity=False).digest()


def _rc4(key, content):
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in content:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def picture_of(*lines):
    """Return width, height and grey pixels of a picture of lines of large letters."""
    with pypdfium2.PdfDocument(one_page_pdf(drawn(*lines, size=24))) as document:
        bitmap = document[0].render(scale=2, grayscale=True, crop=(0, 792 - 200, 0, 60))
        rows = memoryview(bitmap.buffer).cast("B")
        starts = range(0, bitmap.height * bitmap.stride, bitmap.stride)
        pixels = b"".join(rows[start : start + bitmap.width] for start in starts)
        return bitmap.width, bitmap.height, pixels


def scanned_pdf(*lines, text=b""):
    """Return a PDF file of a page that is a picture of the lines, with text drawn over it."""
    width, height, pixels = picture_of(*lines)
    entries = (
        f"/Type /XObject /Subtype /Image /Width {width} /Height {height} "
        "/ColorSpace /DeviceGray /BitsPerComponent 8"
    )
    contents = f"q 612 0 0 {612 * height / width:.0f} 0 300 cm /P Do Q ".encode() + text
    return one_page_pdf(contents, objects={8: stream(pixels, entries, packed=True)})


def png(width, height, pixels=None, *chunks):
    """Return a grey PNG file; `chunks` are pairs of a name and a content, after the header."""
    pixels = b"\xff" * (width * height) if pixels is None else pixels
    rows = b"".join(b"\0" + pixels[at : at + width] for at in range(0, len(pixels), width))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = [(b"IHDR", header), *chunks, (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in parts)


def _chunk(name, content):
    checksum = struct.pack(">I", zlib.crc32(name + content))
    return struct.pack(">I", len(content)) + name + content + checksum


def bmp(width, height, pixels):
    """Return a grey BMP file."""
    rows = [pixels[at : at + width] for at in range(0, len(pixels), width)]
    body = b"".join(row + b"\0" * (-width % 4) for row in reversed(rows))
    colours = b"".join(bytes([n, n, n, 0]) for n in range(256))
    head = struct.pack("<IiiHHIIiiII", 40, width, height, 1, 8, 0, len(body), 0, 0, 256, 0)
    start = 14 + len(head) + len(colours)
    return b"BM" + struct.pack("<IHHI", start + len(body), 0, 0, start) + head + colours + body


def gif(width, height, pixels, frames=1, comment=b""):
    """Return a GIF file of two colours, its codes not compressed."""
    head = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    note = b"!\xfe" + bytes([len(comment)]) + comment + b"\0" if comment else b""
    frame = b"," + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\x07" + _gif_codes(pixels)
    return head + note + frame * frames + b";"


def _gif_codes(pixels):
    # Eight bits a code; a code that clears the table, before it grows to nine.
    codes = bytearray()
    for at in range(0, len(pixels), 100):
        codes += b"\x80" + bytes(value > 127 for value in pixels[at : at + 100])
    codes += b"\x81"
    blocks = (codes[at : at + 255] for at in range(0, len(codes), 255))
    return b"".join(bytes([len(block)]) + block for block in blocks) + b"\0"


def tiff(*pictures, description=b""):
    """Return a grey TIFF file of pictures, each as (width, height, pixels)."""
    content, link = b"II*\0\0\0\0\0", 4
    for width, height, pixels in pictures:
        at = len(content)
        content += pixels + description + b"\0" * (len(pixels + description) % 2)
        entries = [
            (256, 4, 1, width), (257, 4, 1, height), (258, 3, 1, 8), (259, 3, 1, 1),
            (262, 3, 1, 1), (270, 2, len(description), at + len(pixels)), (273, 4, 1, at),
            (278, 4, 1, height), (279, 4, 1, len(pixels)),
        ]  # fmt: skip
        entries = [entry for entry in entries if entry[2]]
        content = content[:link] + struct.pack("<I", len(content)) + content[link + 4 :]
        packed = b"".join(struct.pack("<HHII", *entry) for entry in entries)
        content += struct.pack("<H", len(entries)) + packed
        link = len(content)
        content += b"\0\0\0\0"
    return content


def jpeg_header(width, height, *segments):
    """Return the beginning of a JPEG file, which has no picture behind it."""
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0"
    marks = [*segments, (0xC0, frame)]
    body = b"".join(struct.pack(">BBH", 0xFF, mark, len(data) + 2) + data for mark, data in marks)
    return b"\xff\xd8" + body + b"\xff\xda"


def webp_header(width, height):
    """Return the beginning of a WebP file, which has no picture behind it."""
    body = b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", width, height)
    return b"RIFF" + struct.pack("<I", 22) + b"WEBPVP8 " + struct.pack("<I", 10) + body
