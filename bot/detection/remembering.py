"""Remembers what was made of a text a moment ago: a thread's texts are read with each answer."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import Generic, TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")


class Remembering(Generic[Given, Made]):
    """Wraps a batch function; it sees only what it has not seen lately. For one thread.

    `keys` names what was given, by its first key; what was made answers to all of them. What was
    given is not kept.
    """

    def __init__(
        self,
        run: Callable[[Sequence[Given]], list[Made]],
        *,
        keys: Callable[[Given], Sequence[bytes]],
        at_most: int,
    ) -> None:
        self._run = run
        self._keys = keys
        self._at_most = at_most
        self._made: OrderedDict[bytes, Made] = OrderedDict()

    def __call__(self, given: Sequence[Given]) -> list[Made]:
        """Return what is made of each, in order."""
        keyed = [(self._keys(one), one) for one in given]
        new = {keys[0]: (keys, one) for keys, one in keyed if keys[0] not in self._made}
        fresh = self._run([one for _, one in new.values()]) if new else []
        made = {key: self._made[key] for (key, *_), _ in keyed if key in self._made}
        made |= dict(zip(new, fresh, strict=True))
        for (keys, _), one in zip(new.values(), fresh, strict=True):
            self._keep(keys, one)
        for key in made:
            self._made.move_to_end(key)
        while len(self._made) > self._at_most:
            self._made.popitem(last=False)
        return [made[keys[0]] for keys, _ in keyed]

    def _keep(self, keys: Sequence[bytes], made: Made) -> None:
        self._made[keys[0]] = made
        for also in keys[1:]:
            self._made.setdefault(also, made)


def digest(*texts: str) -> bytes:
    """Return what tells texts from others."""
    found = blake2b(digest_size=16)
    for text in texts:
        raw = text.encode("utf-8", "surrogatepass")
        found.update(len(raw).to_bytes(8) + raw)
    return found.digest()
