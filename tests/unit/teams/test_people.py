"""What a roster says of people, and of who reads along."""

import pytest

from bot.domain.message import Audience, AudienceKind, Author, Standing
from bot.teams.people import audience_of, author_of, read_member, standing_of

HOST = "T1"


def _raw(**changes):
    return {
        "id": "29:ada",
        "aadObjectId": "aad-ada",
        "name": "Ada",
        "tenantId": HOST,
        "userRole": "user",
        "userPrincipalName": "ada@home.example",
    } | changes


GUEST = {"userRole": "guest"}
INVITED = {"userPrincipalName": "pat_partner.example#ext#@home.example"}
FEDERATED = {"tenantId": "T2"}
ANONYMOUS = {"userRole": "anonymous", "tenantId": None, "aadObjectId": None}
NOBODY = {"tenantId": None}


@pytest.mark.parametrize(
    ("changes", "standing"),
    [
        ({}, Standing.MEMBER),
        ({"userRole": "owner"}, Standing.MEMBER),
        (GUEST, Standing.GUEST),
        (INVITED, Standing.GUEST),
        (FEDERATED, Standing.EXTERNAL),
        (FEDERATED | GUEST, Standing.EXTERNAL),
        (ANONYMOUS, Standing.EXTERNAL),
        (NOBODY, Standing.UNKNOWN),
        ({"id": "28:app"}, Standing.BOT),
    ],
    ids=[
        "member",
        "owner",
        "guest by role",
        "guest by sign-in name",
        "federated",
        "federated guest",
        "anonymous",
        "no tenant",
        "bot",
    ],
)
def test_standing(changes, standing):
    assert standing_of(read_member(_raw(**changes)), HOST) is standing


@pytest.mark.parametrize(
    ("changes", "home"),
    [({}, HOST), (GUEST, HOST), (FEDERATED, "T2"), (ANONYMOUS, "")],
    ids=["member", "guest", "federated", "anonymous"],
)
def test_a_home(changes, home):
    assert author_of(read_member(_raw(**changes)), HOST).tenant == home


def test_an_older_name_of_the_directorys_id_is_understood():
    raw = _raw(aadObjectId=None, objectId="aad-ada")

    assert author_of(read_member(raw), HOST) == Author(id="aad-ada", tenant=HOST, name="Ada")


@pytest.mark.parametrize(
    ("members", "kind"),
    [
        ([{}], AudienceKind.INTERNAL),
        ([{}, GUEST], AudienceKind.GUEST),
        ([{}, GUEST, NOBODY], AudienceKind.UNKNOWN),
        ([NOBODY, FEDERATED], AudienceKind.EXTERNAL),
        ([{}, ANONYMOUS], AudienceKind.EXTERNAL),
        ([], AudienceKind.UNKNOWN),
    ],
    ids=["internal", "guest", "unknown beside a guest", "external first", "anonymous", "nobody"],
)
def test_the_most_distant_member_counts(members, kind):
    audience = audience_of([read_member(_raw(**changes)) for changes in members], HOST)

    assert (audience.kind, audience.because != "") == (kind, True)


def test_a_shared_channel_is_named_as_one():
    members = [read_member(_raw(**FEDERATED))]

    assert audience_of(members, HOST, is_shared=True) == Audience(
        kind=AudienceKind.EXTERNAL,
        because="the shared channel has members of another organisation",
    )
