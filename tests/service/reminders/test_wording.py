"""What the mails about single deadlines say, asserted word for word."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from service.reminders.desk import EARLIEST_ZONE, office
from service.reminders.entries import ESCALATIONS, when
from service.reminders.ladder import BACKUP
from service.reminders.links import ACKNOWLEDGE, COMPLETE, INSTRUCT, Links, Ticket
from service.reminders.owners import OwnerWishes
from service.reminders.recipients import Away, Recipient, Recipients
from service.reminders.wording import Writer
from service.words import CHINESE, ENGLISH, TAGS, language

if TYPE_CHECKING:
    from tests.service.reminders.conftest import Told

LI = Recipient("li@example.com", "Li Wei", "Asia/Shanghai")
EVA = Recipient("eva@example.com", "Eva", "Europe/Berlin")
NOW = datetime(2026, 11, 27, 1, tzinfo=UTC)  # Friday, 27 November 2026, in the morning in Munich
ANSWERS = {ACKNOWLEDGE: "Acknowledge", INSTRUCT: "Instruct", COMPLETE: "Record completion"}


def late(until: str, percent: int, basis: str = "Rules r. 98") -> dict[str, Any]:
    """A step of the late period as it is stored."""
    surcharge = {"surcharge_code": "surcharge.percent", "surcharge_params": {"percent": percent}}
    return {"until": until, "surcharge": f"{percent} %", "basis": basis} | surcharge


def test_a_mail_tells_everything_that_its_reader_needs_in_order_to_act(told: "type[Told]") -> None:
    rows = told().rows()
    links = {label: rows.pop(label) for label in ANSWERS.values()}
    assert rows == {
        "Right": "Patent, European Patent Office",
        "Numbers": "application 16801234.5, publication EP3123456",
        "Title": "Bone screw",
        "Owner": "Example Medical AG",
        "Act by": "Monday, 30 November 2026, until midnight at the office (Europe/Berlin), "
        "that is Tuesday, 1 December 2026, 07:00 your time (Asia/Shanghai)",
        "If late": "until Monday, 31 May 2027: 50 % surcharge (EPC r. 51(2))",
        "Otherwise": "after Monday, 31 May 2027 the right is lost, restoration can be asked for until "
        "Wednesday, 31 May 2028 (if all due care was taken)",
        "If nobody answers": "nobody acts unasked, and these reminders go on; "
        "after 7 days without an answer the back-up is told too",
        "Why this date": "EPC r. 51(1); nominal day Monday, 30 November 2026",
        "Each step to this date": "https://annua.example.com/cases/P1-EP",
        "Also told": "Eva",
        "To stop these mails": "record the confirmed completion of this deadline, or close the case with a reason",
    }
    assert all(link.startswith("https://annua.example.com/answers/") for link in links.values())
    assert "3 days left: Renewal fee for year 3, P1-EP" in told().written().text


def test_html_and_text_say_the_same(told: "type[Told]") -> None:
    written, rows = told().written(), told().rows()
    for label, value in rows.items():
        assert label in written.html
        assert value in written.html


def test_a_reader_in_the_offices_zone_is_told_one_time_only(told: "type[Told]") -> None:
    rows = told().rows(reader=EVA)
    assert rows["Act by"] == "Monday, 30 November 2026, until midnight at the office (Europe/Berlin)"
    assert rows["Also told"] == "Li Wei"


def test_who_stands_in_is_among_those_told(told: "type[Told]") -> None:
    """Li is away on Friday in Shanghai, where it is nine in the morning; Eva's absence begins on Saturday."""
    kim, max_ = Recipient("kim@example.com", "Kim"), Recipient("max@example.com", "Max")
    li = replace(LI, away=(Away(date(2026, 11, 27), date(2026, 11, 27), kim),))
    eva = replace(EVA, away=(Away(date(2026, 11, 28), date(2026, 11, 30), max_),))
    both = Recipients(li, eva)
    assert told(recipients=both).rows()["Also told"] == "Kim, Eva"
    assert told(recipients=both).rows(reader=kim)["Also told"] == "Li Wei, Eva"
    assert told(audience=(BACKUP,), recipients=both).rows(reader=EVA)["Also told"] == "Li Wei, Kim"


def test_each_answer_has_a_link_of_its_own_for_this_reader_and_this_aim(told: "type[Told]") -> None:
    """Good for ninety days: until 25 February 2027."""
    rows, links = told().rows(), Links("https://annua.example.com", b"key")
    for purpose, label in ANSWERS.items():
        token = rows[label].rpartition("/")[2]
        assert links.read(purpose, token, NOW) == Ticket(
            purpose, 7, date(2026, 11, 30), "li@example.com", datetime(2027, 2, 25, 1, tzinfo=UTC)
        )


def test_what_was_past_at_registration_can_only_be_completed(told: "type[Told]") -> None:
    rows = told("verify.2026-11-23", "normal").rows()
    assert [label for label in rows if label in ANSWERS.values()] == ["Record completion"]
    assert rows["If nobody answers"] == "we ask again every week and before each later day on which something is lost"


