"""Posts activities to a bot as Teams does: signed, again after a failure, each answer kept."""

import asyncio
import json
import time
from dataclasses import dataclass

import aiohttp

from tests.standins.teams_people import APP_ID
from tests.standins.teams_tokens import authorization

_PATIENCE = {"invoke": 5.0}  # seconds; anything else is waited for thrice as long
_USUAL_PATIENCE = 15.0
_GATEWAY_TIMEOUT = 504


@dataclass(frozen=True)
class Answer:
    """What the bot answered at last, and how often it was asked."""

    status: int
    text: str
    seconds: float
    attempts: int = 1

    @property
    def json(self):
        return json.loads(self.text) if self.text else None


class Sender:
    """Speaks to one bot."""

    def __init__(self, url, stand_in, *, app_id=APP_ID, repeats=2, pause=0.01):
        self._session = aiohttp.ClientSession()
        self._url, self._stand_in, self._app_id = url, stand_in, app_id
        self._repeats, self._pause = repeats, pause
        self.answers = []

    async def close(self):
        """Close the connections."""
        await self._session.close()

    async def activity(self, activity, *, signed="valid"):
        """Post an activity signed in that way, again while the bot fails."""
        header = authorization(signed, self._stand_in.service_url, app_id=self._app_id)
        patience = _PATIENCE.get(activity.get("type"), _USUAL_PATIENCE)
        # Teams does not ask twice for the answer to a press of a button.
        tries = 1 if activity.get("type") == "invoke" else 1 + self._repeats
        body = json.dumps(activity)
        for attempt in range(1, tries + 1):
            answer = await self.raw(body, header=header, patience=patience, attempt=attempt)
            if answer.status < 500:
                break
            await asyncio.sleep(self._pause)
        return answer

    async def raw(self, body, *, header="", kind="application/json", patience=15.0, attempt=1):
        """Post any body once."""
        headers = {"Content-Type": kind} | ({"Authorization": header} if header else {})
        begun = time.monotonic()
        try:
            limit = aiohttp.ClientTimeout(total=patience)
            async with self._session.post(
                self._url, data=body, headers=headers, timeout=limit
            ) as got:
                status, text = got.status, await got.text()
        except TimeoutError:
            status, text = _GATEWAY_TIMEOUT, ""
        answer = Answer(status, text, time.monotonic() - begun, attempt)
        self.answers.append(answer)
        return answer

    async def notify(self, pairs):
        """Post notifications of Graph's, and return the answers."""
        answers = []
        for url, body in pairs:
            async with self._session.post(url, json=body) as got:
                answers.append(Answer(got.status, await got.text(), 0.0))
        return answers
