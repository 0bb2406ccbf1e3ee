"""The text that a reader of Teams' HTML sees, line by line, and the pictures within it."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

# Where one ends, the next words stand on a line of their own.
_BLOCKS = (
    frozenset({"address", "article", "aside", "blockquote", "br", "codeblock", "dd", "div", "dl"})
    | {"dt", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr"}
    | {"li", "main", "ol", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul"}
)
_CELLS = frozenset(("td", "th"))
_UNSEEN = frozenset(("script", "style", "head", "title", "template"))
_EMOJI = "Emoji"
# Put there by a button of Teams', not from anybody's files.
_DECORATION = ("Giphy", "Sticker")
_SAME = ("http://", "https://", "mailto:", "tel:")


@dataclass(frozen=True, slots=True)
class Page:
    """What HTML shows: its text, the addresses of its pictures, the ids of what is attached."""

    text: str
    pictures: tuple[str, ...] = ()
    attached: tuple[str, ...] = ()


def read_html(html: str) -> Page:
    """Return what the HTML shows; odd HTML is read as far as it goes."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = ("\t".join(cell.strip() for cell in line.split("\t")) for line in reader.lines())
    text = "\n".join(line for line in (line.strip() for line in lines) if line)
    return Page(text, tuple(reader.pictures), tuple(reader.attached))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pictures: list[str] = []
        self.attached: list[str] = []
        self._pieces: list[str] = []
        self._links: list[tuple[str, int]] = []
        self._hidden = 0
        self._as_typed = 0

    def lines(self) -> list[str]:
        return "".join(self._pieces).replace("\xa0", " ").split("\n")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._break_at(tag)
        if tag in _CELLS:
            self._pieces.append("\t")
        if tag in _UNSEEN:
            self._hidden += 1
        elif tag in ("pre", "code", "codeblock"):
            self._as_typed += 1
        elif tag == "a":
            self._links.append((given.get("href", ""), len(self._pieces)))
        elif tag == "img":
            self._picture(given)
        elif tag == "attachment" and given.get("id"):
            self.attached.append(given["id"])

    def handle_endtag(self, tag: str) -> None:
        self._break_at(tag)
        if tag in _UNSEEN:
            self._hidden = max(self._hidden - 1, 0)
        elif tag in ("pre", "code", "codeblock"):
            self._as_typed = max(self._as_typed - 1, 0)
        elif tag == "a" and self._links:
            self._end_link(*self._links.pop())

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        if not self._as_typed:  # a line break in the source is a blank to the reader
            data = data.replace("\n", " ").replace("\r", " ")
        self._pieces.append(data)

    def _break_at(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._pieces.append("\n")

    def _end_link(self, address: str, begins: int) -> None:
        """An address that differs from what is shown for it belongs to the message as well."""
        shown = "".join(self._pieces[begins:]).strip()
        plain = address
        for beginning in _SAME:
            plain = plain.removeprefix(beginning)
        if plain and plain.rstrip("/") not in shown:
            self._pieces.append(f" ({address})")

    def _picture(self, given: dict[str, str]) -> None:
        kind = given.get("itemtype", "")
        if kind.endswith(_EMOJI):
            self._pieces.append(given.get("alt", ""))
        elif given.get("src") and not kind.endswith(_DECORATION):
            self.pictures.append(given["src"])
