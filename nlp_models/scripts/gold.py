"""Reads the gold set: marked messages and threads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_MARK = re.compile(r"⟦([A-Z_0-9]+) ([^⟧]*)⟧")


@dataclass(frozen=True, slots=True)
class Judged:
    """A message with what a person found in it; `before` holds the thread's earlier messages.

    Nobody can say whether it has an `unknown` category: neither finding it nor not is wrong.
    """

    text: str
    ents: frozenset[tuple[int, int, str]] = frozenset()
    categories: frozenset[str] = frozenset()
    before: tuple[str, ...] = ()
    unknown: frozenset[str] = frozenset()


def read_messages(path: Path) -> list[Judged]:
    """Return the single messages."""
    return [_judged(line, ()) for line in _lines(path)]


def read_threads(path: Path) -> list[Judged]:
    """Return the last message of each thread with those before it."""
    judged, before = [], []
    for line in _lines(path):
        if line.endswith("\\>"):
            before.append(_unmarked(line.removesuffix("\\>").strip())[0])
        else:
            judged.append(_judged(line, tuple(before)))
            before = []
    return judged


def _lines(path: Path) -> Iterator[str]:
    for line in path.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def _judged(line: str, before: tuple[str, ...]) -> Judged:
    head, marked = line.split(" :: ", 1)
    text, ents = _unmarked(marked.replace("\\n", "\n").replace("¦", ""))
    names = frozenset(head.split(", ")) - {"-"}
    unknown = frozenset(name[1:] for name in names if name.startswith("?"))
    categories = frozenset(name for name in names if not name.startswith("?"))
    return Judged(text, frozenset(ents), categories, before, unknown)


def _unmarked(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    text, ents, at = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        ents.append((len(text), len(text) + len(mark[2]), mark[1]))
        text += mark[2]
        at = mark.end()
    return text + marked[at:], ents
