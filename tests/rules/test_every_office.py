"""What must hold for every case at every office: one battery, run over the register."""

import itertools
import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from hijridate import Gregorian, Hijri
from hypothesis import given, settings

import rules
from rules import registry
from rules.calendars import Calendar
from rules.case import EVENTS
from rules.hijri import add_hijri_months
from rules.language.blocks import Right

AS_OF = date(2026, 11, 22)
EXAMPLES = 40
BLOCKS = [(office, right) for office in rules.jurisdictions() for right in office.rights]
at_every_office = pytest.mark.parametrize(
    ("office", "right"), BLOCKS, ids=[f"{office.code}-{right.name}" for office, right in BLOCKS]
)


@at_every_office
def test_every_case_gives_an_orderly_schedule(office, right, case_strategy):
    """Total, sorted, unique, cited, in order of time, every derivation good: for whatever facts are given."""

    @settings(max_examples=EXAMPLES, deadline=None)
    @given(case_strategy(office, right))
    def run(case):
        result = rules.compute(case, as_of=AS_OF, explain=True)
        document = rules.as_document(result)
        json.dumps(document)
        if "errors" in document:
            assert all(error["field"] and error["message"] for error in document["errors"])
            return
        check_order(document["deadlines"])
        assert {awaiting["event"] for awaiting in document["awaiting"]} <= {*EVENTS, *registry.attributes()}
        for deadline in document["deadlines"]:
            check_days(deadline)
            check_derivation(deadline, registry.find(deadline["office"]).calendar)

    run()


def check_order(deadlines: list[dict[str, Any]]) -> None:
    """Deadlines come sorted by due day, and no (kind, number, office) comes twice."""
    keys = [(deadline["kind"], deadline["number"], deadline["office"]) for deadline in deadlines]
    days = [deadline["due"] for deadline in deadlines]

    assert len(keys) == len(set(keys))
    assert days == sorted(days)


def check_days(deadline: dict[str, Any]) -> None:
    """Opens ≤ act by ≤ due effective ≤ end of the late period, as far as they are present; and a source."""
    late = [step["until"] for step in deadline["late"]]
    days = [deadline["opens"], deadline["act_by"], deadline["due_effective"], deadline["grace_ends_effective"]]
    present = [day for day in days if day is not None]

    assert present == sorted(present), deadline
    assert late == sorted(late), deadline
    assert all(until > deadline["act_by"] for until in late), deadline
    assert deadline["cites"], deadline
    assert all(step["basis"] for step in deadline["late"])


def check_derivation(deadline: dict[str, Any], calendar: Calendar) -> None:
    """Each step, worked again from its own parameters, gives the day it states; the last one is the deadline's."""
    stated = dict(_stated(deadline))
    for derivation in deadline["derivation"]:
        assert stated[derivation["of"]] == derivation["result"], (deadline["kind"], deadline["number"], derivation)
        assert derivation["steps"][-1]["result"] == derivation["result"], derivation
        for step in derivation["steps"]:
            again = AGAIN.get(step["text_code"])
            if again is not None:
                assert str(again(step["text_params"], calendar)) == step["result"], step


