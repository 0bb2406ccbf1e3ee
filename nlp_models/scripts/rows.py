"""The one row format between the recipe's steps, and how it becomes spaCy's training format."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin, Span
from spacy.util import filter_spans

_NOT_WORDS = re.compile(r"\W+")


@dataclass(slots=True)
class Row:
    """A text, its spans, the spans nobody annotated, and the categories somebody judged.

    A category that is not in `cats` is unknown, not absent: the trainer masks its loss.
    """

    text: str
    ents: list[tuple[int, int, str]] = field(default_factory=list)
    missing: list[tuple[int, int]] = field(default_factory=list)
    cats: dict[str, float] = field(default_factory=dict)
    source: str = ""
    split: str = "train"
    template: str = ""


def read_rows(path: Path) -> Iterator[Row]:
    """Yield the rows of a file; none if there is no such file."""
    if not path.exists():
        return
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield Row(**json.loads(line))


def write_rows(path: Path, rows: Iterable[Row]) -> int:
    """Write the rows, one JSON object a line; return how many."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with path.open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")
            count += 1
    return count


def normal(text: str) -> str:
    """Return the words of a text, nothing else: what makes two texts the same."""
    return _NOT_WORDS.sub(" ", text.lower()).strip()


def digest(text: str) -> int:
    """Return a number that depends on the text alone; dice that fall the same on every machine."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


def is_held_out(text: str, one_in: int = 8) -> bool:
    """Whether a text belongs to the part that is only measured."""
    return digest(text) % one_in == 0


def save_docs(rows: Iterable[Row], path: Path, *, with_cats: bool) -> int:
    """Write the rows in spaCy's own format; return how many."""
    nlp = spacy.blank("en")
    store = DocBin(store_user_data=False)
    for row in rows:
        doc = nlp.make_doc(row.text)
        if not len(doc):
            continue
        if with_cats:
            doc.cats = dict(row.cats)
        else:
            _mark(doc, row)
        store.add(doc)
    path.parent.mkdir(parents=True, exist_ok=True)
    store.to_disk(path)
    return len(store)


def _mark(doc: Doc, row: Row) -> None:
    spans = [
        Span(doc, found.start, found.end, label=label)
        for start, end, label in row.ents
        if (found := doc.char_span(start, end, alignment_mode="expand")) is not None
    ]
    ents = [span for span in filter_spans(spans) if span.text.strip() == span.text]
    taken = {token.i for span in ents for token in span}
    unknown = [
        doc[token.i : token.i + 1]
        for start, end in row.missing
        if (found := doc.char_span(start, end, alignment_mode="expand")) is not None
        for token in found
        if token.i not in taken
    ]
    doc.set_ents(ents, missing=unknown, default="outside")
