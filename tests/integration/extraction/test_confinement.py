"""What the process that reads a file can not do, tried by readers that want to."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.integration.extraction.conftest import said

REFUSED = "PermissionError"


@pytest.fixture
def secret(tmp_path):
    """A file of the bot's own, beside the folder that files are read in."""
    path = tmp_path / "seal.keys"
    path.write_text("CANARY")
    return path


def test_no_socket_opens_of_any_family(look):
    assert said(look("open_socket")) == {
        "tcp": REFUSED,
        "udp": REFUSED,
        "unix": REFUSED,
        "loopback": REFUSED,
    }


def test_nobody_is_reached_on_loopback(look):
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        look("open_socket")
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "/proc/1/environ", "/proc/{bot}/environ", "/proc/self/maps"]
)
def test_a_file_of_the_system_is_not_read(look, path):
    path = path.format(bot=os.getpid())

    assert said(look("open_outside", path))[f"read {path}"] == REFUSED


def test_a_file_of_the_bot_is_neither_read_nor_written_nor_opened_to_others(look, secret):
    mode = secret.stat().st_mode

    read = said(look("open_outside", secret, secret.parent))
    written = said(look("write_outside", secret))

    assert {**read, **written} == {
        f"read {secret}": REFUSED,
        f"list {secret}": "NotADirectoryError",
        f"read {secret.parent}": REFUSED,
        f"list {secret.parent}": REFUSED,
        f"write {secret}": REFUSED,
        f"chmod {secret}": REFUSED,
        f"remove {secret}": REFUSED,
    }
    assert (secret.read_text(), secret.stat().st_mode) == ("CANARY", mode)


def test_a_checkout_is_closed_but_for_the_package(look):
    checkout = Path(__file__).parents[3]

    told = said(look("open_outside", checkout, checkout / "README.md", checkout / "bot/errors.py"))

    assert [word for place, word in told.items() if place.startswith("read")] == [
        REFUSED,
        REFUSED,
        "done",
    ]


def test_a_program_it_starts_is_confined_like_itself(look):
    assert said(look("run_a_program")) == {"cat": "run_a_program"}


def test_it_stays_in_its_group(look):
    assert said(look("leave_the_group")) == {"session": REFUSED, "group": REFUSED}


def test_it_cannot_copy_itself(look):
    assert said(look("copy_itself")) == {"fork": REFUSED}


def test_it_can_use_threads(look):
    assert said(look("start_threads"))["after"] == "joined"


def test_it_does_not_reach_into_others(look):
    told = said(look("reach_into_others", os.getpid()))

    assert told == {"signal": REFUSED, "trace": "-1", "mount": "-1", "namespace": "-1"}


def test_it_spoils_no_file_by_its_length_or_mode_and_holds_up_no_process(look, secret):
    told = said(look("spoil_files_of_others", os.getpid(), secret))

    assert told == {
        "length": "-1",
        "mode": REFUSED,
        "owner": REFUSED,
        "core": REFUSED,
        "rank": REFUSED,
    }
    assert secret.read_text() == "CANARY"


def test_it_is_handed_no_secret_and_no_open_file_but_its_answer(look, monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-CANARY")

    told = said(look("tell_surroundings"))

    assert set(told.pop("environment").split()) <= {
        "LC_ALL",
        "LD_LIBRARY_PATH",
        "OMP_THREAD_LIMIT",
        "PATH",
        "PYTHONPATH",
        "TESSDATA_PREFIX",
        "TMPDIR",
    }
    assert told == {"open": "0 1 2 3", "folder": "True", "dumpable": "0"}


def test_it_makes_no_folders(look):
    assert said(look("make_folders")) == {"folder": REFUSED}


def test_what_it_leaves_running_is_ended(look):
    mark = f"left-{os.getpid()}-{time.monotonic_ns()}"

    left = look("leave_one_behind", mark)

    assert said(left) == {"before": "found before"}
    assert _gone(mark)


def _gone(mark):
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True)
        if mark not in listed.stdout:
            return True
        time.sleep(0.02)
    return False


def test_the_process_that_holds_the_tokens_loads_no_reader():
    names = "bot.extraction.reader", "bot.bootstrap.attachments", "bot.cli.scanning.text_files"
    told = subprocess.run(
        [sys.executable, "-c", f"import sys, {', '.join(names)}; print('\\n'.join(sys.modules))"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()

    tables = [name for name in told if name.startswith("bot.") and name.endswith(".table")]
    assert (tables, {"lxml", "pypdfium2", "PIL", "olefile"} & set(told)) == ([], set())
