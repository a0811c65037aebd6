"""Answers by links: opening one changes nothing, the button does, and a link that is spent says what to do."""

import html
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select, update

from service.pages.forms.receiving import HEARD_OUT
from service.portfolio.closing import close_case
from service.portfolio.completing import Proof, answer_question, complete
from service.portfolio.instructing import instruct, withdraw_instruction
from service.portfolio.people import upsert_person
from service.portfolio.registering import register
from service.reminders.links import PURPOSES, Ticket
from service.store import (
    AcknowledgementRow,
    Base,
    CaseRow,
    CompletionRow,
    DeadlineRow,
    InstructionRow,
    PersonRow,
    ProofFileRow,
    TickRow,
    reading,
    writing,
)

# Today is Monday, 2 March 2026. P1 is a European application filed on 15 November 2016: year 10 was due on 30 November
# 2025 and can be paid late until 31 May 2026, year 11 is due on 30 November 2026.
AIM = date(2026, 11, 30)


def _first_tick_is_over(site: Any) -> None:
    """Let the tick that a service begins with come to its end; the next is an hour away."""
    while not site.rows(select(TickRow).where(TickRow.finished_at.is_not(None))):
        site.get("/livez")


class Office:
    """P1 with Li Wei, who reads Chinese, and Wu Jun as back-up, who reads English."""

    def __init__(self, site: Any) -> None:
        self.site = site
        _first_tick_is_over(site)
        self.li = site.person("li", name="Li Wei", language="zh-Hans")
        self.wu = site.person("wu", name="Wu Jun", zone="America/Los_Angeles")
        site.register("P1", title="Suture anchor", responsible="li", backup="wu")

    def deadline(self, number: int = 11) -> DeadlineRow:
        with reading(self.site.engine) as session:
            wanted = select(DeadlineRow).where(DeadlineRow.kind == "annuity", DeadlineRow.number == number)
            return session.scalars(wanted).one()

    def link(
        self, purpose: str, address: str = "wu@example.com", number: int = 11, aim: date | None = None, days: int = 90
    ) -> str:
        """The path of a link as a mail has it."""
        deadline = self.deadline(number)
        expires = self.site.clock.now() + timedelta(days=days)
        ticket = Ticket(purpose, deadline.id, aim or deadline.drives_act_by, address, expires)
        address_of_page: str = self.site.service.desk.links.answer(ticket)
        return urlsplit(address_of_page).path

    def send(self, path: str, fields: dict[str, Any] | None = None, **options: Any) -> Any:
        """Press the button."""
        return self.site.client.post(path, data=fields or {}, **options)

    def act(self, work: Any, *args: Any, actor: str = "Li Wei", **named: Any) -> Any:
        with writing(self.site.engine) as session:
            return work(session, self.site.service.context(actor), *args, **named)

    def propose(self, person: PersonRow | None = None, note: str | None = "product withdrawn") -> InstructionRow:
        row: InstructionRow = self.act(instruct, self.deadline().id, "lapse", person=person, note=note, actor="key 1")
        return row

    def rows(self, kind: Any) -> list[Any]:
        found: list[Any] = self.site.rows(select(kind).order_by(kind.id))
        return found


@pytest.fixture
def office(site: Any) -> Office:
    return Office(site)


@pytest.fixture
def light(lite: Any) -> Office:
    return Office(lite)


