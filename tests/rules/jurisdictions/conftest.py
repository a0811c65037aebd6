"""How the offices' tests state a case and what is expected of it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import rules

AS_OF = date(2026, 11, 22)
Expect = Callable[..., dict[str, Any]]


@pytest.fixture
def expect() -> Expect:
    """Compute a case and compare the named fields of each expected deadline; return the whole document.

    `expect(case, {"kind": "annuity", "number": 3, "due": "2018-11-30"}, never=[("annuity", 2)])`: a deadline is looked
    up by kind, number and (where given) office; kinds and numbers under `never` must not occur.
    """

    def check(case: dict[str, Any], *deadlines: dict[str, Any], never: Any = (), as_of: date = AS_OF) -> dict[str, Any]:
        document = rules.as_document(rules.compute({"right": "patent", **case}, as_of=as_of))
        assert "errors" not in document, document["errors"]
        for expected in deadlines:
            found = _find(document, expected)
            assert {name: found[name] for name in expected} == expected
        have = {(deadline["kind"], deadline["number"]) for deadline in document["deadlines"]}
        assert not have & set(never)
        return document

    return check


def _find(document: dict[str, Any], expected: dict[str, Any]) -> dict[str, Any]:
    key = (expected["kind"], expected.get("number"))
    found = [
        deadline
        for deadline in document["deadlines"]
        if (deadline["kind"], deadline["number"]) == key
        and deadline["office"] == expected.get("office", deadline["office"])
    ]
    have = sorted({(deadline["kind"], deadline["number"] or 0) for deadline in document["deadlines"]})
    assert len(found) == 1, f"{key} expected once, found {len(found)} times; there are {have}"
    return found[0]
