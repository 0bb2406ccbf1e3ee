"""The table of scenarios: what happens, what comes of it, and where a platform differs, and why."""

from dataclasses import dataclass, field, replace

from tests.integration.road.stages.stage import BY_RECORD, Seen

SECRET = "her ssn is 536-22-8765, please file it"
HARMLESS = "the build is green, shipping at noon"
NUMBERS = b"name,ssn\nJane Roe,536-22-8765\n"

DONE, NOT_PERMITTED, UNREACHABLE = "done", "not permitted", "unreachable"

NO_GRANT = "there is no such grant; blocking takes Graph and a licence"
ITS_OWN = "the chat is the bot's own, and lets it remove what a policy or the author wants gone"
NO_GUESTS = "the chat has no guests"
NO_LIMITS = "the chat limits nobody"
ALWAYS_THERE = "its people and conversations are always there"
NOT_INSTALLED = "it is never installed, so never uninstalled"
FILES_NEED_GRAPH = "without Graph a bot learns of a channel's file no more than that there is one"
NO_WAY_OUT = "Teams lets a bot not write 1:1 to people of another organisation"
SAME_CHAT = "what is said to the others in the author's chat with the bot, the author reads as well"


@dataclass(frozen=True, kw_only=True)
class Differs:
    """How a platform differs, and why; without `changes` it cannot happen there at all."""

    because: str
    changes: dict = field(default_factory=dict)
    actions: dict = field(default_factory=dict)

    @property
    def is_absent(self):
        return not (self.changes or self.actions)


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """What happens, and what comes of the message that `play` returns; None if it is forgotten."""

    play: object
    comes: Seen | None = field(default_factory=Seen)
    differs: dict = field(default_factory=dict)

    def on(self, platform):
        """Return what comes of it there."""
        here = self.differs.get(platform)
        if here is None:
            return self.comes
        actions = self.comes.actions | here.actions
        return replace(self.comes, **{"actions": actions} | here.changes)


def says(text=SECRET, **how):
    async def play(stage):
        return await stage.say(text, **how)

    return play


def edits(before, after):
    async def play(stage):
        message = await stage.say(before)
        await stage.settled()
        await stage.edit(message, after)
        return message

    return play


async def deletes(stage):
    message = await stage.say(SECRET)
    await stage.settled()
    await stage.delete(message)
    return message


async def replies(stage):
    root = await stage.say(SECRET)
    await stage.settled()
    return await stage.say("and his is 536-22-8766", who="colleague", below=root)


def answers(kind, reason="", *, is_granted=False):
    async def play(stage):
        if is_granted:
            await stage.allow_removal()
        message = await stage.say(SECRET)
        await stage.settled()
        await stage.answer(message, kind, reason)
        return message

    return play


async def is_limited(stage):
    await stage.limit()
    message = await stage.say(SECRET)
    await stage.wait_out()
    return message


async def loses_its_place(stage):
    await stage.say(HARMLESS)
    await stage.settled()
    return await stage.say("the list", file=NUMBERS, gone=True)


async def loses_its_author(stage):
    await stage.lose_author()
    return await stage.say(SECRET)


async def uninstalls(stage):
    message = await stage.say(SECRET)
    await stage.settled()
    await stage.uninstall()
    return message


def warned(**changes):
    """Return what comes of confidential content that somebody writes to colleagues."""
    actions = {
        "warn_author": DONE,
        "ask_justification": BY_RECORD,
        "open_case": BY_RECORD,
        "notify_admins": DONE,
    }
    usual = {"rules": ("confidential",), "clauses": ("3.b",), "warnings": 1, "in_case": 1}
    more = changes.pop("actions", {})
    return Seen(**usual | {"actions": actions | more} | changes)


def with_file(**changes):
    """Return what comes of a file with confidential content."""
    actions = {"remove_attachment": NOT_PERMITTED, "warn_recipients": DONE}
    more = changes.pop("actions", {})
    return warned(
        rules=("confidential", "file-received", "file-sent"),
        clauses=("3.b", "3.c", "3.d"),
        actions=actions | more,
        **changes,
    )


_UNREAD = {
    "rules": ("could-not-be-checked", "file-received", "file-sent"),
    "actions": {
        "remove_attachment": NOT_PERMITTED,
        "warn_author": DONE,
        "warn_recipients": DONE,
        "open_case": BY_RECORD,
    },
}
_REMOVED = Differs(
    because=ITS_OWN, changes={"is_withdrawn": True}, actions={"remove_message": DONE}
)
_FILE_REMOVED = Differs(because=ITS_OWN, actions={"remove_attachment": DONE})
_BEFORE_OUTSIDERS = ("confidential", "confidential-to-outsiders")

