"""Each answer and the two-person lapse, walked in a real browser in both languages."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import update

from service.store import AcknowledgementRow, CompletionRow, InstructionRow, PersonRow, ProofFileRow, writing

if TYPE_CHECKING:
    from tests.service.pages.answers.conftest import Office

pytestmark = pytest.mark.needs("browser")

Windows = Callable[..., Any]

# What is read and pressed, by language.
READ = {
    "en": {
        "seen": "I have seen it",
        "later": "Ask me again later",
        "days": "Ask again in how many days?",
        "propose": "Let it lapse",
        "note": "Note",
        "lapse": "Let it lapse",
        "instruct": "Record the instruction",
        "confirmed": "Confirmed",
        "reference": "Reference of the proof",
        "file": "File",
        "together": "Done together with others of this case?",
        "record": "Record it",
        "recorded": "Recorded. Thank you.",
        "reason": "Reason, if you refuse",
        "refuse": "Refuse",
        "own": "You proposed this yourself",
        "nothing left": "There is nothing left to answer",
        "choose": "Choose an instruction.",
    },
    "zh-Hans": {
        "seen": "我已知悉",
        "later": "稍后再问",
        "days": "多少天后再次询问？",
        "propose": "放弃",
        "note": "备注",
        "lapse": "确认放弃",
        "instruct": "提交指示",
        "confirmed": "已确认完成",
        "reference": "证明编号",
        "file": "文件",
        "together": "是否同时办理了本案的其他期限？",
        "record": "登记",
        "recorded": "已登记，谢谢。",
        "reason": "拒绝理由",
        "refuse": "拒绝",
        "own": "这是您本人的提议",
        "nothing left": "无需再答复",
        "choose": "请选择一项指示。",
    },
}


@pytest.fixture(params=READ)
def read(request: pytest.FixtureRequest, light: "Office") -> dict[str, str]:
    """The words of one language, which everybody reads."""
    with writing(light.site.engine) as session:
        session.execute(update(PersonRow).values(language=request.param))
    return READ[request.param]


def heading(window: Any, name: str) -> Any:
    return window.page.get_by_role("heading", name=name, level=1)


def test_acknowledging(light: "Office", read: dict[str, str], window: Any) -> None:
    window.page.goto(light.link("acknowledge"))
    window.is_sound()

    window.page.get_by_role("button", name=read["seen"]).click()

    assert heading(window, read["recorded"]).is_visible()
    window.is_sound()
    assert len(light.rows(AcknowledgementRow)) == 1


def test_instructing(light: "Office", read: dict[str, str], window: Any) -> None:
    window.page.goto(light.link("instruct"))
    window.is_sound()
    window.page.get_by_role("radio", name=read["later"]).check()
    window.page.get_by_label(read["days"]).fill("14")

    window.page.get_by_role("button", name=read["instruct"]).click()

    assert heading(window, read["recorded"]).is_visible()
    window.is_sound()
    (row,) = light.rows(InstructionRow)
    assert (row.wish, str(row.ask_again_on)) == ("ask_again", "2026-03-16")


def test_what_is_missing_is_said_in_the_page(light: "Office", read: dict[str, str], window: Any) -> None:
    """The browser itself asks for a choice; one that doesn't is told by the page."""
    window.page.goto(light.link("instruct"))
    window.page.evaluate("document.querySelector('main form').noValidate = true")

    window.page.get_by_role("button", name=read["instruct"]).click()

    assert window.page.get_by_role("alert").get_by_text(read["choose"]).is_visible()
    window.complaints.clear()  # the browser reports the 422 it was to get
    window.is_sound()


def test_reporting_two_years_with_a_file(light: "Office", read: dict[str, str], window: Any, tmp_path: Path) -> None:
    receipt = tmp_path / "收据.pdf"
    receipt.write_bytes(b"%PDF-1.7")
    window.page.goto(light.link("complete", number=10))
    window.page.get_by_role("radio", name=read["confirmed"], exact=True).check()
    window.page.get_by_label(read["reference"]).fill("receipt 17")
    window.page.get_by_label(read["file"], exact=True).set_input_files(receipt)
    window.page.get_by_text(read["together"]).click()
    window.page.locator("#covers-11").check()
    window.is_sound()

    window.page.get_by_role("button", name=read["record"], exact=True).click()

    assert heading(window, read["recorded"]).is_visible()
    assert [row.done_on.isoformat() for row in light.rows(CompletionRow)] == ["2026-03-02", "2026-03-02"]
    assert light.rows(ProofFileRow)[0].name == "收据.pdf"
    assert (light.deadline(10).state, light.deadline(11).state) == ("settled", "settled")


def test_two_people_let_a_right_lapse(light: "Office", read: dict[str, str], open_window: Windows) -> None:
    proposer, second = open_window(), open_window()
    proposer.page.goto(light.link("instruct", "li@example.com"))
    proposer.page.get_by_role("radio", name=read["propose"], exact=True).check()
    proposer.page.get_by_label(read["note"]).fill("product withdrawn")
    proposer.page.get_by_role("button", name=read["instruct"]).click()
    assert heading(proposer, read["recorded"]).is_visible()
    assert proposer.page.get_by_text("Wu Jun").is_visible()

    proposer.page.goto(light.link("confirm-lapse", "li@example.com"))
    assert heading(proposer, read["own"]).is_visible()
    assert light.deadline().state == "open"

    second.page.goto(light.link("confirm-lapse"))
    second.is_sound()
    second.page.get_by_role("button", name=read["lapse"]).click()
    assert heading(second, read["recorded"]).is_visible()
    second.is_sound()
    assert light.deadline().state == "settled"

    second.page.goto(light.link("confirm-lapse"))
    assert heading(second, read["nothing left"]).is_visible()
    second.is_sound()


def test_or_the_second_refuses(light: "Office", read: dict[str, str], window: Any) -> None:
    light.propose(light.li)
    window.page.goto(light.link("confirm-lapse"))
    window.page.get_by_label(read["reason"]).fill("still licensed")

    window.page.get_by_role("button", name=read["refuse"]).click()

    assert heading(window, read["recorded"]).is_visible()
    assert light.rows(InstructionRow)[0].withdraw_reason == "still licensed"
    assert light.deadline().state == "open"
