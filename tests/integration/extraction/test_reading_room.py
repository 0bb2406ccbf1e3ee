"""The room: its folders, its turns, its own ends."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from bot.domain.attachment import Attachment, Reading
from bot.errors import ConfinementError
from bot.extraction.confinement.reading_room import ReadingRoom
from bot.extraction.looking import arriving, look_at
from bot.extraction.reader import ConfinedReader
from tests.builders import message
from tests.integration.extraction.conftest import HOSTILE, TIGHT, read_by, said


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """A temporary folder of this test's own."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def own_room(temporary):
    opened = ReadingRoom(tables=HOSTILE)
    yield opened
    opened.close()


def left_in(folder):
    return [str(path.relative_to(folder)) for path in folder.rglob("*")]


@pytest.mark.parametrize("reader", ["tell_lines", "crash", "spin", "fill_the_disk_with_one"])
def test_the_folder_of_a_file_is_gone_after_it(own_room, temporary, reader):
    read_by(own_room, reader, reading_seconds=0.5)

    [root] = temporary.iterdir()
    assert left_in(root) == []


def test_nothing_is_left_once_the_room_is_closed(temporary):
    room = ReadingRoom(tables=HOSTILE)
    read_by(room, "tell_lines")

    room.close()

    assert left_in(temporary) == []


KILLED = """
import sys
from tests.integration.extraction.conftest import HOSTILE, TIGHT, read_by
from bot.extraction.confinement.reading_room import ReadingRoom
room = ReadingRoom(tables=HOSTILE)
print(*room.start(), flush=True)
read_by(room, "sleep_long")
"""


def test_after_a_kill_neither_processes_nor_folders_are_left(temporary):
    mine = {"TMPDIR": str(temporary), "PATH": os.environ["PATH"]}
    with subprocess.Popen(
        [sys.executable, "-c", KILLED], env=mine, stdout=subprocess.PIPE, cwd=Path.cwd()
    ) as killed:
        killed.stdout.readline()
        _until(lambda: list(temporary.glob("*/*/answer")))
        killed.kill()

    _until(lambda: not left_in(temporary))
    _until(lambda: str(temporary) not in _processes())


def _until(holds):
    deadline = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < deadline, "it never came to hold"
        time.sleep(0.02)


def _processes():
    return subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout


def test_what_a_killed_process_left_is_removed_at_the_next_start_and_nothing_else(temporary):
    stale, others = temporary / "chatwarden-reading-old", temporary / "chatwarden-other"
    for folder in (stale / "1" / "within", others):
        folder.mkdir(parents=True)
        (folder / "file").write_text("CANARY")
    living = ReadingRoom(tables=HOSTILE)
    with living.folder() as held:
        starting = ReadingRoom(tables=HOSTILE)
        starting.start()

        assert (stale.exists(), others.exists(), held.exists()) == (False, True, True)
    starting.close()
    living.close()


def test_a_spawner_that_was_killed_is_replaced(own_room):
    own_room.start()
    with ThreadPoolExecutor(1) as threads:
        reading = threads.submit(read_by, own_room, "sleep_long")
        _until(lambda: _reading_in(own_room))
        os.kill(own_room._spawner.process.pid, signal.SIGKILL)

    after = read_by(own_room, "tell_lines", "next")

    assert reading.result().because == "its reader was ended from outside"
    assert said(after) == {"lines 1–2": "next"}


def _reading_in(room):
    return list(room._folders.root.glob("*/answer"))


def test_two_files_are_read_at_once_and_a_third_waits(own_room):
    own_room.start()
    with ThreadPoolExecutor(4) as threads:
        reading = [threads.submit(read_by, own_room, "sleep_long") for _ in range(2)]
        _until(lambda: len(_reading_in(own_room)) == 2)
        third = threads.submit(read_by, own_room, "tell_lines", "third")
        time.sleep(0.3)
        waiting = not third.done()
        os.kill(own_room._spawner.process.pid, signal.SIGKILL)

    assert waiting
    assert {each.result().reading for each in reading} == {Reading.UNSCANNED}


DEADLINES = {"while it waits": (0.0, "late"), "while it is read": (0.3, "time")}


