"""The numbers of the system calls that a reader of files has no business with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Architecture:
    """A processor as seccomp knows it, and its numbers.

    `other_table` is the lowest number of a second table of calls for the same processor, 0 where
    there is none.
    """

    mark: int
    refused: frozenset[int]
    clone: int
    prlimit: int
    other_table: int = 0


# On all architectures: io_uring (3), mounting anew (7), pidfd_send_signal, pidfd_open,
# pidfd_getfd, process_madvise, memfd_secret, fchmodat2, and what sets attributes of files.
_NEWER = frozenset(
    {*range(424, 435), 438, 440, 442, 447, 452, 463, 466, 467, 469},
)
CLONE3 = 435

_X86_64 = {
    "socket": 41,
    "connect": 42,
    "accept": 43,
    "bind": 49,
    "listen": 50,
    "socketpair": 53,
    "accept4": 288,
    # Other processes.
    "ptrace": 101,
    "process_vm_readv": 310,
    "process_vm_writev": 311,
    "kcmp": 312,
    "rt_sigqueueinfo": 129,
    "rt_tgsigqueueinfo": 297,
    "setpriority": 141,
    "sched_setparam": 142,
    "sched_setscheduler": 144,
    "sched_setaffinity": 203,
    "sched_setattr": 314,
    "ioprio_set": 251,
    "migrate_pages": 256,
    "move_pages": 279,
    "fork": 57,
    # A process that leaves its group would outlive its file.
    "setpgid": 109,
    "setsid": 112,
    # Memory that no limit counts, and messages that outlive the process.
    "memfd_create": 319,
    "shmget": 29,
    "msgget": 68,
    "semget": 64,
    "mq_open": 240,
    # Rights, owners and lengths of files that cannot be written; Landlock knows of the last only
    # since its third version.
    "chmod": 90,
    "fchmod": 91,
    "fchown": 93,
    "fsetxattr": 190,
    "fremovexattr": 199,
    "truncate": 76,
    "fchmodat": 268,
    "chown": 92,
    "lchown": 94,
    "fchownat": 260,
    "setxattr": 188,
    "lsetxattr": 189,
    "removexattr": 197,
    "lremovexattr": 198,
    "mknod": 133,
    "mknodat": 259,
    "name_to_handle_at": 303,
    "open_by_handle_at": 304,
    # The machine.
    "mount": 165,
    "umount2": 166,
    "pivot_root": 155,
    "chroot": 161,
    "unshare": 272,
    "setns": 308,
    "personality": 135,
    "add_key": 248,
    "request_key": 249,
    "keyctl": 250,
    "bpf": 321,
    "perf_event_open": 298,
    "userfaultfd": 323,
    "acct": 163,
    "quotactl": 179,
    "swapon": 167,
    "swapoff": 168,
    "reboot": 169,
    "kexec_load": 246,
    "kexec_file_load": 320,
    "init_module": 175,
    "finit_module": 313,
    "delete_module": 176,
    "iopl": 172,
    "ioperm": 173,
    "settimeofday": 164,
    "clock_settime": 227,
    "adjtimex": 159,
    "clock_adjtime": 305,
    "sethostname": 170,
    "setdomainname": 171,
}
_AARCH64 = {
    "socket": 198,
    "socketpair": 199,
    "bind": 200,
    "listen": 201,
    "accept": 202,
    "connect": 203,
    "accept4": 242,
    "ptrace": 117,
    "process_vm_readv": 270,
    "process_vm_writev": 271,
    "kcmp": 272,
    "rt_sigqueueinfo": 138,
    "rt_tgsigqueueinfo": 240,
    "setpriority": 140,
    "sched_setparam": 118,
    "sched_setscheduler": 119,
    "sched_setaffinity": 122,
    "sched_setattr": 274,
    "ioprio_set": 30,
    "migrate_pages": 238,
    "move_pages": 239,
    "setpgid": 154,
    "setsid": 157,
    "memfd_create": 279,
    "shmget": 194,
    "msgget": 186,
    "semget": 190,
    "mq_open": 180,
    "fchmod": 52,
    "fchmodat": 53,
    "fchown": 55,
    "fsetxattr": 7,
    "fremovexattr": 16,
    "truncate": 45,
    "fchownat": 54,
    "setxattr": 5,
    "lsetxattr": 6,
    "removexattr": 14,
    "lremovexattr": 15,
    "mknodat": 33,
    "name_to_handle_at": 264,
    "open_by_handle_at": 265,
    "mount": 40,
    "umount2": 39,
    "pivot_root": 41,
    "chroot": 51,
    "unshare": 97,
    "setns": 268,
    "personality": 92,
    "add_key": 217,
    "request_key": 218,
    "keyctl": 219,
    "bpf": 280,
    "perf_event_open": 241,
    "userfaultfd": 282,
    "acct": 89,
    "quotactl": 60,
    "swapon": 224,
    "swapoff": 225,
    "reboot": 142,
    "kexec_load": 104,
    "kexec_file_load": 294,
    "init_module": 105,
    "finit_module": 273,
    "delete_module": 106,
    "settimeofday": 170,
    "clock_settime": 112,
    "adjtimex": 171,
    "clock_adjtime": 266,
    "sethostname": 161,
    "setdomainname": 162,
}

ARCHITECTURES: Mapping[str, Architecture] = MappingProxyType(
    {
        "x86_64": Architecture(
            mark=0xC000003E,
            refused=frozenset(_X86_64.values()) | _NEWER,
            clone=56,
            prlimit=302,
            other_table=0x40000000,
        ),
        "aarch64": Architecture(
            mark=0xC00000B7,
            refused=frozenset(_AARCH64.values()) | _NEWER,
            clone=220,
            prlimit=261,
        ),
    }
)
