"""What a person is to the organisation; no single property tells."""

import pytest

from bot.domain.message import Author, Standing
from bot.slack.identity import Home
from bot.slack.people import author_of, standing_of

OURS = Home("E0", "T0")
USER = {"id": "U1", "team_id": "T0", "name": "ada", "profile": {"display_name": "Ada"}}


@pytest.mark.parametrize(
    ("changes", "standing"),
    [
        ({}, Standing.MEMBER),
        ({"is_restricted": True}, Standing.GUEST),
        ({"is_ultra_restricted": True}, Standing.GUEST),
        ({"is_stranger": True}, Standing.EXTERNAL),
        ({"team_id": "T9"}, Standing.EXTERNAL),
        ({"team_id": "T9", "enterprise_user": {"enterprise_id": "E0"}}, Standing.MEMBER),
        ({"team_id": "T9", "enterprise_id": "E0"}, Standing.MEMBER),
        ({"team_id": "T9", "is_restricted": True}, Standing.EXTERNAL),
        ({"is_bot": True}, Standing.BOT),
        ({"id": "USLACKBOT"}, Standing.BOT),
        ({"team_id": None}, Standing.UNKNOWN),
    ],
    ids=[
        "member", "guest", "single-channel guest", "stranger", "another team", "a sister workspace",
        "a sister workspace, short", "another team's guest", "bot", "slackbot", "no team",
    ],
)  # fmt: skip
def test_standing(changes, standing):
    assert standing_of(USER | changes, OURS) is standing


def test_a_member_is_at_home_in_the_tenant():
    assert author_of(USER, "E0", OURS) == Author(id="U1", tenant="E0", name="Ada")


def test_an_outsider_is_at_home_elsewhere():
    found = author_of(USER | {"team_id": "T9"}, "E0", OURS)

    assert (found.tenant, found.standing) == ("T9", Standing.EXTERNAL)


def test_a_person_without_a_profile_goes_by_the_account_name():
    assert author_of(USER | {"profile": None}, "E0", OURS).name == "ada"
