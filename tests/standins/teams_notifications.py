"""What Graph sends to a subscriber: changes, sealed and vouched for, and news of a subscription."""

import base64
import hashlib
import hmac
import json
import os
from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7

from tests.standins.teams_graph_messages import as_graph, moment
from tests.standins.teams_people import TENANT
from tests.standins.teams_subscriptions import resource_of
from tests.standins.teams_tokens import notification_token

LIFECYCLE = ("missed", "reauthorizationRequired", "subscriptionRemoved")
_KEY_BYTES, _BLOCK_BYTES, _BLOCK_BITS = 32, 16, 128


@dataclass(frozen=True)
class Odd:
    """How a notification differs from a right one."""

    state: str | None = None
    signature: str | None = None
    token: dict | None = None  # other claims, or another key
    has_token: bool = True
    tenant: str = TENANT


RIGHT = Odd()


def changed(world, message, change, *, odd=RIGHT):
    """Return what each subscriber is sent about a message: pairs of address and body."""
    address, names = resource_of(world, message)
    return [
        (one.url, _collection([_change(world, one, message, change, address, odd)], one, odd))
        for one in world.subscriptions.values()
        if one.resource.strip("/").partition("?")[0] in names
        and change in one.changes
        and not one.is_removed
        and one.expires > world.now()
    ]


def lifecycle(subscription, event, *, odd=RIGHT):
    """Return the address and body of news about a subscription."""
    told = {
        "lifecycleEvent": event,
        "subscriptionId": subscription.id,
        "resource": subscription.resource,
        "clientState": subscription.state if odd.state is None else odd.state,
        "subscriptionExpirationDateTime": moment(subscription.expires),
        "organizationId": odd.tenant,
        "tenantId": odd.tenant,
        "encryptedContent": None,
    }
    if event == "subscriptionRemoved":
        subscription.is_removed = True
    return subscription.lifecycle_url, _collection([told], subscription, odd)


def seal(content, certificate, certificate_id, *, signature=None):
    """Return content as `encryptedContent`: AES for the data, RSA for the AES key, and an HMAC."""
    key = os.urandom(_KEY_BYTES)
    padder = PKCS7(_BLOCK_BITS).padder()
    padded = padder.update(json.dumps(content).encode()) + padder.finalize()
    cipher = Cipher(algorithms.AES(key), modes.CBC(key[:_BLOCK_BYTES])).encryptor()
    data = cipher.update(padded) + cipher.finalize()
    # The service wraps its keys so; SHA-1 is its choice, and sound for OAEP.
    oaep = padding.OAEP(padding.MGF1(hashes.SHA1()), hashes.SHA1(), None)  # noqa: S303 - Graph's own
    told = signature or _encoded(hmac.new(key, data, hashlib.sha256).digest())
    der = certificate.public_bytes(serialization.Encoding.DER)
    return {
        "data": _encoded(data),
        "dataSignature": told,
        "dataKey": _encoded(certificate.public_key().encrypt(key, oaep)),
        "encryptionCertificateId": certificate_id,
        "encryptionCertificateThumbprint": hashlib.sha1(der).hexdigest().upper(),  # noqa: S324 - a name, no proof
    }


def _change(world, one, message, change, address, odd):
    told = {
        "subscriptionId": one.id,
        "changeType": change,
        "clientState": one.state if odd.state is None else odd.state,
        "subscriptionExpirationDateTime": moment(one.expires),
        "resource": address,
        "resourceData": {
            "id": message.id,
            "@odata.type": "#Microsoft.Graph.chatMessage",
            "@odata.id": address,
        },
        "tenantId": odd.tenant,
    }
    if one.certificate is not None:
        content = as_graph(world, message)
        told["encryptedContent"] = seal(
            content, one.certificate, one.certificate_id, signature=odd.signature
        )
    return told


def _collection(told, subscription, odd):
    if subscription.certificate is None or not odd.has_token:
        return {"value": told}
    return {"value": told, "validationTokens": [notification_token(**(odd.token or {}))]}


def _encoded(data):
    return base64.b64encode(data).decode()
