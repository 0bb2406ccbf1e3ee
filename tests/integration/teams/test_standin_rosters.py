"""The stand-in Teams tells who is in a conversation and what a team is."""

import pytest

from tests.standins.teams_company import (
    ADA,
    DEAL,
    FINANCE,
    FINANCE_GROUP,
    GUEST,
    LUNCH,
    MEETING,
    NOBODY,
    PARTNER,
    PROJECT,
)
from tests.standins.teams_fixtures import call, stand_in, teams
from tests.standins.teams_people import PARTNER_TENANT, TENANT

__all__ = ["call", "stand_in", "teams"]  # fixtures


def _error(answer):
    status, body = answer
    return status, body["error"]["code"]


ROSTER = {
    "a member": (LUNCH, ADA, ("user", TENANT, "ada@home.example")),
    "a guest": (PROJECT, GUEST, ("guest", TENANT, "gus_partner.example#EXT#@home.example")),
    "a partner": (DEAL, PARTNER, ("user", PARTNER_TENANT, "pat@partner.example")),
    "nobody known": (MEETING, NOBODY, ("anonymous", None, None)),
}


@pytest.mark.parametrize(("place", "person", "shown"), ROSTER.values(), ids=ROSTER)
async def test_the_roster_tells_who_somebody_is(call, place, person, shown):
    status, told = await call.connector("GET", f"/conversations/{place}/members/{person}")

    seen = told["userRole"], told.get("tenantId"), told.get("userPrincipalName")
    assert (status, told["id"], seen) == (200, person, shown)


async def test_a_stranger_is_not_on_the_roster(call):
    answer = await call.connector("GET", f"/conversations/{LUNCH}/members/{GUEST}")

    assert _error(answer) == (404, "MemberNotFoundInConversation")


async def test_a_large_roster_comes_in_pages_of_fifty_at_least(call, teams):
    crowd = [teams.world.add_person(f"29:p{number}", "A Person").id for number in range(120)]
    teams.world.add_chat("19:crowd@thread.v2", crowd)
    url, told, sizes = "/conversations/19:crowd@thread.v2/pagedmembers?pageSize=10", [], []

    more = ""
    while more is not None:
        _status, page = await call.connector("GET", f"{url}{more}")
        told += [person["id"] for person in page["members"]]
        sizes.append(len(page["members"]))
        token = page.get("continuationToken")
        more = f"&continuationToken={token}" if token else None

    assert (told, sizes) == (crowd, [50, 50, 20])


async def test_a_team_tells_its_channels_by_kind(call):
    team = await call.connector("GET", f"/teams/{FINANCE}")
    _status, told = await call.connector("GET", f"/teams/{FINANCE}/conversations")

    kinds = [(one["name"], one["type"]) for one in told["conversations"]]
    assert team == (
        200,
        {
            "id": FINANCE,
            "name": "Finance",
            "aadGroupId": FINANCE_GROUP,
            "type": "standard",
            "tenantId": TENANT,
            "channelCount": 5,
            "memberCount": 3,
        },
    )
    assert kinds == [
        (None, "standard"),
        ("Reports", "standard"),
        ("Board", "private"),
        ("Admins", "private"),
        ("Deal", "shared"),
    ]
