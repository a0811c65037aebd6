"""Soundness: a good schedule has no fault, and each thing that can be wrong with one is found and named."""

from dataclasses import replace
from datetime import date

import pytest

import rules
from rules import Closure, registry
from rules.deadline import Awaiting, Caution, Deadline, DeclaredSpan, Derivation, LateStep, Schedule, Span, Step
from rules.language import steps
from rules.soundness import PAID_IN_PARTS, faults
from rules.texts import Text

HALF = Text("surcharge.percent", "50 %")()
NOTE = Text("some.note", "Something a person should know.")()


def day(iso):
    return date.fromisoformat(iso)


def annuity(number, due, **other):
    """An annuity of an application filed on 15 November 2016 that pays for the year beginning in `due`'s year."""
    year = day(due).year
    facts = {
        "kind": "annuity",
        "number": number,
        "office": "EP",
        "title": Text("title.annuity", "Renewal fee")(),
        "opens": None,
        "due": day(due),
        "due_effective": day(due),
        "act_by": day(due),
        "late": (),
        "restoration_ends": None,
        "restoration_basis": "none",
        "covers": Span(date(year, 11, 15), date(year + 1, 11, 14)),
        "alternatives": (),
        "provisional": False,
        "cites": ("EPC r. 51(1)",),
    }
    return Deadline(**facts | other)


def late(until, effective=None, basis="EPC r. 51(2)"):
    return LateStep(day(until), day(effective or until), HALF, basis)


def expiry(on):
    return annuity(None, on, kind="expiry", covers=None)


THIRD, FOURTH = annuity(3, "2018-11-30"), annuity(4, "2019-11-30")
END = expiry("2020-11-14")
FREE = DeclaredSpan(day("2016-11-15"), day("2018-11-14"), "free", ("EPC Art. 86(1)",))


def schedule(*deadlines, expires="2020-11-14", spans=(FREE,), **other):
    facts = {
        "reference": "P1-EP",
        "jurisdiction": "EP",
        "as_of": day("2019-01-01"),
        "until": day("2044-01-01"),
        "rules": "test",
        "expires": day(expires) if expires else None,
        "deadlines": deadlines,
        "spans": spans,
        "awaiting": (),
        "warnings": (),
    }
    return Schedule(**facts | other)


SOUND = schedule(THIRD, FOURTH, END)


def codes(of, **other):
    return [fault.code for fault in faults(of, **other)]


def test_a_sound_schedule_has_no_fault():
    assert faults(SOUND) == ()


# ---------------------------------------------------------------- the list and its dates


def test_deadlines_come_by_due_day():
    found = faults(schedule(FOURTH, THIRD, END))

    assert [str(fault) for fault in found] == [
        "annuity 3 at EP, due 2018-11-30, stands below annuity 4 at EP, which is due later."
    ]


def test_no_deadline_stands_twice():
    """The second one is told; that it pays for the same year again is a fault of its own."""
    assert codes(schedule(THIRD, THIRD, FOURTH, END)) == ["fault.twice", "fault.overlap"]


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ({"opens": day("2018-12-01")}, "opens (2018-12-01) lies after act_by (2018-11-30)"),
        ({"act_by": day("2018-12-01")}, "act_by (2018-12-01) lies after due_effective (2018-11-30)"),
        ({"late": (late("2018-11-29"),)}, "due_effective (2018-11-30) lies after grace_ends_effective (2018-11-29)"),
        ({"due": day("2018-12-01")}, "due (2018-12-01) lies after due_effective (2018-11-30)"),
        (
            {"late": (late("2019-05-31"), late("2019-01-31", "2019-05-31"))},
            "late.1 (2019-05-31) lies after late.2 (2019-01-31)",
        ),
        (
            {"late": (late("2019-05-31", "2019-05-30"),)},
            "late.1 (2019-05-31) lies after late.1.effective (2019-05-30)",
        ),
    ],
)
def test_the_days_of_a_deadline_never_descend(dates, said):
    """Opens ≤ act by ≤ due effective ≤ end of the late period; late steps one after the other."""
    found = faults(schedule(replace(THIRD, **dates), FOURTH, END))

    assert f"annuity 3 at EP: {said}." in [str(fault) for fault in found]
    assert {fault.code for fault in found} == {"fault.out_of_order"}


@pytest.mark.parametrize("cites", [(), ("",)])
def test_every_deadline_is_cited(cites):
    assert codes(schedule(replace(THIRD, cites=cites), FOURTH, END)) == ["fault.uncited"]


