"""Tells the encodings of other alphabets apart, from before UTF-8, by how often letters occur.

Own, because the detectors there are answer with something for every text: charset-normalizer 3.5
called a line of French "mac_latin2", and a short one of Russian Korean. Here no answer is an
answer. A letter is common or it is not, and the right encoding is the one that makes most of the
letters common ones, by a clear margin.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

HIGH = bytes(range(0x80, 0x100))
_FEWEST_LETTERS = 10
_ENOUGH = 0.6
_MARGIN = 0.08
_CYRILLIC = frozenset("оеаинтсрвлкмдпуяьгзбі")
_GREEK = frozenset("αοιετσνηυρπκμλςάίόέή")
_HEBREW = frozenset("יהולאמתרבשןםנדקפעח")
_ARABIC = frozenset("اليمونرتبةعدسفهحقك")
_BESIDE_LATIN = re.compile(rb"(?<=[A-Za-z])[\x80-\xff]|[\x80-\xff](?=[A-Za-z])")
_KANA = range(0x3041, 0x30FF)
_IDEOGRAPHS = range(0x4E00, 0x9FFF)
_HANGUL = range(0xAC00, 0xD7A4)
_SOME_KANA = 0.15
_GB_COMMON = (0xB0, 0xD7)
_HANGUL_ENDS = 0xC8
_BIG5_COMMON = (0xA4, 0xC6)


def _among(common: frozenset[str]) -> Callable[[str, bytes], float]:
    def share(letters: str, sample: bytes) -> float:
        # A capital is rare and counts as no common letter: KOI8-R and CP1251 swap the cases.
        return sum(letter in common for letter in letters) / len(letters) * _apart(sample)

    return share


def _apart(sample: bytes) -> float:
    """Return how many of the high bytes stand apart from Latin letters: an accent does not."""
    high = len(sample) - len(sample.translate(None, HIGH))
    return max(0.0, 1.0 - 2 * len(_BESIDE_LATIN.findall(sample)) / high)


def _japanese(letters: str, _: bytes) -> float:
    kana = _share(letters, _KANA) + _share(letters, range(0x3001, 0x3003))
    # No Japanese is without kana; names alone may have few.
    return min(1.0, kana * 1.5 + _share(letters, _IDEOGRAPHS)) if kana > _SOME_KANA else 0.0


def _chinese(letters: str, sample: bytes) -> float:
    leads = _leads(sample)
    if _share(letters, _KANA) > _SOME_KANA:
        return 0.0
    common = sum(_GB_COMMON[0] <= lead <= _GB_COMMON[1] for lead in leads) / len(leads)
    return common if any(lead > _HANGUL_ENDS for lead in leads) else 0.0


def _taiwanese(letters: str, sample: bytes) -> float:
    leads = _leads(sample)
    common = sum(_BIG5_COMMON[0] <= lead <= _BIG5_COMMON[1] for lead in leads) / len(leads)
    return common * _share(letters, _IDEOGRAPHS)


def _korean(letters: str, _: bytes) -> float:
    return _share(letters, _HANGUL)


_JUDGES: Mapping[str, Callable[[str, bytes], float]] = MappingProxyType(
    {
        "cp1251": _among(_CYRILLIC),
        "koi8-u": _among(_CYRILLIC),
        "cp866": _among(_CYRILLIC),
        "iso8859-5": _among(_CYRILLIC),
        "cp1253": _among(_GREEK),
        "cp1255": _among(_HEBREW),
        "cp1256": _among(_ARABIC),
        "cp932": _japanese,
        "euc_jp": _japanese,
        "gb18030": _chinese,
        "big5": _taiwanese,
        "cp949": _korean,
    }
)


def other_alphabet(sample: bytes) -> str | None:
    """Return the encoding of text in another alphabet; None where it is not clear which."""
    scores = sorted(((_score(sample, encoding), encoding) for encoding in _JUDGES), reverse=True)
    (best, encoding), (second, _) = scores[:2]
    return encoding if best >= _ENOUGH and best - second >= _MARGIN else None


def _score(sample: bytes, encoding: str) -> float:
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    foreign = [char for char in text if not char.isascii()]
    letters = "".join(char for char in foreign if char.isprintable())
    if len(foreign) < _FEWEST_LETTERS or len(letters) < len(foreign):
        return 0.0
    return _JUDGES[encoding](letters, sample)


def _leads(sample: bytes) -> bytes:
    """Return the first byte of each pair of high bytes."""
    found, index = bytearray(), 0
    while index < len(sample):
        if sample[index] in HIGH:
            found.append(sample[index])
            index += 1
        index += 1
    return bytes(found) or b"\0"


def _share(letters: str, span: range) -> float:
    return sum(ord(letter) in span for letter in letters) / len(letters)
