"""Readers that do what an exploited one would; the confined process gets them by this name."""

import ctypes
import itertools
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import MappingProxyType

from bot.domain.attachment import Extract

FOUND = "found before"


def _tried(attempt):
    """Say how an attempt ended, in a word: what the reader was refused is what a test is about."""
    try:
        attempt()
    except OSError as fault:
        return type(fault).__name__
    return "done"


def _targets(path):
    return path.read_text().split("\n")


def tell_lines(path, allowance):
    yield Extract("lines 1–2", allowance.spend_text(path.read_text()))


def open_socket(path, allowance):
    yield Extract("tcp", _tried(lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM)))
    yield Extract("udp", _tried(lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM)))
    yield Extract("unix", _tried(lambda: socket.socket(socket.AF_UNIX)))
    yield Extract("loopback", _tried(lambda: socket.create_connection(("127.0.0.1", 9))))


def open_outside(path, allowance):
    for target in _targets(path):
        yield Extract(f"read {target}", _tried(Path(target).read_bytes))
        yield Extract(f"list {target}", _tried(lambda target=target: list(Path(target).iterdir())))


def write_outside(path, allowance):
    for target in _targets(path):
        yield Extract(f"write {target}", _tried(lambda target=target: Path(target).write_text("x")))
        yield Extract(f"chmod {target}", _tried(lambda target=target: Path(target).chmod(0o666)))
        yield Extract(f"remove {target}", _tried(lambda target=target: Path(target).unlink()))


def run_a_program(path, allowance):
    done = subprocess.run(
        ["/bin/cat", str(path), "/etc/passwd"], capture_output=True, check=False, text=True
    )
    yield Extract("cat", done.stdout)


def leave_the_group(path, allowance):
    yield Extract("session", _tried(os.setsid))
    yield Extract("group", _tried(lambda: os.setpgid(0, 0)))


def reach_into_others(path, allowance):
    libc = ctypes.CDLL(None, use_errno=True)
    other = int(path.read_text())
    yield Extract("signal", _tried(lambda: os.kill(other, signal.SIGCONT)))
    yield Extract("trace", str(libc.ptrace(16, other, 0, 0)))
    yield Extract("mount", str(libc.mount(b"none", b"/mnt", b"tmpfs", 0, None)))
    yield Extract("namespace", str(libc.unshare(0x10000000)))


def tell_surroundings(path, allowance):
    yield Extract("environment", " ".join(sorted(os.environ)))
    yield Extract("open", " ".join(sorted(_open_descriptors())))
    yield Extract("folder", str(Path.cwd() == allowance.folder))
    yield Extract("dumpable", str(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)))


def _open_descriptors():
    for number in range(64):
        try:
            os.fstat(number)
        except OSError:
            continue
        yield str(number)


def copy_itself(path, allowance):
    yield Extract("fork", _tried(os.fork))


def start_many(path, allowance):
    yield Extract("before", FOUND)
    started = []
    while True:
        started.append(subprocess.Popen(["/bin/sleep", "60"]))


def start_many_threads(path, allowance):
    yield Extract("before", FOUND)
    threading.stack_size(64 * 1024)
    while True:
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()


def start_threads(path, allowance):
    yield Extract("before", FOUND)
    thread = threading.Thread(target=lambda: None)
    thread.start()
    thread.join()
    yield Extract("after", "joined")


def take_memory(path, allowance):
    yield Extract("before", FOUND)
    yield Extract("after", str(len(bytearray(2_000_000_000))))


def take_memory_outside_python(path, allowance):
    yield Extract("before", FOUND)
    libc = ctypes.CDLL(None)
    libc.malloc.restype = ctypes.c_void_p
    yield Extract("after", str(libc.malloc(ctypes.c_size_t(2_000_000_000))))


def spin(path, allowance):
    yield Extract("before", FOUND)
    while True:
        pass


def sleep_long(path, allowance):
    yield Extract("before", FOUND)
    time.sleep(60)


def spin_and_look_at_the_time(path, allowance):
    yield Extract("before", FOUND)
    while True:
        allowance.check_time()


def fill_the_disk_with_one(path, allowance):
    yield Extract("before", FOUND)
    with (allowance.folder / "big").open("wb") as opened:
        while True:
            opened.write(bytes(1_000_000))


def fill_the_disk_with_many(path, allowance):
    yield Extract("before", FOUND)
    for number in range(1_000_000):
        (allowance.folder / str(number)).write_bytes(bytes(900_000))


def write_for_ever(path, allowance):
    yield Extract("before", FOUND)
    for number in itertools.count():
        target = allowance.folder / str(number % 1000)
        target.write_bytes(b"x")
        target.unlink(missing_ok=True)
        (allowance.folder / f"kept {number % 1000}").write_bytes(b"x")


def spoil_files_of_others(path, allowance):
    libc = ctypes.CDLL(None, use_errno=True)
    other, target = path.read_text().split("\n")
    number = os.open(os.__file__, os.O_RDONLY)
    yield Extract("length", str(libc.truncate(target.encode(), 0)))
    yield Extract("mode", _tried(lambda: os.fchmod(number, 0o777)))
    yield Extract("owner", _tried(lambda: os.fchown(number, 0, 0)))
    yield Extract("core", _tried(lambda: os.sched_setaffinity(int(other), {0})))
    yield Extract("rank", _tried(lambda: os.setpriority(os.PRIO_PROCESS, int(other), 19)))


def make_folders(path, allowance):
    yield Extract("folder", _tried((allowance.folder / "deep").mkdir))


def print_much(path, allowance):
    piece = "x" * 1_000_000
    for _ in range(1000):
        sys.stdout.write(piece)
        sys.stderr.write(piece)
    os.write(1, b'{"number": 1}\n')
    yield Extract("after", "printed")


def tell_without_end(path, allowance):
    while True:
        yield Extract("line", allowance.spend_text("x" * 100_000))


def tell_without_counting(path, allowance):
    while True:
        yield Extract("line", "x" * 100_000)


def write_nonsense(path, allowance):
    yield Extract("before", FOUND)
    os.write(3, b'["extract", 7]\n')


def steer_a_terminal(path, allowance):
    os.write(3, b'["gap", "a\\u001b[31m\\u202e", "b\\u0000"]\n')
    yield Extract("a\u202e\x1b[1m", "text")


def end_early(path, allowance):
    yield Extract("before", FOUND)
    os._exit(0)


def end_badly(path, allowance):
    yield Extract("before", FOUND)
    os._exit(7)


def crash(path, allowance):
    yield Extract("before", FOUND)
    ctypes.string_at(0)


def abort(path, allowance):
    yield Extract("before", FOUND)
    os.abort()


def leave_one_behind(path, allowance):
    subprocess.Popen([sys.executable, "-c", f"import time; time.sleep(60)  # {path.read_text()}"])
    yield Extract("before", FOUND)


def break_down(path, allowance):
    yield Extract("before", FOUND)
    raise ValueError(path.read_text())


class _Rest:
    """The file without its first line, which names the reader to run."""

    def __init__(self, path):
        self._path = path

    def read_text(self):
        return self._path.read_text().partition("\n")[2]

    def __fspath__(self):
        return str(self._path)

    __str__ = __fspath__


def _do_as_it_says(path, allowance):
    named = path.read_text().partition("\n")[0]
    return globals()[named](_Rest(path), allowance)


READERS = MappingProxyType({"txt": _do_as_it_says})
