"""`annua jurisdictions`: the offices that have rules, and until when their law was checked."""

from typing import Annotated, Any

import typer

from service.cli.options import print_json, say, today


def jurisdictions(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per office and line.")] = False,
) -> None:
    """List the offices that have rules: their rights, their routes, and until when the check of their law is good.

    Example: annua jurisdictions
    """
    import rules

    for office in rules.jurisdictions():
        rights: list[dict[str, Any]] = [
            {
                "right": right.name,
                "routes": list(right.routes),
                "checked": right.checked.on.isoformat(),
                "good_until": right.checked.good_until.isoformat(),
            }
            for right in office.rights
        ]
        if as_json:
            print_json({"code": office.code, "name": office.name, "rules": rules.VERSION, "rights": rights})
            continue
        say(f"{office.code}  {office.name}")
        for right in rights:
            overdue = "" if right["good_until"] >= today().isoformat() else "; check overdue"
            checked = f"checked {right['checked']}, good until {right['good_until']}{overdue}"
            say(f"      {right['right']:<14}{', '.join(right['routes'])}; {checked}")
