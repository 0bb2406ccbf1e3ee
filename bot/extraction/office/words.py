"""The words of one paragraph or cell: as shown, as it was before changes, with what is hidden."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bot.extraction.office.xml_walk import Element, attribute, local

_OFF = frozenset({"0", "false", "off"})
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_DELETED = frozenset({"del", "moveFrom"})
_INSERTED = frozenset({"ins", "moveTo"})
_ALT = ("descr", "title", "alt")


@dataclass(frozen=True, slots=True)
class _Mode:
    deleted: bool = False
    inserted: bool = False
    hidden: bool = False


_PLAIN = _Mode()


@dataclass(slots=True)
class Words:
    """What stands in a piece of a document, and beside it."""

    _pieces: list[tuple[str, _Mode]] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)  # text boxes anchored here
    asides: list[str] = field(default_factory=list)  # alternative texts of pictures
    instructions: list[str] = field(default_factory=list)  # of fields
    deleted: bool = False
    hidden: bool = False

    def say(self, text: str | None, mode: _Mode = _PLAIN) -> None:
        """Add text."""
        if text:
            self._pieces.append((text, mode))
            self.deleted |= mode.deleted and not text.isspace()
            self.hidden |= mode.hidden and not mode.deleted and not text.isspace()

    @property
    def now(self) -> str:
        """The text as shown: changes accepted, nothing hidden."""
        return "".join(text for text, mode in self._pieces if not (mode.deleted or mode.hidden))

    @property
    def before(self) -> str:
        """The text as it was before the tracked changes."""
        return "".join(text for text, mode in self._pieces if not mode.inserted)

    @property
    def revealed(self) -> str:
        """The text with what is hidden."""
        return "".join(text for text, mode in self._pieces if not mode.deleted)


def words_of(element: Element, hidden_styles: frozenset[str] = frozenset()) -> Words:
    """Return the words of a paragraph or cell of OOXML."""
    words = Words()
    _gather(element, words, _PLAIN, hidden_styles)
    return words


def _gather(element: Element, words: Words, mode: _Mode, styles: frozenset[str]) -> None:
    for child in element:
        name = local(child)
        if name in {"t", "delText"}:
            words.say(child.text, mode)
        elif name in _BREAKS:
            words.say(_BREAKS[name], mode)
        elif name in {"rPr", "pPr"}:
            mode = _with_properties(child, mode, styles)
        elif name == "txbxContent":
            _box(child, words, styles)
        else:
            _descend(child, words, mode, styles)


def _descend(child: Element, words: Words, mode: _Mode, styles: frozenset[str]) -> None:
    name = local(child)
    if name == "Fallback" and _same_as_before(child):
        return
    _note_beside(child, name, words)
    if name in _DELETED:
        mode = replace(mode, deleted=True)
    elif name in _INSERTED:
        mode = replace(mode, inserted=True)
    _gather(child, words, mode, styles)
    if name in {"p", "tc"}:
        words.say("\n", mode)


def _note_beside(child: Element, name: str, words: Words) -> None:
    if name == "instrText":
        words.instructions.append(child.text or "")
    elif name in {"cNvPr", "docPr", "shape", "imagedata"}:
        words.asides += [value for key in _ALT if (value := attribute(child, key))]
    elif name == "textpath":  # a watermark
        words.asides.append(attribute(child, "string"))
    elif name == "fldSimple":
        words.instructions.append(attribute(child, "instr") + "\n")


def _with_properties(properties: Element, mode: _Mode, styles: frozenset[str]) -> _Mode:
    for child in properties:
        name = local(child)
        if name == "vanish" and attribute(child, "val").lower() not in _OFF:
            return replace(mode, hidden=True)
        if name in {"rStyle", "pStyle"} and attribute(child, "val") in styles:
            return replace(mode, hidden=True)
    return mode


def _box(content: Element, words: Words, styles: frozenset[str]) -> None:
    # The same box is often there twice, for newer and for older programs.
    inner = words_of(content, styles)
    text = inner.revealed.strip()
    if text and text not in words.boxes:
        words.boxes.append(text)
    words.boxes += [box for box in inner.boxes if box not in words.boxes]
    words.asides += [aside for aside in inner.asides if aside not in words.asides]
    words.instructions += inner.instructions


def _same_as_before(fallback: Element) -> bool:
    choice = fallback.getprevious()
    return choice is not None and _bare(choice) == _bare(fallback)


def _bare(element: Element) -> str:
    return "".join("".join(text.text or "" for text in element.iter("{*}t")).split())
