"""Our own certificate is replaced in time, while what the last one sealed is still opened."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.teams.graph.certificates import Certificates
from bot.teams.graph.gaps import CHATS, TEAMS
from tests.integration.teams.test_messages import SECRET_TEXT
from tests.standins.teams_company import ADA, REPORTS


@pytest.fixture
def graph_config(graph_config):
    return replace(graph_config, certificate_kept=timedelta(minutes=10))


async def test_a_subscription_goes_on_with_the_new_certificate(office):
    await office.subscribe()
    before = office.standing[TEAMS]
    message = office.world.say(REPORTS, ADA, SECRET_TEXT)
    sealed_before = office.teams.changed(message)
    office.later(minutes=15)

    await office.subscribe()
    await office.post(sealed_before)

    [asked, _] = office.world.calls_to("graph.subscriptions.renew")
    now = office.standing[TEAMS]
    assert asked.body["encryptionCertificateId"] == now.certificate_id != before.certificate_id
    assert office.standing.keys() == {TEAMS, CHATS}
    assert (await office.kept(message)).text == SECRET_TEXT
    assert office.counted("events_received", platform="teams", outcome="not_opened") == 0


async def test_another_process_finds_the_same_certificate(office):
    mine = await office.graph.certificates.current()

    theirs = Certificates(office.keeping.vault, office.clock, timedelta(minutes=10))

    assert ((await theirs.current()).id, (await theirs.find(mine.id)).public) == (
        mine.id,
        mine.public,
    )


async def test_a_certificate_is_disposed_of_when_nothing_can_come_sealed_by_it(office):
    mine = await office.graph.certificates.current()
    office.later(days=8)
    theirs = Certificates(office.keeping.vault, office.clock, timedelta(minutes=10))

    assert await theirs.find(mine.id) is None
