"""What a file's name claims, and whether it is made to be misread."""

from __future__ import annotations

import re
import unicodedata

from bot.extraction.kinds import BINARY_ENDINGS, TEXT_ENDINGS, Kind

# A double click runs these, whatever their bytes. A Python or shell source ("x.py", "x.rb") is
# not among them: it opens in an editor on most machines and is what colleagues post as code, so
# a finding on each would be noise. "sh" and "command" are what macOS and Linux desktops offer to
# run; "js" and "vbs" are run by Windows itself.
_RUN_BY_A_CLICK_WORDS = (
    "exe scr com pif cpl bat cmd ps1 psm1 vbs vbe js jse wsf wsh wsc sct hta sh command reg "
    "desktop scf url inf msc msi msp mst lnk jar jnlp application appref-ms "
    "settingcontent-ms library-ms search-ms gadget workflow terminal action pkg apk"
)
RUN_BY_A_CLICK = frozenset(_RUN_BY_A_CLICK_WORDS.split())
# Run only where the bytes are those of a program: a text of that name is refused by the system.
_ONLY_WITH_BYTES = frozenset(["exe", "cpl", "msi", "msp", "mst", "lnk", "jar", "pkg", "apk"])
SCRIPT_ENDINGS = RUN_BY_A_CLICK - _ONLY_WITH_BYTES
# Endings that programs of all sorts give their files; they claim nothing.
_GENERIC = frozenset(("dat", "bin", "db", "img", "a", "o", "p", "lib", "sav", "run", "app", "lock"))
# What a deceiver puts before the real ending.
_HARMLESS_WORDS = (
    "pdf doc docx xls xlsx ppt pptx odt ods odp rtf txt csv jpg jpeg png gif bmp tif tiff "
    "mp3 mp4 avi mov htm html zip rar 7z eml msg log xml json"
)
_HARMLESS = frozenset(_HARMLESS_WORDS.split())
_DOUBLE = 3  # a stem and two endings
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LEANING = re.compile("(?<!^)[\u200e\u200f\u061c]")  # phones put one at the start of a name
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad\u180e\u3164]")
# Joiners belong between the letters of some scripts and in emoji, not beside Latin ones.
_JOINER = re.compile("(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])")
_BLANKS = re.compile(r"[\s\u2800]{5,}")  # what follows them is beyond the edge of a narrow window


def ending_of(name: str) -> str:
    """Return the ending a file name claims its type by, in lower case, without the dot."""
    last = name.rpartition("/")[2].rpartition("\\")[2]
    return last.rpartition(".")[2].strip().lower() if "." in last.strip() else ""


def claims_another(name: str, kind: Kind, *, is_text: bool) -> bool:
    """Whether the name claims a kind that the bytes are not of; unknown endings claim nothing."""
    ending = ending_of(name)
    if not ending or kind.is_named(ending):
        return False
    if is_text:
        return ending in BINARY_ENDINGS - TEXT_ENDINGS - SCRIPT_ENDINGS - _GENERIC
    return ending in (BINARY_ENDINGS | TEXT_ENDINGS | RUN_BY_A_CLICK) - _GENERIC


def is_deceptive(name: str) -> bool:
    """Whether marks in the name, or its shape, make a person read another name."""
    last = name.rpartition("/")[2]
    marks = (_REORDERING, _LEANING, _INVISIBLE, _JOINER)
    return (
        any(mark.search(name) for mark in marks)
        or any(unicodedata.category(char) == "Cc" for char in name)
        or _has_double_ending(last)
        or bool(_BLANKS.search(last))
    )


def _has_double_ending(name: str) -> bool:
    parts = [part.strip().lower() for part in name.split(".")]
    return len(parts) >= _DOUBLE and parts[-1] in RUN_BY_A_CLICK and parts[-2] in _HARMLESS
