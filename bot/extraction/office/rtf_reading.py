"""Follows the groups of an RTF file and tells what text belongs where."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from bot.extraction.limits import Unreadable
from bot.extraction.office.rtf_tokens import Token

_WITHOUT_TEXT = (
    "fonttbl colortbl stylesheet listtable listoverridetable rsidtbl generator themedata "
    "colorschememapping latentstyles datastore xmlnstbl mmathPr filetbl revtbl pgptbl listtext "
    "pntext pntxta pntxtb nonshppict blipuid picprop sp sn objclass objname fldtype bkmkstart "
    "bkmkend atnid atnref atnicn atntime atndate private"
)
_SILENT = frozenset(_WITHOUT_TEXT.split())
_PLACES = {
    "footnote": "footnote",
    "annotation": "comment",
    "atnauthor": "",
    "info": "document properties",
    "shptxt": "text box",
    "fldinst": "field",
    "objdata": "embedded object",
    "pict": "picture",
    "template": "links",
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "header"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "footer"),
}
_CHARACTERS = {
    "par": "\n", "line": "\n", "sect": "\n", "page": "\n", "row": "\n", "cell": "; ",
    "nestcell": "; ", "nestrow": "\n", "tab": "\t", "emdash": "—", "endash": "–", "bullet": "•",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "~": " ", "_": "-", "-": "",
    "\\": "\\", "{": "{", "}": "}", "\n": "\n", "\r": "\n",
}  # fmt: skip
_CHARSETS = {
    128: "cp932", 129: "cp949", 134: "gb18030", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250",
}  # fmt: skip
_DEEPEST = 2_000
_SURROGATE = 0x10000


@dataclass(frozen=True, slots=True)
class _Group:
    place: str = ""
    number: int = 0
    silent: bool = False
    hidden: bool = False
    deleted: bool = False
    unicode_skip: int = 1
    encoding: str = ""
    in_fonts: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Some text: in which destination (and which one of its kind), and whether it is seen."""

    place: str
    number: int
    text: str
    hidden: bool
    deleted: bool


@dataclass(slots=True)
class RtfReading:
    """Turns tokens into runs of text."""

    _group: _Group = field(default_factory=_Group)
    _outer: list[_Group] = field(default_factory=list)
    _fonts: dict[int, str] = field(default_factory=dict)
    _font: int = 0
    _page: str = "cp1252"
    _counts: dict[str, int] = field(default_factory=dict)
    _skip: int = 0
    _optional: bool = False
    _bytes: bytearray = field(default_factory=bytearray)

    def runs(self, stream: Iterator[Token]) -> Iterator[Run]:
        """Return the runs in order."""
        for token in stream:
            if token.raw:
                self._take_raw(token.raw)
                continue
            if token.word != "'":
                yield from self._flush()
            if token.brace:
                self._brace(token.brace)
            else:
                yield from self._say(self._word(token))
        yield from self._flush()

    def _take_raw(self, raw: bytes) -> None:
        skipped = min(self._skip, len(raw))
        self._skip -= skipped
        self._optional = False
        if not self._group.silent:
            self._bytes += raw[skipped:]

    def _flush(self) -> Iterator[Run]:
        if self._bytes:
            text = self._bytes.decode(self._group.encoding or self._page, errors="replace")
            self._bytes.clear()
            yield from self._say(text)

    def _say(self, text: str) -> Iterator[Run]:
        group = self._group
        if text and not group.silent:
            yield Run(group.place, group.number, text, group.hidden, group.deleted)

    def _brace(self, brace: str) -> None:
        self._skip = 0
        if brace == "{":
            if len(self._outer) >= _DEEPEST:
                raise Unreadable("its groups are nested too deep")
            self._outer.append(self._group)
        elif self._outer:
            self._group = self._outer.pop()

    def _word(self, token: Token) -> str:
        word, number = token.word, token.number
        if self._skip and word != "u":
            self._skip -= 1
            return ""
        if word == "*":
            self._optional = True
            return ""
        optional, self._optional = self._optional, False
        if word in _CHARACTERS:
            return _CHARACTERS[word]
        if word == "u" and number is not None:
            self._skip = self._group.unicode_skip
            return chr(number % _SURROGATE)
        setter = _SETTERS.get(word)
        if setter is not None:
            self._group = setter(self, number)
        elif word in _PLACES or word in _SILENT or optional:
            self._enter(word)
        return ""

    def _enter(self, word: str) -> None:
        place = _PLACES.get(word, "")
        if not place:
            self._group = replace(self._group, silent=True, in_fonts=word == "fonttbl")
            return
        self._counts[place] = self._counts.get(place, 0) + 1
        self._group = replace(self._group, place=place, number=self._counts[place], silent=False)

    def set_page(self, number: int | None) -> _Group:
        """Take the code page of the file."""
        self._page = _known(f"cp{number}")
        return self._group

    def set_font(self, number: int | None) -> _Group:
        """Take the font: each has its character set."""
        self._font = number or 0
        return replace(self._group, encoding=self._fonts.get(self._font, ""))

    def set_charset(self, number: int | None) -> _Group:
        """Take the character set of a font in the table of fonts."""
        if self._group.in_fonts and number in _CHARSETS:
            self._fonts[self._font] = _CHARSETS[number]
        return self._group

    def set_mode(self, **changes: object) -> _Group:
        """Take what holds until the group ends."""
        return replace(self._group, **changes)  # type: ignore[arg-type]  # the setters below know


_SETTERS: dict[str, Callable[[RtfReading, int | None], _Group]] = {
    "ansicpg": RtfReading.set_page,
    "f": RtfReading.set_font,
    "fcharset": RtfReading.set_charset,
    "uc": lambda reading, number: reading.set_mode(unicode_skip=min(max(number or 0, 0), 8)),
    "v": lambda reading, number: reading.set_mode(hidden=number != 0),
    "deleted": lambda reading, number: reading.set_mode(deleted=number != 0),
    "plain": lambda reading, _number: reading.set_mode(hidden=False, deleted=False),
}


def _known(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return "cp1252"
