"""The dialogs of a message's menu."""

import json

import pytest

from bot.teams.dialogs import dialog, dialog_card, saying, taken
from bot.teams.message_actions import Command


@pytest.mark.parametrize("command", list(Command))
def test_a_dialog_repeats_nothing_and_carries_the_note_alone(command):
    shown = dialog(command)["task"]

    assert shown["type"] == "continue"
    assert shown["value"]["card"]["content"] == dialog_card(command)
    inputs = [part["id"] for part in dialog_card(command)["body"] if "id" in part]
    assert inputs == ["note"]
    assert dialog_card(command)["actions"] == [
        {"type": "Action.Submit", "title": {"saveRecord": "Save", "report": "Report"}[command]}
    ]


def test_only_a_report_must_say_why():
    required = {command: "isRequired" in json.dumps(dialog_card(command)) for command in Command}

    assert required == {Command.SAVE_RECORD: False, Command.REPORT: True}


def test_the_end_of_a_dialog_is_one_sentence():
    assert saying("Enough.") == {"task": {"type": "message", "value": "Enough."}}
    assert taken(Command.REPORT) == saying("Thank you. A supervisor will look at it.")
