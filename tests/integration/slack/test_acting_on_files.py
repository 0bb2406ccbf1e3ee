"""Files on Slack: only those a rule is about are warned of and removed, each of them tried."""

import json
from dataclasses import replace

import pytest

from bot.domain.attachment import FileTrait
from bot.domain.decision import ActionKind, OutcomeStatus
from bot.slack.outcomes import words_for
from tests.builders import action, author, decision, match, message, read_attachment, ref
from tests.standins.slack_world import HOME, Token

REF = ref(platform="slack", tenant=HOME, conversation="C0GENERAL", message="1700000000.1")


def _about(**changes):
    return message("two files", **{"ref": REF, "author": author(id="UADA", tenant=HOME)} | changes)


def _two_files(office, **rule):
    """A message with two files, a decision whose rule held for some of them, and its action."""
    files = [read_attachment(id=file, name=f"{file}.csv") for file in ("F1", "F2")]
    for file in files:
        office.world.add_file(file.id, b"x")
    remove = action(ActionKind.REMOVE_ATTACHMENT)
    made = match(findings=(), categories=(), **rule)
    return (
        _about(attachments=tuple(files)),
        decision(ref=REF, matches=(made,), actions=(remove,)),
        remove,
    )


async def test_the_thread_is_told_of_the_file_a_rule_is_about_and_why(office):
    root = office.world.say("C0GENERAL", "UADA", "two files")
    program = read_attachment(
        id="F2", name="<!channel>\u202efdp.exe", traits=frozenset({FileTrait.EXECUTABLE})
    )
    about = _about(
        ref=replace(REF, message=root["ts"]),
        attachments=(read_attachment(id="F1", name="one.csv"), program),
    )
    warn = action(ActionKind.WARN_RECIPIENTS)
    rule = match(findings=(), categories=(), attachments=("F2",))

    await office.room.enforcer.enforce(
        warn, about, decision(ref=about.ref, matches=(rule,), actions=(warn,))
    )

    [told] = office.world.messages["C0GENERAL"][1:]
    assert told["text"] == "Please do not open “&lt;!channel&gt;\N{REPLACEMENT CHARACTER}fdp.exe”."
    assert "It is a program" in json.dumps(told["blocks"])


class TestWithAnAdminsToken:
    """A workspace whose admin lent a token for removals."""

    @pytest.fixture
    def config(self, config, slack):
        slack.world.tokens["xoxp-admin"] = Token("UADMIN")
        return replace(config, user_token="xoxp-admin")

    async def test_only_the_file_a_rule_is_about_is_removed(self, office):
        about, rule, remove = _two_files(office, attachments=("F2",))

        outcome = await office.room.enforcer.enforce(remove, about, rule)

        assert (outcome.detail, list(office.world.files)) == (
            "removed with an admin's grant",
            ["F1"],
        )

    async def test_a_file_that_stays_is_the_outcome_and_the_others_go(self, office):
        about, rule, remove = _two_files(office, attachments=("F1", "F2"))
        office.world.fail("files.delete", error="cant_delete_file", times=1)

        outcome = await office.room.enforcer.enforce(remove, about, rule)

        because = f"with an admin's grant: {words_for('cant_delete_file')}"
        assert (outcome.status, outcome.detail, list(office.world.files)) == (
            OutcomeStatus.NOT_PERMITTED,
            f"not permitted: {because} (1 of 2 files are gone)",
            ["F1"],
        )

    async def test_files_that_all_went_are_counted(self, office):
        about, rule, remove = _two_files(office, attachments=("F1", "F2"))

        outcome = await office.room.enforcer.enforce(remove, about, rule)

        assert (outcome.status, outcome.detail) == (
            OutcomeStatus.DONE,
            "removed with an admin's grant (2 files)",
        )
