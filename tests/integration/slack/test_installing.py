"""Many workspaces by OAuth: installed, refreshed, granted, uninstalled."""

import json
import time
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest

from bot.domain.message import Platform, Standing
from bot.errors import UnknownMessage
from tests.integration.slack.test_messages import HARMLESS, SECRET_TEXT, _ref
from tests.standins.slack_methods import installed
from tests.standins.slack_world import BOT_ID, BOT_USER, HOME, Token


@pytest.fixture
def config(config):
    return replace(
        config,
        bot_token="",
        client_id="111.222",
        client_secret="csecret",
        public_url="https://chatwarden.example",
    )


class Browser:
    """Goes through the OAuth pages as a person's browser does."""

    def __init__(self, office):
        self._office = office

    async def install(self, answer, tokens, *, grant=""):
        """Press the button, approve at Slack, come back; return the status and page."""
        self._office.world.codes["next"] = answer
        self._office.world.tokens |= tokens
        async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session:
            link, cookie = await self.begin(session, grant)
            async with session.get(link, allow_redirects=False) as approved:
                query = urlsplit(approved.headers["Location"]).query
            return await self.come_back(session, query, cookie)

    async def begin(self, session, grant=""):
        """Open the install page; return the button's link and the state's cookie."""
        page = f"{self._office.url}/slack/install{'?grant=own' if grant else ''}"
        async with session.get(page) as answer:
            text = await answer.text()
            cookie = answer.headers["Set-Cookie"].split(";")[0]
        return text.split('<a href="')[1].split('"')[0].replace("&amp;", "&"), cookie

    async def come_back(self, session, query, cookie):
        """Come back from Slack; the cookie is Secure, so over plain HTTP it is sent by hand."""
        back = f"{self._office.url}/slack/oauth_redirect?{query}"
        async with session.get(back, headers={"Cookie": cookie}) as answer:
            return answer.status, await answer.text()


@pytest.fixture
async def browser(office):
    return Browser(office)


async def test_a_workspace_installs_and_is_warned(office, browser):
    status, _ = await browser.install(*installed())

    await office.say(SECRET_TEXT)

    assert (status, await office.room.workspaces.tenants()) == (200, (HOME,))
    assert len(office.world.sent_to("UADA")) == 1


async def test_the_admin_notice_goes_to_the_installer_where_the_channel_is_not_theirs(
    office, browser
):
    del office.world.channels["C0ADMINS"]
    await browser.install(*installed(user="UADMIN"))

    await office.say(SECRET_TEXT)

    assert ["was flagged" in sent["text"] for sent in office.world.sent_to("UADMIN")] == [True]


async def test_the_slack_page_is_asked_for_the_bots_scopes(office, browser):
    async with aiohttp.ClientSession() as session:
        link, _ = await browser.begin(session)

    asked = parse_qs(urlsplit(link).query)
    assert link.startswith(f"{office.slack.origin}/oauth/v2/authorize?")
    assert "chat:write" in asked["scope"][0].split(",")
    assert asked["redirect_uri"] == ["https://chatwarden.example/slack/oauth_redirect"]


async def test_a_state_is_good_once(office, browser):
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session:
        link, cookie = await browser.begin(session)
        async with session.get(link, allow_redirects=False) as approved:
            query = urlsplit(approved.headers["Location"]).query
        first, _ = await browser.come_back(session, query, cookie)
        again, _ = await browser.come_back(session, query, cookie)

    assert (first, again) == (200, 401)


async def test_a_state_of_another_browser_is_refused(office, browser):
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session:
        link, _ = await browser.begin(session)
        async with session.get(link, allow_redirects=False) as approved:
            query = urlsplit(approved.headers["Location"]).query
        status, _ = await browser.come_back(session, query, "slack-app-oauth-state=other")

    assert (status, await office.room.workspaces.tenants()) == (400, ())


async def test_a_persons_grant_removes_that_persons_messages(office, browser):
    await browser.install(*installed())
    person = {"id": "UADA", "access_token": "xoxp-ada", "scope": "chat:write"}
    grant, _ = installed(authed_user=person)
    for only_a_bots in ("access_token", "token_type", "bot_user_id", "scope"):
        del grant[only_a_bots]

    status, _ = await browser.install(grant, {"xoxp-ada": Token("UADA")}, grant="own")

    client = await office.room.workspaces.own_client(HOME, "UADA")
    assert (status, client.token) == (200, "xoxp-ada")
    assert (await office.room.workspaces.of(HOME)).bot_user == BOT_USER


async def test_tokens_are_sealed_at_rest(office, browser, tmp_path):
    await browser.install(*installed(token="xoxb-very-secret-token"))

    kept = b"".join(path.read_bytes() for path in tmp_path.glob("slack.db*"))
    assert b"very-secret-token" not in kept


