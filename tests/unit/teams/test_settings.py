"""Settings of Teams: one registration or many, each whole, nobody unchecked by mistake."""

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bot.bootstrap.teams import app_pages, build_teams_room, teams_in_words
from bot.config import Settings, read_settings
from bot.errors import SettingsError
from bot.policy.engine import PolicyBook
from bot.teams.config import Registration
from bot.teams.manifest import AppPackage
from tests.fakes import CountingMeter, FixedClock

APP = "33333333-3333-4333-8333-333333333333"
TENANT = "AAAAAAAA-1111-4111-8111-111111111111"
ONE = {"teams_app_id": APP, "teams_app_tenant": TENANT, "teams_app_secret": "s3cret"}
MANY = [
    {"slug": "north", "app_id": APP, "tenant": TENANT, "secret": "s3cret"},
    {"slug": "south", "app_id": TENANT, "tenant": APP, "managed_identity": True},
]


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch, tmp_path):
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


class Keeping:
    """Nothing is kept: the room is only put together."""

    queue = messages = cases = coverage = vault = None
    clock, meter = FixedClock(), CountingMeter()


def _room(**changes):
    return build_teams_room(read_settings(**changes), Keeping, PolicyBook())


def test_one_registration_becomes_the_rooms():
    room = _room(**ONE, teams_admin_conversation="19:a")

    assert room.config.registrations == (
        Registration(
            app_id=APP,
            tenant=TENANT.lower(),
            slug="teams",
            secret="s3cret",
            admin_conversation="19:a",
        ),
    )


def test_the_pages_of_the_manifest_are_there():
    manifest = AppPackage(domain="chatwarden.example", app_id=APP).manifest
    told = [*manifest["developer"].values(), manifest["staticTabs"][0]["contentUrl"]]

    served = {route.path for route in app_pages(read_settings(**ONE))}

    assert served == {urlsplit(url).path for url in told if url.startswith("https://")}


def test_many_registrations_come_as_a_list():
    room = _room(teams_registrations=json.dumps(MANY))

    assert [(one.slug, one.managed_identity) for one in room.config.registrations] == [
        ("north", False),
        ("south", True),
    ]


def test_a_certificate_is_read_from_its_file(tmp_path):
    (tmp_path / "bot.pem").write_text("PEM")
    told = ONE | {"teams_app_secret": None, "teams_certificate_file": "bot.pem"}

    assert _room(**told).config.registrations[0].certificate == "PEM"


def test_a_certificate_that_is_not_there_is_a_fault_of_the_settings():
    told = ONE | {"teams_app_secret": None, "teams_certificate_file": Path("none.pem")}

    with pytest.raises(SettingsError):
        _room(**told)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        (ONE | {"teams_app_tenant": ""}, "TEAMS_APP_ID needs TEAMS_APP_TENANT"),
        (ONE | {"teams_app_secret": None}, "proves itself by a secret, a certificate file"),
        (ONE | {"teams_managed_identity": True}, "proves itself by a secret, a certificate file"),
        (ONE | {"teams_app_tenant": "contoso.example"}, "TEAMS_APP_TENANT"),
        (ONE | {"teams_registrations": json.dumps(MANY)}, "set one of them"),
        ({"teams_registrations": "s3cret"}, "is no JSON list"),
        ({"teams_registrations": json.dumps([MANY[0] | {"slug": "a/b"}])}, "SLUG"),
        ({"teams_registrations": json.dumps([MANY[0] | {"sceret": "s3cret"}])}, "SCERET"),
        (ONE | {"teams_playground": True}, "it goes with no TEAMS_APP_ID"),
        (
            {"teams_playground": True, "chatwarden_host": "0.0.0.0"},
            "CHATWARDEN_HOST must be loopback",
        ),
    ],
    ids=[
        "no tenant",
        "no proof",
        "two proofs",
        "a domain for a tenant",
        "one and many",
        "no JSON",
        "odd slug",
        "misspelt",
        "playground with an app",
        "playground for all",
    ],
)
def test_a_fault_is_named_and_no_secret_quoted(changes, fault):
    with pytest.raises(SettingsError) as found:
        read_settings(**changes)

    assert fault in str(found.value)
    assert "s3cret" not in str(found.value)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "not configured (TEAMS_APP_ID; see docs/howto/install-teams.md)"),
        (ONE, "activities at /api/messages"),
        (
            {"teams_registrations": json.dumps(MANY)},
            "activities at /api/messages/north, /api/messages/south",
        ),
        ({"teams_playground": True}, "the playground alone, at /api/messages: nobody is checked"),
    ],
    ids=["nothing", "one", "many", "playground"],
)
def test_the_operator_reads_what_is_served(changes, words):
    assert teams_in_words(read_settings(**changes)) == words
