"""Registering: a merging upsert by reference, whole or not at all, that tells what it did."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import func, select

from service.portfolio.errors import Invalid, Stale
from service.portfolio.people import upsert_person
from service.portfolio.registering import register_many
from service.store import CaseDateRow, CaseRow, DeadlineRow

YI = {"key": "yi", "name": "Yi Chen", "address": "yi@example.com", "zone": "Asia/Shanghai"}


def _count(desk: Any, table: Any) -> int:
    counted: int = desk.ask(lambda session: session.scalar(select(func.count()).select_from(table)))
    return counted


# ---------------------------------------------------------------- a new case


def test_a_new_case_is_stored_with_its_schedule(desk: Any, ep_patent: dict[str, Any]) -> None:
    registered = desk.register(ep_patent)
    assert registered.created
    assert registered.schedule["reference"] == "P1-EP"
    stored = desk.annuities("P1-EP")[11]
    assert (stored["due"], stored["act_by"], stored["grace_ends"]) == ("2026-11-30", "2026-11-30", "2027-05-31")
    assert stored["title"] == "Renewal fee for year 11"
    assert stored["covers"] == {"from": "2026-11-15", "to": "2027-11-14"}
    assert desk.case("P1-EP")["title"] == "Catheter"


def test_the_stored_deadlines_are_those_of_compute(desk: Any, ep_patent: dict[str, Any]) -> None:
    computed = desk.register(ep_patent).schedule["deadlines"]
    stored = desk.case("P1-EP")["deadlines"]
    assert [{key: one[key] for key in computed[0]} for one in stored] == computed


def test_what_was_past_is_history_or_to_be_verified_and_what_comes_has_its_ladder(
    desk: Any, ep_patent: dict[str, Any]
) -> None:
    desk.register(ep_patent)
    states = {number: one["state"] for number, one in desk.annuities("P1-EP").items() if number <= 12}
    assert states == {
        3: "history",
        4: "history",
        5: "history",
        6: "history",
        7: "history",
        8: "history",  # due 2023-11-30, late until 2024-05-31, restoration until 2025-05-31
        9: "to_verify",  # due 2024-11-30, late until 2025-05-31, restoration until 2026-05-31
        10: "to_verify",  # due 2025-11-30, late until 2026-05-31
        11: "open",  # due 2026-11-30
        12: "open",
    }
    rungs = {number: one["next_rung_at"] for number, one in desk.annuities("P1-EP").items()}
    assert rungs[8] is None
    assert rungs[10] == "2025-11-30T12:00:00+00:00"
    assert rungs[11] == "2026-11-30T12:00:00+00:00"


def test_settled_through_settles_what_was_due_by_then_on_that_authority(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent | {"settled_through": {"date": "2025-11-30", "source": "EPO register 2026-02-27"}})
    annuities = desk.annuities("P1-EP")
    assert annuities[10]["state"] == "settled"
    assert annuities[10]["state_reason"] == "settled through 2025-11-30 according to EPO register 2026-02-27"
    assert annuities[11]["state"] == "open"


def test_a_case_without_rules_is_stored_as_unruled(desk: Any) -> None:
    registered = desk.register(
        {"reference": "P7-XX", "jurisdiction": "XX", "right": "patent", "dates": {"filing": "2020-02-29"}}
    )
    assert registered.created
    assert registered.unruled
    case = desk.case("P7-XX")
    assert case["unruled"]
    assert case["dates"] == {"filing": "2020-02-29"}
    assert case["errors"][0]["code"] == "unruled.office"
    assert case["deadlines"] == []


# ---------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("changed", "field", "message"),
    [
        ({"reference": None}, "reference", "reference is missing; give the name by which you know the case"),
        ({"reference": "   "}, "reference", "reference must not be empty"),
        ({"titel": "Catheter"}, "titel", "titel is not known (did you mean title?); known are "),
        ({"dates": {"fileing": "2016-11-15"}}, "dates.fileing", "dates.fileing is not known (did you mean filing?)"),
        ({"dates": {"filing": "15.11.2016"}}, "dates.filing", "dates.filing 15.11.2016 is not a date"),
        ({"dates": {"filing": "0202-11-15"}}, "dates.filing", "dates.filing 0202-11-15 lies outside 1800 to 2200"),
        ({"dates": {"filing": {"day": "2016-11-15"}}}, "dates.filing.day", "dates.filing.day is not known"),
        ({"dates": {"filing": 20161115}}, "dates.filing", "dates.filing 20161115 is not a date"),
        ({"numbers": {"grant": "1"}}, "numbers.grant", "numbers.grant is not known"),
        ({"numbers": {"application": 161234}}, "numbers.application", "numbers.application must be a text of at most"),
        ({"right": "patnet"}, "right", "right patnet is not known (did you mean patent?)"),
        ({"responsible": "yi"}, "responsible", "responsible yi is nobody's key; register the person first"),
        (
            {"settled_through": "2062-01-01"},
            "settled_through",
            "lies more than a year after 2026-03-02; check the year",
        ),
        ({"settled_through": "yesterday"}, "settled_through", "settled_through yesterday is not a date"),
        ({"parent": "P1-EP"}, "parent", "parent P1-EP is the case itself"),
        ({"title": "x" * 2001}, "title", "title must be a text of at most 2000 characters; this one has 2001"),
        ({"title": "a\x00b"}, "title", "title holds a character that is not text ('\\x00')"),
        ({"title": "\ud83d"}, "title", "title holds a character that is not text ('\\ud83d')"),
        ({"attributes": {"x\x00": 1}}, "attributes", "attributes holds a character that is not text"),
        ({"attributes": {"a": {"b": {"c": {"d": {"e": {}}}}}}}, "attributes.a.b.c.d", "a deeply nested value"),
        ({"dates": "2016-11-15"}, "dates", "dates must be an object, not 2016-11-15"),
    ],
)
def test_a_document_in_trouble_is_refused_by_field_and_stores_nothing(
    desk: Any, ep_patent: dict[str, Any], changed: dict[str, Any], field: str, message: str
) -> None:
    with pytest.raises(Invalid) as refused:
        desk.register(ep_patent | changed)
    assert field in [error.field for error in refused.value.errors]
    assert message in str(refused.value)
    assert _count(desk, CaseRow) == 0


def test_a_person_who_is_not_known_is_suggested(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.write(upsert_person, YI | {"key": "yi.chen"})
    with pytest.raises(Invalid, match=r"responsible yi\.chan is nobody's key \(did you mean yi\.chen\?\)"):
        desk.register(ep_patent | {"responsible": "yi.chan"})


def test_something_that_is_no_object_is_refused(desk: Any) -> None:
    (answer,) = desk.write(register_many, [["P1-EP"]])
    assert [error.message.code for error in answer.errors] == ["case.not_an_object"]


# ---------------------------------------------------------------- merging


def test_an_absent_key_is_unchanged_and_null_deletes(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent | {"owner": "Acme", "numbers": {"application": "16198765.4", "publication": "EP3000000"}})
    desk.register({"reference": "P1-EP", "owner": None, "numbers": {"publication": None, "registration": "3000000"}})
    case = desk.case("P1-EP")
    assert case["title"] == "Catheter"
    assert case["owner"] is None
    assert case["numbers"] == {"application": "16198765.4", "registration": "3000000"}
    assert case["dates"] == {"filing": "2016-11-15"}


def test_deleting_a_date_says_which_deadlines_went(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent)
    registered = desk.register({"reference": "P1-EP", "dates": {"filing": None}})
    gone = {change.number: change for change in registered.changes if change.kind == "annuity"}
    assert {change.what for change in gone.values()} == {"gone"}
    assert min(gone) == 3
    assert str(gone[11].old_due) == "2026-11-30"
    assert gone[11].new_due is None
    assert str(gone[11].why) == "dates.filing 2016-11-15 → –"
    assert desk.case("P1-EP")["deadlines"] == []
    assert desk.row("P1-EP", 11).next_rung_at is None


def test_the_same_document_twice_changes_nothing(desk: Any, ep_patent: dict[str, Any]) -> None:
    document = ep_patent | {
        "settled_through": "2025-11-30",
        "dates": {"filing": {"date": "2016-11-15", "source": "EPO"}},
    }
    desk.register(document)
    before = desk.case("P1-EP")
    again = desk.register(document)
    assert not again.created
    assert not again.corrected
    assert again.changes == ()
    assert desk.case("P1-EP") == before
    assert _count(desk, CaseDateRow) == 1


def test_naming_another_person_plans_the_ladders_anew(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.write(upsert_person, YI)
    desk.register(ep_patent)
    registered = desk.register({"reference": "P1-EP", "responsible": "yi"})
    assert registered.changes == ()
    assert desk.case("P1-EP")["responsible"] == "yi"


# ---------------------------------------------------------------- many at once


def test_a_bad_row_does_not_keep_the_good_ones_out(desk: Any, ep_patent: dict[str, Any]) -> None:
    rows = [
        ep_patent,
        ep_patent | {"reference": "P2-EP", "dates": {"filing": "2016-13-01"}},
        ep_patent | {"reference": "P3-EP"},
        "nonsense",
    ]
    answers = desk.write(register_many, rows)
    assert [answer.created for answer in answers] == [True, False, True, False]
    assert [len(answer.errors) for answer in answers] == [0, 1, 0, 1]
    assert _count(desk, CaseRow) == 2


def test_a_reference_that_comes_twice_is_merged_in_order(desk: Any, ep_patent: dict[str, Any]) -> None:
    answers = desk.write(register_many, [ep_patent, {"reference": "P1-EP", "title": "Stent"}, {"reference": "P1-EP"}])
    assert [(answer.created, answer.corrected) for answer in answers] == [(True, False), (False, True), (False, False)]
    assert desk.case("P1-EP")["title"] == "Stent"


def test_new_and_known_cases_mix_in_one_batch(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent)
    answers = desk.write(
        register_many,
        [
            ep_patent | {"reference": "P0-EP"},
            ep_patent | {"dates": {"filing": "2017-11-15"}},
            ep_patent | {"owner": "Acme"},
        ],
    )
    assert [answer.reference for answer in answers] == ["P0-EP", "P1-EP", "P1-EP"]
    assert desk.case("P1-EP")["owner"] == "Acme"
    assert desk.case("P1-EP")["dates"] == {"filing": "2016-11-15"}  # the third document said so again


def test_more_cases_than_a_batch_holds_are_all_stored(desk: Any, ep_patent: dict[str, Any]) -> None:
    answers = desk.write(register_many, ({**ep_patent, "reference": f"P{number}"} for number in range(1201)))
    assert sum(answer.created for answer in answers) == 1201
    assert _count(desk, DeadlineRow) == 1201 * len(desk.case("P7")["deadlines"])


# ---------------------------------------------------------------- revision and trail


def test_an_update_against_an_old_revision_is_refused(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent)
    desk.register({"reference": "P1-EP", "title": "Stent"}, if_match=1)
    with pytest.raises(Stale, match="P1-EP is at revision 2, not 1: somebody changed it; read it again"):
        desk.register({"reference": "P1-EP", "title": "Pump"}, if_match=1)
    assert desk.case("P1-EP")["title"] == "Stent"
    assert desk.case("P1-EP")["revision"] == 2


def test_every_write_is_in_the_trail_with_actor_before_and_after(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent, actor="feed")
    desk.register({"reference": "P1-EP", "title": "Stent"}, actor="li")
    (first,) = desk.trail("case.registered")
    assert (first.actor, first.subject, first.before) == ("feed", "case P1-EP", None)
    assert first.after["dates.filing"] == "2016-11-15"
    assert first.at == datetime(2026, 3, 2, 8, tzinfo=UTC)
    (second,) = desk.trail("case.corrected")
    assert (second.actor, second.before, second.after) == ("li", {"title": "Catheter"}, {"title": "Stent"})


def test_others_hear_of_a_new_and_of_a_changed_case(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent)
    desk.register({"reference": "P1-EP", "title": "Stent"})
    assert desk.events("case.registered") == [{"reference": "P1-EP", "jurisdiction": "EP", "right": "patent"}]
    assert desk.events("case.updated") == [{"reference": "P1-EP", "changed": ["title"]}]
    assert desk.events("deadline.changed") == []


def test_a_number_that_looks_mistyped_is_stored_with_a_warning(desk: Any, ep_patent: dict[str, Any]) -> None:
    case = {"reference": "P1-CN", "jurisdiction": "CN", "right": "patent", "dates": {"filing": "2017-07-21"}}
    desk.register(case | {"numbers": {"application": "201710601826.3"}})

    assert desk.case("P1-CN")["numbers"] == {"application": "201710601826.3"}
    (warning,) = [one for one in desk.case("P1-CN")["warnings"] if one["code"].startswith("number.")]
    assert warning["code"] == "number.check_digit"
    assert warning["params"]["field"] == "numbers.application"

    desk.register({"reference": "P1-CN", "numbers": {"application": "201710601862.3"}})

    assert not [one for one in desk.case("P1-CN")["warnings"] if one["code"].startswith("number.")]
