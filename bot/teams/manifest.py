"""The app package for one tenant: the manifest, filled in, and both icons, in a zip."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from bot.errors import SettingsError

FOLDER = Path(__file__).parents[2] / "manifests" / "teams"
MANIFEST = FOLDER / "manifest.json"
ICONS = ("color.png", "outline.png")
NAME = "Chatwarden"

_DOMAIN = "chatwarden.example"
_APP_ID = "00000000-0000-4000-8000-000000000001"
_BOT_ID = "00000000-0000-4000-8000-000000000002"
_PLACEHOLDERS = re.compile("|".join(map(re.escape, (_DOMAIN, _APP_ID, _BOT_ID))))
_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NOBODY = "00000000-0000-0000-0000-000000000000"
_LABEL = r"(?!-)[a-z0-9-]{1,63}(?<!-)"
_HOST = re.compile(rf"(?:{_LABEL}\.)+(?=[a-z0-9-]*[a-z]){_LABEL}")
_LONGEST_HOST = 253
_LONGEST_NAME = 30
# The first moment a zip can name: the same content is the same package, whenever it was made.
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class AppPackage:
    """What the package of one tenant is made for; raises SettingsError where Teams would refuse.

    `bot_id` only where the bot is registered under another id than the app in Entra ID.
    """

    domain: str
    app_id: str
    bot_id: str = ""
    name: str = NAME

    def __post_init__(self) -> None:
        object.__setattr__(self, "domain", _host(self.domain))
        object.__setattr__(self, "app_id", _guid(self.app_id, "app id"))
        object.__setattr__(self, "bot_id", _guid(self.bot_id or self.app_id, "bot id"))
        object.__setattr__(self, "name", _title(self.name))

    @property
    def manifest(self) -> dict[str, Any]:
        """The manifest, filled in."""
        told = {_DOMAIN: self.domain, _APP_ID: self.app_id, _BOT_ID: self.bot_id}
        manifest: dict[str, Any] = _filled(json.loads(_read(MANIFEST)), told)
        return manifest | {"name": {"short": self.name, "full": self.name}}

    def build(self) -> bytes:
        """Return the zip: the same bytes whenever the same is asked for."""
        text = json.dumps(self.manifest, indent=2, ensure_ascii=False) + "\n"
        files = {MANIFEST.name: text.encode()} | {icon: _read(FOLDER / icon) for icon in ICONS}
        packed = io.BytesIO()
        with ZipFile(packed, "w") as package:
            for name, content in files.items():
                package.writestr(_entry(name), content)
        return packed.getvalue()


def _filled(part: Any, told: Mapping[str, str]) -> Any:  # noqa: ANN401 -- JSON, of any shape
    if isinstance(part, dict):
        return {key: _filled(value, told) for key, value in part.items()}
    if isinstance(part, list):
        return [_filled(value, told) for value in part]
    if isinstance(part, str):
        # In one go: an id that is put in may look like the next placeholder.
        return _PLACEHOLDERS.sub(lambda found: told[found[0]], part)
    return part


def _entry(name: str) -> ZipInfo:
    """Not compressed: how well that goes differs between versions of zlib."""
    entry = ZipInfo(name, date_time=_LONG_AGO)
    entry.compress_type = ZIP_STORED
    entry.create_system = 3
    entry.external_attr = _READABLE
    return entry


def _host(domain: str) -> str:
    host = domain.strip().lower()
    if len(host) > _LONGEST_HOST or not _HOST.fullmatch(host):
        raise SettingsError(
            "The domain is the bare name that Teams reaches this server by, such as "
            "chatwarden.your-organisation.example: no https://, no port, no path, no IP address."
        )
    return host


def _guid(value: str, what: str) -> str:
    guid = value.strip().lower()
    if guid == _NOBODY or not _GUID.fullmatch(guid):
        raise SettingsError(
            f"The {what} is 32 hexadecimal digits in five groups, as Entra ID shows it under "
            '"Application (client) ID".'
        )
    return guid


def _title(name: str) -> str:
    title = name.strip()
    if not title or len(title) > _LONGEST_NAME or not title.isprintable():
        raise SettingsError(f"The app's name is 1 to {_LONGEST_NAME} characters on one line.")
    return title


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        raise SettingsError(f"manifests/teams/{file.name} is missing; clone the project.") from None