SCENARIOS = {
    "an ordinary message": Scenario(play=says(HARMLESS)),
    "a confidential message": Scenario(play=says(), comes=warned()),
    "edited into a violation": Scenario(play=edits(HARMLESS, SECRET), comes=warned()),
    "edited out of a violation": Scenario(
        play=edits(SECRET, HARMLESS), comes=Seen(warnings=1, in_case=1)
    ),
    "deleted by its author": Scenario(play=deletes, comes=warned(is_withdrawn=True)),
    "a reply in its thread": Scenario(play=replies, comes=warned(in_case=2)),
    "a file in a channel": Scenario(
        play=says("the list", file=NUMBERS),
        comes=with_file(),
        differs={
            "teams": Differs(because=FILES_NEED_GRAPH, changes=_UNREAD),
            "local": _FILE_REMOVED,
        },
    ),
    "a file in a 1:1 chat": Scenario(
        play=says("the list", file=NUMBERS, where="direct"),
        comes=with_file(),
        differs={
            "slack": Differs(because=SAME_CHAT, changes={"warnings": 2}),
            "local": _FILE_REMOVED,
        },
    ),
    "a guest reads along": Scenario(
        play=says(HARMLESS, where="guests"),
        comes=Seen(
            rules=("guest-reads-along",),
            clauses=("1.a",),
            actions={"warn_author": DONE},
            warnings=1,
        ),
        differs={"local": Differs(because=NO_GUESTS)},
    ),
    "a guest writes": Scenario(
        play=says(where="guests", who="guest"),
        comes=warned(
            rules=("confidential", "guest-reads-along"), clauses=("1.a", "3.b"), warnings=0
        ),
        differs={"local": Differs(because=NO_GUESTS)},
    ),
    "an outside partner reads along": Scenario(
        play=says(where="shared"),
        comes=warned(
            rules=(*_BEFORE_OUTSIDERS, "outsider-reads-along"),
            clauses=("1.a", "1.b", "3.b"),
            actions={"remove_message": NOT_PERMITTED},
        ),
        differs={"local": _REMOVED},
    ),
    "an outside partner's ordinary message": Scenario(
        play=says(HARMLESS, where="shared", who="partner")
    ),
    "an outside partner writes": Scenario(
        play=says(where="shared", who="partner"),
        comes=warned(
            rules=_BEFORE_OUTSIDERS,
            clauses=("1.b", "3.b"),
            actions={"remove_message": NOT_PERMITTED},
            warnings=0,
        ),
        differs={
            "teams": Differs(because=NO_WAY_OUT, actions={"warn_author": NOT_PERMITTED}),
            "local": _REMOVED,
        },
    ),
    "the author says why it is needed": Scenario(
        play=answers("needed", "payroll asked for it"),
        comes=warned(replies=(("needed", "payroll asked for it"),)),
    ),
    "the author says it is a false positive": Scenario(
        play=answers("not_confidential"), comes=warned(replies=(("not_confidential", ""),))
    ),
    "the author wants it removed": Scenario(
        play=answers("remove"),
        comes=warned(replies=(("remove", ""),), actions={"remove_message": NOT_PERMITTED}),
        differs={"local": _REMOVED},
    ),
    "the author wants it removed, and granted that": Scenario(
        play=answers("remove", is_granted=True),
        comes=warned(replies=(("remove", ""),), actions={"remove_message": DONE}),
        differs={
            "teams": Differs(because=NO_GRANT, actions={"remove_message": NOT_PERMITTED}),
            "local": _REMOVED,
        },
    ),
    "the platform asks to wait": Scenario(
        play=is_limited, comes=warned(), differs={"local": Differs(because=NO_LIMITS)}
    ),
    "the conversation is gone": Scenario(
        play=loses_its_place,
        comes=with_file(actions={"warn_recipients": UNREACHABLE}),
        differs={
            "teams": Differs(
                because=FILES_NEED_GRAPH,
                changes=_UNREAD
                | {"actions": _UNREAD["actions"] | {"warn_recipients": UNREACHABLE}},
            ),
            "local": Differs(because=ALWAYS_THERE),
        },
    ),
    "the author cannot be written to": Scenario(
        play=loses_its_author,
        comes=warned(actions={"warn_author": UNREACHABLE}, warnings=0),
        differs={"local": Differs(because=ALWAYS_THERE)},
    ),
    "the app is uninstalled": Scenario(
        play=uninstalls, comes=None, differs={"local": Differs(because=NOT_INSTALLED)}
    ),
}
