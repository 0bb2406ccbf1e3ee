"""Graph's subscriptions of the stand-in Teams: made with a handshake, renewed, ended."""

import base64
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import aiohttp
from cryptography import x509

from tests.standins.teams_graph import READ_CHANNELS, READ_CHATS, offered, require
from tests.standins.teams_graph_messages import moment
from tests.standins.teams_people import APP_ID
from tests.standins.teams_wire import Refused

_WITHOUT_LIFECYCLE = timedelta(minutes=60)
_AT_MOST = timedelta(days=3)
_LONGEST_STATE = 128
_CHANGES = {"created", "updated", "deleted"}


@dataclass
class Subscription:
    """What somebody asked to be told of, and where."""

    id: str
    resource: str
    changes: set
    url: str
    lifecycle_url: str
    state: str
    expires: datetime
    certificate: object = None
    certificate_id: str = ""
    is_removed: bool = False

    def told(self):
        """Return the subscription as Graph tells it."""
        return {
            "id": self.id,
            "resource": self.resource,
            "applicationId": APP_ID,
            "changeType": ",".join(sorted(self.changes)),
            "clientState": None,
            "notificationUrl": self.url,
            "lifecycleNotificationUrl": self.lifecycle_url or None,
            "expirationDateTime": moment(self.expires),
            "includeResourceData": self.certificate is not None,
            "encryptionCertificateId": self.certificate_id or None,
            "latestSupportedTlsVersion": "v1_2",
        }


@offered("subscriptions.create", "POST", "/subscriptions")
async def subscribe(call):
    """Make a subscription, once its addresses have echoed what they were sent."""
    body = call.body if isinstance(call.body, dict) else {}
    _require_for(call, body.get("resource"))
    made = _read(call, body)
    for url in dict.fromkeys(filter(None, (made.url, made.lifecycle_url))):
        await _shake_hands(url, seconds=call.stand_in.handshake_seconds)
    call.world.subscriptions[made.id] = made
    return 201, made.told()


@offered("subscriptions.list", "GET", "/subscriptions")
def list_subscriptions(call):
    """Tell every subscription of the app."""
    standing = [one for one in call.world.subscriptions.values() if _stands(call, one)]
    return 200, {"value": [one.told() for one in standing]}


@offered("subscriptions.get", "GET", "/subscriptions/{subscription}")
def get_subscription(call):
    """Tell one subscription."""
    return 200, _found(call).told()


@offered("subscriptions.renew", "PATCH", "/subscriptions/{subscription}")
def renew(call):
    """Let a subscription live longer."""
    found = _found(call)
    until = _moment((call.body or {}).get("expirationDateTime"))
    found.expires = _bounded(call, until, bool(found.lifecycle_url))
    return 200, found.told()


@offered("subscriptions.reauthorize", "POST", "/subscriptions/{subscription}/reauthorize")
def reauthorize(call):
    """Let a subscription go on."""
    _found(call)
    return 204, None


@offered("subscriptions.delete", "DELETE", "/subscriptions/{subscription}")
def unsubscribe(call):
    """End a subscription."""
    _found(call).is_removed = True
    return 204, None


def _require_for(call, resource):
    told = str(resource or "").strip("/")
    if told.startswith("teams/getAllMessages"):
        require(call, "ChannelMessage.Read.All")
    elif told.startswith("chats/getAllMessages"):
        require(call, "Chat.Read.All", "Chat.ReadWrite.All")
    elif told.startswith("teams/") and told.endswith("/messages"):
        require(call, *READ_CHANNELS)
    elif told.startswith("chats/") and told.endswith("/messages"):
        require(call, *READ_CHATS)
    else:
        raise Refused(400, "InvalidRequest", "The resource is not supported here.")


