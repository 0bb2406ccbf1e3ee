"""Graph's messages: read one by one, in pages, by what changed, and marked as violations."""

import base64
import json
import re
from datetime import UTC, datetime
from urllib.parse import urlencode

from tests.standins.teams_graph import (
    READ_CHANNELS,
    READ_CHATS,
    channel_of,
    chat_of,
    not_found,
    offered,
    require,
)
from tests.standins.teams_people import BOT_ID
from tests.standins.teams_violations import judge
from tests.standins.teams_wire import Refused

_CHANNEL = "/teams/{group}/channels/{channel}/messages"
_CHAT = "/chats/{chat}/messages"
_USUAL_PAGE, _LARGEST_PAGE = 20, 50
_BOUND = re.compile(r"(lastModifiedDateTime|createdDateTime) (gt|lt) (\S+)")


@offered("messages.list", "GET", _CHANNEL)
def list_channel_messages(call):
    """Tell the beginnings of a channel's threads, newest first."""
    require(call, *READ_CHANNELS)
    roots = [one for one in _standing(call, channel_of(call)) if one.root == one.id]
    return _page(call, sorted(roots, key=lambda one: one.id, reverse=True))


@offered("replies.list", "GET", f"{_CHANNEL}/{{message}}/replies")
def list_replies(call):
    """Tell the rest of a thread, newest first."""
    require(call, *READ_CHANNELS)
    root = _named(call, channel_of(call), call.names["message"])
    replies = [one for one in _standing(call, channel_of(call)) if one.root == root.id != one.id]
    return _page(call, sorted(replies, key=lambda one: one.id, reverse=True))


@offered("messages.delta", "GET", f"{_CHANNEL}/delta")
def list_channel_changes(call):
    """Tell which threads changed since a token."""
    require(call, *READ_CHANNELS)
    with_replies = call.query.get("$expand") == "replies"

    def concerns(message):
        return message.conversation == channel.id and (with_replies or message.root == message.id)

    channel = channel_of(call)
    return _changes(call, concerns)


@offered("users.messages.delta", "GET", "/users/{user}/chats/getAllMessages/delta")
def list_chat_changes(call):
    """Tell which messages changed in any chat of a person."""
    require(call, "Chat.Read.All", "Chat.ReadWrite.All")
    person = call.world.person(call.names["user"])
    if person is None:
        raise not_found("User")
    chats = {
        place.id
        for place in call.world.conversations.values()
        if place.kind != "channel" and person.id in place.members
    }
    return _changes(call, lambda message: message.conversation in chats)


@offered("messages.get", "GET", f"{_CHANNEL}/{{message}}")
def get_channel_message(call):
    """Tell the beginning of a thread."""
    require(call, *READ_CHANNELS)
    return 200, as_graph(call.world, _named(call, channel_of(call), call.names["message"]))


@offered("replies.get", "GET", f"{_CHANNEL}/{{message}}/replies/{{reply}}")
def get_reply(call):
    """Tell one reply."""
    require(call, *READ_CHANNELS)
    return 200, as_graph(call.world, _named(call, channel_of(call), call.names["reply"]))


@offered("chats.messages.list", "GET", _CHAT)
def list_chat_messages(call):
    """Tell a chat's messages, newest first."""
    require(call, *READ_CHATS)
    found = _standing(call, chat_of(call))
    return _page(call, sorted(found, key=lambda one: one.modified, reverse=True))


@offered("chats.messages.get", "GET", f"{_CHAT}/{{message}}")
def get_chat_message(call):
    """Tell one message of a chat."""
    require(call, *READ_CHATS)
    return 200, as_graph(call.world, _named(call, chat_of(call), call.names["message"]))


@offered("messages.patch", "PATCH", f"{_CHANNEL}/{{message}}")
def mark_channel_message(call):
    """Mark the beginning of a thread as a violation."""
    require(call, "ChannelMessage.UpdatePolicyViolation.All")
    return judge(call, _named(call, channel_of(call), call.names["message"]))


@offered("replies.patch", "PATCH", f"{_CHANNEL}/{{message}}/replies/{{reply}}")
def mark_reply(call):
    """Mark a reply as a violation."""
    require(call, "ChannelMessage.UpdatePolicyViolation.All")
    return judge(call, _named(call, channel_of(call), call.names["reply"]))


@offered("chats.messages.patch", "PATCH", f"{_CHAT}/{{message}}")
def mark_chat_message(call):
    """Mark a message of a chat as a violation."""
    require(call, "Chat.UpdatePolicyViolation.All")
    return judge(call, _named(call, chat_of(call), call.names["message"]))


