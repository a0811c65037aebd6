"""A link that is spent, altered or used from elsewhere changes nothing and says what to do."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import update

from service.portfolio.closing import close_case
from service.portfolio.completing import Proof, answer_question, complete
from service.portfolio.people import upsert_person
from service.portfolio.registering import register
from service.store import (
    AcknowledgementRow,
    CaseRow,
    CompletionRow,
    PersonRow,
    writing,
)

if TYPE_CHECKING:
    from tests.service.pages.answers.conftest import Office

Words = Callable[[Any], str]


def _settle(office: "Office") -> None:
    office.act(complete, office.deadline().id, Proof("confirmed", date(2026, 2, 27)))
    office.act(answer_question, office.rows(CompletionRow)[0].id, stands=True)


def _change_date(office: "Office", filing: str | None) -> None:
    office.act(register, {"reference": "P1", "dates": {"filing": filing}})


def _only_reads(office: "Office") -> None:
    with writing(office.site.engine) as session:
        session.execute(update(PersonRow).where(PersonRow.key == "wu").values(role="reader"))


# How a link to instruct is spent, or altered; the status and the heading of what it opens then.
ALTERED: dict[str, Callable[[str], str]] = {
    # Not the last letter, of which two bits stand for nothing.
    "forged": lambda path: path[:-2] + ("A" if path[-2] != "A" else "B") + path[-1],
    "cut off": lambda path: path[: len(path) // 2],
    "of another purpose": lambda path: path.replace("instruct", "confirm-lapse"),
}
SPENT: dict[str, tuple[Callable[["Office"], object], int, str]] = {
    "expired": (lambda office: office.site.clock.move(days=90), 410, "This link has expired"),
    "moved": (lambda office: _change_date(office, "2016-12-15"), 409, "The date has moved in the meantime"),
    "gone": (lambda office: _change_date(office, None), 410, "This deadline no longer exists"),
    "settled": (_settle, 200, "There is nothing left to answer"),
    "closed": (lambda office: office.act(close_case, office.rows(CaseRow)[0].id, "sold"), 410, "This case is closed"),
    "left": (
        lambda office: office.act(upsert_person, {"key": "wu", "active": False}),
        403,
        "This link can't be used any longer",
    ),
    "another address": (
        lambda office: office.act(upsert_person, {"key": "wu", "address": "wu.jun@example.com"}),
        403,
        "This link can't be used any longer",
    ),
    "reads only": (_only_reads, 403, "You may read, but not decide this"),
}


@pytest.mark.parametrize("how", ALTERED)
def test_a_link_that_was_not_made_here_opens_nothing(light: "Office", how: str, words: Words) -> None:
    _opens_nothing(light, words, ALTERED[how](light.link("instruct")), 404, "This link doesn't work")


@pytest.mark.parametrize("how", SPENT)
def test_a_link_that_is_spent_says_what_to_do_and_changes_nothing(light: "Office", how: str, words: Words) -> None:
    spend, status, said = SPENT[how]
    path = light.link("instruct")
    spend(light)
    _opens_nothing(light, words, path, status, said)


def _opens_nothing(office: "Office", words: Words, path: str, status: int, said: str) -> None:
    before = office.everything()
    for answer in (office.site.get(path), office.send(path, {"wish": "renew"})):
        assert answer.status_code == status
        assert said in words(answer)
        assert "Nothing was changed" in words(answer)
    assert office.site.client.head(path).status_code == status
    assert office.everything() == before


def test_one_that_moved_names_both_days(light: "Office", words: Words) -> None:
    path = light.link("instruct")
    _change_date(light, "2016-12-15")
    said = words(light.site.get(path))
    assert "This was about Monday, 30 November 2026; now the day to act by is Thursday, 31 December 2026" in said


def test_there_are_no_other_purposes(light: "Office") -> None:
    assert light.site.get(light.link("instruct").replace("instruct", "delete")).status_code == 404


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://evil.example.com"}, 403),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 200),  # a browser, from a page that hands nothing on
        ({}, 200),
    ],
)
def test_a_form_of_another_site_is_refused(light: "Office", headers: dict[str, str], status: int) -> None:
    answer = light.send(light.link("acknowledge"), headers=headers)
    assert answer.status_code == status
    assert len(light.rows(AcknowledgementRow)) == (1 if status == 200 else 0)
