"""The stand-in Teams notifies a subscriber as Graph does: sealed, signed and vouched for."""

import base64
import datetime
import hashlib
import hmac
import json
from dataclasses import dataclass, field

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from tests.serving import served
from tests.standins.teams_company import ADA, FINANCE_GROUP, LUNCH, REPORTS
from tests.standins.teams_fixtures import call, stand_in, teams
from tests.standins.teams_graph_messages import as_graph
from tests.standins.teams_notifications import LIFECYCLE
from tests.standins.teams_people import TENANT
from tests.standins.teams_sender import Sender
from tests.standins.teams_tokens import private_key

__all__ = ["call", "stand_in", "teams"]  # fixtures

CHANNEL = f"/teams/{FINANCE_GROUP}/channels/{REPORTS}/messages"


@dataclass
class Subscriber:
    """Somebody who subscribes, and what they hear."""

    url: str = ""
    echo: str = ""
    heard: list = field(default_factory=list)

    async def listen(self, request):
        token = request.query_params.get("validationToken")
        if token is not None:
            return PlainTextResponse(self.echo or token)
        self.heard.append(await request.json())
        return Response(status_code=202)


@pytest.fixture
async def subscriber():
    listening = Subscriber()
    app = Starlette(routes=[Route("/graph", listening.listen, methods=["POST"])])
    async with served(app) as url:
        listening.url = f"{url}/graph"
        yield listening


@pytest.fixture
async def sender(teams):
    sending = Sender("", teams)
    yield sending
    await sending.close()


