"""`annua import`, `export` and `explain`: cases into the database, out of it, and why their dates are what they are."""

import sys
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.cli.options import STDIN, existing, fail, print_json, reading_bytes, say, today
from service.cli.parts import open_service, open_store

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from service.portfolio.importing import Outcome
    from service.portfolio.rows import Row

ACTOR = Annotated[str, typer.Option(help="Who does this; the audit trail keeps the name.")]


def import_(
    file: Annotated[
        Path, typer.Argument(parser=existing, metavar="FILE", help="CSV, XLSX or JSON; - is standard input.")
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen, and store nothing.")] = False,
    table: Annotated[str | None, typer.Option(help="What a CSV file holds, where it isn't cases.")] = None,
    actor: ACTOR = "annua import",
) -> None:
    """Import cases, their completions, or any table of an export; report line by line what needs a person.

    A row is stored whole or not at all. Importing the same file twice changes nothing.

    Example: annua import portfolio.xlsx --dry-run
    """
    from service.portfolio.rows import read_rows
    from service.portfolio.tables.runs import Upload, hashed, import_stream

    _check_table(table)
    with open_service() as service, reading_bytes(file) as stream:
        read, digest = hashed(stream)
        upload = Upload(None if file == STDIN else file.name, digest)
        rows = read_rows(read, table)
        outcomes = import_stream(service.engine, service.context(actor, "import"), rows, upload, dry_run=dry_run)
        if _report(outcomes, dry_run=dry_run):
            raise typer.Exit(1)


def _check_table(table: str | None) -> None:
    from rules.reading import did_you_mean
    from service.portfolio.tables.declared import NAMES

    if table is not None and table not in NAMES:
        suggestion = did_you_mean(table, NAMES)
        raise typer.BadParameter(f"there is no table {table}{suggestion}; use one of {', '.join(NAMES)}")


def _report(outcomes: "Iterable[tuple[Row, Outcome]]", *, dry_run: bool) -> bool:
    """Tell what became of the rows; answers whether something was refused."""
    from service.portfolio.importing import CONFLICT, OUTCOMES, REFUSED

    counts: Counter[str] = Counter()
    for row, outcome in outcomes:
        counts[outcome.what] += 1
        counts["unruled"] += outcome.unruled
        counts["completions"] += outcome.completions
        counts["to verify"] += len(outcome.to_verify)
        counts["moved"] += sum(change.what != "added" for change in outcome.changes)
        for line in _lines(row, outcome):
            say(line)
    done = ", ".join(f"{counts[what]:,} {what}" for what in OUTCOMES if counts[what] or what != CONFLICT)
    total = sum(counts[what] for what in OUTCOMES)
    say(f"{'Dry run, nothing stored: ' if dry_run else ''}{total:,} rows: {done}.")
    say(f"{counts['completions']:,} completions recorded, {counts['moved']:,} deadlines moved.")
    if counts["unruled"]:
        say(f"{counts['unruled']:,} cases are unruled: no rules exist for them yet, so enter their deadlines by hand.")
    if counts["to verify"]:
        say(
            f"{counts['to verify']:,} deadlines are to be verified: say what happened by importing completions,"
            " or give settled_through with its source."
        )
    return counts[REFUSED] + counts[CONFLICT] > 0


def _lines(row: "Row", outcome: "Outcome") -> Iterable[str]:
    sheet = f"sheet {row.sheet}, " if row.sheet else ""
    where = f"{sheet}line {outcome.line}" + (f", {outcome.reference}" if outcome.reference else "")
    for error in outcome.errors:
        yield f"{where}: {outcome.what}: {error.message}"
    for change in outcome.changes:
        if change.what != "added":
            number = "" if change.number is None else f" {change.number}"
            what = change.what.replace("_", " ")
            yield f"{where}: {change.kind}{number} {what}: {change.old_due} → {change.new_due} ({change.why})"
    for found in outcome.to_verify:
        late = f", late period to {found.grace_ends}" if found.grace_ends else ""
        yield f"{where}: to verify: {found.title}, {found.office}, act by {found.act_by}{late}"


class Format(StrEnum):
    """How what is stored is written."""

    JSONL = "jsonl"
    CSV = "csv"
    NDJSON = "ndjson"
    XLSX = "xlsx"


def export(
    file: Annotated[Path, typer.Argument(help="File to write; - is standard output.")] = Path("-"),
    form: Annotated[
        Format | None,
        typer.Option(
            "--format",
            help="jsonl: a document for each case. csv: one table. ndjson, xlsx: everything. By the file's ending.",
        ),
    ] = None,
    table: Annotated[str | None, typer.Option(help="One table alone; cases where CSV is written.")] = None,
) -> None:
    """Write every case as the document that would register it, or everything that is stored, table by table.

    Example: annua export everything.xlsx
    """
    from service.portfolio.errors import PortfolioError
    from service.store import reading

    _check_table(table)
    form = form or _by_ending(file, table)
    with open_store() as engine, reading(engine) as session:
        try:
            _write(file, _exported(session, form, table))
        except PortfolioError as refused:
            raise fail("; ".join(str(error.message) for error in refused.errors)) from None


def _by_ending(file: Path, table: str | None) -> Format:
    ending = file.suffix.lower().removeprefix(".")
    if ending in set(Format):
        return Format(ending)
    return Format.CSV if table else Format.JSONL


def _exported(session: "Session", form: Format, table: str | None) -> "Iterable[bytes]":
    from service.jsontext import written
    from service.portfolio.exporting import documents
    from service.portfolio.tables.declared import CASES, NAMES
    from service.portfolio.tables.writing import export as export_tables

    if form is Format.JSONL:
        if table:
            raise typer.BadParameter(f"jsonl holds cases alone; write {table} as csv, ndjson or xlsx")
        return ((written(document) + "\n").encode() for document in documents(session))
    names = [table] if table else [CASES] if form is Format.CSV else NAMES
    return export_tables(session, names, form)


def _write(file: Path, pieces: "Iterable[bytes]") -> None:
    if str(file) == "-":
        sys.stdout.buffer.writelines(pieces)
    else:
        with file.open("wb") as stream:
            stream.writelines(pieces)


def explain(
    reference: Annotated[str, typer.Argument(help="The case's reference.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole computed schedule as JSON.")] = False,
) -> None:
    """Show how each date of a stored case follows from its facts, step by step, with the law.

    Example: annua explain P1-EP
    """
    from service.portfolio.computing import compute
    from service.portfolio.docket import People, closures_of, load
    from service.store import queries, reading

    with open_store() as engine, reading(engine) as session:
        cases = queries.locked_cases(session, [reference])
        if not cases:
            raise fail(f"No case has the reference {reference}; annua export lists those that are stored.")
        docket = load(session, cases, People(session))[cases[0].id]
        computed = compute(docket.facts, as_of=today(), closures=closures_of(session), explain=True)
    if as_json:
        print_json(computed.document)
    else:
        _explain(computed.document)
    if computed.errors:
        raise typer.Exit(1)


def _explain(document: dict[str, Any]) -> None:
    for error in document.get("errors", ()):
        say(f"{error['field']}: {error['message']}")
    for deadline in document.get("deadlines", ()):
        say(f"{deadline['title']} ({deadline['office']}): due {deadline['due']}, act by {deadline['act_by']}")
        for derivation in deadline.get("derivation", ()):
            law = f"  [{'; '.join(derivation['cites'])}]" if derivation["cites"] else ""
            say(f"  {derivation['of']} = {derivation['result']}{law}")
            for step in derivation["steps"]:
                result = f" = {step['result']}" if step["result"] and not step["text"].endswith(step["result"]) else ""
                cites = f"  [{'; '.join(step['cites'])}]" if step["cites"] else ""
                say(f"    {step['text']}{result}{cites}")
        say()
    for awaited in document.get("awaiting", ()):
        say(f"Awaiting {awaited['event']}: {awaited['why']}")
    for warning in document.get("warnings", ()):
        say(f"Note: {warning['message']}")
