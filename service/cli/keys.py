"""`annua keys`: making, listing and revoking keys of the API."""

from datetime import UTC, date, datetime, time
from typing import Annotated

import typer

from service.cli.options import day, fail, say
from service.cli.parts import open_service, open_store

app = typer.Typer(help="Keys of the API: create, list, revoke.", no_args_is_help=True, rich_markup_mode=None)

ACTOR = "annua keys"


@app.command()
def create(
    name: Annotated[str, typer.Argument(help="Who will use the key.")],
    scope: Annotated[list[str], typer.Option(help="read, write or admin; may be given several times.")],
    expires: Annotated[
        date | None, typer.Option(parser=day, metavar="DAY", help="First day on which it is no longer good.")
    ] = None,
) -> None:
    """Make a key and print its secret, once.

    Example: annua keys create "case import" --scope read --scope write
    """
    from service.portfolio.errors import PortfolioError
    from service.portfolio.keys import create_key
    from service.store import writing

    expires_at = datetime.combine(expires, time(), UTC) if expires else None
    with open_service() as service:
        try:
            with writing(service.engine) as session:
                row, secret = create_key(session, service.context(ACTOR, "cli"), name, scope, expires_at)
        except PortfolioError as error:
            raise fail("\n".join(str(found.message) for found in error.errors)) from None
    typer.echo(f"Key {row.id} ({', '.join(row.scopes)}) for {name}. Its secret is shown only now:", err=True)
    say(secret)


@app.command("list")
def list_() -> None:
    """List all keys, without their secrets.

    Example: annua keys list
    """
    from service.portfolio.keys import list_keys
    from service.store import reading

    with open_store() as engine, reading(engine) as session:
        for row in list_keys(session):
            ended = f"revoked {row.revoked_at:%Y-%m-%d}" if row.revoked_at else ""
            expires = f"expires {row.expires_at:%Y-%m-%d}" if row.expires_at else ""
            used = f"last used {row.last_used_at:%Y-%m-%d}" if row.last_used_at else "never used"
            about = ", ".join(filter(None, (f"made {row.created_at:%Y-%m-%d}", expires, used, ended)))
            say(f"{row.id:>4}  {row.prefix}…  {'+'.join(row.scopes):<16}  {row.name}  ({about})")


@app.command()
def revoke(key: Annotated[int, typer.Argument(help="The key's number, as annua keys list shows it.")]) -> None:
    """End a key at once.

    Example: annua keys revoke 3
    """
    from service.portfolio.errors import PortfolioError
    from service.portfolio.keys import revoke_key
    from service.store import writing

    with open_service() as service:
        try:
            with writing(service.engine) as session:
                row = revoke_key(session, service.context(ACTOR, "cli"), key)
        except PortfolioError as error:
            raise fail("\n".join(str(found.message) for found in error.errors)) from None
    say(f"Key {row.id} ({row.name}) is revoked.")
