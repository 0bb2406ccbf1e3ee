"""What a person calls the traits of a file, and what each means for whoever opens it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.domain.attachment import FileTrait


@dataclass(frozen=True, slots=True)
class TraitWords:
    """A trait in words: its short title, a sentence about it, and one or many files with it."""

    title: str
    sentence: str
    one: str
    many: str


TRAITS: Mapping[FileTrait, TraitWords] = MappingProxyType(
    {
        FileTrait.EXECUTABLE: TraitWords(
            "program",
            "It is a program, or a script that a double click runs.",
            "a file that is a program",
            "files that are programs",
        ),
        FileTrait.MACRO: TraitWords(
            "macro",
            "It carries a macro: code that can run when it is opened.",
            "a file with a macro",
            "files with macros",
        ),
        FileTrait.ACTIVE_CONTENT: TraitWords(
            "active content",
            "It carries a script, or does something of its own when it is opened.",
            "a file with active content",
            "files with active content",
        ),
        FileTrait.ENCRYPTED: TraitWords(
            "asks for a password",
            "It, or a file within it, asks for a password.",
            "a file that asks for a password",
            "files that ask for a password",
        ),
        FileTrait.POLYGLOT: TraitWords(
            "two kinds in one",
            "It is a valid file of two kinds: what it shows depends on what opens it.",
            "a file that is of two kinds at once",
            "files that are of two kinds at once",
        ),
        FileTrait.WRONG_ENDING: TraitWords(
            "not what its name says",
            "Its name claims another kind of file than it is.",
            "a file that is not what its name says",
            "files that are not what their names say",
        ),
        FileTrait.DECEPTIVE_NAME: TraitWords(
            "deceptive name",
            "Its name is made to be read as another name.",
            "a file with a deceptive name",
            "files with deceptive names",
        ),
        FileTrait.OUTSIDE_PATH: TraitWords(
            "unpacks elsewhere",
            "A file within it would land outside the folder it is unpacked to.",
            "a file that would unpack outside its folder",
            "files that would unpack outside their folders",
        ),
        FileTrait.EXTERNAL_LINK: TraitWords(
            "fetches from elsewhere",
            "Opening it fetches something from elsewhere.",
            "a file that fetches something from elsewhere",
            "files that fetch something from elsewhere",
        ),
        FileTrait.HIDDEN_CONTENT: TraitWords(
            "hidden content",
            "It holds hidden sheets, slides, rows or text.",
            "a file with hidden content",
            "files with hidden content",
        ),
        FileTrait.BROKEN: TraitWords(
            "torn or malformed",
            "It is torn or malformed: others may see in it what was not seen here.",
            "a file that is torn or malformed",
            "files that are torn or malformed",
        ),
    }
)


def in_order(traits: Iterable[FileTrait]) -> tuple[FileTrait, ...]:
    """Return the traits as people are told of them: what runs first, what only puzzles last."""
    held = frozenset(traits)
    return tuple(trait for trait in TRAITS if trait in held)
