"""Graph's people, files and apps, as far as the stand-in Teams offers them."""

import base64
from urllib.parse import unquote

from starlette.responses import RedirectResponse, Response

from tests.standins.teams_files import download_address
from tests.standins.teams_people import CATALOG_APP_ID, GRAPH_SCOPE, TENANT
from tests.standins.teams_wire import Refused, operation

PREFIX = "/graph/v1.0"
READ_CHANNELS = ("ChannelMessage.Read.All", "ChannelMessage.Read.Group", "Group.Read.All")
READ_CHATS = ("Chat.Read.All", "ChatMessage.Read.Chat", "Chat.ReadWrite.All")
_READ_MEMBERS = ("ChannelMember.Read.All", "ChannelMember.Read.Group", "Group.Read.All")
_READ_CHAT_MEMBERS = ("ChatMember.Read.All", "ChatMember.Read.Chat", *READ_CHATS)
_READ_PEOPLE = ("User.Read.All", "User.ReadBasic.All", "Directory.Read.All")
_READ_FILES = ("Files.Read.All", "Files.ReadWrite.All", "Sites.Read.All")
_INSTALL = (
    "TeamsAppInstallation.ReadWriteSelfForUser.All",
    "TeamsAppInstallation.ReadWriteForUser.All",
)
_APPS = f"{PREFIX}/users/{{user}}/teamwork/installedApps"


def offered(name, method, *paths):
    """Register an operation of Graph's."""
    full = (f"{PREFIX}{path.removeprefix(PREFIX)}" for path in paths)
    return operation(f"graph.{name}", method, *full, audience=GRAPH_SCOPE)


def require(call, *roles):
    """Refuse a caller who has none of these roles."""
    granted = sorted(call.world.roles)
    if not call.world.roles.intersection(roles):
        wanted, had = ", ".join(roles), ", ".join(granted)
        message = (
            f"Missing role permissions on the request. API requires one of '{wanted}'. "
            f"Roles on the request '{had}'."
        )
        raise Refused(403, "Forbidden", message)


def not_found(what="Resource"):
    """Return the refusal of something that is not there."""
    return Refused(404, "NotFound", f"{what} not found.")


def channel_of(call):
    """Return the channel a call is about."""
    channel = call.world.conversations.get(call.names["channel"])
    team = call.world.teams.get(channel.team) if channel else None
    if team is None or team.group != call.names["group"]:
        raise not_found("Channel")
    return channel


def chat_of(call):
    """Return the chat a call is about."""
    chat = call.world.conversations.get(call.names["chat"])
    if chat is None or chat.kind == "channel":
        raise not_found("Chat")
    return chat


@offered("channels.members", "GET", "/teams/{group}/channels/{channel}/allMembers")
def list_channel_members(call):
    """Tell who reads a channel, those from other tenants with them."""
    require(call, *_READ_MEMBERS)
    channel = channel_of(call)
    return _collection([_member(call, channel, person) for person in channel.members])


@offered("chats.members", "GET", "/chats/{chat}/members")
def list_chat_members(call):
    """Tell who reads a chat."""
    require(call, *_READ_CHAT_MEMBERS)
    chat = chat_of(call)
    return _collection([_member(call, chat, person) for person in chat.members])


@offered("channels.get", "GET", "/teams/{group}/channels/{channel}")
def get_channel(call):
    """Tell what a channel is."""
    require(call, "Channel.ReadBasic.All", "ChannelSettings.Read.Group", *READ_CHANNELS)
    channel = channel_of(call)
    return 200, {
        "id": channel.id,
        "displayName": channel.name or "General",
        "membershipType": channel.channel_type,
        "tenantId": channel.tenant,
    }


@offered("users.get", "GET", "/users/{user}")
def get_user(call):
    """Tell who somebody is."""
    require(call, *_READ_PEOPLE)
    person = _person(call)
    return 200, {
        "id": person.aad,
        "displayName": person.name,
        "mail": person.email or None,
        "userPrincipalName": person.upn,
        "userType": "Guest" if person.role == "guest" else "Member",
    }


@offered("apps.list", "GET", _APPS)
def list_apps(call):
    """Tell whether the app is installed for a person."""
    require(call, *_INSTALL, "TeamsAppInstallation.ReadForUser.All")
    person = _person(call)
    return _collection([_installation(person)] if person.is_installed else [])