def test_a_proposed_lapse_says_whose_it_is_and_asks_the_others_to_confirm(told: "type[Told]") -> None:
    proposed = told(proposed_by="Eva")
    assert proposed.rows()["Letting it lapse"] == (
        "proposed by Eva; it takes effect only when a second person confirms it, and until then reminders go on"
    )
    assert "/answers/confirm-lapse/" in proposed.rows()["Confirm or refuse"]
    assert "Confirm or refuse" not in proposed.rows(reader=EVA)


def test_what_the_owner_wants_is_said(told: "type[Told]") -> None:
    """Two days of lead: Saturday is the goal; silence counts from 29 September, sixty days before that."""
    owned = told(wishes=OwnerWishes(lead_days=2, unanswered="renew", silence_days=60, patience_days=5))
    rows = owned.rows()
    assert rows["Owner's goal"] == "Saturday, 28 November 2026: the owner wants it done 2 days early"
    assert rows["If nobody answers"] == (
        "from Tuesday, 29 September 2026 on silence is the owner's instruction to renew; these reminders go on until "
        "the completion is confirmed, and after 5 days without an answer the back-up is told too"
    )
    assert owned.written().subject == (
        "Owner's goal is tomorrow: Renewal fee for year 3, P1-EP (Saturday, 28 November 2026)"
    )


@pytest.mark.parametrize(
    ("lead", "stage", "words"),
    [
        (10, "act_by.3", "3 days left"),  # the goal has passed: the law's day counts again
        (3, "act_by.0", "Owner's goal is TODAY"),
        (1, "act_by.1", "2 days to the owner's goal"),
        (1, "late.1", "LATE, surcharge due"),  # no goal in the late period
    ],
)
def test_days_are_counted_to_the_owners_goal_until_it_has_passed(
    told: "type[Told]", lead: int, stage: str, words: str
) -> None:
    assert when(told(stage, wishes=OwnerWishes(lead_days=lead)).matter(), NOW, language(ENGLISH)) == words


@pytest.mark.parametrize(
    ("escalation", "words"),
    [
        ("unanswered", "nobody has answered for 7 days"),
        ("nothing_recorded", "the last day is near and nothing is recorded as done"),
        ("bounced", "the mail to somebody who answers for this case could not be delivered"),
        ("not_mine", "somebody who was asked says that this case isn't theirs"),
    ],
)
def test_an_escalation_says_why_it_comes(told: "type[Told]", escalation: str, words: str) -> None:
    assert escalation in ESCALATIONS
    assert told(escalation=escalation).matter().escalated
    assert told(escalation=escalation).rows()["Why you get this"] == words
    assert "Why you get this" not in told().rows()


@pytest.mark.parametrize(
    ("stage", "now", "words"),
    [
        ("opens", "2026-06-01", "Possible from now on"),
        ("act_by.180", "2026-06-03", "180 days left"),
        ("act_by.1", "2026-11-29", "Last day tomorrow"),
        ("act_by.0", "2026-11-30", "LAST DAY"),
        ("act_by.0", "2026-12-01", "Last day has passed"),  # sent late, after a downtime
        ("late.1", "2026-12-01", "LATE, surcharge due"),
        ("price.1", "2027-05-28", "LATE, 3 days left"),
        ("waiting", "2026-11-20", "10 days left"),
        ("bounced.4", "2027-05-30", "LATE, last day tomorrow"),
        ("nothing_recorded.act_by.7", "2026-11-23", "7 days left"),
        ("grace.30", "2027-05-01", "LATE, 30 days left"),
        ("grace.1", "2027-05-30", "LATE, last day tomorrow"),
        ("grace.0", "2027-05-31", "LATE, LAST DAY"),
        ("restoration.7", "2028-05-24", "LOST unless restored, 7 days left"),
        ("restoration.0", "2028-05-31", "LOST unless restored, LAST DAY"),
        ("over.1", "2028-06-01", "OVERDUE, nothing confirmed"),
        ("verify.2026-12-07", "2026-12-07", "To verify"),
    ],
)
def test_the_first_words_say_how_pressing_it_is(told: "type[Told]", stage: str, now: str, words: str) -> None:
    moment = datetime.fromisoformat(now).replace(hour=10, tzinfo=UTC)
    assert when(told(stage).matter(), moment, language(ENGLISH)) == words


def test_days_are_counted_at_the_office(told: "type[Told]") -> None:
    """At 23:30 UTC on 28 November it is the 29th in Munich: one day is left, not two."""
    moment = datetime(2026, 11, 28, 23, 30, tzinfo=UTC)
    assert when(told("act_by.3").matter(), moment, language(ENGLISH)) == "Last day tomorrow"


def test_the_subject_names_the_most_urgent_and_counts_the_others(
    told: "type[Told]", writer: Callable[..., Writer]
) -> None:
    calm = told("act_by.30", "normal", case={"reference": "P2"}, deadline={"drives_act_by": date(2026, 12, 27)})
    written = writer(LI).reminder([calm.matter(), told().matter(), calm.matter()], LI)
    assert written.subject == "3 days left: Renewal fee for year 3, P1-EP (Monday, 30 November 2026) and 2 more"
    assert written.text.index("P1-EP") < written.text.index("P2")


