"""Events as Slack sends them: envelopes, interactions, and the signature over each."""

import itertools
import json
import time
from dataclasses import dataclass
from urllib.parse import urlencode

import aiohttp
from slack_sdk.signature import SignatureVerifier

from tests.standins.slack_world import BOT_USER, HOME

SECRET = "test-signing-secret"

_numbers = itertools.count(1)


def envelope(event, *, event_id="", **changes):
    """Wrap an event as the Events API does."""
    return {
        "token": "v",
        "team_id": HOME,
        "context_team_id": HOME,
        "context_enterprise_id": None,
        "api_app_id": "A0",
        "event": event,
        "type": "event_callback",
        "event_id": event_id or f"Ev{next(_numbers):08d}{time.time_ns()}",
        "event_time": int(time.time()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": HOME,
                "user_id": BOT_USER,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": "4-x",
    } | changes


def message_event(message, channel="C0GENERAL", **changes):
    """Return the event of a message as the world keeps it."""
    event = {"channel": channel, "event_ts": message["ts"], "channel_type": "channel"}
    return event | {"team": HOME, **message} | changes


def edit_event(before, text, *, edited_ts, channel="C0GENERAL"):
    """Return the event of an edit."""
    after = {**before, "text": text, "edited": {"user": before["user"], "ts": edited_ts}}
    return {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "channel": channel,
        "ts": edited_ts,
        "event_ts": edited_ts,
        "channel_type": "channel",
        "message": after,
        "previous_message": before,
    }


def deletion_event(message, *, channel="C0GENERAL"):
    """Return the event of a deletion."""
    return {
        "type": "message",
        "subtype": "message_deleted",
        "hidden": True,
        "deleted_ts": message["ts"],
        "previous_message": message,
        "channel": channel,
        "ts": f"{int(time.time())}.999999",
    }


def press(button, user="UADA", *, team=HOME, channel="DUADA"):
    """Return the payload of a pressed button."""
    return {
        "type": "block_actions",
        "user": {"id": user, "team_id": team},
        "team": {"id": HOME, "domain": "home"},
        "enterprise": None,
        "is_enterprise_install": False,
        "api_app_id": "A0",
        "trigger_id": "13.37.abc",
        "container": {"type": "message", "channel_id": channel},
        "channel": {"id": channel},
        "actions": [
            {
                "type": "button",
                "action_id": button["action_id"],
                "value": button["value"],
                "block_id": "b",
                "action_ts": f"{time.time():.6f}",
            }
        ],
    }


def submit(view, reason, user="UADA", *, team=HOME):
    """Return the payload of the modal sent with a reason."""
    return {
        "type": "view_submission",
        "user": {"id": user, "team_id": team},
        "team": {"id": HOME, "domain": "home"},
        "enterprise": None,
        "is_enterprise_install": False,
        "view": {
            "type": "modal",
            "id": f"V{next(_numbers)}",
            "callback_id": view["callback_id"],
            "private_metadata": view["private_metadata"],
            "state": {"values": {"reason": {"text": {"value": reason}}}},
        },
    }


def buttons_of(message):
    """Return the buttons of a message the app sent, by their action."""
    blocks = [block for block in message["blocks"] if block["type"] == "actions"]
    return {
        button["action_id"].removeprefix("chatwarden_"): button
        for block in blocks
        for button in block["elements"]
    }


def signed(body, *, secret=SECRET, at=None):
    """Return the headers that sign a body."""
    timestamp = str(int(time.time() if at is None else at))
    signature = SignatureVerifier(secret).generate_signature(timestamp=timestamp, body=body)
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": signature}


@dataclass(frozen=True)
class Answer:
    """What the app answered."""

    status: int
    text: str


class Sender:
    """Posts signed events and interactions to the app."""

    def __init__(self, url, *, secret=SECRET):
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10))
        self._url = f"{url}/slack/events"
        self._secret = secret

    async def close(self):
        """Close the connections."""
        await self._session.close()

    async def event(self, event, *, headers=None, **changes):
        """Post an event in its envelope."""
        return await self.raw(json.dumps(envelope(event, **changes)), headers=headers)

    async def interaction(self, payload):
        """Post an interaction as a form."""
        body = urlencode({"payload": json.dumps(payload)})
        return await self.raw(body, kind="application/x-www-form-urlencoded")

    async def raw(self, body, *, kind="application/json", at=None, headers=None):
        """Post any body, signed unless the headers bring a signature of their own."""
        signature = signed(body, secret=self._secret, at=at)
        sent = {"Content-Type": kind, **signature, **(headers or {})}
        async with self._session.post(self._url, data=body, headers=sent) as answer:
            return Answer(answer.status, await answer.text())
