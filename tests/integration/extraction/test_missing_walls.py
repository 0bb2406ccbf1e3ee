"""A system that cannot put up a wall: it is said, and reading goes on unless walls are required."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

# A kernel without Landlock, as far as the process can tell.
WITHOUT_LANDLOCK = """
from dataclasses import replace
from bot.extraction.confinement import kernel, seccomp
none = 0xFFFF
known = replace(seccomp.known_here(), refused=frozenset({444}), clone=none, prlimit=none)
kernel.forbid_privileges()
seccomp.apply(seccomp.program(known))
"""
READ = """
from bot.bootstrap.attachments import open_reading_room
from bot.config import Settings
from bot.domain.attachment import Attachment
from bot.extraction.limits import Limits
from bot.extraction.looking import look_at
from bot.logs import configure_logs
configure_logs("INFO")
with open_reading_room(Settings(chatwarden_require_confinement={required})) as room:
    print("read:", look_at(room, Attachment(id="1", name="a.txt"), [b"text"], Limits()).reading)
"""


def run(script):
    return subprocess.run(
        [sys.executable, "-c", script],
        env={"PATH": os.environ["PATH"]},
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_missing_wall_is_logged_and_files_are_read_all_the_same():
    done = run(WITHOUT_LANDLOCK + READ.format(required=False))

    assert "attachments are read without a wall" in done.stdout + done.stderr
    assert "Landlock (files)" in done.stdout + done.stderr
    assert "read: read" in done.stdout


def test_a_missing_wall_that_is_required_is_an_error_that_names_it():
    done = run(WITHOUT_LANDLOCK + READ.format(required=True))

    assert "this system has no Landlock (files)." in done.stderr
    assert (done.returncode, "read:" in done.stdout) == (1, False)


@pytest.mark.parametrize("required", [False, True])
def test_where_all_walls_stand_there_is_nothing_to_say(required):
    done = run(READ.format(required=required))

    assert (done.stdout, done.stderr) == ("read: read\n", "")
