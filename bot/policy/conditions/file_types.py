"""What type a file is: by its name, by its platform, and by what was found inside."""

from __future__ import annotations

from pathlib import PurePosixPath

from bot.domain.attachment import Attachment

_MEDIA_TYPES = {
    "application/json": "json",
    "application/msword": "doc",
    "application/pdf": "pdf",
    "application/rtf": "rtf",
    "application/vnd.ms-excel": "xls",
    "application/vnd.ms-outlook": "msg",
    "application/vnd.ms-powerpoint": "ppt",
    "application/vnd.oasis.opendocument.presentation": "odp",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/zip": "zip",
    "image/gif": "gif",
    "image/jpeg": "jpg",
    "image/png": "png",
    "message/rfc822": "eml",
    "text/csv": "csv",
    "text/html": "html",
    "text/markdown": "md",
    "text/plain": "txt",
    "text/rtf": "rtf",
    "text/tab-separated-values": "tsv",
}
_SAME = {"jpeg": "jpg", "htm": "html", "text": "txt"}
# Plain text has no mark of its own inside: one that claims to be a table is believed.
_PLAIN_TEXT = frozenset({"csv", "json", "log", "md", "txt"})
# Containers that carry several types alike inside; the name's ending tells them apart.
_CONTAINERS = {
    "ole2": frozenset({"doc", "msg", "ppt", "xls"}),
    "mp4": frozenset({"heic", "m4a", "mov"}),
}


def file_types(attachment: Attachment) -> frozenset[str]:
    """Return every type the file may be taken for; a file that pretends has more than one.

    What was found inside goes before what the platform claims, and the name's ending counts
    always: it decides what opens the file. A file with none of the three is of type "unknown".
    """
    ending = _normal(PurePosixPath(attachment.name.replace("\\", "/")).suffix)
    inside = _normal(attachment.real_type or attachment.claimed_type)
    alike = _PLAIN_TEXT if inside == "txt" else _CONTAINERS.get(inside, frozenset())
    inside = ending if ending in alike else inside
    return frozenset(one for one in (ending, inside) if one) or frozenset({"unknown"})


def _normal(written: str) -> str:
    plain = written.split(";", maxsplit=1)[0].strip().lower()
    known = _MEDIA_TYPES.get(plain, plain).lstrip(".")
    return _SAME.get(known, known)