@offered("apps.install", "POST", _APPS)
def install_app(call):
    """Install the app for a person."""
    require(call, *_INSTALL)
    person = _person(call)
    app = str((call.body or {}).get("teamsApp@odata.bind", "")).rpartition("/")[2]
    if app != CATALOG_APP_ID:
        raise Refused(404, "NotFound", "The requested app does not exist in the catalog.")
    if person.is_installed:
        raise Refused(409, "Conflict", "App entitlement already exists.")
    person.is_installed = True
    return 201, None


@offered("apps.chat", "GET", f"{_APPS}/{{installation}}/chat")
def get_app_chat(call):
    """Tell the chat between the app and a person."""
    require(call, *_INSTALL, "TeamsAppInstallation.ReadForUser.All")
    person = _person(call)
    if not person.is_installed:
        raise not_found("Installation")
    return 200, {"id": call.world.direct(person.id), "chatType": "oneOnOne"}


@offered("shares.item", "GET", "/shares/{share}/driveItem")
def get_shared_item(call):
    """Tell what a shared file is."""
    file = _shared(call)
    return 200, {
        "id": file.id,
        "name": file.name,
        "size": len(file.content) if file.declared is None else file.declared,
        "file": {"mimeType": file.media_type},
        "webUrl": file.url,
        "@microsoft.graph.downloadUrl": download_address(call.stand_in, file),
    }


@offered("shares.content", "GET", "/shares/{share}/driveItem/content")
def get_shared_content(call):
    """Send to where a shared file can be fetched."""
    address = download_address(call.stand_in, _shared(call))
    return RedirectResponse(address, status_code=302)


@offered(
    "hosted.value",
    "GET",
    "/teams/{group}/channels/{channel}/messages/{message}/hostedContents/{hosted}/$value",
    "/teams/{group}/channels/{channel}/messages/{message}/replies/{reply}"
    "/hostedContents/{hosted}/$value",
    "/chats/{chat}/messages/{message}/hostedContents/{hosted}/$value",
)
def get_hosted_content(call):
    """Give what lives inside a message: an image or a code snippet."""
    in_chat = "chat" in call.names
    require(call, *(READ_CHATS if in_chat else READ_CHANNELS))
    place = chat_of(call) if in_chat else channel_of(call)
    message = call.world.messages.get(call.names.get("reply") or call.names["message"])
    if message is None or message.conversation != place.id:
        raise not_found("Message")
    if call.names["hosted"] not in message.hosted:
        raise not_found("Content")
    content, media_type = message.hosted[call.names["hosted"]]
    return Response(content, media_type=media_type)


def _shared(call):
    encoded = call.names["share"]
    if not encoded.startswith("u!"):
        raise Refused(400, "invalidRequest", "The sharing token is malformed.")
    padded = encoded[2:] + "=" * (-len(encoded[2:]) % 4)
    address = unquote(base64.urlsafe_b64decode(padded).decode())
    file = next((one for one in call.world.files.values() if one.url == address), None)
    if file is None or not any(address.startswith(site) for site in call.world.sites):
        require(call, *_READ_FILES)
    if file is None:
        raise Refused(404, "itemNotFound", "The resource could not be found.")
    return file


def _person(call):
    person = call.world.person(call.names["user"])
    if person is None or person.tenant != TENANT or not person.aad:
        raise Refused(404, "Request_ResourceNotFound", "Resource does not exist.")
    return person


def _member(call, place, person):
    found = call.world.people[person]
    told = {
        "@odata.type": "#microsoft.graph.aadUserConversationMember",
        "id": base64.b64encode(f"{place.id}##{found.aad}".encode()).decode(),
        "roles": ["guest"] if found.role == "guest" else [],
        "displayName": found.name,
        "userId": found.aad,
        "email": found.email,
        "tenantId": found.tenant,
    }
    if found.tenant != place.tenant and place.shared_with:
        theirs = place.shared_with[0]["id"]
        told["@microsoft.graph.originalSourceMembershipUrl"] = f"/tenants/{found.tenant}/{theirs}"
    return told


def _installation(person):
    app = {"id": CATALOG_APP_ID, "displayName": "Chatwarden", "distributionMethod": "organization"}
    identity = base64.b64encode(f"{person.aad}##{CATALOG_APP_ID}".encode()).decode()
    return {"id": identity, "teamsApp": app}


def _collection(found):
    return 200, {"@odata.count": len(found), "value": found}
