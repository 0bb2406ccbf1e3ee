"""How the console names people; the one place that changes when names are blinded."""

from __future__ import annotations

from bot.domain.case import CaseLine
from bot.domain.message import Author, Standing
from bot.domain.notice import safe_name

_STANDINGS = {
    Standing.MEMBER: "",
    Standing.GUEST: "guest",
    Standing.EXTERNAL: "outside the organisation",
    Standing.BOT: "bot",
    Standing.UNKNOWN: "standing unknown",
}


def shown_name(name: str, person: str = "") -> str:
    """Return the name a supervisor sees for somebody."""
    return safe_name(name or person or "somebody unknown")


def author_of_line(line: CaseLine) -> str:
    """Return the author as the queue lists them."""
    return shown_name(line.author_name)


def author_of(author: Author) -> str:
    """Return the author as a case names them."""
    return shown_name(author.name, author.id)


def initials(name: str) -> str:
    """Return up to two letters that stand for a name."""
    words = [word for word in name.split() if word[0].isalnum()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper() or "?"


def standing_of(author: Author) -> str:
    """Return what the author is to the organisation, empty for an ordinary member."""
    return _STANDINGS[author.standing]
