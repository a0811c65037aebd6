"""The worklists: what stands on each, in which order, for whom, and how it is said.

Today is Monday, 2 March 2026. The case of the tests is a European application filed on 15 November 2016: its renewal
fee for year 10 fell due on 30 November 2025 (late until 31 May 2026), that for year 11 falls due on 30 November 2026.
"""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from service.portfolio.closing import close_case
from service.portfolio.completing import Proof, complete
from service.portfolio.instructing import instruct, withdraw_instruction
from service.portfolio.manual import add_manual
from service.portfolio.reading import find_case
from service.store import AbsenceRow, AcknowledgementRow, CompletionRow, InstructionRow, writing

ELEVENTH = "Renewal fee for year 11 provisional"  # the calendar of 2026 may still change


@pytest.fixture
def li(site: Any) -> Any:
    """Li Wei in Shanghai, signed in."""
    person = site.person("li", name="Li Wei")
    site.sign_in("li")
    return person


def _cells(page: str) -> list[list[str]]:
    """The words of each row of a page's table, cell by cell."""
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    rows = re.findall(r"<tr.*?</tr>", body, re.DOTALL)
    return [[_words(cell) for cell in re.findall(r"<t[dh].*?</t[dh]>", row, re.DOTALL)] for row in rows]


def _words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def _list(site: Any, name: str) -> list[list[str]]:
    answer = site.get("/" if name == "today" else f"/lists/{name}")
    assert answer.status_code == 200, answer.text
    return _cells(answer.text)


def _due(rows: list[list[str]]) -> list[str]:
    return [row[2] for row in rows]


def _counts(site: Any) -> dict[str, str]:
    """How much waits in each list, by the navigation."""
    found = re.findall(
        r'<li><a href="([^"]+)".*?>([^<]+?)(?: <span class="count">([^<]+)</span>)?</a></li>', site.get("/").text
    )
    return {address.rpartition("/")[2] or "today": count for address, _, count in found}


# ---------------------------------------------------------------- which deadlines


def test_what_had_passed_at_registration_is_to_be_verified(site: Any, li: Any) -> None:
    site.register(settled_through="2024-12-31")

    (row,) = _list(site, "to-verify")

    assert row[0] == "Sun, 31 May 2026 to verify was Sun, 30 Nov 2025 ends 1 Jun 2026, 06:00 your time"
    assert row[1:4] == ["P1", "Renewal fee for year 10", "EP Patent"]
    assert _counts(site)["to-verify"] == "1"


def test_a_case_without_rules_waits_until_somebody_enters_a_deadline(site: Any, li: Any) -> None:
    site.register("LK1", jurisdiction="LK", title="Stent", responsible="li")
    (row,) = _list(site, "unruled")
    assert row[0] == "Stent LK1"
    assert row[4] == "Li Wei"

    document = {"title": "Renewal", "due": "2027-01-15", "source": "the agent's letter"}
    with writing(site.engine) as session:
        add_manual(session, site.service.context("Li Wei"), find_case(session, "LK1").id, document)

    assert _list(site, "unruled") == []


def test_a_number_that_stands_on_two_cases_is_on_a_list_until_one_is_closed(site: Any, li: Any) -> None:
    for reference, number in (("P1", "16199999.1"), ("P2", "EP16199999")):
        site.register(reference, numbers={"application": number})
    rows = _list(site, "duplicates")
    assert [row[0].split()[0] for row in rows] == ["P1", "P2"]
    assert "numbers.application 16199999.1 is also the number of P2." in rows[0][0]
    assert "also the number of P2" in site.get("/cases/P1").text

    with writing(site.engine) as session:
        close_case(session, site.service.context("Li Wei"), find_case(session, "P2").id, "registered twice")

    assert _list(site, "duplicates") == []


def test_dates_that_nobody_verified_are_on_a_list_and_told_where_that_is_wanted(verifying: Any) -> None:
    verifying.person("li", name="Li Wei")
    verifying.sign_in("li")
    verifying.register()
    verifying.register("P2", dates={"filing": {"date": "2016-11-15", "verified_by": "Wang"}})

    (row,) = _list(verifying, "unverified")

    assert row[0] == "P1 filing"
    assert "Nobody has verified these dates: filing." in verifying.get("/cases/P1").text
    deadline = verifying.get(f"/deadlines/{verifying.deadline(11).id}").text
    assert "Computed from dates that nobody has verified: filing." in deadline
    assert "obody has verified" not in verifying.get("/cases/P2").text


