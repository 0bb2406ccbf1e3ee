"""Subscriptions are made, renewed and made again; what was missed is fetched, and gaps are told."""

from datetime import timedelta

import pytest

from bot.teams.graph.addresses import Where
from bot.teams.graph.gaps import CHATS, TEAMS
from tests.integration.teams.conftest import ref_of
from tests.integration.teams.test_messages import HARMLESS, SECRET_TEXT
from tests.standins.teams_company import ADA, FINANCE_GROUP, LUNCH, REPORTS
from tests.standins.teams_people import TENANT

INTERRUPTED = "Microsoft Graph told nothing of channels; it was fetched afterwards"


async def _is_known(office, message):
    return await office.keeping.messages.latest_revision(ref_of(message)) is not None


async def _gaps(office):
    return {
        (gap.conversation, gap.because, gap.until is None)
        for gap in await office.keeping.coverage.gaps()
    }


async def test_all_channels_and_chats_are_subscribed_to_with_contents(office):
    await office.subscribe()

    made = office.standing
    assert made.keys() == {TEAMS, CHATS}
    assert made[TEAMS].changes == {"created", "updated", "deleted"}
    assert made[TEAMS].url == f"{office.url}/api/graph/notifications"
    assert made[TEAMS].lifecycle_url == f"{office.url}/api/graph/lifecycle"
    assert (made[TEAMS].certificate is not None, len(made[TEAMS].state)) == (True, 43)
    assert await _gaps(office) == set()


async def test_what_stands_is_not_made_again(office):
    await office.subscribe()
    await office.subscribe()

    assert len(office.world.calls_to("graph.subscriptions.create")) == 2
    assert office.world.calls_to("graph.subscriptions.renew") == []


async def test_they_are_renewed_before_the_hour_ends(office):
    await office.subscribe()
    office.later(minutes=40)

    await office.subscribe()

    left = [one.expires - office.world.now() for one in office.standing.values()]
    assert len(office.world.calls_to("graph.subscriptions.renew")) == 2
    assert all(timedelta(minutes=50) < one <= timedelta(minutes=60) for one in left)


GRANTS = {
    "channels": (
        "ChannelMessage.Read.All",
        {CHATS},
        "channels without the app are not seen: the tenant has not granted ChannelMessage.Read.All",
    ),
    "chats": (
        "Chat.Read.All",
        {TEAMS},
        "chats without the app are not seen: the tenant has not granted Chat.Read.All",
    ),
}


@pytest.mark.parametrize(("grant", "made", "because"), GRANTS.values(), ids=GRANTS)
async def test_what_is_not_granted_is_a_gap_until_it_is(office, grant, made, because):
    office.world.roles -= {grant}
    await office.subscribe()
    lacking = office.standing.keys(), await _gaps(office)
    office.world.roles |= {grant}

    await office.subscribe()

    assert lacking == (made, {("", because, True)})
    assert office.standing.keys() == {TEAMS, CHATS}
    assert await _gaps(office) == {("", because, False)}


async def test_that_graph_cannot_reach_us_is_a_gap(office):
    office.teams.handshake_seconds = 0.000_001

    await office.subscribe()

    assert await _gaps(office) == {
        ("", "Microsoft Graph tells of no channels: it could not reach us", True),
        ("", "Microsoft Graph tells of no chats: it could not reach us", True),
    }


async def test_that_graph_is_away_is_no_gap_while_they_stand(office):
    await office.subscribe()
    office.later(minutes=40)
    office.world.fail("graph.subscriptions.renew", status=500, times=9)

    await office.subscribe()

    assert await _gaps(office) == set()


async def test_that_graph_is_away_is_a_gap_once_they_have_ended(office):
    await office.subscribe()
    office.later(minutes=70)
    office.world.fail("graph.subscriptions.create", status=500, times=9)

    await office.subscribe()

    assert {because for _place, because, is_open in await _gaps(office) if is_open} == {
        "Microsoft Graph tells of no channels now: it does not answer",
        "Microsoft Graph tells of no chats now: it does not answer",
    }


async def test_after_they_ran_out_what_was_missed_is_fetched(office):
    await office.subscribe()
    await office.hear(HARMLESS)
    await office.hear(HARMLESS, conversation=LUNCH)
    office.later(minutes=70)
    missed = [office.world.say(place, ADA, SECRET_TEXT) for place in (REPORTS, LUNCH)]

    await office.subscribe()
    await office.settled()

    assert [await _is_known(office, one) for one in missed] == [True, True]
    assert ("", INTERRUPTED, False) in await _gaps(office)
    assert len(await office.keeping.cases.list_cases()) == 2


