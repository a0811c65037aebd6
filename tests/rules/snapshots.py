"""Whole schedules of fixed cases at every office, so that a change of law shows in review as the dates that it moved.

    python tests/rules/snapshots.py            say which dates differ from the stored ones
    python tests/rules/snapshots.py --write    store them as they are now

Nobody has checked these dates by hand; the offices' own tests have. They only tell that something moved.
"""

import difflib
import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import rules
from rules import Jurisdiction, Schedule
from rules.language.blocks import Right

FOLDER = Path(__file__).parent / "snapshots"
AS_OF = date(2026, 11, 22)
COLUMNS = ("kind", "number", "office", "opens", "due", "due_effective", "act_by", "grace_ends", "restoration_ends")

# A right in mid-life, one still pending that was filed on the last of February, an old one by another route.
IN_FORCE = {
    "priority": "2017-03-15",
    "filing": "2018-03-14",
    "publication": "2019-09-20",
    "allowance": "2021-05-04",
    "grant": "2021-08-31",
    "registration": "2021-08-31",
}
PENDING = {"filing": "2022-02-28"}
OLD = {
    "priority": "2008-08-31",
    "filing": "2009-08-31",
    "publication": "2010-03-04",
    "allowance": "2012-11-16",
    "grant": "2013-01-30",
    "registration": "2013-01-30",
}
BY_ROUTE = {
    "pct": {"national_entry": "2011-02-28"},
    "ep": {"ep_grant": "2013-01-30"},
    "up": {"ep_grant": "2023-06-07", "registration": "2023-07-05"},
    "divisional": {"parent_filing": "2007-02-28"},
    "reissue": {"original_grant": "2011-06-07"},
    "madrid": {"ir": "2009-08-31"},
    "hague": {"ir": "2009-08-31"},
}
# Where an office asks for a fact; the pending case goes without, and so shows the whole table of national entries.
ATTRIBUTES = {"WO": {"designations": ["CN", "EP", "JP", "US"]}}


def texts() -> dict[str, str]:
    """The snapshot of each office, by the name of its file."""
    return {f"{office.code}.json": text(office) for office in rules.jurisdictions()}


def text(office: Jurisdiction) -> str:
    """The snapshot of one office as JSON, a deadline on each line."""
    cases = [_snapshot(case) for right in office.rights for case in _cases(office, right)]
    return f'{{"as_of": "{AS_OF}", "columns": {json.dumps(COLUMNS)}, "cases": [\n' + ",\n".join(cases) + "\n]}\n"


def _cases(office: Jurisdiction, right: Right) -> Iterator[dict[str, Any]]:
    first, last = right.routes[0], right.routes[-1]
    attributes = {"attributes": ATTRIBUTES[office.code]} if office.code in ATTRIBUTES else {}
    for route, dates, more in (
        (first, IN_FORCE, attributes),
        (first, PENDING, {"status": "pending"}),
        (last, OLD | BY_ROUTE.get(last, {}), attributes),
    ):
        yield {"jurisdiction": office.code, "right": right.name, "route": route, "dates": dates, **more}


def _snapshot(case: dict[str, Any]) -> str:
    result = rules.compute(case, as_of=AS_OF)
    document = rules.as_document(result)
    about: dict[str, Any] = {"case": case}
    if not isinstance(result, Schedule):
        return json.dumps(about | {"errors": [error["code"] for error in document["errors"]]}, ensure_ascii=False)
    about |= {
        "expires": document["expires"],
        "awaiting": [awaiting["event"] for awaiting in document["awaiting"]],
        "warnings": [warning["code"] for warning in document["warnings"]],
    }
    rows = [json.dumps([deadline[name] for name in COLUMNS]) for deadline in document["deadlines"]]
    head = json.dumps(about, ensure_ascii=False)[:-1]
    return f'{head}, "deadlines": [\n  ' + ",\n  ".join(rows) + "\n]}" if rows else f'{head}, "deadlines": []}}'


def main() -> int:
    """Store the snapshots, or without --write show what moved and answer 1 where something did."""
    made = texts()
    stored = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.json")}
    if "--write" in sys.argv:
        FOLDER.mkdir(exist_ok=True)
        for name in stored.keys() - made:
            (FOLDER / name).unlink()
        for name, content in made.items():
            if stored.get(name) != content:
                (FOLDER / name).write_text(content, encoding="utf-8")
        return 0
    for name in sorted(made.keys() | stored.keys()):
        before, after = stored.get(name, "").splitlines(), made.get(name, "").splitlines()
        sys.stdout.writelines(f"{line}\n" for line in difflib.unified_diff(before, after, name, name, lineterm="", n=1))
    return 0 if made == stored else 1


if __name__ == "__main__":
    sys.exit(main())
