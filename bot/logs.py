"""Structured logs to stderr; message text can not get in.

An event is a constant text with a closed set of fields. Whatever else a caller hands over, and
the text of any exception, is left out: an exception raised by a library may quote its input.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog
from structlog.typing import Processor, WrappedLogger

_FIELDS = frozenset(
    {
        "attempt",
        "because_class",
        "cause",
        "conversation",
        "count",
        "error",
        "event",
        "event_kind",
        "kind",
        "level",
        "logger",
        "method",
        "number",
        "outcome",
        "platform",
        "port",
        "seconds",
        "size",
        "status",
        "tenant",
        "timestamp",
        "url_path",
        "where",
    }
)
_LONGEST = 200
# Constant lines of uvicorn's without arguments. It logs others, made of an exception's text.
_SAID_BY_THE_SERVER = frozenset(
    {
        "ASGI callable returned without completing response.",
        "ASGI callable returned without starting response.",
        "Application shutdown complete.",
        "Application shutdown failed. Exiting.",
        "Application startup complete.",
        "Application startup failed. Exiting.",
        "Exception in 'lifespan' protocol",
        "Exception in ASGI application",
        "Invalid HTTP request received.",
        "Shutting down",
        "Waiting for application shutdown.",
        "Waiting for application startup.",
        "Waiting for background tasks to complete. (CTRL+C to force quit)",
        "Waiting for connections to close. (CTRL+C to force quit)",
    }
)


def configure_logs(level: str, *, stream: TextIO | None = None) -> None:
    """Write to the stream, or stderr, what structlog and the standard library log."""
    shared: list[Processor] = [
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _name_the_exception,
        _keep_known_fields,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[shared[0], _only_the_template, *shared[1:]],
            use_get_message=False,
            pass_foreign_args=True,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(sort_keys=True),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for chatty in ("slack_sdk", "slack_bolt", "asyncio"):
        # At DEBUG these print bodies and tokens, whatever level the admin asked for.
        logging.getLogger(chatty).setLevel(logging.WARNING)
    # Of its lines only templates would be left, and those say nothing.
    logging.getLogger("alembic").setLevel(max(logging.WARNING, root.level))


def _only_the_template(
    _logger: WrappedLogger, _name: str, record: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Log a library's message as its template: its arguments may be anything."""
    arguments = record.pop("positional_args", ())
    template = str(record.get("event", "")).strip().partition("\n")[0]
    ours = str(record.get("logger", "")).startswith("bot.")
    # A library that formats before logging leaves no template; only its name is kept then.
    is_constant = bool(arguments) or ours or template in _SAID_BY_THE_SERVER
    record["event"] = template if is_constant else "a library's log line"
    return record


def _name_the_exception(
    _logger: WrappedLogger, _name: str, record: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Keep the class of an exception and where it was raised, never its text."""
    info = record.pop("exc_info", None)
    fault = info[1] if isinstance(info, tuple) else info
    if info is True:
        fault = sys.exc_info()[1]
    if isinstance(fault, BaseException):
        record["error"] = type(fault).__name__
        record["where"] = _place(fault)
    return record


def _place(fault: BaseException) -> str:
    trace = fault.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    if trace is None:
        return "unknown"
    return f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"


def _keep_known_fields(
    _logger: WrappedLogger, _name: str, record: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    kept = {
        key: value if isinstance(value, int | float) else str(value)[:_LONGEST]
        for key, value in record.items()
        if key in _FIELDS
    }
    # structlog's own bookkeeping stays; ProcessorFormatter removes it again.
    kept |= {key: value for key, value in record.items() if key in ("_record", "_from_structlog")}
    return kept
