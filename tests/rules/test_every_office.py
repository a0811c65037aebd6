"""What must hold for every case at every office: one battery, run over the register."""

import itertools
import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings

import rules
from rules import Refused, registry
from rules.case import EVENTS
from rules.deadline import Schedule
from rules.language.blocks import Right
from rules.soundness import TILING, faults

AS_OF = date(2026, 11, 22)
BEYOND_EVERY_TERM = date(2099, 1, 1)
EXAMPLES = 40
BLOCKS = [(office, right) for office in rules.jurisdictions() for right in office.rights]
at_every_office = pytest.mark.parametrize(
    ("office", "right"), BLOCKS, ids=[f"{office.code}-{right.name}" for office, right in BLOCKS]
)


@at_every_office
def test_every_case_gives_a_sound_schedule(office, right, case_strategy):
    """Total, sorted, unique, cited, in order of time, going on or saying why not, every derivation worked again."""

    @settings(max_examples=EXAMPLES, deadline=None)
    @given(case_strategy(office, right))
    def run(case):
        result = rules.compute(case, as_of=AS_OF, explain=True)
        document = rules.as_document(result)
        json.dumps(document)
        if isinstance(result, Refused):
            assert all(error["field"] and error["message"] for error in document["errors"])
            return
        assert [str(fault) for fault in faults(result) if fault.code not in TILING] == []
        assert all(deadline.derivation for deadline in result.deadlines)
        assert {awaiting.event for awaiting in result.awaiting} <= {*EVENTS, *registry.attributes()}

    run()


@at_every_office
def test_covers_and_declared_spans_tile_the_term(office, right, case_strategy):
    """What payments cover, with what is prepaid or free, leaves no day of the term out and pays none twice."""

    @settings(max_examples=EXAMPLES, deadline=None)
    @given(case_strategy(office, right))
    def run(case):
        result = rules.compute(case, as_of=AS_OF, until=BEYOND_EVERY_TERM)
        if not isinstance(result, Refused):
            assert [str(fault) for fault in faults(result) if fault.code in TILING] == []

    run()


@at_every_office
def test_without_a_term_paid_for_there_is_a_reason(office, right, case_strategy):
    """A living right without payments and without spans says who is paid instead, or what is missing."""

    @settings(max_examples=5, deadline=None)
    @given(case_strategy(office, right))
    def run(case):
        result = rules.compute(case, as_of=AS_OF)
        if not isinstance(result, Refused) and result.expires and result.expires > AS_OF and not result.spans:
            paid = any(deadline.covers for deadline in result.deadlines)
            assert paid or result.awaiting or result.warnings

    run()


ALL_DATES = {
    "priority": "2017-03-15",
    "filing": "2018-03-14",
    "parent_filing": "2016-01-31",
    "national_entry": "2019-09-01",
    "publication": "2019-09-20",
    "allowance": "2021-05-04",
    "grant": "2021-08-31",
    "ep_grant": "2021-08-31",
    "registration": "2021-08-31",
    "ir": "2018-01-31",
}
VALUES = {"flag": True, "number": 30, "year": 2030, "patent_year": 5, "date": "2020-01-31", "offices": ["US", "EP"]}


@at_every_office
def test_no_single_missing_fact_breaks_a_schedule(office, right):
    """By every route, with each attribute alone, without each single date: there is a schedule or there are errors."""
    declared = [*office.attributes, *registry.COMMON_ATTRIBUTES]
    attributes = [{one.key: value} for one in declared for value in one.choices or [VALUES[one.kind]]]
    dates = [{key: day for key, day in ALL_DATES.items() if key != left_out} for left_out in ALL_DATES]
    case = {"jurisdiction": office.code, "right": right.name}
    for route, facts, known in itertools.product(right.routes, [{}, *attributes], [{}, ALL_DATES, *dates]):
        result = rules.compute(case | {"route": route, "attributes": facts, "dates": known}, as_of=AS_OF)

        assert isinstance(result, Schedule | Refused)


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
