"""What people are told names the clause and never repeats what was found."""

import pytest

from bot.domain.attachment import Extract, FileTrait, Reading
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
    about_files = match(findings=(), categories=(), because="a file was sent", attachments=("F1",))

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


def test_ten_thousand_findings_in_a_file_are_one_line_with_their_rows():
    lines = ["ssn", *("536-22-8765" for _ in range(10_000))]
    blocks = [(at, lines[at : at + 200]) for at in range(0, len(lines), 200)]
    extracts = tuple(
        Extract(f"rows {at + 1}–{at + len(block)}", "\n".join(block)) for at, block in blocks
    )
    found = tuple(
        finding(part=f"attachment:F1:{extract.place}", start=at, end=at + 11)
        for extract in extracts
        for at in range(extract.text.find("5"), len(extract.text), 12)
    )
    file = attachment(name="people.csv", extracts=extracts)

    told = decision(
        matches=(match(findings=found, categories=()),),
        actions=(action(), action(ActionKind.NOTIFY_ADMINS)),
    )

    line = "10,000 Social Security numbers in “people.csv”, rows 2–10,001: ••••••"
    assert warning(told, message(attachments=(file,))).found == (line,)
    assert admin_notice(told, message(attachments=(file,))).found == (line,)


def test_findings_in_fifty_places_of_a_file_are_one_line():
    found = tuple(finding(part=f"attachment:F1:file {n}, header") for n in range(50))

    notice = warning(
        decision(matches=(match(findings=found, categories=()),)),
        message(attachments=(attachment(name="all.zip"),)),
    )

    assert notice.found == ("50 Social Security numbers in “all.zip”, 50 places: ••••••",)


def test_more_lines_than_anybody_reads_are_counted():
    found = tuple(finding(part=f"attachment:F{n}:page 1") for n in range(30))
    files = tuple(attachment(id=f"F{n}", name=f"{n}.pdf") for n in range(30))

    notice = warning(
        decision(matches=(match(findings=found, categories=()),)), message(attachments=files)
    )

    assert (len(notice.found), notice.found[-1]) == (21, "and 10 more")


def test_a_value_that_was_found_is_masked_in_the_name_of_the_file_too():
    inside = match(findings=(finding(part="attachment:F1:page 1", end=11),), categories=())
    file = attachment(name=f"{SECRET}.pdf", extracts=(Extract("page 1", SECRET),))

    notice = warning(decision(matches=(inside,)), message(attachments=(file,)))

    assert notice.found == ("a Social Security number in “••••••.pdf”, page 1: ••••••",)


def test_the_author_is_told_what_is_with_the_file_the_rule_is_about():
    files = (
        attachment(name="plan.pdf", reading=Reading.READ),
        attachment(
            id="F2", name="book.xlsm", reading=Reading.READ, traits=frozenset({FileTrait.MACRO})
        ),
    )
    about = match(
        findings=(), categories=(), because="A file with a macro was sent.", attachments=("F2",)
    )

    notice = warning(decision(matches=(about,)), message(attachments=files))

    assert (notice.headline, notice.found) == (
        "The file you sent may not belong here.",
        (
            "A file with a macro was sent.",
            "this is about “book.xlsm”",
            "“book.xlsm”: it carries a macro: code that can run when it is opened",
        ),
    )


def test_a_file_that_was_read_in_part_says_so():
    torn = attachment(
        name="plan.pdf",
        reading=Reading.UNSCANNED,
        because="page 4: no OCR here",
        extracts=(Extract("page 1", "hello"),),
    )

    notice = warning(decision(), message(attachments=(torn,)))

    assert notice.found[-1] == "“plan.pdf” could not be checked in full: page 4: no OCR here"


REASONS = {
    "nothing but the clause": ({"reading": Reading.READ}, ()),
    "a program with another name": (
        {"traits": frozenset({FileTrait.WRONG_ENDING, FileTrait.EXECUTABLE})},
        (
            "It is a program, or a script that a double click runs.",
            "Its name claims another kind of file than it is.",
            "It could not be checked.",
        ),
    ),
    "read in part": (
        {"reading": Reading.UNSCANNED, "extracts": (Extract("page 1", SECRET),)},
        ("It could not be checked in full.",),
    ),
}


@pytest.mark.parametrize(("changes", "because"), REASONS.values(), ids=REASONS.keys())
def test_recipients_are_told_why_but_not_what_is_in_the_file(changes, because):
    told = decision(actions=(action(ActionKind.WARN_RECIPIENTS),))

    notice = recipients_notice(told, attachment(**changes))

    assert notice.found == because


def test_looks_that_failed_in_many_places_of_a_file_are_one():
    looks = tuple(f"detector: x on attachment:F1:rows {n}" for n in range(40))

    notice = admin_notice(
        decision(unfinished=(*looks, "pipeline on body")), message(attachments=(attachment(),))
    )

    assert notice.what_next == (
        "Not checked: detector: x on “list.csv” (40 places), pipeline on body."
    )


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