async def test_a_reply_that_was_missed_is_fetched(office):
    await office.subscribe()
    root = await office.hear(HARMLESS)
    office.later(minutes=70)
    missed = office.world.say(REPORTS, ADA, SECRET_TEXT, root=root.id)

    await office.subscribe()
    await office.settled()

    assert (await office.kept(missed)).thread == root.id


async def test_more_than_a_page_of_missed_messages_is_fetched(office):
    await office.subscribe()
    await office.hear(HARMLESS, conversation=LUNCH)
    office.later(minutes=70)
    missed = [office.world.say(LUNCH, ADA, f"{HARMLESS} {n}") for n in range(60)]

    await office.subscribe()
    await office.settled()

    assert all([await _is_known(office, one) for one in missed])


async def test_a_place_that_may_not_be_read_afterwards_is_a_gap(office):
    await office.subscribe()
    await office.hear(HARMLESS, conversation=LUNCH)
    office.later(minutes=70)
    office.world.fail("graph.chats.messages.list", status=403, code="Forbidden")

    await office.subscribe()
    await office.settled()

    because = "what was written during a gap could not be fetched: "
    assert (LUNCH, f"{because}the tenant has not granted reading it", True) in await _gaps(office)


async def test_removed_by_graph_it_is_made_again_and_what_was_missed_is_fetched(office):
    await office.subscribe()
    await office.hear(HARMLESS)
    before = office.standing[TEAMS]
    missed = office.world.say(REPORTS, ADA, SECRET_TEXT)

    statuses = await office.post(office.teams.lifecycle(before, "subscriptionRemoved"))

    assert statuses == [202]
    assert office.standing[TEAMS].id != before.id
    assert await _is_known(office, missed)


async def test_what_graph_says_that_we_missed_is_fetched(office):
    await office.subscribe()
    await office.hear(HARMLESS)
    missed = office.world.say(REPORTS, ADA, SECRET_TEXT)

    await office.post(office.teams.lifecycle(office.standing[TEAMS], "missed"))

    assert await _is_known(office, missed)


async def test_a_subscription_is_authorised_anew_when_graph_asks(office):
    await office.subscribe()

    await office.post(office.teams.lifecycle(office.standing[TEAMS], "reauthorizationRequired"))

    assert len(office.world.calls_to("graph.subscriptions.reauthorize")) == 1
    assert office.standing.keys() == {TEAMS, CHATS}


async def test_what_cannot_be_authorised_anew_is_made_again(office):
    await office.subscribe()
    before = office.standing[TEAMS]
    office.world.fail("graph.subscriptions.reauthorize", status=403, code="Forbidden")

    await office.post(office.teams.lifecycle(before, "reauthorizationRequired"))

    assert len(office.world.calls_to("graph.subscriptions.create")) == 3


async def test_news_of_a_subscription_with_another_state_is_refused(office):
    await office.subscribe()
    pairs = office.teams.lifecycle(office.standing[TEAMS], "missed", state="guessed")

    assert await office.post(pairs) == [401]


async def test_an_old_certificate_is_replaced_and_what_it_sealed_is_still_opened(office):
    await office.subscribe()
    old = office.standing[TEAMS].certificate_id
    message = office.world.say(REPORTS, ADA, SECRET_TEXT)
    sealed_before = office.teams.changed(message)
    office.clock.ahead += timedelta(days=91)
    for one in office.world.subscriptions.values():
        one.expires += timedelta(days=91)
    office.world.ahead += timedelta(days=91)

    await office.subscribe()
    await office.post(sealed_before)

    assert office.standing[TEAMS].certificate_id != old
    assert (await office.kept(message)).text == SECRET_TEXT
    assert office.counted("events_received", platform="teams", outcome="not_opened") == 0


async def test_with_nobody_to_reach_nothing_is_subscribed_to(office, graph_config):
    object.__setattr__(office.graph.config, "public_url", "")

    await office.subscribe()

    assert (office.standing, office.graph.routes) == ({}, [])


async def test_a_place_is_watched_alone_only_where_nothing_tells_of_all(office):
    where = await _place(office)
    await office.graph.subscriptions.watch(TENANT, where)
    alone = set(office.standing)
    await office.subscribe()
    office.world.subscriptions.clear()

    await office.graph.subscriptions.watch(TENANT, where)

    assert alone == {f"/teams/{FINANCE_GROUP}/channels/{REPORTS}/messages"}
    assert office.standing == {}


async def _place(office):
    message = office.world.say(REPORTS, ADA, HARMLESS)
    await office.graph.places.note(TENANT, _where(message))
    return await office.graph.places.find(TENANT, REPORTS)


def _where(message):

    return Where(conversation=message.conversation, group=FINANCE_GROUP)
