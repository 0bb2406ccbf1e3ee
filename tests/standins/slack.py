"""A stand-in for Slack's Web API, download host and OAuth page, over real HTTP on loopback.

    async with StandInSlack() as slack:
        config = SlackConfig(bot_token=BOT_TOKEN, api_url=slack.api_url, …)

or, as a process of its own: `python -m tests.standins.slack --port 4022`, with `GET /_ctl/calls`,
`GET /_ctl/messages/{channel}`, `POST /_ctl/say`, `POST /_ctl/fail` and `POST /_ctl/reset`.

It takes arguments as slack_sdk sends them (query, form, JSON), answers with Slack's shapes and
error codes, keeps message metadata, pages lists, refuses unknown tokens, and lets a bot delete
only what it posted itself. What it does not model: scopes, rate limits of its own accord (tests
inject them), delivery of events (tests sign and post them, see slack_events), threads that age,
Block Kit validation, Enterprise Grid beyond the flags of a token, the socket of Socket Mode (only
its address), what Slack shows to people, and Slack's retries. It is our reading of Slack's
documentation, not Slack.
"""

import argparse
import contextlib
import json
import threading
import time
from urllib.parse import urlencode

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from tests.standins.slack_methods import METHODS, SlackError, installed, read_arguments
from tests.standins.slack_world import small_company


class StandInSlack:
    """A server with a world behind it; `world` is read and changed by tests directly."""

    def __init__(self, port=0, world=None):
        self.world = world or small_company()
        self._server = uvicorn.Server(
            uvicorn.Config(
                self._app(), host="127.0.0.1", port=port, log_level="error", log_config=None
            )
        )
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    async def __aenter__(self):
        return self.start()

    async def __aexit__(self, *_exception):
        self.stop()

    def start(self):
        """Serve until `stop`."""
        self._thread.start()
        deadline = time.monotonic() + 10
        while not self._server.started:
            if time.monotonic() > deadline:
                raise TimeoutError("the stand-in did not start")
            time.sleep(0.005)
        return self

    def stop(self):
        """Stop serving."""
        self._server.should_exit = True
        self._thread.join(timeout=10)

    @property
    def origin(self):
        """Scheme, host and port."""
        port = self._server.servers[0].sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"

    @property
    def api_url(self):
        """The address of the Web API."""
        return f"{self.origin}/api/"

    def file_object(self, file):
        """Return a file as an event carries it."""
        known = {key: value for key, value in self.world.files[file].items() if key != "content"}
        return {**known, "url_private_download": f"{self.origin}/files-pri/{file}/download"}

    def _app(self):
        control = [
            Route("/_ctl/calls", self._calls),
            Route("/_ctl/messages/{channel}", self._messages),
            Route("/_ctl/say", self._say, methods=["POST"]),
            Route("/_ctl/fail", self._fail, methods=["POST"]),
            Route("/_ctl/reset", self._reset, methods=["POST"]),
        ]
        return Starlette(
            routes=[
                Route("/api/{method}", self._call, methods=["GET", "POST"]),
                Route("/files-pri/{file}/download", self._download),
                Route("/signin", self._sign_in),
                Route("/oauth/v2/authorize", self._authorize),
                *control,
            ]
        )

    async def _call(self, request: Request):
        name = request.path_params["method"]
        arguments = await _arguments(request)
        self.world.record(name, arguments)
        fault = self.world.faults.get(name)
        if fault and fault.times > 0:
            fault.times -= 1
            return _failed(fault)
        return self._answer(name, request, arguments)

    def _answer(self, name, request, arguments):
        function = METHODS.get(name)
        if function is None:
            return JSONResponse({"ok": False, "error": "unknown_method"})
        caller = self.world.tokens.get(_bearer(request))
        if caller is None and name != "oauth.v2.access":
            return JSONResponse({"ok": False, "error": "invalid_auth"})
        try:
            answer = {"ok": True, **function(self.world, caller, arguments)}
        except SlackError as error:
            answer = {"ok": False, "error": str(error)}
        if "file" in answer:
            answer["file"] = self.file_object(answer["file"]["id"])
        return JSONResponse(answer)

    async def _download(self, request: Request):
        file = self.world.files.get(request.path_params["file"])
        if _bearer(request) not in self.world.tokens:
            return RedirectResponse("/signin", status_code=302)
        if file is None:
            return Response(status_code=404)
        return Response(
            file["content"],
            media_type=file["mimetype"],
            headers={"Content-Disposition": "attachment"},
        )

    async def _sign_in(self, _request: Request):
        return HTMLResponse("<html><title>Sign in to Slack</title></html>")

    async def _authorize(self, request: Request):
        """Approve at once: a code for the installation the tests put under `codes['next']`."""
        answer = self.world.codes.pop("next", None)
        if answer is None:
            answer, tokens = installed()
            self.world.tokens |= tokens
        self.world.codes["code-1"] = answer
        query = request.query_params
        back = urlencode({"code": "code-1", "state": query.get("state", "")})
        return RedirectResponse(f"{query['redirect_uri']}?{back}", status_code=302)

    async def _calls(self, request: Request):
        wanted = request.query_params.get("method")
        calls = [
            {"method": name, "arguments": arguments, "at": at}
            for (name, arguments), at in zip(self.world.calls, self.world.moments, strict=False)
            if wanted in (None, name)
        ]
        return JSONResponse(calls)

    async def _messages(self, request: Request):
        return JSONResponse(self.world.messages.get(request.path_params["channel"], []))

    async def _say(self, request: Request):
        return JSONResponse(self.world.say(**await request.json()))

    async def _fail(self, request: Request):
        self.world.fail(**await request.json())
        return JSONResponse({"ok": True})

    async def _reset(self, _request: Request):
        self.world.calls.clear()
        self.world.moments.clear()
        return JSONResponse({"ok": True})


async def _arguments(request):
    kind = request.headers.get("content-type", "")
    given = dict(request.query_params)
    if "form" in kind:
        given |= dict((await request.form()).items())
        return read_arguments(given, "", b"")
    return read_arguments(given, kind, await request.body())


def _bearer(request):
    return request.headers.get("authorization", "").removeprefix("Bearer ")


def _failed(fault):
    headers = {"Retry-After": str(fault.retry_after)} if fault.status == 429 else {}
    error = "ratelimited" if fault.status == 429 else fault.error
    return JSONResponse({"ok": False, "error": error}, status_code=fault.status, headers=headers)


def main():
    parser = argparse.ArgumentParser(description="Run the stand-in Slack.")
    parser.add_argument("--port", type=int, default=4022)
    stand_in = StandInSlack(parser.parse_args().port).start()
    print(json.dumps({"api_url": stand_in.api_url}), flush=True)  # noqa: T201 - read by whoever started it
    with contextlib.suppress(KeyboardInterrupt):
        threading.Event().wait()
    stand_in.stop()


if __name__ == "__main__":
    main()
