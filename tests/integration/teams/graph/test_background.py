"""What Graph needs is looked after in the background, until it is told to stop."""

from datetime import timedelta

from bot.teams.graph.background import Background
from tests.standins.teams_company import FINANCE
from tests.standins.teams_people import TENANT


async def test_what_runs_in_the_background_subscribes_and_is_stopped(office):
    await office.graph.start()
    await office.until(lambda: len(office.standing) == 2)
    await office.until(lambda: office.world.calls_to("login.keys"))

    await office.graph.stop()

    assert len(office.world.calls_to("graph.subscriptions.create")) == 2


async def test_with_the_last_installation_what_watches_a_single_place_ends(office):
    office.world.roles -= {"ChannelMessage.Read.All", "Chat.Read.All"}
    office.world.roles |= {"ChannelMessage.Read.Group"}
    await office.tell(office.events.installation(FINANCE, "add"))
    before = len(office.standing)

    await office.tell(office.events.installation(FINANCE, "remove"))

    assert (before, office.standing) == (1, {})


async def test_work_that_fails_is_begun_again(office):
    background, tries = Background(), []

    async def fail(tenant):
        tries.append(tenant)
        raise OSError("the disk is full")

    background.repeat(fail, TENANT, timedelta(milliseconds=10))
    await office.until(lambda: len(tries) > 2)
    await background.stop()

    assert set(tries) == {TENANT}
