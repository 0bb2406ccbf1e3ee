"""A marked text, put wherever content can get in, is looked for in the database's files."""

from bot.domain.attachment import Attachment, Extract, Reading
from bot.domain.case import AuditEvent, CaseStatus, Review, Step
from bot.domain.coverage import CoverageGap
from bot.domain.decision import ActionKind, ActionOutcome, OutcomeStatus
from bot.domain.event import InboundEvent
from bot.domain.message import Platform
from bot.domain.reply import AuthorReply, ReplyKind
from bot.domain.report import RecordEntry, Report
from bot.queue.embedded import EmbeddedQueue
from bot.store.cases import SqlCaseStore
from bot.store.coverage import SqlCoverageLog
from bot.store.messages import SqlMessageStore
from bot.store.sealed import AesGcmSealer
from bot.store.vault import SqlVault
from tests import builders as b
from tests.databases import open_new_database
from tests.fakes import FixedClock

CANARY = "CANARY-7f3a91"


def marked_message():
    attachment = Attachment(
        id="F1",
        name=f"{CANARY}.csv",
        locator=f"https://files.example/{CANARY}",
        reading=Reading.READ,
        because=CANARY,
        extracts=(Extract(CANARY, CANARY),),
    )
    return b.message(
        CANARY,
        author=b.author(name=CANARY, divisions=frozenset({CANARY})),
        conversation=b.conversation(name=CANARY),
        audience=b.audience(because=CANARY),
        context=b.context(CANARY),
        attachments=(attachment,),
    )


async def _fill(database):
    sealer, clock = AesGcmSealer([b"k" * 32]), FixedClock()
    queue = EmbeddedQueue(database, sealer, clock)
    for number in (1, 2):
        await queue.put(
            InboundEvent(
                platform=Platform.LOCAL,
                tenant="T1",
                id=f"E{number}",
                kind="message",
                body=CANARY.encode(),
                received_at=b.NOON,
            )
        )
    await queue.done((await queue.claim(1))[0].number)
    await SqlVault(database, sealer, clock).put("slack", "T1", CANARY.encode())
    gap = CoverageGap(
        platform=Platform.LOCAL, tenant="T1", since=b.NOON, because=CANARY, way_round=CANARY
    )
    await SqlCoverageLog(database, sealer, clock).open_gap(gap)
    await _fill_case(
        SqlMessageStore(database, sealer, clock), SqlCaseStore(database, sealer, clock)
    )


async def _fill_case(messages, cases):
    message = marked_message()
    found = b.finding(because=CANARY)
    decision = b.decision(
        matches=(b.match(because=CANARY, findings=(found,)),), unfinished=(CANARY,)
    )
    await messages.save_message(message)
    await messages.save_decision(
        message, b.result(findings=(found,), unfinished=(CANARY,)), decision
    )
    outcome = ActionOutcome(
        kind=ActionKind.WARN_AUTHOR, status=OutcomeStatus.FAILED, detail=CANARY, receipt=CANARY
    )
    await messages.save_outcome(message.ref, outcome)
    await messages.save_reply(
        AuthorReply(ref=message.ref, kind=ReplyKind.NEEDED, by="U1", at=b.NOON, reason=CANARY)
    )
    asked = {"ref": message.ref, "by": b.author(id="U2", name=CANARY), "at": b.NOON, "note": CANARY}
    audit = AuditEvent(actor="U2", verb="asked", subject="message:1", at=b.NOON, detail=CANARY)
    await cases.save_report(Report(**asked), audit=audit)
    await cases.save_record(RecordEntry(**asked), audit=audit)
    (line,) = await cases.list_cases()
    (shown,) = (await cases.load_case(line.id)).thread
    got_in = (shown.text, shown.replies[0].reason, shown.reports[0].note)
    assert got_in == (CANARY, CANARY, CANARY)
    version = (await cases.load_case(line.id)).version
    await cases.save_review(
        line.id,
        Review(step=Step.NOTE, by="S1", at=b.NOON, note=CANARY),
        version=version,
        status=CaseStatus.OPEN,
        audit=AuditEvent(actor="S1", verb="note", subject="case:1", at=b.NOON, detail=CANARY),
    )


def _files_with(folder, text):
    forms = [text.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")]
    return [
        path.name
        for path in sorted(folder.iterdir())
        if any(form in path.read_bytes() for form in forms)
    ]


async def test_no_file_of_the_database_holds_what_anybody_wrote(tmp_path):
    database = await open_new_database(tmp_path)
    await _fill(database)

    while_open = _files_with(tmp_path, CANARY)
    in_clear = _files_with(tmp_path, "note")
    await database.close()

    assert (while_open, _files_with(tmp_path, CANARY)) == ([], [])
    assert in_clear == ["house.db-wal"]  # the search does find what stands in clear
