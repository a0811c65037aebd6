"""The daily digest: its sections and their order, its number, and the day on which there is nothing to tell."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from service.reminders.digest import Digest, HandedOver
from service.reminders.news import Change
from service.reminders.recipients import Recipient
from service.reminders.wording import Writer
from service.store import CaseRow
from service.words import TAGS, language

if TYPE_CHECKING:
    from tests.service.reminders.conftest import Told

LI = Recipient("li@example.com", "Li Wei", "Asia/Shanghai")
NOW = datetime(2026, 11, 27, 1, tzinfo=UTC)
FRIDAY = date(2026, 11, 27)
NOTHING = Digest(13, FRIDAY, previous=date(2026, 11, 26))
SECTIONS = ("urgent", "new", "waiting", "verify", "changed", "handed_over", "incomplete")


@pytest.fixture
def full(told: "type[Told]") -> Digest:
    """A digest with something in every section."""
    urgent = told().matter()
    calm = {"drives_act_by": date(2026, 12, 27)}
    return Digest(
        number=12,
        day=FRIDAY,
        urgent=(urgent,),
        new=(told("act_by.30", "normal", case={"reference": "P2-EP"}, deadline=calm).matter(),),
        waiting=(told("act_by.14", "normal", case={"reference": "P3-EP"}, deadline=calm).matter(),),
        verify=(told("verify.2026-11-23", "normal", case={"reference": "P4-EP"}).matter(),),
        changes=(
            Change("moved", "Fee", urgent.case, date(2026, 11, 30), date(2026, 10, 31), "filing corrected", "EP"),
        ),
        handed_over=(HandedOver("P5-BR", "Cannulated drill", "Eva", "Li Wei"),),
        incomplete=(awaiting(),),
    )


def awaiting(reference: str = "P6-US") -> CaseRow:
    """A case whose grant isn't known."""
    facts = [{"event": "grant", "why": "maintenance fees count from grant"}]
    return CaseRow(reference=reference, jurisdiction="US", right="patent", title="Rod", numbers={}, awaiting=facts)


def in_order(text: str, *words: str) -> bool:
    """Whether a text has the words one after another."""
    places = [text.find(word) for word in words]
    return -1 not in places and places == sorted(places)


@pytest.mark.parametrize("tag", TAGS)
def test_sections_come_in_their_order_in_text_and_html_and_in_both_languages(
    full: Digest, writer: Callable[..., Writer], tag: str
) -> None:
    reader, say = replace(LI, language=tag), language(tag)
    written = writer(reader).digest(full, reader)
    headings = [say("section.counted", heading=say(f"section.{name}"), count=1) for name in SECTIONS]
    references = ["P1-EP", "P2-EP", "P3-EP", "P4-EP", "P5-BR", "P6-US"]
    for said in (written.text, written.html):
        assert in_order(said, *headings)
        assert in_order(said, *references)


def test_each_section_says_what_its_reader_needs(full: Digest, writer: Callable[..., Writer]) -> None:
    written = writer(LI).digest(full, LI)
    for words in (
        "Urgent: 1, New: 1, Waiting for an answer: 1, To verify: 1, Changed: 1, Handed over: 1, Incomplete: 1",
        "3 days left",
        "Moved: Fee, P1-EP",
        "filing corrected",
        "Cannulated drill, P5-BR",
        "Li Wei; until now Eva",
        "Rod, P6-US",
        "grant (maintenance fees count from grant)",
        "https://annua.example.com/cases/P6-US",
    ):
        assert words in written.text
        assert words in written.html


def test_the_subject_names_the_most_pressing_the_number_and_the_day(
    full: Digest, writer: Callable[..., Writer]
) -> None:
    assert writer(LI).digest(full, LI).subject == (
        "3 days left: Renewal fee for year 3, P1-EP, and 3 more (digest no. 12, Friday, 27 November 2026)"
    )
    alone = replace(full, new=(), waiting=(), verify=())
    assert writer(LI).digest(alone, LI).subject == (
        "3 days left: Renewal fee for year 3, P1-EP (digest no. 12, Friday, 27 November 2026)"
    )


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (("changes", "handed_over", "incomplete"), "Dates moved: 1"),
        (("handed_over", "incomplete"), "Cases handed over: 1"),
        (("incomplete",), "Incomplete cases: 1"),
        ((), "Nothing is due"),
    ],
)
def test_without_deadlines_the_subject_names_what_else_there_is(
    full: Digest, writer: Callable[..., Writer], left: tuple[str, ...], words: str
) -> None:
    digest = replace(NOTHING, **{name: getattr(full, name) for name in left})
    written = writer(LI).digest(digest, LI)
    assert written.subject == f"{words} (digest no. 13, Friday, 27 November 2026)"
    assert "Nothing is due." in written.text