def as_graph(world, message):
    """Return a message as Graph tells it."""
    place = world.conversations[message.conversation]
    team = world.teams.get(place.team)
    channel = {"teamId": team.group, "channelId": place.id} if team else None
    return {
        "@odata.type": "#microsoft.graph.chatMessage",
        "id": message.id,
        "replyToId": message.root if team and message.root != message.id else None,
        "etag": str(len(message.history)),
        "messageType": message.kind,
        "createdDateTime": moment(message.created),
        "lastModifiedDateTime": moment(message.modified),
        "lastEditedDateTime": moment(message.edited),
        "deletedDateTime": moment(message.deleted),
        "subject": message.subject,
        "importance": "normal",
        "locale": "en-us",
        "chatId": None if team else place.id,
        "channelIdentity": channel,
        "policyViolation": message.violation,
        "from": _sender(world, message),
        "body": _body(message),
        "attachments": [] if message.deleted else message.attachments,
        "mentions": message.mentions,
        "reactions": [],
    }


def moment(when):
    """Return a time as Graph writes it."""
    return when and when.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _sender(world, message):
    if message.author == BOT_ID:
        app = {"id": BOT_ID.removeprefix("28:"), "applicationIdentityType": "bot"}
        return {"application": app, "device": None, "user": None}
    user = world.people[message.author].in_graph()
    return {"application": None, "device": None, "user": user}


def _body(message):
    if message.deleted:
        return {"contentType": "html", "content": ""}
    if message.html:
        return {"contentType": "html", "content": message.html}
    return {"contentType": "text", "content": message.text}


def _standing(call, place):
    return [one for one in call.world.told_in(place.id) if not one.target]


def _named(call, place, message):
    found = call.world.messages.get(message)
    if found is None or found.conversation != place.id or found.target:
        raise not_found("Message")
    return found


def _page(call, found):
    kept = [one for one in found if _is_within(one, call.query.get("$filter", ""))]
    start, size = int(_told(call.query.get("$skiptoken")).get("skip", 0)), _size(call)
    page = {"value": [as_graph(call.world, one) for one in kept[start : start + size]]}
    if start + size < len(kept):
        query = {name: told for name, told in call.query.items() if name != "$skiptoken"}
        query["$skiptoken"] = _token(skip=start + size)
        page["@odata.nextLink"] = _link(call, query)
    return 200, page


def _changes(call, concerns):
    world, query = call.world, call.query
    told = _told(query.get("$skiptoken") or query.get("$deltatoken"))
    until = told.get("until", len(world.changes))
    kept = {name: query[name] for name in ("$top", "$expand") if name in query}
    bound = told.get("filter", query.get("$filter", ""))
    ids = dict.fromkeys(world.changes[told.get("since", 0) : until])
    found = [world.messages[one] for one in ids if concerns(world.messages[one])]
    found = [one for one in found if not one.target and _is_within(one, bound)]
    start, size = told.get("skip", 0), _size(call)
    page = {"value": [as_graph(world, one) for one in found[start : start + size]]}
    if start + size < len(found):
        rest = {"since": told.get("since", 0), "until": until, "skip": start + size}
        token = _token(**rest, filter=bound)
        page["@odata.nextLink"] = _link(call, kept | {"$skiptoken": token})
    else:
        page["@odata.deltaLink"] = _link(call, kept | {"$deltatoken": _token(since=until)})
    return 200, page


def _size(call):
    size = int(call.query.get("$top", _USUAL_PAGE))
    if not 1 <= size <= _LARGEST_PAGE:
        raise Refused(400, "BadRequest", f"Invalid value for $top: at most {_LARGEST_PAGE}.")
    return size


def _is_within(message, bounds):
    for name, relation, when in _BOUND.findall(bounds):
        told = message.modified if name.startswith("lastModified") else message.created
        bound = datetime.fromisoformat(when)
        if not (told > bound if relation == "gt" else told < bound):
            return False
    return True


def _token(**told):
    return base64.urlsafe_b64encode(json.dumps(told).encode()).decode()


def _told(token):
    if not token:
        return {}
    try:
        return json.loads(base64.urlsafe_b64decode(token))
    except ValueError as error:
        raise Refused(400, "BadRequest", "The token is invalid.") from error


def _link(call, query):
    return f"{call.stand_in.origin}{call.path}?{urlencode(query)}"
