"""The platforms as the suites meet them: the chat's real room, Slack and Teams with stand-ins."""

from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from bot.domain.message import Message, Platform
from bot.extraction.reader import Fetch
from bot.local.directory import LocalDirectory
from bot.local.enforcer import LocalEnforcer
from bot.local.people import TENANT
from bot.local.room import Room
from bot.ports import Directory, Enforcer
from bot.slack.config import SlackConfig
from bot.slack.directory import SlackDirectory
from bot.slack.downloads import Downloads
from bot.slack.enforcer import SlackEnforcer
from bot.slack.installations import VaultInstallationStore
from bot.slack.web import Web
from bot.slack.workspaces import Workspaces
from bot.teams.app import build_teams
from bot.teams.config import Registration, TeamsConfig
from bot.teams.keeping import TeamsKeeping
from tests import builders as b
from tests.fakes import CountingMeter
from tests.standins import teams_company
from tests.standins.slack_world import BOT_TOKEN, HOME, small_company
from tests.standins.teams_files import download_info
from tests.standins.teams_people import APP_ID, APP_SECRET
from tests.standins.teams_people import TENANT as TEAMS_TENANT
from tests.unit.local.building import with_file

TEXT = "my ssn is 536-22-8765"
TABLE = b"name,town\nAda,Salem\n"


@dataclass(frozen=True, kw_only=True)
class Place:
    """A platform, a message with a file on it, one that is not there, and who and what it has."""

    enforcer: Enforcer
    directory: Directory
    fetch: Fetch
    message: Message
    missing: Message
    member: str
    outsider: str
    inside: str
    shared: str

    @property
    def tenant(self):
        return self.message.ref.tenant


def _message(place, file, author, **changes):
    about = b.ref(**place)
    return b.message(
        TEXT,
        ref=about,
        author=b.author(id=author, tenant=about.tenant),
        conversation=b.conversation(id=about.conversation),
        attachments=(b.attachment(size=len(TABLE), claimed_type="text/csv", **file),),
        **changes,
    )


@asynccontextmanager
async def local_place(clock):
    """Give the room of the local chat."""
    room = Room(clock=clock)
    post = with_file(room, content=TABLE, text=TEXT)
    room.put(post)
    file = {"id": post.files[0].id, "name": post.files[0].name, "locator": post.files[0].id}
    where = {"tenant": TENANT, "conversation": post.conversation, "message": post.id}
    message = _message(where, file, post.author)

    def fetch(attachment, _tenant):
        return room.uploads.fetch(attachment.locator)

    yield Place(
        enforcer=LocalEnforcer(room),
        directory=LocalDirectory(),
        fetch=fetch,
        message=message,
        missing=replace(message, ref=replace(message.ref, message="M404")),
        member="dana",
        outsider="priya",
        inside="benefits-team",
        shared="northfield-rollout",
    )


@asynccontextmanager
async def slack_place(slack, vault, clock):
    """Give a workspace of the stand-in, untouched by other tests."""
    slack.world = small_company()
    config = SlackConfig(
        bot_token=BOT_TOKEN,
        signing_secret="secret",
        api_url=slack.api_url,
        admin_channel="C0ADMINS",
    )
    web = Web(config.api_url)
    await web.open()
    # Nothing is installed but the workspace of the token.
    workspaces = Workspaces(config, web, VaultInstallationStore(vault), clock)
    try:
        yield Place(
            enforcer=SlackEnforcer(config, workspaces, clock),
            directory=SlackDirectory(workspaces, clock),
            fetch=Downloads(config, web, workspaces).fetch,
            **_said_on(slack),
        )
    finally:
        await web.close()


def _said_on(slack):
    slack.world.add_file("F1", TABLE)
    listed = slack.file_object("F1")
    said = slack.world.say("C0GENERAL", "UADA", TEXT, files=[listed])
    where = {
        "platform": Platform.SLACK,
        "tenant": HOME,
        "conversation": "C0GENERAL",
        "message": said["ts"],
    }
    file = {"id": "F1", "name": "F1.csv", "locator": listed["url_private_download"]}
    message = _message(where, file, "UADA")
    return {
        "message": message,
        "missing": replace(message, ref=replace(message.ref, tenant="T0ELSEWHERE")),
        "member": "UADA",
        "outsider": "UPART",
        "inside": "C0GENERAL",
        "shared": "C0PARTNER",
    }


@asynccontextmanager
async def teams_place(teams, vault, clock):
    """Give a tenant of the stand-in, untouched by other tests, whose talk the bot has heard."""
    teams.world = teams_company.small_company()
    registration = Registration(
        app_id=APP_ID,
        tenant=TEAMS_TENANT,
        secret=APP_SECRET,
        admin_conversation=teams_company.ADMINS,
    )
    config = TeamsConfig(
        registrations=(registration,),
        login_url=teams.login_url,
        openid_url=teams.openid_url,
        file_hosts=(teams.files_origin,),
    )
    keeping = TeamsKeeping(queue=None, messages=None, cases=None, coverage=None, vault=vault)
    room = build_teams(config, keeping, clock=clock, meter=CountingMeter())
    await room.web.open()
    try:
        yield Place(
            enforcer=room.enforcer,
            directory=room.directory,
            fetch=room.downloads.fetch,
            **await _said_on_teams(teams, room),
        )
    finally:
        await room.web.close()


async def _said_on_teams(teams, room):
    world, reports, deal = teams.world, teams_company.REPORTS, teams_company.DEAL
    ada, partner = world.people[teams_company.ADA], world.people[teams_company.PARTNER]
    said = world.say(reports, ada.id, TEXT)
    for heard in (said, world.say(deal, partner.id, "hello")):
        await room.references.learn(teams.events.message(heard))
    info = download_info(teams, world.add_file("F1", TABLE))
    where = {
        "platform": Platform.TEAMS,
        "tenant": TEAMS_TENANT,
        "conversation": reports,
        "message": said.id,
    }
    file = {"id": "F1", "name": info["name"], "locator": info["content"]["downloadUrl"]}
    message = _message(where, file, ada.aad)
    return {
        "message": message,
        "missing": replace(message, ref=replace(message.ref, tenant="T0ELSEWHERE")),
        "member": ada.aad,
        "outsider": partner.aad,
        "inside": reports,
        "shared": deal,
    }
