"""Settings are read once, checked, and explained where an admin edits them."""

from pathlib import Path

import pytest

from bot.config import Settings, read_settings, unknown_settings
from bot.errors import SettingsError

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch, tmp_path):
    for name in Settings.model_fields:
        # Set first, so that what load_dotenv adds is taken out again after the test.
        monkeypatch.setenv(name.upper(), "")
        monkeypatch.delenv(name.upper())
    monkeypatch.chdir(tmp_path)


def _example() -> dict[str, str]:
    lines = (ROOT / ".env.example").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def test_every_setting_stands_in_the_example_and_no_other():
    assert sorted(_example()) == sorted(name.upper() for name in Settings.model_fields)


def test_the_values_of_the_example_are_the_defaults(tmp_path):
    file = tmp_path / "example.env"
    file.write_text((ROOT / ".env.example").read_text())

    assert read_settings(file) == Settings()


def test_every_setting_of_the_example_has_a_comment_above_it():
    lines = (ROOT / ".env.example").read_text().splitlines()
    groups = [
        lines[number - 1].startswith("#") or "=" in lines[number - 1]
        for number, line in enumerate(lines)
        if "=" in line and not line.startswith("#")
    ]

    assert all(groups)


def test_dotenv_is_read_and_the_environment_wins(monkeypatch, tmp_path):
    (tmp_path / ".env").write_text("CHATWARDEN_PORT=9001\nCHATWARDEN_WORKERS=3\n")
    monkeypatch.setenv("CHATWARDEN_PORT", "9002")

    settings = read_settings()

    assert (settings.chatwarden_port, settings.chatwarden_workers) == (9002, 3)


def test_lists_are_written_with_commas(monkeypatch):
    monkeypatch.setenv("CHATWARDEN_ENFORCE", "nc-ccps-im, wv-po1010,")

    assert read_settings().chatwarden_enforce == ("nc-ccps-im", "wv-po1010")


FAULTS = {
    "a port that is none": ({"CHATWARDEN_PORT": "http"}, "CHATWARDEN_PORT"),
    "an unknown level": ({"CHATWARDEN_LOG_LEVEL": "LOUD"}, "CHATWARDEN_LOG_LEVEL"),
    "one workspace and many": (
        {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_CLIENT_ID": "1.2"},
        "set one of them",
    ),
    "a client id alone": ({"SLACK_CLIENT_ID": "1.2"}, "needs SLACK_CLIENT_SECRET"),
    "socket mode without its token": ({"SLACK_SOCKET_MODE": "true"}, "needs SLACK_APP_TOKEN"),
    "a bot token without the signing secret": (
        {"SLACK_BOT_TOKEN": "xoxb-1"},
        "needs SLACK_SIGNING_SECRET",
    ),
}


@pytest.mark.parametrize(("values", "says"), FAULTS.values(), ids=FAULTS.keys())
def test_a_wrong_setting_is_named(monkeypatch, values, says):
    for name, value in values.items():
        monkeypatch.setenv(name, value)

    with pytest.raises(SettingsError, match=says):
        read_settings()


def test_all_wrong_settings_are_named_at_once_without_their_values(monkeypatch):
    monkeypatch.setenv("CHATWARDEN_PORT", "hunter2")
    monkeypatch.setenv("CHATWARDEN_WORKERS", "hunter2")

    with pytest.raises(SettingsError) as fault:
        read_settings()

    text = str(fault.value)
    assert ("CHATWARDEN_PORT" in text, "CHATWARDEN_WORKERS" in text) == (True, True)
    assert "hunter2" not in text


HOSTS = {"127.0.0.1": True, "::1": True, "localhost": True, "0.0.0.0": False, "chat.test": False}


@pytest.mark.parametrize(("host", "loopback"), HOSTS.items(), ids=HOSTS.keys())
def test_loopback_is_told_from_the_world(host, loopback):
    assert Settings(chatwarden_host=host).is_loopback is loopback


def test_a_secret_does_not_show_when_the_settings_are_printed():
    settings = Settings(slack_bot_token="xoxb-hush", slack_signing_secret="shh-shh")

    assert ("hush" in repr(settings), "shh-shh" in repr(settings)) == (False, False)


def test_a_misspelt_setting_is_named(monkeypatch):
    monkeypatch.setenv("CHATWARDEN_ENFROCE", "nc-ccps-im")
    monkeypatch.setenv("CHATWARDEN_ENFORCE", "nc-ccps-im")

    assert unknown_settings() == ("CHATWARDEN_ENFROCE",)
