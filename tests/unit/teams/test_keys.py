"""The keys that sign what Teams sends: remembered, renewed, asked for with restraint."""

import base64
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.errors import NotAllowed, TryLater
from bot.teams.config import TeamsConfig
from bot.teams.keys import SigningKeys
from bot.teams.web import Web
from tests.fakes import FixedClock
from tests.serving import served

NUMBERS = rsa.generate_private_key(public_exponent=65537, key_size=2048).public_key()


def _packed(number):
    data = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _key(name="k1", **changes):
    numbers = NUMBERS.public_numbers()
    return {
        "kty": "RSA",
        "kid": name,
        "n": _packed(numbers.n),
        "e": _packed(numbers.e),
        "endorsements": ["msteams"],
    } | changes


class Microsoft:
    """Tells keys; a test changes them."""

    def __init__(self):
        self.keys = {"keys": [_key()]}
        self.status = 200
        self.asked = 0
        self.url = ""

    async def describe(self, _request):
        return JSONResponse({"jwks_uri": f"{self.url}/keys"}, status_code=self.status)

    async def tell(self, _request):
        self.asked += 1
        return JSONResponse(self.keys)


@pytest.fixture
async def microsoft():
    told = Microsoft()
    async with served(Starlette(routes=[Route("/", told.describe), Route("/keys", told.tell)])) as (
        told.url
    ):
        yield told


@pytest.fixture
def clock():
    return FixedClock()


@pytest.fixture
async def keys(microsoft, clock):
    web = Web()
    await web.open()
    config = TeamsConfig(playground=True, openid_url=f"{microsoft.url}/")
    yield SigningKeys(config, web, clock)
    await web.close()


async def test_a_key_is_found_and_fetched_once(keys, microsoft):
    found = [await keys.get("k1") for _ in range(3)]

    assert (found[0].endorsements, microsoft.asked) == (("msteams",), 1)
    assert found[0].public_key.public_numbers() == NUMBERS.public_numbers()


async def test_a_brand_new_key_is_asked_for_after_a_minute(keys, microsoft, clock):
    await keys.get("k1")
    microsoft.keys = {"keys": [_key("k2")]}
    with pytest.raises(NotAllowed):
        await keys.get("k2")
    clock.advance(minutes=1)

    assert (await keys.get("k2")).endorsements == ("msteams",)


async def test_a_key_that_was_taken_back_is_good_no_more(keys, microsoft, clock):
    await keys.get("k1")
    microsoft.keys = {"keys": [_key("k2")]}
    clock.advance(minutes=1)
    await keys.fetch()

    with pytest.raises(NotAllowed):
        await keys.get("k1")


async def test_while_microsoft_is_away_keys_serve_for_a_day(keys, microsoft, clock):
    await keys.get("k1")
    microsoft.status = 503
    clock.advance(hours=23)
    await keys.get("k1")
    clock.moment += timedelta(hours=1)

    with pytest.raises(TryLater):
        await keys.get("k1")


@pytest.mark.parametrize(
    "told",
    [
        {"keys": [_key(endorsements=["skype"])]},
        {"keys": [_key(endorsements=None)]},
        {"keys": [_key(kty="EC")]},
        {"keys": [_key(n=5)]},
        {"keys": [_key(n=None)]},
        {"keys": ["odd"]},
        {"keys": []},
    ],
    ids=["another channel", "no channel", "another kind", "odd", "nothing", "a text", "none"],
)
async def test_what_is_no_key_of_teams_is_nobodys(keys, microsoft, told):
    microsoft.keys = {"keys": [_key("k2"), *told["keys"]]}

    with pytest.raises(NotAllowed):
        await keys.get("k1")


async def test_a_list_without_a_key_of_teams_is_an_outage_and_the_known_keys_stay(
    keys, microsoft, clock
):
    await keys.get("k1")
    microsoft.keys = {"keys": [_key(endorsements=["skype"])]}
    clock.advance(minutes=1)

    with pytest.raises(TryLater):
        await keys.fetch()

    assert (await keys.get("k1")).endorsements == ("msteams",)


@pytest.mark.parametrize("told", [{}, [], {"keys": 5}], ids=["empty", "a list", "a number"])
async def test_a_document_without_keys_is_an_outage(keys, microsoft, told):
    microsoft.keys = told

    with pytest.raises(TryLater):
        await keys.get("k1")