def _stated(deadline: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    yield from deadline.items()
    yield "free_until", next((one["result"] for one in deadline["derivation"] if one["of"] == "free_until"), None)
    yield "act_by", next((one["result"] for one in deadline["derivation"] if one["of"] == "act_by"), None)
    for position, step in enumerate(deadline["late"], start=1):
        yield f"late.{position}", step["until"]
        yield f"late.{position}.effective", step["until_effective"]
    # A cover that begins after the end of the term covers nothing.
    made = {one["of"]: one["result"] for one in deadline["derivation"]}
    covers = deadline["covers"] or {"from": made.get("covers.from"), "to": made.get("covers.to")}
    yield "covers.from", covers["from"]
    yield "covers.to", covers["to"]


def _days(value: str) -> date:
    return date.fromisoformat(value)


def _length(params: dict[str, Any]) -> relativedelta:
    return relativedelta(years=params.get("years", 0), months=params.get("months", 0))


def _counted(params: dict[str, Any], sign: int) -> date:
    start = _days(params["start"])
    if "hijri_months" in params:
        return _hijri(start, sign * params["hijri_months"])
    return start + sign * _length(params) + timedelta(days=sign * params.get("days", 0))


def _hijri(start: date, months: int) -> date:
    if not date(1930, 1, 1) < start < date(2065, 1, 1):
        return add_hijri_months(start, months)  # outside the tables of the independent count
    then = Gregorian.fromdate(start).to_hijri()
    year, month = divmod(then.year * 12 + then.month - 1 + months, 12)
    length = Hijri(year, month + 1, 1).month_length()
    return Hijri(year, month + 1, min(then.day, length)).to_gregorian()


def _following(params: dict[str, Any], start: date) -> date:
    end = start + _length(params)
    return end - timedelta(days=1) if end.day == start.day else end


def _next_open(params: dict[str, Any], calendar: Calendar) -> date:
    return next(
        day
        for day in (_days(params["start"]) + timedelta(days=offset) for offset in range(200))
        if calendar.is_open(day)
    )


def _working_days_before(params: dict[str, Any], calendar: Calendar) -> date:
    open_days = (
        day
        for day in (_days(params["start"]) - timedelta(days=offset) for offset in itertools.count(1))
        if calendar.is_open(day)
    )
    return next(itertools.islice(open_days, params["count"] - 1, None))


AGAIN: dict[str, Callable[[dict[str, Any], Calendar], date]] = {
    "step.event": lambda params, _: _days(params["day"]),
    "step.later": lambda params, _: _counted(params, 1),
    "step.earlier": lambda params, _: _counted(params, -1),
    "step.end_of_month": lambda params, _: _days(params["start"]) + relativedelta(day=31),
    "step.following": lambda params, _: _following(params, _days(params["start"]) + timedelta(days=1)),
    "step.beginning_with": lambda params, _: _following(params, _days(params["start"])),
    "step.next_open": _next_open,
    "step.working_days_before": _working_days_before,
    "step.latest": lambda params, _: max(map(_days, params["days"])),
    "step.earliest": lambda params, _: min(map(_days, params["days"])),
    "step.anniversary_after": lambda params, _: _days(params["start"]) + relativedelta(years=params["count"]),
    "step.calendar_day": lambda params, _: date(params["year"], params["month"], params["number"]),
    "step.same_day": lambda params, _: _days(params["start"]) + relativedelta(year=params["year"]),
}


@at_every_office
def test_covers_and_declared_spans_tile_the_term(office, right, case_strategy):
    """What payments cover, with what is prepaid or free, leaves no day of the term out and pays none twice."""

    @settings(max_examples=EXAMPLES, deadline=None)
    @given(case_strategy(office, right))
    def run(case):
        document = rules.as_document(rules.compute(case, as_of=AS_OF, until=date(2099, 1, 1)))
        if "errors" in document or document["awaiting"] or paid_elsewhere(office.code, document):
            return
        spans = sorted([*_covers(document), *((span["from"], span["to"]) for span in document["spans"])])
        for (first, last), (following, _) in itertools.pairwise(spans):
            assert _days(last) + timedelta(days=1) == _days(following), (case, first, last, following)
        if spans and document["expires"] and document["expires"] < "2099":
            assert spans[-1][1] == document["expires"], (case, spans)

    run()


def _covers(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for deadline in document["deadlines"]:
        if deadline["covers"]:
            yield deadline["covers"]["from"], deadline["covers"]["to"]


def paid_elsewhere(code: str, document: dict[str, Any]) -> bool:
    """A granted European patent is paid for in its parts, which are cases of their own."""
    return code == "EP" and any(warning["code"] == "ep.national_after_grant" for warning in document["warnings"])


def check_block(right: Right) -> None:
    """Say when the law was read, and until when that is good enough."""
    assert right.checked.on < right.checked.good_until


@at_every_office
def test_every_block_says_when_its_law_was_checked(office, right):
    """Each right names the day of the last check and a later day until which the check is good."""
    check_block(right)


@at_every_office
def test_past_the_check_there_is_one_warning(office, right, case_strategy):
    """A schedule computed after the law's check has run out says so once."""

    @settings(max_examples=3, deadline=None)
    @given(case_strategy(office, right))
    def run(case):
        later = right.checked.good_until + timedelta(days=1)
        document = rules.as_document(rules.compute(case, as_of=later))
        if "errors" not in document:
            assert [warning["code"] for warning in document["warnings"]].count("law.stale") == 1

    run()


def test_the_register_holds_what_the_folder_holds():
    """Every module in the folder is an office under its own code, and is found by it."""
    for code in registry.codes():
        office = registry.find(code)
        assert office is not None
        assert office.code == code
        assert office.rights


def test_texts_of_an_office_carry_its_code():
    """A text is known by its code, and one code says one thing."""
    seen: dict[str, str] = {}
    for text in _texts():
        assert seen.setdefault(text.code, text.english) == text.english, text.code


def _texts() -> Iterator[Any]:
    for office in rules.jurisdictions():
        for right in office.rights:
            yield from (caution.text for caution in right.cautions)
            yield from (await_.why for await_ in right.awaits)
            for duty in right.duties:
                yield from (reading.why for reading in duty.alternatives)
                yield from (text for text in (duty.title, duty.awaits) if text)
