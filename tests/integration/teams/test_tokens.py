"""Access tokens: by secret, certificate or the machine's identity; few, early, never told."""

import asyncio
import base64
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID

from bot.errors import NotInstalled, PlatformRefused, SettingsError, TryLater
from bot.teams.config import CONNECTOR_SCOPE
from bot.teams.tokens import Tokens
from tests.standins.teams_people import APP_ID, APP_SECRET, TENANT

GRAPH_SCOPE = "https://graph.microsoft.com/.default"


@pytest.fixture
async def tokens(room):
    await room.web.open()
    yield room.tokens
    await room.web.close()


def _asked(teams):
    return len(teams.world.calls_to("token"))


async def test_a_token_is_asked_for_once(tokens, teams):
    first = await tokens.token(TENANT, CONNECTOR_SCOPE)

    again = await asyncio.gather(*[tokens.token(TENANT, CONNECTOR_SCOPE) for _ in range(5)])

    assert (set(again), _asked(teams)) == ({first}, 1)


async def test_those_who_ask_at_the_same_moment_ask_once(tokens, teams):
    await asyncio.gather(*[tokens.token(TENANT, CONNECTOR_SCOPE) for _ in range(5)])

    assert _asked(teams) == 1


async def test_each_scope_has_its_own(tokens):
    assert await tokens.token(TENANT, CONNECTOR_SCOPE) != await tokens.token(TENANT, GRAPH_SCOPE)


async def test_it_is_renewed_before_it_ends(tokens, teams, clock):
    await tokens.token(TENANT, CONNECTOR_SCOPE)
    clock.ahead += timedelta(minutes=56)

    await tokens.token(TENANT, CONNECTOR_SCOPE)

    assert _asked(teams) == 2


async def test_while_the_sign_in_is_away_the_old_one_serves_to_its_end(tokens, teams, clock):
    first = await tokens.token(TENANT, CONNECTOR_SCOPE)
    teams.world.fail("token", status=503, times=99)
    clock.ahead += timedelta(minutes=56)
    still = await tokens.token(TENANT, CONNECTOR_SCOPE)
    clock.ahead += timedelta(minutes=5)

    with pytest.raises(TryLater):
        await tokens.token(TENANT, CONNECTOR_SCOPE)

    assert still == first


async def test_a_tenant_that_is_not_served_has_none(tokens):
    with pytest.raises(NotInstalled):
        await tokens.token("T404", CONNECTOR_SCOPE)


async def test_a_secret_that_is_refused_is_named_by_its_code_alone(tokens, teams):
    teams.world.secrets[APP_ID] = "another"

    with pytest.raises(PlatformRefused) as refused:
        await tokens.token(TENANT, CONNECTOR_SCOPE)

    assert (refused.value.code, APP_SECRET in str(refused.value)) == ("invalid_client", False)


async def test_secrets_and_tokens_are_in_no_representation(tokens, registration, config):
    token = await tokens.token(TENANT, CONNECTOR_SCOPE)

    shown = repr((tokens, registration, config, vars(tokens)))

    assert (APP_SECRET in shown, token in shown) == (False, False)


@pytest.fixture(scope="module")
def pair():
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "bot")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    return key, certificate


class TestACertificate:
    """A registration that proves itself by a certificate."""

    @pytest.fixture
    def registration(self, registration, pair):
        key, certificate = pair
        private = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        public = certificate.public_bytes(serialization.Encoding.PEM)
        return replace(registration, secret="", certificate=(private + public).decode())

    async def test_it_signs_a_statement_for_that_address(self, tokens, teams, pair):
        # The stand-in knows secrets only and refuses; what it was sent is looked at here.
        with pytest.raises(PlatformRefused):
            await tokens.token(TENANT, CONNECTOR_SCOPE)

        [call] = teams.world.calls_to("token")
        head, said, signature = call.body["client_assertion"].split(".")
        header, claims = (json.loads(_unpacked(part)) for part in (head, said))
        key, certificate = pair
        salted = padding.PSS(padding.MGF1(hashes.SHA256()), padding.PSS.DIGEST_LENGTH)
        key.public_key().verify(
            _unpacked(signature), f"{head}.{said}".encode(), salted, hashes.SHA256()
        )
        assert _unpacked(header["x5t#S256"]) == certificate.fingerprint(hashes.SHA256())
        assert (claims["iss"], claims["sub"], claims["aud"]) == (
            APP_ID,
            APP_ID,
            f"{teams.login_url}/{TENANT}/oauth2/v2.0/token",
        )

    async def test_one_that_cannot_be_read_is_a_fault_of_the_settings(self, room, config):
        broken = replace(config.registrations[0], certificate="-----BEGIN NOTHING-----")
        tokens = Tokens(replace(config, registrations=(broken,)), room.web, room.clock)

        with pytest.raises(SettingsError):
            await tokens.token(TENANT, CONNECTOR_SCOPE)


class TestTheMachinesIdentity:
    """A bot on a machine of Azure's, which vouches for it."""

    @pytest.fixture
    def registration(self, registration):
        return replace(registration, secret="", managed_identity=True)

    @pytest.fixture
    def config(self, config, teams):
        return replace(
            config, identity_endpoint=teams.identity_url, identity_header="header-of-the-machine"
        )

    async def test_it_is_asked_for_by_its_own_name(self, tokens, teams):
        teams.world.fail("token.identity", status=503)

        with pytest.raises(TryLater):
            await tokens.token(TENANT, CONNECTOR_SCOPE)

        [call] = teams.world.calls_to("token.identity")
        assert call.query == {
            "resource": "https://api.botframework.com",
            "client_id": APP_ID,
            "api-version": "2019-08-01",
        }
        assert call.headers["x-identity-header"] == "header-of-the-machine"


def _unpacked(part):
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
