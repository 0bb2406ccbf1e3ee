"""Remembers what was made of a text a moment ago: a thread's texts are read with each answer."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Remembering(Generic[Made]):
    """Wraps a batch function; it sees only texts it has not seen lately. For one thread.

    Texts are known by their digest: what was read is not kept.
    """

    def __init__(self, run: Callable[[Sequence[str]], list[Made]], *, at_most: int) -> None:
        self._run = run
        self._at_most = at_most
        self._made: OrderedDict[bytes, Made] = OrderedDict()

    def __call__(self, texts: Sequence[str]) -> list[Made]:
        """Return what is made of each text, in order."""
        keys = [_digest(text) for text in texts]
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._made}
        fresh = dict(zip(new, self._run(list(new.values())) if new else (), strict=True))
        made = [fresh[key] if key in fresh else self._made[key] for key in keys]
        self._keep(dict(zip(keys, made, strict=True)))
        return made

    def _keep(self, made: dict[bytes, Made]) -> None:
        for key, one in made.items():
            self._made[key] = one
            self._made.move_to_end(key)
        while len(self._made) > self._at_most:
            self._made.popitem(last=False)


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
