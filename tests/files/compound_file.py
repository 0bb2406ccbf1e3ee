"""Builds compound files (OLE2), which Outlook's and the old Office's files are."""

import struct

SECTOR, MINI, CUTOFF = 512, 64, 4096
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
STORAGE, STREAM, ROOT = 1, 2, 5


def compound_file(content):
    """Return the file; `content` maps names to bytes (a stream) or to such a map (a folder)."""
    entries = _entries(content)
    small, mini_fat = _chained(
        [data for _, kind, data, *_ in entries if _is_small(kind, data)], MINI
    )
    large = [data for _, kind, data, *_ in entries if kind == STREAM and not _is_small(kind, data)]
    directory_sectors = -(-len(entries) * 128 // SECTOR)
    mini_table = struct.pack(f"<{len(mini_fat)}I", *mini_fat)
    blocks = [
        b"\0" * directory_sectors * SECTOR,
        small,
        _padded(mini_table, SECTOR, b"\xff"),
        *large,
    ]
    body, fat = _chained(blocks, SECTOR)
    starts = _starts(blocks, SECTOR)
    directory = _directory(entries, small=(starts[1], len(small)), large=iter(starts[3:]))
    body = _padded(directory, SECTOR) + body[directory_sectors * SECTOR :]
    fat_sectors = -(-(len(fat) + 8) // 128)
    table = [*fat, *[FAT] * fat_sectors]
    table += [FREE] * (fat_sectors * 128 - len(table))
    head = _header(len(fat), fat_sectors, mini=(starts[2], len(mini_table)))
    return head + body + struct.pack(f"<{len(table)}I", *table)


def _entries(content):
    """Return rows of name, kind, data, child, next: siblings are a list, not a balanced tree."""
    rows = [["Root Entry", ROOT, b"", FREE, FREE]]
    _add(rows, 0, content)
    return rows


def _add(rows, parent, content):
    before = None
    for name, data in sorted(content.items(), key=lambda item: (len(item[0]), item[0].upper())):
        number = len(rows)
        is_folder = isinstance(data, dict)
        rows.append(
            [name, STORAGE if is_folder else STREAM, b"" if is_folder else data, FREE, FREE]
        )
        if before is None:
            rows[parent][3] = number
        else:
            rows[before][4] = number
        before = number
        if is_folder:
            _add(rows, number, data)


def _is_small(kind, data):
    return kind == STREAM and 0 < len(data) < CUTOFF


def _padded(data, size, fill=b"\0"):
    return data + fill * (-len(data) % size)


def _chained(blocks, size):
    """Return the blocks one after the other, and the table that says which sector follows which."""
    table = []
    for block in blocks:
        count = -(-len(block) // size)
        first = len(table)
        table += [first + step + 1 for step in range(count - 1)] + [END] * (count > 0)
    return b"".join(_padded(block, size) for block in blocks), table


def _starts(blocks, size):
    counts = [-(-len(block) // size) for block in blocks]
    return [sum(counts[:at]) if count else END for at, count in enumerate(counts)]


def _directory(entries, *, small, large):
    in_mini = iter(_starts([data for _, kind, data, *_ in entries if _is_small(kind, data)], MINI))
    packed = b""
    for name, kind, data, child, following in entries:
        start, size = END if kind == STREAM else 0, len(data)
        if kind == ROOT:
            start, size = small
        elif _is_small(kind, data):
            start = next(in_mini)
        elif data:
            start = next(large)
        wide = name.encode("utf-16-le")
        packed += wide.ljust(64, b"\0") + struct.pack("<HBB", len(wide) + 2, kind, 1)
        packed += struct.pack("<III", FREE, following, child) + b"\0" * 36
        packed += struct.pack("<IQ", start, size)
    return packed


def _header(fat_start, fat_sectors, *, mini):
    mini_start, mini_size = mini
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIII", 0, fat_sectors, 0, 0, CUTOFF)
    head += struct.pack("<IIII", mini_start, -(-mini_size // SECTOR), END, 0)
    places = [fat_start + step for step in range(fat_sectors)]
    return head + struct.pack("<109I", *places, *[FREE] * (109 - len(places)))
