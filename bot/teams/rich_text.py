"""The text that a reader of Teams' HTML sees, line by line, and the pictures within it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.teams.markup import End, Start, Words, pieces_of

# Where one ends, the next words stand on a line of their own.
_BLOCKS = (
    frozenset({"address", "article", "aside", "blockquote", "br", "codeblock", "dd", "div", "dl"})
    | {"dt", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr"}
    | {"li", "main", "ol", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul"}
)
_CELLS = frozenset(("td", "th"))
_AS_TYPED = frozenset(("pre", "code", "codeblock"))
_EMOJI = "Emoji"
_EMOJI_TAGS = frozenset(("emoji", "customemoji"))  # how Graph tells of them
# What Teams calls a picture that nobody described.
_UNTOLD = frozenset(("", "image"))
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
    """Return what the HTML shows, and what it hides from the eye; odd HTML is read as it stands."""
    reader = _Reader()
    for piece in pieces_of(html):
        if isinstance(piece, Words):
            reader.words(piece.text)
        elif isinstance(piece, Start):
            reader.start(piece)
        else:
            reader.end(piece)
    reader.end_link()
    lines = ("\t".join(cell.strip() for cell in line.split("\t")) for line in reader.lines())
    text = "\n".join(line for line in (line.strip() for line in lines) if line)
    return Page(text, tuple(reader.pictures), tuple(reader.attached))


class _Reader:
    def __init__(self) -> None:
        self.pictures: list[str] = []
        self.attached: list[str] = []
        self._pieces: list[str] = []
        self._link: tuple[str, int] | None = None
        self._as_typed = 0

    def lines(self) -> list[str]:
        return "".join(self._pieces).replace("\xa0", " ").split("\n")

    def start(self, tag: Start) -> None:
        self._break_at(tag.name)
        if tag.name in _CELLS:
            self._pieces.append("\t")
        elif tag.name in _AS_TYPED:
            self._as_typed += 1
        elif tag.name == "a":
            self.end_link()  # a link within a link ends it
            self._link = tag.given.get("href", ""), len(self._pieces)
        elif tag.name == "img":
            self._picture(tag.given)
        elif tag.name in _EMOJI_TAGS:
            self._pieces.append(tag.given.get("alt", ""))
        elif tag.name == "attachment" and tag.given.get("id"):
            self.attached.append(tag.given["id"])

    def end(self, tag: End) -> None:
        self._break_at(tag.name)
        if tag.name in _AS_TYPED:
            self._as_typed = max(self._as_typed - 1, 0)
        elif tag.name == "a":
            self.end_link()

    def words(self, text: str) -> None:
        if not self._as_typed:  # a line break in the source is a blank to the reader
            text = text.replace("\n", " ").replace("\r", " ")
        self._pieces.append(text)

    def end_link(self) -> None:
        """An address that differs from what is shown for it belongs to the message as well."""
        if self._link is None:
            return
        (address, begins), self._link = self._link, None
        shown = "".join(self._pieces[begins:]).strip()
        plain = address
        for beginning in _SAME:
            plain = plain.removeprefix(beginning)
        if plain and plain.rstrip("/") not in shown:
            self._pieces.append(f" ({address})")

    def _break_at(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._pieces.append("\n")

    def _picture(self, given: dict[str, str]) -> None:
        kind, told = given.get("itemtype", ""), given.get("alt", "")
        if kind.endswith(_EMOJI):
            self._pieces.append(told)
        elif given.get("src") and not kind.endswith(_DECORATION):
            self.pictures.append(given["src"])
            if told.strip().lower() not in _UNTOLD:  # typed by somebody, and read out to others
                self._pieces.append(f" ({told})")
