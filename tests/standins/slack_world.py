"""The state of the stand-in Slack: people, channels, messages, files, tokens."""

import itertools
import threading
import time
from dataclasses import dataclass, field

HOME = "T0HOME"
PARTNER = "T0PARTNER"
BOT_TOKEN = "xoxb-home"
BOT_USER = "U0BOT"
BOT_ID = "B0BOT"


@dataclass(frozen=True)
class Token:
    """Who speaks with a token, and how long."""

    user: str
    team: str = HOME
    bot_id: str = ""
    enterprise: str | None = None
    org_wide: bool = False


@dataclass
class Fault:
    """What a method answers instead, for a number of calls."""

    times: int
    status: int = 200
    error: str = "internal_error"
    retry_after: int = 1


@dataclass
class World:
    """Everything the stand-in knows; tests read and change it directly."""

    users: dict = field(default_factory=dict)
    channels: dict = field(default_factory=dict)
    messages: dict = field(default_factory=dict)
    files: dict = field(default_factory=dict)
    tokens: dict = field(default_factory=dict)
    codes: dict = field(default_factory=dict)
    refreshes: dict = field(default_factory=dict)
    faults: dict = field(default_factory=dict)
    calls: list = field(default_factory=list)
    moments: list = field(default_factory=list)
    keep_calls: bool = True
    socket_url: str = ""
    teams: tuple = (HOME,)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _ticks: itertools.count = field(default_factory=itertools.count)

    def stamp(self):
        """Return a new message timestamp; each is unique."""
        with self._lock:
            return f"{int(time.time())}.{next(self._ticks):06d}"

    def record(self, method, arguments):
        """Note a call and when it came."""
        if self.keep_calls:
            self.calls.append((method, arguments))
            self.moments.append(time.time())

    def calls_to(self, method):
        """Return the arguments of every call of that method, oldest first."""
        return [arguments for name, arguments in list(self.calls) if name == method]

    def fail(self, method, **fault):
        """Let the next calls of a method fail."""
        self.faults[method] = Fault(**{"times": 1} | fault)

    def add_user(self, user, **changes):
        """Add a person; of the home workspace unless said otherwise."""
        self.users[user] = {
            "id": user,
            "team_id": HOME,
            "name": user.lower(),
            "real_name": user.title(),
            "profile": {"display_name": user.lower(), "real_name": user.title()},
            "is_admin": False,
            "is_bot": False,
            "is_restricted": False,
            "is_ultra_restricted": False,
        } | changes

    def add_channel(self, channel, members=(), **changes):
        """Add a channel with its members."""
        self.channels[channel] = {
            "id": channel,
            "name": channel.lower(),
            "is_channel": True,
            "is_private": False,
            "is_im": False,
            "is_mpim": False,
            "is_ext_shared": False,
            "is_pending_ext_shared": False,
            "members": list(members),
        } | changes

    def say(self, channel, user, text, **more):
        """Put a person's message into a channel and return it."""
        message = {"type": "message", "user": user, "text": text, "ts": self.stamp(), **more}
        self.messages.setdefault(channel, []).append(message)
        return message

    def add_file(self, file, content, **changes):
        """Add a file; `content` is what its download gives."""
        self.files[file] = {
            "id": file,
            "name": f"{file}.csv",
            "title": f"{file}.csv",
            "mimetype": "text/csv",
            "mode": "hosted",
            "size": len(content),
            "user": "UADA",
            "content": content,
            "shares": {},
        } | changes

    def direct(self, user):
        """Return the id of the direct channel between the app and a person."""
        channel = f"D{user}"
        if channel not in self.channels:
            self.add_channel(channel, [user, BOT_USER], is_im=True, user=user, name="")
        return channel

    def sent_to(self, user):
        """Return what the app wrote to a person directly."""
        return [found for found in self.messages.get(f"D{user}", []) if found.get("bot_id")]


def small_company():
    """Return a world with two members, an admin, a guest, a partner, and five channels."""
    world = World()
    for member in ("UADA", "UBOB"):
        world.add_user(member)
    world.add_user("UADMIN", is_admin=True)
    world.add_user("UGUEST", is_restricted=True)
    world.add_user("UPART", team_id=PARTNER, is_stranger=False)
    world.add_user(BOT_USER, is_bot=True)
    world.add_user("UAPP", is_bot=True)
    everybody = ["UADA", "UBOB", "UADMIN", BOT_USER]
    world.add_channel("C0GENERAL", everybody)
    world.add_channel("C0GUESTS", [*everybody, "UGUEST"])
    world.add_channel("C0PARTNER", [*everybody, "UPART"], is_ext_shared=True, is_shared=True)
    world.add_channel("C0ADMINS", ["UADMIN", BOT_USER])
    world.add_channel("C0OPEN", ["UADA"])
    world.tokens[BOT_TOKEN] = Token(BOT_USER, bot_id=BOT_ID)
    return world
