"""Keys and tokens of the stand-in Teams: what Microsoft publishes, signs and hands out."""

import base64
import json
import secrets
import threading
import time
from urllib.parse import parse_qs

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from tests.standins.teams_people import APP_ID, BOT_SCOPE, GRAPH_SCOPE, TENANT, Grant
from tests.standins.teams_wire import Refused, operation

ISSUER = "https://api.botframework.com"
CHANGE_TRACKER = "0bf30f3b-4a52-48df-9a82-234910c4a086"  # who sends Graph's notifications

# Every kind of token a request may bring, and how it differs from a good one.
KINDS = {
    "valid": {},
    "expired": {"exp": -3600},
    "not yet valid": {"nbf": 3600},
    "for another app": {"aud": "99999999-9999-4999-8999-999999999999"},
    "from another issuer": {"iss": "https://api.example"},
    "without an issuer": {"iss": None},
    "for another service": {"serviceurl": "https://elsewhere.example/amer/"},
    "without a service": {"serviceurl": None},
    "by a stranger's key": {"key": "stranger"},
    "by an unknown key": {"kid": "nobody-knows"},
    "without a key": {"kid": None},
    "by a key for another channel": {"key": "skype"},
    "without a signature": {"alg": "none"},
    "with a broken signature": {"broken": True},
}
UNSIGNED = {"nothing": "", "garbage": "Bearer abc", "another scheme": "Basic YTpi"}


_keys = {}
_one_at_a_time = threading.Lock()


def private_key(name):
    """Return the key of that name; made once, as making one takes a while."""
    with _one_at_a_time:  # the stand-in runs on a thread of its own, and two keys fit no signature
        if name not in _keys:
            _keys[name] = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        return _keys[name]


def sign(claims, *, key="teams", alg="RS256", **header):
    """Return a JWT."""
    told = {"alg": alg, "typ": "JWT", "kid": key, **header}
    head = {name: value for name, value in told.items() if value is not None}
    said = {name: value for name, value in claims.items() if value is not None}
    signed = f"{_packed(json.dumps(head).encode())}.{_packed(json.dumps(said).encode())}"
    if alg == "none":
        return f"{signed}."
    signature = private_key(key).sign(signed.encode(), padding.PKCS1v15(), hashes.SHA256())
    return f"{signed}.{_packed(signature)}"


def authorization(kind, service_url, *, app_id=APP_ID):
    """Return the header of an activity whose token is of that kind."""
    if kind in UNSIGNED:
        return UNSIGNED[kind]
    odd = dict(KINDS[kind])
    now = int(time.time())
    claims = {"iss": ISSUER, "aud": app_id, "serviceurl": service_url, "nbf": -10, "exp": 3600}
    claims |= {name: odd[name] for name in claims if name in odd}
    claims["nbf"], claims["exp"] = now + claims["nbf"], now + claims["exp"]
    header = {name: odd[name] for name in ("key", "kid", "alg") if name in odd}
    if header.get("key") == "stranger":
        header["kid"] = "teams"
    token = sign(claims, **header)
    return f"Bearer {_broken(token) if odd.get('broken') else token}"


def notification_token(*, app_id=APP_ID, tenant=TENANT, **changes):
    """Return the token by which Graph vouches for a notification with contents."""
    now = int(time.time())
    claims = {
        "iss": f"https://login.microsoftonline.com/{tenant}/v2.0",
        "aud": app_id,
        "azp": CHANGE_TRACKER,
        "tid": tenant,
        "ver": "2.0",
        "nbf": now - 10,
        "exp": now + 3600,
    } | changes
    key = claims.pop("key", "login")
    return sign(claims, key=key, kid="login")


@operation("openid", "GET", "/v1/.well-known/openidconfiguration")
def describe_connector(call):
    """Say where the Connector's keys are."""
    return 200, {
        "issuer": ISSUER,
        "jwks_uri": f"{call.stand_in.origin}/v1/.well-known/keys",
        "id_token_signing_alg_values_supported": ["RS256"],
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
    }


