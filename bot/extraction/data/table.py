"""Which reader of this package reads which kind of file."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.extraction.data.databases import read_database
from bot.extraction.data.json_files import read_json, read_json_lines
from bot.extraction.data.lines import read_lines, refuse
from bot.extraction.data.notebooks import read_notebook
from bot.extraction.data.pages import read_web_page
from bot.extraction.data.tables import read_table
from bot.extraction.data.xml_files import read_svg, read_xml
from bot.extraction.kinds import PLAIN_ENDINGS, UNKNOWN
from bot.extraction.pieces import Reader

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        **dict.fromkeys(PLAIN_ENDINGS, read_lines),
        **dict.fromkeys(("txt", "pem", "pgp", "ps"), read_lines),
        "csv": read_table,
        "tsv": read_table,
        "html": read_web_page,
        "json": read_json,
        "jsonl": read_json_lines,
        "ipynb": read_notebook,
        "xml": read_xml,
        "svg": read_svg,
        "sqlite": read_database,
        UNKNOWN.name: refuse,
    }
)
