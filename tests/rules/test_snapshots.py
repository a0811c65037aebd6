"""Schedules of fixed cases are as they were stored: a change of law shows in review as the dates that it moved.

After a change that is meant: `python tests/rules/snapshots.py --write`, and look at what moved.
"""

import json
import runpy
from datetime import date
from pathlib import Path

import pytest

import rules
from rules import Refused, registry
from rules.soundness import faults

HERE = Path(__file__).parent
SNAPSHOTS = runpy.run_path(str(HERE / "snapshots.py"))


@pytest.mark.parametrize("code", registry.codes())
def test_no_date_moves_unseen(code):
    stored = (HERE / "snapshots" / f"{code}.json").read_text(encoding="utf-8")

    assert SNAPSHOTS["text"](registry.find(code)).splitlines() == stored.splitlines()


def test_every_office_has_a_snapshot_and_nobody_else():
    assert {path.stem for path in (HERE / "snapshots").glob("*.json")} == set(registry.codes())


@pytest.mark.parametrize("code", registry.codes())
def test_a_snapshot_shows_each_right_at_work(code):
    """Three cases of each right, and for each right at least one that the rules accept."""
    cases = json.loads((HERE / "snapshots" / f"{code}.json").read_text(encoding="utf-8"))["cases"]
    rights = [right.name for right in registry.find(code).rights]

    assert [case["case"]["right"] for case in cases] == [name for name in rights for _ in range(3)]
    assert {case["case"]["right"] for case in cases if "errors" not in case} == set(rights)


@pytest.mark.parametrize("code", registry.codes())
def test_the_stored_cases_give_sound_schedules(code):
    """What random cases meet only by chance, these meet every time: dates in order, no day of a term left out."""
    for stored in json.loads((HERE / "snapshots" / f"{code}.json").read_text(encoding="utf-8"))["cases"]:
        result = rules.compute(stored["case"], as_of=SNAPSHOTS["AS_OF"], until=date(2099, 1, 1), explain=True)

        assert isinstance(result, Refused) or [str(fault) for fault in faults(result)] == []
