"""What the mails say, asserted word for word."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from typing import Any

import pytest

from notifiers.mail_message import Mailbox, compose
from service.reminders.desk import EARLIEST_ZONE, Desk, office
from service.reminders.entries import Matter, when
from service.reminders.ladder import BOTH, Rung
from service.reminders.links import Links
from service.reminders.messages import Sender
from service.reminders.recipients import Recipient, Recipients
from service.store import CaseRow, DeadlineRow
from service.words import ENGLISH, language

SAY = language(ENGLISH)
LI = Recipient("li@example.com", "Li Wei", "Asia/Shanghai")
EVA = Recipient("eva@example.com", "Eva", "Europe/Berlin")
NOW = datetime(2026, 11, 27, 1, tzinfo=UTC)  # Friday, 27 November 2026, in the morning in Munich


@dataclass(frozen=True, slots=True)
class Told:
    """One matter with what is unusual about it."""

    stage: str = "act_by.3"
    urgency: str = "urgent"
    audience: tuple[str, ...] = BOTH
    case: dict[str, Any] = field(default_factory=dict)
    deadline: dict[str, Any] = field(default_factory=dict)

    def matter(self) -> Matter:
        """The renewal fee for year 3 of a European application, due on Monday, 30 November 2026."""
        case = {
            "reference": "P1-EP",
            "jurisdiction": "EP",
            "right": "patent",
            "title": "Bone screw",
            "owner": "Example Medical AG",
            "numbers": {"application": "16801234.5", "publication": "EP3123456"},
        }
        deadline = {
            "kind": "annuity",
            "number": 3,
            "office": "EP",
            "title": "Renewal fee for year 3",
            "opens": date(2026, 5, 31),
            "due": date(2026, 11, 30),
            "due_effective": date(2026, 11, 30),
            "act_by": date(2026, 11, 30),
            "drives_act_by": date(2026, 11, 30),
            "late": [
                {
                    "until": "2027-05-31",
                    "surcharge": "50 %",
                    "surcharge_code": "surcharge.percent",
                    "surcharge_params": {"percent": 50},
                    "basis": "EPC r. 51(2)",
                }
            ],
            "restoration_ends": date(2028, 5, 31),
            "restoration_basis": "due_care",
            "cites": ["EPC r. 51(1)"],
            "alternatives": [],
            "provisional": False,
            "origin": "computed",
            "state": "open",
        }
        rung = Rung(self.stage, date(2026, 11, 27), self.urgency, self.audience)
        row = DeadlineRow(**deadline | self.deadline)
        return Matter(row, CaseRow(**case | self.case), office(row.office), Recipients(LI, EVA), rung)

    def rows(self, reader: Recipient = LI, now: datetime = NOW) -> dict[str, str]:
        """The rows of its text mail, by label."""
        text = desk().writer(now, reader).reminder([self.matter()], reader).text
        return dict(line.split(": ", 1) for line in text.splitlines() if ":  " in line or "To stop" in line)


def desk() -> Desk:
    """A desk at annua.example.com."""
    return Desk(Sender(Mailbox("Annua", "annua@example.com")), None, Links("https://annua.example.com/", b"key"))


def stripped(rows: dict[str, str]) -> dict[str, str]:
    """Rows without the blanks that align them."""
    return {label: value.strip() for label, value in rows.items()}


def test_a_mail_tells_everything_that_its_reader_needs_in_order_to_act() -> None:
    assert stripped(Told().rows()) == {
        "Right": "Patent, European Patent Office",
        "Numbers": "application 16801234.5, publication EP3123456",
        "Title": "Bone screw",
        "Owner": "Example Medical AG",
        "Reference": "P1-EP",
        "What is due": "Renewal fee for year 3",
        "Act by": "Monday, 30 November 2026, until midnight at the office (Europe/Berlin), "
        "that is Tuesday, 1 December 2026, 07:00 your time (Asia/Shanghai)",
        "If late": "until Monday, 31 May 2027: 50 % surcharge (EPC r. 51(2))",
        "Otherwise": "after Monday, 31 May 2027 the right is lost, restoration can be asked for until "
        "Wednesday, 31 May 2028 (if all due care was taken)",
        "Why this date": "EPC r. 51(1); nominal day Monday, 30 November 2026; "
        "each step: https://annua.example.com/cases/P1-EP",
        "Also told": "Eva",
        "To stop these mails": "record the confirmed completion of this deadline, or close the case with a reason",
    }


def test_a_reader_in_the_offices_zone_is_told_one_time_only() -> None:
    rows = stripped(Told().rows(reader=EVA))
    assert rows["Act by"] == "Monday, 30 November 2026, until midnight at the office (Europe/Berlin)"
    assert rows["Also told"] == "Li Wei"


def test_html_and_text_say_the_same_and_markup_in_a_title_is_only_text() -> None:
    written = desk().writer(NOW, LI).reminder([Told(case={"title": "Screw <script>"}).matter()], LI)
    assert "Screw <script>" in written.text
    assert "Screw &lt;script&gt;" in written.html
    assert "<script>" not in written.html
    for words in ("until Monday, 31 May 2027: 50 % surcharge (EPC r. 51(2))", "application 16801234.5"):
        assert words in written.text
        assert words in written.html


def test_line_breaks_in_a_title_forge_no_rows_and_no_headers() -> None:
    told = Told(case={"title": "Screw\n\nAct by: never", "reference": "P1\nBcc: x@example.com"})
    written = desk().writer(NOW, LI).reminder([told.matter()], LI)
    assert "\n" not in written.subject
    assert "Screw Act by: never" in written.text


@pytest.mark.parametrize(
    ("stage", "now", "words"),
    [
        ("opens", "2026-06-01", "Possible from now on"),
        ("act_by.180", "2026-06-03", "180 days left"),
        ("act_by.1", "2026-11-29", "Last day tomorrow"),
        ("act_by.0", "2026-11-30", "LAST DAY"),
        ("act_by.0", "2026-12-01", "Last day has passed"),  # sent late, after a downtime
        ("late.1", "2026-12-01", "LATE, surcharge due"),
        ("grace.30", "2027-05-01", "LATE, 30 days left"),
        ("grace.1", "2027-05-30", "LATE, last day tomorrow"),
        ("grace.0", "2027-05-31", "LATE, LAST DAY"),
        ("restoration.7", "2028-05-24", "LOST unless restored, 7 days left"),
        ("restoration.0", "2028-05-31", "LOST unless restored, LAST DAY"),
        ("over.1", "2028-06-01", "OVERDUE, nothing confirmed"),
        ("verify.2026-12-07", "2026-12-07", "To verify"),
    ],
)
def test_the_first_words_say_how_pressing_it_is(stage: str, now: str, words: str) -> None:
    moment = datetime.fromisoformat(now).replace(hour=10, tzinfo=UTC)
    assert when(Told(stage).matter(), moment, SAY) == words


def test_days_are_counted_at_the_office() -> None:
    """At 23:30 UTC on 28 November it is the 29th in Munich: one day is left, not two."""
    moment = datetime(2026, 11, 28, 23, 30, tzinfo=UTC)
    assert when(Told("act_by.3").matter(), moment, SAY) == "Last day tomorrow"


def test_the_subject_names_the_most_urgent_and_counts_the_others() -> None:
    calm = Told("act_by.30", "normal", case={"reference": "P2"}, deadline={"drives_act_by": date(2026, 12, 27)})
    written = desk().writer(NOW, LI).reminder([calm.matter(), Told().matter(), calm.matter()], LI)
    assert written.subject == "3 days left: Renewal fee for year 3, P1-EP (Monday, 30 November 2026) and 2 more"
    assert written.text.index("P1-EP") < written.text.index("P2")


def test_steps_of_the_late_period_that_are_over_say_so() -> None:
    late = [
        {
            "until": "2026-12-31",
            "surcharge": "0 %",
            "surcharge_code": "surcharge.percent",
            "surcharge_params": {"percent": 0},
            "basis": "Rules r. 98",
        },
        {
            "until": "2027-01-31",
            "surcharge": "5 %",
            "surcharge_code": "surcharge.percent",
            "surcharge_params": {"percent": 5},
            "basis": "Rules r. 98",
        },
    ]
    told = Told("late.2", "late", deadline={"late": late})
    rows = stripped(told.rows(now=datetime(2027, 1, 4, 8, tzinfo=UTC)))
    assert rows["If late"] == (
        "until Thursday, 31 December 2026: 0 % surcharge (Rules r. 98); passed; "
        "until Sunday, 31 January 2027: 5 % surcharge (Rules r. 98)"
    )
    assert rows["Act by"].startswith("Sunday, 31 January 2027, until midnight")


def test_reserve_doubt_and_overrides_are_said() -> None:
    deadline = {
        "due_effective": date(2026, 12, 2),
        "drives_act_by": date(2026, 11, 29),
        "alternatives": [{"due": "2026-12-31", "why": "the month may be counted from grant", "why_code": "x.y"}],
        "provisional": True,
        "restoration_ends": None,
        "late": [],
    }
    rows = stripped(Told(deadline=deadline).rows())
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
        "arguable: another reading gives due 2026-12-31 (the month may be counted from grant); "
        "provisional: the office's calendar for that year is not announced yet; "
        "each step: https://annua.example.com/cases/P1-EP"
    )


def test_expiry_and_manual_deadlines_have_their_own_words() -> None:
    expiry = Told(deadline={"kind": "expiry", "late": [], "restoration_ends": None})
    assert stripped(expiry.rows())["Otherwise"] == "the right ends on this day"
    manual = Told(deadline={"origin": "manual"})
    assert stripped(manual.rows())["Why this date"].startswith("entered by a person; nominal day Monday")


def test_an_office_without_rules_goes_by_its_code_and_by_the_earliest_midnight() -> None:
    unknown = office("XX")
    assert (unknown.name, unknown.zone) == ("XX", EARLIEST_ZONE)


def test_a_worklist_puts_first_what_is_lost_first() -> None:
    until_august = [
        {
            "until": "2027-08-31",
            "surcharge": "50 %",
            "surcharge_code": "surcharge.percent",
            "surcharge_params": {"percent": 50},
            "basis": "EPC r. 51(2)",
        }
    ]
    later = Told("verify.2026-11-23", "normal", case={"reference": "P0"}, deadline={"late": until_august})
    sooner = Told("verify.2026-11-23", "normal")
    written = desk().writer(NOW, LI).verification([later.matter(), sooner.matter()], LI)
    assert written.subject == "Please verify 2 past deadlines, from P1-EP on"
    assert written.text.startswith("These 2 deadlines had passed when their cases were registered. Which were met?")
    one = desk().writer(NOW, LI).verification([sooner.matter()], LI)
    assert one.subject == "Please verify: Renewal fee for year 3, P1-EP (Monday, 30 November 2026)"


def test_chinese_names_and_titles_arrive_as_written() -> None:
    written = desk().writer(NOW, LI).reminder([Told(case={"title": "骨螺钉"}).matter()], LI)
    raw = compose(
        subject=written.subject,
        text=written.text,
        html=written.html,
        sender=Mailbox("Annua", "annua@example.com"),
        recipient=Mailbox("李伟", "li@example.com"),
        message_id="<1@example.com>",
        date=NOW,
    )
    mail = message_from_bytes(raw, policy=policy.default)
    body = mail.get_body(("plain",))
    assert body is not None
    assert "骨螺钉" in body.get_content()
    assert mail["To"].addresses[0].display_name == "李伟"


def test_a_long_list_tells_the_first_forty_in_full_and_names_every_other() -> None:
    """Sixty deadlines: each is named with its last day and its link; the late period stands at the first forty only."""
    told = [Told(case={"reference": f"P{number}-EP"}).matter() for number in range(60)]
    text = desk().writer(NOW, LI).reminder(told, LI).text

    assert text.count("Act by:") == 60
    assert all(f"/cases/P{number}-EP" in text for number in range(60))
    assert text.count("If late:") == 40
