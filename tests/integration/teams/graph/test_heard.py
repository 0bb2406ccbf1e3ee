"""What Graph tells of is what the bot would have been told, and is handled once."""

from datetime import timedelta

import pytest

from bot.domain.message import AudienceKind, Standing
from tests.integration.teams.conftest import ref_of
from tests.integration.teams.test_messages import HARMLESS, SECRET_TEXT
from tests.standins.teams_company import (
    ADA,
    BLIND,
    CY,
    FINANCE,
    GUEST,
    LUNCH,
    OUTSIDE,
    PARTNER,
    PROJECT,
    REPORTS,
)
from tests.standins.teams_files import reference
from tests.standins.teams_people import PARTNER_TENANT


async def test_a_message_that_graph_tells_of_is_inspected(office):
    await office.subscribe()

    message = await office.hear(SECRET_TEXT, conversation=BLIND)

    kept = await office.kept(message)
    assert (kept.text, kept.conversation.name) == (SECRET_TEXT, "Blind")
    assert (kept.author.name, kept.author.standing) == ("Ada Adams", Standing.MEMBER)
    assert kept.audience.kind is AudienceKind.INTERNAL
    [case] = await office.keeping.cases.list_cases()
    assert case.messages == 1


async def test_a_message_told_by_both_ways_is_the_same_message_and_warned_of_once(office):
    await office.subscribe()
    told_by_bot = await office.say(SECRET_TEXT)
    before = await office.kept(told_by_bot)

    await office.notify(told_by_bot)

    assert await office.kept(told_by_bot) == before
    assert len(office.world.sent_to(ADA)) == 1


async def test_both_ways_lead_to_the_same_message(office):
    await office.subscribe()
    by_bot = await office.say(SECRET_TEXT)
    by_graph = await office.hear(SECRET_TEXT)

    one, other = await office.kept(by_bot), await office.kept(by_graph)

    same = ("author", "conversation", "audience", "text", "thread", "attachments", "is_edit")
    assert [getattr(one, name) for name in same] == [getattr(other, name) for name in same]


async def test_an_edit_told_by_both_ways_is_warned_of_once(office):
    await office.subscribe()
    message = await office.say(HARMLESS)
    office.world.edit(message, SECRET_TEXT)

    await office.tell(office.events.edit(message))
    await office.notify(message, "updated")

    assert len(office.world.sent_to(ADA)) == 1


async def test_an_edit_that_only_graph_tells_of_is_inspected(office):
    await office.subscribe()
    message = await office.hear(HARMLESS)
    office.world.edit(message, SECRET_TEXT)

    await office.notify(message, "updated")

    [case] = await office.keeping.cases.list_cases()
    assert case.messages == 1


async def test_a_reaction_is_no_edit(office):
    await office.subscribe()
    message = await office.hear(HARMLESS)
    office.world.keep(message)

    await office.notify(message, "updated")

    assert await office.keeping.messages.latest_revision(ref_of(message)) == ref_of(message)


async def test_a_deletion_is_noted_and_its_undoing_inspected(office):
    await office.subscribe()
    message = await office.hear(SECRET_TEXT)
    office.world.delete(message)
    await office.notify(message, "deleted")
    [line] = await office.keeping.cases.list_cases()
    case = await office.keeping.cases.load_case(line.id)
    office.world.undelete(message)

    await office.notify(message, "updated")

    latest = await office.keeping.messages.latest_revision(ref_of(message))
    assert [found.withdrawn_at is not None for found in case.thread] == [True]
    assert latest.revision == str(int(message.modified.timestamp() * 1000))


async def test_a_reply_belongs_to_its_thread(office):
    await office.subscribe()
    root = await office.hear(HARMLESS)

    reply = await office.hear("and another", root=root.id)

    assert (await office.kept(root)).thread == ""
    assert (await office.kept(reply)).thread == root.id


PEOPLE = {
    "a member": (LUNCH, ADA, Standing.MEMBER, AudienceKind.INTERNAL),
    "a guest": (PROJECT, GUEST, Standing.GUEST, AudienceKind.GUEST),
    "somebody of another organisation": (
        OUTSIDE,
        PARTNER,
        Standing.EXTERNAL,
        AudienceKind.EXTERNAL,
    ),
}


@pytest.mark.parametrize(("place", "person", "standing", "audience"), PEOPLE.values(), ids=PEOPLE)
async def test_it_is_known_where_the_bot_is_not_that_the_author_is(
    office, place, person, standing, audience
):
    await office.subscribe()

    message = await office.hear(HARMLESS, person, place)

    kept = await office.kept(message)
    assert (kept.author.standing, kept.audience.kind) == (standing, audience)
    assert (kept.author.tenant == PARTNER_TENANT) == (standing is Standing.EXTERNAL)


async def test_without_the_rosters_nobody_is_known(office):
    office.world.roles -= {"ChannelMember.Read.All"}
    await office.subscribe()

    message = await office.hear(HARMLESS, conversation=BLIND)

    kept = await office.kept(message)
    assert (kept.author.standing, kept.audience.kind) == (
        Standing.UNKNOWN,
        AudienceKind.UNKNOWN,
    )
    assert kept.audience.because == (
        "Microsoft Graph did not say who reads along "
        "(the tenant has not granted reading its members by Microsoft Graph)"
    )


