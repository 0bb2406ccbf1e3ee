"""A case over HTTP: masked, revealed on the record, moved step by step."""

from dataclasses import replace

import pytest

from bot.domain.case import AuditEvent, CaseStatus, Resolution, Step
from bot.domain.decision import ActionKind, ActionOutcome, OutcomeStatus
from bot.domain.reply import AuthorReply, ReplyKind
from bot.domain.report import Report
from tests import builders as b
from tests.case_builders import LEAK, SECRET


async def test_what_was_found_is_masked_until_it_is_revealed(site, ruth):
    number = await site.flag()

    answer, page = await ruth.get(f"/cases/{number}")

    assert answer.status == 200
    assert "Her number is " in page
    assert "[hidden: a Social Security number]" in page
    assert SECRET not in page


async def test_a_reveal_is_written_down_with_the_readers_name(site, ruth):
    number = await site.flag()

    answer, page = await ruth.post(f"/cases/{number}/reveal", of=f"/cases/{number}")

    assert answer.status == 200
    assert f'<mark class="found" title="a Social Security number">{SECRET}</mark>' in page
    assert await site.cases.audit_trail() == [
        AuditEvent(actor="Ruth", verb="revealed", subject=f"case:{number}", at=site.clock.now())
    ]


async def test_half_a_surrogate_pair_anywhere_does_not_keep_a_page_from_being_read(site, ruth):
    number = await site.flag(
        f"{LEAK} \ud83d",
        author=b.author(name="Dana \udc00"),
        conversation=replace(b.message("").conversation, name="bene\ud83dfits"),
        attachments=(b.attachment(name="list\udfff.csv"),),
    )
    await site.messages.save_reply(
        AuthorReply(
            ref=b.ref(message="M1"), kind=ReplyKind.NEEDED, by="U1", at=b.NOON, reason="so \ud83d"
        )
    )

    answers = [await ruth.get(path) for path in ("/", f"/cases/{number}")]
    revealed = await ruth.post(f"/cases/{number}/reveal", of=f"/cases/{number}")

    assert [answer.status for answer, _ in (*answers, revealed)] == [200] * 3
    assert "so \N{REPLACEMENT CHARACTER}" in revealed[1]


async def test_a_report_stands_on_the_page_with_who_and_why(site, ruth):
    message = b.message("The plan is in the drawer.")
    report = Report(
        ref=message.ref, by=b.author(id="U2", name="Ben"), at=b.NOON, note="it is <secret>"
    )
    await site.messages.save_decision(
        message, b.result(), b.decision(ref=message.ref, matches=(), actions=())
    )
    await site.cases.save_report(
        report, audit=AuditEvent(actor="person:U2", verb="reported", subject="m", at=b.NOON)
    )

    queue, (answer, page) = await ruth.get("/"), await ruth.get("/cases/1")

    assert "Reported by a person" in queue[1]
    assert (answer.status, '<span class="tag warn">reported by a person</span>' in page) == (
        200,
        True,
    )
    assert '<span class="strong">Ben</span> reported it:' in page
    assert "it is &lt;secret&gt;" in page


async def test_looking_alone_writes_nothing_down(site, ruth):
    number = await site.flag()

    await ruth.get(f"/cases/{number}")

    assert await site.cases.audit_trail() == []


async def test_a_case_tells_what_was_done_and_answered(site, ruth):
    number = await site.flag()
    ref = b.ref(message="M1")
    await site.messages.save_outcome(
        ref,
        ActionOutcome(
            kind=ActionKind.REMOVE_MESSAGE,
            status=OutcomeStatus.NOT_PERMITTED,
            detail="the workspace has not granted message deletion",
        ),
    )
    reply = AuthorReply(
        ref=ref, kind=ReplyKind.NEEDED, by="U1", at=b.NOON, reason=f"Payroll asked for {SECRET}."
    )
    await site.messages.save_reply(reply)

    _, page = await ruth.get(f"/cases/{number}")

    assert "not permitted: the workspace has not granted message deletion" in page
    assert "says it is needed" in page
    assert "Payroll asked for " in page
    assert SECRET not in page


async def test_a_case_is_claimed_noted_and_upheld(site, ruth):
    number = await site.flag()
    path = f"/cases/{number}"

    await ruth.post(path, of=path, step="claim")
    await ruth.post(path, of=path, step="note", note="Asked the privacy officer.")
    answer, page = await ruth.post(path, of=path, step="uphold", note="A real number, outside.")

    case = await site.cases.load_case(number)
    assert answer.url.query_string == "done=uphold"
    assert "You upheld it." in page
    assert (case.line.status, case.resolution) == (CaseStatus.CLOSED, Resolution.UPHELD)
    assert [(review.step, review.by, review.note) for review in case.reviews] == [
        (Step.CLAIM, "Ruth", ""),
        (Step.NOTE, "Ruth", "Asked the privacy officer."),
        (Step.UPHOLD, "Ruth", "A real number, outside."),
    ]


