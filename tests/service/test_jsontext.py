"""Reading JSON strictly: what two readers could understand differently is refused, and said where and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.jsontext import Unreadable, read, written


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (b'{"a": [1, 2.5, "x", null, true]}', {"a": [1, 2.5, "x", None, True]}),
        (b"\xef\xbb\xbf{}", {}),
        ('{"商标": "专利"}', {"商标": "专利"}),
    ],
)
def test_json_is_read(text: bytes | str, value: object) -> None:
    assert read(text) == value


def test_what_is_nested_just_so_deep_is_read() -> None:
    assert written(read(b"[" * 32 + b"]" * 32)) == "[" * 32 + "]" * 32


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        (b"", "json.broken", "this is not JSON: expecting value (line 1, column 1)"),
        (b'{"a": 1,\n}', "json.broken", "this is not JSON: expecting property name enclosed in double quotes (line 2"),
        (b'"\xff"', "json.not_utf8", "byte 1 is not UTF-8; save the text as UTF-8"),
        (b"[NaN]", "json.not_a_number", "NaN is not a number that JSON can hold"),
        (b"[-Infinity]", "json.not_a_number", "-Infinity is not a number that JSON can hold"),
        (b"[1e999]", "json.not_a_number", "1e999 is not a number that JSON can hold"),
        (b"9" * 401, "json.not_a_number", "9999999999999999999999999999999999999999… is not a number"),
        (b'{"a": 1, "b": {"c": 1, "c": 2}}', "json.key_twice", "the key c comes twice in one object"),
        (b"[" * 33 + b"]" * 33, "json.too_deep", "the JSON is nested more than 32 levels deep"),
        (b'{"a":' * 100_000, "json.too_deep", "the JSON is nested more than 32 levels deep"),
    ],
)
def test_what_is_refused_is_named(text: bytes, code: str, says: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(text)

    assert refused.value.error.message.code == code
    assert str(refused.value).startswith(says)


def test_half_a_character_goes_back_as_the_escape_it_came_as() -> None:
    assert written(read(b'"\\ud800"')) == '"\\ud800"'


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_what_was_written_is_read_again(value: object) -> None:
    assert read(written(value)) == value
