"""How much a word looks like a password, and what only looks like one.

Nothing is judged by randomness. `has_a_sign` is what follows "the password is"; `is_mixed` what a
looser naming needs; `is_peculiar` is put together as no word, name or version is.
"""

from __future__ import annotations

import re

_HAS_A_SIGN = re.compile(r".*(?:[0-9]|[!@#$%^&*+=?~]|[a-z][A-Z]|\w_\w)")
# How it is, not what it is: "outdated", "mandatory".
_DESCRIBING = re.compile(r"(?i:ed|ing|able|ible|ly|ive|ent|ant|al|ic|ous|ful|less|en|ory|ary|que)$")
_LINKLIKE = re.compile(
    r"(?:https?://|www\.|mailto:|<|@\w+$|\d{1,2}/\d{1,2}/\d{2}|\$[\d,.]+[kKmM]?$)", re.IGNORECASE
)
_MEASURE = re.compile(
    r"\s?(?:days?|chars?|characters|times?|min(?:ute)?s?|hours?|years?|months?|is an? "
    r"(?:bad|weak)|rows?|tests?)|,?\s(?:and )?fail",
    re.IGNORECASE,
)
_MIXED = re.compile(
    r"(?=.*[a-z])(?=.*[0-9])[A-Za-z0-9][A-Za-z0-9!@#$%^&*?~_.-]{5,39}|"
    r"[A-Za-z0-9_.-]{2,20}[!#$%^&*~]{1,3}[A-Za-z0-9][A-Za-z0-9!@#$%^&*?~_.-]{2,30}"
)
# A name with its version or number, a host, a measure, a date, a file.
_NUMBERED = re.compile(
    r"""
    (?:windows|win|office|word|excel|outlook|exchange|sharepoint|server|sql|teams|chrome|firefox
      |python|php|java|node|ruby|perl|ubuntu|debian|centos|rhel|fedora|macos|ios|ipad|iphone|android
      |galaxy|pixel|log4j|struts|sha|md|base|utf|http|tls|ipv|oauth|saml|usb|vs|covid|room
      |gate|table|step|level|phase
      |version|ver|rev|v|part|item|line|page|week|day|block|unit|zone|floor|site|bldg|building
      |release|build|sprint|ticket|case|order|invoice|issue|bug|req|chg|inc|task|host|web|db|app
      |prod|dev|stage|staging|test|qa|node|srv|vm|pc|laptop|printer|gpt)
      [-_ ]?v?\d[\d.]*(?:[a-z]{0,3}\d{0,2}|[-_.]\w+)
    | \d+(?:\.\d+)*(?:st|nd|rd|th|k|m|g|mb|gb|tb|kb|ms|s|h|hrs?|am|pm|x|px|pt|ft|in|lbs?|oz|mg|ml
      |mcg|cm|mm|kg|min|days?|weeks?|months?|years?)
    | \d[\d:.-]*(?:am|pm)?(?:-\d[\d:.-]*(?:am|pm)?)
    | .*\.(?:pdf|docx?|xlsx?|csv|txt|zip|png|jpe?g|ps1|sh|py|js|ya?ml|json|exe|msi|log|local|com|org
      |net|gov|edu|io|us)
    | [a-z]+(?:-[a-z]+)*[-_]?v?\d+(?:\.\d+)+.*      # a package and its version
    | (?-i:[a-z]+(?:-[a-z]+)*-?\d{1,3}(?:-[a-z]+)*)  # a host
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PECULIAR = re.compile(
    r"(?=.*[0-9])[A-Za-z][A-Za-z0-9!@#$%^&*?~_.-]*"
    r"[A-Za-z0-9][!#$%^&*~]{1,3}[A-Za-z0-9][A-Za-z0-9!@#$%^&*?~_.-]*"
    r"|(?:[A-Z]@[a-z0-9$]{2,}(?=.*[0-9])|[A-Za-z$0-9]*[Pp]@[s$5]{2})[A-Za-z0-9!@#$%^&*?~_-]*"
)
# "case#4412", "name#1234", "R&D2025", "US$300", "Outer$Inner2", "100%25", "a@host.corp"
_SIGNED = re.compile(
    r"[a-z.-]+#\d+|[A-Za-z]+!+1+|\w+#\d{3,}|(?i:apt|suite|ste|unit|rm|room|bldg|lot|box|no|item"
    r"|po|inv|invoice|ticket|case|order|ref|issue|pr|bug|part|id|dept|cpu|gpu|disk)#.*"
    r"|[A-Z]&[A-Z].*|[A-Z]{1,3}\$\d.*|.*[a-z]\$[A-Z].*|.*\$\d+\$?.*\$?|.*%(?:[0-9A-F]{2}"
    r"|[A-Z][a-z]).*|.*@.*[.@].*|.*[a-z]{3}@.*|.*~.*\d{4,}.*|[\d.]+[*^].*|[a-z]+[*^~][\d.]+"
    r"|\w[*^]\d+"
)
_SHORTEST_PECULIAR = 7
_SHORTEST_STRONG = 8
_KINDS = tuple(re.compile(kind) for kind in ("[a-z]", "[A-Z]", "[0-9]", r"[!#$%&*@^~?._-]"))
_NEXT_PARAMETER = re.compile(r"&[A-Za-z_]{1,30}=.*", re.DOTALL)
_WRAPPING = "\"'`*)]}>,.;:|_"


def has_a_sign(value: str) -> bool:
    """Whether a digit, a mark or an odd capital makes it more than a word."""
    return _HAS_A_SIGN.match(value) is not None


def is_mixed(value: str) -> bool:
    """Whether letters and digits, or words and marks, are mixed as no name or version is."""
    return _MIXED.fullmatch(value) is not None and _NUMBERED.fullmatch(value) is None


def is_peculiar(value: str) -> bool:
    """Whether marks stand inside it as in no word, reference or measure: "Blue$ky77"."""
    return (
        len(value) >= _SHORTEST_PECULIAR
        and _PECULIAR.fullmatch(value) is not None
        and _SIGNED.fullmatch(value) is None
    )


def is_strong(value: str) -> bool:
    """Whether it is long and of all kinds, as rules for passwords ask: "D4shboard!"."""
    return (
        len(value) >= _SHORTEST_STRONG
        and all(kind.search(value) for kind in _KINDS)
        and is_mixed(value)
        and _SIGNED.fullmatch(value) is None
    )


def is_describing(value: str) -> bool:
    """Whether the word says how a password is: "outdated"."""
    return _DESCRIBING.search(value) is not None


def is_something_else(value: str, text: str, end: int) -> bool:
    """Whether it is a link, a mention, a date, a price, or what a measure follows."""
    return _LINKLIKE.match(value) is not None or _MEASURE.match(text, end) is not None


def unwrapped(value: str, quote: str) -> str:
    """Return the value without its quote, an address's next parameter, the sentence's marks."""
    if quote and quote in value:
        return value[: value.index(quote)]
    trimmed = _NEXT_PARAMETER.sub("", value).rstrip(_WRAPPING + "?")
    bare = trimmed.rstrip("!")
    # After a plain word it is the sentence's mark, not the password's.
    return trimmed if has_a_sign(bare) else bare
