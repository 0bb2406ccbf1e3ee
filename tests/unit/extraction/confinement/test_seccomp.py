"""The filter of system calls, run as the kernel runs it, for every architecture."""

import errno
import struct

import pytest

from bot.extraction.confinement.seccomp import program
from bot.extraction.confinement.system_calls import _AARCH64, _X86_64, ARCHITECTURES

ALLOWED, KILLED = "allowed", "killed"
NUMBERS = {"x86_64": _X86_64, "aarch64": _AARCH64}
READ = {"x86_64": 0, "aarch64": 63}
MACHINES = sorted(ARCHITECTURES)


def outcome(machine, number, argument=0, mark=None):
    """Return what the filter says to a call."""
    architecture = ARCHITECTURES[machine]
    called = struct.pack("=IIQ6Q", number, mark or architecture.mark, 0, argument, *[0] * 5)
    held, at, steps = 0, 0, program(architecture)
    while True:
        code, if_so, if_not, value = steps[at]
        at += 1
        if code == 0x20:
            [held] = struct.unpack_from("=I", called, value)
        elif code == 0x06:
            return _named(value)
        else:
            holds = {0x15: held == value, 0x35: held >= value, 0x45: bool(held & value)}[code]
            at += if_so if holds else if_not


def _named(value):
    if value == 0x7FFF0000:
        return ALLOWED
    return KILLED if value == 0x80000000 else errno.errorcode[value & 0xFFFF]


@pytest.mark.parametrize("machine", MACHINES)
def test_what_a_reader_has_no_business_with_is_refused(machine):
    told = {name: outcome(machine, number) for name, number in NUMBERS[machine].items()}

    assert told == dict.fromkeys(NUMBERS[machine], "EPERM")


@pytest.mark.parametrize("machine", MACHINES)
def test_reading_is_allowed_and_another_architecture_is_the_end(machine):
    assert outcome(machine, READ[machine]) == ALLOWED
    assert outcome(machine, READ[machine], mark=0x40000003) == KILLED


STARTS = {
    "a thread": (0x3D0F00, ALLOWED),
    "another program": (0x4111, ALLOWED),
    "a copy of itself": (0x11, "EPERM"),
    "another network": (0x40000100, "EPERM"),
    "another user": (0x10000100, "EPERM"),
}


@pytest.mark.parametrize(("flags", "said"), STARTS.values(), ids=STARTS)
@pytest.mark.parametrize("machine", MACHINES)
def test_it_starts_threads_and_programs_but_no_copies_and_namespaces(machine, flags, said):
    assert outcome(machine, ARCHITECTURES[machine].clone, flags) == said


@pytest.mark.parametrize("machine", MACHINES)
def test_the_newer_call_for_it_is_unknown_so_that_the_older_is_taken(machine):
    assert outcome(machine, 435) == "ENOSYS"


@pytest.mark.parametrize(("process", "said"), [(0, ALLOWED), (1, "EPERM")], ids=["own", "other"])
@pytest.mark.parametrize("machine", MACHINES)
def test_limits_are_set_for_nobody_else(machine, process, said):
    assert outcome(machine, ARCHITECTURES[machine].prlimit, process) == said


def test_the_second_table_of_a_processor_is_closed():
    assert outcome("x86_64", 0x40000000) == "ENOSYS"
