"""The manifest, the code that uses it, and the reasons for it say the same."""

import ast
import re
from pathlib import Path

import pytest
import yaml
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import SettingsError
from bot.inspection import Inspection
from bot.responding import Responding
from bot.slack.app import SlackKeeping, build_slack
from bot.slack.config import BOT_SCOPES, USER_SCOPES, SlackConfig
from bot.slack.events import ANSWER, HANDLED, RATE_LIMITED
from bot.slack.manifest import MANIFEST, render_manifest
from tests.fakes import CountingMeter, FixedClock

URL = "https://warden.example.org"
SLACK_ROOM = Path(__file__).parents[2] / "bot" / "slack"

# From Slack's documentation: what an event's subscription needs.
EVENT_SCOPES = {
    "app_home_opened": set(),
    "app_uninstalled": set(),
    "channel_created": {"channels:read"},
    "channel_id_changed": {"channels:read", "groups:read"},
    "channel_left": {"channels:read"},
    "channel_shared": {"channels:read", "groups:read"},
    "channel_unshared": {"channels:read", "groups:read"},
    "file_shared": {"files:read"},
    "group_left": {"groups:read"},
    "member_joined_channel": {"channels:read", "groups:read"},
    "member_left_channel": {"channels:read", "groups:read"},
    "message.channels": {"channels:history"},
    "message.groups": {"groups:history"},
    "message.im": {"im:history"},
    "message.mpim": {"mpim:history"},
    "team_access_granted": set(),
    "team_access_revoked": set(),
    "team_join": {"users:read"},
    "tokens_revoked": set(),
    "user_change": {"users:read"},
}
# From Slack's documentation: what a bot's call of a method needs.
METHOD_SCOPES = {
    "auth_teams_list": set(),
    "auth_test": set(),
    "chat_delete": set(),  # with a person's token only
    "chat_postEphemeral": {"chat:write"},
    "chat_postMessage": {"chat:write"},
    "chat_update": {"chat:write"},
    "conversations_history": {"channels:history", "groups:history", "im:history", "mpim:history"},
    "conversations_info": {"channels:read", "groups:read", "im:read", "mpim:read"},
    "conversations_join": {"channels:join"},
    "conversations_list": {"channels:read"},
    "conversations_members": {"channels:read", "groups:read", "mpim:read"},
    "conversations_open": {"im:write"},
    "conversations_replies": {"channels:history", "groups:history", "im:history", "mpim:history"},
    "files_delete": set(),  # with a person's token only
    "files_info": {"files:read"},
    "oauth_v2_access": set(),
    "users_info": {"users:read"},
    "users_list": {"users:read"},
    "views_open": set(),
    "views_publish": set(),
}
PERSONS_METHODS = {"chat_delete": "chat:write", "files_delete": "files:write"}


@pytest.fixture(scope="module")
def manifest():
    return yaml.safe_load(render_manifest(URL))


@pytest.fixture(scope="module")
def subscribed(manifest):
    return set(manifest["settings"]["event_subscriptions"]["bot_events"])


def _called_methods():
    """Return every Web API method the room's code calls."""
    return {
        node.func.attr
        for module in SLACK_ROOM.glob("*.py")
        for node in ast.walk(ast.parse(module.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in METHOD_SCOPES | dict.fromkeys(_methods_of_the_sdk())
    }


def _methods_of_the_sdk():
    return {name for name in vars(AsyncWebClient) if "_" in name.strip("_") and name[0] != "_"}


def test_scopes_are_those_the_oauth_flow_asks_for(manifest):
    scopes = manifest["oauth_config"]["scopes"]

    assert scopes == {"bot": sorted(BOT_SCOPES), "user_optional": sorted(USER_SCOPES)}


def test_every_called_method_is_known_with_its_scopes():
    assert _called_methods() == set(METHOD_SCOPES)


def test_every_scope_is_needed_by_an_event_or_a_method(manifest, subscribed):
    needed = set().union(
        *(EVENT_SCOPES[event] for event in subscribed),
        *(METHOD_SCOPES[method] for method in _called_methods()),
    )

    assert set(manifest["oauth_config"]["scopes"]["bot"]) == needed


def test_every_scope_of_a_person_is_needed_by_a_removal(manifest):
    needed = {PERSONS_METHODS[method] for method in _called_methods() & set(PERSONS_METHODS)}

    assert set(manifest["oauth_config"]["scopes"]["user_optional"]) == needed


def test_every_subscribed_event_is_known_and_written_down(subscribed):
    assert subscribed == set(EVENT_SCOPES)
    assert {event.split(".")[0] for event in subscribed} | {RATE_LIMITED} == HANDLED


def test_every_event_written_down_has_a_handler():
    keeping = SlackKeeping(queue=None, messages=None, cases=None, vault=None, coverage=None)
    clock, meter = FixedClock(), CountingMeter()
    room = build_slack(SlackConfig(bot_token="xoxb-x"), keeping, clock=clock, meter=meter)
    inspection = Inspection(
        attachments=None,
        detection=None,
        policies=None,
        enforcer=room.enforcer,
        simulated=None,
        messages=None,
        clock=clock,
        meter=meter,
    )
    responding = Responding(enforcer=room.enforcer, messages=None, cases=None)

    handler = room.handler(inspection, responding)

    assert set(handler.handles) == HANDLED | {ANSWER}


def test_every_scope_and_event_stands_with_its_reason():
    lists = re.compile(r"^ +- [a-z_.:]+(?P<rest>.*)$", re.MULTILINE)

    entries = [found["rest"] for found in lists.finditer(MANIFEST.read_text())]

    bare = [rest for rest in entries if not re.search(r"# \S.{10,}", rest)]
    assert (len(entries) - 1, bare) == (
        len(EVENT_SCOPES) + len(BOT_SCOPES) + len(USER_SCOPES),
        ["//chatwarden.example/slack/oauth_redirect"],
    )


def test_the_address_is_put_in_everywhere():
    printed = render_manifest(f"{URL}/")
    manifest = yaml.safe_load(printed)

    assert "chatwarden.example" not in printed
    assert manifest["settings"]["event_subscriptions"]["request_url"] == f"{URL}/slack/events"
    assert manifest["settings"]["interactivity"]["request_url"] == f"{URL}/slack/events"
    assert manifest["oauth_config"]["redirect_urls"] == [f"{URL}/slack/oauth_redirect"]


def test_socket_mode_needs_no_address_for_events():
    settings = yaml.safe_load(render_manifest(URL, socket_mode=True))["settings"]

    assert settings["socket_mode_enabled"] is True
    assert "request_url" not in settings["event_subscriptions"] | settings["interactivity"]


@pytest.mark.parametrize(
    "url",
    ["http://warden.example.org", "warden.example.org", "https://", "https://w.example?x=1"],
    ids=["not https", "no scheme", "no host", "a query"],
)
def test_an_address_slack_cannot_call_is_refused(url):
    with pytest.raises(SettingsError):
        render_manifest(url)


def test_the_words_keep_to_slacks_limits(manifest):
    shown = manifest["display_information"]

    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert 175 <= len(shown["long_description"]) <= 4000
