"""A corrected date: what moved, what must be asked again, and that nothing falls silent."""

from typing import Any

import pytest
from sqlalchemy import select

from service.store import CaseDateRow
from service.words import language


def _whats(registered: Any, number: int) -> list[str]:
    return [change.what for change in registered.changes if (change.kind, change.number) == ("annuity", number)]


# ---------------------------------------------------------------- the mistyped year


def test_a_completion_made_against_a_date_one_year_off_is_questioned(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent)
    desk.complete("P1-EP", 10, "2025-11-03")
    assert desk.annuities("P1-EP")[10]["state"] == "settled"

    registered = desk.register({"reference": "P1-EP", "dates": {"filing": "2017-11-15"}})

    assert _whats(registered, 10) == ["moved", "questioned"]
    moved = next(change for change in registered.changes if change.number == 10)
    assert (str(moved.old_due), str(moved.new_due)) == ("2025-11-30", "2026-11-30")
    assert (str(moved.old_act_by), str(moved.new_act_by)) == ("2025-11-30", "2026-11-30")
    assert str(moved.why) == "dates.filing 2016-11-15 → 2017-11-15"
    tenth = desk.annuities("P1-EP")[10]
    assert tenth["state"] == "open"
    assert tenth["next_rung_at"] == "2026-11-30T12:00:00+00:00"
    assert tenth["completions"][0]["questioned"]
    assert tenth["completions"][0]["questioned_why"] == (
        "it was made against 2025-11-30, and the date is now 2026-11-30: dates.filing 2016-11-15 → 2017-11-15"
    )


def test_a_deadline_assumed_settled_that_becomes_current_runs_again(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent | {"settled_through": "2025-12-31"})
    assert desk.annuities("P1-EP")[10]["state"] == "settled"  # due 2025-11-30

    registered = desk.register({"reference": "P1-EP", "dates": {"filing": "2017-11-15"}})

    assert _whats(registered, 10) == ["moved", "current_again"]
    tenth = desk.annuities("P1-EP")[10]
    assert (tenth["due"], tenth["state"]) == ("2026-11-30", "open")
    assert tenth["next_rung_at"] == "2026-11-30T12:00:00+00:00"
    assert desk.annuities("P1-EP")[9]["state"] == "settled"  # now due 2025-11-30, still by then


def test_history_that_becomes_current_runs_again(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent)
    registered = desk.register({"reference": "P1-EP", "dates": {"filing": "2020-11-15"}})
    assert _whats(registered, 7) == ["moved", "current_again"]  # from 2022-11-30 to 2026-11-30
    assert desk.annuities("P1-EP")[7]["state"] == "open"


def test_a_running_ladder_does_not_stop_when_its_deadline_moves_into_the_settled_past(
    desk: Any, ep_patent: dict[str, Any]
) -> None:
    desk.register(ep_patent | {"settled_through": "2025-12-31"})
    registered = desk.register({"reference": "P1-EP", "dates": {"filing": "2015-11-15"}})
    assert _whats(registered, 11) == ["moved"]  # from 2026-11-30 to 2025-11-30
    eleventh = desk.annuities("P1-EP")[11]
    assert (eleventh["due"], eleventh["state"]) == ("2025-11-30", "open")
    assert eleventh["next_rung_at"] is not None


def test_what_is_to_be_verified_is_not_silenced_by_moving_further_back(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent)
    desk.register({"reference": "P1-EP", "dates": {"filing": "2010-11-15"}})
    tenth = desk.annuities("P1-EP")[10]
    assert (tenth["due"], tenth["state"]) == ("2019-11-30", "to_verify")


# ---------------------------------------------------------------- completions


def test_a_completion_is_questioned_when_the_date_stays_but_follows_from_other_facts(
    desk: Any, ep_patent: dict[str, Any]
) -> None:
    desk.register(ep_patent)
    desk.complete("P1-EP", 10, "2025-11-03")
    registered = desk.register({"reference": "P1-EP", "dates": {"filing": "2016-11-20"}})
    assert _whats(registered, 10) == ["questioned"]
    assert desk.annuities("P1-EP")[10]["completions"][0]["questioned_why"].startswith("the date is still 2025-11-30")


