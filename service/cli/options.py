"""What several commands take: days, files, and output that is UTF-8 whatever the terminal says."""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from io import BufferedReader
from pathlib import Path
from typing import Any, cast

import typer

STDIN = Path("-")


def day(text: str) -> date:
    """Read a day given as an option; wrong usage where it isn't one from 1800 to 2200."""
    try:
        found = datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError:
        raise typer.BadParameter(f"{text} is not a date; write it as YYYY-MM-DD") from None
    if not 1800 <= found.year <= 2200:
        raise typer.BadParameter(f"{text} lies outside 1800 to 2200; check the year")
    return found


def stretch(text: str) -> timedelta:
    """Read a stretch of time given as an option, in days or hours; wrong usage where it isn't one."""
    found = re.fullmatch(r"([0-9]{1,4})([dh])", text)
    if found is None:
        raise typer.BadParameter(f"{text} is not a stretch of time; write it as 7d or 12h")
    return timedelta(days=int(found[1])) if found[2] == "d" else timedelta(hours=int(found[1]))


def existing(text: str) -> Path:
    """Read the name of a file that is there, or `-`; wrong usage where it can't be read."""
    file = Path(text)
    if file != STDIN and not (file.is_file() and os.access(file, os.R_OK)):
        raise typer.BadParameter(f"there is no file {text} that can be read")
    return file


def today() -> date:
    """Today where the day begins first (UTC+14), so that no morning's filing lies in the future."""
    from service.clock import today_everywhere

    return today_everywhere(datetime.now(UTC))


@contextmanager
def reading_bytes(file: Path) -> Iterator[BufferedReader]:
    """Open a file, or standard input for `-`."""
    if file == STDIN:
        yield cast(BufferedReader, sys.stdin.buffer)
    else:
        with file.open("rb") as stream:
            yield stream


def print_json(value: Any) -> None:
    """Print one JSON value on one line, as UTF-8."""
    from service.jsontext import written

    sys.stdout.buffer.write(written(value).encode() + b"\n")


def say(text: str = "") -> None:
    """Print one line of text, as UTF-8."""
    sys.stdout.buffer.write(text.encode(errors="backslashreplace") + b"\n")
    sys.stdout.buffer.flush()


def fail(text: str) -> typer.Exit:
    """Tell on standard error what went wrong; to be raised: the program ends with 1."""
    typer.echo(text, err=True)
    return typer.Exit(1)
