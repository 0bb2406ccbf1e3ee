"""Slack as a stage."""

from contextlib import asynccontextmanager
from datetime import timedelta

from slack_sdk.oauth.installation_store import Installation

from bot.domain.message import MessageRef, Platform
from bot.slack.app import SlackKeeping, build_slack
from bot.slack.config import SlackConfig
from tests.fakes import CountingMeter
from tests.integration.road.stages.running import kept_in, running
from tests.integration.road.stages.stage import Stage
from tests.integration.slack.conftest import MovableClock, Office
from tests.standins.slack_events import (
    SECRET,
    Sender,
    buttons_of,
    deletion_event,
    edit_event,
    message_event,
    press,
    submit,
)
from tests.standins.slack_world import BOT_TOKEN, HOME, PARTNER, Token, small_company

PLACES = {"team": "C0GENERAL", "guests": "C0GUESTS", "shared": "C0PARTNER", "direct": "DUADA"}
PEOPLE = {"author": "UADA", "colleague": "UBOB", "guest": "UGUEST", "partner": "UPART"}
_FROM_PARTNER = {
    "team_id": PARTNER,
    "enterprise_id": "E0PARTNER",
    "context_team_id": PARTNER,
    "is_ext_shared_channel": True,
}


class SlackStage(Stage):
    """A workspace of the stand-in."""

    def ref(self, message):
        return MessageRef(
            platform=Platform.SLACK,
            tenant=HOME,
            conversation=message["channel"],
            message=message["ts"],
        )

    def warnings(self):
        return len(self.office.world.sent_to("UADA"))

    async def say(self, text, *, who="author", where="team", below=None, file=None, gone=False):
        channel, world = PLACES[where], self.office.world
        if where == "direct":
            world.direct(PEOPLE[who])
        more = {"thread_ts": below["ts"]} if below else {}
        if file is not None:
            world.add_file("F1", file, user=PEOPLE[who])
            more |= {"files": [self.office.slack.file_object("F1")], "subtype": "file_share"}
        message = world.say(channel, PEOPLE[who], text, **more)
        kind = "im" if where == "direct" else "channel"
        event = message_event(message, channel, channel_type=kind)
        outside = _FROM_PARTNER if who == "partner" else {}
        if outside:
            event["team"] = PARTNER
        if gone:
            del world.channels[channel]
        await self.office.send.event(event, **outside)
        message["channel"] = channel
        return message

    async def edit(self, message, text):
        event = edit_event(
            message, text, edited_ts=self.office.world.stamp(), channel=message["channel"]
        )
        await self.office.send.event(event)

    async def delete(self, message):
        await self.office.send.event(deletion_event(message, channel=message["channel"]))

    async def answer(self, message, kind, reason=""):
        buttons = buttons_of(self.office.world.sent_to("UADA")[-1])
        await self.office.send.interaction(press(buttons[kind]))
        await self.settled()
        if reason:
            opened = self.office.world.calls_to("views.open")[-1]
            await self.office.send.interaction(submit(opened["view"], reason))

    async def allow_removal(self):
        """Let the author grant the removal of their own messages."""
        self.office.world.tokens["xoxp-ada"] = Token("UADA")
        grant = Installation(user_id="UADA", team_id=HOME, user_token="xoxp-ada")
        await self.office.room.workspaces.installations.async_save(grant)

    async def limit(self):
        """Let the platform ask to wait half a minute before the next warning."""
        self.office.world.fail("chat.postMessage", status=429, retry_after=30)

    async def wait_out(self):
        """Let that time pass, once the platform has asked."""

        async def has_asked():
            return self.office.counted("events", outcome="retry") == 1

        await self.until(has_asked)
        self.office.clock.ahead += timedelta(seconds=31)

    async def lose_author(self):
        """Let the author not be written to any more."""
        self.office.world.fail("conversations.open", error="user_disabled", times=9)

    async def uninstall(self):
        await self.office.send.event({"type": "app_uninstalled"})


@asynccontextmanager
async def slack_stage(slack, folder):
    """Give a workspace that no other test has touched, with Chatwarden on it."""
    slack.world = small_company()
    clock, meter = MovableClock(), CountingMeter()
    config = SlackConfig(
        bot_token=BOT_TOKEN,
        signing_secret=SECRET,
        api_url=slack.api_url,
        admin_channel="C0ADMINS",
        join_pause=0.0,
    )
    async with kept_in(folder, SlackKeeping, clock) as keeping:
        room = build_slack(config, keeping, clock=clock, meter=meter)
        run = running(Platform.SLACK, room, keeping, clock=clock, meter=meter, sweep=False)
        async with run as (inspection, url):
            send = Sender(url)
            yield SlackStage(Office(slack, room, keeping, inspection, meter, clock, send, url))
            await send.close()
