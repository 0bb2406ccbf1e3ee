"""A room whose readers do what an exploited one would, and a way to put a file into it."""

from dataclasses import replace

import pytest

from bot.domain.attachment import Attachment
from bot.extraction.confinement.reading_room import ReadingRoom
from bot.extraction.limits import Limits
from bot.extraction.looking import look_at

HOSTILE = ("tests.integration.extraction.hostile",)
TIGHT = Limits(
    reading_seconds=20.0,  # by far more than any of them takes, on a busy machine too
    max_characters=1_000_000,
    max_unpacked_bytes=20_000_000,
    memory_bytes=200_000_000,
)


@pytest.fixture(scope="session")
def room():
    opened = ReadingRoom(tables=HOSTILE)
    if missing := opened.start():
        opened.close()
        pytest.skip(f"this system has no {missing}")
    yield opened
    opened.close()


@pytest.fixture
def look(room):
    """Return a function that has a file read by the reader it names in its first line."""
    return lambda reader, *lines, **limits: read_by(room, reader, *lines, **limits)


def read_by(room, reader, *lines, **limits):
    content = "\n".join((reader, *map(str, lines))).encode()
    attachment = Attachment(id="F1", name="a.txt")
    return look_at(room, attachment, [content], replace(TIGHT, **limits))


def said(attachment):
    """Return what the reader told, by place."""
    return {extract.place: extract.text for extract in attachment.extracts}
