"""Which reader is for which kind of office document."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.extraction.office.encrypted import read_encrypted
from bot.extraction.office.metafiles import read_emf, read_wmf
from bot.extraction.office.odf import read_odf
from bot.extraction.office.old_excel import read_xls
from bot.extraction.office.old_powerpoint import read_ppt
from bot.extraction.office.old_word import read_doc
from bot.extraction.office.ooxml import read_ooxml
from bot.extraction.office.other_objects import read_object
from bot.extraction.office.rtf import read_rtf
from bot.extraction.pieces import Reader

_TODAY = ("docx", "docm", "dotx", "xlsx", "xlsm", "xlsb", "pptx", "pptm", "vsdx")

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        **dict.fromkeys(_TODAY, read_ooxml),
        **dict.fromkeys(("odt", "ods", "odp", "odg"), read_odf),
        "rtf": read_rtf,
        "doc": read_doc,
        "xls": read_xls,
        "ppt": read_ppt,
        "ole2": read_object,
        "encrypted_office": read_encrypted,
        "emf": read_emf,
        "wmf": read_wmf,
    }
)
