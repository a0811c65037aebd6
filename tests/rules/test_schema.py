"""The published schemas against what the rules really read and answer, for every office."""

from datetime import date
from typing import Any

import jsonschema
import pytest

import rules
from rules import Jurisdiction
from rules.language.blocks import Right
from rules.schema import DIALECT, documents

AS_OF = date(2026, 3, 2)
DATES = {
    "filing": "2016-11-15",
    "parent_filing": "2014-02-28",
    "national_entry": "2018-05-10",
    "publication": "2018-05-24",
    "grant": "2020-02-29",
    "registration": "2020-03-05",
    "ep_grant": "2020-02-26",
    "ir": "2016-11-15",
    "original_grant": "2018-01-02",
    "validation": "2020-06-30",
}
EVERYTHING = [
    (office, right, route) for office in rules.jurisdictions() for right in office.rights for route in right.routes
]


def errors(name: str, document: Any) -> list[str]:
    """What keeps a document from being as a schema says."""
    checker = jsonschema.Draft202012Validator(documents()[name], format_checker=jsonschema.FormatChecker())
    return [f"{error.json_path}: {error.message}" for error in checker.iter_errors(document)]


@pytest.mark.parametrize("name", ["case", "schedule", "refusal"])
def test_each_is_a_schema_by_itself(name: str) -> None:
    document = documents()[name]

    jsonschema.Draft202012Validator.check_schema(document)
    assert document["$schema"] == DIALECT
    assert document["$id"] == f"urn:annua:schema:{name}"


@pytest.mark.parametrize(
    ("office", "right", "route"), EVERYTHING, ids=[f"{o.code}-{r.name}-{route}" for o, r, route in EVERYTHING]
)
def test_schedules_are_as_their_schema_says(office: Jurisdiction, right: Right, route: str) -> None:
    case = {"jurisdiction": office.code, "right": right.name, "route": route, "dates": DATES}
    assert not errors("case", case)

    answer = rules.as_document(rules.compute(case, as_of=AS_OF, explain=True))

    assert not errors("refusal" if "errors" in answer else "schedule", answer)


@pytest.mark.parametrize(
    "case",
    [
        {},
        {"jurisdiction": "EP", "right": "patnt"},
        {"jurisdiction": "EP", "right": "patent", "dates": {"filling": "2016-11-15"}},
        {"jurisdiction": "EP", "right": "patent", "ownr": "Annua"},
        {"jurisdiction": "EP", "right": "patent", "dates": {"filing": "15.11.2016"}},
        {"jurisdiction": "US", "right": "patent", "attributes": {"pta_days": "12"}},
        [],
    ],
)
def test_what_the_schema_refuses_the_rules_refuse_too(case: Any) -> None:
    assert errors("case", case)

    answer = rules.as_document(rules.compute(case, as_of=AS_OF))

    assert "errors" in answer
    assert not errors("refusal", answer)
    assert errors("schedule", answer)


@pytest.mark.parametrize("key", ["status", "route", "dates", "attributes", "reference"])
def test_null_says_nothing(key: str) -> None:
    case = {"jurisdiction": "EP", "right": "patent", key: None}

    assert not errors("case", case)
    assert "errors" not in rules.as_document(rules.compute(case, as_of=AS_OF))
