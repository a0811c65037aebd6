"""The button reports what was done: one year or several, with a file, in or outside the window."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from service.pages.forms.receiving import HEARD_OUT
from service.store import (
    CompletionRow,
    ProofFileRow,
)

if TYPE_CHECKING:
    from tests.service.pages.answers.conftest import Office

Words = Callable[[Any], str]


PAID = {"state": "confirmed", "done_on": "2026-02-27", "reference": "receipt 17"}


def test_a_confirmed_completion_with_a_file_settles(office: "Office", words: Words) -> None:
    file = {"file": ("C:\\scans\\收据.pdf", b"%PDF-1.7", "application/pdf")}

    answer = office.send(office.link("complete", number=10), PAID | {"note": "by agent"}, files=file)

    assert "It is confirmed as done. Its reminders end." in words(answer)
    (completion,), (kept,) = office.rows(CompletionRow), office.rows(ProofFileRow)
    assert (completion.proof, completion.actor, completion.recorded_by) == (
        "receipt 17; by agent",
        "Wu Jun",
        "Wu Jun",
    )
    assert completion.recorded_at == office.site.clock.now()  # the server's
    assert (kept.completion_id, kept.name, kept.media_type, kept.content) == (
        completion.id,
        "收据.pdf",
        "application/pdf",
        b"%PDF-1.7",
    )
    assert office.deadline(10).state == "settled"


def test_several_years_are_reported_at_once(office: "Office", words: Words) -> None:
    """Years 3 to 8 were over at registration; what may still be paid is offered, the year itself left out."""
    page = office.site.get(office.link("complete", number=10)).text
    assert re.findall(r'name="covers" value="(\d+)"', page) == ["9", *map(str, range(11, 21))]

    answer = office.send(office.link("complete", number=10), PAID | {"covers": ["11", "12"]})

    assert "3 deadlines are confirmed as done. Their reminders end." in words(answer)
    assert [office.deadline(number).state for number in (10, 11, 12, 13)] == ["settled", "settled", "settled", "open"]


@pytest.mark.parametrize(("state", "number", "stays"), [("ordered", 11, "open"), ("paid", 10, "to_verify")])
def test_what_is_ordered_or_paid_is_noted_and_the_ladder_goes_on(
    office: "Office", state: str, number: int, stays: str, words: Words
) -> None:
    answer = office.send(office.link("complete", number=number), {"state": state, "done_on": "2026-02-27"})

    assert "Reminders go on, less often" in words(answer)
    assert office.deadline(number).state == stays
    page = words(office.site.get(office.link("instruct", number=number)))
    assert f"{state} by Wu Jun on Friday, 27 February 2026" in page


def test_a_day_outside_the_window_is_recorded_but_in_question(office: "Office", words: Words) -> None:
    """Year 11 may be paid from 31 August 2026 on, late until 31 May 2027."""
    answer = office.send(office.link("complete"), PAID)

    assert "Recorded, but something is still to be done" in words(answer)
    assert "from Monday, 31 August 2026 to Monday, 31 May 2027" in words(answer)
    assert office.deadline().state == "open"
    assert office.rows(CompletionRow)[0].questioned_at is not None


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"state": ""}, "Choose how far it is."),
        ({"done_on": ""}, "Give the day on which it was done, as in 2026-03-31."),
        ({"done_on": "31.3.2026"}, "Give the day on which it was done"),
        ({"done_on": "2026-03-03"}, "Tuesday, 3 March 2026 lies in the future"),
        ({"reference": ""}, "Confirming needs proof: give a reference, a file or a note."),
        ({"covers": "99"}, "covers"),
    ],
)
def test_what_is_missing_is_asked_for(light: "Office", fields: dict[str, str], said: str, words: Words) -> None:
    before = light.everything()

    answer = light.send(light.link("complete", number=10), PAID | fields)

    assert answer.status_code == 422
    assert said in words(answer)
    assert light.everything() == before


def test_a_file_too_large_is_refused_on_the_page(light: "Office", words: Words) -> None:
    """10 MiB pass; a byte more doesn't, and neither does one so large that nobody reads it to the end."""
    path = light.link("complete", number=10)
    before = light.everything()
    for size, status in ((10_485_761, 422), (12 << 20, 413)):
        answer = light.send(path, PAID, files={"file": ("a.pdf", b"x" * size)})
        assert answer.status_code == status
        assert "larger than 10 MiB" in words(answer)
        assert "Report what was done" in words(answer)
    assert HEARD_OUT == 64 << 20
    assert light.everything() == before

    assert light.send(path, PAID, files={"file": ("a.pdf", b"x" * 10_485_760)}).status_code == 200


def test_an_empty_file_is_no_proof(light: "Office", words: Words) -> None:
    nothing_chosen = {"file": ("", b"", "application/octet-stream")}
    path = light.link("complete", number=10)
    assert light.send(path, PAID | {"reference": ""}, files=nothing_chosen).status_code == 422
    empty = light.send(path, PAID, files={"file": ("a.pdf", b"")})
    assert "the file a.pdf is empty" in words(empty)
    assert light.send(path, PAID, files=nothing_chosen).status_code == 200
