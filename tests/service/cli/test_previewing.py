"""`annua preview` and `recompute`: what would move, before it moves, and then moving it."""

import json
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

Annua = Callable[..., subprocess.CompletedProcess[bytes]]

LATE_NOTICE = b"reference,jurisdiction,right,filing\nP1,EP,patent,2016-11-15\nP2,EP,patent,2018-07-02\n"


@pytest.fixture
def deployed(annua: Annua) -> Annua:
    """Two applications; the last fee of P1, of year 20, falls due on 2035-11-30."""
    assert annua("import", "-", stdin=LATE_NOTICE).returncode == 0
    return annua


@pytest.fixture
def aged(deployed: Annua, data_dir: Path) -> Annua:
    """The same two as if older rules had computed them, the last fee of P1 for the end of December."""
    with closing(sqlite3.connect(data_dir / "annua.db")) as connection, connection:
        connection.execute("UPDATE cases SET rules_version = '2020.1.1'")
        connection.execute(
            "UPDATE deadlines SET act_by = '2035-12-31', drives_act_by = '2035-12-31' WHERE id = ("
            " SELECT d.id FROM deadlines d JOIN cases c ON c.id = case_id WHERE reference = 'P1' AND number = 20)"
        )
    return deployed


def said(done: subprocess.CompletedProcess[bytes], code: int = 0) -> str:
    assert done.returncode == code, done.stderr.decode()
    return done.stdout.decode()


def test_where_nothing_moves_the_figures_say_so(deployed: Annua) -> None:
    lines = said(deployed("preview")).splitlines()

    assert lines[0].startswith("0 of 2 cases were computed by other rules than ")
    assert lines[1:] == [
        "0 deadlines of 0 cases would move, 0 of them to an earlier day.",
        "0 messages already left with a day that would move.",
    ]


def test_what_new_rules_would_move_is_listed_with_its_reason(aged: Annua) -> None:
    lines = said(aged("preview")).splitlines()

    assert lines[0].startswith(
        "P1: Renewal fee for year 20 (EP) earlier, act_by 2035-12-31 → 2035-11-30: the rules changed from 2020.1.1 to "
    )
    assert lines[1].startswith("2 of 2 cases were computed by other rules than ")
    assert lines[2] == (
        "1 deadlines of 1 cases would move, 1 of them to an earlier day, the soonest open one to act by 2035-11-30."
    )


def test_a_closure_is_tried_and_only_one_way_is_listed(aged: Annua) -> None:
    """2035-11-30 is a Friday; closed on it, the next Monday is on time."""
    both = said(aged("preview", "--closure", "EP:2035-11-30", "--only", "later"))
    assert "P1" not in both
    assert "P2: " not in both
    assert "1 deadlines of 1 cases would move" in both

    listed = said(aged("preview", "--closure", "EP:2034-07-31", "--only", "later"))
    assert "P2: Renewal fee for year 17 (EP) later, due_effective 2034-07-31 → 2034-08-01" in listed


def test_json_gives_a_line_for_each_case_and_then_the_figures(aged: Annua) -> None:
    case, figures = map(json.loads, said(aged("preview", "--json")).splitlines())

    assert case["reference"] == "P1"
    assert case["moves"][0]["old"]["act_by"] == "2035-12-31"
    assert figures["summary"] | {"rules": ""} == {
        "rules": "",
        "cases": 2,
        "stale": 2,
        "moved_cases": 1,
        "deadlines": 1,
        "earlier": 1,
        "soonest": "2035-11-30",
        "messages": 0,
        "refused": 0,
    }


def test_a_case_that_the_rules_refuse_ends_with_1(deployed: Annua, data_dir: Path) -> None:
    with closing(sqlite3.connect(data_dir / "annua.db")) as connection, connection:
        connection.execute("""UPDATE cases SET attributes = '{"no_such_fact":1}' WHERE reference = 'P2'""")

    text = said(deployed("preview"), 1)

    assert "P2: can't be computed: " in text
    assert "1 cases can't be computed by these rules; correct what they name." in text


def test_held_rules_wait_for_a_preview_and_a_word(aged: Annua) -> None:
    refused = aged("recompute", ANNUA_RECOMPUTE="hold")
    assert refused.returncode == 1
    assert b"run annua preview first" in refused.stderr
    assert "2 of 2 cases" in said(aged("preview"))

    assert said(aged("recompute", ANNUA_RECOMPUTE="hold")) == (
        "2 cases computed anew, 1 deadlines moved, 0 cases refused.\n"
    )
    assert "0 of 2 cases" in said(aged("preview"))


def test_a_case_refused_when_computed_anew_ends_with_1(aged: Annua, data_dir: Path) -> None:
    with closing(sqlite3.connect(data_dir / "annua.db")) as connection, connection:
        connection.execute("""UPDATE cases SET attributes = '{"no_such_fact":1}' WHERE reference = 'P2'""")

    assert "1 cases refused.\nThose that are refused keep their deadlines" in said(aged("recompute"), 1)


def test_what_is_no_closure_is_wrong_usage(annua: Annua, data_dir: Path) -> None:
    done = annua("preview", "--closure", "EP:30 November")

    assert done.returncode == 2
    assert b"is not a date" in done.stderr
    assert not data_dir.exists()


def test_the_doctor_names_schedules_of_other_rules(aged: Annua) -> None:
    assert "2 cases were computed by other rules; look at annua preview" in said(aged("doctor"), 1)
