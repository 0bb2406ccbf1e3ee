"""The Teams app's package: valid to Microsoft, always the same, each permission explained."""

import asyncio
import io
import json
import os
import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit
from zipfile import ZipFile

import jsonschema
import pytest
from typer.testing import CliRunner

from bot.cli.main import app
from bot.config import Settings
from bot.console.app import Console
from bot.errors import SettingsError
from bot.teams.edge import ADDRESS
from bot.teams.graph.config import LIFECYCLE, NOTIFICATIONS
from bot.teams.manifest import FOLDER, ICONS, AppPackage
from bot.teams.message_actions import Command
from bot.teams.pages import AppPages

ROOT = Path(__file__).parents[2]
STANDINS = ROOT / "tests" / "standins"
JUDGE = STANDINS / "node_modules" / "@microsoft" / "app-manifest"
NODE = shutil.which("node")
README = ROOT / "manifests" / "README.md"
HOWTO = ROOT / "docs" / "howto" / "install-teams.md"

APP_ID = "a1b2c3d4-0000-4000-8000-00000000000a"
BOT_ID = "a1b2c3d4-0000-4000-8000-00000000000b"
DOMAIN = "warden.example.org"
MOST_RSC = 16
GUARDED = re.compile(r"`([A-Z][A-Za-z]+(?:\.[A-Z][A-Za-z]+){2,3}|Sites\.Selected)`")

with_judge = pytest.mark.skipif(
    (NODE is None or not JUDGE.is_dir()) and "CI" not in os.environ,  # there it fails instead
    reason="node or tests/standins/node_modules is missing: make setup",
)


@pytest.fixture(scope="module")
def manifest():
    return AppPackage(domain=DOMAIN, app_id=APP_ID).manifest


def _addresses(part):
    if isinstance(part, dict):
        return [found for value in part.values() for found in _addresses(value)]
    if isinstance(part, list):
        return [found for value in part for found in _addresses(value)]
    return [part] if isinstance(part, str) and part.startswith("https://") else []


