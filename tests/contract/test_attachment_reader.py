"""What the reader of attachments keeps to, whatever platform it fetches from."""

from dataclasses import replace

import pytest

from bot.cli.scanning.local_files import LocalFiles
from bot.domain.attachment import Extract, Reading
from bot.extraction.limits import Limits
from bot.extraction.reader import ConfinedReader
from tests.contract.platforms import TABLE
from tests.reading import ROOM

MOST = 1000


@pytest.fixture(params=["the platform's", "this machine's"])
def sent(request, place, tmp_path):
    """A reader and a message with a file that it can fetch."""
    if request.param == "the platform's":
        return ConfinedReader(place.fetch, ROOM, Limits(max_bytes=MOST)), place.message
    path = tmp_path / "list.csv"
    path.write_bytes(TABLE)
    message = with_files(place.message, named(place.message, locator=str(path)))
    return ConfinedReader(LocalFiles(MOST).fetch, ROOM, Limits(max_bytes=MOST)), message


def named(message, **changes):
    return replace(message.attachments[0], **changes)


def with_files(message, *files):
    return replace(message, attachments=files)


async def test_a_text_file_is_read_and_nothing_else_of_the_message_changes(sent):
    reader, message = sent

    read = await reader.read(message)

    [file] = read.attachments
    assert (file.reading, file.because, file.real_type) == (Reading.READ, "", "csv")
    assert "Ada" in "".join(extract.text for extract in file.extracts)
    assert with_files(read, *message.attachments) == message


async def test_a_file_that_cannot_be_fetched_is_unscanned_and_says_why(sent):
    reader, message = sent
    lost = named(message, id="F404", locator=f"{message.attachments[0].locator}404")

    [file] = (await reader.read(with_files(message, lost))).attachments

    assert (file.reading, file.extracts, file.because != "") == (Reading.UNSCANNED, (), True)
    assert "404" not in file.because.replace("status 404", "")


async def test_a_file_over_the_limit_is_not_fetched_and_unscanned(sent):
    reader, message = sent

    [file] = (await reader.read(with_files(message, named(message, size=MOST + 1)))).attachments

    assert (file.reading, "too large" in file.because) == (Reading.UNSCANNED, True)


async def test_one_file_that_is_lost_does_not_spoil_the_other(sent):
    reader, message = sent
    lost = named(message, id="F404", locator=f"{message.attachments[0].locator}404")

    read = await reader.read(with_files(message, lost, message.attachments[0]))

    assert [file.reading for file in read.attachments] == [Reading.UNSCANNED, Reading.READ]


async def test_what_was_looked_at_before_is_left_as_it_is(sent):
    reader, message = sent
    known = named(message, reading=Reading.READ, extracts=(Extract("whole file", "before"),))

    read = await reader.read(with_files(message, known))

    assert read.attachments == (known,)


async def test_a_message_without_files_comes_back_as_it_is(sent):
    reader, message = sent

    assert await reader.read(with_files(message)) == with_files(message)
