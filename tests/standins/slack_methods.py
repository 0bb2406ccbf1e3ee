"""The methods of the stand-in's Web API: each takes the world, the caller and the arguments."""

import json
import secrets

from tests.standins.slack_world import BOT_USER, HOME, Token

METHODS = {}


class SlackError(Exception):
    """An answer with ok: false; its text is Slack's error code."""


def method(name):
    """Register a method under its name."""

    def register(function):
        METHODS[name] = function
        return function

    return register


@method("auth.test")
def auth_test(world, caller, arguments):
    return {
        "user_id": caller.user,
        "team_id": caller.team,
        "bot_id": caller.bot_id or None,
        "enterprise_id": caller.enterprise,
        "is_enterprise_install": caller.org_wide,
    }


@method("auth.teams.list")
def auth_teams_list(world, caller, arguments):
    return _page("teams", [{"id": team, "name": team} for team in world.teams], arguments)


@method("users.info")
def users_info(world, caller, arguments):
    return {"user": _found(world.users, arguments.get("user"), "user_not_found")}


@method("users.list")
def users_list(world, caller, arguments):
    _name_the_team(caller, arguments)
    return _page("members", list(world.users.values()), arguments)


@method("conversations.info")
def conversations_info(world, caller, arguments):
    channel = _channel(world, arguments)
    return {"channel": {key: value for key, value in channel.items() if key != "members"}}


@method("conversations.list")
def conversations_list(world, caller, arguments):
    _name_the_team(caller, arguments)
    public = [
        {**found, "is_member": caller.user in found["members"]}
        for found in world.channels.values()
        if not (found["is_private"] or found["is_im"] or found["is_mpim"])
    ]
    return _page("channels", public, arguments)


@method("conversations.members")
def conversations_members(world, caller, arguments):
    return _page("members", _channel(world, arguments)["members"], arguments)


@method("conversations.join")
def conversations_join(world, caller, arguments):
    channel = _channel(world, arguments)
    if channel["is_private"]:
        raise SlackError("method_not_supported_for_channel_type")
    if caller.user not in channel["members"]:
        channel["members"].append(caller.user)
    return {"channel": {"id": channel["id"]}}


@method("conversations.open")
def conversations_open(world, caller, arguments):
    users = arguments.get("users", "")
    user = users[0] if isinstance(users, list) else users.split(",")[0]
    if _found(world.users, user, "user_not_found")["is_bot"]:
        raise SlackError("cannot_dm_bot")
    return {"channel": {"id": world.direct(user)}}


@method("conversations.history")
def conversations_history(world, caller, arguments):
    channel = _channel(world, arguments)
    if caller.user not in channel["members"]:
        raise SlackError("not_in_channel")
    told = world.messages.get(channel["id"], [])
    roots = [found for found in told if found.get("thread_ts", found["ts"]) == found["ts"]]
    return {"messages": _within(roots, arguments)}


@method("conversations.replies")
def conversations_replies(world, caller, arguments):
    told = world.messages.get(_channel(world, arguments)["id"], [])
    root = arguments["ts"]
    thread = [found for found in told if root in (found["ts"], found.get("thread_ts"))]
    if not thread:
        raise SlackError("thread_not_found")
    return {"messages": _within(thread, arguments)}


@method("chat.postMessage")
def chat_post_message(world, caller, arguments):
    channel = arguments.get("channel", "")
    if channel in world.users:
        channel = world.direct(channel)
    if caller.user not in _found(world.channels, channel, "channel_not_found")["members"]:
        raise SlackError("not_in_channel")
    kept = {key: arguments[key] for key in ("blocks", "metadata", "thread_ts") if key in arguments}
    text = arguments.get("text", "")
    message = world.say(channel, caller.user, text, bot_id=caller.bot_id, **kept)
    return {"channel": channel, "ts": message["ts"], "message": message}


@method("chat.postEphemeral")
def chat_post_ephemeral(world, caller, arguments):
    if arguments.get("user") not in _channel(world, arguments)["members"]:
        raise SlackError("user_not_in_channel")
    return {"message_ts": world.stamp()}


@method("chat.update")
def chat_update(world, caller, arguments):
    message = _message(world, arguments)
    if message["user"] != caller.user:
        raise SlackError("cant_update_message")
    message.update(text=arguments.get("text", ""), blocks=arguments.get("blocks"))
    return {"channel": arguments["channel"], "ts": message["ts"]}


