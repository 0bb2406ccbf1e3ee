"""What type a file is: by its name, by its platform, and by what was found inside."""

from __future__ import annotations

from pathlib import PurePosixPath

from bot.domain.attachment import Attachment, FileTrait

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
    "application/octet-stream": "",  # any bytes: it claims nothing
    "application/x-msdownload": "exe",
    "application/x-zip-compressed": "zip",
    "application/xml": "xml",
    "application/zip": "zip",
    "image/gif": "gif",
    "image/jpeg": "jpg",
    "image/heif": "heic",
    "image/png": "png",
    "image/svg+xml": "svg",
    "image/tiff": "tiff",
    "message/rfc822": "eml",
    "text/csv": "csv",
    "text/html": "html",
    "text/markdown": "md",
    "text/plain": "txt",
    "text/rtf": "rtf",
    "text/tab-separated-values": "tsv",
    "text/xml": "xml",
}
_SAME = {
    "heif": "heic",
    "htm": "html",
    "jfif": "jpg",
    "jpe": "jpg",
    "jpeg": "jpg",
    "markdown": "md",
    "text": "txt",
    "tgz": "gz",
    "tif": "tiff",
    "yml": "yaml",
}
# Plain text has no mark of its own inside: one that claims to be a table is believed.
_PLAIN_TEXT = frozenset({"csv", "ini", "json", "jsonl", "log", "md", "tsv", "txt", "xml", "yaml"})
_OFFICE = frozenset({"docm", "docx", "pptm", "pptx", "vsdx", "xlsb", "xlsm", "xlsx"})
# Containers that carry several types alike inside; the name's ending tells them apart.
_CONTAINERS = {
    "ole2": frozenset({"doc", "msg", "ppt", "xls"}),
    "mp4": frozenset({"heic", "m4a", "mov"}),
    "encrypted_office": _OFFICE,
}


def file_types(attachment: Attachment) -> frozenset[str]:
    """Return every type the file may be taken for; a file that pretends has more than one.

    What was found inside goes before what the platform claims, and the name's ending counts
    always: it decides what opens the file. A file with none of the three is of type "unknown".
    """
    ending = _ending(attachment)
    inside = _normal(attachment.real_type or attachment.claimed_type)
    inside = ending if ending in _alike(inside) else inside
    return frozenset(one for one in (ending, inside) if one) or frozenset({"unknown"})


def inner_type(attachment: Attachment) -> str:
    """Return the type of what is inside, or the one the platform claims where nobody looked."""
    return _normal(attachment.real_type or attachment.claimed_type)


def claimed_type(attachment: Attachment) -> str:
    """Return the type a file claims where it is of another one; empty where it is honest.

    The name's ending claims before the platform does.
    """
    real, ending = _normal(attachment.real_type), _ending(attachment)
    if not real:
        return ""
    honest = {"", real, *_alike(real)}
    # An ending may be one of several that a type is named with; the look inside knew them all.
    if FileTrait.WRONG_ENDING in attachment.traits and ending not in honest:
        return ending
    claimed = _normal(attachment.claimed_type)
    # Platforms call whatever they can show "text/plain".
    return "" if claimed in honest | _PLAIN_TEXT | {ending} else claimed


def _ending(attachment: Attachment) -> str:
    return _normal(PurePosixPath(attachment.name.replace("\\", "/")).suffix)


def _alike(inside: str) -> frozenset[str]:
    return _PLAIN_TEXT if inside == "txt" else _CONTAINERS.get(inside, frozenset())


def _normal(written: str) -> str:
    plain = written.split(";", maxsplit=1)[0].strip().lower()
    known = _MEDIA_TYPES.get(plain, plain).lstrip(".")
    return _SAME.get(known, known)
