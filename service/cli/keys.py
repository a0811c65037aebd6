"""`annua keys`: making, listing, rotating and revoking keys of the API."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from service.cli.options import day, fail, say, stretch
from service.cli.parts import open_service, open_store

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from service.portfolio.ageing import Watched
    from service.portfolio.context import Context
    from service.store import ApiKeyRow

app = typer.Typer(help="Keys of the API: create, list, rotate, revoke.", no_args_is_help=True, rich_markup_mode=None)

ACTOR = "annua keys"

Done = TypeVar("Done")
Key = Annotated[int, typer.Argument(metavar="NUMBER", help="The key's number, as annua keys list shows it.")]
Expires = Annotated[
    date | None, typer.Option(parser=day, metavar="DAY", help="First day on which it is no longer good.")
]
Reason = Annotated[str | None, typer.Option(help="Why, for the audit trail.")]


@app.command()
def create(
    name: Annotated[str, typer.Argument(help="Who will use the key.")],
    scope: Annotated[list[str], typer.Option(help="read, write or admin; may be given several times.")],
    expires: Expires = None,
    reason: Reason = None,
) -> None:
    """Make a key and print its secret, once.

    Example: annua keys create "case import" --scope read --scope write --expires 2027-12-31
    """
    from service.portfolio.keys import create_key

    _show(*_done(lambda session, context: create_key(session, context, name, scope, _begin(expires), reason)))


@app.command("list")
def list_() -> None:
    """List all keys without their secrets, with what somebody should know of them.

    Example: annua keys list
    """
    from service.portfolio.ageing import watched_keys
    from service.store import reading

    with open_store() as engine, reading(engine) as session:
        for watched in watched_keys(session, datetime.now(UTC)):
            _tell(watched)


@app.command()
def rotate(
    key: Key,
    overlap: Annotated[
        timedelta | None,
        typer.Option(parser=stretch, metavar="7d", help="How long the old one stays good.  [default: 7d]"),
    ] = None,
    expires: Expires = None,
    reason: Reason = None,
) -> None:
    """Put a new key in the place of one and print its secret, once; both are good for the overlap.

    The new one does the same and lasts as long as the old one was made for.

    Example: annua keys rotate 3 --overlap 14d
    """
    from service.portfolio.keys import OVERLAP, rotate_key

    good_for = OVERLAP if overlap is None else overlap
    rotated = partial(rotate_key, overlap=good_for, expires_at=_begin(expires), reason=reason)
    _show(*_done(lambda session, context: rotated(session, context, key)))


@app.command()
def revoke(key: Key, reason: Reason = None) -> None:
    """End a key at once.

    Example: annua keys revoke 3 --reason "the feed was switched off"
    """
    from service.portfolio.keys import revoke_key

    row = _done(lambda session, context: revoke_key(session, context, key, reason))
    say(f"Key {row.id} ({row.name}) is revoked.")


def _done(act: "Callable[[Session, Context], Done]") -> Done:
    """Do something in a transaction; what is refused ends the program with 1."""
    from service.portfolio.errors import PortfolioError
    from service.store import writing

    with open_service() as service:
        try:
            with writing(service.engine) as session:
                return act(session, service.context(ACTOR, "cli"))
        except PortfolioError as error:
            raise fail("\n".join(str(found.message) for found in error.errors)) from None


def _begin(expires: date | None) -> datetime | None:
    return datetime.combine(expires, time(), UTC) if expires else None


def _show(row: "ApiKeyRow", secret: str) -> None:
    """Tell on standard error what was made, and on standard output its secret alone."""
    after = f" in the place of key {row.replaces_id}" if row.replaces_id else ""
    said = f"Key {row.id} ({', '.join(row.scopes)}) for {row.name}{after}. Its secret is shown only now:"
    typer.echo(said, err=True)
    say(secret)


def _tell(watched: "Watched") -> None:
    row = watched.key
    about = (
        f"made {row.created_at:%Y-%m-%d}",
        f"replaces {row.replaces_id}" if row.replaces_id else "",
        f"replaced by {watched.successor.id}" if watched.successor else "",
        f"expires {row.expires_at:%Y-%m-%d}" if row.expires_at else "",
        f"last used {row.last_used_at:%Y-%m-%d}" if row.last_used_at else "never used",
        f"revoked {row.revoked_at:%Y-%m-%d}" if row.revoked_at else "",
    )
    say(f"{row.id:>4}  {row.prefix}…  {'+'.join(row.scopes):<16}  {row.name}  ({', '.join(filter(None, about))})")
    for warning in watched.warnings:
        say(f"      WARNING: {warning}.")
