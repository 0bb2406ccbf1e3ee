"""What became of a look, in the form that the tables of the tests beside have."""

from bot.domain.attachment import Attachment, Reading
from bot.extraction.limits import Limits
from bot.extraction.looking import look_at
from tests.reading import ROOM


def seen_in(name, content):
    """Return the attachment as it was looked at, in the room that every message has."""
    return look_at(ROOM, Attachment(id="F1", name=name), [content], Limits())


def outcome(name, content):
    """Return its type, why it was not read in full, its traits, and its places."""
    seen = seen_in(name, content)
    assert (seen.reading is Reading.READ) == (not seen.because)
    traits = tuple(sorted(trait.value for trait in seen.traits))
    return seen.real_type, seen.because, traits, tuple(each.place for each in seen.extracts)
