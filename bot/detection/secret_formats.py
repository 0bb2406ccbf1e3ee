"""Forms of the keys of well-known services, from `secret_formats.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

from bot.detection.shipped_yaml import load_shipped


@dataclass(frozen=True, slots=True)
class SecretFormat:
    """One kind of key: who issues it, what must occur, and its form in RE2's words.

    A form with `near` is too plain to count alone: the service must be named before it.
    """

    service: str
    keywords: tuple[str, ...]
    form: str
    source: str
    near: str = ""


def _load() -> tuple[SecretFormat, ...]:
    text = files("bot.detection").joinpath("secret_formats.yaml").read_text(encoding="utf-8")
    return tuple(
        SecretFormat(**entry | {"keywords": tuple(entry["keywords"])})
        for entry in load_shipped(text)
    )


FORMATS = _load()
