"""What a drill finds: a healthy run nothing, and each failure exactly the deadlines that it hurts.

Fees of European applications fall due at the end of the month of filing: of those filed in June 2023, year 4 on 30 June
2026 (a Tuesday), of those filed in September 2023 on 30 September 2026 (a Wednesday). Reminders begin 180 days before.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import update

from service.drill.report import Report
from service.portfolio.absences import enter_absence
from service.store import CaseRow, DeadlineRow

Troubles = dict[str, list[str]]

JUNE, SEPTEMBER = "2023-06-12", "2023-09-14"
FROM_MARCH = ("2026-03-03", 240)


@pytest.fixture
def tens(portfolio: Any) -> Any:
    """Forty cases, half of them with a fee in June and half with one in September."""
    for number in range(20):
        portfolio.case(f"J{number:02}", JUNE)
        portfolio.case(f"S{number:02}", SEPTEMBER)
    return portfolio


def reasons(report: Report, reference: str) -> dict[str, str]:
    (finding,) = [one for one in report.findings if one.story.case.reference == reference]
    return {trouble.what: str(trouble.why) for trouble in finding.troubles}


def test_a_healthy_run_reports_nothing(tens: Any) -> None:
    report = tens.drill(*FROM_MARCH)

    assert report.looked_at == 40
    assert report.findings == ()
    assert report.counts == {"unreminded": 0, "unanswered": 0, "late": 0}
    assert report.figures["completions"] >= 40
    assert report.figures["troubled"] == 0


def test_the_same_seed_gives_the_same_report_and_another_seed_another_drill(tens: Any) -> None:
    asked: dict[str, Any] = {"mail_down": ["9d"], "bounces": 40}
    once, again = (tens.drill(*FROM_MARCH, seed=5, **asked).as_document() for _ in range(2))

    assert once == again
    assert once["outages"] != tens.drill(*FROM_MARCH, seed=6, **asked).as_document()["outages"]


def test_a_short_outage_of_the_mail_is_made_good(tens: Any) -> None:
    """Two days in the middle of the ladders: what waited leaves afterwards."""
    assert tens.drill(*FROM_MARCH, mail_down=["2d@2026-06-16"]).findings == ()


def test_a_week_without_the_service_is_made_good(tens: Any) -> None:
    assert tens.drill(*FROM_MARCH, down=["7d@2026-06-01"]).findings == ()


def test_mail_that_is_down_all_the_while_leaves_everybody_unreminded(
    portfolio: Any, told: Callable[[Report], Troubles]
) -> None:
    portfolio.case("J", JUNE)
    portfolio.case("S", SEPTEMBER)

    report = portfolio.drill("2026-03-03", 150, mail_down=["150d@2026-03-03"])

    assert told(report) == {"J": ["unreminded", "late"]}
    assert reasons(report, "J") == {
        "unreminded": "no reminder of it ever arrived: mail was down from 2026-03-03 00:00 to 2026-07-31 00:00",
        "late": "not done by the end of the drill; nobody was told",
    }


def test_an_outage_of_the_mail_over_the_last_day_is_reported(
    portfolio: Any, told: Callable[[Report], Troubles]
) -> None:
    """Reminded all spring, and nobody answered; then the last rungs don't leave by 30 June."""
    portfolio.case("J", JUNE, backup=None)
    portfolio.case("S", SEPTEMBER, backup=None)

    report = portfolio.drill("2026-03-03", 130, absent=["eva"], mail_down=["14d@2026-06-24"])

    assert told(report) == {"J": ["unreminded", "unanswered", "late"]}
    assert reasons(report, "J")["unreminded"] == (
        "no reminder arrived in its last 4 days: mail was down from 2026-06-24 00:00 to 2026-07-08 00:00"
    )


def test_a_service_that_is_down_over_the_last_day_is_reported_and_the_fee_is_paid_late(
    portfolio: Any, told: Callable[[Report], Troubles]
) -> None:
    """Once the service is back, the first reminder of the late period is read, and the fee paid with its surcharge."""
    portfolio.case("J", JUNE)

    report = portfolio.drill("2026-06-01", 60, down=["35d@2026-06-01"])

    assert told(report) == {"J": ["unreminded", "late"]}
    why = reasons(report, "J")
    assert "the service was down from 2026-06-01 00:00 to 2026-07-06 00:00" in why["unreminded"]
    assert why["late"].startswith("done on 2026-07-0")


