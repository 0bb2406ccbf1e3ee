"""The stand-in Teams signs what botbuilder accepts, and nothing it does not hand out opens it."""

import warnings

import aiohttp
import jwt
import pytest
from botbuilder.schema import Activity
from botframework.connector.auth import (
    AuthenticationConfiguration,
    ChannelValidation,
    JwtTokenValidation,
    SimpleCredentialProvider,
)

from tests.standins.teams_company import ADA, LUNCH
from tests.standins.teams_fixtures import call, stand_in, teams
from tests.standins.teams_people import APP_ID, APP_SECRET, TENANT
from tests.standins.teams_tokens import KINDS, UNSIGNED, authorization, notification_token

__all__ = ["call", "stand_in", "teams"]  # fixtures

FORM = {
    "grant_type": "client_credentials",
    "client_id": APP_ID,
    "client_secret": APP_SECRET,
    "scope": "https://api.botframework.com/.default",
}


async def _token(teams, *, tenant=TENANT, **changes):
    url = f"{teams.login_url}/{tenant}/oauth2/v2.0/token"
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=FORM | changes) as got,
    ):
        return got.status, await got.json()


async def _judged(teams, kind, monkeypatch):
    """Let Microsoft's own library judge an activity's token."""
    monkeypatch.setattr(ChannelValidation, "open_id_metadata_endpoint", teams.openid_url)
    activity = Activity().deserialize(teams.events.message(teams.world.say(LUNCH, ADA, "hello")))
    header = authorization(kind, teams.service_url)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what Microsoft's library does is its own affair
        try:
            await JwtTokenValidation.authenticate_request(
                activity,
                header,
                SimpleCredentialProvider(APP_ID, ""),
                "",
                AuthenticationConfiguration(),
            )
        except Exception:  # noqa: BLE001 - it refuses by exceptions of every kind
            return "refused"
    return "taken"


@pytest.mark.parametrize("kind", [*KINDS, *UNSIGNED])
async def test_microsofts_library_takes_only_the_valid_token(teams, kind, monkeypatch):
    judged = await _judged(teams, kind, monkeypatch)

    assert judged == ("taken" if kind == "valid" else "refused")


async def test_a_token_is_handed_out_for_each_service_and_opens_only_that(call, teams):
    _status, bot = await _token(teams)
    _status, graph = await _token(teams, scope="https://graph.microsoft.com/.default")

    opened = await call.connector(
        "GET", "/conversations/nowhere/members", token=graph["access_token"]
    )
    found = await call.connector(
        "GET", f"/conversations/{LUNCH}/members", token=bot["access_token"]
    )

    assert (opened[0], found[0]) == (401, 200)
    assert len(teams.world.calls_to("token")) == 2
    assert bot["expires_in"] == 3600


async def test_a_token_runs_out(call, teams):
    teams.world.token_life = 0
    _status, told = await _token(teams)

    answer = await call.connector(
        "GET", f"/conversations/{LUNCH}/members", token=told["access_token"]
    )

    assert answer[0] == 401


REFUSED = {
    "another secret": ({"client_secret": "x"}, (401, "invalid_client")),
    "another app": ({"client_id": "x"}, (400, "unauthorized_client")),
    "another tenant": ({"tenant": "x"}, (400, "invalid_request")),
    "another scope": ({"scope": "https://x.example/.default"}, (400, "invalid_scope")),
    "another grant": ({"grant_type": "password"}, (400, "unsupported_grant_type")),
}


@pytest.mark.parametrize(("changes", "refusal"), REFUSED.values(), ids=REFUSED)
async def test_a_token_is_refused_to(teams, changes, refusal):
    status, told = await _token(teams, **changes)

    assert (status, told["error"]) == refusal


async def test_a_secret_is_never_kept_among_the_calls(teams):
    await _token(teams)

    assert APP_SECRET not in repr(teams.world.calls)


async def test_a_managed_identity_gets_a_token_without_a_secret(teams):
    query = {"resource": "https://api.botframework.com", "api-version": "2018-02-01"}
    async with aiohttp.ClientSession() as session:
        async with session.get(teams.identity_url, params=query) as unasked:
            pass
        async with session.get(
            teams.identity_url, params=query, headers={"Metadata": "true"}
        ) as got:
            told = await got.json()

    assert (unasked.status, got.status, told["expires_in"]) == (400, 200, "3600")
    assert told["access_token"] in teams.world.tokens


async def test_the_token_of_a_notification_is_proven_by_the_published_keys(call, teams):
    _status, told = await call.get(f"{teams.login_url}/common/discovery/v2.0/keys")

    key = jwt.PyJWK(told["keys"][0])
    claims = jwt.decode(notification_token(), key, algorithms=["RS256"], audience=APP_ID)
    with pytest.raises(jwt.InvalidSignatureError):
        jwt.decode(notification_token(key="stranger"), key, algorithms=["RS256"], audience=APP_ID)

    assert claims["azp"] == "0bf30f3b-4a52-48df-9a82-234910c4a086"
