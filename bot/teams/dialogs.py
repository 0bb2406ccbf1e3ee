"""What people see when they choose "Save as record" or "Report" from a message's menu."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.teams.cards import CARD_TYPE, MOST, Card
from bot.teams.message_actions import NOTE, Command

Body = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    title: str
    says: str
    label: str
    placeholder: str
    button: str
    done: str


_WORDS = {
    Command.SAVE_RECORD: _Words(
        title="Save as record",
        says="This message will be kept as a record of your organisation.",
        label="What is it a record of? (optional)",
        placeholder="For instance: the decision on the new intake form",
        button="Save",
        done="The message is on its way to the records.",
    ),
    Command.REPORT: _Words(
        title="Report",
        says="A supervisor will look at this message.",
        label="What is wrong with it?",
        placeholder="Please do not repeat confidential content.",
        button="Report",
        done="Thank you. A supervisor will look at it.",
    ),
}


def dialog(command: Command) -> Body:
    """Return the answer that shows the command's dialog."""
    words = _WORDS[command]
    card = {"contentType": CARD_TYPE, "content": dialog_card(command)}
    shown = {"title": words.title, "width": "medium", "height": "small", "card": card}
    return {"task": {"type": "continue", "value": shown}}


def taken(command: Command) -> Body:
    """Return the answer that says the command was written down."""
    return saying(_WORDS[command].done)


def saying(words: str) -> Body:
    """Return the answer that says one thing and closes the dialog."""
    return {"task": {"type": "message", "value": words}}


def dialog_card(command: Command) -> Card:
    """Return the dialog: it repeats nothing of the message, and carries nothing but the note."""
    words = _WORDS[command]
    required: Card = {"isRequired": True, "errorMessage": "Please say what is wrong with it."}
    return {
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": [
            {"type": "TextBlock", "text": words.says, "wrap": True},
            {
                "type": "Input.Text",
                "id": NOTE,
                "label": words.label,
                "placeholder": words.placeholder,
                "isMultiline": True,
                "maxLength": MOST,
                **(required if command is Command.REPORT else {}),
            },
        ],
        # Not Action.Execute: within a message extension Teams turns only a submit into the invoke.
        "actions": [{"type": "Action.Submit", "title": words.button}],
    }
