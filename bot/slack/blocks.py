"""Notices as Block Kit; every text stays within Slack's limits."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.domain.message import Message, MessageRef, Platform
from bot.domain.notice import CitedClause, Notice
from bot.domain.reply import ReplyKind
from bot.errors import MalformedEvent

Block = dict[str, Any]

ACTION_PREFIX = "chatwarden_"
REASON_VIEW = "chatwarden_reason"
REASON_BLOCK = "reason"
REASON_INPUT = "text"

_SECTION = 2900  # Slack allows 3000
_BUTTON = 75
_CONTEXT = 1900  # 2000
_KEY_PARTS = 5


def notice_blocks(notice: Notice, *, about: Message | None = None) -> list[Block]:
    """Return the notice without its buttons."""
    blocks = [_section(f"*{_escape(notice.headline)}*")]
    if about is not None:
        blocks.append(_context(_place(about)))
    if notice.found:
        blocks.append(_section("\n".join(f"• {_escape(line)}" for line in notice.found)))
    blocks.extend(_section(_clause(clause)) for clause in notice.clauses[:20])
    if notice.what_next:
        blocks.append(_context(_escape(notice.what_next)))
    return blocks


def fallback_text(notice: Notice) -> str:
    """Return what stands for the notice where blocks are not shown, such as on a locked phone."""
    return _escape(notice.headline)


def warning_blocks(notice: Notice, message: Message, *, state: str = "") -> list[Block]:
    """Return the warning with its buttons or, once answered, with what became of it."""
    if state:  # what was asked of the author is answered, done or refused
        return [
            *notice_blocks(replace(notice, what_next=""), about=message),
            _section(_escape(state)),
        ]
    blocks = notice_blocks(notice, about=message)
    if notice.buttons:
        blocks.append(_buttons(notice, message.ref))
    return blocks


def reason_view(ref_key: str) -> Block:
    """Return the modal that asks why a message is needed; it carries the reference only."""
    return {
        "type": "modal",
        "callback_id": REASON_VIEW,
        "private_metadata": ref_key,
        "title": _plain("It is needed, because…"),
        "submit": _plain("Send"),
        "close": _plain("Cancel"),
        "blocks": [
            {
                "type": "input",
                "block_id": REASON_BLOCK,
                "label": _plain("Why is it needed here?"),
                "hint": _plain("A supervisor reads this. Please do not repeat the content."),
                "element": {
                    "type": "plain_text_input",
                    "action_id": REASON_INPUT,
                    "multiline": True,
                    "min_length": 3,
                    "max_length": 1000,
                },
            }
        ],
    }


def action_id(kind: ReplyKind) -> str:
    """Return the id of the button for that answer."""
    return f"{ACTION_PREFIX}{kind.value}"


def parse_ref(key: str) -> MessageRef:
    """Return the reference a button or modal carries; raises MalformedEvent."""
    parts = key.split("/")
    if len(parts) != _KEY_PARTS or parts[0] != Platform.SLACK.value or not all(parts):
        raise MalformedEvent("It does not name a message.")
    return MessageRef(
        platform=Platform.SLACK,
        tenant=parts[1],
        conversation=parts[2],
        message=parts[3],
        revision=parts[4],
    )


def _buttons(notice: Notice, ref: MessageRef) -> Block:
    return {
        "type": "actions",
        "elements": [
            {
                "type": "button",
                "action_id": action_id(kind),
                "text": _plain(label[:_BUTTON]),
                "value": ref.key,
                **({"style": "danger"} if kind is ReplyKind.REMOVE else {}),
            }
            for kind, label in notice.buttons
        ],
    }


def _place(message: Message) -> str:
    when = int(message.sent_at.timestamp())
    day = message.sent_at.strftime("%Y-%m-%d %H:%M UTC")
    return (
        f"In <#{message.ref.conversation}>, <!date^{when}^{{date_short_pretty}} {{time}}|{day}>"
        if message.ref.conversation.startswith(("C", "G"))
        else f"In {_escape(message.conversation.name or 'a conversation')}, {day}"
    )


def _clause(clause: CitedClause) -> str:
    name = _escape(clause.citation)
    cited = f"<{_escape(clause.url)}|{name}>" if clause.url else name
    return f"*{cited}*\n{_escape(clause.asks)}"


def _section(text: str) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": _cut(text, _SECTION)}}


def _context(text: str) -> Block:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": _cut(text, _CONTEXT)}]}


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": text, "emoji": False}


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _escape(text: str) -> str:
    """A file's name may hold `<!channel>`; shown by us it must stay mere text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
