"""What a notice says was found: one line a kind and file, values masked, counted, never more.

A file of ten thousand numbers is one line, and a message of fifty files does not fill the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from bot.domain.attachment import Attachment, Reading
from bot.domain.concerned import files_of
from bot.domain.decision import RuleMatch
from bot.domain.labels import counted_title, title_of
from bot.domain.message import Message
from bot.domain.showing import MASK, masked, safe_name
from bot.domain.tally import BODY, Tally, tally
from bot.domain.traits import TRAITS, in_order

_MOST_LINES = 20
_MOST_NAMES = 3


class Names:
    """What may be said of the files of a message: nothing that was found stands in it."""

    def __init__(self, matches: Sequence[RuleMatch], message: Message) -> None:
        texts = {part.name: part.text for part in message.own_parts}
        self._values = {
            texts.get(finding.part, "")[finding.start : finding.end]
            for match in matches
            for finding in match.findings
        }
        self._shown = {each.id: f"“{self.shown(each.name)}”" for each in message.attachments}

    def plain(self, text: str) -> str:
        """Return the text with what was found masked."""
        return masked(text, self._values)

    def shown(self, name: str) -> str:
        """Return a file's name safe to show, with what was found masked."""
        return safe_name(self.plain(name))

    def of(self, identity: str) -> str:
        """Return a file's name, in quotation marks; words for one that is not at hand."""
        return self._shown.get(identity, "the attachment")


def lines_of(matches: Sequence[RuleMatch], message: Message) -> tuple[str, ...]:
    """Return what was found, why the rules without findings held, and what is with the files."""
    names = Names(matches, message)
    lines = dict.fromkeys(
        (*_found(matches, message, names), *_about_files(matches, message, names))
    )
    shown = tuple(lines)[:_MOST_LINES]
    more = len(lines) - len(shown)
    return (*shown, f"and {more:,} more") if more else shown


def caution_lines(attachment: Attachment) -> tuple[str, ...]:
    """Return why a file is not to be opened, for people who need not know what it holds."""
    because = [TRAITS[trait].sentence for trait in in_order(attachment.traits)]
    if attachment.reading is not Reading.READ:
        because.append(
            "It could not be checked in full."
            if attachment.is_partly_read
            else "It could not be checked."
        )
    return tuple(because)


def looks_not_finished(
    unfinished: Iterable[str], attachments: Sequence[Attachment], shown: Callable[[str], str]
) -> tuple[str, ...]:
    """Return the looks that did not finish, each once for all the places in a file."""
    counted: dict[str, int] = {}
    for look in unfinished:
        named = _named(look, attachments, shown)
        counted[named] = counted.get(named, 0) + 1
    said = [f"{look} ({count:,} places)" if count > 1 else look for look, count in counted.items()]
    more = [f"and {len(said) - _MOST_LINES:,} more"] if len(said) > _MOST_LINES else []
    return (*said[:_MOST_LINES], *more)


def _found(matches: Sequence[RuleMatch], message: Message, names: Names) -> Iterator[str]:
    for match in matches:
        yield from _counted(tally(match.findings, message.attachments), names)
        yield from (title_of(category) for category in match.categories)
        if not match.findings and not match.categories:
            yield match.because


def _counted(tallies: Iterable[Tally], names: Names) -> Iterator[str]:
    together: dict[tuple[str, str], list[Tally]] = {}
    for each in tallies:
        together.setdefault((each.label, each.source), []).append(each)
    for (label, source), group in together.items():
        title = counted_title(label, sum(len(each.findings) for each in group))
        where = group[0].where if len(group) == 1 else f"{len(group):,} places"
        inside = "" if source == BODY else f" in {names.of(source)}"
        yield f"{title}{inside}{f', {where}' if where else ''}: {MASK}"


def _about_files(matches: Sequence[RuleMatch], message: Message, names: Names) -> Iterator[str]:
    about = files_of([match for match in matches if match.attachments], message)
    if len(about) < len(message.attachments):
        yield from _which(about, names)
    for attachment in message.attachments:
        yield from _state(attachment, names, with_traits=attachment in about)


def _which(about: Sequence[Attachment], names: Names) -> Iterator[str]:
    """Say which of several files it is about."""
    said = [names.of(each.id) for each in about[:_MOST_NAMES]]
    more = [f"{len(about) - _MOST_NAMES:,} more"] if len(about) > _MOST_NAMES else []
    if said:
        yield f"this is about {' and '.join([', '.join(said), *more])}"


def _state(attachment: Attachment, names: Names, *, with_traits: bool) -> Iterator[str]:
    name = names.of(attachment.id)
    for trait in in_order(attachment.traits) if with_traits else ():
        sentence = TRAITS[trait].sentence
        yield f"{name}: {sentence[0].lower()}{sentence[1:].rstrip('.')}"
    if attachment.reading is Reading.UNSCANNED:
        how = "checked in full" if attachment.is_partly_read else "checked"
        yield f"{name} could not be {how}: {names.plain(attachment.because)}"


def _named(look: str, attachments: Iterable[Attachment], shown: Callable[[str], str]) -> str:
    """Name a file where a look names a part of it: "detector: x on attachment:F1:page 2"."""
    for attachment in attachments:
        before, inside, _ = look.partition(f"attachment:{attachment.id}:")
        if inside:
            return f"{before}“{shown(attachment.name)}”"
    return look
