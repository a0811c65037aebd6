"""What was said is taken back on the pages: with a reason, by those who may, and never more than was meant."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import update

from service.portfolio.closing import close_case
from service.portfolio.completing import Proof, complete
from service.portfolio.instructing import instruct
from service.portfolio.lapsing import confirm_lapse
from service.portfolio.proof_files import GivenFile, add_file
from service.portfolio.reading import find_case
from service.store import CompletionRow, InstructionRow, PersonRow, ProofFileRow, reading, writing

if TYPE_CHECKING:
    from tests.service.pages.answers.conftest import Office

Words = Callable[[Any], str]

WHY = "the licensee wants it"
RECEIPT = b"%PDF-1.7 receipt"


@pytest.fixture
def wu(office: "Office") -> "Office":
    """Wu Jun, a docketer, signed in."""
    office.site.sign_in("wu")
    return office


@pytest.fixture
def lite_wu(light: "Office") -> "Office":
    """The same on SQLite alone."""
    light.site.sign_in("wu")
    return light


def send(office: "Office", path: str, **fields: Any) -> Any:
    """Press the button of a page that was opened just now."""
    return office.send(path, {"token": office.site.token()} | fields)


def page(office: "Office", number: int = 11) -> Any:
    """The page of a deadline."""
    return office.site.get(f"/deadlines/{office.deadline(number).id}")


def settle(office: "Office", number: int = 10, day: date = date(2026, 2, 27)) -> CompletionRow:
    """Confirm a deadline; year 10 may be paid on that day."""
    found: CompletionRow = office.act(complete, office.deadline(number).id, Proof("confirmed", day, "receipt 17"))[0]
    return found


def doubtful(office: "Office") -> CompletionRow:
    """A completion in question: year 11 may be paid from 31 August 2026 on."""
    return settle(office, 11)


def decide(office: "Office") -> InstructionRow:
    """Li Wei proposed to let year 11 lapse, and Wu Jun confirmed."""
    proposal = office.propose(office.li)
    row: InstructionRow = office.act(confirm_lapse, proposal.id, office.wu)
    return row


# ---------------------------------------------------------------- instructions


def test_an_instruction_is_withdrawn_with_a_reason(wu: "Office", words: Words) -> None:
    row = wu.act(instruct, wu.deadline().id, "renew", person=wu.li)
    path = f"/said/withdraw/{row.id}"
    assert f'href="{path}"' in page(wu).text
    assert "What was said before it holds again" in words(wu.site.get(path))

    answer = send(wu, path, reason=WHY)

    assert "The instruction is withdrawn. Reminders go on." in words(answer)
    (row,) = wu.rows(InstructionRow)
    assert (row.withdrawn_by, row.withdraw_reason, row.withdrawn_at) == ("Wu Jun", WHY, wu.site.clock.now())
    shown = page(wu)
    assert f"Taken back by Wu Jun, 2 Mar 2026, 00:00: {WHY}" in words(shown)
    assert path not in shown.text


def test_a_lapse_that_two_decided_runs_its_reminders_again(wu: "Office", words: Words) -> None:
    row = decide(wu)
    assert "confirmed by Wu Jun" in words(page(wu))
    assert "Two people decided to let this right lapse" in words(wu.site.get(f"/said/withdraw/{row.id}"))

    send(wu, f"/said/withdraw/{row.id}", reason=WHY)

    assert wu.deadline().state == "open"
    assert wu.deadline().next_rung_at == wu.site.clock.now()


def test_withdrawing_never_lets_a_right_lapse(wu: "Office") -> None:
    """Once the instruction to renew is withdrawn, the proposal before it stands again, and still waits."""
    proposal = wu.propose(wu.li)
    renewing = wu.act(instruct, wu.deadline().id, "renew", person=wu.wu)

    send(wu, f"/said/withdraw/{renewing.id}", reason=WHY)

    assert wu.deadline().state == "open"
    assert wu.rows(InstructionRow)[0].confirmed_at is None
    assert wu.site.get(wu.link("confirm-lapse", "li@example.com")).status_code == 403  # who proposed can't confirm
    assert wu.site.get(wu.link("confirm-lapse")).status_code == 200
    assert proposal.id == wu.rows(InstructionRow)[0].id


def test_an_instruction_for_another_day_is_history(lite_wu: "Office") -> None:
    row = lite_wu.act(instruct, lite_wu.deadline().id, "renew", person=lite_wu.li)
    with writing(lite_wu.site.engine) as session:
        session.execute(update(InstructionRow).values(aim=date(2026, 11, 29)))
    assert f"/said/withdraw/{row.id}" not in page(lite_wu).text


# ---------------------------------------------------------------- completions


def test_a_completion_is_voided_with_a_reason(wu: "Office", words: Words) -> None:
    row = settle(wu)
    path = f"/said/void/{row.id}"
    assert f'href="{path}"' in page(wu, 10).text
    assert "receipt 17" in words(wu.site.get(path))

    answer = send(wu, path, reason="another case's receipt")

    assert "The completion is taken back. Reminders go on" in words(answer)
    assert (wu.rows(CompletionRow)[0].voided_by, wu.deadline(10).state) == ("Wu Jun", "open")
    assert "Taken back by Wu Jun, 2 Mar 2026, 00:00: another case's receipt" in words(page(wu, 10))


def test_where_something_else_settles_it_the_page_says_so(lite_wu: "Office", words: Words) -> None:
    first = settle(lite_wu)
    settle(lite_wu, day=date(2026, 2, 26))
    answer = send(lite_wu, f"/said/void/{first.id}", reason="paid twice")
    assert "The deadline stays settled by what else was recorded for it." in words(answer)
    assert lite_wu.deadline(10).state == "settled"


def test_one_in_question_stands_when_somebody_says_so(wu: "Office", words: Words) -> None:
    row = doubtful(wu)
    path = f"/said/question/{row.id}"
    shown = page(wu)
    assert f'href="{path}"' in shown.text
    assert f"/said/void/{row.id}" not in shown.text
    assert "2026-02-27 lies before 2026-08-31" in words(wu.site.get(path))

    answer = send(wu, path, decision="stands", reason="the register shows it as paid")

    assert "It stands. The reminders of this deadline end." in words(answer)
    assert (wu.rows(CompletionRow)[0].answered_by, wu.deadline().state) == ("Wu Jun", "settled")


def test_or_it_does_not(wu: "Office", words: Words) -> None:
    row = doubtful(wu)
    answer = send(wu, f"/said/question/{row.id}", decision="void", reason="paid for another case")
    assert "The completion is taken back" in words(answer)
    assert (wu.rows(CompletionRow)[0].void_reason, wu.deadline().state) == ("paid for another case", "open")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"decision": "stands", "reason": " "}, "Say why, in a few words"),
        ({"decision": "void", "reason": ""}, "Say why, in a few words"),
        ({"reason": "checked"}, "Choose whether it stands or not."),
    ],
)
def test_neither_goes_without_a_reason(lite_wu: "Office", fields: dict[str, str], said: str, words: Words) -> None:
    row = doubtful(lite_wu)
    before = lite_wu.everything()
    answer = send(lite_wu, f"/said/question/{row.id}", **fields)
    assert (answer.status_code, said in words(answer)) == (422, True)
    assert lite_wu.everything() == before


# ---------------------------------------------------------------- proof


def test_proof_is_listed_and_downloaded_by_whoever_may_read(wu: "Office", words: Words) -> None:
    row = settle(wu)
    wu.act(add_file, row.id, GivenFile("收据.pdf", "application/pdf", RECEIPT))
    wu.site.person("wu", role="reader")
    (file,) = wu.rows(ProofFileRow)

    shown = page(wu, 10)

    assert f'<a href="/proof-files/{file.id}" download>收据.pdf</a>' in shown.text
    assert "1 KB, given by Li Wei" in words(shown)
    answer = wu.site.get(f"/proof-files/{file.id}")
    assert (answer.content, answer.headers["Content-Type"]) == (RECEIPT, "application/pdf")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_proof_is_shown_to_nobody_else(lite_wu: "Office") -> None:
    row = settle(lite_wu)
    lite_wu.act(add_file, row.id, GivenFile("a.pdf", "application/pdf", RECEIPT))
    assert lite_wu.site.get("/proof-files/4711").status_code == 404
    lite_wu.site.client.cookies.clear()
    answer = lite_wu.site.get("/proof-files/1")
    assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (303, "/sign-in")
    assert RECEIPT not in answer.content


# ---------------------------------------------------------------- who, and when


def every_way(office: "Office") -> list[str]:
    """One of each form: an instruction, a completion, and a completion in question."""
    instruction = office.act(instruct, office.deadline(12).id, "renew", person=office.li)
    return [
        f"/said/withdraw/{instruction.id}",
        f"/said/void/{settle(office).id}",
        f"/said/question/{doubtful(office).id}",
    ]


def test_opening_a_form_changes_nothing(wu: "Office") -> None:
    ways = every_way(wu)
    before = wu.everything()
    for path in ways:
        assert wu.site.get(path).status_code == 200
        wu.site.client.head(path)
    assert wu.everything() == before


def test_a_reader_is_led_to_none_and_may_use_none(lite_wu: "Office", words: Words) -> None:
    ways = every_way(lite_wu)
    lite_wu.site.person("wu", role="reader")
    assert "/said/" not in lite_wu.site.get("/cases/P1").text
    for path in ways:
        assert "You may read, but not decide this" in words(lite_wu.site.get(path))
        assert send(lite_wu, path, reason=WHY, decision="void").status_code == 403


def test_nobody_acts_without_being_signed_in_or_by_another_page(lite_wu: "Office") -> None:
    ways, token = every_way(lite_wu), lite_wu.site.token()
    before = lite_wu.everything()
    for path in ways:
        fields = {"reason": WHY, "decision": "void"}
        assert lite_wu.send(path, fields).status_code == 403
        assert lite_wu.send(path, fields | {"token": "of another session"}).status_code == 403
        elsewhere = {"Sec-Fetch-Site": "cross-site"}
        assert lite_wu.send(path, fields | {"token": token}, headers=elsewhere).status_code == 403
    assert lite_wu.everything() == before
    lite_wu.site.client.cookies.clear()
    for path in ways:
        assert lite_wu.send(path, {"reason": WHY, "token": token}).status_code == 303


def test_what_was_taken_back_is_not_taken_back_twice(lite_wu: "Office", words: Words) -> None:
    ways = every_way(lite_wu)
    for path in ways:
        assert send(lite_wu, path, reason=WHY, decision="void").status_code == 200
        for again in (lite_wu.site.get(path), send(lite_wu, path, reason=WHY, decision="void")):
            assert again.status_code == 410
            assert "This was taken back already" in words(again)


def test_a_question_is_answered_once(lite_wu: "Office", words: Words) -> None:
    path = f"/said/question/{doubtful(lite_wu).id}"
    send(lite_wu, path, decision="stands", reason="checked")
    assert "This completion is no longer in question" in words(lite_wu.site.get(path))


def test_nothing_is_taken_back_in_a_closed_case(lite_wu: "Office", words: Words) -> None:
    ways = every_way(lite_wu)
    with reading(lite_wu.site.engine) as session:
        number = find_case(session, "P1").id
    lite_wu.act(close_case, number, "sold")
    assert "/said/" not in lite_wu.site.get("/cases/P1").text
    for path in ways:
        assert lite_wu.site.get(path).status_code == 410


@pytest.mark.parametrize("path", ["/said/withdraw/4711", "/said/void/4711", "/said/void/0", "/said/delete/1"])
def test_what_does_not_exist_is_not_found(lite_wu: "Office", path: str) -> None:
    assert lite_wu.site.get(path).status_code == 404


@pytest.mark.needs("browser")
@pytest.mark.parametrize(("tag", "button"), [("en", "Take it back"), ("zh-Hans", "撤销")])
def test_the_forms_are_sound_in_a_browser(light: "Office", open_window: Any, tag: str, button: str) -> None:
    with writing(light.site.engine) as session:
        session.execute(update(PersonRow).values(language=tag))
    window = open_window(color_scheme="dark" if tag == "en" else "light")
    window.enter(light.site.sign_in("wu"))
    ways = every_way(light)
    light.act(add_file, light.rows(CompletionRow)[0].id, GivenFile("收据.pdf", "application/pdf", RECEIPT))
    for path in ways:
        window.page.goto(path)
        window.is_sound()

    window.page.goto("/cases/P1")
    window.is_sound()
    window.page.locator(f'a[href="{ways[1]}"]').click()
    window.page.get_by_role("textbox").fill("another case's receipt")
    window.page.get_by_role("button", name=button, exact=True).click()

    assert window.page.get_by_role("status").is_visible()
    window.is_sound()
    assert light.deadline(10).state == "open"