async def test_a_judgement_without_its_reason_is_refused(site, ruth):
    number = await site.flag()
    path = f"/cases/{number}"
    await ruth.post(path, of=path, step="claim")

    answer, page = await ruth.post(path, of=path, step="overturn", note="  ")

    assert answer.status == 422
    assert "Say why: a note is needed for this step." in page
    assert (await site.cases.load_case(number)).line.status is CaseStatus.CLAIMED


async def test_of_two_reviewers_the_second_sees_the_new_state_and_keeps_the_note(site, ruth, omar):
    number = await site.flag()
    path = f"/cases/{number}"
    _, seen_by_omar = await omar.get(path)
    await ruth.post(path, of=path, step="claim")

    answer, page = await omar.post(
        path, of=path, step="note", note="Looks like payroll.", version="1"
    )

    assert 'name="version" value="1"' in seen_by_omar
    assert answer.status == 409
    assert "Somebody else changed this case meanwhile" in page
    assert "Looks like payroll." in page
    assert "Claimed by Ruth" in page
    assert 'name="version" value="2"' in page
    assert [review.by for review in (await site.cases.load_case(number)).reviews] == ["Ruth"]


async def test_nobody_reviews_a_case_of_their_own(site, ruth):
    number = await site.flag(author=b.author(id="Ruth"))

    _, page = await ruth.get(f"/cases/{number}")

    assert "This is a case of your own." in page
    assert 'value="claim"' not in page


@pytest.mark.parametrize(
    ("fields", "because"),
    [
        pytest.param({"step": "dance"}, "There is no such step.", id="unknown step"),
        pytest.param({"step": None}, "There is no such step.", id="no step"),
        pytest.param(
            {"step": "claim", "version": "x"},
            "The form does not say which state of the case you saw.",
            id="version is no number",
        ),
        pytest.param(
            {"step": "claim", "version": "9" * 30},
            "The form does not say which state of the case you saw.",
            id="version is absurd",
        ),
        pytest.param(
            {"step": "note", "note": "n" * 4_001},
            "The note is too long: 4001 of 4000 characters.",
            id="note too long",
        ),
        pytest.param(
            {"step": "uphold", "note": "n"},
            "A case that is open cannot be moved by “uphold”.",
            id="not claimed",
        ),
    ],
)
async def test_a_bad_form_is_refused_with_its_reason(site, ruth, fields, because):
    number = await site.flag()
    path = f"/cases/{number}"

    answer, page = await ruth.post(path, of=path, **fields)

    assert answer.status == 422
    assert because in page
    assert (await site.cases.load_case(number)).reviews == ()


async def test_a_note_of_the_longest_kind_is_kept_whole(site, ruth):
    number = await site.flag()
    path = f"/cases/{number}"
    note = "\N{GRINNING FACE}" * 4_000

    answer, _ = await ruth.post(path, of=path, step="note", note=note)

    assert answer.status == 200
    assert (await site.cases.load_case(number)).reviews[0].note == note


async def test_a_form_larger_than_any_note_is_not_read(site, ruth):
    number = await site.flag()
    path = f"/cases/{number}"

    answer, _ = await ruth.post(path, of=path, step="note", note="n" * 100_000)

    assert answer.status == 413


@pytest.mark.parametrize("number", ["99", "99999999999999999999999"], ids=["small", "huge"])
async def test_an_unknown_case_is_said_to_be_unknown(ruth, number):
    looked, page = await ruth.get(f"/cases/{number}")
    moved, _ = await ruth.post(f"/cases/{number}", of="/", step="claim", version="1")
    revealed, _ = await ruth.post(f"/cases/{number}/reveal", of="/")

    assert (looked.status, moved.status, revealed.status) == (404, 404, 404)
    assert f"There is no case {number}" in page


async def test_the_version_of_a_case_can_be_followed(site, ruth):
    number = await site.flag()
    path = f"/cases/{number}"

    first, version = await ruth.get(f"{path}/version?since=")
    same, _ = await ruth.get(f"{path}/version?since={first.headers['x-changed']}")
    await ruth.post(path, of=path, step="claim")
    _, moved = await ruth.get(f"{path}/version?since={first.headers['x-changed']}")
    _, gone = await ruth.get("/cases/99/version?since=")

    assert (version, same.status, moved, gone) == ("1", 204, "2", "gone")


async def test_words_of_a_message_never_become_markup(site, ruth):
    number = await site.flag(f"<script>alert(1)</script> {SECRET} <img src=x>")

    _, page = await ruth.get(f"/cases/{number}")

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page
