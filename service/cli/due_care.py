"""`annua dossier`: the due-care file of a case, for an attorney or for a machine."""

import sys
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from service.cli.options import day, fail
from service.cli.parts import open_store


class Format(StrEnum):
    """How the file is written."""

    HTML = "html"
    JSON = "json"


def dossier(
    reference: Annotated[str, typer.Argument(help="The case's reference.")],
    on: Annotated[
        date | None, typer.Option(parser=day, metavar="DAY", help="Hold what was known by the end of this day (UTC).")
    ] = None,
    form: Annotated[
        Format, typer.Option("--format", help="A page for an attorney, or JSON for a machine.")
    ] = Format.HTML,
    language: Annotated[str, typer.Option(help="Language of the page: en or zh-Hans.")] = "en",
    out: Annotated[Path, typer.Option(help="File to write; - is standard output.")] = Path("-"),
) -> None:
    """Write the due-care file of a case: all that was known, computed, sent and answered, in the order of time.

    Example: annua dossier P1-EP --on 2026-03-02 --out P1-EP.html
    """
    from service.dossier.document import dossier as document_of
    from service.dossier.writing import write
    from service.jsontext import written
    from service.portfolio.errors import PortfolioError
    from service.store import reading
    from service.words import TAGS

    if language not in TAGS:
        raise typer.BadParameter(f"{language} is not known; use {' or '.join(TAGS)}", param_hint="--language")
    with open_store() as engine, reading(engine) as session:
        try:
            document = document_of(session, reference, on, datetime.now(UTC))
        except PortfolioError as error:
            raise fail("\n".join(str(found.message) for found in error.errors)) from None
    text = written(document) + "\n" if form is Format.JSON else write(document, language)
    if str(out) == "-":
        sys.stdout.buffer.write(text.encode())
    else:
        out.write_text(text, encoding="utf-8")
