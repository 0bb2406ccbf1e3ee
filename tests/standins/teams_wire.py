"""How the stand-in Teams takes a call: noted, delayed, failed on demand, checked, answered."""

import asyncio
import json
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

OPERATIONS = []


class Refused(Exception):
    """An answer that is an error, in the shape of the side that gives it."""

    def __init__(self, status, code, message, **more):
        super().__init__(code)
        self.status, self.code, self.message, self.more = status, code, message, more


@dataclass
class Fault:
    """What an operation answers instead, for a number of calls."""

    times: int = 1
    status: int = 500
    code: str = "ServiceError"
    message: str = "Unknown service error."
    sub_code: str = ""
    retry_after: int | None = None
    after: bool = False  # the operation takes effect first, and only its answer is lost


@dataclass(frozen=True)
class Operation:
    """One thing the stand-in can be asked for."""

    name: str
    method: str
    paths: tuple[str, ...]
    audience: str
    answer: object


@dataclass
class Call:
    """A request as it came."""

    operation: str
    method: str
    path: str
    host: str
    names: dict
    query: dict
    headers: dict
    body: object
    at: float
    stand_in: object = field(repr=False)
    caller: object = None

    @property
    def world(self):
        return self.stand_in.world

    @property
    def bearer(self):
        """Return the token it brought, if any."""
        return self.headers.get("authorization", "").removeprefix("Bearer ")


def operation(name, method, *paths, audience=""):
    """Register an operation; without an audience anybody may call it."""

    def register(answer):
        OPERATIONS.append(Operation(name, method, paths, audience, answer))
        return answer

    return register


def routes_of(stand_in):
    """Return the routes of every registered operation."""
    return [
        Route(path, _endpoint(stand_in, known), methods=[known.method])
        for known in OPERATIONS
        for path in known.paths
    ]


def _endpoint(stand_in, known):
    async def endpoint(request: Request):
        call = await _read(stand_in, known, request)
        world = stand_in.world
        world.note(call)
        await asyncio.sleep(world.delays.get(known.name, world.delay))
        fault = world.next_fault(known.name)
        if fault and not fault.after:
            return failed(known, _refusal_of(fault), _headers_of(fault))
        try:
            answer = await _answered(known, call)
        except Refused as refusal:
            return failed(known, refusal, {})
        return failed(known, _refusal_of(fault), _headers_of(fault)) if fault else answer

    return endpoint


async def _read(stand_in, known, request):
    body = await request.body()
    return Call(
        operation=known.name,
        method=request.method,
        path=request.url.path,
        host=request.url.hostname,
        names=dict(request.path_params),
        query=dict(request.query_params),
        headers=dict(request.headers),
        body=_body(request.headers.get("content-type", ""), body),
        at=stand_in.world.now().timestamp(),
        stand_in=stand_in,
    )


def _body(kind, body):
    if "json" not in kind or not body:
        return body
    try:
        return json.loads(body)
    except ValueError:
        return None


async def _answered(known, call):
    if known.audience:
        call.caller = call.world.caller(call.bearer, known.audience)
        if call.caller is None:
            raise Refused(401, *_unknown_caller(known))
    answer = known.answer(call)
    if asyncio.iscoroutine(answer):
        answer = await answer
    if isinstance(answer, Response):
        return answer
    status, content = answer
    return Response(status_code=status) if content is None else JSONResponse(content, status)


def _unknown_caller(known):
    if known.audience.startswith("https://graph"):
        return "InvalidAuthenticationToken", "Access token validation failure."
    return "Unauthorized", "Authorization has been denied for this request."


def _refusal_of(fault):
    more = {"subCode": fault.sub_code} if fault.sub_code else {}
    return Refused(fault.status, fault.code, fault.message, **more)


def _headers_of(fault):
    return {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}


def failed(known, refusal, headers):
    """Return the answer to a refused call."""
    content = {"error": {"code": refusal.code, "message": refusal.message, **refusal.more}}
    if known.name.startswith("token"):
        content = {"error": refusal.code, "error_description": refusal.message}
    elif known.name.startswith("graph"):
        content["error"]["innerError"] = {"request-id": "00000000-0000-4000-8000-000000000000"}
    return JSONResponse(content, refusal.status, headers=headers)
