"""The page of a case and that of a deadline: everything known, in words, and nothing that is taken for markup."""

import re
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from service.portfolio.closing import close_case
from service.portfolio.completing import Proof, complete, void
from service.portfolio.manual import add_manual, override
from service.store import AcknowledgementRow, AttemptRow, BounceRow, CaseRow, DeadlineRow, InstructionRow

TO_SETTLE = {"settled_through": "2026-03-01"}


@pytest.fixture
def li(site: Any) -> Any:
    """Li Wei in Shanghai, signed in."""
    person = site.person("li", name="Li Wei")
    site.sign_in("li")
    return person


def _page(site: Any, address: str) -> str:
    """The words of a page."""
    answer = site.get(address)
    assert answer.status_code == 200, answer.text
    return _words(answer.text)


def _words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def _section(page: str, heading: str, until: str) -> str:
    """What stands below a heading, until another one."""
    return page.partition(f" {heading} ")[2].partition(f" {until} ")[0]


# ---------------------------------------------------------------- a case


def test_a_case_shows_what_it_is(site: Any, li: Any) -> None:
    site.register(
        title="Catheter",
        owner="Implants",
        numbers={"application": "16199999.1"},
        family="F7",
        responsible="li",
        **TO_SETTLE,
        settled_through_source="the last agent's list",
    )

    page = _page(site, "/cases/P1")

    for words in (
        "P1 · Patent · EP Catheter",
        "Office European Patent Office (EP)",
        "Route direct",
        "Numbers application 16199999.1",
        "Owner Implants",
        "Settled through Sun, 1 Mar 2026, according to the last agent's list",
        "In charge Li Wei",
        "Back-up nobody",
    ):
        assert words in page.replace("&#39;", "'"), words


def test_its_deadlines_stand_first_the_next_one_with_its_price_and_rescue(site: Any, li: Any) -> None:
    """Year 11 is to be done within two years; 12 is too, 13 to 20 and the end of the term stand below."""
    site.register(**TO_SETTLE)

    page = _page(site, "/cases/P1")

    assert "To be done Act by" in page
    assert "Renewal fee for year 11 Why this date?" in page
    assert "from Mon, 31 Aug 2026 due Mon, 30 Nov 2026" in page
    assert (
        "until Mon, 31 May 2027: 50 % surcharge restoration until Wed, 31 May 2028 (if all due care was taken)" in page
    )
    assert "Later deadlines (9)" in page
    assert "Settled and past deadlines (8)" in page


def test_dates_tell_their_source_and_what_they_replaced(site: Any, li: Any) -> None:
    site.register(dates={"filing": {"date": "2016-11-14", "source": "draft"}}, **TO_SETTLE)
    site.register(dates={"filing": {"date": "2016-11-15", "source": "receipt", "verified_by": "Li Wei"}})

    dates = _section(_page(site, "/cases/P1"), "Dates", "Answers")

    now = "2 Mar 2026, 16:00 tests"
    assert f"filing Tue, 15 Nov 2016 receipt {now} Li Wei" in dates
    assert f"filing replaced Mon, 14 Nov 2016 draft {now} not yet" in dates


def test_relatives_are_linked(site: Any, li: Any) -> None:
    site.register("P1", family="F7")
    site.register("P1/DE", jurisdiction="DE", parent="P1", route="ep", dates={"ep_grant": "2025-01-08"})
    site.register("P1-CN", jurisdiction="CN", family="F7")

    family = site.get("/cases/P1").text
    child = site.get("/cases/P1%2FDE").text

    assert 'href="/cases/P1%2FDE"' in family
    assert 'href="/cases/P1-CN"' in family
    assert 'href="/cases/P1"' in child


def test_what_is_awaited_and_warned_of_is_said(site: Any, li: Any) -> None:
    site.register("M1", jurisdiction="CA", route="pct", dates={"filing": "2024-06-03"})

    page = _page(site, "/cases/M1")

    assert "More can be computed once these are known: national entry" in page


