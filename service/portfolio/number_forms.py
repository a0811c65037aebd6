"""The forms in which ways of writing an office's number are the same: `EP 16 198 765.4`, `16198765`, `EP16198765`."""

import re

_NOISE = re.compile(r"[^0-9A-Z]")
_CHECKED = re.compile(r"[.\-][0-9X]$")  # a check digit, which many leave out


def number_forms(office: str, number: str) -> frozenset[str]:
    """The forms of a number without the office's code, punctuation and leading zeros; with its check digit and without.

    Two numbers of an office are the same when they have a form in common.
    """
    text = number.strip().upper()
    found = {_bare(office, text)}
    if _CHECKED.search(text):
        found.add(_bare(office, text[:-2]))
    return frozenset(form for form in found if form)


def _bare(office: str, text: str) -> str:
    return _NOISE.sub("", text).removeprefix(office).lstrip("0")