@operation("openid.keys", "GET", "/v1/.well-known/keys")
def tell_connector_keys(call):
    """Tell the Connector's keys, each with the channels it may speak for."""
    teams = {**_public("teams"), "endorsements": ["msteams"]}
    skype = {**_public("skype"), "endorsements": ["skype"]}
    every = {**_public("every"), "endorsements": ["msteams", "skype", "webchat"]}
    return 200, {"keys": [teams, skype, every]}


@operation(
    "login.openid",
    "GET",
    "/login/{tenant}/.well-known/openid-configuration",
    "/login/{tenant}/v2.0/.well-known/openid-configuration",
)
def describe_login(call):
    """Say where the keys of the sign-in are."""
    tenant, login = call.names["tenant"], f"{call.stand_in.origin}/login"
    return 200, {
        "issuer": f"https://login.microsoftonline.com/{tenant}/v2.0",
        "jwks_uri": f"{login}/{tenant}/discovery/v2.0/keys",
        "token_endpoint": f"{login}/{tenant}/oauth2/v2.0/token",
    }


@operation("login.keys", "GET", "/login/{tenant}/discovery/v2.0/keys")
def tell_login_keys(call):
    """Tell the keys by which Graph vouches for its notifications."""
    return 200, {"keys": [_public("login")]}


@operation("token", "POST", "/login/{tenant}/oauth2/v2.0/token")
def hand_out(call):
    """Give an app a token for itself."""
    world, tenant = call.world, call.names["tenant"]
    told = {name: found[0] for name, found in parse_qs(_text(call.body)).items()}
    call.body = {**told, "client_secret": "…"}
    if tenant not in world.tenants:
        raise Refused(400, "invalid_request", f"AADSTS90002: Tenant '{tenant}' not found.")
    if told.get("grant_type") != "client_credentials":
        raise Refused(400, "unsupported_grant_type", "AADSTS70003: Unsupported grant type.")
    app_id, scope = told.get("client_id"), told.get("scope", "")
    if app_id not in world.secrets:
        raise Refused(400, "unauthorized_client", "AADSTS700016: Application not found.")
    if told.get("client_secret") != world.secrets[app_id]:
        raise Refused(401, "invalid_client", "AADSTS7000215: Invalid client secret provided.")
    token = _grant(world, scope.removesuffix("/.default"), app_id, tenant)
    return 200, {"token_type": "Bearer", "expires_in": world.token_life, "access_token": token}


@operation("token.identity", "GET", "/metadata/identity/oauth2/token")
def hand_out_to_machine(call):
    """Give a machine's managed identity a token."""
    if call.headers.get("metadata") != "true":
        raise Refused(400, "invalid_request", "Required metadata header not specified")
    world, app_id = call.world, call.query.get("client_id", APP_ID)
    if app_id not in world.secrets:
        raise Refused(400, "invalid_request", "Identity not found")
    resource = call.query.get("resource", "").rstrip("/")
    token = _grant(world, resource, app_id, TENANT)
    life, until = world.token_life, int(world.now().timestamp()) + world.token_life
    told = {"expires_in": str(life), "expires_on": str(until), "resource": resource}
    return 200, {"access_token": token, "token_type": "Bearer", **told}


def _grant(world, audience, app_id, tenant):
    if audience not in {BOT_SCOPE, GRAPH_SCOPE}:
        raise Refused(400, "invalid_scope", "AADSTS70011: The provided scope is not valid.")
    token = f"{'bot' if audience == BOT_SCOPE else 'graph'}-{secrets.token_hex(8)}"
    until = world.now().timestamp() + world.token_life
    world.tokens[token] = Grant(audience, app_id, tenant, until)
    return token


def _public(name):
    numbers = private_key(name).public_key().public_numbers()
    return {
        "kty": "RSA",
        "use": "sig",
        "kid": name,
        "x5t": name,
        "n": _packed(_bytes(numbers.n)),
        "e": _packed(_bytes(numbers.e)),
    }


def _bytes(number):
    return number.to_bytes((number.bit_length() + 7) // 8, "big")


def _packed(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _broken(token):
    head, said, signature = token.split(".")
    return f"{head}.{said}.{signature[::-1]}"


def _text(body):
    return body.decode() if isinstance(body, bytes) else ""