def test_a_case_without_rules_says_so_until_a_deadline_is_entered(site: Any, li: Any) -> None:
    site.register("LK1", jurisdiction="LK")
    assert "Annua has no rules for this case." in _page(site, "/cases/LK1")
    site.write(
        add_manual, _case_id(site, "LK1"), {"title": "Renewal", "due": "2027-01-15", "source": "the agent's letter"}
    )

    page = _page(site, "/cases/LK1")

    assert "Annua has no rules for this case." not in page
    assert "entered by hand" in page


def test_a_closed_case_says_who_closed_it_and_why(site: Any, li: Any) -> None:
    site.register()
    site.write(close_case, _case_id(site, "P1"), "sold")

    assert "Closed on 2 Mar 2026, 16:00 by Li Wei. Nobody is reminded of this case any more. sold" in _page(
        site, "/cases/P1"
    )


def test_messages_tell_their_attempts_and_bounces(site: Any, li: Any) -> None:
    site.register(**TO_SETTLE)
    message = site.remind(site.deadline(11), li)
    now = site.clock.now()
    site.put(
        AttemptRow(message_id=message.id, started_at=now, finished_at=now, outcome="retryable", detail="451 busy"),
        AttemptRow(message_id=message.id, started_at=now, finished_at=now, outcome="accepted"),
    )
    told = _section(_page(site, "/cases/P1"), "Messages", "History")
    assert "by mail to li@example.com · taken by the next server Attempts (2)" in told
    assert "not now – 451 busy" in told

    report = {"message_id": message.id, "source": "imap", "received_at": now}
    site.put(BounceRow(key="d1", action="delayed", detail="452 mailbox full", **report))
    told = _section(_page(site, "/cases/P1"), "Messages", "History")
    assert "delayed on its way Attempts (2)" in told
    assert "delayed on its way – 452 mailbox full" in told

    site.put(BounceRow(key="b1", action="failed", detail="550 no such user", **report))

    told = _section(_page(site, "/cases/P1"), "Messages", "History")
    assert "came back undelivered Attempts (2)" in told
    assert "came back undelivered – 550 no such user" in told


def test_answers_tell_who_said_what_and_what_became_of_it(site: Any, li: Any) -> None:
    site.register(**TO_SETTLE)
    eleventh, now = site.deadline(11), site.clock.now()
    aim = {"deadline_id": eleventh.id, "aim": eleventh.drives_act_by, "actor": "Li Wei", "at": now}
    site.put(
        AcknowledgementRow(**aim, note="told the client"),
        InstructionRow(**aim, wish="lapse"),
        InstructionRow(**aim, wish="ask_again", ask_again_on=date(2026, 6, 1), withdrawn_at=now),
    )
    (paid,) = site.write(complete, eleventh.id, Proof("paid", date(2026, 3, 2), "order 12"))
    site.write(void, paid.id, "wrong case")
    said = {"due": "2026-11-20", "reason": "notice", "source": "letter of 1 March"}
    site.write(override, eleventh.id, said)

    heard = _section(_page(site, "/cases/P1"), "Answers", "Messages")

    for words in (
        "has seen it, as to be done by Mon, 30 Nov 2026 Li Wei · Renewal fee for year 11 told the client",
        "proposes to let it lapse Li Wei",
        "wants to be asked again on Mon, 1 Jun 2026 withdrawn Li Wei",
        "paid on Mon, 2 Mar 2026 voided Li Wei · Renewal fee for year 11 order 12 Taken back by Li Wei",
        "set the day to act by to Fri, 20 Nov 2026 Li Wei · Renewal fee for year 11 notice · letter of 1 March",
    ):
        assert words in heard, words


def test_the_history_is_short_until_it_is_asked_for(site: Any, li: Any) -> None:
    """Twelve corrections after the registration: ten entries, then all thirteen."""
    for number in range(13):
        site.register(title=f"Catheter {number}", **TO_SETTLE)

    short, full = _page(site, "/cases/P1"), _page(site, "/cases/P1?full=true")

    assert (short.count(" case P1 "), full.count(" case P1 ")) == (10, 13)
    assert "Show all 13" in short
    assert "Show all" not in full
    assert "Catheter 11 Catheter 12" in short  # from, to


