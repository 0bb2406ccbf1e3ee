"""Who people are, and who reads along."""

import pytest

from bot.domain.message import Audience, AudienceKind, Author, Conversation, Standing
from bot.local.directory import LocalDirectory
from bot.local.people import PARTNER, TENANT


@pytest.mark.parametrize(
    ("person", "home", "standing"),
    [
        pytest.param("dana", TENANT, Standing.MEMBER, id="an employee"),
        pytest.param("priya", PARTNER, Standing.EXTERNAL, id="a partner's employee"),
        pytest.param("nobody", TENANT, Standing.UNKNOWN, id="a stranger"),
    ],
)
async def test_a_person_stands_where_they_belong(person, home, standing):
    author = await LocalDirectory().author(TENANT, person)

    assert (author.id, author.tenant, author.standing) == (person, home, standing)


async def test_a_person_of_another_tenant_is_not_ours():
    author = await LocalDirectory().author("elsewhere", "dana")

    assert author == Author(id="dana", tenant="elsewhere", standing=Standing.UNKNOWN)


@pytest.mark.parametrize(
    ("place", "kind", "because"),
    [
        pytest.param(
            "benefits-team",
            AudienceKind.INTERNAL,
            "everybody in it has an account of Harbor County",
            id="colleagues only",
        ),
        pytest.param(
            "northfield-rollout",
            AudienceKind.EXTERNAL,
            "Priya Raman belongs to Northfield Supply",
            id="a partner is in it",
        ),
        pytest.param(
            "dana-marcus",
            AudienceKind.INTERNAL,
            "everybody in it has an account of Harbor County",
            id="two colleagues",
        ),
    ],
)
async def test_the_most_distant_reader_makes_the_audience(place, kind, because):
    conversation, audience = await LocalDirectory().conversation(TENANT, place)

    assert (conversation.id, audience) == (place, Audience(kind=kind, because=because))


async def test_a_conversation_that_is_not_there_has_an_unknown_audience():
    conversation, audience = await LocalDirectory().conversation(TENANT, "nowhere")

    assert (conversation, audience.kind) == (Conversation(id="nowhere"), AudienceKind.UNKNOWN)