def test_a_correction_that_does_not_touch_the_law_questions_nothing(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent)
    desk.complete("P1-EP", 10, "2025-11-03")
    registered = desk.register({"reference": "P1-EP", "title": "Stent", "dates": {"publication": "2018-05-23"}})
    assert registered.changes == ()
    assert desk.annuities("P1-EP")[10]["state"] == "settled"


def test_a_completion_of_a_deadline_that_vanishes_is_questioned(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent)
    desk.complete("P1-EP", 10, "2025-11-03")
    registered = desk.register({"reference": "P1-EP", "dates": {"filing": None}})
    assert sorted(_whats(registered, 10)) == ["gone", "questioned"]
    assert desk.row("P1-EP", 10).state == "gone"


def test_a_number_that_vanishes_and_comes_back_is_the_same_deadline_and_its_ladder_runs_again(
    desk: Any, ep_patent: dict[str, Any]
) -> None:
    desk.register(ep_patent)
    desk.complete("P1-EP", 10, "2025-11-03")
    before = desk.annuities("P1-EP")
    desk.register({"reference": "P1-EP", "dates": {"filing": None}})
    registered = desk.register({"reference": "P1-EP", "dates": {"filing": "2016-11-15"}})
    after = desk.annuities("P1-EP")
    assert {number: one["id"] for number, one in after.items()} == {number: one["id"] for number, one in before.items()}
    assert _whats(registered, 11) == ["added"]
    assert (after[11]["state"], after[11]["next_rung_at"]) == ("open", "2026-11-30T12:00:00+00:00")
    assert after[10]["state"] == "open"  # its completion is in question until a person says that it stands
    assert after[8]["state"] == "history"


# ---------------------------------------------------------------- settled_through


def test_settled_through_given_later_settles_what_was_to_be_verified(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent)
    desk.register({"reference": "P1-EP", "settled_through": {"date": "2025-11-30", "source": "invoice 77"}})
    tenth = desk.annuities("P1-EP")[10]
    assert (tenth["state"], tenth["next_rung_at"]) == ("settled", None)
    assert tenth["state_reason"] == "settled through 2025-11-30 according to invoice 77"


def test_settled_through_taken_back_asks_again(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent | {"settled_through": "2026-12-31"})
    assert desk.annuities("P1-EP")[11]["state"] == "settled"
    registered = desk.register({"reference": "P1-EP", "settled_through": None})
    assert _whats(registered, 11) == ["current_again"]
    assert desk.annuities("P1-EP")[11]["state"] == "open"
    assert desk.annuities("P1-EP")[10]["state"] == "to_verify"


def test_another_day_does_not_inherit_the_source_of_the_one_before(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent | {"settled_through": {"date": "2024-11-30", "source": "invoice 71"}})
    desk.register({"reference": "P1-EP", "settled_through": "2025-11-30"}, actor="wu")
    assert desk.case("P1-EP")["settled_through_source"] == "api, wu"


# ---------------------------------------------------------------- dates


def test_a_date_keeps_its_source_its_entry_and_its_verification(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent)
    desk.clock.move(days=1)
    given = {"date": "2016-11-15", "source": "EPO register", "verified_by": "wu"}
    registered = desk.register({"reference": "P1-EP", "dates": {"filing": given}})
    assert registered.corrected
    assert registered.changes == ()
    assert desk.case("P1-EP")["date_sources"]["filing"] == {
        "source": "EPO register",
        "entered_at": "2026-03-03T08:00:00+00:00",
        "entered_by": "li",
        "verified_by": "wu",
        "verified_at": "2026-03-03T08:00:00+00:00",
    }


def test_what_a_date_was_before_stays_as_history(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent)
    for day in ("2017-11-15", None, "2016-11-16"):
        desk.register({"reference": "P1-EP", "dates": {"filing": day}})
    rows = desk.ask(lambda session: session.scalars(select(CaseDateRow).order_by(CaseDateRow.id)).all())
    assert [(row.day and str(row.day), row.current) for row in rows] == [
        ("2016-11-15", False),
        ("2017-11-15", False),
        (None, False),
        ("2016-11-16", True),
    ]