@pytest.mark.parametrize("reference", ["nothing", "P%00", "deadlines/..", "%E4%B8%AD"])
def test_a_case_that_is_none_is_a_page(site: Any, li: Any, reference: str) -> None:
    answer = site.get(f"/cases/{reference}")

    assert answer.status_code in (404, 422)
    assert "<html" in answer.text


@pytest.mark.parametrize("reference", ["P/1", "P 1?a=b#c", "案件-1", "P&1"])
def test_every_reference_has_an_address(site: Any, li: Any, reference: str) -> None:
    """The one that mails link to."""
    site.register(reference)

    assert site.client.get(site.service.desk.links.case(reference)).status_code == 200


def test_nothing_that_is_stored_becomes_markup(site: Any, li: Any) -> None:
    bad = "<script>alert(1)</script>"
    site.register(f"P1{bad}", title=bad, owner=bad, family=bad, numbers={"application": bad}, responsible="li")
    row = site.deadline(11, f"P1{bad}")
    site.remind(row, li)
    site.put(AcknowledgementRow(deadline_id=row.id, aim=row.drives_act_by, actor=bad, at=site.clock.now(), note=bad))

    pages = [site.client.get(site.service.desk.links.case(f"P1{bad}")), site.get(f"/deadlines/{row.id}"), site.get("/")]

    assert all(page.status_code == 200 and bad not in page.text for page in pages)
    assert "&lt;script&gt;" in pages[0].text


# ---------------------------------------------------------------- a deadline


def test_a_deadline_says_why_its_day_is_what_it_is(site: Any, li: Any) -> None:
    """EPC r. 51(1): the last day of the month of the tenth anniversary of filing; late until six months later."""
    site.register(**TO_SETTLE)

    page = _page(site, f"/deadlines/{site.deadline(11).id}")

    assert "Act by Mon, 30 Nov 2026 273 days left ends 1 Dec 2026, 07:00 your time" in page
    why = _section(page, "Why this date?", "Answers")
    assert "Due: Mon, 30 Nov 2026 filing 2016-11-15 2016-11-15 + 10 years = 2026-11-15" in why
    assert "EPC r. 51(1)" in why
    assert "Late step 1 ends: Mon, 31 May 2027" in why
    assert "Otherwise After Mon, 31 May 2027 the right is lost. restoration until Wed, 31 May 2028" in page


def test_a_day_that_a_person_entered_stands_beside_the_computed_one(site: Any, li: Any) -> None:
    site.register(**TO_SETTLE)
    eleventh = site.deadline(11)
    site.write(override, eleventh.id, {"due": "2026-11-20", "reason": "notice", "source": "letter of 1 March"})

    page = _page(site, f"/deadlines/{eleventh.id}")

    assert "Act by Fri, 20 Nov 2026 263 days left" in page
    assert "Due Mon, 30 Nov 2026" in page
    assert "Day entered by a person Fri, 20 Nov 2026 notice · letter of 1 March · Li Wei" in page


def test_another_reading_is_shown_with_its_reason(site: Any, li: Any) -> None:
    """AE: how long a late payment is taken is not printed in the law."""
    site.register("A1", jurisdiction="AE", dates={"filing": "2020-11-15"}, **TO_SETTLE)
    row = next(
        one
        for one in site.rows(select(DeadlineRow).order_by(DeadlineRow.id))
        if one.certainty == "arguable" and one.state == "open"
    )

    page = _page(site, f"/deadlines/{row.id}")

    assert "Arguable. Another reading gives: Late period ends:" in page
    assert "How long a late payment is taken is not printed in the law" in page