def _table(heading):
    """Return the rows of the README's table under that heading, cell by cell."""
    section = README.read_text().partition(f"### {heading}\n")[2].partition("\n#")[0]
    lines = [line for line in section.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


# --- what Microsoft says of it -----------------------------------------------------------------


@pytest.mark.node
@with_judge
def test_the_manifest_keeps_to_microsofts_schema(manifest):
    version = f"v{manifest['manifestVersion']}"
    schema = JUDGE / "build" / "json-schemas" / "teams" / version / "MicrosoftTeams.schema.json"

    # It says Draft 4 and uses `const`, which came later; and it holds a pattern that Python's
    # expressions do not know, which is why the schema itself is not checked.
    validator = jsonschema.Draft7Validator(json.loads(schema.read_text()))

    assert [fault.message for fault in validator.iter_errors(manifest)] == []
    assert [*validator.iter_errors(manifest | {"manifestVersion": "9.9"})] != []


@pytest.mark.node
@with_judge
@pytest.mark.parametrize(
    ("change", "is_valid"),
    [({}, True), ({"manifestVersion": "9.9"}, False), ({"packageName": "a.b"}, False)],
    ids=["as it is", "another version", "a field that is gone"],
)
async def test_microsofts_own_judge_agrees(manifest, tmp_path, change, is_valid):
    file = tmp_path / "manifest.json"
    file.write_text(json.dumps(manifest | change))

    process = await asyncio.create_subprocess_exec(
        NODE, "judge-manifest.mjs", str(file), cwd=STANDINS, stdout=asyncio.subprocess.PIPE
    )
    told, _ = await asyncio.wait_for(process.communicate(), 60)

    assert (json.loads(told)["faults"] == []) is is_valid


# --- the package -------------------------------------------------------------------------------


def test_the_package_holds_three_files_at_its_top_and_nothing_else():
    with ZipFile(io.BytesIO(AppPackage(domain=DOMAIN, app_id=APP_ID).build())) as package:
        names = package.namelist()
        icons = {name: package.read(name) for name in ICONS}
        written = json.loads(package.read("manifest.json"))

    assert names == ["manifest.json", "color.png", "outline.png"]
    assert icons == {name: (FOLDER / name).read_bytes() for name in ICONS}
    assert written == AppPackage(domain=DOMAIN, app_id=APP_ID).manifest


def test_the_same_package_is_the_same_bytes():
    asked = {"domain": DOMAIN, "app_id": APP_ID}

    assert AppPackage(**asked).build() == AppPackage(**asked).build()
    assert (
        AppPackage(**asked).build()
        == AppPackage(domain=f" {DOMAIN.upper()} ", app_id=APP_ID.upper()).build()
    )


def test_domain_and_ids_are_put_in_everywhere():
    manifest = AppPackage(domain=DOMAIN, app_id=APP_ID, bot_id=BOT_ID, name="Wärter").manifest
    text = json.dumps(manifest)

    assert ("chatwarden.example" in text, "00000000-0000-4000" in text) == (False, False)
    assert manifest["id"] == manifest["webApplicationInfo"]["id"] == APP_ID
    assert manifest["webApplicationInfo"]["resource"] == f"api://{DOMAIN}/{APP_ID}"
    assert {manifest["bots"][0]["botId"], manifest["composeExtensions"][0]["botId"]} == {BOT_ID}
    assert manifest["validDomains"] == [DOMAIN]
    assert manifest["name"] == {"short": "Wärter", "full": "Wärter"}


def test_the_bot_goes_by_the_apps_id_where_nothing_else_is_said(manifest):
    assert manifest["bots"][0]["botId"] == APP_ID


def test_an_id_that_looks_like_a_placeholder_stays_what_it_is():
    odd = "00000000-0000-4000-8000-000000000002"

    assert AppPackage(domain=DOMAIN, app_id=odd, bot_id=BOT_ID).manifest["id"] == odd


@pytest.mark.parametrize(
    "wrong",
    [
        {"domain": f"https://{DOMAIN}"},
        {"domain": f"{DOMAIN}/console"},
        {"domain": f"{DOMAIN}:8443"},
        {"domain": "localhost"},
        {"domain": "192.0.2.7"},
        {"domain": "-warden.example.org"},
        {"domain": "warden..example.org"},
        {"domain": "wärter.example.org"},
        {"domain": ".".join(["a" * 60] * 5)},
        {"domain": ""},
        {"app_id": "chatwarden"},
        {"app_id": f"{{{APP_ID}}}"},
        {"app_id": "00000000-0000-0000-0000-000000000000"},
        {"bot_id": f"28:{BOT_ID}"},
        {"name": " "},
        {"name": "x" * 31},
        {"name": "Chat\nwarden"},
    ],
    ids=lambda wrong: "=".join(next(iter(wrong.items())))[:40],
)
def test_what_teams_would_refuse_is_refused_here(wrong):
    with pytest.raises(SettingsError):
        AppPackage(**{"domain": DOMAIN, "app_id": APP_ID} | wrong)


# --- the command -------------------------------------------------------------------------------


def _run(*arguments):
    options = ["--domain", DOMAIN, "--app-id", APP_ID, *arguments]
    return CliRunner().invoke(app, ["manifest", "teams", *options])


def test_the_command_writes_the_package_and_says_what_comes_next(tmp_path):
    out = tmp_path / "teams.zip"

    result = _run("--out", str(out), "--bot-id", BOT_ID, "--name", "Watch")

    asked = AppPackage(domain=DOMAIN, app_id=APP_ID, bot_id=BOT_ID, name="Watch")
    assert (result.exit_code, out.read_bytes()) == (0, asked.build())
    assert result.output.splitlines() == [
        f"{out}: upload it as docs/howto/install-teams.md says.",
        f"Messaging endpoint: https://{DOMAIN}{ADDRESS}",
    ]


@pytest.mark.parametrize(("options", "is_written"), [((), False), (("--force",), True)])
def test_a_file_that_is_there_is_written_over_only_by_force(tmp_path, options, is_written):
    out = tmp_path / "teams.zip"
    out.write_bytes(b"mine")

    result = _run("--out", str(out), *options)

    assert (out.read_bytes() != b"mine", result.exit_code == 0) == (is_written, is_written)
    assert isinstance(result.exception, SettingsError | None)


def test_a_folder_that_is_not_there_is_said(tmp_path):
    result = _run("--out", str(tmp_path / "nowhere" / "teams.zip"))

    assert "cannot be written" in str(result.exception)


# --- what it says ------------------------------------------------------------------------------


def test_the_bot_is_offered_everywhere_and_takes_files(manifest):
    (bot,) = manifest["bots"]

    assert (bot["scopes"], bot["supportsFiles"]) == (["personal", "team", "groupChat"], True)
    assert manifest["supportsChannelFeatures"] == "tier1"


def test_the_menu_of_a_message_offers_what_is_handled(manifest):
    (extension,) = manifest["composeExtensions"]

    assert [command["id"] for command in extension["commands"]] == list(Command)
    for command in extension["commands"]:
        assert (command["type"], command["context"]) == ("action", ["message"])
        assert command["fetchTask"] is True


def test_every_address_is_one_the_server_answers(manifest):
    named = [address for address in _addresses(manifest) if urlsplit(address).hostname == DOMAIN]
    console = Console(
        cases=None, queue=None, coverage=None, reviewing=None, sign_in=None, clock=None
    )
    served = {route.path for route in [*AppPages(context_hours=72).routes, *console.routes]}

    assert {urlsplit(address).path for address in named} - served == set()
    assert sorted(set(_addresses(manifest)) - set(named)) == [manifest["$schema"]]


def test_the_words_keep_to_teams_limits(manifest):
    assert len(manifest["name"]["short"]) <= 30
    assert len(manifest["description"]["short"]) <= 80
    assert len(manifest["description"]["full"]) <= 4000
    assert len(manifest["developer"]["name"]) <= 32


# --- permissions -------------------------------------------------------------------------------


def test_every_permission_of_the_manifest_stands_in_the_readme_with_its_reason(manifest):
    asked = manifest["authorization"]["permissions"]["resourceSpecific"]
    rows = _table("Notify: asked for in the manifest")

    assert [row[0].strip("`") for row in rows] == [permission["name"] for permission in asked]
    assert {permission["type"] for permission in asked} == {"Application"}
    assert len(asked) <= MOST_RSC
    assert [row for row in rows if len(row) != 3 or min(map(len, row[1:])) < 20] == []


@pytest.mark.parametrize("tier", ["Notify: worth granting in Graph", "Block: granted in Graph"])
def test_every_permission_of_graph_stands_with_its_reason(tier):
    rows = _table(tier)

    assert [row for row in rows if len(row) != 3 or min(map(len, row[1:])) < 20] == []
    assert rows != []


def test_the_howto_asks_an_admin_to_grant_what_the_readme_explains():
    explained = {
        name
        for tier in ("Notify: worth granting in Graph", "Block: granted in Graph")
        for row in _table(tier)
        for name in GUARDED.findall(row[0])
    }
    asked = {
        name
        for name in GUARDED.findall(HOWTO.read_text())
        if not name.endswith((".Group", ".Chat"))
    }

    assert asked == explained


def test_every_setting_of_the_howto_is_a_setting():
    named = set(re.findall(r"\b(?:TEAMS|CHATWARDEN|IDENTITY)_[A-Z_]+\b", HOWTO.read_text()))

    assert {name for name in named if name.lower() not in Settings.model_fields} == set()


@pytest.mark.parametrize("address", [ADDRESS, NOTIFICATIONS, LIFECYCLE])
def test_every_door_stands_in_the_howto(address):
    assert address in HOWTO.read_text()
