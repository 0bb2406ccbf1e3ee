"""Reads the YAML files shipped beside the detectors, by libyaml where it is there."""

from __future__ import annotations

from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_shipped(text: str) -> Any:  # noqa: ANN401 - whatever the file holds
    """Return what the text of one of our own files holds."""
    return yaml.load(text, Loader=_LOADER)  # noqa: S506 - both loaders are safe ones
