"""The master keys: read from a setting, or kept in a file only we may read."""

from __future__ import annotations

import base64
import binascii
import os
import secrets
from pathlib import Path

from bot.errors import SettingsError, StoreError
from bot.ports import Vault
from bot.store.sealed import KEY_BYTES

_OTHERS = 0o077
_SPACE, _NAME, _VALUE = "house", "key-check", b"chatwarden"


def parse_keys(text: str) -> tuple[bytes, ...]:
    """Return the base64 keys of a setting or file, the one to seal with first.

    They stand apart by commas or white space. Raises SettingsError, never quoting a key.
    """
    words = [word for word in text.replace(",", " ").split() if word]
    try:
        keys = tuple(base64.b64decode(word, validate=True) for word in words)
    except (binascii.Error, ValueError):
        raise SettingsError("A sealing key is not base64.") from None
    if not keys or any(len(key) != KEY_BYTES for key in keys):
        raise SettingsError(f"A sealing key must be {KEY_BYTES} bytes, as base64.")
    return keys


def load_or_create_keys(path: Path) -> tuple[bytes, ...]:
    """Return the keys of the file, writing a new key there if there is none.

    Raises StoreError if others may read the file, or it cannot be read or written.
    """
    try:
        _create(path)
        if path.stat().st_mode & _OTHERS:
            raise StoreError(f"{path} may be read by others; make it yours alone: chmod 600.")
        return parse_keys(path.read_text(encoding="ascii"))
    except (OSError, UnicodeDecodeError):
        raise StoreError(f"The key file {path} cannot be read or written.") from None


async def check_keys(vault: Vault) -> None:
    """Raise SealError if the database was sealed with other keys than the vault's."""
    if await vault.get(_SPACE, _NAME) is None:
        await vault.put(_SPACE, _NAME, _VALUE)


def _create(path: Path) -> None:
    # Written beside and linked into place: a crash leaves no half key, a race one winner.
    if path.exists():
        return
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    line = base64.b64encode(secrets.token_bytes(KEY_BYTES)) + b"\n"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
