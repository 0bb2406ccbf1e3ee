"""Who takes part; a contestant's libraries are imported in its own process alone."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from benchmarks.detection.looks import Look


class Contestant(Protocol):
    """Looks at texts, one by one."""

    @property
    def about(self) -> str:
        """What runs, in which version, and what was switched off in it."""
        ...

    @property
    def labels(self) -> frozenset[str]:
        """The labels it can report, by our names."""
        ...

    def look(self, text: str) -> Look:
        """Return what it sees in a text."""
        ...


# Name, and what a table calls it.
TITLES: Mapping[str, str] = MappingProxyType(
    {
        "identifiers": "identifier tier",
        "both": "both tiers",
        "presidio_alone": "Presidio alone",
        "presidio": "Presidio, our pipeline",
        "secrets": "detect-secrets",
        "secrets_entropy": "detect-secrets, entropy",
    }
)
_MAKERS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "identifiers": ("ours", "identifier_tier"),
        "both": ("ours", "both_tiers"),
        "presidio_alone": ("presidio", "without_pipeline"),
        "presidio": ("presidio", "with_pipeline"),
        "secrets": ("secret_scanner", "without_entropy"),
        "secrets_entropy": ("secret_scanner", "with_entropy"),
    }
)


def call_up(name: str, pipeline: Path) -> Contestant:
    """Return a contestant, ready to look."""
    module, maker = _MAKERS[name]
    make: Callable[[Path], Contestant] = getattr(
        importlib.import_module(f"{__name__}.{module}"), maker
    )
    return make(pipeline)
