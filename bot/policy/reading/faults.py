"""What is wrong in a policy file, and on which line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import PolicyFaults


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong in one place."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"


@dataclass(frozen=True, slots=True)
class FaultList:
    """Collects the faults of one file, so that all are reported at once."""

    file: Path
    found: list[Fault] = field(default_factory=list)

    def add(self, line: int, what: str) -> None:
        """Note a fault."""
        self.found.append(Fault(str(self.file), line, what))


def raise_all(faults: Iterable[Fault]) -> None:
    """Raise PolicyFaults naming every fault, one a line; nothing if there is none."""
    lines = [str(fault) for fault in sorted(set(faults))]
    if lines:
        raise PolicyFaults("\n" + "\n".join(lines))
