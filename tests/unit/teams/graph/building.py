"""Builds what Graph tells, and what is decided about it."""

from bot.domain.decision import ActionKind
from bot.domain.message import Platform
from tests import builders as b
from tests.standins.teams_people import TENANT

GRAPH = "https://graph.microsoft.com/v1.0"
CHANNEL = "19:c@thread.tacv2"
CHAT = "19:l@thread.v2"
GROUP = "group-1"
BOT = "28:app"


def chat_message(html="<p>hello</p>", **changes):
    """Return a message in a channel, as Graph tells it."""
    return {
        "id": "1772452800000",
        "replyToId": None,
        "messageType": "message",
        "createdDateTime": "2026-03-02T12:00:00.000Z",
        "lastModifiedDateTime": "2026-03-02T12:00:00.000Z",
        "lastEditedDateTime": None,
        "deletedDateTime": None,
        "subject": None,
        "chatId": None,
        "channelIdentity": {"teamId": GROUP, "channelId": CHANNEL},
        "from": {
            "application": None,
            "user": {
                "id": "aad-ada",
                "displayName": "Ada Adams",
                "userIdentityType": "aadUser",
                "tenantId": TENANT,
            },
        },
        "body": {"contentType": "html", "content": html},
        "attachments": [],
        "mentions": [],
    } | changes


def said_in_teams(said, **changes):
    """Return a message of the stand-in's world as the house knows it."""
    about = b.ref(
        platform=Platform.TEAMS,
        tenant=TENANT,
        conversation=said.conversation,
        message=said.id,
    )
    return b.message(said.text, **{"ref": about, "author": b.author(tenant=TENANT)} | changes)


def blocking_decision(kind, *more):
    """Return a decision that blocks, and asks the author why."""
    clause = b.clause(url="https://policies.example/im#3b")
    actions = (b.action(kind), b.action(ActionKind.ASK_JUSTIFICATION), *more)
    return b.decision(matches=(b.match(clauses=(clause,)),), actions=actions)
