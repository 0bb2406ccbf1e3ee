"""Records are scanned together and answered in their order."""

import asyncio
import threading
from dataclasses import replace

import pytest

from bot.cli.scanning.feeding import batches
from bot.cli.scanning.local_files import LocalFiles
from bot.cli.scanning.records import Record, Refused, Scanned, loose_message
from bot.cli.scanning.scanner import Scanner
from bot.domain.attachment import Attachment
from bot.errors import ScanInputError
from bot.extraction.limits import Limits
from bot.extraction.reader import ConfinedReader
from tests.builders import NOON
from tests.reading import ROOM
from tests.unit.cli.scanning.doubles import FixedClock, SecretDetection, SecretsForbidden


def scanner(detection=None):
    return Scanner(
        detection=detection or SecretDetection(),
        policies=SecretsForbidden(),
        reader=ConfinedReader(LocalFiles(1000).fetch, ROOM, Limits(max_bytes=1000)),
        clock=FixedClock(),
    )


def record(text, number=1, **changes):
    message = loose_message(text, number, sent_at=NOON)
    return Record(id=number, message=message, **changes)


def with_file(text, path):
    plain = record(text)
    attached = Attachment(id=str(path), name=path.name, locator=str(path))
    return replace(plain, message=replace(plain.message, attachments=(attached,)))


async def outcomes(records, detection=None):
    return [outcome async for outcome in scanner(detection).scan(records)]


async def test_outcomes_come_in_the_order_of_the_records():
    given = [record(f"secret-{n}" if n % 3 else "calm", n) for n in range(500)]

    found = await outcomes(given)

    assert [one.record.id for one in found] == list(range(500))
    assert [bool(one.decision.matches) for one in found] == [bool(n % 3) for n in range(500)]


async def test_a_refusal_keeps_its_place():
    refused = Refused(because="it is not JSON", id=2, line=2)

    found = await outcomes([record("a", 1), refused, record("b", 3)])

    assert found[1] == refused


async def test_a_record_detection_fails_on_is_refused_and_the_rest_goes_on():
    found = await outcomes([record("break!", 1), record("secret-1", 2)])

    assert found[0] == Refused(because="The spaCy pipeline cannot be loaded. It stumbled.", id=1)
    assert isinstance(found[1], Scanned)


async def test_findings_in_an_attachment_name_their_place(tmp_path):
    path = tmp_path / "list.txt"
    path.write_text("one\nsecret-7\n")

    [found] = await outcomes([with_file("see file", path)])

    assert [(one.part, one.start) for one in found.result.findings] == [
        (f"attachment:{path}:lines 1–3", 4)
    ]


UNREAD = {
    "not there": ("gone.txt", None, "The file could not be fetched. No such file or directory."),
    "too large": (
        "big.txt",
        b"x" * 1001,
        "The file could not be fetched. It is too large: more than 1,000 bytes.",
    ),
    "no reader": ("a.exe", b"MZ\x90\0\x03", "no reader for Windows programs"),
    "a folder": ("folder", ..., "The file could not be fetched. It is not a plain file."),
    "no path": ("a\0b", None, "The file could not be fetched. There can be no such path."),
}


@pytest.mark.parametrize(("name", "content", "because"), UNREAD.values(), ids=UNREAD)
async def test_an_attachment_that_was_not_read_is_unfinished(tmp_path, name, content, because):
    path = tmp_path / name
    if content is ...:
        path.mkdir()
    elif content is not None:
        path.write_bytes(content)

    [found] = await outcomes([with_file("see file", path)])

    assert found.unfinished == (f"unscanned: {name.replace(chr(0), chr(0xFFFD))}: {because}",)


async def test_records_are_inspected_side_by_side():
    detection = SecretDetection(pause=0.05)
    started = asyncio.get_running_loop().time()

    await outcomes([record("calm", n) for n in range(64)], detection)

    assert asyncio.get_running_loop().time() - started < 1.0  # one after the other: 3.2 s


async def test_an_answer_does_not_wait_for_the_next_line():
    next_line = threading.Event()

    def slow_input():
        yield "first"
        assert next_line.wait(5)
        yield "second"

    seen = []
    async for batch in batches(slow_input(), 64):
        seen.append(batch)
        next_line.set()

    assert seen == [["first"], ["second"]]


async def test_reading_ahead_is_bounded():
    taken = []

    def endless():
        n = 0
        while True:
            taken.append(n)
            yield n
            n += 1

    stream = batches(endless(), 8)
    await anext(stream)
    await asyncio.sleep(0.05)

    assert len(taken) <= 8 * 4 + 1
    await stream.aclose()


async def test_an_input_that_breaks_off_is_an_error_not_an_end(monkeypatch):
    monkeypatch.setattr(threading, "excepthook", lambda _fault: None)  # mutes its traceback

    def broken():
        yield 1
        raise RuntimeError

    with pytest.raises(ScanInputError):
        [batch async for batch in batches(broken(), 8)]

    for thread in threading.enumerate():
        if thread.name == "scan input":
            thread.join(5)