def test_a_deadline_entered_by_hand_names_its_source(site: Any, li: Any) -> None:
    site.register("LK1", jurisdiction="LK")
    document = {"title": "Renewal", "due": "2027-01-15", "source": "the agent letter"}
    row = site.write(add_manual, _case_id(site, "LK1"), document)

    page = _page(site, f"/deadlines/{row.id}")

    assert "A person entered this deadline; no rule computes it. Source: the agent letter" in page


@pytest.mark.parametrize("number", ["999999", "0", "99999999999999999999", "x"])
def test_a_deadline_that_is_none_is_a_page(site: Any, li: Any, number: str) -> None:
    answer = site.get(f"/deadlines/{number}")

    assert answer.status_code == 404
    assert "There is nothing at this address" in answer.text


def test_all_of_it_in_chinese(lite: Any) -> None:
    lite.person("li", language="zh-Hans")
    lite.register(responsible="li", **TO_SETTLE)
    lite.sign_in("li")

    case, deadline = _page(lite, "/cases/P1"), _page(lite, f"/deadlines/{lite.deadline(11).id}")

    assert "待办期限 最后期限 应办事项" in case
    assert "2026年11月30日 周一 还剩 273 天" in case
    assert "为何是这一天？" in deadline
    assert "应办日： 2026年11月30日 周一" in deadline


@pytest.mark.needs("browser")
@pytest.mark.parametrize(("tag", "scheme"), [("en", "dark"), ("zh-Hans", "light")])
def test_a_case_and_its_deadlines_are_sound_in_a_browser(open_window: Any, lite: Any, tag: str, scheme: str) -> None:
    """A case with everything, reached from a list as people do; one without rules; one that is closed."""
    li = lite.person("li", name="Li Wei", language=tag)
    _a_case_with_everything(lite, li)
    lite.register("LK1", jurisdiction="LK")
    lite.register("P9", title="Sold")
    lite.write(close_case, _case_id(lite, "P9"), "sold")
    window = open_window(color_scheme=scheme)
    window.enter(lite.sign_in("li"))
    page = window.page

    page.goto("/")
    page.get_by_role("link", name="Catheter").first.click()
    page.wait_for_url("**/cases/P1")
    for summary in page.locator("summary").all():
        summary.click()
    window.is_sound()
    page.locator("th a[href*='#why']").first.click()
    page.wait_for_url("**/deadlines/**")
    for summary in page.locator("summary").all():
        summary.click()
    window.is_sound()
    for reference in ("LK1", "P9"):
        page.goto(f"/cases/{reference}")
        window.is_sound()


def _a_case_with_everything(site: Any, li: Any) -> None:
    numbers = {"application": "16199999.1", "registration": "3" * 60}
    site.register(title="Catheter", owner="Implants " * 12, numbers=numbers, family="F7", responsible="li")
    site.register(dates={"filing": {"date": "2016-11-14", "source": "https://example.com/" + "x" * 200}})
    site.register(dates={"filing": {"date": "2016-11-15", "source": "receipt", "verified_by": "Li Wei"}})
    site.register("P1-CN", jurisdiction="CN", family="F7")
    row, now = site.deadline(11), site.clock.now()
    message = site.remind(row, li)
    attempt = {"message_id": message.id, "started_at": now, "finished_at": now}
    aim = {"deadline_id": row.id, "aim": row.drives_act_by, "actor": "Li Wei", "at": now}
    site.put(
        AttemptRow(**attempt, outcome="permanent", detail="550 " + "x" * 200),
        BounceRow(
            key="b1", message_id=message.id, action="failed", detail="550 no such user", source="imap", received_at=now
        ),
        InstructionRow(**aim, wish="lapse", note="the client's letter " * 10),
        AcknowledgementRow(**aim, note="told the client"),
    )
    (paid,) = site.write(complete, row.id, Proof("paid", date(2026, 3, 2), "order 12"))
    site.write(void, paid.id, "wrong case")
    site.write(complete, site.deadline(10).id, Proof("confirmed", date(2016, 12, 2), "receipt"))


def _case_id(site: Any, reference: str) -> int:
    (case,) = site.rows(select(CaseRow).where(CaseRow.reference == reference))
    found: int = case.id
    return found