async def test_a_token_about_to_expire_is_refreshed_once_for_all_who_ask(office, browser):
    answer, tokens = installed(refresh_token="xoxe-1-first", expires_in=3600)
    fresh = {"access_token": "xoxb-fresh", "refresh_token": "xoxe-1-second", "expires_in": 43200}
    office.world.refreshes["xoxe-1-first"] = {"token_type": "bot", **fresh}
    office.world.tokens["xoxb-fresh"] = Token(BOT_USER, bot_id=BOT_ID)
    await browser.install(answer, tokens)

    for channel in ("C0GENERAL", "C0GUESTS", "C0PARTNER"):
        said = office.world.say(channel, "UADA", HARMLESS)
        await office.send.event({**said, "channel": channel, "event_ts": said["ts"]})
    await office.settled()

    refreshes = [
        call for call in office.world.calls_to("oauth.v2.access") if "refresh_token" in call
    ]
    assert len(refreshes) == 1
    assert (await office.room.workspaces.of(HOME)).client.token == "xoxb-fresh"


async def test_a_token_that_cannot_be_refreshed_yet_serves_to_its_end(office, browser):
    await browser.install(*installed(refresh_token="xoxe-1-lost", expires_in=3600))

    await office.say(SECRET_TEXT)

    assert len(office.world.sent_to("UADA")) == 1


ORG = {"enterprise_id": "E0ORG", "team_id": HOME, "is_enterprise_install": True}


@pytest.fixture
async def org_wide(office, browser):
    """An organisation that installed the app once for all its workspaces."""
    answer, tokens = installed(
        enterprise={"id": "E0ORG", "name": "Org"}, is_enterprise_install=True
    )
    answer["team"] = None
    token = Token(BOT_USER, "E0ORG", bot_id=BOT_ID, enterprise="E0ORG", org_wide=True)
    await browser.install(answer, dict.fromkeys(tokens, token))
    for user in office.world.users.values():
        user["enterprise_user"] = {"enterprise_id": "E0ORG"}
    return {"authorizations": [ORG], "enterprise_id": "E0ORG"}


async def test_an_org_wide_install_is_one_tenant(office, org_wide):
    said = await office.say(HARMLESS, channel="C0GUESTS", event=org_wide)

    kept = await office.keeping.messages.load_message(
        replace(_ref(said, "C0GUESTS"), tenant="E0ORG")
    )
    assert await office.room.workspaces.tenants() == ("E0ORG",)
    assert (kept.text, kept.author.standing, kept.audience.because) == (
        HARMLESS,
        Standing.MEMBER,
        "a guest is in the channel",
    )


async def test_the_channels_of_every_workspace_of_an_organisation_are_joined(office, org_wide):
    await office.room.sweep.sweep("E0ORG")

    assert BOT_USER in office.world.channels["C0OPEN"]["members"]


async def test_uninstalling_disposes_of_the_workspaces_data(office, browser):
    await browser.install(*installed())
    message = await office.say(SECRET_TEXT)

    await office.tell({"type": "app_uninstalled"})

    with pytest.raises(UnknownMessage):
        await office.keeping.messages.load_message(_ref(message))
    assert await office.room.workspaces.tenants() == ()
    assert await office.keeping.cases.list_cases() == []
    trail = await office.keeping.cases.audit_trail(f"tenant:slack/{HOME}")
    assert [event.verb for event in trail] == [
        "uninstalled the app; the workspace's data was disposed of"
    ]


async def test_another_workspace_keeps_its_data(office, browser):
    await browser.install(*installed())
    message = await office.say(SECRET_TEXT)
    elsewhere = [{"team_id": "T0", "enterprise_id": None, "is_enterprise_install": False}]

    await office.tell({"type": "app_uninstalled"}, authorizations=elsewhere)

    assert (await office.keeping.messages.load_message(_ref(message))).text == SECRET_TEXT
    assert await office.room.workspaces.tenants() == (HOME,)


async def test_a_revoked_bot_token_is_a_gap_in_coverage(office, browser):
    await browser.install(*installed())

    await office.tell({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [BOT_USER]}})

    gaps = await office.keeping.coverage.gaps()
    assert "the bot's token was revoked" in [gap.because for gap in gaps]
    assert await office.room.workspaces.tenants() == ()


async def test_a_minute_slack_dropped_is_a_gap_in_coverage(office, browser):
    await browser.install(*installed())
    minute = int(time.time()) - 60
    body = {
        "type": "app_rate_limited",
        "token": "v",
        "team_id": HOME,
        "minute_rate_limited": minute,
        "api_app_id": "A0",
    }

    answer = await office.send.raw(json.dumps(body))
    await office.settled()

    gaps = await office.keeping.coverage.gaps()
    [gap] = [gap for gap in gaps if "hourly limit" in gap.because]
    assert answer.status == 200
    assert (gap.platform, gap.until - gap.since) == (Platform.SLACK, timedelta(minutes=1))
