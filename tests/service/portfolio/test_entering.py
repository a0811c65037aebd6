"""A case registered for an office settles the entry into the national phase there, and only there."""

from typing import Any

import pytest

PCT = {
    "reference": "P9-WO",
    "jurisdiction": "WO",
    "right": "patent",
    "route": "pct",
    "dates": {"priority": "2024-08-30", "filing": "2025-08-29"},
    "attributes": {"designations": ["JP", "US"]},
}
CHILD = {
    "reference": "P9-US",
    "jurisdiction": "US",
    "right": "patent",
    "route": "pct",
    "parent": "P9-WO",
    "dates": {"priority": "2024-08-30", "filing": "2025-08-29"},
}


def _entries(desk: Any) -> dict[str, tuple[str, bool]]:
    """State of each entry by office, and whether a ladder runs."""
    return {
        one["office"]: (one["state"], one["next_rung_at"] is not None)
        for one in desk.case("P9-WO")["deadlines"]
        if one["kind"] == "national_entry"
    }


@pytest.mark.parametrize("order", [(PCT, CHILD), (CHILD, PCT)], ids=["parent first", "child first"])
def test_a_child_of_an_office_settles_the_entry_there(desk: Any, order: tuple[dict[str, Any], ...]) -> None:
    for document in order:
        desk.register(document)

    assert _entries(desk) == {"US": ("settled", False), "JP": ("open", True)}


def test_a_case_of_another_family_settles_nothing(desk: Any) -> None:
    desk.register(PCT)
    desk.register({**CHILD, "parent": None})

    assert _entries(desk) == {"US": ("open", True), "JP": ("open", True)}


def test_a_corrected_priority_leaves_a_settled_entry_settled(desk: Any) -> None:
    """The entry moves with the priority; the child is still there, so no ladder comes back."""
    desk.register(PCT)
    desk.register(CHILD)
    desk.register({"reference": "P9-WO", "dates": {"priority": "2024-09-30"}})

    assert _entries(desk) == {"US": ("settled", False), "JP": ("open", True)}
