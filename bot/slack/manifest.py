"""The app's manifest, printed for one address."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from bot.errors import SettingsError

MANIFEST = Path(__file__).parents[2] / "manifests" / "slack" / "manifest.yaml"
_PLACEHOLDER = "https://chatwarden.example"


def render_manifest(url: str, *, socket_mode: bool = False) -> str:
    """Return the manifest for that address, ready to paste, its reasons included.

    Raises SettingsError if the address is none that Slack can call.
    """
    text = _read().replace(_PLACEHOLDER, _checked(url))
    if not socket_mode:
        return text
    lines = [line for line in text.splitlines() if "request_url:" not in line]
    return (
        "\n".join(lines).replace("socket_mode_enabled: false", "socket_mode_enabled: true") + "\n"
    )


def _checked(url: str) -> str:
    parts = urlsplit(url.rstrip("/"))
    if parts.scheme != "https" or not parts.hostname or parts.query or parts.fragment:
        raise SettingsError("Slack calls https addresses only: https://host, without a query.")
    return parts.geturl()


def _read() -> str:
    try:
        return MANIFEST.read_text(encoding="utf-8")
    except OSError:
        raise SettingsError(
            "manifests/slack/manifest.yaml is missing; clone the project."
        ) from None
