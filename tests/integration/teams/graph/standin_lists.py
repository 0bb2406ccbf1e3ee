"""Lists of Graph's that the stand-in Teams lacks: teams, their channels, and the apps in them."""

from tests.standins.teams_graph import offered, require
from tests.standins.teams_people import CATALOG_APP_ID

LISTING = {"Team.ReadBasic.All", "Channel.ReadBasic.All", "TeamsAppInstallation.ReadForTeam.All"}


@offered("teams.list", "GET", "/teams")
def list_teams(call):
    """Tell every team of the tenant."""
    require(call, "Team.ReadBasic.All")
    teams = call.world.teams.values()
    page = {"value": [{"id": team.group, "displayName": team.name} for team in teams]}
    if call.query.get("$select") == "elsewhere":  # a page that leads astray
        page["@odata.nextLink"] = f"{call.stand_in.elsewhere}{call.path}"
    return 200, page


@offered("teams.channels", "GET", "/teams/{group}/channels")
def list_channels(call):
    """Tell the channels of a team."""
    require(call, "Channel.ReadBasic.All")
    places = [call.world.conversations[one] for one in _team(call).channels]
    told = [
        {
            "id": place.id,
            "displayName": place.name or "General",
            "membershipType": place.channel_type,
        }
        for place in places
    ]
    return 200, {"value": told}


@offered("teams.apps", "GET", "/teams/{group}/installedApps")
def list_team_apps(call):
    """Tell whether the app is in a team: its General channel has the bot then."""
    require(call, "TeamsAppInstallation.ReadForTeam.All")
    has_app = call.world.conversations[_team(call).id].has_bot
    return 200, {"value": [{"id": CATALOG_APP_ID}] if has_app else []}


def _team(call):
    return next(one for one in call.world.teams.values() if one.group == call.names["group"])
