"""detect-secrets over a text, line by line, as its own scan of a single string does it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from detect_secrets.core.plugins.util import get_mapping_from_secret_type_to_class
from detect_secrets.core.potential_secret import PotentialSecret
from detect_secrets.core.scan import get_plugins, scan_line
from detect_secrets.plugins.high_entropy_strings import HighEntropyStringsPlugin
from detect_secrets.settings import configure_settings_from_baseline

from benchmarks.detection.contestants import Contestant
from benchmarks.detection.labels import ANY_SECRET, of_detect_secrets
from benchmarks.detection.looks import Found, Look

_SURE = 1.0  # it knows no degrees


def without_entropy(_pipeline: Path) -> Contestant:
    """Return it with its patterns alone."""
    return _SecretScanner(is_entropy_on=False)


def with_entropy(_pipeline: Path) -> Contestant:
    """Return it with all plugins."""
    return _SecretScanner(is_entropy_on=True)


class _SecretScanner:
    labels = frozenset({ANY_SECRET, "IP_ADDRESS"})

    def __init__(self, *, is_entropy_on: bool) -> None:
        plugins = [
            {"name": plugin.__name__}
            for plugin in get_mapping_from_secret_type_to_class().values()
            if is_entropy_on or not issubclass(plugin, HighEntropyStringsPlugin)
        ]
        configure_settings_from_baseline({"plugins_used": plugins})
        self._measures = {
            plugin.secret_type: plugin
            for plugin in get_plugins()
            if isinstance(plugin, HighEntropyStringsPlugin)
        }
        self.about = (
            f"version {version('detect-secrets')}, {len(plugins)} plugins, a line at a time; its "
            "verifying of secrets over the network is off, as in its own scan of a string"
        )

    def look(self, text: str) -> Look:
        return Look(tuple(self._found(text)))

    def _found(self, text: str) -> Iterator[Found]:
        offset = 0
        for line in text.splitlines(keepends=True):
            for secret in scan_line(line.rstrip("\r\n")):
                if self._is_random_enough(secret):
                    # A value the plugin made up of several places counts as the whole line.
                    value = secret.secret_value if secret.secret_value in line else line
                    start = offset + line.index(value)
                    yield Found(start, start + len(value), of_detect_secrets(secret.type), _SURE)
            offset += len(line)

    def _is_random_enough(self, secret: PotentialSecret) -> bool:
        """Whether it is above the limit, which entropy plugins leave to the caller on a string."""
        plugin = self._measures.get(secret.type)
        return (
            plugin is None
            or plugin.calculate_shannon_entropy(secret.secret_value) > plugin.entropy_limit
        )
