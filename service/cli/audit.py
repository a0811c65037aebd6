"""`annua audit`: sealing the audit trail, proving that it is whole, and the seal to keep elsewhere."""

import re
from typing import TYPE_CHECKING, Annotated

import typer

from service.cli.options import fail, say
from service.cli.parts import open_service, open_store
from service.cli.progress import progress

if TYPE_CHECKING:
    from service.portfolio.verifying import Head, Verdict

app = typer.Typer(help="The audit trail: seal, verify, head.", no_args_is_help=True, rich_markup_mode=None)

HEAD = "NUMBER:DIGEST"
_HEAD = re.compile(r"([1-9][0-9]{0,8}):([0-9a-f]{64})")


@app.command()
def seal() -> None:
    """Seal what waits; annua serve does so at each tick.

    Example: annua audit seal
    """
    from service.sealing import seal_waiting
    from service.store import reading, seals
    from service.watch.logs import configure_logs

    configure_logs("WARNING")
    with open_service() as service:
        sealed = seal_waiting(service)
        with reading(service.engine) as session:
            waiting = seals.count_waiting(session)
    say(f"{sealed.rows:,} rows sealed by {sealed.seals:,} seals, {waiting:,} wait.")


@app.command()
def verify(
    head: Annotated[
        str | None,
        typer.Option(metavar=HEAD, help="A head that was kept elsewhere, to hold the trail against."),
    ] = None,
) -> None:
    """Prove that no sealed row and no seal was changed, removed, put in or moved; name the first that was.

    A trail that was cut at its end, or written anew as a whole, shows only against a head that was kept elsewhere. Exit
    code 1 when the trail is not whole.

    Example: annua audit verify
    """
    from service.portfolio.verifying import verify as prove
    from service.store import reading

    held = _head(head) if head else None
    with open_store() as engine, progress("Proving") as watch, reading(engine) as session:
        verdict = prove(session, held, watch)
    _tell(verdict)
    if verdict.fault is not None:
        raise typer.Exit(1)


@app.command("head")
def head_() -> None:
    """Print number and digest of the newest seal, to be kept where nobody can change both.

    Example: annua audit head
    """
    from service.portfolio.verifying import Head
    from service.store import reading, seals

    with open_store() as engine, reading(engine) as session:
        newest = seals.newest_seal(session)
    if newest is None:
        raise fail("Nothing is sealed yet; annua serve seals at each tick, annua audit seal at once.")
    say(str(Head(newest.number, newest.digest)))


def _tell(verdict: "Verdict") -> None:
    if verdict.fault is not None:
        say(f"NOT WHOLE: {verdict.fault}.")
        say(f"Before that {verdict.rows:,} rows and {verdict.seals:,} seals are proved.")
    else:
        say(f"Whole: {verdict.rows:,} rows under {verdict.seals:,} seals.")
    say(f"{verdict.waiting:,} rows wait to be sealed.")
    if verdict.head is not None:
        say(f"{'Newest' if verdict.fault is None else 'Last proved'} seal: {verdict.head}")


def _head(text: str) -> "Head":
    from service.portfolio.verifying import Head

    found = _HEAD.fullmatch(text.strip().lower())
    if found is None:
        raise typer.BadParameter(f"{text} is no head; give one as annua audit head printed it, {HEAD}")
    return Head(int(found[1]), found[2])
