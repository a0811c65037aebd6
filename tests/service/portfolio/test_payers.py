"""One payer for each day of each right, across the cases that hang together."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import event

from service.portfolio.payers import PayerFault, find_faults, payer_faults
from service.store.families import Member

TODAY = date(2026, 3, 2)
FILED, MENTION = "2016-11-15", "2021-06-09"  # the fifth year is running: 2020-11-15 to 2021-11-14


def european(reference: str = "P1-EP", **other: Any) -> dict[str, Any]:
    """A granted European application: its office was paid through 2021-11-14."""
    dates = {"filing": FILED, "grant": MENTION}
    facts = {"reference": reference, "jurisdiction": "EP", "right": "patent", "status": "granted", "family": "P1"}
    return facts | {"dates": dates} | other


def part(jurisdiction: str, **other: Any) -> dict[str, Any]:
    """A validation, or the unitary patent: it pays from 2021-11-15 on."""
    facts: dict[str, Any] = {
        "reference": f"P1-{jurisdiction}",
        "jurisdiction": jurisdiction,
        "right": "patent",
        "parent": "P1-EP",
    }
    facts |= {"route": "up" if jurisdiction == "UP" else "ep", "dates": {"filing": FILED, "ep_grant": MENTION}}
    return facts | other


def found(desk: Any, *documents: dict[str, Any]) -> list[PayerFault]:
    for document in documents:
        desk.register(document)
    faults: list[PayerFault] = desk.ask(lambda session: payer_faults(session, TODAY))
    return faults


def told(faults: list[PayerFault]) -> list[tuple[str, str]]:
    return [(fault.reference, fault.message.code.removeprefix("payers.")) for fault in faults]


# ---------------------------------------------------------------- European patents


def test_a_european_patent_with_its_parts_has_one_payer(desk: Any) -> None:
    """GB, validated by parent, and DE, that shares only the family."""
    assert found(desk, european(), part("GB"), part("DE", parent=None, family="P1")) == []


@pytest.mark.parametrize(
    ("case", "faults"),
    [
        ({}, [("P1-EP", "no_parts")]),
        ({"attributes": {"validations": []}}, []),
        ({"watched_by": "Muster & Partner"}, []),
        ({"status": "lapsed"}, []),
        ({"dates": {"filing": FILED}, "status": "pending"}, []),
    ],
)
def test_a_granted_european_patent_has_parts_or_says_that_it_has_none(
    desk: Any, case: dict[str, Any], faults: list[tuple[str, str]]
) -> None:
    """Not asked of one that somebody else watches, that is over, or that isn't granted yet."""
    assert told(found(desk, european(**case))) == faults


def test_each_country_of_validation_has_its_part(desk: Any) -> None:
    faults = found(desk, european(attributes={"validations": ["DE", "FR", "GB"]}), part("GB"))

    assert told(faults) == [("P1-EP", "parts_missing")]
    assert "validated in DE, FR, where" in str(faults[0].message)


def test_a_part_that_lapsed_is_registered_all_the_same(desk: Any) -> None:
    assert found(desk, european(), part("DE", status="lapsed")) == []


def test_a_part_counts_from_the_days_of_its_application(desk: Any) -> None:
    """A mention a year late leaves a year unpaid, an early one pays a year twice; so does another filing day."""
    late = part("DE", dates={"filing": FILED, "ep_grant": "2022-06-09"})
    early = part("FR", dates={"filing": FILED, "ep_grant": "2020-06-09"})
    other = part("GB", dates={"filing": "2016-11-16", "ep_grant": MENTION})
    faults = found(desk, european(), late, early, other)

    assert told(faults) == [("P1-DE", "other_mention"), ("P1-FR", "other_mention"), ("P1-GB", "other_filing")]
    assert "P1-DE has 2022-06-09 as the mention of grant, its European application P1-EP has 2021-06-09" in str(
        faults[0].message
    )


