"""The files host of the stand-in Teams, with every way a download can go wrong."""

import asyncio
from urllib.parse import quote

from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse

from tests.standins.teams_people import GRAPH_SCOPE
from tests.standins.teams_wire import Refused, operation

_PIECE = 65_536
_AT_LAST = 4_000_000_000 // _PIECE  # where even an endless body ends


def download_address(stand_in, file, *, elsewhere=False):
    """Return where a file can be fetched for a short while, by whoever knows the address."""
    origin = stand_in.elsewhere if elsewhere else stand_in.files_origin
    return f"{origin}/download/{file.id}/{quote(file.name)}?tempauth={_permit(file)}"


def download_info(stand_in, file):
    """Return a file as the activity of a personal chat carries it."""
    return {
        "contentType": "application/vnd.microsoft.teams.file.download.info",
        "contentUrl": file.url,
        "name": file.name,
        "content": {
            "downloadUrl": download_address(stand_in, file),
            "uniqueId": file.id,
            "fileType": file.name.rpartition(".")[2],
            "etag": f'"{{{file.id}}},1"',
        },
    }


def reference(file):
    """Return a file as a message of Graph's refers to it."""
    return {
        "id": file.id,
        "contentType": "reference",
        "contentUrl": file.url,
        "content": None,
        "name": file.name,
        "thumbnailUrl": None,
        "teamsAppId": None,
    }


def inline_image(stand_in, file):
    """Return an image as an activity carries it; only the bot's own token opens it."""
    address = f"{stand_in.service_url}v3/attachments/{file.id}/views/original"
    return {"contentType": file.media_type, "contentUrl": address, "name": file.name}


@operation("files.download", "GET", "/download/{file}/{name}")
def download(call):
    """Give a file, or misbehave as it was told to."""
    file = call.world.files.get(call.names["file"])
    if file is None:
        raise Refused(404, "itemNotFound", "The resource could not be found.")
    if file.redirect:
        return RedirectResponse(_redirected(call, file), status_code=302)
    if file.is_expired or call.query.get("tempauth") != _permit(file):
        raise Refused(401, "unauthenticated", "The address has expired.")
    if file.needs_bearer and call.world.caller(call.bearer, GRAPH_SCOPE) is None:
        raise Refused(401, "unauthenticated", "A token is needed.")
    return _body(file)


@operation("files.sign_in", "GET", "/sign-in")
def sign_in(_call):
    """Show the page that strangers end on."""
    return HTMLResponse("<html><title>Sign in to your account</title></html>")


def _permit(file):
    return f"permit-{file.id}"


def _redirected(call, file):
    known = {
        "elsewhere": download_address(call.stand_in, file, elsewhere=True),
        "loop": download_address(call.stand_in, file),
        "sign-in": f"{call.stand_in.files_origin}/sign-in",
    }
    return known.get(file.redirect, file.redirect)


def _body(file) -> Response:
    length = file.declared if file.declared is not None else len(file.content)
    headers = {} if file.endless else {"Content-Length": str(length)}
    return StreamingResponse(_pieces(file), media_type=file.media_type, headers=headers)


async def _pieces(file):
    if file.endless:
        for _ in range(_AT_LAST):
            await asyncio.sleep(file.pause)
            yield b"0" * _PIECE
    for start in range(0, len(file.content), _PIECE):
        await asyncio.sleep(file.pause)
        yield file.content[start : start + _PIECE]
