"""Activities as Teams sends them: what people write, change, delete and press."""

from datetime import UTC
from urllib.parse import quote

from tests.standins.teams_files import download_info, inline_image
from tests.standins.teams_people import BOT_ID, TENANT

BOT = {"id": BOT_ID, "name": "Chatwarden"}

# Every event of a team or channel that Teams tells of by a conversationUpdate.
CONVERSATION_EVENTS = (
    "teamMemberAdded",
    "teamMemberRemoved",
    "channelCreated",
    "channelRenamed",
    "channelDeleted",
    "channelRestored",
    "channelShared",
    "channelUnshared",
    "channelMemberAdded",
    "channelMemberRemoved",
    "teamRenamed",
    "teamArchived",
    "teamUnarchived",
    "teamDeleted",
    "teamHardDeleted",
    "teamRestored",
)


class Events:
    """Makes activities of what the world of a stand-in holds."""

    def __init__(self, stand_in):
        self._stand_in = stand_in

    @property
    def _world(self):
        return self._stand_in.world

    def message(self, message, **changes):
        """Return the activity of a message."""
        html = message.html or f"<p>{message.text}</p>"
        files = [_attached(self._stand_in, self._world.files[one]) for one in message.files]
        return {
            **self._about(message),
            "type": "message",
            "text": message.text,
            "textFormat": "plain",
            "attachments": [*files, {"contentType": "text/html", "content": html}],
            "entities": [*_mentions(message), _client()],
        } | changes

    def edit(self, message, **changes):
        """Return the activity of an edited message."""
        return self._updated(message, "editMessage", changes)

    def undelete(self, message, **changes):
        """Return the activity of a message that is back."""
        return self._updated(message, "undeleteMessage", changes)

    def delete(self, message, **changes):
        """Return the activity of a deleted message; its text is not told."""
        told = self._about(message) | {"type": "messageDelete"}
        told["channelData"]["eventType"] = "softDeleteMessage"
        return told | changes

    def members(self, conversation, *people, gone=False, **changes):
        """Return the activity of people, or of the bot, that came or left."""
        field = "membersRemoved" if gone else "membersAdded"
        told = self._around(conversation) | {field: [self._came(one) for one in people]}
        if self._world.conversations[conversation].team:
            event = "teamMemberRemoved" if gone else "teamMemberAdded"
            told["channelData"]["eventType"] = event
        return told | changes

    def happened(self, event, conversation, **channel_data):
        """Return the activity of any other event of a team or channel."""
        told = self._around(conversation)
        told["channelData"] |= {"eventType": event, **channel_data}
        return told

    def installation(self, conversation, action, **changes):
        """Return the activity of the app added to a place, or removed from it."""
        told = self._around(conversation) | {"type": "installationUpdate", "action": action}
        told["channelData"]["settings"] = {"selectedChannel": {"id": conversation}}
        return told | changes

    def press(self, sent, person, action, **changes):
        """Return the invoke of a button of a card that the bot sent."""
        message = self._world.messages[sent["id"]]
        value = {"type": "Action.Execute", "verb": action["verb"], "data": action.get("data", {})}
        return {
            **self._around(message.conversation, person),
            "type": "invoke",
            "name": "adaptiveCard/action",
            "replyToId": message.id,
            "value": {"action": value, "trigger": "manual"},
        } | changes

    def command(self, message, person, command, *, note=None, **changes):
        """Return the invoke of a command of a message's menu: the dialog's, or what was typed."""
        value = {
            "commandId": command,
            "commandContext": "message",
            "messagePayload": self._payload(message),
        }
        return {
            **self._around(message.conversation, person),
            "type": "invoke",
            "name": f"composeExtension/{'fetchTask' if note is None else 'submitAction'}",
            "value": value if note is None else value | {"data": {"note": note}},
        } | changes

    def reaction(self, message, person, kind="like", *, gone=False, **changes):
        """Return the activity of a reaction to a message."""
        field = "reactionsRemoved" if gone else "reactionsAdded"
        told = self._around(message.conversation, person) | {"type": "messageReaction"}
        return told | {"replyToId": message.id, field: [{"type": kind}]} | changes

    def _payload(self, message):
        author = self._world.people[message.author]
        link = f"https://teams.microsoft.com/l/message/{quote(message.conversation)}/{message.id}"
        return {
            "id": message.id,
            "replyToId": message.root if message.root != message.id else None,
            "createdDateTime": _iso(message.created),
            "linkToMessage": link,
            "body": {"contentType": "html", "content": message.html or f"<p>{message.text}</p>"},
            "from": {"user": {"id": author.aad, "displayName": author.name}},
            "attachments": [],
        }

    def _updated(self, message, event, changes):
        told = self.message(message) | {"type": "messageUpdate"}
        told["channelData"]["eventType"] = event
        return told | changes

    def _about(self, message):
        told = self._around(message.conversation, message.author)
        told["id"] = message.id
        told["timestamp"] = _iso(message.modified)
        if self._world.conversations[message.conversation].kind == "channel":
            told["conversation"]["id"] += f";messageid={message.root}"
        return told

    def _around(self, conversation, person=""):
        world, place = self._world, self._world.conversations[conversation]
        sender = world.people[person or place.members[0]].as_sender()
        return {
            "type": "conversationUpdate",
            "id": f"f:{world.number()}",
            "timestamp": _iso(world.now()),
            "channelId": "msteams",
            "serviceUrl": self._stand_in.service_url,
            "from": sender,
            "recipient": BOT,
            "conversation": _conversation(place),
            "channelData": self._channel_data(place),
            "locale": "en-US",
        }

    def _channel_data(self, place):
        told = {"tenant": {"id": TENANT}}
        if place.kind != "channel":
            return told
        team = self._world.teams[place.team]
        channel = {"id": place.id, "name": place.name, "type": place.channel_type}
        if place.name is None:
            del channel["name"]
        return told | {
            "teamsChannelId": place.id,
            "teamsTeamId": team.id,
            "channel": channel,
            "team": {"id": team.id, "name": team.name, "aadGroupId": team.group},
        }

    def _came(self, one):
        if one == BOT_ID:
            return {"id": BOT_ID}
        person = self._world.people[one]
        return {"id": person.id, "aadObjectId": person.aad}


def buttons_of(activity):
    """Return the Action.Execute buttons of a card the bot sent, by their verb."""
    cards = [part["content"] for part in activity.get("attachments", []) if _is_card(part)]
    return {found["verb"]: found for card in cards for found in _executes(card)}


def _executes(part):
    if isinstance(part, list):
        return [found for one in part for found in _executes(one)]
    if not isinstance(part, dict):
        return []
    here = [part] if part.get("type") == "Action.Execute" else []
    return here + [found for inner in part.values() for found in _executes(inner)]


def _is_card(part):
    return part.get("contentType") == "application/vnd.microsoft.card.adaptive"


def _conversation(place):
    told = {"conversationType": place.kind, "tenantId": place.tenant, "id": place.id}
    return told if place.kind == "personal" else {"isGroup": True, **told}


def _attached(stand_in, file):
    is_image = file.media_type.startswith("image/")
    return (inline_image if is_image else download_info)(stand_in, file)


def _mentions(message):
    return [
        {"type": "mention", "mentioned": one, "text": f"<at>{one['name']}</at>"}
        for one in message.mentions
    ]


def _client():
    return {"type": "clientInfo", "locale": "en-US", "platform": "Web", "timezone": "Etc/UTC"}


def _iso(when):
    return when.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
