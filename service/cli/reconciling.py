"""`annua reconcile`: another system's due list against what is stored."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.cli.options import STDIN, day, existing, fail, reading_bytes, say
from service.cli.parts import open_service

if TYPE_CHECKING:
    from service.store import ReconciliationRow


def reconcile(
    file: Annotated[Path, typer.Argument(parser=existing, metavar="FILE", help="CSV or XLSX; - is standard input.")],
    name: Annotated[str, typer.Option(help="The name under which the comparison is repeated.")] = "due list",
    columns: Annotated[
        str, typer.Option("--map", help='Which column says what, as {"due": "Due date"}; else guessed by name.')
    ] = "{}",
    date_format: Annotated[str, typer.Option(help="How the list writes dates, such as DD.MM.YYYY.")] = "YYYY-MM-DD",
    words: Annotated[str, typer.Option(help='Its words for kinds, as {"Jahresgebühr": "annuity"}.')] = "{}",
    covers: Annotated[
        str, typer.Option(metavar="FIRST..LAST", help="The days that it covers; else those of its rows.")
    ] = "",
    out: Annotated[Path | None, typer.Option(help="Write the differences to this workbook.")] = None,
    actor: Annotated[str, typer.Option(help="Who does this; the audit trail keeps the name.")] = "annua reconcile",
) -> None:
    """Compare another system's due list with what is stored, and tell what differs and what is new since last time.

    Ends with 1 where there are differences that nobody settled.

    Example: annua reconcile due.csv --name annuities --date-format DD.MM.YYYY --out differences.xlsx
    """
    from service.portfolio.errors import PortfolioError
    from service.portfolio.reconciling.documents import write_differences
    from service.portfolio.reconciling.lists import Writing
    from service.portfolio.reconciling.runs import Asked
    from service.portfolio.reconciling.runs import reconcile as compare
    from service.portfolio.tables.runs import Upload, hashed
    from service.store import writing

    writes = Writing(_mapping("--map", columns), date_format, _mapping("--words", words))
    asked = Asked(name, writes, *_days(covers))
    with open_service() as service, reading_bytes(file) as stream, writing(service.engine) as session:
        read, digest = hashed(stream)
        upload = Upload(None if file == STDIN else file.name, digest)
        try:
            run = compare(session, service.context(actor, "cli"), read, upload, asked)
        except PortfolioError as refused:
            raise fail("\n".join(str(error.message) for error in refused.errors)) from None
        _tell(run)
        for found in _differences(session, run):
            say(_line(found))
        if out is not None:
            with out.open("wb") as workbook:
                write_differences(session, run, workbook)
        unsettled = run.counts.get("new", 0) + run.counts.get("unchanged", 0) - run.counts.get("settled", 0)
    if unsettled:
        raise typer.Exit(1)


def _days(covers: str) -> tuple[date | None, date | None]:
    if not covers:
        return None, None
    first, _, last = covers.partition("..")
    found = day(first), day(last)
    if found[0] > found[1]:
        raise typer.BadParameter(f"{covers}: the first day comes after the last")
    return found


def _tell(run: "ReconciliationRow") -> None:
    """How the list was read, and how many rows came to what."""
    from service.portfolio.reconciling.comparing import VERDICTS

    for name, column in run.options["columns"].items():
        say(f"{name}: column {column}" + (" (guessed)" if name in run.options["guessed"] else ""))
    told = ", ".join(f"{run.counts.get(verdict, 0):,} {verdict.replace('_', ' ')}" for verdict in VERDICTS)
    say(f"{run.name}, {run.first} to {run.last}: {told}.")
    if run.before_id is not None:
        changed = ", ".join(f"{run.counts.get(name, 0):,} {name}" for name in ("new", "unchanged", "gone", "settled"))
        say(f"Differences since the run before: {changed}.")


def _differences(session: Any, run: "ReconciliationRow") -> list[dict[str, Any]]:
    from service.portfolio.reconciling.documents import all_differences

    return [found for found in all_differences(session, run) if found["settled_at"] is None]


def _line(found: dict[str, Any]) -> str:
    theirs, ours = found["theirs"] or {}, found["ours"] or {}
    place = f"line {theirs['line']}, " if theirs else ""
    side = ours or theirs
    kind = side.get("kind") or " or ".join(side.get("kinds", ()))
    what = " ".join(str(part) for part in (kind, side.get("number")) if part not in ("", None))
    name = ", ".join(part for part in (side.get("reference"), what) if part)
    why = "; ".join(why["message"] for why in found["why"])
    return f"{place}{name}: {found['verdict'].replace('_', ' ')} ({found['change']}): {why}"


def _mapping(option: str, text: str) -> dict[str, str]:
    from service.jsontext import Unreadable, read

    try:
        found: Any = read(text.encode())
    except Unreadable as unreadable:
        raise typer.BadParameter(f"{option} {text}: {unreadable.error.message}") from None
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise typer.BadParameter(f'{option} {text} is not a JSON object of texts; write it as {{"due": "Due date"}}')
    return found