@method("chat.delete")
def chat_delete(world, caller, arguments):
    message = _message(world, arguments)
    if message["user"] != caller.user and not world.users[caller.user]["is_admin"]:
        raise SlackError("cant_delete_message")
    world.messages[arguments["channel"]].remove(message)
    return {"channel": arguments["channel"], "ts": message["ts"]}


@method("files.info")
def files_info(world, caller, arguments):
    file = _found(world.files, arguments.get("file"), "file_not_found")
    return {"file": {key: value for key, value in file.items() if key != "content"}}


@method("files.delete")
def files_delete(world, caller, arguments):
    file = _found(world.files, arguments.get("file"), "file_not_found")
    if file["user"] != caller.user and not world.users[caller.user]["is_admin"]:
        raise SlackError("cant_delete_file")
    del world.files[file["id"]]
    return {}


@method("views.open")
def views_open(world, caller, arguments):
    if not arguments.get("trigger_id"):
        raise SlackError("invalid_trigger_id")
    return {"view": {"id": "V1", **arguments["view"]}}


@method("views.publish")
def views_publish(world, caller, arguments):
    return {"view": {"id": "V2"}}


@method("oauth.v2.access")
def oauth_v2_access(world, caller, arguments):
    if arguments.get("grant_type") == "refresh_token":
        answer = world.refreshes.pop(arguments.get("refresh_token"), None)
    else:
        answer = world.codes.pop(arguments.get("code"), None)
    if answer is None:
        raise SlackError("invalid_code")
    return answer


@method("apps.connections.open")
def apps_connections_open(world, caller, arguments):
    return {"url": world.socket_url}


def installed(team=HOME, *, user="UADMIN", token="", **more):
    """Return the answer of an installation, and the token's owner."""
    token = token or f"xoxb-{secrets.token_hex(4)}"
    answer = {
        "app_id": "A0",
        "access_token": token,
        "token_type": "bot",
        "scope": "chat:write",
        "bot_user_id": BOT_USER,
        "team": {"id": team, "name": team},
        "enterprise": None,
        "is_enterprise_install": False,
        "authed_user": {"id": user},
    } | more
    return answer, {token: Token(BOT_USER, team, bot_id="B0BOT")}


def _name_the_team(caller, arguments):
    """An org-wide token must say which workspace it asks about."""
    if caller.org_wide and not str(arguments.get("team_id", "")).startswith("T"):
        raise SlackError("missing_argument")


def _found(table, key, error):
    if key not in table:
        raise SlackError(error)
    return table[key]


def _channel(world, arguments):
    return _found(world.channels, arguments.get("channel"), "channel_not_found")


def _message(world, arguments):
    told = world.messages.get(_channel(world, arguments)["id"], [])
    found = next((one for one in told if one["ts"] == arguments.get("ts")), None)
    if found is None:
        raise SlackError("message_not_found")
    return found


def _page(name, everything, arguments):
    start, size = int(arguments.get("cursor") or 0), int(arguments.get("limit") or 100)
    end = start + size
    cursor = str(end) if end < len(everything) else ""
    return {name: everything[start:end], "response_metadata": {"next_cursor": cursor}}


def _within(told, arguments):
    oldest, latest = arguments.get("oldest") or "0", arguments.get("latest") or "9" * 10
    inside = _truth(arguments.get("inclusive"))
    found = [
        one
        for one in told
        if oldest < one["ts"] < latest or (inside and one["ts"] in (oldest, latest))
    ]
    with_metadata = _truth(arguments.get("include_all_metadata"))
    newest_first = [
        {key: value for key, value in one.items() if with_metadata or key != "metadata"}
        for one in reversed(found)
    ]
    return newest_first[: int(arguments.get("limit") or 100)]


def _truth(value):
    return value in (True, 1, "1", "true", "True")


def read_arguments(query, content_type, body):
    """Return a call's arguments, which come in the query, as a form, or as JSON."""
    arguments = dict(query)
    if "json" in content_type and body:
        arguments |= json.loads(body)
    for name in ("blocks", "metadata", "view", "users"):
        value = arguments.get(name)
        if isinstance(value, str) and value[:1] in ("[", "{"):
            arguments[name] = json.loads(value)
    return arguments
