"""Slack's file objects as attachments; the locator is the private download address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.domain.attachment import Attachment, Reading

File = Mapping[str, Any]

_LEFT_OUT = {
    "tombstone": "it was deleted before it could be read",
    "hidden_by_limit": "Slack hides it behind the limits of the workspace's plan",
    "external": "it is kept outside Slack, only a link was shared",
}


def attachments_of(files: object) -> tuple[Attachment, ...]:
    """Return the attachments of a message, each file once."""
    listed = files if isinstance(files, list) else []
    found = {
        file["id"]: attachment_of(file)
        for file in listed
        if isinstance(file, Mapping) and isinstance(file.get("id"), str)
    }
    return tuple(found.values())


def attachment_of(file: File) -> Attachment:
    """Return one file as an attachment."""
    mode = "external" if file.get("is_external") is True else str(file.get("mode") or "")
    url = str(file.get("url_private_download") or file.get("url_private") or "")
    size = file.get("size")
    known = Attachment(
        id=str(file["id"]),
        name=str(file.get("name") or file.get("title") or file["id"]),
        size=size if isinstance(size, int) else -1,
        claimed_type=str(file.get("mimetype") or ""),
        locator=url,
    )
    if mode in _LEFT_OUT:
        return unscanned(known, _LEFT_OUT[mode])
    return known


def unscanned(attachment: Attachment, because: str) -> Attachment:
    """Return it as not looked into, and why."""
    return replace(attachment, reading=Reading.UNSCANNED, because=because, locator="")


def needs_lookup(attachment: Attachment) -> bool:
    """Whether the event only named the file, as Slack Connect's `check_file_info` does."""
    return not attachment.locator and attachment.reading is Reading.PENDING