@pytest.fixture(scope="module")
def certificate():
    """A certificate as an app brings it: in DER, as base64."""
    key, now = private_key("subscriber"), datetime.datetime.now(datetime.UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "chatwarden")])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), 1)
        .not_valid_before(now)
        .not_valid_after(now + datetime.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    return base64.b64encode(made.public_bytes(serialization.Encoding.DER)).decode()


def _asked(subscriber, *, minutes=50, **changes):
    until = datetime.datetime.now(datetime.UTC) + datetime.timedelta(minutes=minutes)
    return {
        "changeType": "created,updated,deleted",
        "notificationUrl": subscriber.url,
        "lifecycleNotificationUrl": subscriber.url,
        "resource": "/teams/getAllMessages",
        "expirationDateTime": until.isoformat(),
        "clientState": "only-we-know",
    } | changes


def _with_contents(subscriber, certificate, **changes):
    return _asked(
        subscriber,
        includeResourceData=True,
        encryptionCertificate=certificate,
        encryptionCertificateId="one",
        **changes,
    )


def _opened(sealed):
    """Open what is sealed as Microsoft's documentation says."""
    sha = hashes.SHA1()  # noqa: S303 - Graph's own choice
    oaep = padding.OAEP(padding.MGF1(sha), sha, None)
    key = private_key("subscriber").decrypt(base64.b64decode(sealed["dataKey"]), oaep)
    data = base64.b64decode(sealed["data"])
    signature = base64.b64encode(hmac.new(key, data, hashlib.sha256).digest()).decode()
    cipher = Cipher(algorithms.AES(key), modes.CBC(key[:16])).decryptor()
    unpadder = PKCS7(128).unpadder()
    padded = cipher.update(data) + cipher.finalize()
    return signature, json.loads(unpadder.update(padded) + unpadder.finalize())


async def test_a_change_is_sent_sealed_and_opens_to_the_message(
    call, teams, subscriber, sender, certificate
):
    _status, made = await call.graph(
        "POST", "/subscriptions", _with_contents(subscriber, certificate)
    )
    said = teams.world.say(REPORTS, ADA, "4111")

    answers = await sender.notify(teams.changed(said))

    [told] = subscriber.heard[0]["value"]
    signature, content = _opened(told["encryptedContent"])
    assert [answer.status for answer in answers] == [202]
    assert (told["subscriptionId"], told["clientState"]) == (made["id"], "only-we-know")
    assert (told["changeType"], told["tenantId"]) == ("created", TENANT)
    assert told["resource"] == (
        f"teams('{FINANCE_GROUP}')/channels('{REPORTS}')/messages('{said.id}')"
    )
    assert signature == told["encryptedContent"]["dataSignature"]
    assert content == as_graph(teams.world, said)
    assert len(subscriber.heard[0]["validationTokens"]) == 1


RESOURCES = {
    "every team": ("/teams/getAllMessages", REPORTS, 1),
    "every chat": ("/chats/getAllMessages", LUNCH, 1),
    "one channel": (CHANNEL, REPORTS, 1),
    "one chat": (f"chats/{LUNCH}/messages", LUNCH, 1),
    "every chat and not a channel": ("/chats/getAllMessages", REPORTS, 0),
    "another chat": (f"chats/{LUNCH}/messages", REPORTS, 0),
}


@pytest.mark.parametrize(("resource", "place", "times"), RESOURCES.values(), ids=RESOURCES)
async def test_a_subscriber_hears_of(call, teams, subscriber, sender, resource, place, times):
    await call.graph("POST", "/subscriptions", _asked(subscriber, resource=resource))

    await sender.notify(teams.changed(teams.world.say(place, ADA, "hello")))

    assert len(subscriber.heard) == times


FORGED = {
    "another state": {"state": "guessed"},
    "another signature": {"signature": "AAAA"},
    "a token by a stranger": {"token": {"key": "stranger"}},
    "no token": {"has_token": False},
    "another tenant": {"tenant": "x"},
}


@pytest.mark.parametrize("odd", FORGED.values(), ids=FORGED)
async def test_a_forged_notification_can_be_sent(call, teams, subscriber, sender, certificate, odd):
    await call.graph("POST", "/subscriptions", _with_contents(subscriber, certificate))
    said = teams.world.say(REPORTS, ADA, "4111")

    await sender.notify(teams.changed(said))
    await sender.notify(teams.changed(said, **odd))

    right, forged = (told | {"value": _without_chance(told)} for told in subscriber.heard)
    assert right != forged


def _without_chance(told):
    [one] = told["value"]
    sealed = one["encryptedContent"]
    return one | {"encryptedContent": len(sealed["dataSignature"])}


@pytest.mark.parametrize("event", LIFECYCLE)
async def test_a_subscriber_hears_of_its_subscription(call, teams, subscriber, sender, event):
    _status, made = await call.graph("POST", "/subscriptions", _asked(subscriber))
    subscription = teams.world.subscriptions[made["id"]]

    await sender.notify(teams.lifecycle(subscription, event))

    [told] = subscriber.heard[0]["value"]
    left = await call.graph("GET", f"/subscriptions/{made['id']}")
    assert (told["lifecycleEvent"], told["subscriptionId"]) == (event, made["id"])
    assert left[0] == (404 if event == "subscriptionRemoved" else 200)


async def test_a_subscription_is_renewed_listed_ended_and_runs_out(call, teams, subscriber):
    _status, made = await call.graph("POST", "/subscriptions", _asked(subscriber))
    one = f"/subscriptions/{made['id']}"
    later = _asked(subscriber, minutes=600)["expirationDateTime"]

    renewed = await call.graph("PATCH", one, {"expirationDateTime": later})
    _status, listed = await call.graph("GET", "/subscriptions")
    reauthorized = await call.graph("POST", f"{one}/reauthorize")
    teams.world.ahead = datetime.timedelta(days=1)
    late = await call.graph("PATCH", one, {"expirationDateTime": later})
    teams.world.ahead = datetime.timedelta()
    ended = await call.graph("DELETE", one)

    assert (renewed[0], [found["id"] for found in listed["value"]]) == (200, [made["id"]])
    assert (reauthorized[0], late[0], ended[0]) == (204, 404, 204)
    assert (await call.graph("GET", "/subscriptions"))[1] == {"value": []}


INVALID = {
    "another resource": ({"resource": "/users/x/messages"}, "InvalidRequest"),
    "an unknown change": ({"changeType": "seen"}, "InvalidRequest"),
    "a past end": ({"minutes": -1}, "InvalidRequest"),
    "an end too far": ({"minutes": 6000}, "InvalidRequest"),
    "an hour without a lifecycle": (
        {"minutes": 120, "lifecycleNotificationUrl": None},
        "InvalidRequest",
    ),
    "a long state": ({"clientState": "x" * 129}, "InvalidRequest"),
    "contents without a certificate": ({"includeResourceData": True}, "InvalidRequest"),
    "nobody at the address": ({"notificationUrl": "http://127.0.0.1:9/x"}, "ValidationError"),
}


@pytest.mark.parametrize(("changes", "code"), INVALID.values(), ids=INVALID)
async def test_a_subscription_is_refused_for(call, subscriber, changes, code):
    status, told = await call.graph("POST", "/subscriptions", _asked(subscriber, **changes))

    assert (status, told["error"]["code"]) == (400, code)


async def test_a_subscription_is_refused_when_the_echo_is_wrong(call, subscriber):
    subscriber.echo = "something else"

    status, told = await call.graph("POST", "/subscriptions", _asked(subscriber))

    assert (status, told["error"]["code"]) == (400, "ValidationError")
