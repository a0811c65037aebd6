"""Somebody signed in answers by the same forms, from the page of the deadline."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import update

from service.pages.own_answers import OWN
from service.portfolio.registering import register
from service.store import AcknowledgementRow, CompletionRow, DeadlineRow, InstructionRow, PersonRow, writing

if TYPE_CHECKING:
    from tests.service.pages.answers.conftest import Office

Words = Callable[[Any], str]


@pytest.fixture
def wu(light: "Office") -> "Office":
    """Wu Jun, signed in."""
    light.site.sign_in("wu")
    return light


def path(office: "Office", purpose: str, number: int = 11) -> str:
    return f"/deadlines/{office.deadline(number).id}/answers/{purpose}"


def send(office: "Office", purpose: str, number: int = 11, **fields: Any) -> Any:
    """Press the button of a page that was opened just now."""
    aim = office.deadline(number).drives_act_by.isoformat()
    return office.send(path(office, purpose, number), {"token": office.site.token(), "aim": aim} | fields)


def test_the_page_of_a_deadline_leads_to_the_forms(wu: "Office") -> None:
    wu.propose(wu.li)
    page = wu.site.get(f"/deadlines/{wu.deadline().id}").text
    for purpose in OWN:
        assert f'href="{path(wu, purpose)}"' in page
    assert "/answers/" not in wu.site.get(f"/deadlines/{wu.deadline(3).id}").text  # over before it was registered


def test_a_reader_is_led_to_no_form(wu: "Office") -> None:
    wu.propose(wu.li)
    wu.site.person("wu", role="reader")

    assert "/answers/" not in wu.site.get(f"/deadlines/{wu.deadline().id}").text


@pytest.mark.parametrize("number", ["0", "99999999999999999999"])
def test_a_deadline_that_none_can_be_has_no_form(wu: "Office", number: str) -> None:
    assert wu.site.get(f"/deadlines/{number}/answers/complete").status_code == 404


@pytest.mark.parametrize("purpose", OWN)
def test_opening_a_form_changes_nothing(wu: "Office", purpose: str, words: Words) -> None:
    wu.propose(wu.li)
    before = wu.everything()

    page = wu.site.get(path(wu, purpose))

    assert "You answer as Wu Jun" in words(page)
    assert wu.everything() == before


def test_each_answer_is_recorded(wu: "Office") -> None:
    assert send(wu, "acknowledge").status_code == 200
    assert send(wu, "instruct", wish="renew").status_code == 200
    assert send(wu, "complete", 10, state="confirmed", done_on="2026-02-27", reference="17").status_code == 200

    assert [row.person_id for row in wu.rows(AcknowledgementRow)] == [wu.wu.id]
    assert [(row.wish, row.actor) for row in wu.rows(InstructionRow)] == [("renew", "Wu Jun")]
    assert [(row.state, row.recorded_by) for row in wu.rows(CompletionRow)] == [("confirmed", "Wu Jun")]


def test_a_lapse_is_confirmed_from_the_mailed_link_alone(wu: "Office", words: Words) -> None:
    """A session may be open on a device where somebody else sits; the page says how it is confirmed instead."""
    proposal = wu.propose(wu.li)
    for person in ("li", "wu"):
        wu.site.sign_in(person)
        assert wu.site.get(path(wu, "confirm-lapse")).status_code == 404
        assert send(wu, "confirm-lapse", proposal=proposal.id, decision="confirm").status_code == 404
    assert wu.deadline().state == "open"
    page = words(wu.site.get(f"/deadlines/{wu.deadline().id}"))
    assert "A second person confirms the lapse by the link in the mail" in page

    confirmed = wu.send(wu.link("confirm-lapse"), {"proposal": proposal.id, "decision": "confirm"})
    assert "proposed by Li Wei, confirmed by Wu Jun" in words(confirmed)
    assert wu.deadline().state == "settled"


def test_nobody_answers_without_being_signed_in_or_by_another_page(wu: "Office") -> None:
    address, token = path(wu, "acknowledge"), wu.site.token()
    before = wu.everything()

    assert wu.send(address, {"aim": "2026-11-30"}).status_code == 403
    assert wu.send(address, {"aim": "2026-11-30", "token": "of another session"}).status_code == 403
    other_site = {"Sec-Fetch-Site": "cross-site"}
    assert wu.send(address, {"aim": "2026-11-30", "token": token}, headers=other_site).status_code == 403
    assert wu.send(address, {"aim": "soon", "token": token}).status_code == 400
    assert wu.everything() == before

    wu.site.client.cookies.clear()
    for answer in (wu.site.get(address), wu.send(address, {"aim": "2026-11-30", "token": token})):
        assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (303, "/sign-in")
    assert wu.rows(AcknowledgementRow) == []


def test_a_page_opened_before_the_date_moved_answers_nothing(wu: "Office", words: Words) -> None:
    wu.act(register, {"reference": "P1", "dates": {"filing": "2016-12-15"}})
    answer = wu.send(path(wu, "instruct"), {"token": wu.site.token(), "aim": "2026-11-30", "wish": "renew"})
    assert answer.status_code == 409
    assert "The date has moved in the meantime" in words(answer)
    assert wu.rows(InstructionRow) == []


def test_a_reader_may_look_and_not_answer(wu: "Office", words: Words) -> None:
    with writing(wu.site.engine) as session:
        session.execute(update(PersonRow).where(PersonRow.key == "wu").values(role="reader"))
    assert "You may read, but not decide this" in words(wu.site.get(path(wu, "instruct")))
    assert send(wu, "instruct", wish="renew").status_code == 403


def test_what_does_not_exist_is_not_found(wu: "Office") -> None:
    assert wu.site.get("/deadlines/4711/answers/instruct").status_code == 404
    assert wu.site.get(f"/deadlines/{wu.rows(DeadlineRow)[0].id}/answers/delete").status_code == 404
