"""Puts messages into company: the thread before a message seldom changes what the message does."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rows import Row

# What the thread before may turn into something: health told of a person named earlier, and so on.
_TIED = ("PHI", "PII")
_IN_COMPANY = 0.35


def with_company(rows: Sequence[Row], dice: random.Random) -> Iterator[Row]:
    """Yield the rows, some of those judged alone behind texts that do not concern them."""
    quiet, flagged = _companions(rows)
    for row in rows:
        if row.before or not row.cats or dice.random() > _IN_COMPANY or not quiet:
            yield row
            continue
        # A quiet answer stays quiet behind an insult; the model must see that too.
        pool = flagged if flagged and dice.random() < 0.4 else quiet
        before = [dice.choice(pool) for _ in range(dice.randint(1, 3))]
        yield replace(row, before="\n".join(before))


def _companions(rows: Sequence[Row]) -> tuple[list[str], list[str]]:
    judged = [row for row in rows if row.cats and not row.before and len(row.text) < 300]
    quiet = [row.text for row in judged if not any(row.cats.values()) and not row.ents]
    flagged = [
        row.text
        for row in judged
        if any(row.cats.values()) and not any(row.cats.get(name) for name in _TIED) and not row.ents
    ]
    return quiet, flagged
