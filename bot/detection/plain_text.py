"""Text as detectors read it: look-alikes folded to ASCII, with the way back to the original.

Zero-width marks go, look-alike letters and digits become ASCII, odd spaces and dashes plain ones,
and Slack's markup becomes what a person sees. Offsets of the result map back to the original.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&nbsp;": " "}
_ODD = re.compile(
    r"(?P<entity>&(?:amp|lt|gt|quot|#39|nbsp);)"
    r"|<(?P<call>tel:|mailto:|sip:)(?P<callee>[^<>|\n]{1,300})(?:\|(?P<shown>[^<>\n]{0,300}))?>"
    r"|<(?P<url>[a-z][a-z0-9+.-]{1,20}://[^<>|\s]{1,3000})(?:\|(?P<title>[^<>\n]{0,500}))?>"
    r"|(?P<mention><[@#!][^<>\n]{1,200}>)"
    # Case matters here: to a pattern that ignores it, a Kelvin sign is a k and so within ASCII.
    r"|(?P<char>(?-i:[^\x00-\x7f]))",
    re.IGNORECASE,
)
# Letters of other scripts that a reader takes for Latin ones (Unicode's confusables.txt).
_LOOK_ALIKES = dict(
    zip(
        "АВСЕНІЈКМОРЅТХУаеіјорсухѕԁһԛԝҮԚԜӀӏѵİ"
        "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανρυικϲϳ"
        "օսոհցզᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢıɑɡ",
        "ABCEHIJKMOPSTXYaeijopcyxsdhqwYQWIlvI"
        "ABEZHIKMNOPTYXoavpuikcj"
        "ounhgqabcdefghijklmnoprstuvwyziag",
        strict=True,
    )
)
# Letters and digits in discs and boxes that Unicode does not call compatible with plain ones.
_IN_A_SHAPE = {
    chr(first + place): char
    for first, chars in (
        (0x1F150, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        (0x1F170, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        (0x24F5, "123456789"),
        (0x24FF, "0"),
        (0x2776, "123456789"),
        (0x2780, "123456789"),
        (0x278A, "123456789"),
    )
    for place, char in enumerate(chars)
}
_BLANKS = dict.fromkeys("\u115f\u1160\u2800\u3164\uffa0", " ")  # letters that show nothing
_QUOTES_AND_DASHES = dict(
    zip("‘’‚‛“”„‐‑‒–—―−﹘﹣·․", "'" * 4 + '"' * 3 + "-" * 9 + "..", strict=True)
)

_KNOWN = _LOOK_ALIKES | _IN_A_SHAPE | _BLANKS | _QUOTES_AND_DASHES


_AS_THEY_ARE = array("I")


@dataclass(frozen=True, slots=True)
class PlainText:
    """Folded text; `starts` and `ends` hold the original offsets of each of its characters.

    They are empty where nothing was folded.
    """

    text: str
    starts: array[int] = field(default_factory=lambda: _AS_THEY_ARE)
    ends: array[int] = field(default_factory=lambda: _AS_THEY_ARE)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the original offsets of a span of the folded text that is not empty."""
        if not self.starts:
            return start, end
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> PlainText:
    """Return the text as detectors read it."""
    if text.isascii() and "<" not in text and "&" not in text:
        return PlainText(text)
    plain: list[str] = []
    starts, ends = array("I"), array("I")
    for piece, start, end in _pieces(text):
        plain.append(piece)
        if len(piece) == end - start:
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
        else:
            starts.extend([start] * len(piece))
            ends.extend([end] * len(piece))
    return PlainText("".join(plain), starts, ends)


def _pieces(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield what to read, and the original span it stands for; nothing of the text twice."""
    done = 0
    for odd in _ODD.finditer(text):
        if odd.start() > done:
            yield text[done : odd.start()], done, odd.start()
        yield from _replaced(odd)
        done = odd.end()
    if done < len(text):
        yield text[done:], done, len(text)


def _replaced(odd: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    if odd["char"] is not None:
        yield _fold_char(odd["char"]), odd.start(), odd.end()
    elif odd["entity"] is not None:
        yield _ENTITIES[odd["entity"].lower()], odd.start(), odd.end()
    elif odd["mention"] is not None:
        yield " ", odd.start(), odd.end()
    elif odd["call"] is not None:
        yield from _group(odd, "shown" if odd["shown"] else "callee")
    else:
        yield from _link(odd)


def _link(odd: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    yield from _group(odd, "url")
    title = odd["title"]
    if title and title not in odd["url"]:  # a bare address is shown as its own title
        yield " ", odd.start("title") - 1, odd.start("title")
        yield from _group(odd, "title")


def _group(odd: re.Match[str], name: str) -> Iterator[tuple[str, int, int]]:
    offset = odd.start(name)
    for piece, start, end in _pieces(odd[name]):
        yield piece, start + offset, end + offset


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    if (known := _KNOWN.get(char)) is not None:
        return known
    category = unicodedata.category(char)
    if category in {"Cf", "Mn", "Me"}:
        return ""
    if category == "Cs":  # half a surrogate pair: no text, and no matcher takes it
        return "\ufffd"
    if category in {"Zs", "Zl", "Zp"}:
        return " " if category == "Zs" else "\n"
    if category == "Nd":
        return str(unicodedata.decimal(char))
    compatible = unicodedata.normalize("NFKC", char)
    return compatible if compatible.isascii() else char
