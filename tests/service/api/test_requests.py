"""Requests that can't be read: each gets a problem that names the trouble, none an error of the server."""

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"{", "this is not JSON: expecting property name enclosed in double quotes (line 1, column 2)"),
        (b'{"a": NaN}', "NaN is not a number that JSON can hold; use a finite number or null"),
        (b'{"a": 1e999}', "1e999 is not a number that JSON can hold; use a finite number or null"),
        (b'{"a": "\xff"}', "byte 7 is not UTF-8; save the text as UTF-8"),
        (b'{"a": 1, "a": 2}', "the key a comes twice in one object; keep one of them"),
        (b"[" * 50_000, "the JSON is nested more than 32 levels deep; a case needs 4"),
        (b"", "this is not JSON: expecting value (line 1, column 1)"),
    ],
)
def test_what_is_no_json_is_said_so(lite: Any, conforms: Any, body: bytes, says: str) -> None:
    document = conforms.problem(lite.raw("/v1/deadlines/compute", body), 400, "unreadable")

    assert [error["message"] for error in document["errors"]] == [says]


@pytest.mark.parametrize("path", ["/v1/cases", "/v1/people"])
def test_the_same_holds_where_something_is_stored(lite: Any, conforms: Any, path: str) -> None:
    conforms.problem(lite.raw(path, b'{"reference": '), 400, "unreadable")


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "multipart/form-data", None])
@pytest.mark.parametrize("path", ["/v1/cases", "/v1/deadlines/compute"])
def test_a_body_of_another_kind_is_refused(lite: Any, conforms: Any, path: str, kind: str | None) -> None:
    conforms.problem(lite.raw(path, b"{}", kind), 415, "unsupported-media-type")


@pytest.mark.parametrize("path", ["/v1/cases", "/v1/deadlines/compute"])
def test_a_body_without_measure_is_refused(lite: Any, conforms: Any, path: str) -> None:
    conforms.problem(lite.raw(path, b" " * (17 << 20)), 413, "too-large")


def test_a_body_that_does_not_tell_its_length_has_the_same_measure(lite: Any, conforms: Any) -> None:
    pieces = (b" " * (1 << 20) for _ in range(18))

    conforms.problem(lite.raw("/v1/cases", pieces), 413, "too-large")


@pytest.mark.parametrize("body", [b"[]", b'"text"', b"1", b"true", b"null"])
def test_a_body_that_is_no_object_is_refused(lite: Any, conforms: Any, body: bytes) -> None:
    conforms.problem(lite.raw("/v1/cases", body), 422, "invalid")


def test_a_missing_body_is_named(lite: Any, conforms: Any) -> None:
    document = conforms.problem(lite.call("POST", "/v1/cases"), 422, "invalid")

    assert document["errors"][0]["message"].startswith("the body is missing")


def test_an_unknown_field_is_named_with_a_suggestion(lite: Any, conforms: Any) -> None:
    case = {
        "reference": "P1",
        "jurisdiction": "EP",
        "right": "patent",
        "ownr": "Annua",
        "dates": {"fling": "2016-11-15"},
    }

    document = conforms.problem(lite.post("/v1/cases", case), 422, "invalid")

    found = {error["pointer"]: error["message"].partition(";")[0] for error in document["errors"]}
    assert found["/ownr"] == "ownr is not known (did you mean owner?)"


def test_an_unknown_field_of_a_smaller_body_is_named_likewise(lite: Any, conforms: Any) -> None:
    document = conforms.problem(
        lite.post("/v1/deadlines/1/completions", {"state": "paid", "done_on": "2026-01-01", "prof": "x"}),
        422,
        "invalid",
    )

    assert document["errors"] == [
        {
            "pointer": "/prof",
            "field": "prof",
            "message": "prof is not known (did you mean proof?); known are state, done_on, proof, covers, actor",
            "code": "case.unknown_key",
            "params": {
                "field": "prof",
                "suggestion": {
                    "code": "case.did_you_mean",
                    "params": {"value": "proof"},
                    "english": " (did you mean proof?)",
                },
                "choices": ["state", "done_on", "proof", "covers", "actor"],
            },
            "value": "x",
        }
    ]


def test_each_field_in_trouble_is_named_at_once(lite: Any, conforms: Any) -> None:
    given = {"state": "payed", "done_on": "01.02.2026", "actor": 7}

    document = conforms.problem(lite.post("/v1/deadlines/1/completions", given), 422, "invalid")

    assert {error["pointer"]: error["message"] for error in document["errors"]} == {
        "/state": "state payed is not known (did you mean paid?); use one of ordered, paid, confirmed",
        "/done_on": "done_on 01.02.2026 is not a date; write it as YYYY-MM-DD",
        "/actor": "actor must be a text of at most 2000 characters, not 7",
    }


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("limt=5", "query.limt is not known (did you mean limit?)"),
        ("limit=0", "query.limit can't be 0: input should be greater than or equal to 1"),
        ("right=pattent", "query.right pattent is not known (did you mean patent?)"),
        ("cursor=abc", "query.cursor abc is not a cursor of this list"),
        ("owner=%00", "query.owner holds a character that is not text ('\\x00')"),
    ],
)
def test_a_wrong_parameter_is_named(api: Any, conforms: Any, query: str, says: str) -> None:
    document = conforms.problem(api.get(f"/v1/cases?{query}"), 422, "invalid")

    (error,) = document["errors"]
    assert error["message"].startswith(says)
    assert error["pointer"] is None


@pytest.mark.parametrize(
    "path", ["/v1/cases/%00", "/v1/deadlines/0", "/v1/deadlines/99999999999999999999", "/v1/deadlines/x"]
)
def test_an_address_that_can_be_nobodys_is_refused(api: Any, conforms: Any, path: str) -> None:
    conforms.problem(api.get(path), 422, "invalid")


@pytest.mark.parametrize(
    "path",
    ["/v1/cases/P9", "/v1/cases/P9/dates", "/v1/deadlines/9", "/v1/people/nobody", "/v1/jurisdictions/QQ", "/v2"],
)
def test_what_does_not_exist_is_not_found(api: Any, conforms: Any, path: str) -> None:
    conforms.problem(api.get(path), 404, "not-found")


def test_an_address_says_that_it_does_not_know_a_method(lite: Any, conforms: Any) -> None:
    """There is no DELETE of a case: it is closed, by a person, with a reason."""
    answer = lite.call("DELETE", "/v1/cases/P1")

    conforms.problem(answer, 405, "method-not-allowed")


@pytest.mark.parametrize("day", ["2026-02-30", "20260201", "1770000000", "0202-01-01", "2026-02-01T00:00:00"])
def test_a_day_is_a_day(lite: Any, conforms: Any, day: str) -> None:
    conforms.problem(lite.raw(f"/v1/deadlines/compute?as_of={day}", b"{}"), 422, "invalid")


def test_half_a_character_is_no_text(api: Any, conforms: Any) -> None:
    """PostgreSQL can't hold it, and the answer that names it must still be JSON."""
    document = conforms.problem(api.raw("/v1/cases", b'{"reference": "\\ud800"}'), 422, "invalid")

    assert document["errors"][0]["code"] == "case.unstorable"