def test_a_digest_with_nothing_says_so_and_names_the_one_before(writer: Callable[..., Writer]) -> None:
    """So whoever didn't get no. 12 notices it."""
    written = writer(LI).digest(NOTHING, LI)
    for said in (written.text, written.html.replace("&#39;", "'")):
        assert "Digest no. 13, Friday, 27 November 2026" in said
        assert "Nothing is due." in said
        assert (
            "No. 12 went out on Thursday, 26 November 2026; if it didn't reach you, tell those who run Annua." in said
        )
    assert written.headers["X-Annua-Digest"] == "13"
    first = writer(LI).digest(Digest(1, FRIDAY), LI)
    assert "went out on" not in first.text


def test_a_section_goes_by_date_then_by_office_and_the_most_urgent_first(
    told: "type[Told]", writer: Callable[..., Writer]
) -> None:
    """Thursday, 10 December comes first; on Sunday, 27 December the EPO before Japan, and there D2 before D3."""

    def waits(reference: str, day: int, office: str = "EP", urgency: str = "normal") -> "Told":
        dates = {"drives_act_by": date(2026, 12, day), "office": office}
        return told("act_by.30", urgency, case={"reference": reference}, deadline=dates)

    some = [waits("D4", 27, "JP"), waits("D3", 27), waits("D2", 27, urgency="urgent"), waits("D1", 10, "US")]
    digest = replace(NOTHING, waiting=tuple(one.matter() for one in some))
    text = writer(LI).digest(digest, LI).text
    assert in_order(
        text,
        "Thursday, 10 December 2026 · United States Patent and Trademark Office",
        "D1",
        "Sunday, 27 December 2026 · European Patent Office",
        "D2",
        "D3",
        "Sunday, 27 December 2026 · Japan Patent Office",
        "D4",
    )
    assert text.count("Sunday, 27 December 2026 · European Patent Office") == 1


def test_what_is_to_be_verified_goes_by_the_day_on_which_something_is_lost_next(
    told: "type[Told]", writer: Callable[..., Writer]
) -> None:
    gone: dict[str, Any] = {"late": [], "restoration_ends": None}
    some = (
        told("verify.2026-11-23", "normal", case={"reference": "V2"}, deadline=gone).matter(),
        told("verify.2026-11-23", "normal", case={"reference": "V1"}).matter(),
    )
    text = writer(LI).digest(replace(NOTHING, verify=some), LI).text
    assert in_order(text, "Monday, 31 May 2027 · European", "V1", "No later day is known · European", "V2")


def test_far_moves_are_summed_up_by_case(full: Digest, writer: Callable[..., Writer]) -> None:
    case = full.urgent[0].case
    far = [
        Change("moved", f"Fee of {year}", case, date(year, 1, 1), date(year, 1, 2), "why", "EP")
        for year in (2036, 2035)
    ]
    text = writer(LI).digest(replace(NOTHING, changes=(*full.changes, *far)), LI).text
    assert in_order(text, "Moved: Fee, P1-EP", "2 later dates of P1-EP moved too; the first of them", "Fee of 2035")
    one = writer(LI).digest(replace(NOTHING, changes=tuple(far[:1])), LI).text
    assert "A later date of P1-EP moved too" in one


@pytest.mark.parametrize("title", ["Bone screw", "<&\"'>" * 300, "一种骨螺钉" * 300, "𠀀" * 1500])
def test_five_thousand_deadlines_stay_within_bounds_and_every_section_shows_something(
    told: "type[Told]", full: Digest, writer: Callable[..., Writer], title: str
) -> None:
    """The most urgent in full, then lines, then a count with the way to the worklist; no section is crowded out."""
    many = tuple(
        told("act_by.30", "normal", case={"reference": f"P{number}", "title": title}).matter()
        for number in range(5_000)
    )
    digest = replace(full, urgent=many[:2_000], new=many[2_000:], incomplete=(awaiting(),) * 5_000)
    written = writer(LI).digest(digest, LI)
    assert len(written.html.encode()) < 100_000
    assert len(written.text.encode()) < 200_000
    assert written.html.count('class="entry') >= 3
    assert all(f"{language('en')(f'section.{name}')} (" in written.html for name in SECTIONS)
    assert "Urgent (2000)" in written.text
    urgent = written.text.partition("New (3000)")[0]
    shown = len(set(re.findall(r"/cases/(P\d+)", urgent)))
    assert f"And {2_000 - shown} more. Your worklists: https://annua.example.com/" in urgent


def test_what_fits_is_told_in_full(told: "type[Told]", writer: Callable[..., Writer]) -> None:
    dozen = tuple(told("act_by.30", "normal", case={"reference": f"P{number}"}).matter() for number in range(12))
    written = writer(LI).digest(replace(NOTHING, waiting=dozen), LI)
    assert written.text.count("If late:") == 12
    assert written.html.count(">If late</th>") == 12
    assert "more." not in written.text
