"""The console on the real store, served on loopback; tests flag threads through the store."""

from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count

from starlette.applications import Starlette

from bot.console.app import Console
from bot.console.sign_in import SignIn
from bot.domain.decision import ActionKind
from bot.queue.embedded import EmbeddedQueue
from bot.reviewing import Reviewing
from bot.store.cases import SqlCaseStore
from bot.store.coverage import SqlCoverageLog
from bot.store.engine import open_database
from bot.store.messages import SqlMessageStore
from bot.store.sealed import AesGcmSealer
from tests import builders as b
from tests.case_builders import LEAK, SECRET
from tests.fakes import FixedClock
from tests.serving import served

_KEY = b"k" * 32


@dataclass(kw_only=True)
class Site:
    """A served console and the stores behind it."""

    url: str = ""
    clock: FixedClock
    sign_in: SignIn
    cases: SqlCaseStore
    messages: SqlMessageStore
    queue: EmbeddedQueue
    coverage: SqlCoverageLog
    _numbers: count = field(default_factory=lambda: count(1))

    async def flag(self, text=LEAK, **changes):
        """Write down a message in which the number was found, and return its case's number."""
        at = text.index(SECRET)
        found = (b.finding(start=at, end=at + len(SECRET)),)
        return await self._flag(text, found, changes)

    async def flag_files(self, *files, text="See the files.", found=(), **changes):
        """Write down a message with files in which that was found, and return its case's number."""
        return await self._flag(text, tuple(found), changes | {"attachments": files})

    async def _flag(self, text, found, changes):
        number = next(self._numbers)
        match = b.match(findings=found, **changes.pop("match", {}))
        unfinished = changes.pop("unfinished", ())
        defaults = {"ref": b.ref(message=f"M{number}"), "sent_at": self.clock.now()}
        message = b.message(text, **defaults | changes)
        decision = b.decision(
            ref=message.ref,
            decided_at=self.clock.now(),
            matches=(match,),
            actions=(b.action(), b.action(ActionKind.OPEN_CASE)),
            unfinished=unfinished,
        )
        result = b.result(findings=found, categories={"PII": 0.93}, unfinished=unfinished)
        await self.messages.save_message(message)
        await self.messages.save_decision(message, result, decision)
        lines = await self.cases.list_cases()
        return max(line.id for line in lines)

    def console(self):
        """Return the console over these stores."""
        return Console(
            cases=self.cases,
            queue=self.queue,
            coverage=self.coverage,
            reviewing=Reviewing(cases=self.cases, clock=self.clock),
            sign_in=self.sign_in,
            clock=self.clock,
        )


@asynccontextmanager
async def console_site(folder):
    """Serve a console whose store lives in that folder."""
    clock = FixedClock()
    sealer = AesGcmSealer([_KEY])
    database = await open_database(f"sqlite:///{folder / 'console.db'}")
    site = Site(
        clock=clock,
        sign_in=SignIn(clock),
        cases=SqlCaseStore(database, sealer, clock),
        messages=SqlMessageStore(database, sealer, clock),
        queue=EmbeddedQueue(database, sealer, clock),
        coverage=SqlCoverageLog(database, sealer, clock),
    )
    try:
        async with served(Starlette(routes=site.console().routes)) as site.url:
            yield site
    finally:
        await database.close()
