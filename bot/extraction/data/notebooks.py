"""Reads notebooks: the cells, what they put out, and the pictures in both."""

from __future__ import annotations

import base64
import binascii
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from bot.domain.attachment import Extract
from bot.extraction.allowance import Allowance
from bot.extraction.data.decoding import opened_text
from bot.extraction.data.json_files import read_json
from bot.extraction.pieces import Member, Piece

_MOST_CHARACTERS = 20_000_000  # of a notebook held whole; a longer one is read as JSON
_MOST_IN_AN_EXTRACT = 200_000
_Json: TypeAlias = "dict[str, _Json] | list[_Json] | str | float | bool | None"


def read_notebook(path: Path, allowance: Allowance) -> Iterator[Piece]:
    """Yield cell by cell; what is no notebook is read as JSON."""
    cells = _cells(path)
    if cells is None:
        yield from read_json(path, allowance)
        return
    for number, cell in enumerate(cells, 1):
        yield from _cell(cell, f"cell {number}", allowance)


def _cells(path: Path) -> list[_Json] | None:
    with opened_text(path) as opened:
        text = opened.read(_MOST_CHARACTERS + 1)
    if len(text) > _MOST_CHARACTERS:
        return None
    try:
        notebook: _Json = json.loads(text)
    except (ValueError, RecursionError):
        return None
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    return cells if isinstance(cells, list) else None


def _cell(cell: _Json, place: str, allowance: Allowance) -> Iterator[Piece]:
    yield from _text(_joined(_of(cell, "source")), place, allowance)
    yield from _pictures(_of(cell, "attachments"), place, allowance)
    yield from _text(_flat(_of(cell, "metadata")), f"{place}, metadata", allowance)
    outputs = _of(cell, "outputs")
    for number, output in enumerate(outputs if isinstance(outputs, list) else [], 1):
        yield from _output(output, f"{place}, output {number}", allowance)


def _output(output: _Json, place: str, allowance: Allowance) -> Iterator[Piece]:
    shown = [_joined(_of(output, part)) for part in ("text", "ename", "evalue", "traceback")]
    data = _of(output, "data")
    kinds = data if isinstance(data, dict) else {}
    shown += [_joined(said) for kind, said in kinds.items() if kind.startswith("text/")]
    shown += [_flat(said) for kind, said in kinds.items() if kind.endswith("json")]
    yield from _text("\n".join(text for text in shown if text), place, allowance)
    yield from _pictures({"picture": data}, place, allowance)


def _pictures(attached: _Json, place: str, allowance: Allowance) -> Iterator[Piece]:
    """Yield the files that are held as base64, by their media types."""
    for name, kinds in attached.items() if isinstance(attached, dict) else ():
        for kind, content in kinds.items() if isinstance(kinds, dict) else ():
            if not kind.startswith(("image/", "application/pdf")):
                continue
            ending = kind.rpartition("/")[2].partition("+")[0]
            inner = name if "." in name else f"{name}.{ending}"
            unpacked = allowance.unpack(io.BytesIO(_bytes(_joined(content))))
            yield Member(f"{place}, “{inner}”", inner, unpacked)


def _bytes(said: str) -> bytes:
    try:
        return base64.b64decode(said, validate=False)
    except (binascii.Error, ValueError):
        return said.encode("utf-8", "replace")  # a drawing stands there as it is


def _text(text: str, place: str, allowance: Allowance) -> Iterator[Piece]:
    for start in range(0, len(text), _MOST_IN_AN_EXTRACT):
        part = text[start : start + _MOST_IN_AN_EXTRACT]
        if part.strip():
            yield Extract(place, allowance.spend_text(part))


def _joined(said: _Json) -> str:
    parts = said if isinstance(said, list) else [said]
    text = "".join(part for part in parts if isinstance(part, str))
    return text.encode("utf-8", "replace").decode("utf-8")


def _flat(said: _Json) -> str:
    return json.dumps(said, ensure_ascii=False) if said else ""


def _of(said: _Json, key: str) -> _Json:
    return said.get(key) if isinstance(said, dict) else None
