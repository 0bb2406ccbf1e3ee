"""Buttons and modals: written down like any event before they are acknowledged."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.domain.event import InboundEvent
from bot.domain.message import Platform
from bot.domain.reply import ReplyKind
from bot.ports import Clock, EventQueue, Meter
from bot.slack.blocks import (
    ACTION_PREFIX,
    REASON_BLOCK,
    REASON_INPUT,
    REASON_VIEW,
    action_id,
    parse_ref,
    reason_view,
)
from bot.slack.events import ANSWER
from bot.slack.web import call
from bot.slack.workspaces import Workspaces

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Interactions:
    """bolt's listeners for what people press and send."""

    queue: EventQueue
    workspaces: Workspaces
    clock: Clock
    meter: Meter

    def listen(self, app: AsyncApp) -> None:
        """Register the listeners."""
        at_once = "|".join(kind.value for kind in ReplyKind if kind is not ReplyKind.NEEDED)
        app.action(re.compile(f"^{ACTION_PREFIX}({at_once})$"))(self.on_pressed)
        app.action(action_id(ReplyKind.NEEDED))(self.on_needed)
        app.view(REASON_VIEW)(self.on_reason)
        app.action(re.compile(".*"))(self.on_unknown)

    async def on_pressed(self, ack: AsyncAck, body: Body) -> None:
        """A button that answers by itself."""
        pressed = body["actions"][0]
        kind = pressed["action_id"].removeprefix(ACTION_PREFIX)
        answer = _answer(body, ref=pressed["value"], kind=kind)
        await self._put(answer, f"{ANSWER}:{pressed['action_ts']}:{body['user']['id']}")
        await ack()

    async def on_needed(self, ack: AsyncAck, body: Body) -> None:
        """A button that needs a reason: the modal opens now, its trigger lives three seconds."""
        ref = parse_ref(body["actions"][0]["value"])
        await ack()
        client = (await self.workspaces.of(ref.tenant)).client
        await call(client.views_open(trigger_id=body["trigger_id"], view=reason_view(ref.key)))

    async def on_reason(self, ack: AsyncAck, body: Body) -> None:
        """The modal with the reason."""
        view = body["view"]
        reason = view["state"]["values"][REASON_BLOCK][REASON_INPUT].get("value") or ""
        kind = ReplyKind.NEEDED.value
        answer = _answer(body, ref=view["private_metadata"], kind=kind, reason=reason)
        await self._put(answer, f"{ANSWER}:{view['id']}")
        await ack()

    async def on_unknown(self, ack: AsyncAck) -> None:
        """A button that is not ours, or of an older version."""
        self.meter.count("events_received", platform=Platform.SLACK.value, outcome="unknown")
        await ack()

    async def _put(self, answer: Mapping[str, str], number: str) -> None:
        ref = parse_ref(answer["ref"])
        event = InboundEvent(
            platform=Platform.SLACK,
            tenant=ref.tenant,
            id=number,
            kind=ANSWER,
            body=json.dumps(answer).encode(),
            received_at=self.clock.now(),
            lane=f"{ANSWER}:{ref.conversation}",
        )
        stored = await self.queue.put(event)
        outcome = "stored" if stored else "duplicate"
        self.meter.count("events_received", platform=Platform.SLACK.value, outcome=outcome)


def _answer(body: Body, *, ref: str, kind: str, reason: str = "") -> Mapping[str, str]:
    user = body["user"]
    return {
        "ref": ref,
        "kind": kind,
        "by": user["id"],
        "team": user.get("team_id") or (body.get("team") or {}).get("id") or "",
        "enterprise": (body.get("enterprise") or {}).get("id") or "",
        "reason": reason,
    }
