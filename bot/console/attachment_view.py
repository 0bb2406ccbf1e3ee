"""One file of a message as a case page shows it; nothing of what is in it but by the marker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.console.file_kinds import kind_title
from bot.console.finding_view import FindingView, FindingViews
from bot.console.marking import Marker
from bot.console.words import READING_TITLES, file_size
from bot.domain.attachment import Attachment, FileTrait, Reading
from bot.domain.file_types import claimed_type, inner_type
from bot.domain.notice import safe_name
from bot.domain.traits import TRAITS, in_order

_LISTED = 40  # an archive has a thousand files; nobody judges by the fortieth
_TONES: Mapping[FileTrait, str] = MappingProxyType(
    {
        FileTrait.ENCRYPTED: "warn",
        FileTrait.EXTERNAL_LINK: "warn",
        FileTrait.WRONG_ENDING: "warn",
        FileTrait.BROKEN: "warn",
        FileTrait.HIDDEN_CONTENT: "info",
    }
)


@dataclass(frozen=True, slots=True)
class TraitView:
    """A trait as a labelled chip with a sentence."""

    title: str
    sentence: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentView:
    """A file and what became of the look inside.

    `claimed` is the type it pretends to be, empty where it is honest; `because` what was not read.
    """

    name: str
    size: str
    type: str
    claimed: str = ""
    sha256: str = ""
    traits: tuple[TraitView, ...] = ()
    reading: str
    tone: str
    because: str = ""
    findings: tuple[FindingView, ...] = ()
    more_places: int = 0


def view_attachment(
    attachment: Attachment, marker: Marker, findings: FindingViews
) -> AttachmentView:
    """Return the file as a page shows it."""
    found = findings.in_file(attachment)
    claimed = claimed_type(attachment)
    return AttachmentView(
        name=marker.plain(safe_name(attachment.name)),
        size=file_size(attachment.size),
        type=_type(attachment),
        claimed=kind_title(claimed) if claimed else "",
        sha256=attachment.sha256,
        traits=tuple(_trait(trait) for trait in in_order(attachment.traits)),
        reading=_reading(attachment),
        tone=_tone(attachment),
        because=marker.plain(attachment.because),
        findings=found[:_LISTED],
        more_places=max(len(found) - _LISTED, 0),
    )


def _type(attachment: Attachment) -> str:
    title = kind_title(inner_type(attachment))
    is_seen = attachment.real_type or not attachment.claimed_type
    return title if is_seen else f"{title}, by its own claim"


def _trait(trait: FileTrait) -> TraitView:
    words = TRAITS[trait]
    return TraitView(words.title, words.sentence, _TONES.get(trait, "bad"))


def _reading(attachment: Attachment) -> str:
    return "partly read" if attachment.is_partly_read else READING_TITLES[attachment.reading]


def _tone(attachment: Attachment) -> str:
    if attachment.reading is Reading.UNSCANNED:
        return "warn"
    return "good" if attachment.reading is Reading.READ else "info"
