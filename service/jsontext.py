"""Reading JSON from outside, strictly: what another program could read otherwise than we do is refused.

    Unreadable      the text is no JSON, or JSON of a kind that nobody means; `error` says what and where

Refused are: other encodings than UTF-8, a key that comes twice in one object, NaN and Infinity, numbers too large to be
held, and nesting without end.
"""

import json
import math
from typing import Any

from rules import FieldError
from rules.texts import Message, Text

DEEPEST = 32  # a case needs 4
LONGEST_NUMBER = 400

NOT_UTF8 = Text("json.not_utf8", "byte {position} is not UTF-8; save the text as UTF-8")
BROKEN = Text("json.broken", "this is not JSON: {problem} (line {line}, column {column})")
NOT_FINITE = Text("json.not_a_number", "{value} is not a number that JSON can hold; use a finite number or null")
TWICE = Text("json.key_twice", "the key {key} comes twice in one object; keep one of them")
TOO_DEEP = Text("json.too_deep", "the JSON is nested more than {most} levels deep; a case needs 4")


class Unreadable(ValueError):
    """The text can't be read as JSON; `error` names the trouble and the remedy."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.error = FieldError("", message)


def read(text: bytes | str) -> Any:
    """Read one JSON value; a byte order mark is allowed. Raises `Unreadable`."""
    if isinstance(text, bytes):
        text = decode(text)
    try:
        value = json.loads(
            text, parse_constant=_no_constant, parse_float=_float, parse_int=_int, object_pairs_hook=_object
        )
    except json.JSONDecodeError as broken:
        raise Unreadable(BROKEN(problem=_problem(broken), line=broken.lineno, column=broken.colno)) from None
    except RecursionError:
        raise Unreadable(TOO_DEEP(most=DEEPEST)) from None
    if _is_deeper(value, DEEPEST):
        raise Unreadable(TOO_DEEP(most=DEEPEST))
    return value


def decode(text: bytes) -> str:
    """Return bytes as the text they are in UTF-8, without a byte order mark. Raises `Unreadable`."""
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise Unreadable(NOT_UTF8(position=wrong.start)) from None


def written(value: Any) -> str:
    """Return a value as JSON on one line; characters beyond ASCII stay as they are."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair can only be echoed as the escape it came as
        return json.dumps(value, allow_nan=False, separators=(",", ":"))
    return text


def _problem(broken: json.JSONDecodeError) -> str:
    return broken.msg[:1].lower() + broken.msg[1:]


def _no_constant(name: str) -> Any:
    raise Unreadable(NOT_FINITE(value=name))


def _float(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise Unreadable(NOT_FINITE(value=digits[:40]))
    return number


def _int(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise Unreadable(NOT_FINITE(value=f"{digits[:40]}…"))
    return int(digits)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        raise Unreadable(TWICE(key=next(key for key in keys if keys.count(key) > 1)[:200]))
    return found


def _is_deeper(value: Any, most: int) -> bool:
    level = _containers([value])
    for _ in range(most):
        level = [inner for each in level for inner in _containers(each)]
    return bool(level)


def _containers(value: Any) -> list[Any]:
    """The lists and objects directly inside a list or an object."""
    return [item for item in (value.values() if isinstance(value, dict) else value) if isinstance(item, dict | list)]
