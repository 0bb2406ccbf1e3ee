"""Long texts are sealed beside the event loop, which has others to answer."""

import threading
from dataclasses import dataclass, field

import pytest

from bot.store.messages import SqlMessageStore
from bot.store.sealed import AesGcmSealer
from tests import builders as b
from tests.databases import open_new_database
from tests.fakes import FixedClock


@dataclass
class WatchedSealer:
    """Seals, and remembers on which threads."""

    sealer: AesGcmSealer = field(default_factory=lambda: AesGcmSealer([b"k" * 32]))
    threads: set = field(default_factory=set)

    def seal(self, plain, **place):
        self.threads.add(threading.current_thread())
        return self.sealer.seal(plain, **place)

    def open(self, sealed, **place):
        return self.sealer.open(sealed, **place)


@pytest.mark.parametrize("decided", [False, True], ids=["a message", "a decision"])
async def test_nothing_is_sealed_on_the_event_loop(tmp_path, decided):
    sealer, database = WatchedSealer(), await open_new_database(tmp_path)
    messages, sent = SqlMessageStore(database, sealer, FixedClock()), b.message()

    if decided:
        await messages.save_decision(sent, b.result(), b.decision())
    else:
        await messages.save_message(sent)
    await database.close()

    assert sealer.threads
    assert threading.current_thread() not in sealer.threads
