"""The supervisors' pages over what is kept."""

from __future__ import annotations

from starlette.routing import BaseRoute

from bot.bootstrap.keeping import Keeping
from bot.console.app import WAY_IN, Console
from bot.console.sign_in import SignIn
from bot.reviewing import Reviewing


def console_routes(keeping: Keeping, sign_in: SignIn, *, way_in: str = WAY_IN) -> list[BaseRoute]:
    """Return the supervisors' pages, from `/` down; `way_in` says how one gets a link."""
    return Console(
        cases=keeping.cases,
        queue=keeping.queue,
        coverage=keeping.coverage,
        reviewing=Reviewing(cases=keeping.cases, clock=keeping.clock),
        sign_in=sign_in,
        clock=keeping.clock,
        way_in=way_in,
    ).routes
