"""The button acknowledges or instructs; answering twice is harmless."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from service.store import (
    AcknowledgementRow,
    InstructionRow,
)

if TYPE_CHECKING:
    from tests.service.pages.answers.conftest import Office

Words = Callable[[Any], str]

AIM = date(2026, 11, 30)


def test_pressing_the_button_acknowledges(office: "Office", words: Words) -> None:
    answer = office.send(office.link("acknowledge"), {"note": "our agent has it"})

    assert answer.status_code == 200
    assert "It is recorded that you have seen this deadline" in words(answer)
    (row,) = office.rows(AcknowledgementRow)
    assert (row.person_id, row.actor, row.aim, row.note) == (office.wu.id, "Wu Jun", AIM, "our agent has it")
    assert office.deadline().next_rung_at == office.site.clock.now()


def test_answering_twice_is_harmless(office: "Office") -> None:
    for path, fields in (
        (office.link("acknowledge"), {}),
        (office.link("instruct"), {"wish": "renew", "note": "as ever"}),
        (office.link("complete"), {"state": "paid", "done_on": "2026-02-27", "reference": "17"}),
    ):
        assert office.send(path, fields).status_code == 200
        once = office.everything()
        assert office.send(path, fields).status_code == 200
        assert office.everything() == once


def test_who_acknowledged_is_told_so_the_next_time(light: "Office", words: Words) -> None:
    light.send(light.link("acknowledge"))

    page = light.site.get(light.link("acknowledge"))

    assert "You have answered already" in words(page)
    assert "<form" not in page.text.partition("<main")[2]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"wish": "renew"}, "Your instruction is to renew"),
        ({"wish": "not_mine", "note": "Chen Yu"}, "this case isn't yours"),
        # In Los Angeles it is the first minute of 2 March.
        ({"wish": "ask_again", "days": "30"}, "You will be asked again on Wednesday, 1 April 2026"),
    ],
)
def test_an_instruction_is_recorded(office: "Office", fields: dict[str, str], said: str, words: Words) -> None:
    answer = office.send(office.link("instruct"), fields)

    assert answer.status_code == 200
    (row,) = office.rows(InstructionRow)
    assert (row.wish, row.person_id, row.aim, row.note) == (fields["wish"], office.wu.id, AIM, fields.get("note"))
    assert said in words(answer)


def test_days_count_from_the_day_it_is_where_the_reader_is(light: "Office") -> None:
    """20:00 UTC on 2 March is 04:00 on 3 March in Shanghai, and still the 2nd in Los Angeles."""
    light.site.clock.move(hours=12)
    for address, day in (("li@example.com", date(2026, 3, 4)), ("wu@example.com", date(2026, 3, 3))):
        light.send(light.link("instruct", address), {"wish": "ask_again", "days": "1"})
        assert light.rows(InstructionRow)[-1].ask_again_on == day


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Choose an instruction."),
        ({"wish": "sell"}, "Choose an instruction."),
        ({"wish": "undecided"}, "Choose an instruction."),
        ({"wish": "ask_again", "days": "0"}, "Give the number of days after which to ask again: 1 to 272."),
        ({"wish": "ask_again", "days": "273"}, "1 to 272."),
        ({"wish": "ask_again", "days": "１"}, "1 to 272."),
        ({"wish": "renew", "note": "x" * 2001}, "This is longer than 2000 characters"),
    ],
)
def test_a_form_not_filled_in_is_shown_again_with_what_was_typed(
    light: "Office", fields: dict[str, str], said: str, words: Words
) -> None:
    """From 2 March to 30 November are 273 days."""
    before = light.everything()

    answer = light.send(light.link("instruct"), fields | {"note": fields.get("note", "kept")})

    assert answer.status_code == 422
    assert said in words(answer)
    assert fields.get("note", "kept") in answer.text
    assert light.everything() == before


def test_what_the_store_cannot_hold_is_left_out(office: "Office") -> None:
    office.send(office.link("acknowledge"), {"note": "a\x00b\r\nc\x1b"})
    assert office.rows(AcknowledgementRow)[0].note == "ab\nc"


def test_the_address_that_stands_in_for_everybody_may_answer(light: "Office") -> None:
    """`desk@example.com` is the fallback recipient and no person."""
    light.send(light.link("acknowledge", "desk@example.com"))
    light.send(light.link("instruct", "desk@example.com"), {"wish": "renew"})

    assert [(row.actor, row.person_id) for row in light.rows(AcknowledgementRow)] == [("desk@example.com", None)]
    assert [(row.actor, row.person_id) for row in light.rows(InstructionRow)] == [("desk@example.com", None)]
