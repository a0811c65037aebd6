"""An address knows the methods of the first route that fits it, and says which."""

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("method", "path", "known"),
    [
        ("DELETE", "/v1/cases/P1", "GET, HEAD, OPTIONS, PATCH"),
        ("PUT", "/v1/cases", "GET, HEAD, OPTIONS, POST"),
        ("TRACE", "/livez", "GET, HEAD, OPTIONS"),
    ],
)
def test_a_method_that_an_address_does_not_know_is_refused_with_those_it_knows(
    lite: Any, conforms: Any, method: str, path: str, known: str
) -> None:
    answer = lite.call(method, path)

    conforms.problem(answer, 405, "method-not-allowed")
    assert answer.headers["Allow"] == known


@pytest.mark.parametrize(
    ("method", "path"),
    [("PATCH", "/v1/cases/P1/close"), ("GET", "/v1/cases/P1/close"), ("GET", "/v1/deadlines/compute")],
)
def test_an_act_is_not_taken_for_the_name_of_a_case(lite: Any, conforms: Any, method: str, path: str) -> None:
    """A reference may hold slashes: another method of the act must not reach the case `P1/close`."""
    lite.register(reference="P1/close")

    answer = lite.call(method, path, json={"title": "Suture anchor"} if method == "PATCH" else None)

    conforms.problem(answer, 405, "method-not-allowed")
    assert answer.headers["Allow"] == "OPTIONS, POST"


def test_a_reference_with_slashes_is_read_as_ever(lite: Any) -> None:
    lite.register(reference="P1/EP/2")

    assert lite.get("/v1/cases/P1/EP/2").json()["reference"] == "P1/EP/2"
    assert lite.get("/v1/cases/P1%2FEP%2F2/dates").status_code == 200


def test_a_case_may_be_called_like_an_act(lite: Any) -> None:
    lite.register(reference="P1/close")

    assert lite.get("/v1/cases/P1%2Fclose").json()["reference"] == "P1/close"
    assert (
        lite.call("PATCH", "/v1/cases/P1%2Fclose", json={"title": "Suture anchor"}).json()["title"] == "Suture anchor"
    )