def test_a_part_of_an_application_still_pending_is_told(desk: Any) -> None:
    """The application goes on paying until its own grant is known."""
    pending = european(dates={"filing": FILED}, status="pending")
    faults = found(desk, pending, part("DE"))

    assert told(faults) == [("P1-DE", "other_mention")]
    assert "has no date" in str(faults[0].message)


def test_a_divisional_has_parts_of_its_own(desk: Any) -> None:
    """Two applications in one family: a part belongs to the one that it counts from."""
    second = european("P1-EP-DIV", route="divisional", family="P1")
    second["dates"] = {"filing": "2019-02-01", "parent_filing": "2017-01-20", "grant": "2022-06-08"}
    of_second = part("FR", reference="P1-FR-DIV", parent=None, family="P1")
    of_second["dates"] = {"filing": "2017-01-20", "ep_grant": "2022-06-08"}

    assert found(desk, european(), part("DE"), second, of_second) == []


def member(reference: str, jurisdiction: str, first: date, last: date, spans: list[dict[str, str]]) -> Member:
    """A case of the family as it is stored, with the days that its annuities pay for."""
    hub = jurisdiction == "EP"
    return Member(
        *(reference, jurisdiction, "patent", "direct" if hub else "ep", "granted", "P1", None if hub else "P1-EP"),
        *(None, False, {}, spans),
        dates={"filing": date(2016, 11, 15), "ep_grant": date(2021, 6, 9)},
        paid=(first, last),
    )


@pytest.mark.parametrize(
    ("first", "free", "fault"),
    [
        (date(2021, 11, 15), [], None),
        (date(2020, 11, 15), [], "payers.paid_twice"),
        (date(2022, 11, 15), [], "payers.paid_by_nobody"),
        # Where a state asks for nothing before the seventh year, nobody has to pay for the sixth.
        (date(2022, 11, 15), [{"from": "2016-11-15", "to": "2022-11-14", "as": "free"}], None),
        (date(2023, 11, 15), [{"from": "2016-11-15", "to": "2022-11-14", "as": "free"}], "payers.paid_by_nobody"),
    ],
)
def test_a_part_pays_from_the_day_after_the_last_one_paid_to_the_european_office(
    first: date, free: list[dict[str, str]], fault: str | None
) -> None:
    """The European Patent Office was paid through 14 November 2021; stored payments decide."""
    application = member("P1-EP", "EP", date(2018, 11, 15), date(2021, 11, 14), [])
    faults = find_faults([application, member("P1-DE", "DE", first, date(2036, 11, 15), free)], TODAY)

    assert [one.message.code for one in faults] == ([fault] if fault else [])


# ---------------------------------------------------------------- unitary patents


def unitary(registered: str = "2023-09-01") -> dict[str, Any]:
    return part("UP", dates={"filing": FILED, "ep_grant": MENTION, "registration": registered})


def test_a_unitary_patent_and_a_validation_in_one_of_its_states_are_two_payers(desk: Any) -> None:
    faults = found(desk, european(), unitary(), part("DE"), part("GB"))

    assert told(faults) == [("P1-DE", "unitary_too")]


def test_romania_is_validated_beside_a_unitary_patent_registered_before_it_joined(desk: Any) -> None:
    assert found(desk, european(), unitary("2024-08-31"), part("RO")) == []
    desk.register({"reference": "P1-UP", "dates": {"registration": "2024-09-01"}})

    assert told(found(desk)) == [("P1-RO", "unitary_too")]


def test_a_validation_that_is_over_pays_nothing(desk: Any) -> None:
    assert found(desk, european(), unitary(), part("DE", status="lapsed")) == []


# ---------------------------------------------------------------- international marks


MARK: dict[str, Any] = {"reference": "M1-WO", "jurisdiction": "WO", "right": "trademark", "route": "madrid"}
MARK |= {"dates": {"registration": "2019-05-10"}}
IN_SINGAPORE: dict[str, Any] = {"reference": "M1-SG", "jurisdiction": "SG", "right": "trademark", "route": "madrid"}
IN_SINGAPORE |= {"dates": {"filing": "2019-05-10", "ir": "2019-05-10", "registration": "2020-03-03"}}


