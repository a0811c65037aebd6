"""The numbers of a case against the formats of its office: what looks mistyped, and when two are the same number.

Nothing here refuses a number: an office may number otherwise than it says, and what is stored is what was given.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from rules import registry
from rules.deadline import Caution
from rules.language.numbering import NumberFormat, bare
from rules.texts import Text

# Numbers of these routes are the office's own; elsewhere they may be those of the office where the right was sought.
OWN = ("direct", "pct", "divisional", "reissue", "hk_reregistration")

UNLIKE = Text(
    "number.unlike",
    "{field} {value} is not written as this office writes it, such as {example}. Compare it with the office's papers.",
)
ANOTHER_RIGHT = Text(
    "number.another_right",
    "{field} {value} is written as this office numbers another right: {right}. Check the number and the right.",
)
ANOTHER_KIND = Text(
    "number.another_kind",
    "{field} {value} is written as this office writes {other}. Give it there, or compare it with the office's papers.",
)
CHECK_DIGIT = Text(
    "number.check_digit",
    "{field} {value} has the check digit {given}, but its other digits give {computed}: a digit is mistyped, or it "
    "should be {suggestion}. Compare it with the office's papers.",
)


def cautions(jurisdiction: str, right: str, route: str, numbers: Mapping[str, str]) -> Iterator[Caution]:
    """Say which numbers of a case don't look like its office's, with a suggestion."""
    office = registry.find(jurisdiction)
    if office is None or route not in OWN:
        return
    for kind, number in numbers.items():
        formats = [one for one in office.number_formats if right in one.rights and kind in one.kinds]
        if formats and (caution := _caution(office.number_formats, formats, right, kind, number)):
            yield caution


def _caution(
    every: tuple[NumberFormat, ...], formats: list[NumberFormat], right: str, kind: str, number: str
) -> Caution | None:
    says: dict[str, Any] = {"field": f"numbers.{kind}", "value": number}
    for one in formats:
        if reading := one.read(number):
            if not reading.wrong:
                return None
            suggestion = f"{number.rstrip()[:-1]}{reading.computed}"
            return Caution(
                CHECK_DIGIT(**says, given=reading.given, computed=reading.computed, suggestion=suggestion),
                (one.source,),
            )
    for other in every:
        if other.read(number) is None:
            continue
        if right in other.rights:
            return Caution(ANOTHER_KIND(**says, other=f"numbers.{other.kinds[0]}"), (other.source,))
        if kind in other.kinds:
            return Caution(ANOTHER_RIGHT(**says, right=other.rights[0]), (other.source,))
    return Caution(UNLIKE(**says, example=formats[0].example), (formats[0].source,))


def normal_form(jurisdiction: str, right: str, kind: str, number: str) -> str:
    """What two ways of writing one number have in common: no punctuation, office code, kind code or check digit.

    Of an office without formats only the letters and digits are compared, without the office's code before them.
    """
    office = registry.find(jurisdiction)
    for one in office.number_formats if office else ():
        if right in one.rights and kind in one.kinds and (reading := one.read(number)):
            return "/".join(part.lstrip("0") for part in reading.parts)
    return bare(number).removeprefix(jurisdiction).lstrip("0") or number.strip()
