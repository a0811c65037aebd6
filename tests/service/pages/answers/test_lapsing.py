"""A right lapses when a second person confirms by a link of their own, and not before."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sqlalchemy import update

from service.portfolio.instructing import withdraw_instruction
from service.store import (
    InstructionRow,
    PersonRow,
    writing,
)

if TYPE_CHECKING:
    from tests.service.pages.answers.conftest import Office

Words = Callable[[Any], str]


def test_two_people_let_a_right_lapse(office: "Office", words: Words) -> None:
    proposed = office.send(office.link("instruct", "li@example.com"), {"wish": "lapse", "note": "product withdrawn"})
    assert "您已提议放弃此项权利。确认链接将发送给 Wu Jun" in words(proposed)
    assert office.deadline().state == "open"

    page = office.site.get(office.link("confirm-lapse"))
    assert "Proposed by Li Wei On Monday, 2 March 2026 Why product withdrawn" in words(page)
    (proposal,) = office.rows(InstructionRow)
    confirmed = office.send(office.link("confirm-lapse"), {"proposal": proposal.id, "decision": "confirm"})

    assert "proposed by Li Wei, confirmed by Wu Jun" in words(confirmed)
    deadline = office.deadline()
    assert (deadline.state, deadline.next_rung_at) == ("settled", None)
    assert "let lapse: proposed by Li Wei on 2026-03-02, confirmed by Wu Jun on 2026-03-02" in words(
        office.site.get(office.link("confirm-lapse"))
    )
    assert "已决定放弃：Li Wei 于 2026-03-02 提议" in words(office.site.get(office.link("instruct", "li@example.com")))


def test_the_second_person_confirms_from_the_mail_sent_to_them(light: "Office", words: Words) -> None:
    """The tick after the proposal asks Wu Jun by mail; opening its link shows the proposal, its button decides."""
    light.send(light.link("instruct", "li@example.com"), {"wish": "lapse", "note": "product withdrawn"})
    light.site.tick()
    (mail,) = [one for one in light.site.letterbox.mails if "Let lapse?" in one["Subject"]]
    assert mail["To"].addresses[0].addr_spec == "wu@example.com"
    body = mail.get_body(("plain",)).get_content()
    path = urlsplit(re.findall(r"https?://\S+/answers/confirm-lapse/\S+", body)[0]).path

    assert "product withdrawn" in words(light.site.get(path))
    (proposal,) = light.rows(InstructionRow)
    light.send(path, {"proposal": proposal.id, "decision": "confirm"})

    assert light.deadline().state == "settled"


def test_whoever_proposed_can_not_confirm(office: "Office", words: Words) -> None:
    proposal = office.propose(office.wu)
    before = office.everything()

    for answer in (
        office.site.get(office.link("confirm-lapse")),
        office.send(office.link("confirm-lapse"), {"proposal": proposal.id, "decision": "confirm"}),
    ):
        assert answer.status_code == 403
        assert "You proposed this yourself" in words(answer)
    assert office.everything() == before


def test_a_proposal_of_a_key_becomes_that_of_the_first_who_agrees(office: "Office", words: Words) -> None:
    by_key = office.propose(None)
    page = office.site.get(office.link("confirm-lapse"))
    assert "The proposal came from another system, not from a person" in words(page)

    first = office.send(office.link("confirm-lapse"), {"proposal": by_key.id, "decision": "confirm"})
    assert "confirmed from a link that goes to Li Wei" in words(first)
    assert office.deadline().state == "open"

    own = office.rows(InstructionRow)[-1]
    office.send(office.link("confirm-lapse", "li@example.com"), {"proposal": own.id, "decision": "confirm"})
    assert office.deadline().state == "settled"


def test_the_second_person_may_refuse_with_a_reason(office: "Office", words: Words) -> None:
    proposal = office.propose(office.li)
    path = office.link("confirm-lapse")

    assert "Say why you refuse." in words(office.send(path, {"proposal": proposal.id, "decision": "refuse"}))
    refused = office.send(path, {"proposal": proposal.id, "decision": "refuse", "reason": "still licensed"})

    assert "the proposal of Li Wei no longer holds" in words(refused)
    (row,) = office.rows(InstructionRow)
    assert (row.withdrawn_by, row.withdraw_reason) == ("Wu Jun", "still licensed")
    assert "Nothing waits for your confirmation" in words(office.site.get(path))


def test_only_the_proposal_that_was_read_is_confirmed(office: "Office", words: Words) -> None:
    first = office.propose(office.li)
    office.act(withdraw_instruction, first.id, "wrong case")
    second = office.propose(office.li, note="market left")

    answer = office.send(office.link("confirm-lapse"), {"proposal": first.id, "decision": "confirm"})

    assert answer.status_code == 422
    assert "The proposal has changed since you opened this page" in words(answer)
    assert f'name="proposal" value="{second.id}"' in answer.text
    assert office.deadline().state == "open"


def test_nobody_else_to_confirm_is_said_at_once(light: "Office", words: Words) -> None:
    with writing(light.site.engine) as session:
        session.execute(update(PersonRow).where(PersonRow.key == "wu").values(active=False))
    answer = light.send(light.link("instruct", "li@example.com"), {"wish": "lapse"})
    assert "目前没有其他人可以确认" in words(answer)
