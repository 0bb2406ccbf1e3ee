"""One call: what its answer means, whatever shape Microsoft gives it."""

import json

import pytest
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from bot.errors import PlatformRefused, TryLater
from bot.teams.config import TeamsConfig
from bot.teams.rest import Rest
from bot.teams.tokens import Tokens
from bot.teams.web import Web
from tests.fakes import FixedClock
from tests.serving import served


class Microsoft:
    """Answers what a test says, one answer after the other; the last for ever."""

    def __init__(self):
        self.answers = [(200, "{}", {})]
        self.asked = []
        self.url = ""

    async def answer(self, request):
        self.asked.append(request.url.path)
        status, body, headers = self.answers[0]
        if len(self.answers) > 1:
            self.answers.pop(0)
        return Response(body, status_code=status, headers=headers)


@pytest.fixture
async def microsoft():
    told = Microsoft()
    route = Route("/{path:path}", told.answer, methods=["GET", "POST"])
    async with served(Starlette(routes=[route])) as told.url:
        yield told


@pytest.fixture
async def naps():
    return []


@pytest.fixture
async def rest(naps):
    web, config = Web(), TeamsConfig(playground=True)
    await web.open()

    async def nap(seconds):
        naps.append(seconds)

    yield Rest(web, Tokens(config, web, FixedClock()), "scope", nap=nap)
    await web.close()


def _error(**error):
    return json.dumps({"error": error})


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (_error(code="ServiceError"), "ServiceError"),
        (_error(code="Blocked", subCode="MessageWritesBlocked"), "MessageWritesBlocked"),
        (
            json.dumps({"errorCode": 209, "message": '{"subCode": "MessageWritesBlocked"}'}),
            "MessageWritesBlocked",
        ),
        (_error(code="her ssn is 536-22-8765"), "status_403"),
        (_error(code=5), "status_403"),
        (_error(), "status_403"),
        ("<html>", "status_403"),
        ("[]", "status_403"),
        ("", "status_403"),
    ],
    ids=[
        "code",
        "sub code",
        "older shape",
        "words for a code",
        "a number",
        "no code",
        "a page",
        "a list",
        "nothing",
    ],
)
async def test_a_refusal_is_named_by_its_most_exact_code_and_quotes_nothing(
    rest, microsoft, body, code
):
    microsoft.answers = [(403, body, {})]

    with pytest.raises(PlatformRefused) as refused:
        await rest.call("T1", "POST", f"{microsoft.url}/x", body={})

    assert (refused.value.code, "536" in str(refused.value)) == (code, False)


@pytest.mark.parametrize(("body", "answer"), [('{"id": "1"}', {"id": "1"}), ("", {}), (" ", {})])
async def test_an_answer_is_its_body(rest, microsoft, body, answer):
    microsoft.answers = [(201, body, {})]

    assert await rest.call("T1", "POST", f"{microsoft.url}/x", body={}) == answer


@pytest.mark.parametrize("body", ["{", "[]", '"text"'], ids=["cut", "a list", "a text"])
async def test_an_answer_that_cannot_be_read_is_refused(rest, microsoft, body):
    microsoft.answers = [(200, body, {})]

    with pytest.raises(PlatformRefused) as refused:
        await rest.call("T1", "GET", f"{microsoft.url}/x")

    assert refused.value.code == "unreadable_answer"


@pytest.mark.parametrize(
    ("header", "waited"),
    [({"Retry-After": "2"}, [2.0]), ({"Retry-After": "0"}, [0.0])],
    ids=["two seconds", "none"],
)
async def test_a_short_wait_is_as_long_as_asked(rest, microsoft, naps, header, waited):
    microsoft.answers = [(429, "", header), (200, "{}", {})]

    await rest.call("T1", "GET", f"{microsoft.url}/x")

    assert naps == waited


@pytest.mark.parametrize("header", [{}, {"Retry-After": "soon"}, {"Retry-After": "²"}])
async def test_without_a_number_the_waits_grow(rest, microsoft, naps, header):
    microsoft.answers = [(502, "", header)]

    with pytest.raises(TryLater):
        await rest.call("T1", "GET", f"{microsoft.url}/x")

    assert (len(naps), 0.5 <= naps[0] < 1.0 <= naps[1] < 1.5) == (2, True)


async def test_a_wait_without_end_is_no_longer_than_an_hour(rest, microsoft):
    microsoft.answers = [(429, "", {"Retry-After": "9" * 20})]

    with pytest.raises(TryLater) as wait:
        await rest.call("T1", "GET", f"{microsoft.url}/x")

    assert wait.value.after == 3600


@pytest.mark.parametrize("status", [500, 503])
async def test_a_microsoft_that_is_away_is_asked_once_and_later_again(rest, microsoft, status):
    microsoft.answers = [(status, "", {})]

    with pytest.raises(TryLater):
        await rest.call("T1", "GET", f"{microsoft.url}/x")

    assert len(microsoft.asked) == 1


async def test_nobody_at_the_address_is_an_outage_and_is_not_quoted(rest):
    with pytest.raises(TryLater) as wait:
        await rest.call("T1", "GET", "http://127.0.0.1:9/v3/conversations/19%3Asecret")

    assert (wait.value.after, "secret" in str(wait.value)) == (15.0, False)


async def test_a_redirect_is_not_followed(rest, microsoft):
    microsoft.answers = [(307, "", {"Location": f"{microsoft.url}/elsewhere"})]

    await rest.call("T1", "GET", f"{microsoft.url}/x")

    assert microsoft.asked == ["/x"]