def everything(site: Any) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables."""
    with reading(site.engine) as session:
        return {
            table.name: [tuple(row) for row in session.execute(select(table).order_by(*table.primary_key))]
            for table in Base.metadata.sorted_tables
        }


def words(page: Any) -> str:
    """What a page says, without its markup."""
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", page.text).split()))


# ---------------------------------------------------------------- looking


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_scanner_that_opens_a_link_changes_nothing(office: Office, purpose: str) -> None:
    office.propose(office.li)
    path = office.link(purpose)
    before = everything(office.site)

    for method in ("GET", "HEAD", "GET"):
        answer = office.site.client.request(method, path)
        assert answer.status_code == 200
        assert (answer.content == b"") is (method == "HEAD")

    assert everything(office.site) == before


@pytest.mark.parametrize("purpose", PURPOSES)
def test_the_page_tells_what_is_due_by_when_there_and_here(light: Office, purpose: str) -> None:
    """Midnight in Munich on 30 November is 15:00 in Los Angeles on the same day."""
    light.propose(light.li)

    said = words(light.site.get(light.link(purpose)))

    assert "Renewal fee for year 11 · P1" in said
    assert "Patent, European Patent Office" in said
    assert "Suture anchor" in said
    assert "Monday, 30 November 2026, until midnight at the office (Europe/Berlin)" in said
    assert "that is Monday, 30 November 2026, 15:00 your time (America/Los_Angeles)" in said
    assert "after Monday, 31 May 2027 the right is lost" in said
    assert "You answer as Wu Jun" in said
    assert 'href="/cases/P1"' in light.site.get(light.link(purpose)).text


@pytest.mark.parametrize("purpose", PURPOSES)
def test_the_page_speaks_the_language_of_the_person(light: Office, purpose: str) -> None:
    light.propose(light.wu)

    page = light.site.get(light.link(purpose, "li@example.com"), headers={"Accept-Language": "en"})

    assert '<html lang="zh-Hans">' in page.text
    assert "您以 Li Wei 的身份答复" in words(page)


def test_a_chosen_language_goes_before(light: Office) -> None:
    light.site.get("/language/en")
    assert "You answer as Li Wei" in words(light.site.get(light.link("acknowledge", "li@example.com")))


def test_a_page_keeps_to_itself(light: Office) -> None:
    for path in (light.link("instruct"), light.link("instruct", days=-1), "/answers/instruct/forged"):
        headers = light.site.get(path).headers
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cache-Control"] == "no-store"
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'; style-src 'self'" in policy
        assert "form-action 'self'" in policy


# ---------------------------------------------------------------- acknowledging and instructing


def test_pressing_the_button_acknowledges(office: Office) -> None:
    answer = office.send(office.link("acknowledge"), {"note": "our agent has it"})

    assert answer.status_code == 200
    assert "It is recorded that you have seen this deadline" in words(answer)
    (row,) = office.rows(AcknowledgementRow)
    assert (row.person_id, row.actor, row.aim, row.note) == (office.wu.id, "Wu Jun", AIM, "our agent has it")
    assert office.deadline().next_rung_at == office.site.clock.now()


def test_answering_twice_is_harmless(office: Office) -> None:
    for path, fields in (
        (office.link("acknowledge"), {}),
        (office.link("instruct"), {"wish": "renew", "note": "as ever"}),
        (office.link("complete"), {"state": "paid", "done_on": "2026-02-27", "reference": "17"}),
    ):
        assert office.send(path, fields).status_code == 200
        once = everything(office.site)
        assert office.send(path, fields).status_code == 200
        assert everything(office.site) == once


def test_who_acknowledged_is_told_so_the_next_time(light: Office) -> None:
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
def test_an_instruction_is_recorded(office: Office, fields: dict[str, str], said: str) -> None:
    answer = office.send(office.link("instruct"), fields)

    assert answer.status_code == 200
    (row,) = office.rows(InstructionRow)
    assert (row.wish, row.person_id, row.aim, row.note) == (fields["wish"], office.wu.id, AIM, fields.get("note"))
    assert said in words(answer)


def test_days_count_from_the_day_it_is_where_the_reader_is(light: Office) -> None:
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
    light: Office, fields: dict[str, str], said: str
) -> None:
    """From 2 March to 30 November are 273 days."""
    before = everything(light.site)

    answer = light.send(light.link("instruct"), fields | {"note": fields.get("note", "kept")})

    assert answer.status_code == 422
    assert said in words(answer)
    assert fields.get("note", "kept") in answer.text
    assert everything(light.site) == before


def test_what_the_store_cannot_hold_is_left_out(office: Office) -> None:
    office.send(office.link("acknowledge"), {"note": "a\x00b\r\nc\x1b"})
    assert office.rows(AcknowledgementRow)[0].note == "ab\nc"


def test_the_address_that_stands_in_for_everybody_may_answer(light: Office) -> None:
    """`desk@example.com` is the fallback recipient and no person."""
    light.send(light.link("acknowledge", "desk@example.com"))
    light.send(light.link("instruct", "desk@example.com"), {"wish": "renew"})

    assert [(row.actor, row.person_id) for row in light.rows(AcknowledgementRow)] == [("desk@example.com", None)]
    assert [(row.actor, row.person_id) for row in light.rows(InstructionRow)] == [("desk@example.com", None)]


# ---------------------------------------------------------------- reporting what was done

PAID = {"state": "confirmed", "done_on": "2026-02-27", "reference": "receipt 17"}


def test_a_confirmed_completion_with_a_file_settles(office: Office) -> None:
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


def test_several_years_are_reported_at_once(office: Office) -> None:
    """Years 3 to 8 were over at registration; what may still be paid is offered, the year itself left out."""
    page = office.site.get(office.link("complete", number=10)).text
    assert re.findall(r'name="covers" value="(\d+)"', page) == ["9", *map(str, range(11, 21))]

    answer = office.send(office.link("complete", number=10), PAID | {"covers": ["11", "12"]})

    assert "3 deadlines are confirmed as done. Their reminders end." in words(answer)
    assert [office.deadline(number).state for number in (10, 11, 12, 13)] == ["settled", "settled", "settled", "open"]


@pytest.mark.parametrize(("state", "number", "stays"), [("ordered", 11, "open"), ("paid", 10, "to_verify")])
def test_what_is_ordered_or_paid_is_noted_and_the_ladder_goes_on(
    office: Office, state: str, number: int, stays: str
) -> None:
    answer = office.send(office.link("complete", number=number), {"state": state, "done_on": "2026-02-27"})

    assert "Reminders go on, less often" in words(answer)
    assert office.deadline(number).state == stays
    page = words(office.site.get(office.link("instruct", number=number)))
    assert f"{state} by Wu Jun on Friday, 27 February 2026" in page


def test_a_day_outside_the_window_is_recorded_but_in_question(office: Office) -> None:
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
def test_what_is_missing_is_asked_for(light: Office, fields: dict[str, str], said: str) -> None:
    before = everything(light.site)

    answer = light.send(light.link("complete", number=10), PAID | fields)

    assert answer.status_code == 422
    assert said in words(answer)
    assert everything(light.site) == before


def test_a_file_too_large_is_refused_on_the_page(light: Office) -> None:
    """10 MiB pass; a byte more doesn't, and neither does one so large that nobody reads it to the end."""
    path = light.link("complete", number=10)
    before = everything(light.site)
    for size, status in ((10_485_761, 422), (12 << 20, 413)):
        answer = light.send(path, PAID, files={"file": ("a.pdf", b"x" * size)})
        assert answer.status_code == status
        assert "larger than 10 MiB" in words(answer)
        assert "Report what was done" in words(answer)
    assert HEARD_OUT == 64 << 20
    assert everything(light.site) == before

    assert light.send(path, PAID, files={"file": ("a.pdf", b"x" * 10_485_760)}).status_code == 200