def _read(call, body):
    changes = set(filter(None, str(body.get("changeType", "")).split(",")))
    if not changes or changes - _CHANGES:
        raise Refused(400, "InvalidRequest", "changeType is missing or unknown.")
    if len(body.get("clientState") or "") > _LONGEST_STATE:
        raise Refused(400, "InvalidRequest", "clientState is too long.")
    if not body.get("notificationUrl"):
        raise Refused(400, "InvalidRequest", "notificationUrl is missing.")
    lifecycle = body.get("lifecycleNotificationUrl") or ""
    return Subscription(
        id=_identity(),
        resource=body["resource"],
        changes=changes,
        url=body["notificationUrl"],
        lifecycle_url=lifecycle,
        state=body.get("clientState") or "",
        expires=_bounded(call, _moment(body.get("expirationDateTime")), bool(lifecycle)),
        certificate=_certificate(body),
        certificate_id=body.get("encryptionCertificateId") or "",
    )


def _certificate(body):
    if not body.get("includeResourceData"):
        return None
    if not (body.get("encryptionCertificate") and body.get("encryptionCertificateId")):
        raise Refused(400, "InvalidRequest", "encryptionCertificate is missing.")
    try:
        raw = base64.b64decode(body["encryptionCertificate"], validate=True)
        if raw.startswith(b"-----BEGIN"):
            return x509.load_pem_x509_certificate(raw)
        return x509.load_der_x509_certificate(raw)
    except ValueError as error:
        raise Refused(400, "InvalidRequest", "encryptionCertificate is invalid.") from error


def _bounded(call, until, has_lifecycle):
    now = call.world.now()
    if until <= now:
        raise Refused(400, "InvalidRequest", "expirationDateTime lies in the past.")
    if until > now + _AT_MOST:
        raise Refused(400, "InvalidRequest", "expirationDateTime is too far away.")
    # A minute more, as a client's clock and the way here are not exact.
    if until > now + _WITHOUT_LIFECYCLE + timedelta(minutes=1) and not has_lifecycle:
        text = "lifecycleNotificationUrl is required above one hour."
        raise Refused(400, "InvalidRequest", text)
    return until


def _moment(told):
    try:
        return datetime.fromisoformat(str(told))
    except ValueError as error:
        raise Refused(400, "InvalidRequest", "expirationDateTime is missing.") from error


async def _shake_hands(url, *, seconds):
    token = f"Validation: Testing client application reachability {secrets.token_hex(8)}"
    limit = aiohttp.ClientTimeout(total=seconds)
    try:
        async with aiohttp.ClientSession(timeout=limit) as session:
            query = {"validationToken": token}
            async with session.post(url, params=query, data=b"") as answer:
                text, kind = await answer.text(), answer.content_type
    except (aiohttp.ClientError, TimeoutError) as error:
        text = "Subscription validation request timed out."
        raise Refused(400, "ValidationError", text) from error
    if answer.status != 200 or kind != "text/plain" or text != token:
        text = (
            "Subscription validation request failed. Notification endpoint must respond with "
            f"200 OK to validation request. It answered {answer.status}."
        )
        raise Refused(400, "ValidationError", text)


def _stands(call, one):
    return not one.is_removed and one.expires > call.world.now()


def _found(call):
    found = call.world.subscriptions.get(call.names["subscription"])
    if found is None or not _stands(call, found):
        raise Refused(404, "ResourceNotFound", "The object was not found.")
    return found


def _identity():
    digits = secrets.token_hex(16)
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def resource_of(world, message):
    """Return the address of a message, and the subscriptions' names for where it stands."""
    place = world.conversations[message.conversation]
    team = world.teams.get(place.team)
    if team is None:
        address = f"chats('{place.id}')/messages('{message.id}')"
        return address, {"chats/getAllMessages", f"chats/{place.id}/messages"}
    inside = f"teams('{team.group}')/channels('{place.id}')/messages('{message.root}')"
    address = inside if message.root == message.id else f"{inside}/replies('{message.id}')"
    return address, {"teams/getAllMessages", f"teams/{team.group}/channels/{place.id}/messages"}