async def test_what_the_bot_says_itself_is_not_inspected(office):
    await office.subscribe()
    await office.say(SECRET_TEXT)
    [warning] = [one for one in office.world.told_in("a:ada") if one.activity]

    await office.notify(warning)

    assert office.counted("messages", outcome="ignored") == 1


async def test_a_message_that_is_gone_when_it_is_read_counts_as_deleted(office):
    await office.subscribe()
    message = await office.hear(SECRET_TEXT)
    office.world.keep(message)
    pairs = office.teams.changed(message, "updated", signature="AAAA")
    del office.world.messages[message.id]

    await office.post(pairs)

    [line] = await office.keeping.cases.list_cases()
    case = await office.keeping.cases.load_case(line.id)
    assert [found.withdrawn_at is not None for found in case.thread] == [True]


async def test_an_edit_that_graph_tells_of_first_is_warned_of_once(office):
    await office.subscribe()
    message = await office.say(HARMLESS)
    office.world.edit(message, SECRET_TEXT)

    await office.notify(message, "updated")
    moment = message.modified + timedelta(milliseconds=40)
    await office.tell(office.events.edit(message, timestamp=moment.isoformat()))

    assert len(office.world.sent_to(ADA)) == 1


async def test_somebody_the_bot_never_met_is_warned_in_a_1_1_chat(office):
    await office.subscribe()

    await office.hear(SECRET_TEXT, CY, BLIND)

    [warning] = office.world.sent_to(CY)
    assert warning["summary"] == "Your message may not belong here."


async def test_an_edit_with_another_file_is_another_edit(office):
    await office.subscribe()
    files = [office.world.add_file(f"F{n}", b"x", name=f"{n}.txt") for n in (1, 2)]
    message = await office.hear(HARMLESS)
    for file in files:
        message.attachments = [reference(file)]
        office.world.edit(message, HARMLESS)
        await office.notify(message, "updated")

    latest = await office.keeping.messages.latest_revision(ref_of(message))
    kept = await office.keeping.messages.load_message(latest)
    assert [file.name for file in kept.attachments] == ["2.txt"]


async def test_a_title_is_inspected_although_the_bot_told_of_the_post_first(office):
    await office.subscribe()
    message = await office.say(HARMLESS, subject=SECRET_TEXT)
    before = office.world.sent_to(ADA)

    await office.notify(message)
    office.world.keep(message)
    await office.notify(message, "updated")

    assert (before, len(office.world.sent_to(ADA))) == ([], 1)
    latest = await office.keeping.messages.latest_revision(ref_of(message))
    kept = await office.keeping.messages.load_message(latest)
    assert (kept.text, kept.is_edit) == (f"{SECRET_TEXT}\n{HARMLESS}", False)


async def test_a_title_that_graph_told_of_first_is_inspected_once(office):
    await office.subscribe()
    message = await office.hear(SECRET_TEXT, subject="Payroll")

    await office.tell(office.events.message(message))
    office.world.keep(message)
    await office.notify(message, "updated")

    assert await office.keeping.messages.latest_revision(ref_of(message)) == ref_of(message)
    assert len(office.world.sent_to(ADA)) == 1


async def test_what_graph_tells_late_of_a_deleted_message_is_no_revision(office):
    await office.subscribe()
    message = office.world.say(REPORTS, ADA, SECRET_TEXT)
    told_late = office.teams.changed(message)
    await office.tell(office.events.message(message))
    office.later(seconds=10)
    office.world.delete(message)
    await office.notify(message, "deleted")

    await office.post(told_late)

    assert await office.keeping.messages.latest_revision(ref_of(message)) == ref_of(message)
    assert len(office.world.sent_to(ADA)) == 1


async def test_somebody_who_came_is_noticed_where_only_graph_tells_of_it(office):
    await office.subscribe()
    before = await office.kept(await office.hear(HARMLESS, conversation=BLIND))
    office.world.conversations[BLIND].members.append(GUEST)

    await office.hear("", conversation=BLIND, kind="systemEventMessage")

    after = await office.kept(await office.hear(HARMLESS, conversation=BLIND))
    kinds = (before.audience.kind, after.audience.kind)
    assert kinds == (AudienceKind.INTERNAL, AudienceKind.GUEST)


async def test_who_is_in_the_only_team_cannot_have_everything_disposed_of(office):
    await office.subscribe()
    await office.tell(office.events.installation(FINANCE, "add"))
    await office.say(SECRET_TEXT)

    await office.tell(office.events.installation(FINANCE, "remove"))

    assert len(await office.keeping.cases.list_cases()) == 1
    assert (FINANCE, "the app was removed from it") in await office.open_gaps()


async def test_once_graph_tells_nothing_the_last_team_is_the_end(office):
    await office.tell(office.events.installation(FINANCE, "add"))
    await office.say(SECRET_TEXT)

    await office.tell(office.events.installation(FINANCE, "remove"))

    assert await office.keeping.cases.list_cases() == []
