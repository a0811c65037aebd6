"""What each role may do: every act of the table, by the least role that may do it."""

import pytest

from service.portfolio.roles import LEAST, may
from service.store.people import ROLES

BY_ROLE = {
    "reader": {"read"},
    "docketer": {
        *("acknowledge", "instruct", "complete", "confirm_lapse", "answer_question", "void", "withdraw"),
        *("enter", "correct", "enter_own_absence"),
    },
    "supervisor": {"close", "hand_over", "assign", "enter_absence"},
    "admin": {"people", "owners", "ladders", "keys"},
}


def test_each_act_belongs_to_one_least_role() -> None:
    assert {role: {act for act, least in LEAST.items() if least == role} for role in ROLES} == BY_ROLE


@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_do_what_those_before_it_may_and_nothing_else(role: str) -> None:
    allowed = set().union(*(BY_ROLE[one] for one in ROLES[: ROLES.index(role) + 1]))

    assert {act for act in LEAST if may(role, act)} == allowed


def test_nobody_may_do_what_nobody_knows() -> None:
    with pytest.raises(KeyError):
        may("admin", "rule")
    with pytest.raises(ValueError, match="not in"):
        may("boss", "read")
