"""Stateless computing: the same objects in the same words as the command line, whatever is sent."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules.case import EVENTS, RIGHTS, ROUTES, STATUSES
from service.store import CaseRow, reading

EP = {"reference": "P1", "jurisdiction": "EP", "right": "patent", "dates": {"filing": "2016-11-15"}}
WRONG = {"reference": "P2", "jurisdiction": "EP", "right": "patent", "dates": {"filing": "2016-15-11"}}
NDJSON = "application/x-ndjson"


def test_one_case_gives_one_schedule(lite: Any, conforms: Any) -> None:
    """EPC r. 51(1): year 3 begins on 15 November 2018, so its fee is due on 30 November 2018."""
    answer = lite.post("/v1/deadlines/compute", EP, as_="read")

    assert answer.status_code == 200
    conforms("Schedule", answer.json())
    first = answer.json()["deadlines"][0]
    assert (first["kind"], first["number"], first["due"], first["grace_ends"]) == (
        "annuity",
        3,
        "2018-11-30",
        "2019-05-31",
    )


def test_the_day_of_computation_is_today_where_it_begins_first(lite: Any, clock: Any) -> None:
    """At 11:00 UTC on 2 March it is 3 March at UTC+14."""
    clock.move(hours=3)

    assert lite.post("/v1/deadlines/compute", EP).json()["as_of"] == "2026-03-03"


def test_days_and_derivations_can_be_asked_for(lite: Any) -> None:
    answer = lite.post("/v1/deadlines/compute?as_of=2017-01-01&until=2019-12-31&explain=true", EP).json()

    assert (answer["as_of"], answer["until"]) == ("2017-01-01", "2019-12-31")
    assert [one["due"] for one in answer["deadlines"] if one["kind"] == "annuity"] == ["2018-11-30", "2019-11-30"]
    assert answer["deadlines"][0]["derivation"][0]["steps"][0]["text"] == "filing 2016-11-15"


def test_an_array_gives_an_array_in_order_with_errors_in_place(lite: Any, conforms: Any) -> None:
    answer = lite.post("/v1/deadlines/compute", [EP, WRONG, EP | {"reference": "P3"}])

    assert answer.status_code == 200
    assert [one["reference"] for one in answer.json()] == ["P1", "P2", "P3"]
    conforms("Refusal", answer.json()[1])
    assert answer.json()[1]["errors"] == [
        {
            "field": "dates.filing",
            "message": "dates.filing 2016-15-11 is not a date; write it as YYYY-MM-DD",
            "code": "case.not_a_date",
            "params": {"field": "dates.filing", "value": "2016-15-11"},
        }
    ]


def test_lines_give_lines_and_a_broken_one_spoils_no_other(lite: Any) -> None:
    body = b"\n".join([json.dumps(EP).encode(), b'{"reference": ', b"", json.dumps(WRONG).encode()])

    answer = lite.raw("/v1/deadlines/compute", body, NDJSON)

    assert answer.headers["Content-Type"].startswith(NDJSON)
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert [line["reference"] for line in lines] == ["P1", None, "P2"]
    assert lines[1]["errors"][0]["code"] == "json.broken"


def test_nothing_gives_nothing(lite: Any) -> None:
    assert lite.post("/v1/deadlines/compute", []).json() == []
    assert lite.raw("/v1/deadlines/compute", b"", NDJSON).content == b""


def test_an_office_without_rules_is_refused_by_name(lite: Any) -> None:
    answer = lite.post("/v1/deadlines/compute", EP | {"jurisdiction": "QQ"})

    assert answer.status_code == 200
    assert answer.json()["errors"][0]["message"].startswith("no rules for office QQ exist yet")


def test_nothing_is_stored(api: Any) -> None:
    api.post("/v1/deadlines/compute", EP)

    with reading(api.engine) as session:
        assert session.query(CaseRow).count() == 0


def test_a_stored_closure_of_the_office_counts(lite: Any) -> None:
    """31 May 2019 is a Friday; closed until Monday 3 June, the late period ends then (EPC r. 134)."""
    closure = {"office": "EP", "first": "2019-05-31", "last": "2019-06-02", "source": "OJ EPO 2019, A1"}
    assert lite.post("/v1/office-closures", closure, as_="admin").status_code == 201

    first = lite.post("/v1/deadlines/compute", EP).json()["deadlines"][0]

    assert (first["grace_ends"], first["grace_ends_effective"]) == ("2019-05-31", "2019-06-03")


DOUBTFUL: list[Any] = [
    EP,
    WRONG,
    EP | {"right": "patnt"},
    EP | {"dates": {"filing": "2020-01-15", "grant": "2019-03-01"}},
    EP | {"dates": {"filling": "2020-01-15"}},
    EP | {"dates": {"filing": "0202-01-15"}},
    EP | {"dates": {"filing": "2099-01-15"}},
    EP | {"dates": []},
    EP | {"attributes": {"pta_dayz": 1}},
    EP | {"jurisdiction": "QQ"},
    EP | {"route": "hague"},
    {},
    [],
    None,
    7,
    "text",
]


def test_the_command_line_says_the_same_in_the_same_words(lite: Any, tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text("".join(json.dumps(case) + "\n" for case in DOUBTFUL if case != []))
    command = [sys.executable, "-m", "service.cli", "compute", str(file), "--as-of", "2026-03-02"]
    printed = subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()

    answered = lite.raw("/v1/deadlines/compute?as_of=2026-03-02", file.read_bytes(), NDJSON).text.splitlines()

    assert len(answered) == len(DOUBTFUL) - 1
    assert answered == printed


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
DAYS = st.dates().map(str) | st.sampled_from(["2016-02-29", "2016-11-15", "2024-12-31", ""]) | ANYTHING
NEARLY_A_CASE = st.fixed_dictionaries(
    {},
    optional={
        "reference": st.text() | ANYTHING,
        "jurisdiction": st.sampled_from(["EP", "US", "CN", "JP", "GB", "QQ", "ep"]) | ANYTHING,
        "right": st.sampled_from(RIGHTS) | ANYTHING,
        "route": st.sampled_from(ROUTES) | ANYTHING,
        "status": st.sampled_from(STATUSES) | ANYTHING,
        "dates": st.dictionaries(st.sampled_from(EVENTS) | st.text(), DAYS, max_size=5) | ANYTHING,
        "attributes": st.dictionaries(st.sampled_from(["pta_days", "us_basis", "first_filing"]), ANYTHING) | ANYTHING,
        "more": ANYTHING,
    },
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sent=NEARLY_A_CASE | ANYTHING)
def test_any_json_gets_an_answer(lite: Any, conforms: Any, sent: Any) -> None:
    """Whatever is sent: schedules and errors with 200, or a problem that blames the request; never our own failure."""
    answer = lite.post("/v1/deadlines/compute", sent)

    assert answer.status_code in (200, 400), answer.text
    if answer.status_code == 400:
        conforms.problem(answer, 400, "unreadable")
        return
    results = answer.json() if isinstance(sent, list) else [answer.json()]
    assert len(results) == (len(sent) if isinstance(sent, list) else 1)
    for result in results:
        conforms("Refusal" if "errors" in result else "Schedule", result)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sent=st.binary(max_size=200))
def test_any_bytes_get_an_answer(lite: Any, sent: Any) -> None:
    assert lite.raw("/v1/deadlines/compute", sent).status_code in (200, 400)
    assert lite.raw("/v1/deadlines/compute", sent, NDJSON).status_code == 200


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sent=NEARLY_A_CASE | ANYTHING)
def test_registering_anything_never_fails_here(lite: Any, sent: Any) -> None:
    assert lite.post("/v1/cases", sent).status_code in (200, 201, 400, 409, 422)


@pytest.mark.parametrize("kind", ["application/json; charset=utf-8", "APPLICATION/JSON"])
def test_the_kind_of_a_body_may_have_parameters(lite: Any, kind: str | None) -> None:
    assert lite.raw("/v1/deadlines/compute", json.dumps(EP).encode(), kind).status_code == 200
