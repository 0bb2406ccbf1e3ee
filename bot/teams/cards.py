"""Notices as Adaptive Cards: inert text, within Teams' limits, buttons that carry a number only."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from bot.domain.message import Message
from bot.domain.notice import CitedClause, Notice
from bot.domain.reply import ReplyKind

Card = dict[str, Any]
Activity = dict[str, Any]

CARD_TYPE = "application/vnd.microsoft.card.adaptive"
VERB_PREFIX = "chatwarden_"
QUESTION = "question"
REASON = "reason"
FEWEST = 3
MOST = 1000

_VERSION = "1.4"
_SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"
_LONGEST = 500
_MOST_LINES = 12
_SENT = "Send"
_CLOSE: Card = {"spacing": "Small"}
_APART: Card = {"spacing": "Medium", "separator": True}
# Clients break lines between words only: a long file name would leave the card.
_UNBROKEN = re.compile(r"(\S{24})(?=\w)")
_MAY_BREAK = r"\1" + "\N{ZERO WIDTH SPACE}"


def notice_card(notice: Notice, *, about: Message | None = None, mark: str = "") -> Card:
    """Return the notice without its buttons."""
    body = [_text(notice.headline, weight="Bolder", size="Medium")]
    if about is not None:
        body.append(_text(_place(about), subtle=True) | _CLOSE)
    for number, line in enumerate(notice.found[:_MOST_LINES]):
        body.append(_text(f"• {line}") | (_CLOSE if number else {}))
    body.extend(_clause(clause) for clause in notice.clauses[:_MOST_LINES])
    if notice.what_next:
        body.append(_text(notice.what_next, subtle=True))
    return _card(body, mark)


def warning_card(
    notice: Notice, message: Message, *, question: str = "", mark: str = "", state: str = ""
) -> Card:
    """Return the warning with its buttons or, once answered, with what became of it."""
    if state:  # what was asked of the author is answered
        notice = replace(notice, what_next="")
    card = notice_card(notice, about=message, mark=mark)
    if state:
        card["body"].append(_text(state, weight="Bolder") | _APART)
    elif question and notice.buttons:
        card["actions"] = [_button(kind, label, question) for kind, label in notice.buttons]
    return card


def note_card(text: str) -> Card:
    """Return a card that says one thing."""
    return _card([_text(text)], "")


def card_activity(card: Card, summary: str) -> Activity:
    """Return the message with that card; the summary is what the banner of Teams shows.

    Without a text beside it: Teams would make two messages of that, and name neither.
    """
    return {
        "type": "message",
        "summary": _cut(summary),
        "attachments": [{"contentType": CARD_TYPE, "content": card}],
    }


def verb_of(kind: ReplyKind) -> str:
    """Return the verb of the button for that answer."""
    return f"{VERB_PREFIX}{kind.value}"


def _card(body: Iterable[Card], mark: str) -> Card:
    card = {"type": "AdaptiveCard", "$schema": _SCHEMA, "version": _VERSION, "body": list(body)}
    return card | ({"metadata": {"mark": mark}} if mark else {})


def _button(kind: ReplyKind, label: str, question: str) -> Card:
    if kind is ReplyKind.NEEDED:
        return {"type": "Action.ShowCard", "title": label, "card": _reason_card(question)}
    return {
        "type": "Action.Execute",
        "title": label,
        "verb": verb_of(kind),
        "data": {QUESTION: question},
        **({"style": "destructive"} if kind is ReplyKind.REMOVE else {}),
    }


def _reason_card(question: str) -> Card:
    return {
        "type": "AdaptiveCard",
        "version": _VERSION,
        "body": [
            {
                "type": "Input.Text",
                "id": REASON,
                "label": "Why is it needed here?",
                "placeholder": "A supervisor reads this. Please do not repeat the content.",
                "isMultiline": True,
                "isRequired": True,
                "errorMessage": "Please say why it is needed.",
                "maxLength": MOST,
            }
        ],
        "actions": [
            {
                "type": "Action.Execute",
                "title": _SENT,
                "verb": verb_of(ReplyKind.NEEDED),
                "data": {QUESTION: question},
            }
        ],
    }


def _place(message: Message) -> str:
    day = message.sent_at.strftime("%Y-%m-%d %H:%M UTC")
    return f"In {message.conversation.name or 'a conversation'}, {day}"


def _clause(clause: CitedClause) -> Card:
    cited: Card = {"type": "TextRun", "text": _shown(clause.citation), "weight": "Bolder"}
    asks = {"type": "TextRun", "text": f" — {_shown(clause.asks)}"}
    block: Card = {"type": "RichTextBlock", "inlines": [cited, asks]}
    if not clause.url.startswith("https://"):
        return block | _APART
    # Not a link of the run itself: clients paint that in the blue of the web, on dark as on light.
    cited["color"] = "Accent"
    opens = {"type": "Action.OpenUrl", "title": _cut(clause.citation), "url": clause.url}
    return {"type": "Container", "items": [block], "selectAction": opens} | _APART


def _text(text: str, *, weight: str = "", size: str = "", subtle: bool = False) -> Card:
    """A run of text, in which Markdown means nothing: a file may be named like a link."""
    run: Card = {"type": "TextRun", "text": _shown(text)}
    run |= {"weight": weight} if weight else {}
    run |= {"size": size} if size else {}
    run |= {"isSubtle": True} if subtle else {}
    return {"type": "RichTextBlock", "inlines": [run]}


def _shown(text: str) -> str:
    return _UNBROKEN.sub(_MAY_BREAK, _cut(text))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
