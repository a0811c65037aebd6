"""A language: texts by code, what fills their gaps, days and moments."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

import rules
from rules import registry
from rules.texts import Text
from service.words import CHINESE, ENGLISH, Language, language

EN, ZH = language(ENGLISH), language(CHINESE)


@pytest.mark.parametrize("tag", [None, "", "de", "zh-Hant"])
def test_who_reads_neither_gets_english(tag: str | None) -> None:
    assert language(tag) is EN


def test_a_text_is_said_by_its_code() -> None:
    assert EN("when.days", days=3) == "3 days left"
    assert ZH("when.days", days=3) == "还剩 3 天"


def test_an_unknown_code_and_an_open_gap_are_errors() -> None:
    with pytest.raises(KeyError):
        EN("when.pigs_fly")
    with pytest.raises(KeyError):
        EN("when.days")


def test_a_list_is_joined_as_the_language_does() -> None:
    assert EN("step.latest", days=["2026-03-02", "2026-04-01"], day="2026-04-01") == (
        "the later of 2026-03-02, 2026-04-01 = 2026-04-01"
    )
    assert ZH("step.latest", days=["2026-03-02", "2026-04-01"], day="2026-04-01") == (
        "2026-03-02、2026-04-01 中较晚者 = 2026-04-01"
    )
    assert (ZH.list(["CN", "US"]), ZH.clauses(["甲", "乙"]), ZH.sentences(["甲", "乙"])) == (
        "CN、US",
        "甲，乙",
        "甲；乙",
    )


@pytest.mark.parametrize(
    ("code", "params", "chinese"),
    [
        ("step.event", {"event": "filing", "day": "2016-11-15"}, "申请日 2016-11-15"),
        ("step.event", {"event": "maintenance_notice", "day": "2016-11-15"}, "未缴费通知日 2016-11-15"),
        ("case.no_such_route", {"value": "up", "right": "design", "jurisdiction": "CN", "choices": ["direct"]}, None),
        ("portfolio.unknown", {"kind": "deadline", "value": 7}, "没有编号为 7 的期限"),
    ],
)
def test_a_word_of_the_contract_is_said_in_chinese(code: str, params: dict[str, object], chinese: str | None) -> None:
    assert ZH(code, **params) == (chinese or "途径 up 不能在 CN 取得外观设计；可选值：direct")


def test_english_keeps_the_words_of_the_api() -> None:
    assert EN("step.event", event="parent_filing", day="2016-11-15") == "parent_filing 2016-11-15"


def test_a_word_that_the_catalogue_does_not_know_is_shown_as_it_is() -> None:
    assert ZH("step.event", event="coronation", day="2016-11-15") == "coronation 2016-11-15"


def test_what_was_stored_is_said_in_the_readers_language() -> None:
    assert ZH.stored("state.done", {"day": "2025-11-03", "actor": "Li Wei"}, "…") == "由 Li Wei 确认于 2025-11-03 完成"


@pytest.mark.parametrize(("code", "params"), [(None, None), ("state.done", None), ("an.older.code", {"day": "x"})])
def test_what_was_stored_without_a_known_code_stays_english(code: str | None, params: dict[str, str] | None) -> None:
    assert ZH.stored(code, params, "settled long ago") == "settled long ago"


def test_a_text_within_a_text_is_said_in_the_same_language() -> None:
    why = {"code": "change.time", "params": {}, "english": "time went on"}

    assert ZH("state.reopened", why=why) == "重新开启：时间推移"
    assert EN("state.reopened", why=why) == "open again: time went on"
    assert ZH("state.reopened", why={"code": "gone", "params": {}, "english": "so they say"}) == "重新开启：so they say"


def test_a_message_is_said_before_it_is_stored() -> None:
    inner, outer = Text("change.time", "time went on"), Text("state.reopened", "open again: {why}")

    assert ZH.message(outer(why=inner())) == "重新开启：时间推移"
    assert EN.message(outer(why=inner())) == "open again: time went on"


@pytest.mark.parametrize(
    ("say", "expected"),
    [(EN, "Monday, 2 March 2026"), (ZH, "2026年3月2日 星期一")],
)
def test_a_day_has_its_weekday(say: Language, expected: str) -> None:
    assert say.day(date(2026, 3, 2)) == expected


def test_a_moment_is_told_in_its_readers_zone() -> None:
    """16:00 UTC on 1 March is midnight in Shanghai, where the second has begun."""
    moment = datetime(2026, 3, 1, 16, 0, tzinfo=UTC)

    assert EN.moment(moment, "Asia/Shanghai") == "Monday, 2 March 2026, 00:00"
    assert ZH.moment(moment, "Asia/Shanghai") == "2026年3月2日 星期一 00:00"


# ---------------------------------------------------------------- whole schedules

EARLY, LATE = "2016-11-15", "2021-03-02"  # of filing and grant


@pytest.mark.parametrize("office", registry.codes())
def test_every_office_speaks_chinese_throughout(office: str) -> None:
    """Titles, prices, reasons, warnings and every step of each derivation, with the grant known and unknown."""
    said = [text for document in schedules(office) for text in texts_of(document)]

    assert said
    assert not [text for text in said if english_left_in(text)]


def schedules(office: str) -> Iterator[dict[str, Any]]:
    """Schedules of every right of an office."""
    for right in registry.find(office).rights:  # type: ignore[union-attr]  # its code was just listed
        for status in ({}, {"grant": LATE, "registration": LATE, "publication": LATE, "ep_grant": LATE}):
            case = {"jurisdiction": office, "right": right.name, "route": right.routes[0]}
            case["dates"] = {"filing": EARLY, "priority": EARLY, **status}
            yield rules.as_document(rules.compute(case, as_of=date(2026, 3, 2), explain=True))


def texts_of(value: object) -> Iterator[str]:
    """Every text of a document, in Chinese."""
    if isinstance(value, list):
        for part in value:
            yield from texts_of(part)
    elif isinstance(value, dict):
        for name in ("title", "surcharge", "why", "text", "message"):
            if name in value:
                prefix = "" if name == "message" else f"{name}_"
                yield ZH.stored(value[f"{prefix}code"], value[f"{prefix}params"], value[name])
        for name, part in value.items():
            if not name.endswith("params"):
                yield from texts_of(part)


def english_left_in(text: str) -> list[str]:
    """Words of four small letters and more: not EPC, s. 8, or an attribute's key in back quotes."""
    return re.findall(r"(?<![`\w])[a-z]{4,}(?![`\w])", text)
