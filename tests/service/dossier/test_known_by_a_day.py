"""What was known, computed and answered by a day: later acts are absent, as if the file had been made on that day.

The case was filed on 2016-11-15: the renewal fee for year n of a European application falls due on 30 November of
2016 + (n - 1) (EPC r. 51(1)), so year 11 on 2026-11-30.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from service.dossier.happened import said_as
from service.portfolio.closing import close_case
from service.portfolio.completing import Proof, complete, void
from service.portfolio.errors import Invalid, Unknown
from service.portfolio.maintaining import add_closure, recompute_office, recompute_stale
from service.portfolio.manual import add_manual, override, withdraw_override
from service.store import AbsenceRow, AcknowledgementRow, CaseRow, DeadlineRow, InstructionRow, writing


def test_a_corrected_date_is_not_known_before_its_day(history: Any) -> None:
    """Filed in 2017 after all: year 11 moves from 2026-11-30 to 2027-11-30, and nobody knew on 4 March."""
    history.at("2026-03-05").filed("2017-11-15", source="register", verified_by="Paralegal 2")

    before, after = history.file("2026-03-04"), history.file("2026-03-05")

    assert history.annuity(11, "2026-03-04")["due"] == "2026-11-30"
    assert history.annuity(11, "2026-03-05")["due"] == "2027-11-30"
    assert [(one["date"], one["replaced_by"]) for one in before["facts"]] == [("2016-11-15", None)]
    assert [(one["date"], one["replaced_by"]) for one in after["facts"]] == [
        ("2016-11-15", "Paralegal 1"),
        ("2017-11-15", None),
    ]
    assert after["facts"][1]["verified_by"] == "Paralegal 2"
    assert "deadline.recomputed" not in history.told("2026-03-04")
    assert "deadline.recomputed" in history.told("2026-03-05")


def test_each_day_comes_with_the_derivation_from_what_was_known_then(history: Any) -> None:
    history.at("2026-03-05").filed("2017-11-15")

    then, now = history.annuity(11, "2026-03-04"), history.annuity(11)

    assert then["derivation"][0]["steps"][0]["text"] == "filing 2016-11-15"
    assert now["derivation"][0]["steps"][0]["text"] == "filing 2017-11-15"


def test_a_day_that_the_rules_no_longer_find_has_no_derivation(history: Any) -> None:
    """It would explain another day than the one that stood computed."""
    with writing(history.engine) as session:
        session.get_one(DeadlineRow, history.row(12).id).due = date(2027, 11, 29)

    assert history.annuity(12)["due"] == "2027-11-29"
    assert history.annuity(12)["derivation"] is None
    assert history.annuity(13)["derivation"]


def test_a_completion_is_not_known_before_it_was_recorded_nor_voided_before_it_was(history: Any) -> None:
    """Year 10 was due on 2025-11-30, and is paid in its late period, which lasts until 2026-05-31."""
    history.at("2026-03-06")
    (completion,) = history.write(complete, history.row(10).id, Proof("confirmed", date(2026, 3, 5), "receipt 17"))
    history.at("2026-03-09").write(void, completion.id, "paid for another case")

    before, paid, taken_back = (history.annuity(10, day) for day in ("2026-03-05", "2026-03-08", "2026-03-09"))

    assert (before["state"], before["completions"]) == ("to_verify", [])
    assert (paid["state"], paid["completions"][0]["proof"]) == ("settled", "receipt 17")
    assert paid["completions"][0]["voided_at"] is None
    assert (taken_back["state"], taken_back["completions"][0]["void_reason"]) == ("open", "paid for another case")


def test_a_deadline_begins_as_it_was_registered(history: Any) -> None:
    """Year 10 was due on 2025-11-30, before the case came here, and is not over: to be verified, until somebody says.

    Its completion says what became of it, not what it had been.
    """
    history.at("2026-03-06").write(complete, history.row(10).id, Proof("confirmed", date(2026, 3, 5)))

    assert history.annuity(10, "2026-03-05")["state"] == "to_verify"
    assert history.annuity(10, "2026-03-06")["state"] == "settled"


def test_an_override_drives_only_from_its_entry_to_its_withdrawal(history: Any) -> None:
    document = {"due": "2026-10-15", "reason": "shorter time in the notice", "source": "notice"}
    row = history.at("2026-03-06").write(override, history.row(11).id, document)
    history.at("2026-03-09").write(withdraw_override, row.id, "misread")

    days = [history.annuity(11, day)["drives_act_by"] for day in ("2026-03-05", "2026-03-06", "2026-03-08")]
    assert [*days, history.annuity(11)["drives_act_by"]] == ["2026-11-30", "2026-10-15", "2026-10-15", "2026-11-30"]
    assert history.annuity(11, "2026-03-08")["overrides"][0]["withdrawn_at"] is None


def test_a_closure_moves_what_counts_from_its_entry_on_and_is_told_where_it_applied(history: Any) -> None:
    """The office is closed from Monday, 30 November to Wednesday, 2 December 2026: Thursday, 3 December is on time."""
    days = {"office": "EP", "first": "2026-11-30", "last": "2026-12-02", "source": "OJ EPO 2026, A99"}
    closure = history.at("2026-03-06").write(add_closure, days)
    history.write(recompute_office, closure)

    assert history.annuity(11, "2026-03-05")["due_effective"] == "2026-11-30"
    assert history.annuity(11, "2026-03-06")["due_effective"] == "2026-12-03"
    assert history.file("2026-03-05")["closures"] == []
    (applied,) = history.file()["closures"]
    assert (applied["source"], applied["deadlines"]) == ("OJ EPO 2026, A99", [history.row(11).id])
    assert "closure.entered" in history.told()


def test_the_version_of_the_rules_is_the_one_that_computed_then(history: Any) -> None:
    """As if another version had registered the case: the present one takes over on 6 March."""
    with writing(history.engine) as session:
        session.scalars(select(CaseRow)).one().rules_version = "2026.1.1+holidays.0.90"
    history.at("2026-03-06").write(recompute_stale)

    then, now = history.file("2026-03-05")["computed"], history.file()["computed"]

    assert (then["rules"], then["calendars"]) == ("2026.1.1", "holidays.0.90")
    assert (now["version"], now["since"]) == (history.file()["made"]["rules"], "2026-03-06T08:00:00+00:00")


def test_who_was_in_charge_is_told_over_time(history: Any) -> None:
    history.person("wang", "Wang Fang")
    history.at("2026-03-06").register(responsible="wang")
    away = AbsenceRow(
        person_id=1,
        first=date(2026, 4, 1),
        last=date(2026, 4, 9),
        substitute_id=2,
        entered_by="Paralegal 1",
        entered_at=history.now,
    )
    history.put(away)

    told = [
        (one["since"][:10], one["until"], one["responsible"]["name"], one["backup"]["name"])
        for one in history.file()["people"]
    ]

    assert told == [
        ("2026-03-02", "2026-03-06T08:00:00+00:00", "Li Wei", "Zhang Min"),
        ("2026-03-06", None, "Wang Fang", "Zhang Min"),
    ]
    assert [one["responsible"]["key"] for one in history.file("2026-03-05")["people"]] == ["li"]
    assert [(one["person"], one["substitute"]) for one in history.file()["absences"]] == [("Li Wei", "Zhang Min")]
    assert history.file("2026-03-05")["absences"] == []


def test_a_lapse_is_a_proposal_until_the_day_of_its_confirmation(history: Any) -> None:
    row = InstructionRow(
        deadline_id=history.row(11).id,
        aim=date(2026, 11, 30),
        wish="lapse",
        person_id=1,
        actor="Li Wei",
        at=history.at("2026-03-06").now,
        confirmed_person_id=2,
        confirmed_at=history.at("2026-03-09").now,
    )
    history.put(row)

    assert [what for what in history.told("2026-03-08") if "lapse" in what] == ["instructed.lapse"]
    confirmed = history.file()["timeline"][-1]
    assert (confirmed["what"], confirmed["who"], confirmed["gaps"]["proposed_by"]) == (
        "lapse.confirmed",
        "Zhang Min",
        "Li Wei",
    )


def test_there_is_no_file_of_a_day_to_come_nor_of_one_before_the_case_was_known(history: Any) -> None:
    with pytest.raises(Invalid, match="on 2026-03-03 lies after 2026-03-02"):
        history.file("2026-03-03")
    with pytest.raises(Invalid, match="nothing was known of P1-EP by 2026-03-01: it was registered on 2026-03-02"):
        history.file("2026-03-01")


def test_there_is_no_file_of_an_unknown_case(history: Any) -> None:
    with writing(history.engine) as session:
        session.scalars(select(CaseRow)).one().reference = "other"

    with pytest.raises(Unknown, match="no case has the reference P1-EP"):
        history.file()


ACTS: list[tuple[str, Callable[[Any], Any]]] = [
    ("2026-03-03", lambda h: h.filed("2016-12-15", source="receipt read again")),
    ("2026-03-04", lambda h: h.register(status="granted", dates={"grant": "2025-06-11"}, owner="Example Medical AG")),
    ("2026-03-05", lambda h: h.write(complete, h.row(9).id, Proof("confirmed", date(2025, 1, 15)))),
    ("2026-03-06", lambda h: h.register(dates={"grant": None}, status=None)),
    ("2026-03-07", lambda h: h.write(override, h.row(11).id, {"due": "2026-09-01", "reason": "doubt", "source": "us"})),
    ("2026-03-08", lambda h: h.register(settled_through="2025-12-31", settled_through_source="former provider")),
    ("2026-03-09", lambda h: h.filed("2017-01-15", source="register", verified_by="Paralegal 2")),
    ("2026-03-10", lambda h: h.write(add_manual, 1, {"title": "Answer", "due": "2026-06-01", "source": "letter"})),
    ("2026-03-11", lambda h: h.put(AcknowledgementRow(deadline_id=1, aim=date(2026, 1, 1), actor="Li", at=h.now))),
    ("2026-03-12", lambda h: h.register(responsible="zhang", backup=None, title="Bone screw, second")),
    ("2026-03-13", lambda h: h.write(close_case, 1, "sold")),
]


def test_a_file_as_of_a_day_says_what_a_file_made_on_that_day_said(history: Any) -> None:
    """The whole promise at once: each evening's file, kept, is the one that can still be made of that day at the end.

    Only why a deadline was in its state may have been forgotten, and that is said by null.
    """
    evenings: dict[str, Any] = {}
    for day, act in ACTS:
        act(history.at(day, 12))
        history.at(day, 23)
        evenings[day] = history.file()
    history.at("2026-04-01")

    for day, kept in evenings.items():
        made_later = history.file(day)
        for one, other in zip(kept["deadlines"], made_later["deadlines"], strict=True):
            for name in said_as("state_reason"):
                assert other.pop(name) in (one.pop(name), None), (day, one["title"])
        for name in kept.keys() - {"made"}:
            assert made_later[name] == kept[name], (day, name)
