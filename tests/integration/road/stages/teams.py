"""Microsoft Teams, with the bot and no grant for Graph, as a stage."""

from contextlib import asynccontextmanager
from datetime import timedelta

from bot.domain.message import Platform
from bot.teams.app import build_teams
from bot.teams.config import Registration, TeamsConfig
from bot.teams.keeping import TeamsKeeping
from tests.fakes import CountingMeter
from tests.integration.road.stages.running import kept_in, running
from tests.integration.road.stages.stage import Stage
from tests.integration.teams.conftest import MovableClock, Office, ref_of
from tests.standins.teams_company import (
    ADA,
    ADMINS,
    BOB,
    DEAL,
    FINANCE,
    GUEST,
    PARTNER,
    PROJECT,
    REPORTS,
    small_company,
)
from tests.standins.teams_people import APP_ID, APP_SECRET, TENANT
from tests.standins.teams_sender import Sender

PLACES = {"team": REPORTS, "guests": PROJECT, "shared": DEAL, "direct": "a:ada"}
PEOPLE = {"author": ADA, "colleague": BOB, "guest": GUEST, "partner": PARTNER}


class TeamsStage(Stage):
    """A tenant of the stand-in."""

    def ref(self, message):
        return ref_of(message)

    def warnings(self):
        return len(self.office.world.sent_to(ADA))

    async def say(self, text, *, who="author", where="team", below=None, file=None, gone=False):
        world, events = self.office.world, self.office.events
        if where == "direct":
            world.direct(PEOPLE[who])
        more = {"root": below.id} if below else {}
        if file is not None:
            world.add_file("F1", file)
            # In a channel a bot learns no more than that there is one.
            more |= {"files": ["F1"]} if where == "direct" else {"html": _with_a_file(text)}
        message = world.say(PLACES[where], PEOPLE[who], text, **more)
        activity = events.message(message)
        if gone:
            del world.conversations[PLACES[where]]
        await self.office.send.activity(activity)
        return message

    async def edit(self, message, text):
        self.office.world.edit(message, text)
        await self.office.send.activity(self.office.events.edit(message))

    async def delete(self, message):
        self.office.world.delete(message)
        await self.office.send.activity(self.office.events.delete(message))

    async def answer(self, message, kind, reason=""):
        await self.office.press(ADA, kind, **({"reason": reason} if reason else {}))

    async def allow_removal(self):
        """There is no such grant."""

    async def limit(self):
        """Let the platform ask to wait half a minute before the next warning."""
        self.office.world.fail("activities.send", status=429, retry_after=30)

    async def wait_out(self):
        """Let that time pass, once the platform has asked."""

        async def has_asked():
            return self.office.counted("events", outcome="retry") == 1

        await self.until(has_asked)
        self.office.clock.ahead += timedelta(seconds=31)

    async def lose_author(self):
        """Let the author not be written to any more."""
        self.office.world.people[ADA].has_blocked = True

    async def uninstall(self):
        await self.office.send.activity(self.office.events.installation(FINANCE, "remove"))


def _with_a_file(text):
    return f'<p>{text}</p><attachment id="F1"></attachment>'


@asynccontextmanager
async def teams_stage(teams, folder):
    """Give a tenant that no other test has touched, with Chatwarden in two of its teams."""
    teams.world = small_company()
    clock, meter = MovableClock(), CountingMeter()
    registration = Registration(
        app_id=APP_ID, tenant=TENANT, secret=APP_SECRET, admin_conversation=ADMINS
    )
    config = TeamsConfig(
        registrations=(registration,),
        login_url=teams.login_url,
        openid_url=teams.openid_url,
        file_hosts=(teams.files_origin,),
    )
    async with kept_in(folder, TeamsKeeping, clock) as keeping:
        room = build_teams(config, keeping, clock=clock, meter=meter)
        run = running(Platform.TEAMS, room, keeping, clock=clock, meter=meter)
        async with run as (inspection, url):
            send = Sender(f"{url}/api/messages", teams)
            await send.activity(teams.events.installation(FINANCE, "add"))
            yield TeamsStage(Office(teams, room, keeping, inspection, meter, clock, send, url))
            await send.close()
