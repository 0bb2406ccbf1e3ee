"""What is handed to Graph where a customer grants it, and what becomes of its answer."""

import aiohttp
import pytest
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.domain.attachment import Attachment, Reading
from bot.domain.decision import ActionKind, OutcomeStatus
from bot.domain.event import InboundEvent
from bot.domain.message import Platform
from bot.teams.app import build_teams
from bot.teams.outcomes import done
from bot.teams.tier import Tier
from tests.fakes import CountingMeter
from tests.integration.teams.acting import enforce, said_by
from tests.integration.teams.test_messages import HARMLESS
from tests.reading import fetched
from tests.standins.teams_company import ADA, CY, FINANCE, REPORTS
from tests.standins.teams_files import download_info
from tests.standins.teams_people import TENANT

BLOCKED = "the person has blocked or removed the app"
HIDDEN = '<p>see</p><attachment id="a1"></attachment>'


class Granted:
    """Grants what a test says, and remembers what it was asked for."""

    def __init__(self, world):
        self.world = world
        self.is_granted = True
        self.asked = []
        self.found = ()
        self.source = ("", "")

    async def block(self, kind, message, decision, place):
        self.asked.append((kind, place.group))
        return done(kind, "blocked") if self.is_granted else None

    async def tip(self, message, decision, place):
        self.asked.append(("tip", place.group))
        return done(ActionKind.WARN_AUTHOR, "tip") if self.is_granted else None

    async def find(self, ref, thread, place):
        self.asked.append((ref.message, thread, place.group))
        return self.found if self.is_granted else None

    async def address(self, attachment, tenant):
        return self.source

    async def install(self, person):
        self.world.people[person.mri].is_installed = self.is_granted
        return self.is_granted

    async def introduce(self, tenant, person):
        return None


class Wide:
    """Has a door, an event and work of its own."""

    def __init__(self):
        self.did = []
        self.routes = [Route("/graph", self._open)]

    async def _open(self, _request):
        return PlainTextResponse("open")

    def handles(self, inspection, responding, *, directory, references):
        return {"graph": self._handle}

    async def _handle(self, event, body):
        self.did.append(body)

    async def start(self):
        self.did.append("started")

    async def stop(self):
        self.did.append("stopped")

    async def installed(self, place):
        self.did.append(("installed", place.conversation))

    async def is_told(self, tenant):
        return False

    async def forget(self, tenant):
        self.did.append(("forgot", tenant))


@pytest.fixture
def wide():
    return Wide()


@pytest.fixture
def granted(teams):
    return Granted(teams.world)


@pytest.fixture
def room(config, keeping, clock, granted, wide):
    tier = Tier(blocking=granted, files=granted, installing=granted, wider=wide)
    return build_teams(
        config, keeping, clock=clock, meter=CountingMeter(), make_tier=lambda *_: tier
    )


async def test_what_runs_beside_the_bot_is_started_served_handled_and_forgets(office, wide):
    async with aiohttp.ClientSession() as session, session.get(f"{office.url}/graph") as answer:
        served = await answer.text()
    event = InboundEvent(
        platform=Platform.TEAMS,
        tenant=TENANT,
        id="G1",
        kind="graph",
        body=b'{"a": 1}',
        received_at=office.clock.now(),
    )
    await office.keeping.queue.put(event)
    await office.settled()
    for action in ("add", "remove"):
        await office.tell(office.events.installation(FINANCE, action))

    assert (served, wide.did) == (
        "open",
        [
            "started",
            {"a": 1},
            ("installed", FINANCE),
            ("forgot", TENANT),
        ],
    )


REMOVALS = [ActionKind.REMOVE_MESSAGE, ActionKind.REMOVE_ATTACHMENT, ActionKind.HIDE_MESSAGE]


@pytest.mark.parametrize("kind", REMOVALS, ids=lambda kind: kind.value)
async def test_a_block_is_done_by_graph_with_the_team_it_asks_for(office, granted, kind):
    outcome = await enforce(office, await said_by(office, ADA), kind)

    assert (outcome.status, outcome.detail) == (OutcomeStatus.DONE, "blocked")
    assert granted.asked == [(kind, office.world.teams[FINANCE].group)]


