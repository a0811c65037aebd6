"""Logs: one JSON object a line, an event with fields, without personal data or secrets.

What an event may not say is taken out here too, whoever logs it: e-mail addresses become `<address>`, and the values of
fields that hold secrets become `<secret>`.
"""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog

_ADDRESS = re.compile(r"[^\s<>\"'@(),;:]+@[^\s<>\"'@(),;:]+")
_KEY = re.compile(r"\b(?:annua|whsec)_[A-Za-z0-9+/=_-]{8,}")
_SECRET = re.compile(r"secret|password|token|authorization|api_?key|cookie", re.IGNORECASE)

Event = MutableMapping[str, Any]


def configure_logs(level: str = "INFO", stream: TextIO | None = None) -> None:
    """Send structlog's events and the standard library's to `stream` (standard error by default) as JSON lines."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.dict_tracebacks,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.PositionalArgumentsFormatter()],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                discreet,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for chatty in ("apscheduler", "httpx", "httpcore", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def discreet(_logger: object, _method: str, event: Event) -> Event:
    """Take addresses and secrets out of an event."""
    return {name: _cleaned(name, value) for name, value in event.items()}


def _cleaned(name: str, value: Any) -> Any:
    if _SECRET.search(name):
        return "<secret>"
    if isinstance(value, str):
        return _KEY.sub("<secret>", _ADDRESS.sub("<address>", value))
    if isinstance(value, dict):
        return {key: _cleaned(str(key), inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(name, inner) for inner in value]
    return value