@pytest.mark.parametrize(("seconds", "stopped"), DEADLINES.values(), ids=DEADLINES)
def test_a_file_is_given_up_at_its_deadline(room, seconds, stopped):
    with arriving(room, TIGHT) as arrival:
        arrival.take(b"sleep_long\n")
        arrival.finish(Attachment(id="F1", name="a.txt"))
        before = time.monotonic() + seconds
        verdict = room.submit(arrival.folder, "a.txt", TIGHT, before=before).result()

    assert (verdict.stopped, verdict.seconds < 5) == (stopped, True)


async def test_a_look_that_is_called_off_ends_its_process(own_room):
    async def fetch(_attachment, _tenant):
        yield b"sleep_long\n"

    reader = ConfinedReader(fetch, own_room, TIGHT)
    sent = message(attachments=(Attachment(id="F1", name="a.txt"),))
    looking = asyncio.create_task(reader.read(sent))
    await asyncio.to_thread(_until, lambda: own_room._folders and _reading_in(own_room))

    looking.cancel()
    await asyncio.gather(looking, return_exceptions=True)

    with pytest.raises(asyncio.CancelledError):
        looking.result()
    await asyncio.to_thread(_until, lambda: not own_room._spawner.waiting)


async def test_what_is_written_while_its_folder_is_removed_is_removed_too(own_room, temporary):
    async def fetch(_attachment, _tenant):
        yield b"write_for_ever\n"

    reader = ConfinedReader(fetch, own_room, TIGHT)
    sent = message(attachments=(Attachment(id="F1", name="a.txt"),))
    looking = asyncio.create_task(reader.read(sent))
    await asyncio.to_thread(_until, lambda: list(temporary.glob("*/*/within/kept*")))

    looking.cancel()
    await asyncio.gather(looking, return_exceptions=True)

    await asyncio.to_thread(_until, lambda: not own_room._spawner.waiting)
    [root] = temporary.iterdir()
    assert left_in(root) == []


def _submitted(room, folder, reader, **given):
    (folder / "file").write_text(reader)
    return room.submit(folder, "a.txt", TIGHT, **given)


def test_who_sends_one_file_after_the_other_holds_up_nobody_else(own_room):
    with ExitStack() as held:
        folders = [held.enter_context(own_room.folder()) for _ in range(4)]
        soon = time.monotonic() + 1
        _submitted(own_room, folders[0], "sleep_long", sender="eve", before=soon)
        _submitted(own_room, folders[1], "sleep_long", sender="eve")
        third = _submitted(own_room, folders[2], "sleep_long", sender="eve")
        hers = _submitted(own_room, folders[3], "tell_lines", sender="ann")

        assert (hers.result(10).status, hers.result().stopped, third.done()) == (0, "", False)


def test_a_file_whose_turn_does_not_come_is_given_up_in_time(own_room):
    with ExitStack() as held:
        folders = [held.enter_context(own_room.folder()) for _ in range(3)]
        now = time.monotonic()
        for folder in folders[:2]:
            _submitted(own_room, folder, "sleep_long", before=now + 10)
        late = _submitted(own_room, folders[2], "tell_lines", before=now + 0.3)

        assert (late.result(5).stopped, time.monotonic() - now < 5) == ("late", True)


@pytest.mark.parametrize("is_sent", [True, False], ids=["of a message", "of a scan"])
async def test_a_file_that_there_is_no_room_for_is_unscanned(own_room, temporary, is_sent):
    async def fetch(_attachment, _tenant):
        yield b"tell_lines"

    own_room.start()
    [root] = temporary.iterdir()
    shutil.rmtree(root)
    attachment = Attachment(id="F1", name="a.txt")

    if is_sent:
        read = await ConfinedReader(fetch, own_room, TIGHT).read(message(attachments=(attachment,)))
        [looked_at] = read.attachments
    else:
        looked_at = look_at(own_room, attachment, [b"tell_lines"], TIGHT)

    assert looked_at.because == "there was no room to read it in"


def test_readers_that_cannot_be_loaded_are_an_error_and_a_file_is_unscanned(temporary):
    room = ReadingRoom(tables=("tests.integration.extraction.nowhere",))

    with pytest.raises(ConfinementError, match="does not start"):
        room.start()
    looked_at = look_at(room, Attachment(id="F1", name="a.txt"), [b"x"], TIGHT)

    assert looked_at.because == "its reader could not be started"
    room.close()
