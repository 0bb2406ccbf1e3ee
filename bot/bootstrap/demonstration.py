"""The local chat on one machine: the whole road, a folder that is gone afterwards, no account."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from bot.bootstrap.attachments import open_reading_room
from bot.bootstrap.console import console_routes
from bot.bootstrap.detection import build_detection
from bot.bootstrap.keeping import Keeping, open_keeping
from bot.bootstrap.listening import listen, open_socket
from bot.bootstrap.policies import policy_folders
from bot.bootstrap.road import Roads
from bot.bootstrap.web import Service, Site, build_app
from bot.config import Settings
from bot.console.sign_in import SignIn
from bot.domain.message import Platform
from bot.extraction.confinement.reading_room import ReadingRoom
from bot.local.building import build_local
from bot.local.choice import ChosenPolicies
from bot.local.people import PEOPLE
from bot.logs import configure_logs
from bot.policy.loader import load_policies

_SUPERVISOR = PEOPLE["helen"].name
_CHAT = "/chat"
_WAY_IN = "Open the review queue from the local chat at /chat."


async def serve_demo(settings: Settings, *, say: Callable[[str], None]) -> None:
    """Serve the local chat on loopback until interrupted; say its one URL once it is up."""
    configure_logs("ERROR")  # a newcomer's terminal holds the URL, not our diary
    listening = open_socket("127.0.0.1", settings.chatwarden_port)
    port = listening.getsockname()[1]
    with (
        tempfile.TemporaryDirectory(prefix="chatwarden-demo-") as folder,
        open_reading_room(settings) as reading_room,
    ):
        kept_here = settings.model_copy(
            update={
                "chatwarden_data_dir": Path(folder),
                "database_url": None,
                # Whoever tries one example after the other wants to see every warning.
                "chatwarden_warnings_per_minute": 60,
            }
        )
        async with open_keeping(kept_here) as keeping:
            site = _build_site(kept_here, keeping, reading_room)
            await listen(
                build_app(site),
                listening,
                lambda: say(f"http://127.0.0.1:{port}{_CHAT}"),
                farewells=[service.stop for service in site.services],
            )


def _build_site(settings: Settings, keeping: Keeping, reading_room: ReadingRoom) -> Site:
    sign_in = SignIn(keeping.clock)
    chosen = _choice(settings)
    chat = build_local(
        queue=keeping.queue,
        messages=keeping.messages,
        policies=chosen,
        make_supervisor_link=lambda: sign_in.make_link(_SUPERVISOR),
        clock=keeping.clock,
    )
    roads = Roads(
        settings=settings,
        keeping=keeping,
        detection=build_detection(settings),
        policies=chosen,
        reading_room=reading_room,
    )
    handler = chat.handler(
        roads.inspection(chat.enforcer, chat.fetch), roads.responding(chat.enforcer)
    )
    return Site(
        keeping=keeping,
        workers=roads.workers({Platform.LOCAL: handler}),
        routes=[*chat.routes, *console_routes(keeping, sign_in, way_in=_WAY_IN)],
        services=(Service(stop=chat.close),),
        context_kept=timedelta(hours=settings.chatwarden_context_hours),
    )


def _choice(settings: Settings) -> ChosenPolicies:
    book = load_policies(policy_folders(settings))
    return ChosenPolicies(book, settings.chatwarden_policies or None)