def test_nothing_is_said_of_unverified_dates_unless_it_is_wanted(site: Any, li: Any) -> None:
    site.register()

    assert "unverified" not in _counts(site)
    assert "obody has verified" not in site.get("/cases/P1").text
    assert "obody has verified" not in site.get(f"/deadlines/{site.deadline(11).id}").text


def test_a_confirmation_outside_the_window_is_in_question(site: Any, li: Any) -> None:
    """Paid on 1 June 2026 for what counted until 31 May (EPC r. 51(2)): the day after the last one."""
    site.register(settled_through="2024-12-31")
    site.clock.move(days=120)
    site.sign_in("li")
    site.write(complete, site.deadline(10).id, Proof("confirmed", date(2026, 6, 2)))

    (row,) = _list(site, "questioned")

    assert row[2] == "Renewal fee for year 10"
    assert row[4].startswith("confirmation in question 2026-06-02 lies after")


def test_a_proposed_lapse_waits_for_a_second_person(site: Any, li: Any) -> None:
    """P2 has no back-up, and there is no supervisor: the list says so."""
    site.person("wang")
    site.register(responsible="li", backup="wang")
    site.register("P2", responsible="li")
    asked = site.write(instruct, site.deadline(11).id, "lapse", person=li)
    site.write(instruct, site.deadline(11, "P2").id, "lapse", person=li)

    assert [(row[1], row[4]) for row in _list(site, "lapses")] == [
        ("P1", "lapse proposed, a second person must confirm"),
        ("P2", "lapse proposed, and nobody can confirm it: a back-up or a supervisor is missing"),
    ]

    site.write(withdraw_instruction, asked.id, "the licensee wants it")
    assert [row[1] for row in _list(site, "lapses")] == ["P2"]
    site.write(instruct, site.deadline(11, "P2").id, "renew", person=li)
    assert _list(site, "lapses") == []


def test_a_reminder_without_an_answer_is_unanswered(site: Any, li: Any) -> None:
    site.register()
    eleventh = site.deadline(11)
    assert _list(site, "unanswered") == []
    site.remind(eleventh, li)
    assert _due(_list(site, "unanswered")) == [ELEVENTH]

    site.put(
        AcknowledgementRow(deadline_id=eleventh.id, aim=eleventh.drives_act_by, actor="Li Wei", at=site.clock.now())
    )

    assert _list(site, "unanswered") == []


@pytest.mark.parametrize(
    ("wish", "other", "answered"),
    [
        ("renew", {}, True),
        ("lapse", {}, True),
        ("undecided", {}, True),
        ("not_mine", {}, False),  # somebody else has still to answer
        ("ask_again", {"ask_again_on": date(2026, 3, 3)}, True),
        ("ask_again", {"ask_again_on": date(2026, 3, 2)}, False),  # it is asked again today
        ("renew", {"aim": date(2026, 11, 29)}, False),  # given for another day
        ("renew", {"withdrawn_at": datetime(2026, 3, 2, 8, tzinfo=UTC)}, False),
    ],
)
def test_which_wishes_answer(site: Any, li: Any, wish: str, other: dict[str, Any], answered: bool) -> None:
    site.register()
    eleventh = site.deadline(11)
    site.remind(eleventh, li)
    now = site.clock.now()
    values = {"aim": eleventh.drives_act_by} | other

    site.put(InstructionRow(deadline_id=eleventh.id, wish=wish, actor="Li Wei", at=now, **values))

    assert (_list(site, "unanswered") == []) is answered


@pytest.mark.parametrize(("voided", "answered"), [(False, True), (True, False)])
def test_an_order_answers_until_it_is_voided(site: Any, li: Any, voided: bool, answered: bool) -> None:
    site.register()
    eleventh = site.deadline(11)
    site.remind(eleventh, li)
    now = site.clock.now()
    said = {"state": "ordered", "done_on": now.date(), "actor": "Li", "recorded_by": "Li", "recorded_at": now}
    site.put(
        CompletionRow(deadline_id=eleventh.id, against_due=eleventh.due, voided_at=now if voided else None, **said)
    )

    assert (_list(site, "unanswered") == []) is answered


def test_overdue_is_what_has_passed_unconfirmed_the_next_end_first(site: Any, li: Any) -> None:
    """On 1 June 2027 year 11 of P1 is lost but for restoration; that of P2, due a month later, is late for a month."""
    site.register("P2", dates={"filing": "2016-12-15"}, settled_through="2026-03-01")
    site.register("P1", settled_through="2026-03-01")
    site.clock.move(days=456)  # 1 June 2027
    site.sign_in("li")

    rows = _list(site, "overdue")

    assert [row[1] for row in rows] == ["P1", "P2"]
    assert rows[0][0].startswith("Wed, 31 May 2028 restoration only, 365 days left was Mon, 30 Nov 2026")
    assert rows[1][0].startswith("Wed, 30 Jun 2027 late, 29 days left was Thu, 31 Dec 2026")


