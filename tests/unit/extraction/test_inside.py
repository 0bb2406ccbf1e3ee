"""One file and all the files within it: what is there, where, and what was not read."""

import errno
from dataclasses import replace

import pytest

from bot.domain.attachment import Extract, FileTrait
from bot.extraction.allowance import Allowance
from bot.extraction.inside import look
from bot.extraction.limits import LimitReached, Limits, Unreadable
from bot.extraction.pieces import Gap, Member, RealType, Trait

TEXT = RealType("txt")


@pytest.fixture
def sent(tmp_path):
    """Return a function that looks into a text file with a reader of the test's own."""

    def run(reader, content="text", name="a.txt", **limits):
        path, within = tmp_path / "file", tmp_path / "within"
        path.write_text(content)
        within.mkdir()
        allowance = Allowance(replace(Limits(), **limits), within, len(content))
        return list(look(path, name, allowance, readers={"txt": reader, "csv": tell}))

    return run


def tell(path, _allowance):
    yield Extract("line 1", path.read_text())


def holding(*members):
    """Return a reader of a file with these files within, each (name, content)."""

    def read(_path, allowance):
        yield Extract("comment", "before")
        for name, content in members:
            path = allowance.folder / name
            path.write_text(content)
            yield Member(f"member “{name}”", name, path)

    return read


def raising(fault):
    def read(_path, _allowance):
        yield Extract("line 1", "before")
        raise fault

    return read


def test_what_a_reader_yields_comes_with_the_files_real_type_first(sent):
    pieces = [
        Extract("page 1", "a"),
        Trait(FileTrait.MACRO, "module “x”"),
        Gap("no OCR here", "page 2"),
    ]

    assert sent(lambda _path, _allowance: iter(pieces)) == [TEXT, *pieces]


def test_a_kind_without_a_reader_is_a_gap(sent):
    assert sent(tell, name="a.ics", content="BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n") == [
        RealType("ics"),
        Gap("no reader for calendar entries"),
    ]


def test_a_place_that_says_nothing_is_the_whole_file(sent):
    found = sent(lambda _path, _allowance: iter([Extract("", "text")]))

    assert found == [TEXT, Extract("whole file", "text")]


def test_a_file_within_is_looked_into_at_its_place_and_then_gone(sent, tmp_path):
    found = sent(holding(("b.csv", "x,y\n1,2")))

    assert found == [
        TEXT,
        Extract("comment", "before"),
        Extract("member “b.csv”, line 1", "x,y\n1,2"),
    ]
    assert list((tmp_path / "within").iterdir()) == []


def test_files_within_of_the_same_name_are_told_apart(sent):
    found = sent(holding(("b.csv", "1,2\n3,4"), ("b.csv", "5,6\n7,8")))

    assert [piece.place for piece in found[2:]] == [
        "member “b.csv”, line 1",
        "member “b.csv” (2), line 1",
    ]


FAULTS = {
    "unreadable": (Unreadable("it is torn"), "it is torn"),
    "nested": (RecursionError(), "it is nested too deep"),
    "memory": (MemoryError(), "it needed too much memory"),
    "disk": (OSError(errno.EFBIG, "CANARY"), "it needed too much room on disk"),
    "another of the system": (
        OSError(errno.EIO, "CANARY"),
        "its reader failed on it (OSError)",
    ),
    "its reader's": (KeyError("CANARY"), "its reader failed on it (KeyError)"),
}


@pytest.mark.parametrize(("fault", "because"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_a_gap_that_does_not_quote_it_and_what_was_found_stands(sent, fault, because):
    assert sent(raising(fault)) == [TEXT, Extract("line 1", "before"), Gap(because)]


def test_a_fault_in_a_file_within_is_a_gap_there_and_the_next_is_read(sent):
    def read(path, allowance):
        if path.name == "bad.txt":
            raise ValueError("CANARY")
        return holding(("bad.txt", "x"), ("good.csv", "1,2\n3,4"))(path, allowance)

    assert sent(read)[2:] == [
        Gap("its reader failed on it (ValueError)", "member “bad.txt”"),
        Extract("member “good.csv”, line 1", "1,2\n3,4"),
    ]


def test_a_limit_in_a_file_within_ends_it_all_and_what_was_found_stands(sent):
    def read(path, allowance):
        if path.name == "big.txt":
            raise LimitReached("it holds more than is looked at")
        return holding(("big.txt", "x"), ("good.csv", "1,2"))(path, allowance)

    assert sent(read)[1:] == [
        Extract("comment", "before"),
        Gap("it holds more than is looked at"),
    ]


def test_files_within_files_without_end_are_given_up(sent):
    def read(path, allowance):
        return holding((f"{path.name}-", "text"))(path, allowance)

    found = sent(read, max_nesting=3)

    assert found[-1] == Gap("files are packed more than 3 deep in it")
    assert found[-2].place == "member “file-”, member “file--”, member “file---”, comment"


def test_a_name_within_is_shown_safely(sent):
    found = sent(holding(("a\u202evsc.csv", "1,2\n3,4")))

    assert found[-1].place == "member “a\ufffdvsc.csv”, line 1"
