"""Reference pages: what the module says, in sentences that can be checked against the statute."""

import pytest

import rules
from rules import reference, registry


def test_a_page_states_law_calendar_rules_and_an_example():
    """The European page names the article, the rule in words, the doubt and days computed by the rule."""
    page = reference.page(registry.find("EP"))

    assert "# EP: European Patent Office" in page
    assert "- Due: the last day of the month of (legal filing + (n − 1) years) (EPC r. 51(1))." in page
    assert "- Late: until the last day of the month of (the due day + 6 months), 50 % (EPC r. 51(2))." in page
    assert "| Renewal fee for year 3 | 2019-09-30 | 2020-03-31 | 2020-03-31 | 2020-09-30 | 2021-09-30 |" in page
    assert "Arguable, if the due day is on or before filing" in page
    assert "after 2026 dates are provisional" in page


def test_coverage_lists_every_office_with_its_rights():
    """One row per office that has rules."""
    rows = [line for line in reference.coverage().splitlines() if line.startswith("| [")]

    assert [row[3:5] for row in rows] == list(registry.codes())


@pytest.mark.parametrize("office", rules.jurisdictions(), ids=lambda office: office.code)
def test_every_right_has_an_example_or_needs_a_fact_of_its_own(office):
    """A page shows each right at work; where the usual dates give nothing, the rules await a fact and say which."""
    page = reference.page(office)

    assert page.count("Example, computed by the rule") + page.count("- Needs `") >= len(office.rights)
    assert "{" not in page