def test_an_empty_file_is_no_proof(light: Office) -> None:
    nothing_chosen = {"file": ("", b"", "application/octet-stream")}
    path = light.link("complete", number=10)
    assert light.send(path, PAID | {"reference": ""}, files=nothing_chosen).status_code == 422
    empty = light.send(path, PAID, files={"file": ("a.pdf", b"")})
    assert "the file a.pdf is empty" in words(empty)
    assert light.send(path, PAID, files=nothing_chosen).status_code == 200


# ---------------------------------------------------------------- letting a right lapse


def test_two_people_let_a_right_lapse(office: Office) -> None:
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


def test_whoever_proposed_can_not_confirm(office: Office) -> None:
    proposal = office.propose(office.wu)
    before = everything(office.site)

    for answer in (
        office.site.get(office.link("confirm-lapse")),
        office.send(office.link("confirm-lapse"), {"proposal": proposal.id, "decision": "confirm"}),
    ):
        assert answer.status_code == 403
        assert "You proposed this yourself" in words(answer)
    assert everything(office.site) == before


def test_a_proposal_of_a_key_becomes_that_of_the_first_who_agrees(office: Office) -> None:
    by_key = office.propose(None)
    page = office.site.get(office.link("confirm-lapse"))
    assert "The proposal came from another system, not from a person" in words(page)

    first = office.send(office.link("confirm-lapse"), {"proposal": by_key.id, "decision": "confirm"})
    assert "confirmed from a link that goes to Li Wei" in words(first)
    assert office.deadline().state == "open"

    own = office.rows(InstructionRow)[-1]
    office.send(office.link("confirm-lapse", "li@example.com"), {"proposal": own.id, "decision": "confirm"})
    assert office.deadline().state == "settled"


