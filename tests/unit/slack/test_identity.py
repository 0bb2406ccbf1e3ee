"""Whose event it is and where its author is at home; Slack Connect makes both hard."""

import pytest

from bot.slack.identity import Home, actor_of, tenant_of

OURS, PARTNERS = "T0OURS", "T0PARTNER"
PARTNERS_ORG, OUR_ORG = "E0PARTNER", "E0OURS"


def _body(event, *, team_id, authorization=None, **more):
    authorization = {"enterprise_id": None, "team_id": OURS} | (authorization or {})
    return {
        "type": "event_callback",
        "team_id": team_id,
        "event": event,
        "authorizations": [{"is_bot": True, "is_enterprise_install": False, **authorization}],
    } | more


def _shared(event, *, team_id, **more):
    return _body(event, team_id=team_id, is_ext_shared_channel=True, **more)


def _written(**event):
    return {"type": "message", "user": "U1", **event}


CASES = {
    "our member in our own channel": (
        _body(_written(team=OURS), team_id=OURS),
        Home("", OURS),
    ),
    "our member in a shared channel; the context names the other side": (
        _shared(
            _written(team=OURS),
            team_id=OURS,
            context_team_id=PARTNERS,
            context_enterprise_id=PARTNERS_ORG,
        ),
        Home("", OURS),
    ),
    "a partner on grid; the outer team is theirs": (
        _shared(
            _written(team=PARTNERS),
            team_id=PARTNERS,
            enterprise_id=PARTNERS_ORG,
            context_team_id=PARTNERS,
            context_enterprise_id=PARTNERS_ORG,
        ),
        Home(PARTNERS_ORG, PARTNERS),
    ),
    "a partner who is not on grid": (
        _shared(_written(team=PARTNERS), team_id=PARTNERS, context_team_id=OURS),
        Home("", PARTNERS),
    ),
    "a partner named by the organisation, which the outer ids resolve": (
        _shared(
            _written(team=PARTNERS_ORG),
            team_id=PARTNERS,
            enterprise_id=PARTNERS_ORG,
            context_team_id=OURS,
        ),
        Home(PARTNERS_ORG, PARTNERS),
    ),
    "a partner named by the organisation, which the context resolves": (
        _shared(
            _written(user_team=PARTNERS_ORG),
            team_id=OURS,
            context_team_id=PARTNERS,
            context_enterprise_id=PARTNERS_ORG,
        ),
        Home(PARTNERS_ORG, PARTNERS),
    ),
    "the author's own team goes before the message's": (
        _shared(_written(user_team=PARTNERS, team=OURS), team_id=OURS),
        Home("", PARTNERS),
    ),
    "a file names no team at all": (
        _shared({"type": "file_shared", "user_id": "U1", "file_id": "F1"}, team_id=OURS),
        Home("", ""),
    ),
    "an edit names the team inside only": (
        _shared(
            {"type": "message", "subtype": "message_changed", "message": {"team": PARTNERS}},
            team_id=OURS,
        ),
        Home("", ""),
    ),
    "our workspace is part of an organisation": (
        _body(
            _written(team=OURS),
            team_id=OURS,
            authorization={"enterprise_id": OUR_ORG},
        ),
        Home(OUR_ORG, OURS),
    ),
}


@pytest.mark.parametrize(("body", "home"), CASES.values(), ids=CASES.keys())
def test_an_author_is_at_home_where_bolt_says_and_not_where_the_app_is_installed(body, home):
    assert actor_of(body) == home


def test_an_org_wide_install_is_one_tenant_whatever_the_workspace():
    org_wide = {"enterprise_id": OUR_ORG, "is_enterprise_install": True}

    body = _body(_written(team=OURS), team_id=OURS, authorization=org_wide)

    assert tenant_of(body) == OUR_ORG


def test_a_workspace_of_an_organisation_is_a_tenant_of_its_own_unless_installed_org_wide():
    body = _body(_written(team=OURS), team_id=OURS, authorization={"enterprise_id": OUR_ORG})

    assert tenant_of(body) == OURS


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Home("", OURS), Home("", OURS), True),
        (Home("", OURS), Home("", PARTNERS), False),
        (Home(OUR_ORG, OURS), Home(OUR_ORG, "T0SISTER"), True),
        (Home(OUR_ORG, OURS), Home(PARTNERS_ORG, PARTNERS), False),
        (Home("", ""), Home("", ""), False),
    ],
    ids=["one workspace", "two workspaces", "one organisation", "two organisations", "unknown"],
)
def test_two_homes_are_one_organisation_by_workspace_or_organisation(one, other, same):
    assert one.is_same_organisation(other) is same