def test_steps_of_the_late_period_that_are_over_say_so(told: "type[Told]") -> None:
    passed = told("late.2", "late", deadline={"late": [late("2026-12-31", 0), late("2027-01-31", 5)]})
    rows = passed.rows(now=datetime(2027, 1, 4, 8, tzinfo=UTC))
    assert rows["If late"] == (
        "until Thursday, 31 December 2026: 0 % surcharge (Rules r. 98); passed; "
        "until Sunday, 31 January 2027: 5 % surcharge (Rules r. 98)"
    )
    assert rows["Act by"].startswith("Sunday, 31 January 2027, until midnight")


def test_reserve_doubt_and_overrides_are_said(told: "type[Told]") -> None:
    deadline = {
        "due_effective": date(2026, 12, 2),
        "drives_act_by": date(2026, 11, 29),
        "alternatives": [{"due": "2026-12-31", "why": "the month may be counted from grant", "why_code": "x.y"}],
        "provisional": True,
        "restoration_ends": None,
        "late": [],
    }
    rows = told(deadline=deadline).rows()
    assert rows["Reserve"] == (
        "counts as on time until Wednesday, 2 December 2026; keep this as reserve, don't plan with it"
    )
    assert rows["If late"] == "the law gives no late period"
    assert rows["Otherwise"] == (
        "after Sunday, 29 November 2026 the right is lost, no date until which restoration could be asked for is known"
    )
    assert rows["Why this date"] == (
        "EPC r. 51(1); nominal day Monday, 30 November 2026; "
        "a person entered an earlier date than the computed Monday, 30 November 2026; "
        "arguable; by another reading due on Thursday, 31 December 2026 (the month may be counted from grant); "
        "provisional: the office's calendar for that year is not announced yet"
    )


def test_dates_that_nobody_verified_are_named(told: "type[Told]", writer: Callable[..., Writer]) -> None:
    matter = replace(told().matter(), unverified=("filing", "grant"))
    chinese = replace(LI, language=CHINESE)

    english, written = writer().reminder([matter], LI), writer(chinese).reminder([matter], chinese)

    assert "Computed from dates that nobody has verified: filing, grant." in english.text
    assert "所依据的日期尚无人核对：申请日、授权公告日。" in written.text
    assert "nobody has verified" not in told().written().text


def test_expiry_and_manual_deadlines_have_their_own_words(told: "type[Told]") -> None:
    expiry = told(deadline={"kind": "expiry", "late": [], "restoration_ends": None})
    assert expiry.rows()["Otherwise"] == "the right ends on this day"
    manual = told(deadline={"origin": "manual"})
    assert manual.rows()["Why this date"].startswith("entered by a person; nominal day Monday")


def test_an_office_without_rules_goes_by_its_code_and_by_the_earliest_midnight() -> None:
    unknown = office("XX")
    assert (unknown.name, unknown.zone) == ("XX", EARLIEST_ZONE)


def test_a_worklist_puts_first_what_is_lost_first(told: "type[Told]", writer: Callable[..., Writer]) -> None:
    until_august = {"late": [late("2027-08-31", 50)]}
    later = told("verify.2026-11-23", "normal", case={"reference": "P0"}, deadline=until_august).matter()
    sooner = told("verify.2026-11-23", "normal").matter()
    written = writer(LI).verification([later, sooner], LI)
    assert written.subject == "Please verify 2 past deadlines, from P1-EP on"
    assert written.text.startswith("These 2 deadlines had passed when their cases were registered. Which were met?")
    one = writer(LI).verification([sooner], LI)
    assert one.subject == "Please verify: Renewal fee for year 3, P1-EP (Monday, 30 November 2026)"


@pytest.mark.parametrize("tag", TAGS)
def test_every_phase_is_told_in_both_languages(told: "type[Told]", tag: str) -> None:
    reader, say = replace(LI, language=tag), language(tag)
    stages = ("opens", "act_by.180", "act_by.1", "act_by.0", "late.1", "grace.7", "restoration.0", "over.1", "silence")
    for days, stage in enumerate((*stages, "verify.2026-11-30")):
        matter = told(stage, wishes=OwnerWishes(1, "renew"), proposed_by="Eva", escalation="bounced")
        written = matter.written(reader, NOW - timedelta(days=days))
        assert say("row.escalation") in written.text
        assert say("row.lapse") in written.html
        assert f'<html lang="{tag}"' in written.html
        assert "li@example.com" not in written.subject


def test_titles_are_told_in_the_readers_language(told: "type[Told]") -> None:
    """The rules store a code with parameters beside the English; here one that the words know in both languages."""
    title = {"title": "50 % surcharge", "title_code": "link.complete", "title_params": {}}
    reader = replace(LI, language=CHINESE)
    assert "登记完成，P1-EP" in told(deadline=title).written(reader).text