def test_an_absent_person_is_stood_in_for_by_the_backup(tens: Any) -> None:
    report = tens.drill(*FROM_MARCH, absent=["Eva"])

    assert report.scenario.absent == {"eva@example.com"}
    assert report.findings == ()


def test_without_a_backup_an_absent_person_leaves_fees_unanswered(
    portfolio: Any, told: Callable[[Report], Troubles]
) -> None:
    portfolio.case("alone", JUNE, backup=None)
    portfolio.case("together", JUNE)

    report = portfolio.drill("2026-03-03", 130, absent=["eva"])

    assert told(report) == {"alone": ["unanswered", "late"]}
    why = reasons(report, "alone")
    assert "(eva@example.com (absent)), nobody answered and nobody else was told" in why["unanswered"]
    assert why["late"] == "not done by the end of the drill; told were eva@example.com (absent)"


def test_when_all_are_absent_nothing_is_done_though_everybody_was_told(
    portfolio: Any, told: Callable[[Report], Troubles]
) -> None:
    """The reminders went on to the back-up, as they should; that is no help here."""
    portfolio.case("J", JUNE)

    report = portfolio.drill("2026-03-03", 130, absent=["eva", "max@example.com"])

    assert told(report) == {"J": ["late"]}
    assert "eva@example.com (absent), max@example.com (absent)" in reasons(report, "J")["late"]


def test_mails_that_come_back_go_to_the_backup_and_leave_the_lonely_unreminded(
    portfolio: Any, told: Callable[[Report], Troubles]
) -> None:
    portfolio.person("kim")
    portfolio.case("alone", JUNE, responsible="kim", backup=None)
    portfolio.case("together", JUNE, responsible="kim", backup="eva")

    for seed in range(1, 30):
        report = portfolio.drill("2026-06-20", 1, bounces=30, seed=seed)
        if report.scenario.bouncing == {"kim@example.com"}:
            break
    report = portfolio.drill("2026-03-03", 130, bounces=30, seed=seed)

    assert told(report) == {"alone": ["unreminded", "late"]}
    assert reasons(report, "alone")["unreminded"] == (
        "no reminder of it ever arrived: 550 5.1.1 no such user: kim@example.com"
    )


def test_a_case_of_nobody_is_unreminded_without_a_fallback(portfolio: Any, told: Callable[[Report], Troubles]) -> None:
    portfolio.case("nobody's", JUNE, responsible=None, backup=None)

    report = portfolio.drill("2026-03-03", 130)

    assert told(report) == {"nobody's": ["unreminded", "late"]}
    assert (
        "nobody is named on the case, and there is no fallback recipient" in reasons(report, "nobody's")["unreminded"]
    )


def test_stored_absences_are_kept_and_the_substitute_acts(portfolio: Any) -> None:
    portfolio.person("kim")
    portfolio.case("J", JUNE, backup=None)
    away = {"person": "eva", "first": "2026-03-03", "last": "2026-08-31", "substitute": "kim"}
    portfolio.write(enter_absence, away)

    assert portfolio.drill("2026-03-03", 130).findings == ()


def test_what_was_settled_or_closed_before_is_not_looked_at(portfolio: Any) -> None:
    portfolio.case("done", JUNE)
    portfolio.case("closed", JUNE)
    done = update(DeadlineRow).where(DeadlineRow.act_by == date(2026, 6, 30)).values(state="settled", next_rung_at=None)
    closed = update(CaseRow).where(CaseRow.reference == "closed").values(closed_at=datetime(2026, 3, 2, tzinfo=UTC))
    portfolio.write(lambda session, _context: (session.execute(done), session.execute(closed)))

    assert portfolio.drill("2026-03-03", 130, absent=["eva", "max"]).looked_at == 0


def test_a_fee_whose_day_lies_behind_the_drill_is_not_judged(portfolio: Any) -> None:
    """On 30 June the day is over at the office only at midnight in Munich, 22:00 UTC."""
    portfolio.case("J", JUNE)

    assert portfolio.drill("2026-06-01", 29, absent=["eva", "max"]).looked_at == 0
    assert portfolio.drill("2026-06-01", 30, absent=["eva", "max"]).looked_at == 1