def test_the_second_person_may_refuse_with_a_reason(office: Office) -> None:
    proposal = office.propose(office.li)
    path = office.link("confirm-lapse")

    assert "Say why you refuse." in words(office.send(path, {"proposal": proposal.id, "decision": "refuse"}))
    refused = office.send(path, {"proposal": proposal.id, "decision": "refuse", "reason": "still licensed"})

    assert "the proposal of Li Wei no longer holds" in words(refused)
    (row,) = office.rows(InstructionRow)
    assert (row.withdrawn_by, row.withdraw_reason) == ("Wu Jun", "still licensed")
    assert "Nothing waits for your confirmation" in words(office.site.get(path))


def test_only_the_proposal_that_was_read_is_confirmed(office: Office) -> None:
    first = office.propose(office.li)
    office.act(withdraw_instruction, first.id, "wrong case")
    second = office.propose(office.li, note="market left")

    answer = office.send(office.link("confirm-lapse"), {"proposal": first.id, "decision": "confirm"})

    assert answer.status_code == 422
    assert "The proposal has changed since you opened this page" in words(answer)
    assert f'name="proposal" value="{second.id}"' in answer.text
    assert office.deadline().state == "open"


def test_nobody_else_to_confirm_is_said_at_once(light: Office) -> None:
    with writing(light.site.engine) as session:
        session.execute(update(PersonRow).where(PersonRow.key == "wu").values(active=False))
    answer = light.send(light.link("instruct", "li@example.com"), {"wish": "lapse"})
    assert "目前没有其他人可以确认" in words(answer)


# ---------------------------------------------------------------- links that lead no further


def _settle(office: Office) -> None:
    office.act(complete, office.deadline().id, Proof("confirmed", date(2026, 2, 27)))
    office.act(answer_question, office.rows(CompletionRow)[0].id, stands=True)


def _change_date(office: Office, filing: str | None) -> None:
    office.act(register, {"reference": "P1", "dates": {"filing": filing}})


def _only_reads(office: Office) -> None:
    with writing(office.site.engine) as session:
        session.execute(update(PersonRow).where(PersonRow.key == "wu").values(role="reader"))


# How a link to instruct is spent, or altered; the status and the heading of what it opens then.
ALTERED: dict[str, Callable[[str], str]] = {
    "forged": lambda path: path[:-1] + ("A" if path[-1] != "A" else "B"),
    "cut off": lambda path: path[: len(path) // 2],
    "of another purpose": lambda path: path.replace("instruct", "confirm-lapse"),
}
SPENT: dict[str, tuple[Callable[[Office], object], int, str]] = {
    "expired": (lambda office: office.site.clock.move(days=90), 410, "This link has expired"),
    "moved": (lambda office: _change_date(office, "2016-12-15"), 409, "The date has moved since this mail"),
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
def test_a_link_that_was_not_made_here_opens_nothing(light: Office, how: str) -> None:
    _opens_nothing(light, ALTERED[how](light.link("instruct")), 404, "This link doesn't work")


@pytest.mark.parametrize("how", SPENT)
def test_a_link_that_is_spent_says_what_to_do_and_changes_nothing(light: Office, how: str) -> None:
    spend, status, said = SPENT[how]
    path = light.link("instruct")
    spend(light)
    _opens_nothing(light, path, status, said)


def _opens_nothing(office: Office, path: str, status: int, said: str) -> None:
    before = everything(office.site)
    for answer in (office.site.get(path), office.send(path, {"wish": "renew"})):
        assert answer.status_code == status
        assert said in words(answer)
        assert "Nothing was changed" in words(answer)
    assert office.site.client.head(path).status_code == status
    assert everything(office.site) == before


def test_one_that_moved_names_both_days(light: Office) -> None:
    path = light.link("instruct")
    _change_date(light, "2016-12-15")
    said = words(light.site.get(path))
    assert "The mail was about Monday, 30 November 2026; now the day to act by is Thursday, 31 December 2026" in said


def test_there_are_no_other_purposes(light: Office) -> None:
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
def test_a_form_of_another_site_is_refused(light: Office, headers: dict[str, str], status: int) -> None:
    answer = light.send(light.link("acknowledge"), headers=headers)
    assert answer.status_code == status
    assert len(light.rows(AcknowledgementRow)) == (1 if status == 200 else 0)