def test_a_closed_case_is_on_no_list(site: Any, li: Any) -> None:
    site.register(responsible="li")
    site.remind(site.deadline(11), li)
    with writing(site.engine) as session:
        close_case(session, site.service.context("Li Wei"), find_case(session, "P1").id, "sold")

    for name in ("today", "to-verify", "unanswered", "all"):
        assert _list(site, name) == [], name


# ---------------------------------------------------------------- whose


@pytest.mark.parametrize(
    ("named", "mine"),
    [
        ({"responsible": "li"}, True),
        ({"responsible": "wang", "backup": "li"}, True),
        ({"responsible": "wang"}, False),
        ({}, False),
    ],
)
def test_mine_is_what_i_am_in_charge_of_or_stand_by_for(site: Any, li: Any, named: dict[str, str], mine: bool) -> None:
    site.person("wang")
    site.register(**named)
    site.remind(site.deadline(11), li)

    assert (_due(_list(site, "today")) == [ELEVENTH]) is mine


@pytest.mark.parametrize(
    ("first", "last", "mine"), [(-1, 1, True), (0, 0, True), (1, 2, False), (-2, -1, False)], ids=str
)
def test_what_belongs_to_somebody_away_is_mine_while_i_stand_in(
    site: Any, li: Any, first: int, last: int, mine: bool
) -> None:
    wang = site.person("wang", name="Wang Fang")
    site.register(responsible="wang")
    site.remind(site.deadline(11), wang)
    today, now = site.clock.now().date(), site.clock.now()
    days = {"first": today + timedelta(days=first), "last": today + timedelta(days=last)}
    site.put(AbsenceRow(person_id=wang.id, substitute_id=li.id, entered_by="Li Wei", entered_at=now, **days))

    rows = _list(site, "today")

    assert (_due(rows) == [ELEVENTH]) is mine
    if mine:
        assert rows[0][5] == "Wang Fang (away; Li Wei stands in)"


def test_a_reminder_of_today_is_mine_today_though_i_answered(site: Any, li: Any) -> None:
    """Li answered at once; with the end of the day at 16:00 UTC it is done with, until the next reminder."""
    site.register(responsible="li")
    eleventh = site.deadline(11)
    site.remind(eleventh, li)
    at = site.clock.now()
    site.put(AcknowledgementRow(deadline_id=eleventh.id, aim=eleventh.drives_act_by, actor="Li Wei", at=at))
    seen = []
    for hours in (0, 7, 1):
        site.clock.move(hours=hours)
        seen.append(_due(_list(site, "today")) == [ELEVENTH])

    assert seen == [True, True, False]


# ---------------------------------------------------------------- all, by filters, page by page


@pytest.mark.parametrize(
    ("query", "cases"),
    [
        ("", {"A", "B", "C"}),
        ("office=CN", {"B"}),
        ("office=%20cn%20", {"B"}),
        ("owner=Implants", {"B"}),
        ("person=li", {"A"}),
        ("person=wang", {"A", "B"}),
        ("kind=renewal", {"C"}),
        ("last=2026-11-29", {"B", "C"}),
        ("first=2026-11-30&last=2026-11-30", {"A"}),
        ("stand=done&office=US", {"C"}),
        ("owner=Nobody", set()),
    ],
)
def test_all_deadlines_by_filters(site: Any, li: Any, query: str, cases: set[str]) -> None:
    """A is European, due on 30 November 2026; B Chinese, on the 15th; C a mark of the United States."""
    site.person("wang")
    settled = {"settled_through": "2026-03-01"}
    site.register("A", responsible="li", backup="wang", **settled)
    dates = {"filing": "2016-11-15", "grant": "2019-03-05"}
    site.register(
        "B", jurisdiction="CN", status="granted", dates=dates, owner="Implants", responsible="wang", **settled
    )
    mark = {"jurisdiction": "US", "right": "trademark", "status": "registered"}
    site.register("C", **mark, dates={"filing": "2015-06-01", "registration": "2016-05-03"}, **settled)

    assert {row[1] for row in _cells(site.get(f"/lists/all?{query}").text)} == cases


