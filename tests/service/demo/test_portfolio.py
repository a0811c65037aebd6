"""The sample portfolio has the shape of the reference customer's, the same each time."""

from collections import Counter
from datetime import date

import pytest

import rules
from rules.numbering import cautions
from service.demo.loading import real_rights
from service.demo.portfolio import PEOPLE, portfolio
from service.portfolio.merging import FOR_RULES

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def documents() -> list[dict[str, object]]:
    return list(portfolio(TODAY))


def test_there_are_4000_patents_of_all_kinds_and_1800_trade_marks(documents: list[dict[str, object]]) -> None:
    rights = Counter(document["right"] for document in documents)

    assert rights["trademark"] == 1800
    assert rights["patent"] + rights["utility_model"] + rights["design"] == 4000
    assert min(rights.values()) > 100


def test_there_are_about_thirty_offices_and_every_route(documents: list[dict[str, object]]) -> None:
    offices = Counter(document["jurisdiction"] for document in documents)
    routes = {document.get("route") for document in documents}

    assert len(offices) >= 30
    assert offices.most_common(1)[0][0] == "CN"
    assert {"direct", "pct", "ep", "up", "divisional", "madrid"} <= routes


def test_the_same_day_gives_the_same_portfolio(documents: list[dict[str, object]]) -> None:
    assert list(portfolio(TODAY)) == documents


def test_references_are_unique_and_parents_come_first(documents: list[dict[str, object]]) -> None:
    seen: set[object] = set()
    for document in documents:
        assert document["reference"] not in seen
        assert document.get("parent") is None or document["parent"] in seen
        seen.add(document["reference"])


@pytest.mark.parametrize("today", [TODAY, date(2024, 2, 29), date(2031, 1, 1)])
def test_every_case_is_computed_or_of_an_office_without_rules(today: date) -> None:
    """Whatever the day of the demo, no case is refused for its facts."""
    refused = []
    for document in portfolio(today):
        result = rules.compute({key: document.get(key) for key in FOR_RULES}, as_of=today)
        if isinstance(result, rules.Refused) and not result.unruled:
            refused.append((document["reference"], str(result.errors[0].message)))

    assert refused == []


def test_some_cases_are_of_offices_without_rules(documents: list[dict[str, object]]) -> None:
    known = {office.code for office in rules.jurisdictions()}

    assert {"LK", "KE"} <= {document["jurisdiction"] for document in documents} - known


def test_everybody_is_a_role(documents: list[dict[str, object]]) -> None:
    keys = {person["key"] for person in PEOPLE}

    assert {document["responsible"] for document in documents} == keys
    assert {document["backup"] for document in documents} == keys
    assert all(person["name"].startswith("Paralegal ") for person in PEOPLE)


def test_every_case_has_two_people_so_that_nothing_alarms(documents: list[dict[str, object]]) -> None:
    for document in [*documents, *(row.document for row in real_rights())]:
        assert document["responsible"] != document["backup"]


def test_every_office_with_rules_has_a_case(documents: list[dict[str, object]]) -> None:
    """Whoever opens the demo finds each office at work."""
    offices = {document["jurisdiction"] for document in documents}

    assert {office.code for office in rules.jurisdictions()} <= offices


def test_the_numbers_of_real_rights_raise_no_doubt_but_where_they_stand_in_another_ones_place() -> None:
    """Some Korean and Taiwanese rights of the sample are known by the number of their application, or of the grant."""
    found = Counter(
        (case["jurisdiction"], caution.message.code)
        for case in (row.document for row in real_rights())
        for caution in cautions(case["jurisdiction"], case["right"], case.get("route") or "direct", case["numbers"])
    )

    assert {office for office, code in found if code == "number.another_kind"} <= {"KR", "TW"}
    assert {code for _, code in found} <= {"number.another_kind"}
