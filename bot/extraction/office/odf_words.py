"""The words of one OpenDocument paragraph: text stands between the tags there."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.extraction.office.xml_walk import Element, attribute, local

_BLANKS = {"tab": "\t", "line-break": "\n"}
_MOST_SPACES = 100
_ASIDE = frozenset({"annotation", "note", "title", "desc"})
_HIDDEN_TAGS = frozenset({"hidden-text", "hidden-paragraph"})
_FETCHED = frozenset(
    {"image", "object", "object-ole", "floating-frame", "plugin", "section-source", "applet"}
)
_BLOCKS = frozenset({"p", "h", "list-item", "table-cell"})


@dataclass(slots=True)
class OdfWords:
    """What stands in a piece of a document, and beside it."""

    shown: list[str] = field(default_factory=list)
    revealed: list[str] = field(default_factory=list)
    asides: list[tuple[str, str]] = field(default_factory=list)  # what it is, what it says
    links: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    hidden: bool = False
    runs_code: bool = False

    @property
    def has_more(self) -> bool:
        """Whether there is more than the text shown."""
        beside = self.asides or self.links or self.fetched
        return bool(beside) or self.hidden or self.runs_code

    def say(self, text: str | None, *, hidden: bool = False) -> None:
        """Add text; ends of lines in the XML are blanks."""
        if not text:
            return
        self.revealed.append(text)
        if hidden:
            self.hidden |= not text.isspace()
        else:
            self.shown.append(text)


def odf_words(element: Element, hidden_styles: set[str]) -> OdfWords:
    """Return the words of a paragraph or cell."""
    words = OdfWords()
    if len(element) == 1 and not len(element[0]) and not element[0].attrib:  # most cells are so
        words.say(_flat(element[0].text), hidden=attribute(element, "style-name") in hidden_styles)
        return words
    _gather(element, words, hidden_styles, hidden=False)
    return words


def plain(element: Element) -> str:
    """Return all text within on one line."""
    return " ".join(" ".join(map(str, element.itertext())).split())


def _gather(element: Element, words: OdfWords, styles: set[str], *, hidden: bool) -> None:
    hidden |= attribute(element, "style-name") in styles
    words.say(_flat(element.text), hidden=hidden)
    for child in element:
        name = local(child)
        if name in _ASIDE:
            words.asides.append((name, plain(child)))
        elif name in _BLANKS:
            words.say(_BLANKS[name], hidden=hidden)
        elif name == "s":
            words.say(" " * _spaces(child), hidden=hidden)
        else:
            _take(child, words)
            _gather(child, words, styles, hidden=hidden or name in _HIDDEN_TAGS)
            words.say("\n" if name in _BLOCKS else "")
        words.say(_flat(child.tail), hidden=hidden)


def _take(child: Element, words: OdfWords) -> None:
    name = local(child)
    if name == "hidden-text":
        words.say(attribute(child, "string-value"), hidden=True)
    words.runs_code |= name in {"event-listener", "script", "dde-source"}
    target = attribute(child, "href")
    if target:
        (words.fetched if name in _FETCHED else words.links).append(target)


def _flat(text: str | None) -> str:
    return (text or "").replace("\n", " ")


def _spaces(element: Element) -> int:
    count = attribute(element, "c")
    return min(int(count[:4]), _MOST_SPACES) if count.isdecimal() else 1
