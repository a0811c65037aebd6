"""`annua compute`: the deadlines of cases in a file, without a database."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from service.cli.options import day, existing, print_json, reading_bytes, today


def compute(
    file: Annotated[
        Path,
        typer.Argument(parser=existing, metavar="FILE", help="JSON array or JSON lines of cases; - is standard input."),
    ],
    as_of: Annotated[
        date | None,
        typer.Option(parser=day, metavar="DAY", help="Day on which the facts are looked at.  [default: today]"),
    ] = None,
    until: Annotated[
        date | None,
        typer.Option(parser=day, metavar="DAY", help="Last due day of interest.  [default: 25 years later]"),
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Add to each deadline how its days follow.")] = False,
) -> None:
    """Print the deadlines of cases, one JSON object per line, in order.

    A case that can't be computed prints its errors in its place, and the exit code is 1.

    Example: annua compute cases.jsonl --as-of 2026-11-22 --explain
    """
    from service.intake import items

    as_of = as_of or today()
    failed = False
    with reading_bytes(file) as stream:
        for item in items(stream):
            document = answer(item, as_of=as_of, until=until, explain=explain)
            failed = failed or "errors" in document
            print_json(document)
    if failed:
        raise typer.Exit(1)


def answer(item: Any, *, as_of: date, until: date | None, explain: bool) -> dict[str, Any]:
    """What is printed for one value of the input."""
    import rules

    if item.error is not None:
        return rules.as_document(rules.Refused(None, (item.error,)))
    return rules.as_document(rules.compute(item.value, as_of=as_of, until=until, explain=explain))
