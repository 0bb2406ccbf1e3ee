"""The Connector's rosters, teams and inline images."""

import base64
import json

from starlette.responses import Response

from tests.standins.teams_connector import ACTIVITIES, PREFIX, offered, place_of
from tests.standins.teams_people import TENANT
from tests.standins.teams_wire import Refused

_SMALLEST_PAGE, _LARGEST_PAGE, _USUAL_PAGE = 50, 500, 200


@offered("activities.members", "GET", f"{ACTIVITIES}/{{activity}}/members")
@offered("members.list", "GET", f"{PREFIX}/conversations/{{conversation}}/members")
def list_members(call):
    """Tell the whole roster."""
    place, _root = place_of(call)
    return 200, [person.on_roster() for person in _roster(call, place)]


@offered("members.get", "GET", f"{PREFIX}/conversations/{{conversation}}/members/{{member}}")
def get_member(call):
    """Tell one member, by any of their ids."""
    place, _root = place_of(call)
    person = call.world.person(call.names["member"])
    if person is None or person.id not in place.members:
        raise Refused(404, "MemberNotFoundInConversation", "Member not found in conversation.")
    return 200, person.on_roster()


@offered(
    "members.paged",
    "GET",
    f"{PREFIX}/conversations/{{conversation}}/pagedmembers",
    f"{PREFIX}/conversations/{{conversation}}/pagedMembers",
)
def page_members(call):
    """Tell a page of the roster."""
    place, _root = place_of(call)
    everybody = _roster(call, place)
    asked = int(call.query.get("pageSize", _USUAL_PAGE))
    size = min(max(asked, _SMALLEST_PAGE), _LARGEST_PAGE)
    start = _offset_in(call.query.get("continuationToken"))
    page = {"members": [person.on_roster() for person in everybody[start : start + size]]}
    if start + size < len(everybody):
        token = base64.urlsafe_b64encode(json.dumps({"skip": start + size}).encode())
        page["continuationToken"] = token.decode()
    return 200, page


@offered("teams.get", "GET", f"{PREFIX}/teams/{{team}}")
def get_team(call):
    """Tell what a team is."""
    team = _team(call)
    return 200, {
        "id": team.id,
        "name": team.name,
        "aadGroupId": team.group,
        "type": "standard",
        "tenantId": TENANT,
        "channelCount": len(team.channels),
        "memberCount": len(team.members),
    }


@offered("teams.conversations", "GET", f"{PREFIX}/teams/{{team}}/conversations")
def list_channels(call):
    """Tell a team's channels; General has no name."""
    channels = [call.world.conversations[channel] for channel in _team(call).channels]
    told = [{"id": one.id, "name": one.name, "type": one.channel_type} for one in channels]
    return 200, {"conversations": told}


@offered("attachments.view", "GET", f"{PREFIX}/attachments/{{file}}/views/{{view}}")
def view_attachment(call):
    """Give an inline image."""
    file = call.world.files.get(call.names["file"])
    if file is None:
        raise Refused(404, "NotFound", "Attachment not found.")
    return Response(file.content, media_type=file.media_type)


def _roster(call, place):
    return [call.world.people[member] for member in place.members]


def _team(call):
    team = call.world.teams.get(call.names["team"])
    if team is None:
        raise Refused(404, "TeamNotFound", "Team not found.")
    place_of(call, team.id)
    return team


def _offset_in(token):
    if not token:
        return 0
    try:
        return json.loads(base64.urlsafe_b64decode(token))["skip"]
    except (ValueError, KeyError) as error:
        raise Refused(400, "BadArgument", "Invalid continuation token.") from error
