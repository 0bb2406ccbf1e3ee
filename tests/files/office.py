"""Builds office files: OOXML and OpenDocument packages, and those of the old binary form."""

import io
import struct
import zipfile

from tests.files.compound_file import compound_file

LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
X = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def package(parts):
    """Return a zip of these parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def links(*rows):
    """Return a part of links, each an id, a kind, a target and, for one out of the file, a mode."""
    entries = "".join(
        f'<Relationship Id="{name}" Type="{LINKS}/{kind}" Target="{target}"'
        f"{' TargetMode=' + repr('External') if more else ''}/>"
        for name, kind, target, *more in rows
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{entries}</Relationships>'


def word_part(tag, inside):
    """Return a part of a Word document."""
    return f'<w:{tag} xmlns:w="{W}" xmlns:r="{LINKS}">{inside}</w:{tag}>'


def paragraph(text, properties=""):
    """Return a paragraph of one run."""
    return f"<w:p><w:r>{properties}<w:t>{text}</w:t></w:r></w:p>"


def document(body, parts=None):
    """Return a Word document with this body."""
    return package(
        {
            "_rels/.rels": links(("r1", "officeDocument", "word/document.xml")),
            "word/document.xml": word_part("document", f"<w:body>{body}</w:body>"),
            **(parts or {}),
        }
    )


def cell(name, value, more=""):
    """Return a cell with the text or number itself in it."""
    if isinstance(value, str):
        return f'<c r="{name}" t="inlineStr"{more}><is><t>{value}</t></is></c>'
    return f'<c r="{name}"{more}><v>{value}</v></c>'


def rows(*lines, more=""):
    """Return rows of cells."""
    return "".join(
        f'<row r="{number}"{more}>'
        + "".join(cell(f"{chr(65 + at)}{number}", value) for at, value in enumerate(line))
        + "</row>"
        for number, line in enumerate(lines, 1)
    )


def sheet(inside, more=""):
    """Return a sheet with these rows."""
    return f'<worksheet xmlns="{X}"><sheetData>{inside}</sheetData>{more}</worksheet>'


def workbook(sheets, parts=None, *, state="", names=""):
    """Return a workbook; `sheets` maps names to parts, `state` is that of the last."""
    order = list(enumerate(sheets, 1))
    last = len(order)
    listed = "".join(
        f'<sheet name="{name}" r:id="s{number}"'
        f"{f' state={chr(34)}{state}{chr(34)}' if state and number == last else ''}/>"
        for number, name in order
    )
    book = f'<workbook xmlns="{X}" xmlns:r="{LINKS}"><sheets>{listed}</sheets>{names}</workbook>'
    return package(
        {
            "_rels/.rels": links(("r1", "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": links(
                *(
                    (f"s{number}", "worksheet", f"worksheets/sheet{number}.xml")
                    for number, _ in order
                )
            ),
            **{f"xl/worksheets/sheet{number}.xml": sheets[name] for number, name in order},
            **(parts or {}),
        }
    )


def _binary(kind, body=b""):
    marked = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return marked + bytes([len(body)]) + body


def _wide(text):
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def binary_workbook(lines, *, comment=None, state=0, cut=0):
    """Return an xlsb workbook of one sheet, its last bytes cut; a comment is row, column, text."""
    listed = struct.pack("<II", state, 1) + _wide("s1") + _wide("Pay")
    book = _binary(131) + _binary(143) + _binary(156, listed) + _binary(144) + _binary(132)
    inside = b"".join(
        _binary(0, struct.pack("<I", row) + bytes(13))
        + b"".join(
            _binary(6, struct.pack("<II", at, 0) + _wide(text)) for at, text in enumerate(line)
        )
        for row, line in enumerate(lines)
    )
    extent = _binary(148, struct.pack("<IIII", 0, len(lines), 0, len(lines[0])))
    rows_part = _binary(129) + extent + _binary(145) + inside + _binary(146)
    parts = {
        "xl/workbook.bin": book,
        "xl/_rels/workbook.bin.rels": links(("s1", "worksheet", "worksheets/sheet1.bin")),
        "xl/worksheets/sheet1.bin": rows_part[: len(rows_part) - cut],
    }
    if comment:
        row, column, text = comment
        where = struct.pack("<IIIII", 0, row, row, column, column)
        parts["xl/worksheets/_rels/sheet1.bin.rels"] = links(("r1", "comments", "../comments1.bin"))
        parts["xl/comments1.bin"] = _binary(635, where) + _binary(637, b"\0" + _wide(text))
    return package(parts)


def slide(*texts, tag="sld", more="", shape=""):
    """Return a slide with paragraphs."""
    lines = "".join(f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>" for text in texts)
    return f'<p:{tag} xmlns:p="{P}" xmlns:a="{A}"{more}><p:sp>{shape}{lines}</p:sp></p:{tag}>'


def deck(slides, parts=None):
    """Return a presentation of these slides."""
    order = list(enumerate(slides, 1))
    listed = "".join(f'<p:sldId id="{255 + number}" r:id="s{number}"/>' for number, _ in order)
    return package(
        {
            "_rels/.rels": links(("r1", "officeDocument", "ppt/presentation.xml")),
            "ppt/presentation.xml": f'<p:presentation xmlns:p="{P}" xmlns:r="{LINKS}">'
            f"<p:sldIdLst>{listed}</p:sldIdLst></p:presentation>",
            "ppt/_rels/presentation.xml.rels": links(
                *((f"s{number}", "slide", f"slides/slide{number}.xml") for number, _ in order)
            ),
            **{f"ppt/slides/slide{number}.xml": content for number, content in order},
            **(parts or {}),
        }
    )


def open_document(body, *, styles="", tag="content", parts=None):
    """Return an OpenDocument file; `body` is what stands in office:body."""
    spaces = "".join(
        f' xmlns:{name}="{ODF}{name}:1.0"'
        for name in ("office", "text", "table", "draw", "style", "presentation", "script")
    )
    spaces += ' xmlns:xlink="http://www.w3.org/1999/xlink"'
    root = f"office:document-{tag}"
    content = f"<{root}{spaces}>{styles}<office:body>{body}</office:body></{root}>"
    return package({"mimetype": "application/…", "content.xml": content, **(parts or {})})


def packed_object(name, content):
    """Return the stream that holds a file dragged into an office file."""
    inner = struct.pack("<H", 2) + name.encode() + b"\0" + b"C:\\x\0" + b"\0\0\3\0"
    inner += struct.pack("<I", 3) + b"C:\0" + struct.pack("<I", len(content)) + content
    return struct.pack("<I", len(inner)) + inner


def old_word(stories, *, flags=0x0200, streams=None):
    """Return a Word document of the old form; `stories` are body, footnotes, headers, …."""
    text = "".join(stories)
    counts = [len(story) for story in stories] + [0] * (8 - len(stories))
    head = bytearray(2048)
    struct.pack_into("<HH", head, 0, 0xA5EC, 0x00C1)
    struct.pack_into("<H", head, 0x0A, flags)
    struct.pack_into("<8I", head, 0x4C, *counts)
    pieces = struct.pack("<IIHIH", 0, len(text), 0, len(head), 0)
    table = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    struct.pack_into("<II", head, 0x01A2, 0, len(table))
    stream = bytes(head) + text.encode("utf-16-le")
    return compound_file({"WordDocument": stream, "1Table": table, **(streams or {})})


def atom(kind, body, *, version=0):
    """Return a record of a presentation of the old form."""
    return struct.pack("<HHI", version, kind, len(body)) + body


def old_deck(*records, streams=None):
    """Return a presentation of the old form."""
    return compound_file({"PowerPoint Document": b"".join(records), **(streams or {})})


def old_workbook(*more, name="Pay", state=0, cells=(), records=(), streams=None):
    """Return a workbook of the old form with one sheet of `records`; `more` come before it."""
    begin = struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 0x0005, 0, 0, 0, 0)
    sheet_begin = struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 0x0010, 0, 0, 0, 0)
    end = struct.pack("<HH", 0x0A, 0)
    title = struct.pack("<BB", len(name), 0) + name.encode("latin-1")
    listed_length = 4 + 6 + len(title)
    where = len(begin) + sum(map(len, more)) + listed_length + len(end)
    listed = struct.pack("<HHIBB", 0x85, 6 + len(title), where, state, 0) + title
    labels = b"".join(records) + b"".join(
        struct.pack("<HHHHHHB", 0x0204, 9 + len(text), row, column, 0, len(text), 0)
        + text.encode("latin-1")
        for row, column, text in cells
    )
    stream = begin + b"".join(more) + listed + end + sheet_begin + labels + end
    return compound_file({"Workbook": stream, **(streams or {})})


def biff(kind, body):
    """Return a record of a workbook of the old form."""
    return struct.pack("<HH", kind, len(body)) + body


def enhanced_metafile(*texts, height=10):
    """Return an enhanced metafile that draws these texts below each other."""
    drawn = b""
    for number, text in enumerate(texts):
        raw = text.encode("utf-16-le")
        raw += b"\0" * (-len(raw) % 4)
        place = struct.pack("<ii", 0, height * number)
        head = struct.pack("<II", 84, 76 + len(raw)) + bytes(28) + place
        drawn += head + struct.pack("<II", len(text), 76) + bytes(24) + raw
    return struct.pack("<II", 1, 88) + bytes(80) + drawn + struct.pack("<IIIII", 14, 20, 0, 0, 20)
