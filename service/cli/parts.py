"""What the commands work with: settings, the store and the assembled service, or a plain word why there is none."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from service.cli.options import fail

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from service.settings import Settings
    from service.wiring import Service


def read_settings() -> "Settings":
    """The settings of the environment; what is wrong with them ends the program with 2."""
    from pydantic import ValidationError

    from service.settings import FROM_FILE, Settings

    try:
        return Settings().in_force()
    except ValidationError as error:
        for found in error.errors():
            name = "_".join(str(part) for part in found["loc"])
            given = "" if name in FROM_FILE else f" {found['input']!r}"  # a secret is not for the screen
            typer.echo(f"ANNUA_{name.upper()}{given}: {found['msg']}", err=True)
    except OSError as error:
        typer.echo(f"A file that the settings name can't be read: {error}", err=True)
    raise typer.Exit(2)


@contextmanager
def told_plainly() -> Iterator[None]:
    """Tell in a sentence when the database or a file is out of reach, and end with 1."""
    from sqlalchemy.exc import ArgumentError, OperationalError

    from service.wiring import WrongStore

    try:
        yield
    except OperationalError as error:
        raise fail(
            f"The database does not answer: {error.orig}. Check ANNUA_DATABASE_URL, then run annua doctor."
        ) from None
    except WrongStore as error:
        raise fail(str(error)) from None
    except ArgumentError as error:
        raise fail(f"ANNUA_DATABASE_URL is not a database's address: {error}") from None
    except PermissionError as error:
        raise fail(f"{error.filename} can't be used: {error.strerror}. Check its owner and ANNUA_DATA_DIR.") from None


@contextmanager
def open_service() -> Iterator["Service"]:
    """The assembled service, its schema brought up to date."""
    from service.wiring import assemble

    settings = read_settings()
    with told_plainly():
        service = assemble(settings)
        try:
            yield service
        finally:
            service.engine.dispose()


@contextmanager
def open_store() -> Iterator["Engine"]:
    """The store alone, its schema brought up to date."""
    from service.clock import SystemClock
    from service.store import make_engine, migrate
    from service.wiring import check_kind

    settings = read_settings()
    with told_plainly():
        engine = make_engine(settings.store_url)
        try:
            migrate(engine)
            check_kind(engine, settings, SystemClock())
            yield engine
        finally:
            engine.dispose()
