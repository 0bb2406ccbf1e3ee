"""Logs hold constant texts and known fields; message text can not get in."""

import io
import json
import logging
from contextlib import asynccontextmanager

import pytest
import structlog
import uvicorn
from starlette.applications import Starlette
from uvicorn.lifespan.on import LifespanOn

from bot.logs import configure_logs

CANARY = "CANARY-7f3a"


@pytest.fixture
def logs():
    root = logging.getLogger()
    level = root.level
    written = io.StringIO()
    configure_logs("INFO", stream=written)
    yield written
    root.handlers = []  # pytest puts its own there anew for every phase
    root.setLevel(level)
    structlog.reset_defaults()


def _lines(logs):
    return [json.loads(line) for line in logs.getvalue().splitlines()]


def test_a_known_field_is_logged(logs):
    structlog.get_logger("bot.test").info("event handled", number=7, platform="slack")

    [line] = _lines(logs)

    del line["timestamp"]
    assert line == {
        "event": "event handled",
        "level": "info",
        "logger": "bot.test",
        "number": 7,
        "platform": "slack",
    }


def test_an_unknown_field_is_left_out(logs):
    structlog.get_logger("bot.test").info("event handled", text=CANARY)

    assert CANARY not in json.dumps(_lines(logs))


def test_an_exception_is_logged_by_class_and_place_only(logs):
    try:
        int(CANARY)
    except ValueError:
        structlog.get_logger("bot.test").exception("it went wrong")

    [line] = _lines(logs)

    assert (line["error"], line["where"].split(":")[0]) == ("ValueError", __name__)
    assert CANARY not in json.dumps(line)


def test_a_library_logs_its_template_without_arguments(logs):
    logging.getLogger("some.library").warning("could not parse %s", CANARY)

    [line] = _lines(logs)

    assert line["event"] == "could not parse %s"


def test_a_library_that_formats_first_says_only_that_it_spoke(logs):
    logging.getLogger("some.library").warning(f"could not parse {CANARY}")  # noqa: G004 -- the point

    [line] = _lines(logs)

    assert (line["event"], line["logger"]) == ("a library's log line", "some.library")


def test_a_template_is_cut_at_the_end_of_its_line(logs):
    logging.getLogger("some.library").warning(f"could not parse %s\n{CANARY}", 1)  # noqa: G004 -- the point

    [line] = _lines(logs)

    assert line["event"] == "could not parse %s"


async def test_the_server_does_not_log_what_a_failed_start_says(logs):
    @asynccontextmanager
    async def lifespan(_app):
        raise ValueError(CANARY)
        yield

    # The level is set here, for another server of these tests may have set one for the process.
    config = uvicorn.Config(
        Starlette(lifespan=lifespan), lifespan="on", log_config=None, log_level="info"
    )

    await LifespanOn(config).startup()

    assert [line["event"] for line in _lines(logs)] == [
        "Waiting for application startup.",
        "a library's log line",
        "Application startup failed. Exiting.",
    ]


def test_slack_sdk_stays_quiet_at_debug(logs):
    configure_logs("DEBUG", stream=logs)

    logging.getLogger("slack_sdk.web").debug("%s", CANARY)

    assert _lines(logs) == []


def test_alembic_speaks_only_of_what_is_wrong(logs):
    logging.getLogger("alembic.runtime.migration").info("Running %s", "upgrade")
    logging.getLogger("alembic.runtime.migration").warning("skipping %s", "upgrade")

    assert [line["event"] for line in _lines(logs)] == ["skipping %s"]
