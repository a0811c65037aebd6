"""`annua jurisdictions`: the offices that have rules, and until when their law was checked."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.cli.options import print_json, say, today

if TYPE_CHECKING:
    from rules import Jurisdiction


def jurisdictions(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per office and line.")] = False,
) -> None:
    """List the offices that have rules: their rights, their routes, and until when the check of their law is good.

    Example: annua jurisdictions
    """
    import rules

    overdue = 0
    for office in rules.jurisdictions():
        document = described(office, today())
        overdue += any(right["overdue"] for right in document["rights"])
        if as_json:
            print_json(document)
            continue
        for line in lines(document):
            say(line)
    if overdue and not as_json:
        say(f"{overdue} offices have law whose check is overdue; their schedules carry a warning.")


def described(office: "Jurisdiction", on: date) -> dict[str, Any]:
    """What is told of an office; a right is `overdue` when the check of its law was good until before a day."""
    import rules

    rights = [
        {
            "right": right.name,
            "routes": list(right.routes),
            "checked": right.checked.on.isoformat(),
            "good_until": right.checked.good_until.isoformat(),
            "overdue": right.checked.good_until < on,
        }
        for right in office.rights
    ]
    return {"code": office.code, "name": office.name, "rules": rules.VERSION, "rights": rights}


def lines(document: dict[str, Any]) -> list[str]:
    """An office as lines of text, one for each of its rights."""
    found = [f"{document['code']}  {document['name']}"]
    for right in document["rights"]:
        mark = " OVERDUE" if right["overdue"] else ""
        checked = f"checked {right['checked']}, good until {right['good_until']}{mark}"
        found.append(f"      {right['right']:<14}{', '.join(right['routes'])}; {checked}")
    return found
