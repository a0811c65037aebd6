"""`annua jurisdictions`: when the law of each right was checked, until when that is good, and what is past its day."""

import json
import subprocess
from collections.abc import Callable
from datetime import timedelta

import pytest

import rules
from rules import registry
from service.cli.offices import described, lines

Annua = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.mark.parametrize(("days", "overdue"), [(0, False), (1, True)])
def test_a_right_is_marked_from_the_day_after_its_check_was_good(days: int, overdue: bool) -> None:
    office = registry.find("EP")
    assert office is not None
    document = described(office, office.rights[0].checked.good_until + timedelta(days=days))

    assert [right["overdue"] for right in document["rights"]] == [overdue]
    assert lines(document)[1].endswith(" OVERDUE") == overdue


def test_every_office_shows_both_days_of_each_right(annua: Annua) -> None:
    told = [json.loads(line) for line in annua("jurisdictions", "--json").stdout.splitlines()]

    assert [office["code"] for office in told] == list(registry.codes())
    for office, block in zip(told, rules.jurisdictions(), strict=True):
        days = [(right["right"], right["checked"], right["good_until"]) for right in office["rights"]]
        assert days == [(one.name, str(one.checked.on), str(one.checked.good_until)) for one in block.rights]