@pytest.mark.parametrize("bond", [{"parent": "M1-WO"}, {"family": "M1"}])
def test_a_designation_is_paid_for_with_its_international_registration(desk: Any, bond: dict[str, str]) -> None:
    assert found(desk, MARK | {"family": "M1"}, IN_SINGAPORE | bond) == []


def test_a_designation_without_its_international_registration_is_renewed_by_nobody(desk: Any) -> None:
    """Unless somebody else renews it."""
    assert told(found(desk, MARK, IN_SINGAPORE)) == [("M1-SG", "no_international")]
    assert told(found(desk, {"reference": "M1-SG", "watched_by": "the parent company"})) == []


def test_a_designation_has_no_renewal_of_its_own() -> None:
    mark = Member("M1-WO", "WO", "trademark", "madrid", "registered", "M1", None, None, False, {}, [], renewals=2)
    part_of_it = Member("M1-SG", "SG", "trademark", "madrid", "registered", "M1", None, None, False, {}, [], renewals=1)

    assert told(find_faults([mark, part_of_it], TODAY)) == [("M1-SG", "renewed_twice")]


# ---------------------------------------------------------------- PCT applications


def pct(filed: str = "2020-01-15", **other: Any) -> dict[str, Any]:
    """An international application; filed in January 2020, its last time for entry is over since February 2023."""
    facts = {"reference": "P2-WO", "jurisdiction": "WO", "right": "patent", "route": "pct", "family": "P2"}
    return facts | {"dates": {"filing": filed}} | other


ENTERED_US: dict[str, Any] = {"reference": "P2-US", "jurisdiction": "US", "right": "patent", "route": "pct"}
ENTERED_US |= {"dates": {"filing": "2020-01-15", "national_entry": "2022-07-01"}}


@pytest.mark.parametrize(
    ("cases", "faults"),
    [
        ([pct()], [("P2-WO", "nowhere_entered")]),
        ([pct(), ENTERED_US | {"parent": "P2-WO"}], []),
        ([pct(), ENTERED_US | {"family": "P2"}], []),
        ([pct(), ENTERED_US], [("P2-WO", "nowhere_entered")]),
        ([pct(attributes={"designations": []})], []),
        ([pct(status="abandoned")], []),
        ([pct("2025-01-15")], []),
        (
            [pct(attributes={"designations": ["US", "EP"]}), ENTERED_US | {"parent": "P2-WO"}],
            [("P2-WO", "not_entered")],
        ),
        ([pct("2023-08-20", attributes={"designations": ["US", "EP"]})], [("P2-WO", "not_entered")]),
    ],
    ids=["nowhere", "child", "family", "a stranger", "none wanted", "abandoned", "time left", "one missing", "US over"],
)
def test_past_its_times_for_entry_an_application_has_entered_or_somebody_says_it_wont(
    desk: Any, cases: list[dict[str, Any]], faults: list[tuple[str, str]]
) -> None:
    assert told(found(desk, *cases)) == faults


def test_only_offices_whose_time_is_over_are_missed(desk: Any) -> None:
    """Filed on 20 August 2023: the United States ended on 20 February 2026, the European Office waits a month more."""
    faults = found(desk, pct("2023-08-20", attributes={"designations": ["US", "EP"]}))

    assert "over at US, where" in str(faults[0].message)


def test_the_questions_to_the_store_dont_grow_with_the_portfolio(desk: Any) -> None:
    """Four for a portfolio of one family, four for one of five."""
    counted = []
    for round_ in range(2):
        for number in range(1 + 4 * round_):
            desk.register(pct(reference=f"P{round_}{number}-WO", family=f"P{round_}{number}"))
        asked: list[str] = []

        def watcher(*said: Any, asked: list[str] = asked) -> None:
            asked.append(said[2])

        event.listen(desk.engine, "before_cursor_execute", watcher)
        desk.ask(lambda session: payer_faults(session, TODAY))
        event.remove(desk.engine, "before_cursor_execute", watcher)
        counted.append(sum(statement.startswith("SELECT") for statement in asked))

    assert counted == [4, 4]
