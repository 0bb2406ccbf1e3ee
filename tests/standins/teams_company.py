"""A small company on the stand-in Teams: members, a guest, a partner, and places of every kind."""

from tests.standins.teams_people import PARTNER_TENANT, TENANT
from tests.standins.teams_world import World, add_tokens

FINANCE = "19:finance@thread.tacv2"
REPORTS = "19:reports@thread.tacv2"
BOARD = "19:board@thread.tacv2"
DEAL = "19:deal@thread.tacv2"
ADMINS = "19:admins@thread.tacv2"
PROJECT = "19:project@thread.tacv2"
BLIND = "19:blind@thread.tacv2"
LUNCH = "19:lunch@thread.v2"
OUTSIDE = "19:outside@thread.v2"
MEETING = "19:meeting_1@thread.v2"

ADA, BOB, ADMIN, CY = "29:ada", "29:bob", "29:admin", "29:cy"
GUEST, PARTNER, NOBODY = "29:guest", "29:partner", "29:nobody"

FINANCE_GROUP = "55555555-5555-4555-8555-555555555551"
PROJECT_GROUP = "55555555-5555-4555-8555-555555555552"


def small_company():
    """Return a world with everybody and every place named above.

    Cy is a member whom the app does not reach; in BLIND the app is not installed.
    """
    world = add_tokens(World())
    _add_people(world)
    inside = [ADA, BOB, ADMIN]
    world.add_team(FINANCE, "Finance", FINANCE_GROUP, inside)
    world.add_channel(REPORTS, FINANCE, "Reports", members=inside)
    world.add_channel(BOARD, FINANCE, "Board", members=[ADA, ADMIN], channel_type="private")
    world.add_channel(ADMINS, FINANCE, "Admins", members=[ADMIN], channel_type="private")
    partners = [{"id": "19:their@thread.tacv2", "tenantId": PARTNER_TENANT}]
    world.add_channel(
        DEAL,
        FINANCE,
        "Deal",
        members=[*inside, PARTNER],
        channel_type="shared",
        shared_with=partners,
    )
    world.add_team(PROJECT, "Project", PROJECT_GROUP, [*inside, GUEST])
    world.add_channel(BLIND, PROJECT, "Blind", members=[ADA, BOB], has_bot=False)
    world.add_chat(LUNCH, [ADA, BOB])
    world.add_chat(OUTSIDE, [ADA, PARTNER])
    world.add_chat(MEETING, [ADA, BOB, NOBODY])
    return world


def _add_people(world):
    world.add_person(ADA, "Ada Adams")
    world.add_person(BOB, "Bob Brown")
    world.add_person(ADMIN, "Amy Admin")
    world.add_person(CY, "Cy Clark", is_installed=False)
    world.add_person(
        GUEST,
        "Gus Guest",
        role="guest",
        upn="gus_partner.example#EXT#@home.example",
        email="gus@partner.example",
        tenant=TENANT,
        is_installed=False,
    )
    world.add_person(
        PARTNER,
        "Pat Partner",
        upn="pat@partner.example",
        email="pat@partner.example",
        tenant=PARTNER_TENANT,
        is_installed=False,
    )
    world.add_person(NOBODY, "Somebody", role="anonymous", aad="", upn="", email="")
