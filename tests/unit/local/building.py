"""Builds what the chat's tests start from."""

from datetime import timedelta

from bot.local.room import Room
from bot.local.wire import Posted, PostedFile
from tests.builders import NOON


class StillClock:
    """A clock that moves only when told to."""

    def __init__(self):
        self.moment = NOON

    def now(self):
        return self.moment

    def move(self, **by):
        self.moment += timedelta(**by)


def room():
    return Room(clock=StillClock())


def posted(text="hello", **changes):
    defaults = {
        "id": "M1",
        "conversation": "benefits-team",
        "author": "dana",
        "text": text,
        "sent_at": NOON,
    }
    return Posted(**defaults | changes)


def with_files(chat_room, *names, **changes):
    uploads = [chat_room.uploads.keep("dana", name, "text/csv", b"a,b") for name in names]
    files = tuple(
        PostedFile(id=each.id, name=each.name, size=3, claimed_type="text/csv") for each in uploads
    )
    return posted(files=files, **changes)


def with_file(chat_room, name="list.csv", content=b"a,b", **changes):
    upload = chat_room.uploads.keep("dana", name, "text/csv", content)
    file = PostedFile(id=upload.id, name=name, size=len(content), claimed_type="text/csv")
    return posted(files=(file,), **changes)
