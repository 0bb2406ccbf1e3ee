"""What every directory keeps to."""

from bot.domain.message import Audience, AudienceKind, Author, Conversation, Standing


async def test_a_member_is_at_home_and_has_a_name(place):
    found = await place.directory.author(place.tenant, place.member)

    assert (found.id, found.tenant) == (place.member, place.tenant)
    assert (found.standing, found.name != "") == (Standing.MEMBER, True)


async def test_an_outsider_is_external_and_at_home_elsewhere(place):
    found = await place.directory.author(place.tenant, place.outsider)

    assert (found.id, found.standing) == (place.outsider, Standing.EXTERNAL)
    assert found.tenant != place.tenant


async def test_a_person_nobody_knows_is_of_unknown_standing(place):
    found = await place.directory.author(place.tenant, "U404")

    assert found == Author(id="U404", tenant=place.tenant, standing=Standing.UNKNOWN)


async def test_a_known_person_of_a_tenant_nobody_knows_is_of_unknown_standing(place):
    found = await place.directory.author("T404", place.member)

    assert found == Author(id=place.member, tenant="T404", standing=Standing.UNKNOWN)


async def test_among_members_the_audience_is_internal_and_says_why(place):
    conversation, audience = await place.directory.conversation(place.tenant, place.inside)

    assert (conversation.id, conversation.name != "") == (place.inside, True)
    assert audience == Audience(kind=AudienceKind.INTERNAL, because=audience.because)
    assert audience.because != ""


async def test_where_an_outsider_reads_along_the_audience_is_external_and_says_why(place):
    conversation, audience = await place.directory.conversation(place.tenant, place.shared)

    assert (conversation.id, audience.kind) == (place.shared, AudienceKind.EXTERNAL)
    assert audience.because != ""


async def test_who_reads_along_in_a_conversation_nobody_knows_is_unknown(place):
    conversation, audience = await place.directory.conversation(place.tenant, "C404")

    assert (conversation, audience.kind) == (Conversation(id="C404"), AudienceKind.UNKNOWN)
    assert audience.because != ""


async def test_a_conversation_of_a_tenant_nobody_knows_is_unknown(place):
    conversation, audience = await place.directory.conversation("T404", place.inside)

    assert (conversation, audience.kind) == (Conversation(id=place.inside), AudienceKind.UNKNOWN)


async def test_asked_again_the_answer_is_the_same(place):
    asked = [await place.directory.conversation(place.tenant, place.inside) for _ in range(2)]

    assert asked[0] == asked[1]
