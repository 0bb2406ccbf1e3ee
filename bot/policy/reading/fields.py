"""Takes the fields of a mapping one by one; what is missing, odd or unknown becomes a fault."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from math import isfinite
from typing import TypeVar

from bot.policy.durations import parse_duration
from bot.policy.reading.faults import FaultList
from bot.policy.reading.nodes import Node

_T = TypeVar("_T")
_BOOLEANS = {"true": True, "false": False}
_MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping being read. After a fault a harmless value is returned, so reading goes on."""

    node: Node
    faults: FaultList

    def has(self, key: str) -> bool:
        """Whether the field is given."""
        return key in self._fields

    def line_of(self, key: str) -> int:
        """Return the line of the field, or of the mapping where it is missing."""
        return self.node.key_lines.get(key, self.node.line)

    def fault(self, key: str, what: str) -> None:
        """Note a fault on the line of the field."""
        self.faults.add(self.line_of(key), what)

    def child(self, key: str) -> Node | None:
        """Return what the field holds, unread; None where it is not given."""
        return self._fields.get(key)

    def required(self, key: str) -> Node | None:
        """Return what the field holds, unread; a fault where it is not given."""
        if not self.has(key):
            self.fault(key, f"“{key}” is missing")
        return self.child(key)

    def text(self, key: str) -> str:
        """Return a text that must be there and say something."""
        node = self.required(key)
        return self.scalar_of(key, node) if node else ""

    def optional_text(self, key: str) -> str:
        """Return a text, empty where it is not given."""
        return self.text(key) if self.has(key) else ""

    def scalar_of(self, key: str, node: Node) -> str:
        """Return a single value's text; a fault where it is a list, a mapping or empty."""
        if node.scalar is None:
            self.faults.add(node.line, f"“{key}” must be a single value, not {node.kind}")
        elif not node.scalar.strip():
            self.faults.add(node.line, f"“{key}” is empty")
        return (node.scalar or "").strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """Return one text or a list of them; empty where it is not given."""
        node = self.child(key)
        if node is None:
            return ()
        items = node.items if node.items is not None else (node,)
        return tuple(self.scalar_of(key, item) for item in items)

    def names(self, key: str, known: Collection[str], what: str) -> tuple[str, ...]:
        """Return names out of a known set; each unknown one is a fault."""
        node = self.child(key)
        if node is None:
            return ()
        items = node.items if node.items is not None else (node,)
        named = [(item, self.scalar_of(key, item)) for item in items]
        for item, name in named:
            if name and name not in known:
                self.faults.add(item.line, f"unknown {what} “{name}”{suggestion(name, known)}")
        return tuple(name for _, name in named if name in known)

    def some(self, key: str, known: Collection[str], what: str) -> tuple[str, ...]:
        """Return names out of a known set, at least one where the field is given."""
        node = self.child(key)
        if node is not None and node.items == ():
            self.faults.add(node.line, f"“{key}” names none")
        return self.names(key, known, what)

    def name(self, key: str, known: Collection[str], what: str) -> str:
        """Return one name out of a known set; the first known one after a fault."""
        node = self.required(key)
        named = self.names(key, known, what) if node else ()
        if node and node.items is not None:
            self.faults.add(node.line, f"“{key}” must be a single value, not a list")
        return named[0] if named else next(iter(known))

    def children(self, key: str) -> tuple[Node, ...]:
        """Return the items of a list, unread; a fault where it is no list."""
        node = self.child(key)
        if node is None:
            return ()
        if node.items is None:
            self.faults.add(node.line, f"“{key}” must be a list, not {node.kind}")
        return node.items or ()

    def flag(self, key: str) -> bool:
        """Return true or false; false where it is not given."""
        return self._as(key, False, _BOOLEANS.get, "true or false")  # noqa: FBT003 -- the default

    def whole(self, key: str, default: int) -> int:
        """Return a whole number, not negative."""
        return self._as(key, default, _whole, "a whole number")

    def number(self, key: str, default: float) -> float:
        """Return a number, not negative."""
        return self._as(key, default, _number, "a number")

    def share(self, key: str, default: float) -> float:
        """Return a number from 0 to 1."""
        return self._as(key, default, _share, "a number from 0 to 1")

    def day(self, key: str) -> date:
        """Return a date that must be there."""
        self.required(key)
        return self._as(key, date.max, _day, "a date written 2026-03-02")

    def duration(self, key: str) -> timedelta | None:
        """Return a length of time; None where it is not given."""
        return self._as(key, None, parse_duration, "a duration such as 10m, 4h, 30d or 3y")

    def _as(self, key: str, default: _T, parse: Callable[[str], _T | None], wanted: str) -> _T:
        node = self.child(key)
        if node is None:
            return default
        value = parse(node.scalar) if node.scalar is not None else None
        if value is None:
            self.faults.add(node.line, f"“{key}” must be {wanted}")
            return default
        return value

    @property
    def _fields(self) -> dict[str, Node]:
        return self.node.fields or {}


def open_fields(node: Node, faults: FaultList, what: str, known: Collection[str]) -> Fields:
    """Begin to read a mapping; what is no mapping and what it cannot hold are faults."""
    if node.fields is None:
        faults.add(node.line, f"{what} must be a mapping, not {node.kind}")
    for key in node.fields or {}:
        if key not in known:
            faults.add(
                node.key_lines[key], f"unknown key “{key}” in {what}{suggestion(key, known)}"
            )
    return Fields(node, faults)


def suggestion(name: str, known: Collection[str]) -> str:
    """Return “; did you mean …?” or, with nothing near, the few names there are."""
    near = get_close_matches(name, list(known), n=1)
    return f"; did you mean “{near[0]}”?" if near else f"; known: {', '.join(sorted(known))}"


def _whole(written: str) -> int | None:
    return int(written) if written.isdecimal() and len(written) <= _MOST_DIGITS else None


def _number(written: str) -> float | None:
    try:
        value = float(written)
    except ValueError:
        return None
    return value if isfinite(value) and value >= 0 else None


def _share(written: str) -> float | None:
    value = _number(written)
    return value if value is not None and value <= 1 else None


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