def test_a_long_list_goes_on_where_its_page_ended(site: Any, li: Any) -> None:
    """Five cases with eleven deadlines each (years 11 to 20, and the end of the term): 50 and 5, the filter kept."""
    for number in range(5):
        site.register(f"P{number}", owner="A&B", settled_through="2026-03-01")
    first = site.get("/lists/all?owner=A%26B").text
    more = re.search(r'href="(\?[^"]*after=[^"]*)"', first)
    assert more
    second = site.get("/lists/all" + more[1].replace("&amp;", "&")).text

    rows = _cells(first) + _cells(second)

    assert (len(_cells(first)), len(_cells(second))) == (50, 5)
    assert len({(row[1], row[2]) for row in rows}) == 55
    assert "First page" in second
    assert "Next page" not in second


@pytest.mark.parametrize(
    "address",
    [
        "/lists/nothing",
        "/lists/all?stand=odd",
        "/lists/all?person=nobody",
        "/lists/all?after=x",
        "/lists/overdue?after=2026-13-01.5",
        "/?after=2026-01-01",
    ],
)
def test_a_strange_address_is_no_list(site: Any, li: Any, address: str) -> None:
    assert site.get(address).status_code == 404


def test_a_day_that_is_none_is_told(site: Any, li: Any) -> None:
    answer = site.get("/lists/all?first=2026-02-30")

    assert answer.status_code == 422
    assert "isn&#39;t filled in" in answer.text


# ---------------------------------------------------------------- in whose time and words


@pytest.mark.parametrize(
    ("zone", "case", "said"),
    [
        ("Asia/Shanghai", {}, "ends 1 Dec 2026, 07:00 your time"),  # the EPO's midnight is 23:00 UTC
        ("Europe/Berlin", {}, ""),
        ("America/Los_Angeles", {"jurisdiction": "CN", "status": "granted"}, "ends 15 Nov 2026, 08:00 your time"),
        ("Asia/Singapore", {"jurisdiction": "CN", "status": "granted"}, ""),  # another zone with the same clock
    ],
)
def test_the_end_of_the_day_is_told_in_the_readers_time_where_clocks_differ(
    lite: Any, zone: str, case: dict[str, str], said: str
) -> None:
    lite.person("li", zone=zone)
    dates = {"filing": "2016-11-15"} | ({"grant": "2019-03-05"} if case else {})
    lite.register("P1", dates=dates, settled_through="2026-03-01", **case)
    lite.sign_in("li")

    row = _list(lite, "all")[0]

    assert row[0].partition("days left")[2].strip() == said


def test_a_chinese_reader_reads_chinese(lite: Any) -> None:
    lite.person("li", language="zh-Hans")
    lite.register(responsible="li")
    lite.remind(lite.deadline(11), lite.person("li", language="zh-Hans"))
    lite.sign_in("li")

    page = lite.get("/").text

    assert '<html lang="zh-Hans">' in page
    assert "2026年11月30日 周一 还剩 273 天" in _words(page)
    assert "尚无答复" in page


@pytest.mark.needs("browser")
@pytest.mark.parametrize(("tag", "scheme"), [("en", "light"), ("zh-Hans", "dark")])
def test_every_list_is_sound_in_a_browser(open_window: Any, lite: Any, tag: str, scheme: str) -> None:
    """With something on each, and with nothing; on a phone of 320 pixels, on one of 360, and on a desk."""
    window = open_window(color_scheme=scheme)
    li = lite.person("li", name="Li Wei", language=tag)
    lite.person("wang", name="王芳")
    window.enter(lite.sign_in("li"))
    lists = (
        "/",
        *(
            f"/lists/{name}"
            for name in ("unanswered", "overdue", "lapses", "to-verify", "questioned", "unruled", "all")
        ),
    )
    for filled in (False, True):
        if filled:
            _something_on_each(lite, li)
        for address in lists:
            window.page.goto(address)
            assert (window.page.locator("table").count() > 0) is filled, address
            window.is_sound()


def _something_on_each(site: Any, li: Any) -> None:
    site.register(responsible="li", backup="wang", title="用于基于设备可靠性指数控制的方法和系统", family="F1")
    site.register("P2", title="A" * 120, responsible="li", numbers={"registration": "EP" + "1" * 40})
    site.register("LK1", jurisdiction="LK")
    site.remind(site.deadline(11), li)
    site.write(complete, site.deadline(10, "P2").id, Proof("confirmed", date(2016, 12, 2)))
    site.write(instruct, site.deadline(13).id, "lapse", person=li)
    site.write(instruct, site.deadline(13, "P2").id, "lapse", person=li)
    passed = site.deadline(12)
    with writing(site.engine) as session:
        session.merge(passed).drives_act_by = date(2026, 2, 1)
