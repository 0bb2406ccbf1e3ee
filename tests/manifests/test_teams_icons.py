"""The icons of the Teams app, read from their bytes: as Teams asks for them, and drawn by us."""

import json
import struct
import subprocess
import sys
import zlib
from pathlib import Path

from bot.teams.manifest import FOLDER, ICONS, MANIFEST

ROOT = Path(__file__).parents[2]


def _read_png(content):
    """Return width, height, channels and the rows of a PNG that is not filtered."""
    width, height, depth, kind = struct.unpack(">IIBB", content[16:26])
    assert (content[:8], depth) == (b"\x89PNG\r\n\x1a\n", 8)
    packed, at = b"", 8
    while at < len(content):
        (size,) = struct.unpack(">I", content[at : at + 4])
        if content[at + 4 : at + 8] == b"IDAT":
            packed += content[at + 8 : at + 8 + size]
        at += size + 12
    channels = {2: 3, 6: 4}[kind]
    raw, stride = zlib.decompress(packed), width * channels + 1
    lines = [raw[row * stride : (row + 1) * stride] for row in range(height)]
    assert {line[0] for line in lines} == {0}
    return width, height, channels, [line[1:] for line in lines]


def _pixels(content):
    width, _, channels, rows = _read_png(content)
    return [[tuple(row[column * channels :][:channels]) for column in range(width)] for row in rows]


def test_the_colour_icon_fills_its_square_and_keeps_its_drawing_in_the_middle():
    width, height, channels, _ = _read_png((FOLDER / "color.png").read_bytes())
    pixels = _pixels((FOLDER / "color.png").read_bytes())
    middle = range(48, 144)
    around = {
        pixels[row][column]
        for row in range(192)
        for column in range(192)
        if row not in middle or column not in middle
    }

    assert (width, height, channels) == (192, 192, 3)
    assert around == {(0x1F, 0x3A, 0x5F)}


def test_the_colour_around_the_icon_is_the_accent_of_the_manifest():
    red, green, blue = _pixels((FOLDER / "color.png").read_bytes())[0][0]

    accent = json.loads(MANIFEST.read_text())["accentColor"]
    assert accent == f"#{red:02X}{green:02X}{blue:02X}"


def test_the_outline_is_pure_white_on_nothing_without_a_margin():
    width, height, channels, _ = _read_png((FOLDER / "outline.png").read_bytes())
    pixels = _pixels((FOLDER / "outline.png").read_bytes())
    drawn = {
        (row, column) for row in range(32) for column in range(32) if pixels[row][column][3] > 0
    }

    assert (width, height, channels) == (32, 32, 4)
    assert {pixel[:3] for line in pixels for pixel in line} == {(255, 255, 255)}
    assert {0, 255} <= {pixel[3] for line in pixels for pixel in line}
    assert (min(drawn)[0], max(drawn)[0]) == (0, 31)
    assert (min(c for _, c in drawn), max(c for _, c in drawn)) == (0, 31)


def test_the_icons_are_what_our_script_draws(tmp_path):
    subprocess.run([sys.executable, ROOT / "scripts" / "draw-icons", tmp_path], check=True)

    for icon in ICONS:
        assert _pixels((tmp_path / icon).read_bytes()) == _pixels((FOLDER / icon).read_bytes())