async def test_where_it_was_never_granted_the_outcome_names_the_way(office, granted):
    granted.is_granted = False

    outcome = await enforce(office, await said_by(office, ADA), ActionKind.REMOVE_MESSAGE)

    assert outcome.status is OutcomeStatus.NOT_PERMITTED


async def test_a_hidden_file_is_found_and_read_through_graph(office, granted):
    table = office.world.add_file("F1", b"name,town\nAda,Salem\n", name="list.csv")
    granted.found = (Attachment(id="F1", name="list.csv", locator=f"graph+{table.url}"),)
    granted.source = (download_info(office.teams, table)["content"]["downloadUrl"], "")

    kept = await office.kept(await office.say("see", html=HIDDEN))

    [file] = kept.attachments
    assert (file.name, file.reading, file.real_type) == ("list.csv", Reading.READ, "csv")
    assert granted.asked[0] == (kept.ref.message, "", office.world.teams[FINANCE].group)


async def test_a_message_without_hidden_files_is_not_asked_about(office, granted):
    await office.say(HARMLESS)

    assert granted.asked == []


async def test_a_hidden_file_that_was_not_granted_stays_unscanned(office, granted):
    granted.is_granted = False

    [file] = (await office.kept(await office.say("see", html=HIDDEN))).attachments

    assert (file.reading, file.because != "") == (Reading.UNSCANNED, True)


async def test_the_token_for_graph_is_not_taken_along_to_where_it_sends_us(office, granted):
    table = office.world.add_file("F1", b"a,b", redirect="")
    address = download_info(office.teams, table)["content"]["downloadUrl"]
    first = office.world.add_file("F0", b"", redirect=address)
    granted.source = (download_info(office.teams, first)["content"]["downloadUrl"], "the-token")
    file = Attachment(id="F1", name="F1.csv", locator="graph+https://home.example/x")

    assert await fetched(office.room.downloads.fetch(file, TENANT)) == b"a,b"
    tokens = [call.bearer for call in office.world.calls_to("files.download")]
    assert tokens == ["the-token", ""]


async def test_an_author_who_blocked_the_bot_is_shown_a_policy_tip(office, granted):
    about = await said_by(office, ADA)
    office.world.people[ADA].has_blocked = True

    outcome = await enforce(office, about)

    assert (outcome.status, outcome.detail) == (
        OutcomeStatus.DONE,
        f"shown to the author as a policy tip on the message ({BLOCKED})",
    )


async def test_a_tip_never_takes_the_place_of_a_block(office, granted):
    about = await said_by(office, ADA)
    office.world.people[ADA].has_blocked = True

    outcome = await enforce(office, about, ActionKind.WARN_AUTHOR, ActionKind.HIDE_MESSAGE)

    assert (outcome.status, outcome.detail) == (OutcomeStatus.UNREACHABLE, BLOCKED)
    assert granted.asked == []


async def test_where_a_tip_was_not_granted_the_reason_stands(office, granted):
    about = await said_by(office, ADA)
    granted.is_granted, office.world.people[ADA].has_blocked = False, True

    assert (await enforce(office, about)).detail == BLOCKED


@pytest.mark.parametrize(
    ("is_granted", "status"),
    [(True, OutcomeStatus.DONE), (False, OutcomeStatus.NOT_PERMITTED)],
    ids=["granted", "not granted"],
)
async def test_the_app_is_installed_for_an_author_it_does_not_reach(
    office, granted, is_granted, status
):
    granted.is_granted = is_granted
    office.world.conversations[REPORTS].members.append(CY)
    about = await said_by(office, CY)
    for place in office.world.conversations.values():
        place.team = ""

    outcome = await enforce(office, about)

    assert (outcome.status, len(office.world.sent_to(CY))) == (status, int(is_granted))
