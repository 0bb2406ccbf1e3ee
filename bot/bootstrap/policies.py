"""Loads the policies and says which govern and which act."""

from __future__ import annotations

from pathlib import Path

from bot.config import Settings
from bot.policy.engine import PolicyBook
from bot.policy.loader import LIBRARY, load_policies


def policy_folders(settings: Settings) -> tuple[Path, ...]:
    """Return the folders policies are read from: the shipped library, then the admin's own."""
    own = settings.chatwarden_policy_dir
    return (LIBRARY, own) if own else (LIBRARY,)


def build_policies(settings: Settings) -> PolicyBook:
    """Return the policies in force; raises PolicyFaults listing all faults of all files."""
    book = load_policies(policy_folders(settings))
    governing = settings.chatwarden_policies or tuple(policy.id for policy in book.policies)
    return book.governed_by(governing, enforced=settings.chatwarden_enforce)
