"""People the bot has not met, and conversations it does not see."""

import asyncio

import pytest

from bot.errors import PlatformRefused
from bot.teams.graph.health import Blind
from bot.teams.graph.self_test import SelfTest
from bot.teams.references import Person
from tests.integration.teams.graph.standin_lists import LISTING
from tests.standins.teams_company import (
    ADMINS,
    BLIND,
    BOARD,
    CY,
    DEAL,
    FINANCE,
    GUEST,
    LUNCH,
    PROJECT,
    REPORTS,
)
from tests.standins.teams_people import TENANT


def _installing(office):
    return office.room.tier.installing


def _person(office, person):
    known = office.world.people[person]
    return Person(
        tenant=TENANT,
        id=known.aad,
        mri=known.id,
        seen_in=REPORTS,
        service_url=office.teams.service_url,
    )


INSTALLED = {
    "somebody without the app": (CY, set(), True),
    "somebody who has it": ("29:ada", set(), True),
    "somebody, but that is not granted": (
        CY,
        {"TeamsAppInstallation.ReadWriteSelfForUser.All"},
        False,
    ),
    "somebody of another organisation": ("29:partner", set(), False),
}


@pytest.mark.parametrize(("person", "lacking", "is_installed"), INSTALLED.values(), ids=INSTALLED)
async def test_the_app_is_installed_for(office, person, lacking, is_installed):
    office.world.roles -= lacking

    assert await _installing(office).install(_person(office, person)) is is_installed


async def test_who_cannot_have_the_app_is_not_asked_about_again_at_once(office):
    for _ in range(2):
        await _installing(office).install(_person(office, "29:partner"))

    assert len(office.world.calls_to("graph.apps.install")) == 1


async def test_somebody_the_bot_never_met_is_introduced_with_a_chat(office):
    cy = office.world.people[CY].aad

    person = await _installing(office).introduce(TENANT, cy)

    assert (person.id, person.direct, person.service_url) == (
        cy,
        "a:cy",
        office.teams.service_url,
    )


async def test_somebody_who_cannot_have_the_app_is_not_introduced(office):
    partner = office.world.people["29:partner"].aad

    assert await _installing(office).introduce(TENANT, partner) is None


async def _heard_of(office):
    """Let Graph tell of what the bot posts, as it would."""
    await office.until(lambda: any(one.activity for one in office.world.told_in(REPORTS)))
    [said] = [one for one in office.world.told_in(REPORTS) if one.activity]
    await office.notify(said)
    return said


async def test_a_conversation_is_tested_by_saying_something_and_hearing_of_it(office):
    await office.subscribe()
    await office.say("hello")
    place = await office.room.references.find(TENANT, REPORTS)

    tested, said = await asyncio.gather(office.graph.self_tests.run(place), _heard_of(office))

    assert tested == SelfTest(conversation=REPORTS, is_heard=True)
    assert said.deleted is not None
    assert await office.open_gaps() == set()


async def test_a_conversation_of_which_nobody_tells_is_a_gap(office):
    await office.say("hello")
    place = await office.room.references.find(TENANT, REPORTS)
    object.__setattr__(office.graph.self_tests, "seconds", 0.1)

    tested = await office.graph.self_tests.run(place)

    because = "a test message was posted and nobody told of it"
    assert tested == SelfTest(conversation=REPORTS, is_heard=False, because=because)
    assert await office.open_gaps() == {(REPORTS, because)}


async def test_a_conversation_that_nothing_can_be_said_in_is_a_gap(office):
    await office.say("hello")
    place = await office.room.references.find(TENANT, REPORTS)
    office.world.conversations[REPORTS].has_bot = False

    tested = await office.graph.self_tests.run(place)

    because = "nothing could be said there: the bot is not a member of the conversation"
    assert tested.because == because


NO_APP = "the app is not in the team"
NOT_IN_THE_CHANNEL = "the app is in the team, but not in this private channel"


@pytest.fixture
def company(office):
    """The company, whose lists may be read; the app is not in every place."""
    office.world.roles |= LISTING
    office.world.conversations[PROJECT].has_bot = False
    office.world.conversations[BOARD].has_bot = False
    return office


async def test_channels_without_the_app_are_blind_spots(company):
    sight = await company.graph.health.look(TENANT)

    assert set(sight.blind) == {
        Blind(conversation=BOARD, name="Finance › Board", because=NOT_IN_THE_CHANNEL),
        Blind(conversation=PROJECT, name="Project › General", because=NO_APP),
        Blind(conversation=BLIND, name="Project › Blind", because=NO_APP),
    }
    assert {REPORTS, FINANCE, ADMINS, DEAL, LUNCH}.isdisjoint(
        {one.conversation for one in sight.blind}
    )


async def test_blind_spots_are_gaps_until_the_app_is_there(company):
    await company.graph.health.note(TENANT)
    before = await company.open_gaps()
    company.world.conversations[PROJECT].has_bot = True

    await company.graph.health.note(TENANT)

    assert before == {(BOARD, NOT_IN_THE_CHANNEL), (PROJECT, NO_APP), (BLIND, NO_APP)}
    assert await company.open_gaps() == {(BOARD, NOT_IN_THE_CHANNEL)}


async def test_nothing_is_a_blind_spot_where_graph_tells_of_all_channels(company):
    await company.subscribe()

    assert (await company.graph.health.look(TENANT)).blind == ()


async def test_what_cannot_be_listed_is_said_to_be(office):
    sight = await office.graph.health.note(TENANT)

    assert (sight.blind, len(sight.notes)) == ((), 2)
    assert "the tenant has not granted Team.ReadBasic.All" in sight.notes[0]


async def test_pages_are_followed_at_graph_alone(company):
    with pytest.raises(PlatformRefused) as refusal:
        [one async for one in company.graph.graph.pages(TENANT, "/teams", select="elsewhere")]

    assert refusal.value.code == "foreign_link"
    assert len(company.world.calls_to("graph.teams.list")) == 1


async def test_a_guest_is_not_introduced_where_the_directory_refuses(office):
    office.world.fail("graph.apps.install", status=403, code="Forbidden")
    guest = office.world.people[GUEST].aad

    assert await _installing(office).introduce(TENANT, guest) is None


async def test_where_the_app_is_added_the_way_from_there_is_tested(office):
    await office.subscribe()

    await office.tell(office.events.installation(REPORTS, "add"))
    said = await _heard_of(office)
    await office.until(lambda: said.deleted is not None)

    assert await office.open_gaps() == set()


async def test_where_graph_tells_of_nothing_nothing_is_said_to_test_it(office):
    office.world.roles.clear()

    await office.tell(office.events.installation(REPORTS, "add"))

    assert office.world.calls_to("activities.send") == []
