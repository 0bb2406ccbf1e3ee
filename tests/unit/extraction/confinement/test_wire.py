"""Lines between the bot and the process that reads; what comes back is not believed."""

import io
import json
from pathlib import Path

import pytest

from bot.domain.attachment import Extract, FileTrait
from bot.extraction.confinement.wire import (
    Job,
    Seen,
    Verdict,
    read_answer,
    write_end,
    write_piece,
)
from bot.extraction.limits import Limits, Unreadable
from bot.extraction.pieces import Gap, RealType, Trait


def test_a_job_comes_through_as_it_was():
    job = Job(number=7, folder=Path("/tmp/x"), name="a\n\ud800", limits=Limits(max_bytes=3))

    assert (Job.of(job.line()), job.line().count(b"\n")) == (job, 1)


def test_a_verdict_comes_through_as_it_was():
    verdict = Verdict(number=7, status=9, stopped="time", peak_kilobytes=5, seconds=0.5)

    assert Verdict.of(verdict.line()) == verdict


def test_what_was_found_comes_through_as_it_was():
    answer = io.BytesIO()
    pieces = (
        RealType("docx"),
        Extract("page 1", "line\nhalf \ud800 “quoted” \x1b"),
        Trait(FileTrait.MACRO, "module 1"),
        Gap("no OCR here", "page 2"),
    )

    for piece in pieces:
        write_piece(answer, piece)
    write_end(answer)
    answer.seek(0)

    assert read_answer(answer, 100) == Seen(
        real_type="docx",
        extracts=[pieces[1]],
        traits={FileTrait.MACRO},
        gaps=[pieces[3]],
        is_whole=True,
    )


def read(*lines):
    return read_answer(io.BytesIO(b"".join(lines)), 10)


def test_a_torn_line_is_left_out_and_the_answer_is_not_whole():
    assert read(b'["extract","a","b"]\n', b'["extract","c') == Seen(extracts=[Extract("a", "b")])


NONSENSE = {
    "no JSON": b"nonsense\n",
    "no list": b"{}\n",
    "an unknown piece": b'["secret","a","b"]\n',
    "too few fields": b'["extract","a"]\n',
    "a number for a text": b'["extract","a",7]\n',
    "an unknown trait": b'["trait","NICE",""]\n',
    "nested without end": b"[" * 100_000 + b"\n",
    "no UTF-8": b'["extract","a","\xff"]\n',
}


@pytest.mark.parametrize("line", NONSENSE.values(), ids=NONSENSE)
def test_an_answer_out_of_form_is_refused(line):
    with pytest.raises(Unreadable, match="no sensible answer"):
        read(line)


WORDS = {"places": ("extract", "a" * 50_000, ""), "reasons": ("gap", "a" * 50_000, "")}


@pytest.mark.parametrize("piece", WORDS.values(), ids=WORDS)
def test_places_and_reasons_without_end_are_not_taken_in(piece):
    with pytest.raises(Unreadable, match="more pieces than are looked at"):
        read(json.dumps(piece).encode() + b"\n", *[json.dumps(piece).encode() + b"\n"] * 400)


def test_text_beyond_the_limit_is_refused_whoever_counted_it():
    with pytest.raises(Unreadable, match="more than 10 characters"):
        read(json.dumps(["extract", "a", "x" * 11]).encode() + b"\n")
