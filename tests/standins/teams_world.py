"""The state of the stand-in Teams; tests read and change it directly."""

import itertools
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tests.standins.teams_people import (
    APP_ID,
    APP_SECRET,
    BOT_ID,
    BOT_SCOPE,
    BOT_TOKEN,
    GRAPH_SCOPE,
    GRAPH_TOKEN,
    TENANT,
    Conversation,
    File,
    Grant,
    Message,
    Person,
    Team,
)
from tests.standins.teams_wire import Fault

EVERY_ROLE = (
    "ChannelMessage.Read.All",
    "Chat.Read.All",
    "ChannelMessage.UpdatePolicyViolation.All",
    "Chat.UpdatePolicyViolation.All",
    "ChannelMember.Read.All",
    "Files.Read.All",
    "User.Read.All",
    "TeamsAppInstallation.ReadWriteSelfForUser.All",
)


@dataclass
class World:
    """Everything the stand-in knows."""

    people: dict = field(default_factory=dict)
    teams: dict = field(default_factory=dict)
    conversations: dict = field(default_factory=dict)
    messages: dict = field(default_factory=dict)
    changes: list = field(default_factory=list)  # ids of messages, in the order they changed
    files: dict = field(default_factory=dict)
    tokens: dict = field(default_factory=dict)
    secrets: dict = field(default_factory=lambda: {APP_ID: APP_SECRET})
    tenants: set = field(default_factory=lambda: {TENANT})
    roles: set = field(default_factory=lambda: set(EVERY_ROLE))  # what Graph lets the app do
    sites: set = field(default_factory=set)  # addresses granted under Sites.Selected
    subscriptions: dict = field(default_factory=dict)
    installations: dict = field(default_factory=dict)
    is_licensed: bool = True
    licence_refusal: int = 402
    token_life: int = 3600
    message_limit: int = 100_000
    faults: dict = field(default_factory=dict)
    delay: float = 0.0
    delays: dict = field(default_factory=dict)
    calls: list = field(default_factory=list)
    keep_calls: bool = True
    ahead: timedelta = field(default_factory=timedelta)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _last: int = 0
    _numbers: itertools.count = field(default_factory=lambda: itertools.count(1))

    def now(self):
        """Return the time here, which a test may move."""
        return datetime.now(UTC) + self.ahead

    def stamp(self):
        """Return a new message id: milliseconds, each unique."""
        with self._lock:
            self._last = max(self._last + 1, int(self.now().timestamp() * 1000))
            return str(self._last)

    def number(self):
        """Return a number that nothing else has."""
        return next(self._numbers)

    # Faults and calls

    def fail(self, name, **fault):
        """Let the next calls of an operation fail."""
        self.faults[name] = Fault(**fault)

    def next_fault(self, name):
        """Return the fault a call meets, if any."""
        with self._lock:
            fault = self.faults.get(name)
            if fault is None or fault.times <= 0:
                return None
            fault.times -= 1
            return fault

    def note(self, call):
        """Remember a call."""
        if self.keep_calls:
            self.calls.append(call)

    def calls_to(self, name):
        """Return every call of that operation, oldest first."""
        return [call for call in list(self.calls) if call.operation == name]

    def caller(self, token, audience):
        """Return who speaks with a token, if it is meant for that audience and still good."""
        grant = self.tokens.get(token)
        if grant is None or grant.audience != audience:
            return None
        return grant if grant.expires > self.now().timestamp() else None

    # People and places

    def add_person(self, person, name, **changes):
        """Add a person; a member of the home tenant unless said otherwise."""
        short = person.removeprefix("29:")
        known = {
            "aad": f"00000000-0000-4000-8000-{len(self.people) + 1:012d}",
            "upn": f"{short}@home.example",
            "email": f"{short}@home.example",
        }
        self.people[person] = Person(id=person, name=name, **(known | changes))
        return self.people[person]

    def person(self, key):
        """Return a person by the bot's id, the directory's id or the principal name."""
        found = (one for one in self.people.values() if key in (one.id, one.aad, one.upn))
        return next(found, None)

    def add_team(self, team, name, group, members=()):
        """Add a team with its General channel."""
        self.teams[team] = Team(team, name, group, list(members))
        self.add_channel(team, team, None, members=members)

    def add_channel(self, channel, team, name, *, members=(), **changes):
        """Add a channel to a team."""
        self.conversations[channel] = Conversation(
            channel, "channel", list(members), name, team, **changes
        )
        self.teams[team].channels.append(channel)

    def add_chat(self, chat, members, **changes):
        """Add a group chat."""
        self.conversations[chat] = Conversation(chat, "groupChat", list(members), **changes)

    def direct(self, person):
        """Return the id of the chat between the bot and a person."""
        chat = f"a:{person.removeprefix('29:')}"
        if chat not in self.conversations:
            self.conversations[chat] = Conversation(chat, "personal", [person])
        return chat

    def reaches(self, person):
        """Whether the app is installed for a person or in a team of theirs."""
        shared = any(
            place.has_bot and place.team and person.id in place.members
            for place in self.conversations.values()
        )
        return person.tenant == TENANT and (person.is_installed or shared)

    # Messages

    def say(self, conversation, person, text, *, root="", **more):
        """Let a person write; a channel's thread is named by the id of its root."""
        message = Message(self.stamp(), conversation, person, text=text, created=self.now(), **more)
        message.root = root or message.id
        return self.keep(message)

    def keep(self, message):
        """Put a message into the world, or note that it changed."""
        message.modified = self.now()
        self.messages[message.id] = message
        self.changes.append(message.id)
        return message

    def edit(self, message, text, *, html=""):
        """Let its author change a message."""
        message.history.append(message.text)
        message.text, message.html, message.edited = text, html, self.now()
        return self.keep(message)

    def delete(self, message):
        """Let its author delete a message."""
        message.deleted = self.now()
        return self.keep(message)

    def undelete(self, message):
        """Let its author undo that."""
        message.deleted = None
        return self.keep(message)

    def override(self, message, justification=""):
        """Let the sender of a blocked message override the block, with a reason or without."""
        message.violation |= {"userAction": "override", "justificationText": justification}
        return self.keep(message)

    def report_false_positive(self, message):
        """Let the sender of a blocked message say that it holds nothing."""
        message.violation |= {"userAction": "reportFalsePositive"}
        return self.keep(message)

    def told_in(self, conversation):
        """Return what stands in a conversation, oldest first."""
        return [one for one in list(self.messages.values()) if one.conversation == conversation]

    def sent_in(self, conversation):
        """Return the activities of the bot that stand in a conversation."""
        return [one.activity for one in self.told_in(conversation) if _is_standing(one)]

    def sent_to(self, person):
        """Return the activities of the bot that stand in its chat with a person."""
        return self.sent_in(f"a:{person.removeprefix('29:')}")

    def add_file(self, file, content, *, name="", **changes):
        """Add a file; `content` is what its download gives."""
        name = name or f"{file}.csv"
        url = f"https://home.sharepoint.example/sites/finance/Shared Documents/{name}"
        self.files[file] = File(file, content, name, **({"url": url} | changes))
        return self.files[file]


def _is_standing(message):
    return message.author == BOT_ID and message.deleted is None


def add_tokens(world):
    """Let the two tokens that tests know by name be good for ever."""
    world.tokens[BOT_TOKEN] = Grant(BOT_SCOPE)
    world.tokens[GRAPH_TOKEN] = Grant(GRAPH_SCOPE)
    return world
