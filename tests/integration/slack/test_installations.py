"""The installation store as bolt and the SDK use it, over the real vault."""

from datetime import timedelta

import pytest
from slack_sdk.oauth.installation_store import Installation

from bot.slack.installations import VaultInstallationStore, VaultStateStore

TEAM = {"enterprise_id": None, "team_id": "T1"}
ORG = {"enterprise_id": "E1", "team_id": None}


@pytest.fixture
def store(keeping):
    return VaultInstallationStore(keeping.vault)


def _installation(**changes):
    defaults = {
        "app_id": "A1",
        "team_id": "T1",
        "bot_token": "xoxb-1",
        "bot_id": "B1",
        "bot_user_id": "U0BOT",
        "bot_scopes": "chat:write,im:write",
        "user_id": "U1",
    }
    return Installation(**defaults | changes)


async def test_an_installation_comes_back_whole(store):
    saved = _installation(bot_refresh_token="xoxe-1", bot_token_expires_in=100)
    await store.async_save(saved)

    found = await store.async_find_installation(**TEAM)

    assert vars(found) == vars(saved)


async def test_the_bots_part_comes_back(store):
    await store.async_save(_installation())

    found = await store.async_find_bot(**TEAM)

    assert (found.bot_token, found.bot_scopes) == ("xoxb-1", ["chat:write", "im:write"])


async def test_a_grant_is_the_persons_own_and_holds_no_bot_token(store):
    await store.async_save(_installation(user_token="xoxp-1"))

    own = await store.async_find_installation(**TEAM, user_id="U1")
    latest = await store.async_find_installation(**TEAM)
    others = await store.async_find_installation(**TEAM, user_id="U2")

    assert (own.user_token, own.bot_token) == ("xoxp-1", None)
    assert (latest.user_token, latest.bot_token) == (None, "xoxb-1")
    assert others is None


async def test_refreshed_bot_tokens_replace_the_old(store):
    await store.async_save(_installation())
    bot = await store.async_find_bot(**TEAM)
    bot.bot_token = "xoxb-2"

    await store.async_save_bot(bot)

    assert (await store.async_find_bot(**TEAM)).bot_token == "xoxb-2"


async def test_an_organisation_is_found_by_its_own_id(store):
    org = _installation(team_id=None, enterprise_id="E1", is_enterprise_install=True)
    await store.async_save(org)

    found = await store.async_find_installation(**ORG, is_enterprise_install=True)
    inside = {"enterprise_id": "E1", "team_id": "T1"}

    assert found.enterprise_id == "E1"
    assert await store.async_find_installation(**inside, is_enterprise_install=True) is not None
    assert await store.async_find_installation(**inside) is None


async def test_deleting_the_bot_leaves_grants(store):
    await store.async_save(_installation(user_token="xoxp-1"))

    await store.async_delete_bot(**TEAM)

    assert await store.async_find_bot(**TEAM) is None
    assert await store.async_find_installation(**TEAM, user_id="U1") is not None
    assert await store.tenants() == ()


async def test_deleting_a_grant_leaves_the_bot(store):
    await store.async_save(_installation(user_token="xoxp-1"))

    await store.async_delete_installation(**TEAM, user_id="U1")

    assert await store.async_find_installation(**TEAM, user_id="U1") is None
    assert await store.tenants() == ("T1",)


async def test_deleting_everything_of_one_workspace_leaves_its_namesakes(store):
    for team in ("T1", "T11"):
        await store.async_save(_installation(team_id=team, user_token="xoxp-1"))

    await store.async_delete_all(**TEAM)

    assert await store.tenants() == ("T11",)
    assert await store.async_find_installation(**TEAM, user_id="U1") is None
    assert await store.find("T11", "U1") is not None


async def test_a_state_is_good_once_and_for_ten_minutes(keeping, clock):
    states = VaultStateStore(keeping.vault, clock)
    used, late = await states.async_issue(), await states.async_issue()

    first, second = await states.async_consume(used), await states.async_consume(used)
    clock.ahead += timedelta(minutes=11)

    assert (first, second, await states.async_consume(late)) == (True, False, False)
    assert await states.async_consume("never issued") is False