def test_a_correction_that_the_rules_refuse_changes_nothing(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent)
    before = desk.case("P1-EP")
    with pytest.raises(Exception, match=r"dates\.filing 2027-11-15 lies after 2026-03-02"):
        desk.register({"reference": "P1-EP", "title": "Stent", "dates": {"filing": "2027-11-15"}})
    assert desk.case("P1-EP") == before


# ---------------------------------------------------------------- reports


def test_a_move_is_an_event_with_old_and_new_dates(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent)
    desk.register({"reference": "P1-EP", "dates": {"filing": "2017-11-15"}})
    told = {event["number"]: event for event in desk.events("deadline.changed") if event["what"] == "moved"}
    assert told[11] == {
        "reference": "P1-EP",
        "jurisdiction": "EP",
        "as_of": "2026-03-02",
        "kind": "annuity",
        "number": 11,
        "office": "EP",
        "title": "Renewal fee for year 11",
        "title_code": "title.annuity",
        "title_params": {"number": 11, "office": "EP"},
        "what": "moved",
        "old_due": "2026-11-30",
        "new_due": "2027-11-30",
        "old_act_by": "2026-11-30",
        "new_act_by": "2027-11-30",
        "why": "dates.filing 2016-11-15 → 2017-11-15",
        "why_code": "change.facts",
        "why_params": told[11]["why_params"],
    }


def test_what_is_said_of_a_deadline_can_be_said_in_chinese(desk: Any, ep_patent: dict[str, Any]) -> None:
    """Why it is in its state, why a completion is in question, what caused a change: each is kept with its code."""
    desk.register(ep_patent | {"settled_through": "2024-12-31", "settled_through_source": "invoice 77"})
    desk.complete("P1-EP", 10, "2025-11-03", by="Annuities Ltd")
    desk.complete("P1-EP", 11, "2026-02-27")
    settled = desk.annuities("P1-EP")
    assert _chinese(settled[9], "state_reason") == "依据 invoice 77，截至 2024-12-31 视为已办结"
    assert _chinese(settled[10], "state_reason") == "由 Annuities Ltd 确认于 2025-11-03 完成"
    early = settled[11]["completions"][0]
    assert _chinese(early, "questioned_why") == "2026-02-27 早于可有效缴费或办理的首日 2026-08-31"

    desk.register({"reference": "P1-EP", "title": "Stent", "dates": {"filing": "2017-11-15"}})

    why = "名称 Catheter → Stent；申请日 2016-11-15 → 2017-11-15"
    tenth = desk.annuities("P1-EP")[10]
    assert _chinese(tenth, "state_reason") == f"重新开启：{why}"
    moved = "完成时的日期为 2025-11-30，现为 2026-11-30："
    assert _chinese(tenth["completions"][0], "questioned_why") == moved + why
    events = [event for event in desk.events("deadline.changed") if event["what"] == "moved"]
    assert {_chinese(event, "why") for event in events} == {why}


def _chinese(said: dict[str, Any], name: str) -> str:
    return language("zh-Hans").stored(said[f"{name}_code"], said[f"{name}_params"], said[name])


def test_another_office_takes_the_old_deadlines_away(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent)
    registered = desk.register({"reference": "P1-EP", "jurisdiction": "XX"})
    assert registered.unruled
    assert _whats(registered, 11) == ["gone"]
    assert desk.case("P1-EP")["unruled"]


def test_a_completion_that_falls_out_of_the_window_with_a_new_grace_end_is_questioned_once(
    desk: Any, ep_patent: dict[str, Any]
) -> None:
    desk.register(ep_patent)
    desk.complete("P1-EP", 10, "2025-11-03")
    desk.register({"reference": "P1-EP", "dates": {"filing": "2017-11-15"}})
    registered = desk.register({"reference": "P1-EP", "dates": {"filing": "2018-11-15"}})
    assert _whats(registered, 10) == ["moved"]  # already in question
    assert len(desk.annuities("P1-EP")[10]["completions"]) == 1


def test_what_is_to_be_verified_and_moves_into_the_future_gets_its_ladder(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent)
    registered = desk.register({"reference": "P1-EP", "dates": {"filing": "2017-11-15"}})
    assert _whats(registered, 10) == ["moved", "current_again"]
    assert desk.annuities("P1-EP")[10]["state"] == "open"
