"""The states of a unitary patent (Regulation (EU) No 1257/2012, Art. 18(2))."""

from datetime import date

import pytest

from rules.unitary import participating


@pytest.mark.parametrize(("registered", "romania"), [("2024-08-31", False), ("2024-09-01", True), ("2026-11-22", True)])
def test_romania_belongs_to_patents_registered_from_its_entry_on(registered: str, romania: bool) -> None:
    assert ("RO" in participating(date.fromisoformat(registered))) == romania


def test_without_the_day_only_the_first_seventeen_states_are_certain() -> None:
    assert len(participating(None)) == 17
    assert participating(None) == participating(date(2023, 6, 1))
    assert {"DE", "FR", "IT"} <= participating(None)


@pytest.mark.parametrize("outside", ["ES", "PL", "HR", "IE", "GB", "CH", "TR"])
def test_other_states_are_validated_one_by_one(outside: str) -> None:
    assert outside not in participating(date(2026, 11, 22))
