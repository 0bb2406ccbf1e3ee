"""The Connector: conversations and activities, as a bot's service URL offers them."""

import json

from tests.standins.teams_people import BOT_ID, BOT_SCOPE, TENANT, Conversation, Message
from tests.standins.teams_wire import Refused, operation

PREFIX = "/amer/v3"
ACTIVITIES = f"{PREFIX}/conversations/{{conversation}}/activities"


def offered(name, method, *paths):
    """Register an operation of the Connector's."""
    return operation(name, method, *paths, audience=BOT_SCOPE)


@offered("conversations.create", "POST", f"{PREFIX}/conversations")
def create_conversation(call):
    """Open the chat with a person, or begin a thread in a channel."""
    body = _object(call.body)
    if body.get("bot", {}).get("id", BOT_ID) != BOT_ID:
        raise Refused(403, "BotNotRegistered", "No registration found for this bot.")
    if body.get("isGroup") or _in(body, "channelData", "channel", "id"):
        return _new_post(call, body)
    return _chat_with(call, body)


def _new_post(call, body):
    channel, activity = _in(body, "channelData", "channel", "id"), body.get("activity")
    if not channel or not activity:
        raise Refused(400, "BadArgument", "A channel and an activity are required.")
    place, _root = place_of(call, channel)
    if place.kind != "channel":
        raise Refused(400, "BadArgument", "Not the id of a channel.")
    message = _post(call, place, "", activity)
    return 201, {"id": f"{place.id};messageid={message.id}", "activityId": message.id}


def _chat_with(call, body):
    world = call.world
    members = body.get("members") or []
    # botbuilder writes tenantID, and the service reads names in any case.
    told = body.get("tenantId") or body.get("tenantID")
    tenant = told or _in(body, "channelData", "tenant", "id")
    if len(members) != 1 or not tenant:
        raise Refused(400, "BadSyntax", "One member and a tenant id are required.")
    person = world.people.get(members[0].get("id"))
    if person is None:
        raise Refused(400, "BadArgument", "Failed to decrypt pairwise id")
    if tenant != TENANT or not world.reaches(person):
        raise Refused(
            403, "ForbiddenOperationException", "Bot is not installed in user's personal scope"
        )
    chat = world.conversations[world.direct(person.id)]
    if body.get("activity"):
        return 201, {"id": chat.id, "activityId": _post(call, chat, "", body["activity"]).id}
    return 201, {"id": chat.id}


@offered("activities.send", "POST", ACTIVITIES)
def send(call):
    """Say something in a conversation or thread; to one person only if it is targeted."""
    place, root = place_of(call)
    return _sent(call, place, root, reply_to="")


@offered("activities.reply", "POST", f"{ACTIVITIES}/{{activity}}")
def reply(call):
    """Answer an activity."""
    place, root = place_of(call)
    answered = _found(call, place)
    return _sent(call, place, root or answered.root, reply_to=answered.id)


@offered("activities.update", "PUT", f"{ACTIVITIES}/{{activity}}")
def update(call):
    """Change what the bot said."""
    place, _root = place_of(call)
    message = _own(call, place)
    activity = _activity(call)
    if message.target and activity.get("recipient"):
        raise Refused(400, "BadArgument", "A targeted message keeps its recipient.")
    message.history.append(message.activity)
    message.activity = activity | {"id": message.id}
    message.text, message.edited = activity.get("text", ""), call.world.now()
    call.world.keep(message)
    return 200, {"id": message.id}


@offered("activities.delete", "DELETE", f"{ACTIVITIES}/{{activity}}")
def delete(call):
    """Take back what the bot said."""
    place, _root = place_of(call)
    call.world.delete(_own(call, place))
    return 200, None


def place_of(call, name=""):
    """Return the conversation a call is about, and the thread in it."""
    told, _, thread = (name or call.names["conversation"]).partition(";messageid=")
    place = call.world.conversations.get(told)
    if place is None:
        raise Refused(404, "ConversationNotFound", "Conversation not found.")
    if not place.has_bot:
        message = "The bot is not part of the conversation roster."
        raise Refused(403, "BotNotInConversationRoster", message)
    return place, thread


def _sent(call, place, root, *, reply_to):
    message = _post(call, place, root, _activity(call), reply_to=reply_to)
    # Teams makes two messages of text and a card, and then tells no id.
    return 201, {} if message is None else {"id": message.id}


def _post(call, place: Conversation, root, activity, *, reply_to=""):
    target = _target(call, place, activity)
    _refuse_if_unheard(call, place)
    if len(json.dumps(activity)) > call.world.message_limit:
        raise Refused(413, "MessageSizeTooBig", "Message size too large.")
    kept = [_kept(call, place, root, part, reply_to) for part in _parts(activity)]
    for message in kept:
        message.target = target
    return kept[0] if len(kept) == 1 else None


def _parts(activity):
    if activity.get("text") and activity.get("attachments"):
        return [{**activity, "attachments": []}, {**activity, "text": ""}]
    return [activity]


def _kept(call, place, root, activity, reply_to):
    world, text = call.world, activity.get("text") or ""
    message = Message(
        world.stamp(), place.id, BOT_ID, text=text, created=world.now(), reply_to=reply_to
    )
    message.root = root or message.id
    message.activity = activity | {"id": message.id}
    return world.keep(message)


def _target(call, place, activity):
    if call.query.get("isTargetedActivity") != "true":
        return ""
    recipient = _in(activity, "recipient", "id")
    if place.kind == "personal" or not recipient:
        raise Refused(400, "BadArgument", "A targeted message needs a recipient in a group.")
    if recipient not in place.members:
        message = "The recipient is not part of the conversation roster."
        raise Refused(404, "BotNotInConversationRoster", message)
    return recipient


def _refuse_if_unheard(call, place):
    if place.kind != "personal":
        return
    person = call.world.people[place.members[0]]
    if person.has_blocked or not call.world.reaches(person):
        raise Refused(
            403,
            "ConversationBlockedByUser",
            "User blocked the conversation with the bot.",
            subCode="MessageWritesBlocked",
        )


def _found(call, place):
    message = call.world.messages.get(call.names["activity"])
    if message is None or message.conversation != place.id or message.deleted:
        what = "The message id provided could not be found in the conversation."
        raise Refused(404, "ActivityNotFoundInConversation", what)
    return message


def _own(call, place):
    message = _found(call, place)
    if message.author != BOT_ID:
        raise Refused(403, "NotEnoughPermissions", "A bot changes only what it said itself.")
    if bool(message.target) != (call.query.get("isTargetedActivity") == "true"):
        what = "The message id provided could not be found in the conversation."
        raise Refused(404, "ActivityNotFoundInConversation", what)
    return message


def _activity(call):
    activity = _object(call.body)
    if not activity.get("type"):
        raise Refused(400, "MissingProperty", "The activity has no type.")
    return activity


def _object(body):
    if not isinstance(body, dict):
        raise Refused(400, "BadSyntax", "Invalid or missing activity in the payload.")
    return body


def _in(found, *keys):
    for key in keys:
        found = found.get(key) if isinstance(found, dict) else None
    return found
