"""Builders for flagged threads: keyword defaults, no surprises."""

import re
from datetime import timedelta

from bot.domain.attachment import Extract, FileTrait, Reading
from bot.domain.case import Case, CaseLine, CaseStatus, FlaggedMessage
from bot.domain.decision import Severity
from tests import builders as b

SECRET = "417-28-6153"
LEAK = f"Her number is {SECRET}, please file it."


def flagged(text=LEAK, **changes):
    """Return a message in which the Social Security number was found and a rule held."""
    at = text.index(SECRET) if SECRET in text else 0
    found = b.finding(start=at, end=at + len(SECRET))
    defaults = {
        "ref": b.ref(),
        "author": b.author(),
        "conversation": b.conversation(),
        "audience": b.audience(),
        "text": text,
        "sent_at": b.NOON,
        "findings": (found,) if SECRET in text else (),
        "categories": {"PII": 0.93},
        "decision": b.decision(matches=(b.match(findings=(found,)),)),
    }
    return FlaggedMessage(**defaults | changes)


def unflagged(text="Thanks, on it.", **changes):
    """Return another message of the thread in which nothing was found."""
    quiet = {"ref": b.ref(message="M2"), "findings": (), "categories": {}, "decision": None}
    return flagged(text, **quiet | changes)


def table_file(count, identity="F1"):
    """Return a table in which that many numbers were found, and the findings."""
    rows = ["name; ssn", *(f"name: Person {n}; ssn: {SECRET}" for n in range(count))]
    extracts, found = [], []
    for at in range(0, len(rows), 200):
        block = rows[at : at + 200]
        place, text = f"rows {at + 1}–{at + len(block)}", "\n".join(block)
        extracts.append(Extract(place, text))
        part = f"attachment:{identity}:{place}"
        starts = (each.start() for each in re.finditer(SECRET, text))
        found += [b.finding(part=part, start=n, end=n + len(SECRET)) for n in starts]
    table = b.attachment(
        id=identity,
        name="people.csv",
        size=400_000,
        claimed_type="text/csv",
        real_type="csv",
        sha256="4f" * 32,
        reading=Reading.READ,
        extracts=tuple(extracts),
    )
    return table, tuple(found)


def hostile_files():
    """Return a table of many numbers and a program that says it is a document, and the findings."""
    table, found = table_file(300)
    program = b.attachment(
        id="F2",
        name="invoice\u202efdp.exe",
        size=48_000,
        claimed_type="application/pdf",
        real_type="exe",
        sha256="a1" * 32,
        reading=Reading.UNSCANNED,
        because="no reader for Windows programs",
        traits=frozenset({FileTrait.EXECUTABLE, FileTrait.DECEPTIVE_NAME}),
    )
    return (table, program), found


def line(**changes):
    defaults = {
        "id": 7,
        "status": CaseStatus.OPEN,
        "severity": Severity.HIGH,
        "platform": "local",
        "conversation_name": "general",
        "author_name": "Ada",
        "titles": ("personal information", "a Social Security number"),
        "clauses": ("NC CC&PS Instant Messaging, clause 3.b",),
        "messages": 1,
        "opened_at": b.NOON,
        "updated_at": b.NOON + timedelta(minutes=2),
    }
    return CaseLine(**defaults | changes)


def case(*thread, **changes):
    """Return a case; what is not a field of Case changes its line."""
    own = {"reviews", "resolution", "version"} & changes.keys()
    listed = line(**{name: value for name, value in changes.items() if name not in own})
    rest = {"version": 3} | {name: changes[name] for name in own}
    return Case(id=listed.id, line=listed, thread=thread or (flagged(),), **rest)
