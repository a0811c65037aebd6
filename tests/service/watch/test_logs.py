"""Logs are JSON lines without personal data and secrets, whoever writes them."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from service.watch.logs import configure_logs


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """Where the logs go; what was configured before comes back afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    written = io.StringIO()
    configure_logs(stream=written)
    yield written
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    """What was logged."""
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_an_event_is_one_json_object_with_its_fields_and_the_time(stream: io.StringIO) -> None:
    structlog.get_logger("service.tick").info("tick.done", planned=3)
    (line,) = lines(stream)
    assert line.pop("timestamp").endswith("Z")
    assert line == {"event": "tick.done", "planned": 3, "level": "info", "logger": "service.tick"}


def test_the_standard_librarys_loggers_speak_json_too(stream: io.StringIO) -> None:
    logging.getLogger("uvicorn.error").warning("started on %s", "8000")
    (line,) = lines(stream)
    assert (line["event"], line["level"], line["logger"]) == ("started on 8000", "warning", "uvicorn.error")


def test_addresses_and_secrets_are_taken_out_wherever_they_stand(stream: io.StringIO) -> None:
    log = structlog.get_logger()
    log.info(
        "sent to eva@example.com",
        password="hunter2",
        key="annua_Zm9vYmFyYmF6",
        nested={"api_key": "x", "to": ["李@例子.cn"]},
    )
    logging.getLogger("smtp").info("RCPT TO:<eva@example.com>")
    first, second = lines(stream)
    assert first["event"] == "sent to <address>"
    assert (first["password"], first["key"]) == ("<secret>", "<secret>")
    assert first["nested"] == {"api_key": "<secret>", "to": ["<address>"]}
    assert second["event"] == "RCPT TO:<<address>>"


def test_a_traceback_keeps_its_shape_and_loses_its_addresses(stream: io.StringIO) -> None:
    try:
        int("eva@example.com")
    except ValueError:
        structlog.get_logger().exception("message.surprise")
    (line,) = lines(stream)
    assert line["exception"][0]["exc_type"] == "ValueError"
    assert line["exception"][0]["exc_value"] == "invalid literal for int() with base 10: '<address>'"
    assert "eva@example.com" not in stream.getvalue()


def test_chatty_libraries_are_heard_only_when_something_is_wrong(stream: io.StringIO) -> None:
    logging.getLogger("apscheduler.scheduler").info("Added job")
    logging.getLogger("apscheduler.scheduler").warning("missed")
    assert [line["event"] for line in lines(stream)] == ["missed"]
