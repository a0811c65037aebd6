"""Numbers of the offices: what looks mistyped is told with a suggestion, and the same number is known however written.

Numbers marked as real are those of published documents.
"""

import re

import pytest

import rules
from rules.language.numbering import CheckDigit
from rules.numbering import cautions, normal_form

FORMATS = [(office, one) for office in rules.jurisdictions() for one in office.number_formats]


def said(jurisdiction, right, kind, number, route="direct"):
    return [(one.message.code, str(one.message)) for one in cautions(jurisdiction, right, route, {kind: number})]


@pytest.mark.parametrize(("office", "form"), FORMATS, ids=lambda one: getattr(one, "code", getattr(one, "example", "")))
def test_every_example_is_in_its_form_and_every_form_belongs_to_a_right_of_its_office(office, form):
    assert form.source
    assert set(form.kinds) <= {"application", "publication", "registration"}
    for right in form.rights:
        assert office.right(right)
        for kind in form.kinds:
            assert said(office.code, right, kind, form.example) == []
            assert re.fullmatch("[0-9A-Z/]+", normal_form(office.code, right, kind, form.example))


@pytest.mark.parametrize(
    "number",
    [
        "201710601862.3",  # S = 2·2+0·3+1·4+7·5+1·6+0·7+6·8+0·9+1·2+8·3+6·4+2·5 = 157 = 14·11 + 3
        "ZL95115608.X",  # real: 9·2+5·3+1·4+1·5+5·6+6·7+0·8+8·9 = 186 = 16·11 + 10
        "97101765.4",  # real
        "CN 2010 8 0063196.9",  # real, a PCT application's national phase
        "201110047567.0",  # real
        "2010101463727",  # real, without its point
        "201010146372",  # without its check digit
        "CN102822194B",  # real: the number of the published grant
    ],
)
def test_a_chinese_invention_as_it_is_written(number):
    assert said("CN", "patent", "registration", number) == []


def test_a_wrong_check_digit_is_told_with_the_right_one():
    ((code, sentence),) = said("CN", "patent", "application", "201710601862.4")

    assert code == "number.check_digit"
    assert "numbers.application 201710601862.4 has the check digit 4, but its other digits give 3" in sentence
    assert "it should be 201710601862.3" in sentence


def test_two_digits_that_changed_places_are_found_by_the_check_digit():
    assert [code for code, _ in said("CN", "patent", "application", "201710601826.3")] == ["number.check_digit"]


def test_a_number_of_another_right_is_told():
    """The fifth digit 2 is that of utility models."""
    ((code, sentence),) = said("CN", "patent", "application", "ZL 2008 2 0009767.0")

    assert (code, "utility_model" in sentence) == ("number.another_right", True)
    assert said("CN", "utility_model", "application", "ZL 2008 2 0009767.0") == []


def test_a_number_of_another_kind_is_told():
    ((code, sentence),) = said("EP", "patent", "application", "EP3123456A1")

    assert (code, "numbers.publication" in sentence) == ("number.another_kind", True)


def test_a_number_in_no_form_is_told_with_an_example():
    ((code, sentence),) = said("US", "patent", "application", "14/1951234")

    assert code == "number.unlike"
    assert "numbers.application 14/1951234 is not written as this office writes it, such as 16/123,456" in sentence


def test_numbers_that_may_be_another_offices_are_not_judged():
    """A European patent valid in Germany may be known by its European number."""
    assert said("DE", "patent", "application", "EP16198765.4") != []
    assert said("DE", "patent", "application", "EP16198765.4", route="ep") == []
    assert said("QQ", "patent", "application", "17") == []
    assert said("CH", "patent", "application", "anything") == []


@pytest.mark.parametrize(
    ("office", "right", "kind", "number"),
    [
        ("DE", "patent", "application", "10 2007 004 488.9"),  # real
        ("DE", "patent", "application", "30 25 842.5"),  # the example of DPMA notice 3/83
        ("EP", "patent", "application", "EP 16000312.7"),
        ("JP", "patent", "application", "特願2010-001234"),
        ("JP", "patent", "application", "平10-123456"),
        ("KR", "patent", "application", "KR 10-2018-0123456"),
        ("KR", "design", "registration", "30-0572831"),  # real
        ("TW", "patent", "registration", "I220010"),  # real
        ("IN", "patent", "application", "201611000001"),
        ("IN", "patent", "application", "1234/DELNP/2010"),
        ("BR", "patent", "application", "BR 1020150062087"),
        ("BR", "patent", "application", "PI8300994"),  # real
        ("MX", "patent", "application", "PA/a/2000/011402"),  # real
        ("AU", "patent", "application", "AU 2010001234"),
        ("EM", "design", "registration", "004048098-0004"),  # real
        ("WO", "patent", "application", "PCT/EP2013/123456"),
        ("US", "patent", "registration", "US 12138008 B2"),  # real
    ],
)
def test_numbers_as_they_are_written_raise_no_doubt(office, right, kind, number):
    assert said(office, right, kind, number) == []


@pytest.mark.parametrize(
    ("office", "right", "kind", "one", "other"),
    [
        ("CN", "patent", "application", "201710601862.3", "CN2017106018623"),
        ("CN", "patent", "application", "201710601862.3", "201710601862"),
        ("EP", "patent", "application", "EP16198765.4", "16 198 765"),
        ("EP", "patent", "registration", "EP 0 666 666 B1", "EP666666"),
        ("US", "patent", "registration", "US 7,654,321 B2", "7654321"),
        ("US", "patent", "application", "09/445,323", "09445323"),
        ("JP", "patent", "application", "特願2018-012345", "2018-12345"),
        ("CH", "patent", "registration", "CH 701 234", "701234"),
        ("QQ", "patent", "registration", "QQ-12", "12"),
    ],
)
def test_the_same_number_is_known_however_it_is_written(office, right, kind, one, other):
    assert normal_form(office, right, kind, one) == normal_form(office, right, kind, other)


def test_different_numbers_stay_apart():
    assert normal_form("EP", "patent", "application", "16198765") != normal_form(
        "EP", "patent", "application", "16198766"
    )
    assert normal_form("CH", "patent", "registration", "—") == "—"


def test_a_check_digit_begins_its_weights_again():
    assert CheckDigit((1, 2), 7, "X").of("123") == "1"  # 1·1 + 2·2 + 3·1 = 8
