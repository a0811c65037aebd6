"""Generated cases for the tests that must hold at every office."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import strategies as st

from rules.language.blocks import Attribute, Jurisdiction, Right

AS_OF = date(2026, 11, 22)
DAYS = st.dates(date(1984, 1, 1), AS_OF)
NEAR = st.one_of(st.integers(0, 60), st.integers(0, 800), st.integers(0, 9000))
FACTS = ("priority", "national_entry", "publication", "allowance", "grant", "ep_grant", "registration", "validation")
ODD = ("ir", "original_grant", "basic_design_filing", "principal_filing", "extension_filing", "release")


def values(attribute: Attribute) -> st.SearchStrategy[Any]:
    """Values that an attribute takes."""
    kinds = {
        "flag": st.booleans(),
        "number": st.integers(0, 3000),
        "year": st.integers(1995, 2045),
        "patent_year": st.integers(1, 40),
        "date": DAYS.map(str),
        "offices": st.lists(st.sampled_from(["US", "EP", "CN", "JP", "KZ", "RU"]), unique=True),
    }
    return kinds[attribute.kind] if attribute.kind in kinds else st.sampled_from(attribute.choices)


def cases(office: Jurisdiction, right: Right) -> st.SearchStrategy[dict[str, Any]]:
    """A well-formed case: any route, any of the dates in a possible order, any attributes of the office."""

    @st.composite
    def case(draw: st.DrawFn) -> dict[str, Any]:
        return _drawn(draw, office, right)

    return case()


def _drawn(draw: st.DrawFn, office: Jurisdiction, right: Right) -> dict[str, Any]:
    route = draw(st.sampled_from(right.routes))
    filing = draw(DAYS)
    dates = {"filing": filing}
    for event in (*FACTS, *ODD):
        if draw(st.integers(0, 2)):
            away = timedelta(days=draw(NEAR))
            before = event in ("priority", "release", "basic_design_filing", "principal_filing", "original_grant", "ir")
            dates[event] = filing - away if before else filing + away
    if route in ("divisional", "reissue") and draw(st.integers(0, 4)):
        dates["parent_filing"] = filing - timedelta(days=draw(NEAR))
    if "ep_grant" in dates and "validation" in dates:
        dates["validation"] = max(dates["validation"], dates["ep_grant"])
    for event in list(dates):
        if dates[event] > AS_OF or (event in ("filing", "registration") and not draw(st.integers(0, 9))):
            del dates[event]
    attributes = {attribute.key: draw(values(attribute)) for attribute in office.attributes if draw(st.booleans())}
    status = draw(st.sampled_from(["pending", "granted", "registered", "lapsed", None]))
    return {
        "jurisdiction": office.code,
        "right": right.name,
        "route": route,
        "status": status,
        "dates": {event: str(day) for event, day in dates.items()},
        "attributes": attributes,
    }


@pytest.fixture(scope="session")
def as_of() -> date:
    """The day on which these tests look at the facts."""
    return AS_OF


@pytest.fixture(scope="session")
def case_strategy() -> Any:
    """The generator of cases, by office and right."""
    return cases
