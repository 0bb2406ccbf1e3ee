"""An action is about the files its rules held for; a rule that names none is about all."""

import pytest

from bot.domain.concerned import concerned
from bot.domain.decision import ActionKind
from tests.builders import action, attachment, decision, finding, match, message

KIND = ActionKind.REMOVE_ATTACHMENT
FILES = (attachment(id="F1"), attachment(id="F2"), attachment(id="F3"))


def about(*matches, kind=KIND):
    rules = tuple(match(rule=f"r{n}", **each) for n, each in enumerate(matches))
    acting = action(KIND, cites=tuple(rule.key for rule in rules))
    decided = decision(matches=rules, actions=(acting,))
    return [file.id for file in concerned(decided, kind, message(attachments=FILES))]


NOTHING_FOUND = {"findings": (), "categories": ()}
IN_F3 = {"findings": (finding(part="attachment:F3:page 1"),)}
RULES = {
    "a trait of one file": ([NOTHING_FOUND | {"attachments": ("F2",)}], ["F2"]),
    "something found in one file": ([IN_F3], ["F3"]),
    "both": ([NOTHING_FOUND | {"attachments": ("F2",)}, IN_F3], ["F2", "F3"]),
    "a trait of one, found in another": ([IN_F3 | {"attachments": ("F1",)}], ["F1", "F3"]),
    "who reads along": ([NOTHING_FOUND], ["F1", "F2", "F3"]),
    "what the text says": ([{"findings": (finding(),)}], ["F1", "F2", "F3"]),
    "a trait of one, and who reads along": (
        [NOTHING_FOUND | {"attachments": ("F2",)}, NOTHING_FOUND],
        ["F1", "F2", "F3"],
    ),
    "a file that is gone": ([NOTHING_FOUND | {"attachments": ("F9",)}], ["F1", "F2", "F3"]),
}


@pytest.mark.parametrize(("matches", "files"), RULES.values(), ids=RULES.keys())
def test_the_files_of_an_action(matches, files):
    assert about(*matches) == files


def test_what_no_rule_asked_for_is_about_all_files():
    assert about(IN_F3, kind=ActionKind.REMOVE_MESSAGE) == ["F1", "F2", "F3"]
