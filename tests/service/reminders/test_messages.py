"""What stands in the header of a frozen mail."""

from dataclasses import replace
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest

from service.reminders.desk import Desk
from service.reminders.digest import Digest
from service.reminders.messages import freeze_mail
from service.reminders.recipients import Recipient
from service.reminders.wording import Written
from service.store import writing

if TYPE_CHECKING:
    from tests.service.reminders.conftest import Shelf, Told

LI = Recipient("li@example.com", "李伟", "Asia/Shanghai", language="zh-Hans")
NOW = datetime(2026, 11, 27, 1, tzinfo=UTC)


def freeze(
    shelf: "Shelf", desk: Desk, written: Written, reader: Recipient = LI, urgency: str = "normal"
) -> EmailMessage:
    """A mail, stored and read again."""
    with writing(shelf.engine) as session:
        body = freeze_mail(session, written, reader, desk.sender, NOW, urgency=urgency, purpose="reminder").body
    return message_from_bytes(body, policy=policy.default)


def test_a_machine_sent_it_and_filters_can_tell(shelf: "Shelf", desk: Desk, told: "type[Told]") -> None:
    mail = freeze(shelf, desk, told().written())
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Id"] == "Annua <annua-reminders.example.com>"
    assert mail["X-Annua-Digest"] is None


def test_nothing_in_it_can_silence_the_reminders(shelf: "Shelf", desk: Desk, told: "type[Told]") -> None:
    """The link leads to a page that explains; one click, which mail readers offer for a POST, isn't offered."""
    mail = freeze(shelf, desk, told().written())
    assert mail["List-Unsubscribe"] == "<https://annua.example.com/delivery>"
    assert mail["List-Unsubscribe-Post"] is None


def test_a_digest_carries_its_number(shelf: "Shelf", desk: Desk) -> None:
    written = desk.writer(NOW, LI).digest(Digest(12, date(2026, 11, 27)), LI)
    mail = freeze(shelf, desk, written)
    assert mail["X-Annua-Digest"] == "12"
    assert mail["Subject"] == "没有待办期限（第 12 期每日汇总，2026年11月27日 星期五）"
    assert mail["To"].addresses[0].display_name == "李伟"


@pytest.mark.parametrize(("urgency", "importance"), [("normal", None), ("urgent", "high"), ("last", "high")])
def test_what_is_urgent_is_marked(
    shelf: "Shelf", desk: Desk, told: "type[Told]", urgency: str, importance: str | None
) -> None:
    assert freeze(shelf, desk, told().written(), urgency=urgency)["Importance"] == importance


def test_a_name_with_line_breaks_keeps_no_mail_back(shelf: "Shelf", desk: Desk, told: "type[Told]") -> None:
    mail = freeze(shelf, desk, told().written(), replace(LI, name="Li\r\nBcc: x@example.com"))
    assert mail["To"].addresses[0].display_name == "Li Bcc: x@example.com"
    assert mail["Bcc"] is None


def test_a_long_chinese_subject_is_folded_and_read_back(shelf: "Shelf", desk: Desk, told: "type[Told]") -> None:
    title = {"title": "一种带锁定机构的骨螺钉及其植入器械" * 5}
    written = told(deadline=title).written(LI)
    with writing(shelf.engine) as session:
        raw = freeze_mail(session, written, LI, desk.sender, NOW, urgency="normal", purpose="reminder").body
    head = raw.partition(b"\r\n\r\n")[0]
    assert max(map(len, head.split(b"\r\n"))) <= 78
    assert message_from_bytes(raw, policy=policy.default)["Subject"] == written.subject
