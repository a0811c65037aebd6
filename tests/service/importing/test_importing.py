"""Importing: rows whole or not at all, once or twice, and what the report says about each."""

import json
from collections.abc import Callable
from datetime import date

from sqlalchemy import Engine, func, select

from service.portfolio.importing import Outcome
from service.store import CaseRow, CompletionRow, DeadlineRow, EventRow, reading

ImportFile = Callable[..., list[Outcome]]

HEADER = "reference,jurisdiction,right,filing,settled_through,settled_source\n"
P1 = "P1,EP,patent,2016-11-15,2025-12-31,list of the agent\n"
DONE = {"kind": "annuity", "number": 3, "done_on": "2018-11-20", "proof": "receipt 7"}


def case(reference: str = "P1", **more: object) -> str:
    document = {"reference": reference, "jurisdiction": "EP", "right": "patent", "dates": {"filing": "2016-11-15"}}
    return json.dumps(document | more) + "\n"


def counts(engine: Engine) -> tuple[int, ...]:
    with reading(engine) as session:
        tables = (CaseRow, DeadlineRow, CompletionRow, EventRow)
        return tuple(session.scalar(select(func.count()).select_from(table)) or 0 for table in tables)


def test_importing_the_same_file_twice_changes_nothing(import_file: ImportFile, engine: Engine) -> None:
    file = HEADER + P1 + "P2,US,patent,2020-02-29,,\n" + "P3,QQ,patent,2020-02-29,,\n"
    assert [outcome.what for outcome in import_file(file)] == ["new", "new", "new"]
    before = counts(engine)

    again = import_file(file)

    assert [outcome.what for outcome in again] == ["unchanged", "unchanged", "unchanged"]
    assert counts(engine) == before


def test_a_dry_run_says_the_same_and_stores_nothing(import_file: ImportFile, engine: Engine) -> None:
    file = HEADER + P1 + "P2,EP,patent,2016-13-15,,\n"

    outcomes = import_file(file, dry_run=True)

    assert [outcome.what for outcome in outcomes] == ["new", "refused"]
    assert counts(engine) == (0, 0, 0, 0)


def test_a_refused_row_names_line_field_value_and_remedy_and_leaves_the_others(import_file: ImportFile) -> None:
    first, second, third = import_file(HEADER + P1 + "P2,EP,patent,2016-13-15,,\nP3,EP,patent,2017-11-15,,\n")

    assert (first.what, second.what, third.what) == ("new", "refused", "new")
    assert (second.line, second.reference) == (3, "P2")
    (error,) = second.errors
    assert (error.field, error.value) == ("dates.filing", "2016-13-15")
    assert str(error.message) == "dates.filing 2016-13-15 is not a date; write it as YYYY-MM-DD"


def test_an_office_without_rules_is_stored_and_told(import_file: ImportFile) -> None:
    (outcome,) = import_file("reference,jurisdiction,right,filing\nP1,QQ,patent,2020-01-01\n")

    assert (outcome.what, outcome.unruled) == ("new", True)


def test_what_is_settled_through_a_day_needs_no_verifying(import_file: ImportFile) -> None:
    """On 2 March 2026 the fee of 30 November 2025 has passed, its late period not."""
    (settled,) = import_file(HEADER + P1)
    (open_,) = import_file(HEADER + "P2,EP,patent,2016-11-15,,\n")

    assert settled.to_verify == ()
    assert [(found.act_by, found.grace_ends) for found in open_.to_verify][-1] == (
        date(2025, 11, 30),
        date(2026, 5, 31),
    )


def test_completions_come_with_their_case_and_settle_it(import_file: ImportFile, engine: Engine) -> None:
    (outcome,) = import_file(case(completions=[DONE]))

    assert (outcome.what, outcome.completions) == ("new", 1)
    with reading(engine) as session:
        row = session.scalars(select(DeadlineRow).where(DeadlineRow.kind == "annuity", DeadlineRow.number == 3)).one()
        completion = session.scalars(select(CompletionRow)).one()
    assert row.state == "settled"
    assert (completion.state, completion.done_on, completion.proof) == ("confirmed", date(2018, 11, 20), "receipt 7")


def test_a_file_of_completions_names_cases_that_are_there(import_file: ImportFile, engine: Engine) -> None:
    import_file(HEADER + P1)
    file = "reference,kind,number,done_on\nP1,annuity,3,2018-11-20\nP1,annuity,3,2018-11-20\nP9,annuity,3,2018-11-20\n"

    outcomes = import_file(file)

    assert [outcome.what for outcome in outcomes] == ["changed", "unchanged", "refused"]
    assert [error.field for error in outcomes[2].errors] == ["reference"]
    assert counts(engine)[2] == 1


def test_a_case_whose_completion_fails_is_not_stored_either(import_file: ImportFile, engine: Engine) -> None:
    """Rows are whole: the one refused takes nothing of its neighbours along and leaves nothing behind."""
    wrong = DONE | {"number": 99}

    outcomes = import_file(case("P1", completions=[DONE]) + case("P2", completions=[DONE, wrong]) + case("P3"))

    assert [outcome.what for outcome in outcomes] == ["new", "refused", "new"]
    (error,) = outcomes[1].errors
    assert error.field == "completions.1.number"
    assert "P2 has no annuity 99; it has annuity 10" in str(error.message)
    with reading(engine) as session:
        assert session.scalars(select(CaseRow.reference).order_by(CaseRow.reference)).all() == ["P1", "P3"]


def test_completions_in_the_future_or_without_sense_are_refused(import_file: ImportFile) -> None:
    bad: list[object] = [
        DONE | {"done_on": "2026-12-01"},
        DONE | {"done_on": "20-11-2018"},
        DONE | {"state": "done"},
        DONE | {"covers": "4"},
        {"kind": "annuity", "number": 3},
        "paid",
    ]

    outcomes = import_file("".join(case(f"P{number}", completions=[one]) for number, one in enumerate(bad)))

    assert {outcome.what for outcome in outcomes} == {"refused"}
    assert [outcome.errors[0].field for outcome in outcomes] == [
        "done_on",
        "done_on",
        "state",
        "covers",
        "done_on",
        "completions",
    ]


def test_a_corrected_date_tells_what_moved(import_file: ImportFile) -> None:
    import_file("reference,jurisdiction,right,filing\nP1,EP,patent,2016-11-15\n")

    (outcome,) = import_file("reference,filing\nP1,2017-11-15\n")

    moved = {change.number: (change.old_due, change.new_due) for change in outcome.changes if change.kind == "annuity"}
    assert outcome.what == "changed"
    assert moved[12] == (date(2027, 11, 30), date(2028, 11, 30))


def test_a_reference_that_comes_twice_is_merged_in_order(import_file: ImportFile) -> None:
    first, second = import_file(case("P1", title="old") + '{"reference": "P1", "title": "new"}\n')

    assert (first.what, second.what) == ("new", "changed")
