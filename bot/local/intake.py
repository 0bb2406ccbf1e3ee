"""Reads requests under limits: who asks, and what they send."""

from __future__ import annotations

from starlette.requests import Request

from bot.errors import MalformedEvent
from bot.local.people import PEOPLE, Person
from bot.local.refusal import Refused
from bot.local.wire import ShapeT, read

PERSON_HEADER = "x-chat-person"
_MOST_JSON_BYTES = 64 * 1024


def who(request: Request) -> Person:
    """Return whom the visitor chose to be; raises Refused (400)."""
    chosen = request.headers.get(PERSON_HEADER) or request.query_params.get("as", "")
    person = PEOPLE.get(chosen)
    if person is None:
        raise Refused(400, "Say who you are: one of the people of the chat.")
    return person


async def read_shape(request: Request, shape: type[ShapeT]) -> ShapeT:
    """Read a JSON body; raises Refused (400, 413, 415)."""
    claimed = request.headers.get("content-type", "").partition(";")[0].strip()
    if claimed != "application/json":
        raise Refused(415, "Send JSON.")
    body = await read_bytes(request, _MOST_JSON_BYTES, "The message is too long.")
    try:
        return read(shape, body)
    except MalformedEvent as fault:
        raise Refused(400, str(fault)) from None


async def read_bytes(request: Request, limit: int, too_much: str) -> bytes:
    """Read a body of at most that many bytes; raises Refused (413) as soon as it is over."""
    declared = request.headers.get("content-length", "0")
    if declared.isdigit() and int(declared) > limit:
        raise Refused(413, too_much)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise Refused(413, too_much)
    return bytes(body)
