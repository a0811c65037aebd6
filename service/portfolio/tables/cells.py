"""How a text stands in a cell of a spreadsheet, so that no program computes it, cuts it or takes it for something else.

An apostrophe goes before a text that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, a tab
or a line break) and before one with blanks at an end, which readers cut off. A text with characters that a file can't
hold is written as JSON behind an apostrophe. `bare` undoes each, and leaves alone what people write:

    guarded("=1+1")                 '=1+1
    bare("'=1+1")                   =1+1
    bare("'s-Hertogenbosch ")       's-Hertogenbosch
"""

import json
import re

_GUARDED = re.compile(r"'*[=+\-@\s]")
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]|_x[0-9A-Fa-f]{4}_|x005F_")


def guarded(text: str) -> str:
    """The cell that holds a text."""
    if _as_json(text):
        return "'" + json.dumps(text).replace("_", "\\u005f")
    return f"'{text}" if _in_danger(text) else text


def bare(cell: str) -> str:
    """The text that a cell holds, without blanks around it where nobody guarded them."""
    if cell.startswith("'\""):
        try:
            found = json.loads(cell[1:])
        except ValueError:
            return cell.strip()
        return found if isinstance(found, str) else cell.strip()
    return cell[1:] if cell.startswith("'") and _in_danger(cell[1:]) else cell.strip()


def _in_danger(text: str) -> bool:
    return _GUARDED.match(text) is not None or text != text.rstrip()


def _as_json(text: str) -> bool:
    """Whether a text can't stand as it is: characters that XML changes, or what `bare` would take for JSON."""
    return (
        _UNWRITABLE.search(text) is not None
        or text.startswith("'\"")
        or (text.startswith('"') and text != text.rstrip())
    )
