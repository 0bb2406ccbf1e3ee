"""The reader fetches, looks, and never raises for a file."""

import asyncio
import hashlib

import pytest

from bot.domain.attachment import Attachment, Extract, Reading
from bot.errors import AttachmentError, TryLater
from bot.extraction.limits import Limits
from bot.extraction.reader import ConfinedReader
from bot.queue.workers import Limits as Handling
from tests.builders import message, ref
from tests.reading import ROOM


def reader(files, **limits):
    async def fetch(attachment, tenant):
        found = files[tenant, attachment.id]
        for piece in found if isinstance(found, list) else [found]:
            if isinstance(piece, Exception):
                raise piece
            yield piece

    return ConfinedReader(fetch, ROOM, Limits(**limits))


def a_file(number=1, **changes):
    return Attachment(**{"id": f"F{number}", "name": f"{number}.txt"} | changes)


async def test_a_message_without_attachments_is_returned_as_it_is():
    plain = message()

    assert await reader({}).read(plain) is plain


async def test_every_attachment_is_read_in_its_own_tenant():
    sent = message(ref=ref(tenant="T9"), attachments=(a_file(1), a_file(2)))

    read = await reader({("T9", "F1"): b"one", ("T9", "F2"): b"two"}).read(sent)

    assert [attachment.extracts for attachment in read.attachments] == [
        (Extract("line 1", "one"),),
        (Extract("line 1", "two"),),
    ]


FAILURES = {
    "ours": (
        AttachmentError("The host is not allowed."),
        "The file could not be fetched. The host is not allowed.",
    ),
    "the system's": (FileNotFoundError("/secret/path"), "the file could not be fetched"),
}


@pytest.mark.parametrize(("failure", "because"), FAILURES.values(), ids=FAILURES)
async def test_a_failed_download_is_unscanned_and_the_next_file_is_read(failure, because):
    sent = message(attachments=(a_file(1), a_file(2)))

    read = await reader({("T1", "F1"): failure, ("T1", "F2"): b"two"}).read(sent)

    assert [(a.reading, a.because) for a in read.attachments] == [
        (Reading.UNSCANNED, because),
        (Reading.READ, ""),
    ]


async def test_a_platform_that_asks_to_wait_is_heard():
    sent = message(attachments=(a_file(),))

    with pytest.raises(TryLater):
        await reader({("T1", "F1"): TryLater()}).read(sent)


async def test_a_file_declared_too_large_is_not_fetched():
    sent = message(attachments=(a_file(size=101),))

    read = await reader({}, max_bytes=100).read(sent)

    assert read.attachments[0].because == (
        "it is too large: 101 bytes, of which at most 100 are read"
    )


async def test_a_file_that_comes_in_pieces_is_whole_and_counted_and_hashed():
    sent = message(attachments=(a_file(size=-1),))

    [read] = (await reader({("T1", "F1"): [b"one ", b"", b"two"]}).read(sent)).attachments

    assert (read.extracts, read.size, read.sha256) == (
        (Extract("line 1", "one two"),),
        7,
        hashlib.sha256(b"one two").hexdigest(),
    )


async def test_a_file_that_turns_out_too_large_is_not_taken_to_its_end():
    endless = AssertionError("asked for more")
    sent = message(attachments=(a_file(size=-1),))

    read = await reader({("T1", "F1"): [b"x" * 100, b"x", endless]}, max_bytes=100).read(sent)

    assert read.attachments[0].because == "it is too large: more than 100 bytes"


async def test_a_download_that_breaks_off_is_not_read():
    broken = [b"the beginning", AttachmentError("The download broke off.")]
    sent = message(attachments=(a_file(),))

    [read] = (await reader({("T1", "F1"): broken}).read(sent)).attachments

    assert (read.reading, read.extracts) == (Reading.UNSCANNED, ())
    assert read.because == "The file could not be fetched. The download broke off."


async def test_a_download_that_hangs_is_given_up():
    async def fetch(_attachment, _tenant):
        await asyncio.sleep(60)
        yield b""

    read = await ConfinedReader(fetch, ROOM, Limits(fetch_seconds=0.01)).read(
        message(attachments=(a_file(),))
    )

    assert read.attachments[0].because == "it could not be fetched in time"


async def test_all_files_of_a_message_share_one_time():
    asked = []

    async def fetch(attachment, _tenant):
        asked.append(attachment.id)
        await asyncio.sleep(0 if attachment.id == "F1" else 60)
        yield b"one"

    ROOM.start()
    sent = message(attachments=tuple(a_file(number) for number in range(1, 9)))
    limits = Limits(fetch_seconds=2.0, message_seconds=1.0)

    async with asyncio.timeout(5.0):
        read = await ConfinedReader(fetch, ROOM, limits).read(sent)

    assert [(a.reading, a.because) for a in read.attachments] == [
        (Reading.READ, ""),
        *[(Reading.UNSCANNED, "it could not be fetched in time")] * 7,
    ]
    assert asked[:2] == ["F1", "F2"]


def test_a_message_of_slow_files_leaves_time_to_inspect_its_text():
    assert Limits().message_seconds * 2 <= Handling().handling.total_seconds()


async def test_what_was_looked_at_before_is_left_as_it_is():
    looked_at = a_file(reading=Reading.UNSCANNED, because="the export does not hold it")

    read = await reader({}).read(message(attachments=(looked_at,)))

    assert read.attachments == (looked_at,)


async def test_the_files_of_a_message_hold_no_more_text_together_than_it_may():
    files = {("T1", f"F{number}"): b"x" * 150_000 for number in (1, 2, 3)}
    sent = message(ref=ref(tenant="T1"), attachments=(a_file(1), a_file(2), a_file(3)))

    read = await reader(files, message_characters=250_000).read(sent)

    assert [attachment.because for attachment in read.attachments] == [
        "",
        "it holds more than 100,000 characters of text",
        "it holds more than 100,000 characters of text",
    ]
