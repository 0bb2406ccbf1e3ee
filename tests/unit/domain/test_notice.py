"""What people are told names the clause and never repeats what was found."""

import pytest

from bot.domain.attachment import Reading
from bot.domain.decision import ActionKind
from bot.domain.notice import (
    CitedClause,
    Notice,
    admin_notice,
    recipients_notice,
    safe_name,
    warning,
)
from bot.domain.reply import ReplyKind
from tests.builders import (
    action,
    attachment,
    audience,
    clause,
    conversation,
    decision,
    finding,
    match,
    message,
)

SECRET = "536-22-8765"
CITED = CitedClause(
    citation="NC CC&PS Instant Messaging, clause 3.b",
    asks="Confidential information stays out of instant messages.",
)
CONFIDENTIAL_BUTTONS = (
    (ReplyKind.REMOVE, "Remove it for me"),
    (ReplyKind.NEEDED, "It is needed, because…"),
    (ReplyKind.NOT_CONFIDENTIAL, "This is not confidential"),
)


def test_a_warning_names_the_clause_and_masks_the_value():
    notice = warning(decision(), message(f"my ssn is {SECRET}"))

    assert notice == Notice(
        headline="Your message may not belong here.",
        found=("a Social Security number: ••••••", "personal information"),
        clauses=(CITED,),
        what_next="Only you can see this.",
        buttons=CONFIDENTIAL_BUTTONS,
    )


def test_a_warning_about_a_file_says_so():
    about_files = match(findings=(), categories=(), because="a file was sent")

    notice = warning(
        decision(matches=(about_files,)), message("see attached", attachments=(attachment(),))
    )

    assert (notice.headline, notice.found) == (
        "The file you sent may not belong here.",
        ("a file was sent",),
    )


def test_an_outside_reader_is_not_taken_for_a_file():
    about_people = match(findings=(), categories=(), because="an outsider reads along")

    notice = warning(decision(matches=(about_people,)), message())

    assert notice.headline == "Your message may not belong here."


def test_a_finding_in_an_attachment_is_told_apart():
    inside = match(findings=(finding(part="attachment:F1:whole file"),), categories=())

    notice = warning(decision(matches=(inside,)), message())

    assert notice.found == ("a Social Security number in the attachment: ••••••",)


def test_a_file_that_could_not_be_checked_is_named():
    sealed = attachment(name="plan.pdf", reading=Reading.UNSCANNED, because="encrypted")

    notice = warning(decision(), message(attachments=(sealed,)))

    assert notice.found[-1] == "“plan.pdf” could not be checked: encrypted"


def test_conduct_is_not_called_confidential():
    joke = match(findings=(), categories=("JOKE",))

    notice = warning(decision(matches=(joke,)), message())

    assert notice.buttons[-1] == (ReplyKind.NOT_CONFIDENTIAL, "This does not break the policy")


NEXT_STEPS = {
    "removal": (ActionKind.REMOVE_MESSAGE, "The policy asks for its removal."),
    "removal of the file": (ActionKind.REMOVE_ATTACHMENT, "The policy asks for its removal."),
    "justification": (ActionKind.ASK_JUSTIFICATION, "Please remove it, or say why"),
    "a warning alone": (ActionKind.OPEN_CASE, "Only you can see this."),
}


@pytest.mark.parametrize(("kind", "says"), NEXT_STEPS.values(), ids=NEXT_STEPS.keys())
def test_a_warning_says_what_comes_next(kind, says):
    notice = warning(decision(actions=(action(), action(kind))), message())

    assert notice.what_next.startswith(says)


def test_a_warning_without_its_action_cites_nothing():
    notice = warning(decision(actions=()), message())

    assert (notice.found, notice.clauses) == ((), ())


def test_a_clause_that_two_rules_cite_is_printed_once():
    twice = decision(
        matches=(match(), match(rule="other", clauses=(clause(), clause(number="3.c")))),
        actions=(action(cites=("nc-ccps-im/confidential", "nc-ccps-im/other")),),
    )

    notice = warning(twice, message())

    assert [cited.citation[-3:] for cited in notice.clauses] == ["3.b", "3.c"]


def test_recipients_are_told_not_to_open_the_file():
    told = decision(actions=(action(ActionKind.WARN_RECIPIENTS),))

    notice = recipients_notice(told, attachment(name="list.csv"))

    assert (notice.headline, notice.clauses) == ("Please do not open “list.csv”.", (CITED,))


PLACES = {
    "a named channel": (conversation(name="general"), "general"),
    "a conversation without a name": (conversation(name=""), "channel"),
}


@pytest.mark.parametrize(("where", "says"), PLACES.values(), ids=PLACES.keys())
def test_admins_learn_where_and_which_clause_but_no_content(where, says):
    told = decision(actions=(action(ActionKind.NOTIFY_ADMINS),), unfinished=("pipeline on body",))

    notice = admin_notice(
        told, message(SECRET, conversation=where, audience=audience("external", "a partner"))
    )

    assert (notice.headline, notice.what_next) == (
        f"A message in {says} was flagged (external audience).",
        "Not checked: pipeline on body.",
    )
    assert SECRET not in repr(notice)


NAMES = {
    "an ordinary name": ("list.csv", "list.csv"),
    "a name that turns round": ("invoice\u202efdp.exe", "invoice�fdp.exe"),
    "a line break": ("a\nb", "a�b"),
    "no name": ("", "unnamed"),
    "a long name": ("a" * 300, "a" * 120),
}


@pytest.mark.parametrize(("name", "shown"), NAMES.values(), ids=NAMES.keys())
def test_a_file_name_is_shown_safely(name, shown):
    assert safe_name(name) == shown