def test_every_late_step_is_cited():
    uncited = replace(THIRD, late=(late("2019-05-31", basis=""),))

    assert codes(schedule(uncited, FOURTH, END)) == ["fault.late_uncited"]


# ---------------------------------------------------------------- the right as a whole


def test_a_day_that_nobody_pays_for_is_a_gap():
    """The fourth year is missing: from its first day to the day before the fifth."""
    fifth = annuity(5, "2020-11-30")
    found = faults(schedule(THIRD, fifth, expiry("2021-11-14"), expires="2021-11-14"))

    assert [str(fault) for fault in found] == [
        "From 2019-11-15 to 2020-11-14 nobody pays, and no span declares those days prepaid or free."
    ]


def test_a_day_paid_for_twice_is_an_overlap():
    """The free span reaches one day into the third year."""
    found = faults(schedule(THIRD, FOURTH, END, spans=(replace(FREE, last=day("2018-11-15")),)))

    assert [fault.code for fault in found] == ["fault.overlap"]
    assert found[0].params == {"first": day("2018-11-15"), "last": day("2018-11-15")}


@pytest.mark.parametrize("expires", ["2020-11-13", "2020-11-15"])
def test_payments_reach_to_the_end_of_the_term_and_no_further(expires):
    assert codes(schedule(THIRD, FOURTH, expiry(expires), expires=expires)) == ["fault.not_to_the_end"]


def test_a_term_beyond_the_horizon_is_not_judged_to_its_end():
    beyond = schedule(THIRD, FOURTH, expiry("2036-11-15"), expires="2036-11-15", until=day("2020-12-31"))

    assert faults(beyond) == ()


def test_tiles_are_not_judged_while_a_fact_is_awaited():
    """The fact may be the one that fills the gap."""
    assert faults(schedule(THIRD, END, awaiting=(Awaiting("grant", NOTE),))) == ()


def test_a_granted_european_application_is_paid_for_in_its_parts():
    """It has no payments after the mention of grant, and says so; its own code is the one looked for."""
    granted = {"jurisdiction": "EP", "right": "patent", "dates": {"filing": "2016-11-15", "grant": "2020-06-10"}}
    real = rules.compute(granted, as_of=day("2026-11-22"), explain=True)

    assert PAID_IN_PARTS in {caution.text.code for caution in registry.find("EP").right("patent").cautions}
    assert faults(real) == ()
    assert codes(replace(real, warnings=())) == ["fault.not_to_the_end"]


def test_a_living_right_has_a_next_date_or_a_reason():
    """A mark without an end whose last date has passed: only a fact awaited or a warning may explain that."""
    over = schedule(THIRD, FOURTH, expires=None, as_of=day("2026-11-22"))

    assert codes(over) == ["fault.no_next_date"]
    assert codes(schedule(expires=None, spans=())) == ["fault.no_next_date"]
    assert codes(replace(over, as_of=day("2019-11-30"))) == []
    assert codes(replace(over, awaiting=(Awaiting("registration", NOTE),))) == []
    assert codes(replace(over, warnings=(Caution(NOTE),))) == []


def test_after_its_term_a_right_needs_no_next_date():
    assert faults(replace(SOUND, as_of=day("2026-11-22"))) == ()


def test_an_application_that_lives_in_its_national_phases_ends_with_them():
    """An international application has no renewals; past its last entry nothing follows in its own case."""
    entry = annuity(None, "2018-05-15", kind="national_entry", covers=None)
    past = schedule(entry, jurisdiction="WO", expires=None, spans=(), as_of=day("2026-11-22"))

    assert faults(past) == ()


# ---------------------------------------------------------------- derivations


FILED = Step(steps.EVENT(event="filing", day=day("2016-11-15")), day("2016-11-15"))
TWO_YEARS = Step(
    steps.LATER(start=day("2016-11-15"), length="2 years", day=day("2018-11-15"), years=2), day("2018-11-15")
)
MONTH_END = Step(steps.END_OF_MONTH(start=day("2018-11-15"), day=day("2018-11-30")), day("2018-11-30"))
OPEN = Step(steps.IS_OPEN(office="EP", day=day("2018-11-30")), day("2018-11-30"))
DUE = Derivation("due", day("2018-11-30"), (FILED, TWO_YEARS, MONTH_END), ("EPC r. 51(1)",))
EFFECTIVE = Derivation("due_effective", day("2018-11-30"), (OPEN,), ())
EXPLAINED = replace(THIRD, covers=None, derivation=(DUE, EFFECTIVE))


