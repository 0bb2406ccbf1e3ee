"""Files, folders and standard input become records."""

import io
import os
import zipfile

import pytest

from bot.cli.scanning.records import Refused
from bot.cli.scanning.sources import Sources, count_files
from bot.cli.scanning.text_files import FileReader
from bot.extraction.limits import Limits
from tests.reading import ROOM
from tests.unit.cli.scanning.doubles import FixedClock


def read(*paths, stdin=b"", on_file=lambda: None):
    files = FileReader(clock=FixedClock(), room=ROOM, limits=Limits(max_bytes=1000))
    sources = Sources(files=files, open_stdin=lambda: io.BytesIO(stdin), on_file=on_file)
    return list(sources.read([str(path) for path in paths]))


def texts(records):
    return [record.message.text for record in records]


def test_each_paragraph_is_a_record_that_knows_its_line(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("\none\ntwo\n\n  \nthree\n")

    first, second = read(path)

    assert (first.message.text, first.spot.at("one\ntwo", 4)) == ("one\ntwo", f"{path}:3")
    assert (second.message.text, second.spot.at("three", 0)) == ("three", f"{path}:6")


def test_the_paragraphs_before_are_read_along(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("a\n\nb\n\nc\n\nd\n")

    *_, last = read(path)

    assert [part.text for part in last.message.context] == ["b", "c"]


def test_a_paragraph_without_end_is_cut_and_stays_numbered(tmp_path):
    path = tmp_path / "long.log"
    path.write_text("x\n" * 250)

    records = read(path)

    assert [record.spot.first for record in records] == [1, 81, 161, 241]
    assert sum(text.count("x") for text in texts(records)) == 250


def test_a_blank_stretch_of_any_length_parts_paragraphs(tmp_path):
    path = tmp_path / "gap.txt"
    path.write_text("a\n" * 200 + "\n" * 200 + "b\n")

    assert [record.spot.first for record in read(path)] == [1, 81, 161, 401]


def test_a_row_of_a_table_is_told_by_its_number(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("name,ssn\nAda,1\nBob,2\n")

    [record] = read(path)

    assert record.message.text == "name; ssn\nname: Ada; ssn: 1\nname: Bob; ssn: 2"
    assert record.spot.at(record.message.text, 30) == f"{path} row 3"


def test_a_place_in_a_packed_file_is_told_with_its_member_and_the_unread_comes_last(tmp_path):
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("list.csv", "name,ssn\nAda,1\nBob,2\n")
        archive.writestr("setup.exe", b"MZ\x90\0\x03")
        archive.writestr("notes.txt", "one\n\ntwo")

    names, table, *notes, refused = read(path)

    assert names.spot.at("", 0) == f"{path}: names of its members"
    assert table.spot.at(table.message.text, 30) == f"{path}: member “list.csv”, row 3"
    assert [note.spot.at("", 0) for note in notes] == [
        f"{path}: member “notes.txt”, line 1",
        f"{path}: member “notes.txt”, line 3",
    ]
    because = "member “setup.exe”: no reader for Windows programs"
    assert refused == Refused(because=because, where=str(path), partly=True)


def test_a_folder_is_gone_through_in_order_without_hidden_files_and_links(tmp_path):
    for name in ("b.txt", "a/z.txt", "a/.hidden", ".git/config", "c.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name)
    (tmp_path / "link.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "loop").symlink_to(tmp_path)

    assert texts(read(tmp_path)) == ["b.txt", "c.txt", "a/z.txt"]
    assert count_files([str(tmp_path), "-"]) == 3


def test_a_hidden_file_that_is_named_is_read(tmp_path):
    path = tmp_path / ".env"
    path.write_text("KEY=1")

    assert texts(read(path)) == ["KEY=1"]


def test_standard_input_is_a_file_too():
    [record] = read("-", stdin=b"hello")

    assert (record.message.text, record.spot.at("hello", 0)) == ("hello", "standard input:1")


def test_every_file_is_told_of_once(tmp_path):
    (tmp_path / "a.txt").write_text("a\n\nb\n")
    (tmp_path / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    told = []

    read(tmp_path, "-", on_file=lambda: told.append(1))

    assert len(told) == 3


REFUSED = {
    "not there": (None, "The file could not be fetched. No such file or directory."),
    "too large": (
        b"x" * 1001,
        "The file could not be fetched. It is too large: more than 1,000 bytes.",
    ),
    "not text": (b"\x81" * 9, "the encoding of its text is not known"),
    "a program named as text": (
        b"MZ\x90\0",
        "no reader for Windows programs",
    ),
}


@pytest.mark.parametrize(("content", "because"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_cannot_be_read_is_named_and_the_next_is_read(tmp_path, content, because):
    path, good = tmp_path / "bad.txt", tmp_path / "good.txt"
    good.write_text("good")
    if content is not None:
        path.write_bytes(content)

    refused, record = read(path, good)

    assert refused == Refused(because=because, where=str(path))
    assert record.message.text == "good"


def test_a_pipe_is_refused_at_once(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    [refused] = read(pipe)

    assert refused.because == "The file could not be fetched. It is not a plain file."


def test_standard_input_beyond_the_limit_is_refused():
    [refused] = read("-", stdin=b"x" * 1001)

    assert refused.because == "it is too large: more than 1,000 bytes"


def test_a_file_name_that_could_steer_a_terminal_is_shown_safely(tmp_path):
    path = tmp_path / "a\x1b[31m\u202etxt"
    path.write_bytes(b"a\0")

    [refused] = read(path)

    assert refused.where == f"{tmp_path}/a\ufffd[31m\ufffdtxt"