def explained(*derivations, **dates):
    """One deadline with these derivations, in a schedule without payments to tile."""
    return schedule(replace(EXPLAINED, derivation=derivations, **dates), END, spans=())


def test_a_good_derivation_has_no_fault():
    assert faults(explained(DUE, EFFECTIVE)) == ()


def test_a_derivation_gives_the_day_that_the_deadline_states():
    found = faults(explained(DUE, EFFECTIVE, due=day("2018-11-29")))

    assert "annuity 3 at EP: due is 2018-11-30, its derivation ends with 2018-11-29." in map(str, found)


def test_a_derivation_ends_with_its_last_step():
    assert codes(explained(replace(DUE, steps=(FILED, TWO_YEARS)), EFFECTIVE)) == ["fault.other_day"]
    assert codes(explained(replace(DUE, steps=()), EFFECTIVE)) == ["fault.other_day"]


def test_every_day_is_derived():
    assert codes(explained(DUE)) == ["fault.not_derived"]
    assert codes(explained(DUE, EFFECTIVE, restoration_ends=day("2020-05-31"))) == ["fault.not_derived"]
    assert codes(explained(DUE, EFFECTIVE, act_by=day("2018-11-29"))) == ["fault.not_derived"]
    assert set(codes(explained(DUE, EFFECTIVE, late=(late("2019-05-31"),)))) == {"fault.not_derived"}


def test_every_derived_late_step_is_stated():
    """A late step lost between derivation and deadline would be a missed date."""
    lost = Derivation("late.1", day("2018-11-30"), (FILED, TWO_YEARS, MONTH_END), ())

    assert codes(explained(DUE, EFFECTIVE, lost)) == ["fault.not_stated"]


def test_a_derivation_is_worked_again_by_the_calendar_of_its_office():
    """Without an office there is no calendar; that is no fault of the schedule but of whoever asks."""
    with pytest.raises(ValueError, match="no rules for QQ"):
        faults(explained(DUE, EFFECTIVE, office="QQ"))


def test_a_step_is_worked_again_from_its_own_parameters():
    """Two years after 15 November 2016 is not the 16th, whatever the step says."""
    wrong = Step(
        steps.LATER(start=day("2016-11-15"), length="2 years", day=day("2018-11-16"), years=2), day("2018-11-16")
    )
    month_end = Step(steps.END_OF_MONTH(start=day("2018-11-16"), day=day("2018-11-30")), day("2018-11-30"))
    found = faults(explained(replace(DUE, steps=(FILED, wrong, month_end)), EFFECTIVE))

    assert [str(fault) for fault in found] == [
        "annuity 3 at EP, due: worked again, the step “2016-11-15 + 2 years = 2018-11-16” gives 2018-11-15."
    ]


def test_steps_follow_from_each_other():
    """The month end of a day that no step has found."""
    assert codes(explained(replace(DUE, steps=(FILED, MONTH_END)), EFFECTIVE)) == ["fault.unfounded"]


def test_the_end_of_the_term_is_the_schedules_own():
    to_the_end = Derivation("covers.to", day("2020-11-14"), (Step(steps.TO_EXPIRY(day=END.due), END.due),), ())

    assert faults(explained(DUE, EFFECTIVE, to_the_end)) == ()
    assert "fault.wrong_step" in codes(replace(explained(DUE, EFFECTIVE, to_the_end), expires=day("2020-11-13")))


def test_a_closed_day_is_looked_up_with_the_closures_that_were_given():
    """30 November 2018 was a Friday; with a special closure the next open day is Monday, 3 December."""
    closure = Closure("EP", day("2018-11-30"), day("2018-11-30"), "notice of the President")
    shut = Step(steps.NEXT_OPEN(start=day("2018-11-30"), office="EP", day=day("2018-12-03")), day("2018-12-03"))
    moved = explained(DUE, replace(EFFECTIVE, result=day("2018-12-03"), steps=(shut,)), due_effective=day("2018-12-03"))

    assert codes(moved) == ["fault.wrong_step"]
    assert codes(moved, closures=[closure]) == []
    assert codes(explained(DUE, EFFECTIVE), closures=[closure]) == ["fault.wrong_step"]
